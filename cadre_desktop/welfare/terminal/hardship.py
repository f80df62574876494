"""How the cases of hardship go, on the command line: numbers and days, nobody's name."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import add_command, as_json, opened, year
from cadre_desktop.kit.language import _


def add(commands: Any) -> None:
    """Declare the command."""
    words = _("困难帮扶：各状态几件、公示到哪天、帮扶多少，不列姓名和原因")
    command = add_command(commands, "hardship", words, "welfare.terminal.hardship.show_hardship")
    command.add_argument("--year", type=year, metavar="YEAR", help=_("只算这一年"))
    as_json(command)


def show_hardship(chosen: argparse.Namespace) -> None:
    """Print how many cases there are in each state, the ends of notices, and what was given in all."""
    from cadre_desktop.kit.display import fixed_text
    from cadre_desktop.kit.outputs import print_json
    from cadre_desktop.welfare.hardship.board import cases_of
    from cadre_desktop.welfare.hardship.rules import CaseState

    with opened(chosen):
        lines = cases_of(chosen.year)
    states = {state: sum(line.state is state for line in lines) for state in CaseState}
    notices = sorted(line.term.last for line in lines if line.state is CaseState.ON_NOTICE and line.term is not None)
    given = sum(line.given for line in lines)
    if chosen.json:
        told = {state.value: count for state, count in states.items()}
        print_json({"states": told, "notices_end": [day.isoformat() for day in notices], "given_fen": given})
        return
    for state, count in states.items():
        print(_("{state} {count} 件").format(state=_(state.label), count=count))
    for day in notices:
        print(_("公示至 {day}").format(day=day.isoformat()))
    print(_("帮扶合计 {yuan} 元").format(yuan=fixed_text(given, 2, grouped=True)))
