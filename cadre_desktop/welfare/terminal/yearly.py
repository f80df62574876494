"""The commands about a year of welfare: its days, its numbers, its money, and what is due."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cadre_desktop.kit.command_line import WrongUse, opened
from cadre_desktop.kit.documents.figure_table import FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json

if TYPE_CHECKING:
    from cadre_desktop.kit.store.store import Store


def write_calendar(chosen: argparse.Namespace) -> None:
    """Write a year as an .ics file, or as the sheet that is printed."""
    from cadre_desktop.welfare.yearly.calendar_paper import print_year
    from cadre_desktop.welfare.yearly.days import read_year
    from cadre_desktop.welfare.yearly.ics import write_year

    suffix = chosen.file.suffix.lower()
    if suffix not in (".ics", ".pdf"):
        raise WrongUse(_("文件名应以 .ics 或 .pdf 结尾，现为“{name}”。").format(name=chosen.file.name))
    check_output(chosen.file, suffix)
    with opened(chosen) as store:
        if suffix == ".pdf":
            print_year(chosen.file, read_year(chosen.year), _organisation(store))
            print(_("已写出 {path}").format(path=chosen.file))
            return
        count = write_year(chosen.file, chosen.year, store.clock.now())
    print(_("已写出 {count} 个日程到 {path}").format(count=count, path=chosen.file))


def _organisation(store: "Store") -> str:
    from cadre_desktop.people.actions import own_court

    court = own_court(store)
    return court.name if court else ""


def show_report(chosen: argparse.Namespace) -> None:
    """Print the annual report, or write it."""
    from cadre_desktop.welfare.yearly.report import as_data, read_report, report_table, report_text

    with opened(chosen) as store:
        report = read_report(chosen.year, store.clock.today())
        said = _("与 {before}相比。").format(before=report.before_words)
        title = _("{year}年暖警年报").format(year=chosen.year)
        if chosen.json:
            print_json(as_data(report))
        elif not _written(chosen, title, [report_table(report)], said, _organisation(store)):
            print(report_text(report))


def show_budget(chosen: argparse.Namespace) -> None:
    """Print what was budgeted, spent and is left for each kind, or write it."""
    from cadre_desktop.welfare.yearly.money_tables import WHAT_IS_COUNTED, by_court, by_kind, by_month, remarks
    from cadre_desktop.welfare.yearly.spending import as_data, read_money

    with opened(chosen) as store:
        money = read_money(chosen.year)
        said = _(WHAT_IS_COUNTED) + "".join(remarks(money))
        title = _("{year}年暖警经费收支").format(year=chosen.year)
        tables = [by_kind(money), by_month(money), by_court(money)]
        if chosen.json:
            print_json({**as_data(money), "remarks": remarks(money)})
        elif not _written(chosen, title, tables, said, _organisation(store)):
            for row in (tables[0].headings, *([cell.text for cell in row] for row in tables[0].rows)):
                print("\t".join(row))
            print(said)


def _written(
    chosen: argparse.Namespace, title: str, tables: Sequence[FigureTable], said: str, organisation: str
) -> bool:
    """Whether tables were written as PDF or workbook: as asked."""
    from cadre_desktop.welfare.yearly.table_paper import print_tables, write_book

    path: Path | None = chosen.pdf or chosen.xlsx
    if path is None:
        return False
    check_output(path, ".pdf" if chosen.pdf else ".xlsx")
    if chosen.pdf:
        print_tables(path, title, tables, organisation, said)
    else:
        write_book(path, tables, [title, said])
    print(_("已写出 {path}").format(path=path))
    return True


def show_due(chosen: argparse.Namespace) -> None:
    """Print what is due in a month, a line or an object for each, and what should be over before it."""
    from cadre_desktop.welfare.yearly.due import as_data, due_between, month_span, overdue

    with opened(chosen) as store:
        today = store.clock.today()
        said, month = chosen.month or (None, today.month)
        year = chosen.year or said or today.year
        first, last = month_span(year, month)
        lines, late = due_between(first, last), overdue(min(first, today))
    if chosen.json:
        print_json({"month": f"{year}-{month:02}", "due": as_data(lines), "overdue": as_data(late)})
        return
    _print(lines)
    print(_("{year} 年 {month} 月共 {count} 项").format(year=year, month=month, count=len(lines)))
    if late:
        print(_("此前逾期 {count} 项：").format(count=len(late)))
        _print(late)


def check(chosen: argparse.Namespace) -> int:
    """Print what is wrong, what is overdue and which agreements end; exit code 1 when there is anything."""
    from cadre_desktop.welfare.yearly.due import as_data, ending, faults, overdue

    with opened(chosen) as store:
        today = store.clock.today()
        wrong, late, ends = faults(), overdue(today), ending(today)
    if chosen.json:
        print_json({"faults": wrong, "overdue": as_data(late), "ending": as_data(ends)})
    else:
        for sentence in wrong:
            print(sentence)
        _print(late)
        _print(ends)
        words = _("{faults} 处不符规定，{overdue} 项逾期，{ends} 份协议即将到期")
        print(words.format(faults=len(wrong), overdue=len(late), ends=len(ends)))
    return 1 if wrong or late or ends else 0


def _print(lines: Sequence[Any]) -> None:
    for line in lines:
        kind = _(line.care.label) if line.care else ""
        print("　".join(filter(None, (line.day.isoformat(), kind, line.text))))
