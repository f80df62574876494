"""Texts in rows and columns with tints, of which some may be typed: tables that are no lists of records."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    EDIT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TOLD,
    GridTable,
    Index,
    broken,
)
from cadre_desktop.kit.qt.look.theme import tokens

_TINTED = ("good", "warning", "bad")


class TextCell(NamedTuple):
    """A text, how it is tinted, and what it says in more words."""

    text: str
    tone: Tone = ""
    told: str = ""


class TextModel(QAbstractTableModel):
    """Rows of cells under titles; `keys` are those of the rows. Columns in `left` begin at the left, in `typed_in`
    one types; `typed` carries row, column and text."""

    typed = Signal(int, int, str)

    def __init__(self, left: Sequence[int] = (), typed_in: Sequence[int] = (), parent: QObject | None = None):
        super().__init__(parent)
        self.titles: tuple[str, ...] = ()
        self.keys: list[int] = []
        self.rows: list[Sequence[TextCell]] = []
        self._left, self._typed_in = frozenset(left), frozenset(typed_in)

    def put(self, titles: Sequence[str], keys: Sequence[int], rows: Sequence[Sequence[TextCell]]) -> None:
        """Show other rows; rows and columns that are the same keep the cursor."""
        same = tuple(titles) == self.titles and list(keys) == self.keys
        if not same:
            self.beginResetModel()
        self.titles, self.keys, self.rows = tuple(titles), list(keys), list(rows)
        if not same:
            self.endResetModel()
        elif self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, len(self.titles) - 1))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.titles):
            return None
        if role == ALIGNMENT and section in self._left:
            return LEFT
        return broken(self.titles[section]) if role == DISPLAY else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in self._typed_in else flags

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role in (DISPLAY, EDIT):
            return cell.text
        if role in TOLD:
            return cell.told or f"{self.titles[index.column()]}：{cell.text}"  # no colour says anything alone
        if role == ALIGNMENT:
            return LEFT if index.column() in self._left else CENTRE
        return tokens().color(cell.tone) if role == FOREGROUND and cell.tone in _TINTED else None

    def setData(self, index: Index, value: Any, role: int = EDIT) -> bool:
        if role != EDIT or str(value) == self.rows[index.row()][index.column()].text:
            return False
        self.typed.emit(index.row(), index.column(), str(value))
        return True


class TextTable(GridTable):
    """`pressed_space` says that Space was pressed, or a cell was clicked, where single cells are chosen (`by_cell`);
    else whole rows are, several at a time."""

    pressed_space = Signal(QModelIndex)

    def __init__(self, name: str, model: TextModel, parent: QWidget | None = None, *, by_cell: bool = False):
        super().__init__(name, parent)
        self.texts, self._by_cell = model, by_cell
        self.setModel(model)
        if not by_cell:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
            self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def let_type(self) -> None:
        """Cells that may be typed in are as soon as somebody types."""
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.DoubleClicked | triggers.EditKeyPressed)

    def go_to(self, row: int, column: int) -> None:
        """Put the cursor into a cell."""
        how = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if not self._by_cell:
            how |= QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(self.texts.index(row, column), how)

    @property
    def selected_keys(self) -> list[int]:
        """The keys of the rows selected, from the top."""
        rows = sorted({index.row() for index in self.selectionModel().selectedIndexes()})
        return [self.texts.keys[row] for row in rows]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._by_cell and event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.pressed_space.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)
