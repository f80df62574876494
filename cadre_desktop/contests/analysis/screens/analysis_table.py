"""A table of an analysis on the screen."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QObject, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QWidget

from cadre_desktop.contests.analysis.analysis_tables import AnalysisCell, TitledTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import (
    ALIGNMENT,
    CENTRE,
    DISPLAY,
    FONT,
    FOREGROUND,
    LEFT,
    NOWHERE,
    RIGHT,
    TIP,
    TOLD,
    TONE,
    GridTable,
    Index,
    heading,
)
from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.look.theme import tokens

_EM = 13
_PADDING = 22
_ALIGNMENTS = {"left": LEFT, "centre": CENTRE, "right": RIGHT}


class AnalysisModel(QAbstractTableModel):
    """The cells of a `TitledTable`."""

    def __init__(self, parent: QObject | None = None):
        super().__init__(parent)
        self.table = TitledTable("", (), ())

    def put(self, table: TitledTable) -> None:
        """Show another table."""
        self.beginResetModel()
        self.table = table
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.table.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and 0 <= section < len(self.table.headings):
            column = self.table.headings[section]
            if role == ALIGNMENT:
                return _ALIGNMENTS[column.align] | Qt.TextFlag.TextWordWrap
            if role == TIP and column.tip:
                return column.tip
        return heading([column.text for column in self.table.headings], section, orientation, role)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        cell, column = self.table.rows[index.row()][index.column()], self.table.headings[index.column()]
        if role == DISPLAY:
            return cell.text
        if role == ALIGNMENT:
            return _ALIGNMENTS[column.align]
        if role in TOLD:
            return cell.tip or column.tip or cell.text
        return cell.tone if role == TONE else _look(cell, role)


def _look(cell: AnalysisCell, role: int) -> Any:
    if role == FOREGROUND and cell.muted:
        return tokens().color("muted")
    if role == FONT and cell.strong:
        font = QFont()
        font.setBold(True)
        return font
    return None


class AnalysisTable(GridTable):
    """As wide as its columns say, the `stretched` one taking what is left; rows are selected whole."""

    def __init__(self, stretched: int | None = None, parent: QWidget | None = None):
        super().__init__(_("分析"), parent)
        self._stretched = stretched
        self.wanted = 0
        """Px of all columns."""
        self.model_ = AnalysisModel(self)
        self.setModel(self.model_)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setItemDelegate(ChipDelegate(lambda tone: tone or "", TONE, self))

    @property
    def shown(self) -> TitledTable:
        """What is shown."""
        return self.model_.table

    def put(self, table: TitledTable) -> None:
        """Show another table."""
        self.model_.put(table)
        widths = [round(column.ems * _EM) + _PADDING for column in table.headings]
        self.wanted = sum(widths)
        self.set_widths(widths, self._stretched)
        self.setAccessibleName(table.title)
