"""How counselling was used in a year, on the command line: nobody's name, and no numbers that could identify."""

import argparse
from dataclasses import asdict
from typing import Any

from cadre_desktop.kit.command_line import add_command, as_json, opened, year
from cadre_desktop.kit.language import _


def add(commands: Any) -> None:
    """Declare the command."""
    words = _("心理辅导一年的使用统计，不列姓名，不足 5 人的合并")
    command = add_command(commands, "counselling", words, "welfare.terminal.counselling.show_counselling")
    command.add_argument("--year", type=year, metavar="YEAR", help=_("哪一年，不填为今年"))
    as_json(command)


def show_counselling(chosen: argparse.Namespace) -> None:
    """Print the statistics of the page; what is not told is null, or a dash."""
    from cadre_desktop.kit.outputs import print_json
    from cadre_desktop.welfare.counselling.prints import cells_of, remark_of, sections_of, statistics_title
    from cadre_desktop.welfare.counselling.statistics import statistics_of

    with opened(chosen) as store:
        found = statistics_of(chosen.year or store.clock.today().year)
    if chosen.json:
        print_json(asdict(found))
        return
    print(statistics_title(found))
    for title, rows in sections_of(found):
        print("\t".join((title, _("时段数"), _("已约"), _("空闲"), _("已到"))))
        for row in rows:
            print("\t".join(cells_of(row)))
    print(remark_of(found))
