"""The commands that write papers and workbooks of a contest, the same that its menu in the window offers."""

import argparse
from datetime import date
from typing import TYPE_CHECKING

from cadre_desktop.contests.rules.publication import NameOrder, Publication
from cadre_desktop.contests.terminal.results import contest_of
from cadre_desktop.kit.command_line import opened
from cadre_desktop.kit.language import _
from cadre_desktop.kit.outputs import check_output, print_json
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.registers.calendar_days import work_calendar

if TYPE_CHECKING:
    from cadre_desktop.contests.summary import Summary

_ORDERS = {"strokes": NameOrder.STROKES, "rank": NameOrder.RANK}


def publish(chosen: argparse.Namespace) -> None:
    """Write the result list for the notice board. Raises Refused when there is nobody to list."""
    from cadre_desktop.contests.exchange.told import chosen_results
    from cadre_desktop.contests.prints.publishing import publish as write

    check_output(chosen.file, ".pdf")
    with opened(chosen) as store:
        contest = contest_of(chosen.id)
        tracks = chosen_results(contest, chosen.track)[0] if chosen.track else ()
        today = store.clock.today()
        first: date = chosen.first or today
        calendar = work_calendar()
        last: date = chosen.last or calendar.term(first).last
        how = Publication(
            first,
            last,
            _ORDERS[chosen.by],
            chosen.contact,
            chosen.phone,
            tuple(track.id for track, _result in tracks),
            chosen.everybody,
        )
        remark = calendar.remark(first, last)
        own = own_court(store)
        pages = write(chosen.file, contest, how, own.name if own else "", today)
    print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.file))
    if remark:
        print(_("公示期到 {day}：{remark}，请核对。").format(day=last, remark=remark))


def summary(chosen: argparse.Namespace) -> None:
    """Print the summary by court and track, or write it as workbook or PDF."""
    from cadre_desktop.contests.prints.summary_prints import print_summary, write_summary
    from cadre_desktop.contests.summary import summary_of, told_summary

    with opened(chosen):
        found = summary_of(contest_of(chosen.id))
        if chosen.xlsx is not None:
            check_output(chosen.xlsx, ".xlsx")
            write_summary(chosen.xlsx, found)
            print(_("已导出到 {path}").format(path=chosen.xlsx))
        elif chosen.pdf is not None:
            check_output(chosen.pdf, ".pdf")
            pages = print_summary(chosen.pdf, found).pages
            print(_("已打印 {count} 页到 {path}").format(count=pages, path=chosen.pdf))
        elif chosen.json:
            print_json(told_summary(found))
        else:
            _print_lines(found)


def _print_lines(found: "Summary") -> None:
    text = _("{court}　参赛 {entrants}　获奖 {awarded}")
    for unit, name in (*found.units, (None, _("合计"))):
        count = found.count(unit)
        print(text.format(court=name, entrants=count.entrants, awarded=count.awarded))


def scores(chosen: argparse.Namespace) -> None:
    """Write the full score workbook. Raises Refused when there are no scores."""
    from cadre_desktop.contests.exchange.score_book import write_score_book

    check_output(chosen.file, ".xlsx")
    with opened(chosen):
        count = write_score_book(contest_of(chosen.id), chosen.file)
    print(_("已导出 {count} 名选手的评分到 {path}").format(count=count, path=chosen.file))
