"""Score sheets as a table: a row for each entrant (or judge), a column for each criterion, and the running total."""

from collections.abc import Callable, Container, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt, Signal
from PySide6.QtGui import QFont

from cadre_desktop.contests.actions.marking import MarkEntry
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.contests.rules.rubrics import RubricLine, check_mark, contribution
from cadre_desktop.contests.screens.marking.sheet_rows import SheetRow, Sheets
from cadre_desktop.contests.screens.marking.sheet_words import heading_of, limits_of, points_of
from cadre_desktop.contests.sheets import SheetKey, SheetState, Spot, paper_problem, total_of
from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.lists.grid_table import (
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
    SPOKEN,
    TIP,
    TOLD,
    Index,
)
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.typed import typed_fixed

FIXED = 3
"""Columns before the criteria: number, name, unit."""

AFTER = 3
"""Columns after them: the running total, the total on paper, the state of the sheet."""


_READ = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_TYPED = _READ | Qt.ItemFlag.ItemIsEditable


class SheetModel(QAbstractTableModel):
    """`record` is called with marks that are allowed; `spoke` says what is wrong with a cell, empty when nothing is.

    `totalled` carries the row and the total typed from the paper, None when the total was taken back. Marks are shown
    as soon as they are typed, in numbered batches, until the file is known to have them.
    """

    spoke = Signal(str)
    totalled = Signal(int, object)

    def __init__(self, record: Callable[[list[MarkEntry]], None], parent: QObject | None = None):
        super().__init__(parent)
        self._record = record
        self.rows: list[SheetRow] = []
        self.criteria: tuple[RubricLine, ...] = ()
        self.sheets: Sheets | None = None
        self._totals: dict[int, tuple[str, bool]] = {}
        self.batch = 0
        self._typed: dict[Spot, tuple[int | None, int]] = {}
        self.wrong: dict[Spot, tuple[str, str]] = {}
        """What was typed and is not allowed, with the sentence why."""
        self.locked = False
        self.blind = False
        """Whether sheets are keyed a second time: then there is no total on paper to type."""
        self.signs: Sequence[float] = ()
        """How many signs of each criterion's name a line of its heading has room for; without them, any number."""
        self.by_code = False
        """Whether entrants go by codes: then there is no draw number and no unit."""

    @property
    def total_column(self) -> int:
        """The column of the running total."""
        return FIXED + len(self.criteria)

    @property
    def paper_column(self) -> int:
        """Where the total on the paper is typed."""
        return self.total_column + 1

    @property
    def state_column(self) -> int:
        """The column of the state of the sheet."""
        return self.total_column + 2

    def put(
        self,
        rows: list[SheetRow],
        criteria: Iterable[RubricLine] = (),
        sheets: Sheets | None = None,
        locked: bool = True,
    ) -> None:
        """Show other sheets; the same ones again keep the cursor, and what is wrong on them."""
        criteria = tuple(criteria)
        same = rows == self.rows and criteria == self.criteria
        if not same:
            self.beginResetModel()
            self.wrong.clear()
            self._totals.clear()
            self.signs = ()
        self.rows, self.criteria, self.sheets, self.locked = rows, criteria, sheets, locked
        if not same:
            self.endResetModel()
        for index in range(len(rows) if same else 0):
            self._show_row(index)

    def follow(self, sheets: Sheets, touched: Container[int]) -> None:
        """Show the same sheets as they are now; they look different for the entrants `touched` at most."""
        self.sheets = sheets
        for index, row in enumerate(self.rows):
            if row.entrant in touched:
                self._show_row(index)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else FIXED + len(self.criteria) + AFTER

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == ALIGNMENT and section in (1, 2):
            return LEFT
        if orientation != Qt.Orientation.Horizontal and role == DISPLAY:
            return self.rows[section].name if section < len(self.rows) else None  # asked while rows go too
        if orientation != Qt.Orientation.Horizontal or role not in (DISPLAY, TIP, SPOKEN):
            return None
        if FIXED <= section < FIXED + len(self.criteria):
            line, index = self.criteria[section - FIXED], section - FIXED
            if role == SPOKEN:
                return f"{line.name}，{points_of(line)}"
            return heading_of(line, self.signs[index] if self.signs else 0) if role == DISPLAY else limits_of(line)
        titles = {0: _("抽签号"), 1: self._who, 2: _("单位"), self.total_column: _("合计")}
        titles |= {self.paper_column: _("纸面合计"), self.state_column: _("状态")}
        return titles.get(section)

    @property
    def _who(self) -> str:
        judges = {row.judge for row in self.rows}
        return _("评委") if len(judges) > 1 else _("代号") if self.by_code else _("选手")

    def criterion(self, index: Index) -> RubricLine | None:
        """The criterion whose column `index` is in."""
        number = index.column() - FIXED
        return self.criteria[number] if 0 <= number < len(self.criteria) else None

    def spot(self, index: Index) -> Spot | None:
        """The sheet and the criterion whose mark a cell shows."""
        line = self.criterion(index)
        row = self.rows[index.row()]
        return None if line is None else (row.entrant, row.judge, line.key)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role in (DISPLAY, EDIT):
            return self.text(index.row(), index.column())
        if role == ALIGNMENT:
            return CENTRE if index.column() == 0 else LEFT if index.column() < FIXED else RIGHT
        if role == FOREGROUND:
            token = self.colour(index.row(), index.column())
            return tokens().color(token) if token else None
        if role == BACKGROUND:
            return tokens().color("bad_tint") if self.is_wrong(index) else None
        if role == FONT and index.column() == self.total_column and self.total(index.row())[1]:
            font = QFont()
            font.setBold(True)
            return font
        if role == TIP and index.column() == FIXED - 1:
            return self.text(index.row(), index.column())  # it may be cut
        return self.sentence(index) if role in TOLD else None

    def text(self, row: int, column: int) -> str:
        """The text of a cell."""
        sheet, number = self.rows[row], column - FIXED
        if number < 0:
            return (sheet.number, sheet.name, sheet.unit)[column]
        if number < len(self.criteria):
            spot = (sheet.entrant, sheet.judge, self.criteria[number].key)
            if spot in self.wrong:
                return self.wrong[spot][0]
            mark = self.mark(spot)
            return "" if mark is None else plain_text(mark)
        if column == self.total_column:
            return sheet.blocked or self.total(row)[0]
        if column == self.paper_column:
            paper = self._paper(sheet)
            return "" if paper is None else plain_text(paper)
        state = self._state(row)
        return "" if state is None else _(state.label)

    def _state(self, row: int) -> SheetState | None:
        sheet = self.rows[row]
        return None if sheet.blocked or self.sheets is None else self.sheets.state(sheet.sheet_key)

    def tone(self, row: int) -> Tone:
        """How the state of a sheet is tinted."""
        state = self._state(row)
        return "neutral" if state is None else state.tone

    def mark(self, spot: Spot) -> int | None:
        """The mark in one place: as it was typed, or as the file has it."""
        if spot in self._typed:
            return self._typed[spot][0]
        return None if self.sheets is None else self.sheets.mark(spot)

    def _marks(self, row: SheetRow) -> list[int | None]:
        return [self.mark((row.entrant, row.judge, line.key)) for line in self.criteria]

    def _paper(self, row: SheetRow) -> int | None:
        return None if self.sheets is None else self.sheets.paper(row.sheet_key)

    def is_wrong(self, index: Index) -> bool:
        """Whether a mark is not allowed, or the total on paper is another."""
        column = index.column()
        if column == self.paper_column:
            return self.mismatch(index.row()) is not None
        return bool(self.wrong) and FIXED <= column < self.total_column and self.spot(index) in self.wrong

    def mismatch(self, row: int) -> str | None:
        """Why the total on the paper of a sheet does not fit, or None."""
        sheet = self.rows[row]
        if self.blind or sheet.blocked:
            return None
        paper = self._paper(sheet)
        return None if paper is None else paper_problem(total_of(self.criteria, self._marks(sheet)), paper)

    def colour(self, row: int, column: int) -> str:
        """The token of what a cell is written in, empty for the usual one."""
        if (self.wrong or column == self.paper_column) and self.is_wrong(self.index(row, column)):
            return "bad"
        if self.rows[row].blocked or column in (0, 2):
            return "muted"
        return "hint" if column == self.total_column and not self.total(row)[1] else ""

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
        known = self._totals.get(row)
        if known is None:
            known = self._totals[row] = self._total(self._marks(self.rows[row]))
        return known

    def _total(self, marks: list[int | None]) -> tuple[str, bool]:
        whole = total_of(self.criteria, marks)
        if whole is not None:
            return plain_text(whole), True
        given = [contribution(line, mark) for line, mark in zip(self.criteria, marks, strict=True) if mark is not None]
        return plain_text(sum(given)) if given else "", False

    def complete(self, row: int) -> bool:
        """Whether nothing is missing on a sheet, or nothing is expected."""
        return bool(self.rows[row].blocked) or self.total(row)[1]

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        typed = self.criterion(index) is not None or (index.column() == self.paper_column and not self.blind)
        return _TYPED if typed and not self.locked and not self.rows[index.row()].blocked else _READ

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if not self.flags(index) & Qt.ItemFlag.ItemIsEditable:
            return False
        if index.column() == self.paper_column:
            return self._take_total(index.row(), str(value))
        self._take([(index, str(value))])
        return not self.is_typed_wrong(index)

    def is_typed_wrong(self, index: Index) -> bool:
        """Whether the text of a cell was typed and may not be kept."""
        return bool(self.wrong) and self.criterion(index) is not None and self.spot(index) in self.wrong

    def drop(self, index: Index) -> None:
        """Show a mark again as it was before something that is not allowed was typed over it."""
        if self.wrong.pop(self.spot(index) or (0, None, 0), None) is not None:
            self._show_row(index.row())
            self.spoke.emit("")

    def _take_total(self, row: int, text: str) -> bool:
        """Whether it is a number at all; a total that is not the sum of the marks is kept, and that is said."""
        try:
            total = typed_fixed(text, 3)
        except Unclear as unclear:
            self.spoke.emit(str(unclear))
            return False
        if total != self._paper(self.rows[row]):
            self.totalled.emit(row, total)
        return True

    def clear(self, cells: Sequence[Index]) -> None:
        """Take marks and totals on paper back; the marks in one step."""
        typed = [cell for cell in cells if self.flags(cell) & Qt.ItemFlag.ItemIsEditable]
        self._take([(cell, "") for cell in typed if cell.column() != self.paper_column])
        for cell in typed:
            if cell.column() == self.paper_column:
                self._take_total(cell.row(), "")

    def paste(self, index: Index, lines: list[list[str]]) -> None:
        """Fill the cells from `index` on with texts; those that are not allowed are marked, the rest is one step.

        What finds no cell that takes marks is not pasted, and that is said.
        """
        cells = [
            (self.index(index.row() + down, index.column() + right), text)
            for down, line in enumerate(lines)
            for right, text in enumerate(line)
            if index.row() + down < self.rowCount() and index.column() + right < self.total_column
        ]
        taken = [(cell, text) for cell, text in cells if self.flags(cell) & Qt.ItemFlag.ItemIsEditable]
        self._take(taken)
        lost = sum(bool(text.strip()) for line in lines for text in line) - sum(
            bool(text.strip()) for _cell, text in taken
        )
        if lost:
            text = _("有 {count} 格没有粘贴：超出了表格，或落在不能评分的格里。请核对粘贴的起点。")
            self.spoke.emit(text.format(count=lost))

    def _take(self, typed: Sequence[tuple[Index, str]]) -> None:
        entries = []
        for index, text in typed:
            spot, line = self.spot(index), self.criterion(index)
            assert spot is not None and line is not None
            before = self.wrong.pop(spot, None)
            mark, wrong = _read(line, text)
            if wrong:
                self.wrong[spot] = (text.strip(), wrong)
            elif mark != self.mark(spot):
                entries.append(MarkEntry(*spot, mark))
            if wrong or before:
                self._show_row(index.row())
        if entries:
            self.keep(entries)
            self._record(entries)
        if typed:
            self.spoke.emit(self.wrong.get(self.spot(typed[-1][0]) or (0, None, 0), ("", ""))[1])

    def keep(self, entries: Iterable[MarkEntry]) -> None:
        """Show marks at once as the next batch; the file follows."""
        self.batch += 1
        for entry in entries:
            self._typed[entry[:3]] = (entry.value, self.batch)
        self._show({entry[:2] for entry in entries})

    def settle(self, batch: int) -> None:
        """From here on show the marks of this batch and those before as the file has them."""
        over = [spot for spot, (_value, number) in self._typed.items() if number <= batch]
        for spot in over:
            del self._typed[spot]
        self._show({spot[:2] for spot in over})

    def refuse(self, entries: Iterable[MarkEntry], sentence: str) -> None:
        """Mark cells that the file did not take."""
        for entry in entries:
            self.wrong[entry[:3]] = ("" if entry.value is None else plain_text(entry.value), sentence)
        self._show({entry[:2] for entry in entries})
        self.spoke.emit(sentence)

    def forget(self, batch: int) -> None:
        """Show the marks of one batch as the file has them: it was not written."""
        over = [spot for spot, (_value, number) in self._typed.items() if number == batch]
        for spot in over:
            del self._typed[spot]
        self._show({spot[:2] for spot in over})

    def _show(self, sheet_keys: Container[SheetKey]) -> None:
        for index, row in enumerate(self.rows):
            if row.sheet_key in sheet_keys:
                self._show_row(index)

    def _show_row(self, row: int) -> None:
        self._totals.pop(row, None)
        self.dataChanged.emit(self.index(row, 0), self.index(row, self.columnCount() - 1))


def _read(line: RubricLine, text: str) -> tuple[int | None, str]:
    """The mark that was typed, or why it is not allowed; nothing typed is no mark."""
    try:
        mark = typed_fixed(text, 3)
    except Unclear as unclear:
        return None, str(unclear)
    return mark, "" if mark is None else check_mark(line, mark) or ""
