"""A table of figures on the screen: its texts and numbers, of which each number opens what it counts."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt

from cadre_desktop.kit.documents.figure_table import Cell, FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TOLD,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font


class FigureModel(QAbstractTableModel):
    """Shows a table; the name of a group is written at its first row only."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.table: FigureTable | None = None

    def put(self, table: FigureTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def cell(self, index: Index) -> Cell:
        """What is in a cell."""
        assert self.table is not None
        return self.table.rows[index.row()][index.column()]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() or self.table is None else len(self.table.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if self.table is None:
            return None
        if role == ALIGNMENT and section >= self.table.words:
            return RIGHT  # as the numbers below it
        return heading(self.table.headings, section, orientation, role, range(self.table.words))

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid() or self.table is None:
            return None
        cell, word = self.cell(index), index.column() < self.table.words
        if role == DISPLAY:
            return "" if self._repeated(index) else cell.text
        if role in TOLD:
            return cell.text if word else self._told(index, cell)
        if role == ALIGNMENT:
            return LEFT if word else RIGHT
        if role == FONT and index.row() in self.table.strong:
            return ui_font(bold=True)
        if role == FOREGROUND and cell.wrong:
            return tokens().color("bad")
        if role == FOREGROUND and cell.value in (0, None):
            return tokens().color("muted")
        return None

    def _repeated(self, index: Index) -> bool:
        """Whether the row above belongs to the same group."""
        table = self.table
        if table is None or not table.parted or index.column() or not index.row():
            return False
        return bool(table.rows[index.row() - 1][0].value == table.rows[index.row()][0].value)

    def _told(self, index: Index, cell: Cell) -> str:
        assert self.table is not None
        who = " ".join(each.text for each in self.table.rows[index.row()][: self.table.words])
        title = str(self.table.headings[index.column()]).replace("\n", "")
        words = _("{who} {title}：{text}").format(who=who, title=title, text=cell.text)
        return words + (_("（双击或回车看是哪些记录）") if cell.rows and cell.value else "")
