"""Workbooks that name people row by row: attendance, lists of marks, nominations; and whom a row means."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.kit.documents.workbook import Cell, Sheet, read_workbook
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused, Unclear
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.likeness import means_department
from cadre_desktop.people.name_list.declaration import NameListOf

NAME = ("姓名", "参训人员", "学员", "学员姓名", "干警姓名", "推荐人选", "被推荐人")
COURT = ("法院", "单位", "所在单位", "工作单位", "所在法院")
STAFF_NUMBER = ("工号", "编号", "人员编号", "干警编号")
DEPARTMENT = ("部门", "所在部门", "庭室", "推荐部门", "现部门")
ID_NUMBER = ("身份证号", "身份证号码", "证件号", "证件号码", "公民身份号码")
_HEAD_ROWS = 12
"""The heading is in one of so many rows from the top: below titles and notes."""
_TOTALS = ("合计", "总计", "小计", "填表人", "审核人", "注", "说明", "备注")


class ListedRow(NamedTuple):
    """A row that names somebody; `number` is as Excel counts."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class ListedSheet:
    """One sheet: the text above its headings, the headings without blanks, and its rows as text."""

    title: str
    above: str
    headings: tuple[str, ...]
    rows: tuple[ListedRow, ...]

    def column(self, *headings: str) -> int | None:
        """The column headed by one of these."""
        return next((index for index, heading in enumerate(self.headings) if heading in headings), None)

    def text(self, row: ListedRow, column: int | None) -> str:
        """What a row says in a column; "" where there is no such column."""
        return "" if column is None else row.cells[column]

    def problem(self, row: ListedRow, column: int | None, message: str) -> Problem:
        """Something wrong with a cell, with where it is."""
        heading = "" if column is None else self.headings[column]
        return Problem(message, sheet=self.title, row=row.number, column=heading, value=self.text(row, column))


def read_listed(path: Path) -> list[ListedSheet]:
    """The visible sheets with a heading for names. Raises Refused for a file that cannot be read, or without any."""
    sheets = [_listed(sheet) for sheet in read_workbook(path).sheets if sheet.visible]
    found = [sheet for sheet in sheets if sheet is not None]
    if not found:
        text = _("“{file}”里没有“姓名”一列，不知道哪一列是人；请加上标题再导入。")
        raise Refused(text.format(file=path.name))
    return found


def _listed(sheet: Sheet) -> ListedSheet | None:
    texts = [tuple(map(_text, row)) for row in sheet.rows]
    tight = [tuple("".join(text.split()) for text in row) for row in texts[:_HEAD_ROWS]]
    head = next((index for index, row in enumerate(tight) if set(NAME) & set(row)), None)
    if head is None:
        return None
    headings, first = list(tight[head]), head + 1
    name = next(index for index, heading in enumerate(headings) if heading in NAME)
    below = texts[first] if first < len(texts) else ()
    if below and not below[name] and any(below):  # headings of two lines: 3月1日 above 上午
        day = ""
        for index, word in enumerate(below):
            day = headings[index] or day
            headings[index] = f"{day}{''.join(word.split())}" if word else headings[index]
        first += 1
    rows = [
        ListedRow(first + index + 1, row)
        for index, row in enumerate(texts[first:])
        if row[name] and not row[0].startswith(_TOTALS) and not row[name].startswith(_TOTALS)
    ]
    return ListedSheet(sheet.name, " ".join(filter(None, sum(texts[:head], ()))), tuple(headings), tuple(rows))


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "是" if cell else ""
    if isinstance(cell, float | int):
        return f"{cell:.10g}"
    if isinstance(cell, date):
        return _("{month}月{day}日").format(month=cell.month, day=cell.day)
    return str(cell).strip()


class Member(NamedTuple):
    """Somebody a row may mean: the key of what is looked for, and what distinguishes people."""

    key: int
    name: str
    court: str
    court_short: str
    department: str
    staff_number: str
    id_number: str


