"""Score sheets as a table: a row for each entrant (or judge), a column for each criterion, and the running total."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QFont

from cadre_desktop.contests.actions import MarkEntry
from cadre_desktop.contests.points import plain_text
from cadre_desktop.contests.rubrics import Criterion, check_mark, contribution
from cadre_desktop.contests.rules import CriterionKind
from cadre_desktop.contests.screens.grid_table import (
    ALIGNMENT,
    BACKGROUND,
    CENTRE,
    DISPLAY,
    EDIT,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    Index,
)
from cadre_desktop.contests.sheets import SheetPlace, SheetState, Spot, paper_problem, total_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.theme import tokens
from cadre_desktop.kit.typed import typed_fixed

FIXED = 3
"""Columns before the criteria: number, name, unit."""

AFTER = 3
"""Columns after them: the running total, the total on paper, the state of the sheet."""


@dataclass(frozen=True)
class SheetRow:
    """One sheet: whose it is and who marks, what stands before it, and why it cannot be marked, if so."""

    entrant: int
    judge: int | None
    number: str
    name: str
    unit: str
    blocked: str = ""

    @property
    def place(self) -> SheetPlace:
        """Whose sheet and who marks."""
        return self.entrant, self.judge


@dataclass(frozen=True)
class SheetFacts:
    """What is known of the sheets besides their marks."""

    papers: Mapping[SheetPlace, int]
    states: Mapping[SheetPlace, SheetState]


NO_FACTS = SheetFacts({}, {})


class SheetModel(QAbstractTableModel):
    """`record` is called with marks that may stand; `spoke` tells what is wrong with a cell, or nothing any more.

    `totalled` tells the row and the total typed from the paper, None when it was taken back.
    """

    spoke = Signal(str)
    totalled = Signal(int, object)

    def __init__(self, record: Callable[[list[MarkEntry]], None], parent: QObject | None = None):
        super().__init__(parent)
        self._record = record
        self.rows: list[SheetRow] = []
        self.criteria: tuple[Criterion, ...] = ()
        self.marks: dict[Spot, int] = {}
        self.wrong: dict[Spot, tuple[str, str]] = {}
        """What was typed and may not stand, with the sentence why."""
        self.locked = False
        self.facts = NO_FACTS
        self.blind = False
        """Whether sheets are keyed a second time: then there is no total on paper to type."""

    @property
    def total_column(self) -> int:
        """Where the running total stands."""
        return FIXED + len(self.criteria)

    @property
    def paper_column(self) -> int:
        """Where the total on the paper is typed."""
        return self.total_column + 1

    @property
    def state_column(self) -> int:
        """Where the state of the sheet stands."""
        return self.total_column + 2

    # What is shown.

    def put(
        self,
        rows: list[SheetRow],
        criteria: Iterable[Criterion],
        marks: Mapping[Spot, int],
        locked: bool,
        facts: SheetFacts = NO_FACTS,
    ) -> None:
        """Show other sheets; the same ones again keep the cursor, and what is wrong on them."""
        criteria = tuple(criteria)
        same = rows == self.rows and criteria == self.criteria
        if not same:
            self.beginResetModel()
            self.wrong.clear()
        self.rows, self.criteria, self.marks, self.locked = rows, criteria, dict(marks), locked
        self.facts = facts
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIXED + len(self.criteria) + AFTER

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or role not in (DISPLAY, TIP):
            return None
        if FIXED <= section < FIXED + len(self.criteria):
            line = self.criteria[section - FIXED]
            return heading_of(line) if role == DISPLAY else limits_of(line)
        titles = {0: _("抽签号"), 1: self._who, 2: _("单位"), self.total_column: _("合计")}
        titles |= {self.paper_column: _("纸面合计"), self.state_column: _("状态")}
        return titles.get(section)

    @property
    def _who(self) -> str:
        judges = {row.judge for row in self.rows}
        return _("评委") if len(judges) > 1 else _("选手")

    def criterion(self, index: Index) -> Criterion | None:
        """The criterion whose column `index` is in."""
        place = index.column() - FIXED
        return self.criteria[place] if 0 <= place < len(self.criteria) else None

    def spot(self, index: Index) -> Spot | None:
        """Where the mark of a cell stands."""
        line = self.criterion(index)
        row = self.rows[index.row()]
        return None if line is None else (row.entrant, row.judge, line.key)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY, EDIT):
            return self._text(index)
        if role == ALIGNMENT:
            return CENTRE if index.column() == 0 else LEFT if index.column() < FIXED else RIGHT
        if role == FOREGROUND:
            return self._colour(index)
        if role == BACKGROUND:
            return tokens().color("bad_tint") if self.is_wrong(index) else None
        if role == FONT and index.column() == self.total_column and self.total(index.row())[1]:
            font = QFont()
            font.setBold(True)
            return font
        return self.sentence(index) if role == TIP else None

    def _text(self, index: Index) -> str:
        row, spot = self.rows[index.row()], self.spot(index)
        if spot is None:
            if index.column() < FIXED:
                return (row.number, row.name, row.unit)[index.column()]
            if index.column() == self.state_column:
                state = self.facts.states.get(row.place)
                return "" if row.blocked or state is None else _(state.label)
            if index.column() == self.paper_column:
                paper = self.facts.papers.get(row.place)
                return "" if paper is None or self.blind else plain_text(paper)
            return row.blocked or self.total(index.row())[0]
        if spot in self.wrong:
            return self.wrong[spot][0]
        mark = self.marks.get(spot)
        return "" if mark is None else plain_text(mark)

    def is_wrong(self, index: Index) -> bool:
        """Whether a mark may not stand, or the total on paper is another."""
        if index.column() == self.paper_column:
            return self.mismatch(index.row()) is not None
        return self.spot(index) in self.wrong

    def mismatch(self, row: int) -> str | None:
        """Why the total on the paper of a sheet does not fit, or None."""
        sheet = self.rows[row]
        if self.blind or sheet.blocked:
            return None
        marks = [self.marks.get((*sheet.place, line.key)) for line in self.criteria]
        return paper_problem(total_of(self.criteria, marks), self.facts.papers.get(sheet.place))

    def _colour(self, index: Index) -> Any:
        row = self.rows[index.row()]
        if self.is_wrong(index):
            return tokens().color("bad")
        if row.blocked or index.column() in (0, 2):
            return tokens().color("muted")
        if index.column() == self.total_column:
            return tokens().color("text" if self.total(index.row())[1] else "hint")
        return None

    def sentence(self, index: Index) -> str:
        """What is wrong with a cell, or else what may be typed there."""
        spot, line = self.spot(index), self.criterion(index)
        if spot in self.wrong:
            return self.wrong[spot][1]
        if index.column() == self.paper_column and not self.blind:
            return self.mismatch(index.row()) or _("照纸面填写评委写的合计，与录入合计核对；没有可不填。")
        return limits_of(line) if line is not None else ""

    def total(self, row: int) -> tuple[str, bool]:
        """The points of a sheet so far, and whether it is complete."""
        sheet = self.rows[row]
        marks = tuple(self.marks.get((sheet.entrant, sheet.judge, line.key)) for line in self.criteria)
        whole = total_of(self.criteria, marks)
        if whole is not None:
            return plain_text(whole), True
        given = [contribution(line, mark) for line, mark in zip(self.criteria, marks, strict=True) if mark is not None]
        return plain_text(sum(given)) if given else "", False

    def complete(self, row: int) -> bool:
        """Whether nothing is missing on a sheet, or nothing is expected."""
        return bool(self.rows[row].blocked) or self.total(row)[1]

    # Typing.

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        typed = self.criterion(index) is not None or (index.column() == self.paper_column and not self.blind)
        open_ = typed and not self.locked and not self.rows[index.row()].blocked
        return flags | Qt.ItemFlag.ItemIsEditable if open_ else flags

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if index.column() == self.paper_column:
            self._take_total(index.row(), str(value))
        else:
            self._take([(index, str(value))])
        return True

    def _take_total(self, row: int, text: str) -> None:
        try:
            total = typed_fixed(text, 3)
        except Unclear as unclear:
            self.spoke.emit(str(unclear))
            return
        if total != self.facts.papers.get(self.rows[row].place):
            self.totalled.emit(row, total)

    def clear(self, index: Index) -> None:
        """Take a mark back."""
        self.setData(index, "")

    def paste(self, index: Index, lines: list[list[str]]) -> None:
        """Fill the cells from `index` on with texts; those that may not stand are marked, the rest is one step."""
        cells = [
            (self.index(index.row() + down, index.column() + right), text)
            for down, line in enumerate(lines)
            for right, text in enumerate(line)
            if index.row() + down < self.rowCount() and index.column() + right < self.total_column
        ]
        self._take([(cell, text) for cell, text in cells if self.flags(cell) & Qt.ItemFlag.ItemIsEditable])

    def _take(self, typed: list[tuple[Index, str]]) -> None:
        entries = []
        for index, text in typed:
            spot, line = self.spot(index), self.criterion(index)
            assert spot is not None and line is not None
            before = self.wrong.pop(spot, None)
            mark, wrong = _read(line, text)
            if wrong:
                self.wrong[spot] = (text.strip(), wrong)
            elif mark != self.marks.get(spot):
                entries.append(MarkEntry(*spot, mark))
            if wrong or before:
                self._show_row(index.row())
        if entries:
            self.keep(entries)
            self._record(entries)
        if typed:
            self.spoke.emit(self.wrong.get(self.spot(typed[-1][0]) or (0, None, 0), ("", ""))[1])

    def keep(self, entries: Iterable[MarkEntry]) -> None:
        """Show marks at once; the file follows."""
        for entrant, judge, criterion, value in entries:
            if value is None:
                self.marks.pop((entrant, judge, criterion), None)
            else:
                self.marks[entrant, judge, criterion] = value
        for place, row in enumerate(self.rows):
            if any((row.entrant, row.judge) == entry[:2] for entry in entries):
                self._show_row(place)

    def refuse(self, entries: Iterable[MarkEntry], sentence: str, before: Mapping[Spot, int]) -> None:
        """Mark cells that the file did not take; `before` is what it has."""
        self.restore(before)
        for entry in entries:
            self.wrong[entry[:3]] = ("" if entry.value is None else plain_text(entry.value), sentence)
        self.spoke.emit(sentence)

    def restore(self, marks: Mapping[Spot, int]) -> None:
        """Show the marks as the file has them."""
        self.marks = dict(marks)
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, self.columnCount() - 1))

    def _show_row(self, row: int) -> None:
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))


def _read(line: Criterion, text: str) -> tuple[int | None, str]:
    """The mark typed, or why it may not stand; nothing typed is no mark."""
    try:
        mark = typed_fixed(text, 3)
    except Unclear as unclear:
        return None, str(unclear)
    return mark, "" if mark is None else check_mark(line, mark) or ""


def heading_of(line: Criterion) -> str:
    """说理\\n满分 30: what stands in brackets is left to the tooltip."""
    name = line.name.split("（")[0]
    points = plain_text(line.points)
    if line.kind is CriterionKind.DEDUCTION:
        return _("{name}\n扣分，至多 {points}").format(name=name, points=points)
    return _("{name}\n满分 {points}").format(name=name, points=points)


def limits_of(line: Criterion) -> str:
    """What may be typed for a criterion."""
    values = {"name": line.name, "points": plain_text(line.points), "step": plain_text(line.step)}
    if line.kind is CriterionKind.DEDUCTION:
        return _("“{name}”填写扣去的分数：每处扣 {step} 分，至多 {points} 分，没有扣分填 0。").format(**values)
    return _("“{name}”：0 至 {points} 分，步长 {step}。").format(**values)
