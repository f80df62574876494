"""A contest written to workbooks: to be read by people, to be read in again, and summed up."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.screens.papers.printable import Ready, needs_any_entrants, needs_any_marks
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.talk.saving import save_as


@dataclass(frozen=True)
class ContestWorkbook:
    """A workbook of a contest. `title` goes into the file's name; `lacks` says why there is nothing to write yet."""

    title: str
    write: Callable[[Contest, Path], None]
    lacks: Callable[[Ready], str]


def _scores(contest: Contest, path: Path) -> None:
    from cadre_desktop.contests.exchange.score_book import write_score_book

    write_score_book(contest, path)


def _whole(contest: Contest, path: Path) -> None:
    from cadre_desktop.contests.exchange.outgoing import write_contest

    write_contest(contest, path)


def _summary(contest: Contest, path: Path) -> None:
    from cadre_desktop.contests.prints.summary_prints import write_summary
    from cadre_desktop.contests.summary import summary_of

    write_summary(path, summary_of(contest))


def _always(_ready: Ready) -> str:
    return ""


SUMMARY = ContestWorkbook(N_("获奖情况汇总"), _summary, needs_any_entrants)
WORKBOOKS = (
    ContestWorkbook(N_("全部评分"), _scores, needs_any_marks),
    SUMMARY,
    ContestWorkbook(N_("竞赛工作簿（可再导入）"), _whole, _always),
)


def save_workbook(desk: Desk, book: ContestWorkbook, contest: Contest, owner: QObject) -> None:
    """Ask where, and write it."""
    title = _(book.title).partition("（")[0]

    def write(path: Path, _progress: Progress) -> None:
        book.write(contest, path)

    save_as(desk, owner, _("导出工作簿"), f"{contest.name} {title}", write, _("已导出到“{path}”。"))
