"""A round on paper: the notice without names, the call list and the list of who was not examined, as workbooks too."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.rules import day_text, period_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.examination.reading import (
    Batch,
    ExamMember,
    batches_of,
    members_of_round,
    missing,
    packages_of,
)
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.rules import Attendance

_LIST = (("法院", 18, 26.0), ("部门", 20, 34.0), ("姓名", 12, 20.0), ("批次", 26, 42.0), ("日期", 14, 24.0))
_ENDS = {"call": (("地点", 26, 42.0), ("套餐", 18, 32.0), ("电话", 16, 26.0)), "reminder": (("电话", 16, 28.0),)}
"""Headings of the lists with their widths in a workbook and in mm; they are a contract with whoever gets a workbook."""


class ExamListLine(NamedTuple):
    """Somebody of a round with what a list says of him."""

    member: ExamMember
    batch: Batch
    package: str


def usual_notice(exam_round: ExamRound) -> str:
    """What a notice says where nothing else is written."""
    words = _("为做好干警健康保障，现安排{year}年度健康体检，请各部门统筹工作，组织本部门人员按时参加。")
    return words.format(year=exam_round.year)


def usual_fasting() -> str:
    """The note on fasting where nothing else is written."""
    return _("体检前一日清淡饮食、不饮酒，当日早晨空腹，完成抽血和腹部检查后再进食；请携带本人身份证。")


def notice_title(exam_round: ExamRound) -> str:
    """What the notice is called."""
    return _("关于开展{year}年度健康体检的通知").format(year=exam_round.year)


def print_notice(path: Path, exam_round: ExamRound, organisation: str, today: date, *, each_court: bool = False) -> int:
    """Write the notice as a PDF file, without names; with `each_court` one for each court with its departments. Returns
    its pages. Raises Refused where nobody is in a batch.
    """
    lines = _seated(exam_round)
    title = notice_title(exam_round)
    paper = OfficialPaper(title, author=organisation)
    courts = list(dict.fromkeys(line.member.court for line in lines)) if each_court else [""]
    for number, court in enumerate(courts):
        if number:
            paper.begin_paper(title)
        own = [line for line in lines if court in ("", line.member.court)]
        _notice(paper, exam_round, own, court, organisation, today)
    return paper.save(path)


def _notice(
    paper: OfficialPaper,
    exam_round: ExamRound,
    lines: Sequence[ExamListLine],
    court: str,
    organisation: str,
    today: date,
) -> None:
    paper.space(0.6)
    paper.address(_("{court}各部门：").format(court=court) if court else _("各法院、各部门："))
    for words in (exam_round.notice or usual_notice(exam_round)).splitlines():
        paper.paragraph(words)
    paper.heading(_("一、时间和地点"))
    columns = [
        RosterColumn(_("日期"), 36, "centre"),
        RosterColumn(_("地点"), 44),
        RosterColumn(_("部门") if court else _("法院"), 50),
        RosterColumn(_("人数"), 16, "centre"),
    ]
    paper.table(columns, _notice_rows(lines, by_department=bool(court)))
    paper.heading(_("二、注意事项"))
    for words in (exam_round.fasting or usual_fasting()).splitlines():
        paper.paragraph(words)
    paper.paragraph(_("不能按安排的日期参加的，请提前告知，另行安排补检。体检结果由体检机构交本人。"))
    paper.signature(organisation, day_text(today))


def _notice_rows(lines: Iterable[ExamListLine], *, by_department: bool) -> list[tuple[str, str, str, str]]:
    counted: dict[tuple[Batch | int, str], list[ExamListLine]] = {}
    for line in sorted(lines, key=lambda one: (one.batch.starts, one.batch.key)):
        unit = line.member.department or _("（未填部门）") if by_department else line.member.court
        counted.setdefault((line.batch.key, unit), []).append(line)
    return [
        (period_text(found[0].batch.starts, found[0].batch.ends), found[0].batch.venue or found[0].batch.hospital, unit,
         str(len(found)))
        for (_key, unit), found in counted.items()
    ]  # fmt: skip


def _lines(exam_round: ExamRound, members: Iterable[ExamMember]) -> list[ExamListLine]:
    batches = {batch.key: batch for batch in batches_of(exam_round.id)}
    titles = {package.id: package.title for package in packages_of(exam_round.id)}
    return [ExamListLine(one, batches[one.batch], titles.get(one.package, "")) for one in members]


def _seated(exam_round: ExamRound) -> list[ExamListLine]:
    """Who has a seat in a batch. Raises Refused where nobody has."""
    found = _lines(exam_round, (one for one in members_of_round(exam_round.id) if one.seated))
    if not found:
        raise Refused(_("“{title}”的批次里还没有人，请先分组。").format(title=exam_round.title))
    return found


def call_list(exam_round: ExamRound) -> list[ExamListLine]:
    """Who is still to be called: has a seat and was not examined. Raises Refused where there is nobody."""
    found = [line for line in _seated(exam_round) if line.member.attendance == Attendance.INVITED]
    if not found:
        raise Refused(_("“{title}”排入批次的人都已登记参加情况。").format(title=exam_round.title))
    return found


def reminder_list(exam_round: ExamRound, today: date) -> list[ExamListLine]:
    """Who was not examined though his batch is over. Raises Refused where there is nobody."""
    lines = _lines(exam_round, missing(members_of_round(exam_round.id)))
    found = [line for line in lines if line.batch.over < today]
    if not found:
        raise Refused(_("“{title}”到期的批次没有未检的人。").format(title=exam_round.title))
    return found


def list_title(exam_round: ExamRound, which: str) -> str:
    """What the call list (``call``) or the list of who was not examined (``reminder``) is called."""
    words = _("{title}通知名单") if which == "call" else _("{title}未检提醒名单")
    return words.format(title=exam_round.title)


def _row(line: ExamListLine, which: str) -> list[str]:
    one, batch = line.member, line.batch
    common = [one.court, one.department, one.name, batch.title, batch.starts.isoformat()]
    return [*common, *([batch.venue, line.package] if which == "call" else []), one.phone]


def print_list(
    path: Path, exam_round: ExamRound, lines: Sequence[ExamListLine], which: str, organisation: str, setup: Setup
) -> PaperOffer:
    """Write a list as a PDF file; where chosen, each court or department begins on a page of its own."""
    rows = [_row(line, which) for line in lines]
    parts = {index: tuple(dict.fromkeys(row[index] for row in rows)) for index in (0, 1)}
    columns = [
        RosterColumn(_(title), mm, "centre" if title in ("姓名", "日期") else "left", name=title == "姓名",
                     parts=parts.get(index))
        for index, (title, _width, mm) in enumerate((*_LIST, *_ENDS[which]))
    ]  # fmt: skip
    notes = _("共 {count} 人。本表涉及个人健康事项，请妥善保管。").format(count=len(rows))
    return print_arranged(path, Roster(list_title(exam_round, which), columns, organisation, notes=notes), rows, setup)


def write_list(path: Path, lines: Sequence[ExamListLine], which: str) -> int:
    """The same as a workbook; returns how many people."""
    columns = [OutColumn(title, width) for title, width, _mm in (*_LIST, *_ENDS[which])]
    sheet = SheetSpec("通知名单" if which == "call" else "未检名单", columns, frozen=3)
    return write_tables(path, [(sheet, [_row(line, which) for line in lines])])[0]


def lines_of(exam_round: ExamRound, which: str, today: date) -> list[ExamListLine]:
    """Who is on the call list (``call``) or the list of who was not examined (``reminder``)."""
    return call_list(exam_round) if which == "call" else reminder_list(exam_round, today)
