"""A table of the analysis among others on a page: all its rows at once, on a card with its title."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis.analysis_tables import TitledTable
from cadre_desktop.contests.analysis.screens.analysis_table import AnalysisTable
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.field_base import set_role


class WholeTable(AnalysisTable):
    """Shows all its rows at once: the page around it scrolls, not the table."""

    def __init__(self, stretched: int | None = None, parent: QWidget | None = None):
        super().__init__(stretched, parent)
        set_role(self, "bare")
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def put(self, table: TitledTable) -> None:
        super().put(table)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the rows, and the bar below them where it is needed."""
        header = self.horizontalHeader()
        bar = self.horizontalScrollBar().sizeHint().height() if header.length() > self.viewport().width() else 0
        self.setFixedHeight(header.height() + ROW_HEIGHT * len(self.shown.rows) + bar + 2)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()


class AnalysisCard(QFrame):
    """A whole table on a card, under its title and the sentence about it."""

    def __init__(self, stretched: int | None = None, parent: QWidget | None = None):
        super().__init__(parent)
        set_role(self, "card")
        self.title, self.about, self.table = QLabel(), QLabel(), WholeTable(stretched)
        set_role(self.title, "heading")
        set_role(self.about, "muted")
        self.about.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 8)
        column.setSpacing(6)
        for widget in (self.title, self.about, self.table):
            column.addWidget(widget)

    def put(self, table: TitledTable) -> None:
        """Show another table."""
        self.title.setText(table.title)
        self.about.setText(table.about)
        self.about.setVisible(bool(table.about))
        self.table.put(table)
