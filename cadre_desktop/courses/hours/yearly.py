"""年度培训统计: a line for each person with targets, what is done, and of what kind the training was."""

from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.courses.rules import CourseForm, format_hours
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.rosters import names_in_order, short_names
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import TrainingOrigin

TOPICAL, DAILY, DEPARTMENT, SUPERIOR = range(4)
KINDS = (N_("专题培训"), N_("日常培训"), N_("部门培训"), N_("上级调训"))
"""The kinds that the sheet distinguishes."""

_BY_KIND = f"""
    SELECT t.person_id,
           CASE WHEN t.origin = '{TrainingOrigin.SECONDMENT}' OR t.form = ? THEN {SUPERIOR}
                WHEN t.organiser <> '' AND t.organiser = coalesce(d.name, '') THEN {DEPARTMENT}
                WHEN t.training_class = 'topical' THEN {TOPICAL} ELSE {DAILY} END kind,
           sum(t.hours)
    FROM training_record t JOIN person p ON p.id = t.person_id LEFT JOIN department d ON d.id = p.department_id
    WHERE t.year = ? AND t.counts GROUP BY t.person_id, kind
"""


class YearlyLine(NamedTuple):
    """A person's year as the sheet has it; hours in tenths, shares as whole per cent (None where nothing is asked)."""

    staff_number: str
    name: str
    court: str
    post: str
    rank: str
    category: str
    targets: tuple[int, int]
    done: tuple[int, int]
    shares: tuple[int | None, int | None]
    kinds: tuple[int, int, int, int]


def yearly_title(year: int) -> str:
    """What the sheet is called."""
    return _("{year}年度培训统计").format(year=year)


def yearly_lines(sheet: HoursSheet) -> list[YearlyLine]:
    """The lines of the sheet in its order. The kinds are of the year alone, also where a target is of five years."""
    found: dict[int, list[int]] = defaultdict(lambda: [0] * len(KINDS))
    for person, kind, hours in database.rows(_BY_KIND, CourseForm.SECONDMENT.label, sheet.year):
        found[person][kind] = hours or 0
    return [_line(sheet, index, found[member.key]) for index, member in enumerate(sheet.members)]


def _line(sheet: HoursSheet, index: int, kinds: list[int]) -> YearlyLine:
    member = sheet.members[index]
    targets = sheet.number(index, "onsite_target"), sheet.number(index, "online_target")
    done = sheet.number(index, "onsite_done"), sheet.number(index, "online_done")
    lacking = sheet.number(index, "onsite_short"), sheet.number(index, "online_short")
    shares = tuple(_share(*each) for each in zip(targets, done, lacking, strict=True))
    topical, daily, department, superior = kinds
    return YearlyLine(
        member.staff_number,
        member.name,
        member.court,
        member.post,
        member.rank_text,
        member.category_text,
        targets,
        done,
        (shares[0], shares[1]),
        (topical, daily, department, superior),
    )


def _share(target: int, done: int, lacking: int) -> int | None:
    """What is done of a target in whole per cent, rounded down; 100 where it is reached, be it by days."""
    if not target:
        return None
    return 100 if not lacking else min(99, max(done, target - lacking) * 100 // target)


def _pair(values: tuple[int, int]) -> str:
    return "/".join(map(format_hours, values))


def _shares(values: tuple[int | None, int | None]) -> str:
    return "/".join("—" if value is None else f"{value}%" for value in values)


def print_yearly(path: Path, sheet: HoursSheet, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """The sheet as a PDF file; returns what there is to choose."""
    columns = [
        RosterColumn(_("工号"), 18, "centre"),
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("单位"), 24, parts=names_in_order(Court), brief=short_names(Court)),
        RosterColumn(_("时任职务"), 26),
        RosterColumn(_("级别"), 26),
        RosterColumn(_("职务属性"), 22),
        RosterColumn(_("任务（线下/网络）"), 22, "centre"),
        RosterColumn(_("已完成"), 20, "centre"),
        RosterColumn(_("完成百分比"), 22, "centre"),
        *(RosterColumn(_(kind), 16, "right", adds_up=True) for kind in KINDS),
    ]
    lines = yearly_lines(sheet)
    roster = Roster(
        title=yearly_title(sheet.year),
        columns=columns,
        organisation=organisation,
        date=_("截至 {day}").format(day=sheet.today.isoformat()),
        notes=_notes(lines),
        foot=foot_now(),
    )
    return print_arranged(path, roster, [_texts(line) for line in lines], setup)


def _notes(lines: list[YearlyLine]) -> str:
    reached = sum(all(share in (None, 100) for share in line.shares) for line in lines)
    counted = _("共 {count} 人，任务全部完成 {reached} 人。").format(count=len(lines), reached=reached)
    return counted + _("县处级及以上的线下任务为五年合计；四类培训为当年学时。")


def _texts(line: YearlyLine) -> tuple[str, ...]:
    words = (line.staff_number, line.name, line.court, line.post, line.rank, line.category)
    return (*words, _pair(line.targets), _pair(line.done), _shares(line.shares), *map(format_hours, line.kinds))


def write_yearly(path: Path, sheet: HoursSheet) -> int:
    """The same as a workbook, in whose cells numbers are numbers; returns how many lines."""
    words = (
        (_("工号"), 12),
        (_("姓名"), 11),
        (_("单位"), 24),
        (_("时任职务"), 20),
        (_("级别"), 20),
        (_("职务属性"), 14),
    )
    numbers = (_("线下任务"), _("网络任务"), _("线下完成"), _("网络完成"))
    columns = [
        OutColumn(_("序号"), 7, "int"),
        *(OutColumn(title, width) for title, width in words),
        *(OutColumn(title, 11, "decimal", 1) for title in numbers),
        OutColumn(_("线下完成%"), 11, "int"),
        OutColumn(_("网络完成%"), 11, "int"),
        *(OutColumn(_(kind), 11, "decimal", 1) for kind in KINDS),
    ]
    rows = (
        (number, *line[:6], *line.targets, *line.done, *line.shares, *line.kinds)
        for number, line in enumerate(yearly_lines(sheet), 1)
    )
    return write_table(path, SheetSpec(yearly_title(sheet.year), columns, frozen=3), rows)
