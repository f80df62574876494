"""A table of lines that are no rows of one record: columns said as functions, sorted by a click on a heading."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    TOLD,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

T = TypeVar("T")


@dataclass(frozen=True)
class LineColumn(Generic[T]):
    """A column: its heading, its px, the text of a line, the name of a colour where the text is not plain, what is said
    of it at the mouse and to readers where not the text ("" for that: a colour must never say something alone), and by
    what lines are sorted where not by the text."""

    title: str
    width: int
    text: Callable[[T], str]
    tone: Callable[[T], str] = lambda _line: ""
    told: Callable[[T], str] = lambda _line: ""
    order: Callable[[T], Any] | None = None
    bold: bool = False


class LineModel(QAbstractTableModel, Generic[T]):
    """Shows `lines` in these columns; `put` shows others, in the order that was asked for last."""

    def __init__(self, columns: Sequence[LineColumn[T]], parent: QObject | None = None):
        super().__init__(parent)
        self.columns = tuple(columns)
        self.lines: list[T] = []
        self._given: list[T] = []
        self._sorted: tuple[int, bool] | None = None

    def put(self, lines: Sequence[T]) -> None:
        """Show other lines."""
        self.beginResetModel()
        self._given = list(lines)
        self.lines = self._in_order()
        self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; -1 for the order that the lines came in."""
        self._sorted = None if column < 0 else (column, order == Qt.SortOrder.DescendingOrder)
        self.layoutAboutToBeChanged.emit()
        self.lines = self._in_order()
        self.layoutChanged.emit()

    def _in_order(self) -> list[T]:
        if self._sorted is None:
            return list(self._given)
        column, falling = self._sorted
        return sorted(self._given, key=self.columns[column].order or self.columns[column].text, reverse=falling)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        titles = [_(column.title) for column in self.columns]
        return heading(titles, section, orientation, role, range(len(titles)))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        line, column = self.lines[index.row()], self.columns[index.column()]
        if role == DISPLAY:
            return column.text(line)
        if role in TOLD:
            return column.told(line) or column.text(line)
        if role == ALIGNMENT:
            return LEFT
        if role == FOREGROUND and (tone := column.tone(line)):
            return tokens().color(tone)
        return ui_font(bold=True) if role == FONT and column.bold else None