@dataclass(frozen=True)
class RowIdentity:
    """How a row names somebody."""

    name: str
    court: str = ""
    staff_number: str = ""
    id_number: str = ""
    department: str = ""


def said_in(sheet: ListedSheet) -> Callable[[ListedRow], RowIdentity]:
    """What reads the name and what distinguishes people out of the rows of a sheet."""
    indexes = [sheet.column(*headings) for headings in (NAME, COURT, STAFF_NUMBER, ID_NUMBER, DEPARTMENT)]
    return lambda row: RowIdentity(*("".join(sheet.text(row, index).split()) for index in indexes))


class Members:
    """People by what a row says of them: staff number, then ID number, then name and court; the department
    distinguishes those of one name."""

    def __init__(self, people: Iterable[Member], nobody: str):
        self._people = list(people)
        self._nobody = nobody

    def find(self, said: RowIdentity) -> Member:
        """The one who is meant. Raises Unclear with one sentence when it is nobody, several, or another's number."""
        for number, field in ((said.staff_number, "staff_number"), (said.id_number.upper(), "id_number")):
            by_number = [one for one in self._people if number and getattr(one, field).upper() == number.upper()]
            if len(by_number) == 1:
                return self._named(by_number[0], said)
        found = [one for one in self._people if _plain(one.name) == _plain(said.name)]
        there = [one for one in found if not said.court or _is_court(one, said.court)]
        if len(there) > 1:
            there = [one for one in there if means_department(said.department, one.department)] or there
        if len(there) == 1:
            return there[0]
        if len(there) > 1:
            words = "；".join(filter(None, (f"{one.court_short or one.court}{one.department}" for one in there)))
            text = _("有 {count} 位“{name}”（{words}），分不清是谁；请填写工号或法院、部门。")
            raise Unclear(text.format(count=len(there), name=said.name, words=words))
        if found:
            text = _("“{name}”不在{court}，请核对法院。")
            raise Unclear(text.format(name=said.name, court=said.court))
        raise Unclear(self._nobody.format(name=said.name))

    @staticmethod
    def _named(one: Member, said: RowIdentity) -> Member:
        if said.name and _plain(said.name) != _plain(one.name):
            text = _("号码是{other}的，姓名却写成“{name}”，请核对。")
            raise Unclear(text.format(other=one.name, name=said.name))
        return one


def _plain(name: str) -> str:
    return re.sub(r"[\s·•．.]", "", name)


def _is_court(one: Member, text: str) -> bool:
    return text in (one.court, one.court_short) or (len(text) > 1 and text in one.court)


_FIELDS = (
    "p.name, coalesce(c.name, ''), coalesce(c.short_name, ''), coalesce(d.name, ''), p.staff_number, p.id_number"
    " FROM {table} JOIN person p ON {person} LEFT JOIN court c ON c.id = {court}"
    " LEFT JOIN department d ON d.id = p.department_id"
)


def members_of(names: NameListOf, event: Any) -> Members:
    """Everybody on the list of an event, but those waiting, by their rows of the list."""
    court, status = names.court.column_name, names.status.column_name
    tables = _FIELDS.format(
        table=f'"{names.table}" e',
        person=f'p.id = e."{names.person.column_name}"',
        court=f'coalesce(e."{court}", p.court_id)',
    )
    condition = f'e."{names.event.column_name}" = ? AND e."{status}" <> ?'
    rows: Sequence[Any] = database.rows(f"SELECT e.id, {tables} WHERE {condition}", event.id, str(names.waiting))
    nobody = _("“{name}”不在“{title}”的名单上，请先报名。").replace("{title}", names.title_of(event))
    return Members((Member(*row) for row in rows), nobody)


def everybody() -> Members:
    """All people of the file."""
    tables = _FIELDS.format(table="(SELECT 1)", person="1 = 1", court="p.court_id")
    rows: Sequence[Any] = database.rows(f"SELECT p.id, {tables}")
    return Members((Member(*row) for row in rows), _("没有“{name}”这个人，请核对姓名，或先录入人员。"))
