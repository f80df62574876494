"""Attendance in a workbook: a row for each person, a column for each session; written out, filled in and read back."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.attending import Cell, record_presence
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.listed_rows import (
    COURT,
    ID_NUMBER,
    NAME,
    STAFF_NUMBER,
    ListedSheet,
    members_of,
    read_listed,
    said_in,
)
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, PresenceSheet, SessionHead, read_sheet
from cadre_desktop.people.name_list.rules import Half, PresenceMark, read_said

_BESIDE = frozenset(
    (*NAME, *COURT, *STAFF_NUMBER, *ID_NUMBER, "序号", "部门", "职务", "备注", "签名", "签字", "出勤情况")
) | {"缺课学时", "性别", "联系电话", "电话"}
"""Headings of what is no session."""
_DAY = re.compile(r"(?:\d{4}[年./-])?(\d{1,2})[月./-](\d{1,2})日?")
_ORDINAL = re.compile(r"第?(\d{1,3})(?:次课?|课次|场次?|讲)")


@dataclass
class FoundAttendance:
    """What a workbook says of attendance: `cells` that are new or others than before, how many are `same`, how many
    rows were read, and everything that could not be taken."""

    read: int = 0
    same: int = 0
    cells: dict[Cell, PresenceMark | None] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def read_attendance(names: NameListOf, event: Any, path: Path) -> FoundAttendance:
    """What a workbook would bring to an event; signs as in the grid (✓ 迟 早 假 ×), an empty cell says nothing.

    A row whose person is unknown, or of whom nobody can tell which is meant, a cell that cannot be read, one that says
    something else than another of the same person and session, and a column that is no session of the event are told;
    everything else is kept. Raises Refused for a file that is no such list
    or an event without sessions.
    """
    sheet = read_sheet(names, event)
    if not sheet.sessions:
        raise Refused(
            names.words.said(_("“{title}”还没有{session}，请先{planning}再导入考勤。"), title=names.title_of(event))
        )
    found, members = FoundAttendance(), members_of(names, event)
    first: dict[Cell, _SaidThere] = {}
    for listed in read_listed(path):
        columns = _columns(names, listed, sheet, found)
        said = said_in(listed)
        for row in listed.rows:
            found.read += 1
            try:
                entry = members.find(said(row)).key
            except Unclear as unclear:
                found.problems.append(listed.problem(row, listed.column(*NAME), str(unclear)))
                continue
            for index, session in columns.items():
                try:
                    mark = read_said(listed.text(row, index))
                except Unclear as unclear:
                    found.problems.append(listed.problem(row, index, str(unclear)))
                    continue
                if mark is None or not _is_asked(sheet, session, entry):
                    continue
                told = first.setdefault((session.key, entry), _SaidThere(mark, listed.title, row.number))
                if told.mark != mark:
                    told.contradicted = True
                    found.problems.append(listed.problem(row, index, told.against(listed.title)))
    for cell, told in first.items():
        if told.contradicted:
            continue
        if sheet.said.get(cell) == told.mark:
            found.same += 1
        else:
            found.cells[cell] = told.mark
    return found


@dataclass
class _SaidThere:
    """What a workbook says of somebody in a session where it says so first, and whether it says something else later:
    then neither counts."""

    mark: PresenceMark
    sheet: str
    row: int
    contradicted: bool = False

    def against(self, sheet: str) -> str:
        """What is said of a cell of the sheet that says something else."""
        line = _("第 {row} 行") if sheet == self.sheet else _("“{sheet}”第 {row} 行")
        text = _("与{place}是同一个人、同一课次，那里是{mark}，两处都没有登记；请只留一处。")
        return text.format(place=line.format(sheet=self.sheet, row=self.row), mark=self.mark.words)


def _is_asked(sheet: PresenceSheet, session: SessionHead, entry: int) -> bool:
    line = sheet.line_of.get(entry)
    return line is not None and sheet.is_expected(session, line)


def _columns(
    names: NameListOf, listed: ListedSheet, sheet: PresenceSheet, found: FoundAttendance
) -> dict[int, SessionHead]:
    """The sessions by their columns; a heading that means none, or several, is told."""
    columns: dict[int, SessionHead] = {}
    for index, heading in enumerate(listed.headings):
        if not heading or heading in _BESIDE:
            continue
        meant = [session for number, session in enumerate(sheet.sessions, 1) if _means(heading, session, number)]
        if len(meant) == 1 and meant[0] not in columns.values():
            columns[index] = meant[0]
        elif any(listed.text(row, index) for row in listed.rows):
            why = _("没有这一{session}") if not meant else _("分不清是哪一{session}，请写明日期和上下午，或“第几次”")
            text = _("“{heading}”一列没有导入：{why}。")
            found.problems.append(
                Problem(text.format(heading=heading, why=names.words.said(why)), sheet=listed.title, column=heading)
            )
    return columns


def _means(heading: str, session: SessionHead, number: int) -> bool:
    """Whether a heading such as 3月1日上午, 第2次 or 执行实务 means a session."""
    if ordinal := _ORDINAL.fullmatch(heading):
        return int(ordinal[1]) == number
    day = _DAY.search(heading)
    if day is None:
        return bool(session.title) and "".join(session.title.split()) == heading
    if (int(day[1]), int(day[2])) != (session.day.month, session.day.day):
        return False
    half = next((half for half in Half if half.label in heading), None)
    if half is not None and session.half and half != session.half:
        return False
    times = re.findall(r"\d{1,2}[:：]\d{2}", heading)
    return not times or not session.begins or times[0].replace("：", ":").zfill(5) == session.begins


def record_attendance(store: Store, names: NameListOf, event: Any, found: FoundAttendance) -> int:
    """Record what a workbook brings, in one step; returns how many cells changed."""
    return record_presence(store, names, event, found.cells) if found.cells else 0


def write_attendance(path: Path, names: NameListOf, event: Any) -> int:
    """Write the attendance as it is, to be filled in or kept; returns how many people are in it.

    Raises Refused for an event without sessions or people, or when the file is open elsewhere.
    """
    sheet = read_sheet(names, event)
    own = [line for line in sheet.lines if not line.guest_of]
    if not sheet.sessions or not own:
        raise Refused(
            names.words.said(_("“{title}”还没有{session}或人员，没有可以写的考勤。"), title=names.title_of(event))
        )
    columns = [OutColumn(_("姓名"), 12), OutColumn(_("法院"), 16), OutColumn(_("部门"), 16)]
    columns += [OutColumn(_heading(session, number), 14) for number, session in enumerate(sheet.sessions, 1)]
    rows: list[list[str | None]] = [[line.name, line.court, line.department, *_signs(sheet, line)] for line in own]
    write_tables(path, [(SheetSpec(names.title_of(event), columns, frozen=1), rows)])
    return len(rows)


def _heading(session: SessionHead, number: int) -> str:
    half = Half.table().label(session.half)
    day = _("{month}月{day}日").format(month=session.day.month, day=session.day.day)
    return f"{day}{half or _('第{number}次').format(number=number)}{session.begins}"


def _signs(sheet: PresenceSheet, line: PresenceLine) -> Iterator[str | None]:
    for session in sheet.sessions:
        mark = sheet.said.get((session.key, line.entry))
        yield mark.sign if mark is not None else None
