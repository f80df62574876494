"""The command about training hours: who lacks how much, today and by the end of the year."""

import argparse

from cadre_desktop.courses.hours.sheet import read_sheet
from cadre_desktop.courses.hours.told import lines, told, write_hours
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.people.terminal.finding import person_meant


def show_hours(chosen: argparse.Namespace) -> None:
    """Print the hours of a year, or write them as a workbook. Raises Refused where a name is nobody's or several's."""
    if chosen.xlsx is not None:
        check_output(chosen.xlsx, ".xlsx")
    with opened(chosen) as store:
        people = None if chosen.person is None else [person_meant(chosen.person)]
        sheet = read_sheet(store, chosen.year, store.clock.today(), people)
        if chosen.short:
            sheet = sheet.only_short()
        if chosen.xlsx is not None:
            count = write_hours(chosen.xlsx, sheet)
            print(_("已导出 {count} 人到 {path}").format(count=count, path=chosen.xlsx))
        elif chosen.json:
            print_json(told(sheet))
        else:
            print("\n".join(lines(sheet)) or _("没有要列出的人。"))
