"""How far the batches of newcomers are, on the command line."""

import argparse
from typing import Any

from cadre_desktop.kit.command_line import add_command, as_json, opened, year
from cadre_desktop.kit.language import _


def add(commands: Any) -> None:
    """Declare the command."""
    words = _("入职清单：每批多少人、办了多少项、逾期多少项")
    command = add_command(commands, "newcomers", words, "welfare.terminal.newcomers.show_newcomers")
    command.add_argument("--year", type=year, metavar="YEAR", help=_("只列这一年的批次"))
    as_json(command)


def show_newcomers(chosen: argparse.Namespace) -> None:
    """Print the batches."""
    from cadre_desktop.kit.outputs import print_json
    from cadre_desktop.welfare.newcomers.checklist import checklist_of
    from cadre_desktop.welfare.newcomers.records import NewcomerBatch

    with opened(chosen) as store:
        found = []
        for row in NewcomerBatch.select().order_by(NewcomerBatch.reports, NewcomerBatch.id):
            if chosen.year in (None, row.year):
                grid = checklist_of(row.id, store.clock.today())
                found.append(
                    {
                        "title": row.title,
                        "reports": row.reports.isoformat(),
                        "people": len(grid.lines),
                        "done": grid.done,
                        "overdue": grid.overdue,
                    }
                )
    if chosen.json:
        print_json(found)
        return
    words = _("{title}（{reports} 报到）：{people} 人，已办 {done} 项，逾期 {overdue} 项")
    for each in found:
        print(words.format(**each))
