"""The front of the marking grid: draw number and name of each sheet, which stay while the criteria move sideways.

They are the table's row headings, so Qt keeps them beside their rows, screen readers say them with each mark, and
there is neither a second view nor a second model. Drawing them row by row through Qt would ask the model for a dozen
roles each time: as in `sheet_painting`, they are drawn straight from it.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from cadre_desktop.contests.screens.marking.sheet_model import FIXED, SheetModel
from cadre_desktop.kit.qt.lists.grid_table import CENTRE, LEFT
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.theme import tokens

NUMBER_WIDTH = 54
"""Px for the draw number."""
_PADDING = 11
"""Room in px between a text and the edge of its cell, as in every list."""
_RADIUS = 7
Columns = tuple[tuple[int, QRect], ...]
"""Columns of the model with the room each takes, from the left edge and as high as a row."""


class SheetNames(QHeaderView):
    """The row headings of `table`; `heading` stands over them, in the corner."""

    def __init__(self, table: QTableView, sheets: SheetModel):
        super().__init__(Qt.Orientation.Vertical, table)
        self._sheets, self._table = sheets, table
        self._name = 0
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.heading = _Heading(self, table)

    def fit(self, name: int) -> int:
        """Give the names so many px; answers what the whole takes."""
        self._name = name
        width = name if self._sheets.by_code else NUMBER_WIDTH + name
        self.setFixedWidth(width)
        self.viewport().update()
        self.heading.update()
        return width

    def sizeHint(self) -> QSize:
        """What was fitted; Qt would measure the headings of a hundred rows each time the view is laid out."""
        return QSize(self.minimumWidth(), ROW_HEIGHT)

    def columns(self, height: int) -> Columns:
        """What is shown beside each other: number and name, or the code alone."""
        if self._sheets.by_code:
            return ((1, QRect(0, 0, self._name, height)),)
        return (0, QRect(0, 0, NUMBER_WIDTH, height)), (1, QRect(NUMBER_WIDTH, 0, self._name, height))

    def point(self, *rows: int) -> None:
        """Draw the headings of rows anew: the cursor has come or gone."""
        for row in rows:
            if 0 <= row < self._sheets.rowCount():
                self.viewport().update(0, self.sectionViewportPosition(row), self.width(), ROW_HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self.viewport()), event.rect()
        painter.fillRect(area, tokens().color("card"))
        first, last = self.logicalIndexAt(area.top()), self.logicalIndexAt(area.bottom())
        rows = self._sheets.rowCount()
        for row in range(max(0, first), rows if last < 0 else last + 1):
            self._draw(painter, row)
        painter.setPen(tokens().color("line"))
        bottom = self.sectionViewportPosition(rows - 1) + ROW_HEIGHT if rows else 0
        painter.drawLine(self.width() - 1, area.top(), self.width() - 1, min(area.bottom(), bottom - 1))
        painter.end()

    def _draw(self, painter: QPainter, row: int) -> None:
        top, here = self.sectionViewportPosition(row), row == self._table.currentIndex().row()
        ground = "selection" if here else "stripe" if row % 2 else ""
        if ground:
            painter.fillRect(0, top, self.width(), ROW_HEIGHT, tokens().color(ground))
        for column, box in self.columns(ROW_HEIGHT):
            colour = self._sheets.colour(row, column) or ("selection_text" if here else "text")
            painter.setPen(tokens().color(colour))
            draw_cell(painter, box.translated(0, top), self._sheets.text(row, column), column)

    def viewportEvent(self, event: QEvent) -> bool:
        """A name too long for its room, and the unit, are told at the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.logicalIndexAt(event.pos().y())
            words = [self._sheets.text(row, column) for column in (1, 2)] if row >= 0 else []
            QToolTip.showText(event.globalPos(), "　".join(filter(None, words)), self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Clicking a name goes to its sheet, in the criterion one is at."""
        row = self.logicalIndexAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            column = max(self._table.currentIndex().column(), FIXED)
            self._table.setCurrentIndex(self._sheets.index(row, column))
            self._table.setFocus()


class _Heading(QWidget):
    """What heads the names; it lies over the corner that Qt leaves between the two headers."""

    def __init__(self, names: SheetNames, table: QTableView):
        super().__init__(table)
        self._names, self._table = names, table

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("header"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, _RADIUS, _RADIUS), _RADIUS, _RADIUS)
        painter.fillRect(0, self.height() - 1, self.width(), 1, QColor(tokens().color("line")))
        painter.fillRect(self.width() - 1, 0, 1, self.height(), QColor(tokens().color("line")))
        font = QFont(self._table.horizontalHeader().font())
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(tokens().color("muted"))
        for column, box in self._names.columns(self.height() - 1):
            title = self._table.model().headerData(column, Qt.Orientation.Horizontal)
            draw_cell(painter, box, title, column)
        painter.end()


def draw_cell(painter: QPainter, box: QRect, text: str, column: int) -> None:
    """A number in the middle, a name from the left, cut where it is too long."""
    room = box if column == 0 else box.adjusted(_PADDING, 0, -_PADDING, 0)
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(CENTRE if column == 0 else LEFT), shown)
