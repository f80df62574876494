"""The strip of a table beneath its scroll bar, painted as the rows and the header beside it."""

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QTableView

from cadre_desktop.kit.qt.look.theme import tokens

_RADIUS = 7
"""Of the table's corners, inside its line."""


class EdgeBar(QScrollBar):
    """A scroll bar under which the stripes and the selection of the rows go on to the table's edge."""

    def __init__(self, table: QTableView):
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = QPainterPath()
        edge.addRoundedRect(QRectF(self.rect()).adjusted(-2 * _RADIUS, 0, 0, 0), _RADIUS, _RADIUS)
        painter.setClipPath(edge)
        painter.fillRect(self.rect(), tokens().color("card"))
        self._paint_rows(painter)
        self._paint_header(painter)
        painter.end()
        super().paintEvent(event)

    @property
    def _viewport_top(self) -> int:
        """Where the rows begin, in px from the bar's own top; Qt lays the bar into a box within the table's frame."""
        return self._table.viewport().y() - self.mapTo(self._table, QPoint()).y()

    def _paint_header(self, painter: QPainter) -> None:
        height = self._viewport_top
        if height > 0:
            painter.fillRect(QRect(0, 0, self.width(), height), tokens().color("header"))
            painter.fillRect(QRect(0, height - 1, self.width(), 1), tokens().color("line"))

    def _paint_rows(self, painter: QPainter) -> None:
        table, rows = self._table, self._table.model().rowCount() if self._table.model() else 0
        top, chosen = self._viewport_top, table.selectionModel()
        first, striped = table.rowAt(0), table.alternatingRowColors()
        for row in range(max(0, first), rows if first >= 0 else 0):
            place = table.rowViewportPosition(row)
            if place > table.viewport().height():
                break
            selected = chosen is not None and chosen.isRowSelected(row)
            tone = "selection" if selected else "stripe" if row % 2 and striped else "card"
            painter.fillRect(QRect(0, top + place, self.width(), table.rowHeight(row)), tokens().color(tone))


def stripe_to_the_edge(table: QTableView) -> None:
    """Give a table with a model such a scroll bar; the one before goes, with what was connected to it."""
    bar = EdgeBar(table)
    table.setVerticalScrollBar(bar)
    table.selectionModel().selectionChanged.connect(lambda *_change: bar.update())
    table.model().modelReset.connect(bar.update)
