"""Texts in rows and columns with tints: the look of every table of the library that is no list of records."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QWidget

from cadre_desktop.kit.codes import Tone
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TOLD,
    GridTable,
    Index,
)
from cadre_desktop.kit.qt.look.theme import tokens

_TINTED = ("good", "warning", "bad")
_HEADER = 34


class FactCell(NamedTuple):
    """A text, how it is tinted, and what it says in more words."""

    text: str
    tone: Tone = ""
    told: str = ""


class FactModel(QAbstractTableModel):
    """Rows of cells under titles; `keys` are those of the rows, columns in `left` begin at the left."""

    def __init__(self, titles: Sequence[str] = (), left: Sequence[int] = (), parent: QObject | None = None):
        super().__init__(parent)
        self.titles, self._left = tuple(titles), frozenset(left)
        self.keys: list[int] = []
        self.rows: list[Sequence[FactCell]] = []

    def put(self, keys: Sequence[int], rows: Sequence[Sequence[FactCell]], titles: Sequence[str] | None = None) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.keys, self.rows = list(keys), list(rows)
        self.titles = self.titles if titles is None else tuple(titles)
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return self.titles[section] if orientation == Qt.Orientation.Horizontal and role == DISPLAY else None

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        cell = self.rows[index.row()][index.column()]
        if role == DISPLAY:
            return cell.text
        if role in TOLD:
            if cell.told or cell.tone not in _TINTED:
                return cell.told or cell.text
            return f"{self.titles[index.column()]}：{cell.text}"  # no colour says anything alone
        if role == ALIGNMENT:
            return LEFT if index.column() in self._left else CENTRE
        return tokens().color(cell.tone) if role == FOREGROUND and cell.tone in _TINTED else None


class FactTable(GridTable):
    """Whole rows are selected, several at a time; with `wrapped` rows are as high as their texts need."""

    def __init__(self, name: str, model: FactModel, parent: QWidget | None = None, *, wrapped: bool = False):
        super().__init__(name, parent)
        self.facts = model
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.horizontalHeader().setFixedHeight(_HEADER)
        if wrapped:
            self.setWordWrap(True)
            self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    @property
    def selected_keys(self) -> list[int]:
        """The keys of the rows selected, from the top."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.facts.keys[row] for row in rows]

    @property
    def current_key(self) -> int | None:
        """The key of the row with the cursor."""
        index = self.currentIndex()
        return self.facts.keys[index.row()] if index.isValid() and index.row() < len(self.facts.keys) else None
