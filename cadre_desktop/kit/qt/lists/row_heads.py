"""Columns at the left of a grid that stay in sight while the others scroll sideways: whom a row is about.

They are the table's row headings, so Qt keeps them beside their rows, screen readers say them with each cell, and no
second view or model is needed. Qt's own drawing would ask the model for a dozen roles for each row, so they are drawn
directly from the texts.
"""

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QHelpEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QToolTip, QWidget

from cadre_desktop.kit.qt.lists.grid_table import CENTRE, LEFT
from cadre_desktop.kit.qt.lists.table import ROW_HEIGHT
from cadre_desktop.kit.qt.look.theme import tokens

_PADDING = 11
"""Room in px between a text and the edge of its cell, as in every list."""
_RADIUS = 7
FrontColumns = tuple[tuple[int, QRect], ...]
"""Columns at the front with the room each takes, from the left edge and as high as a row."""


class RowHeads(QHeaderView):
    """The row headings of `table`; `heading` is shown over them, in the corner. A grid says what they are in `columns`,
    `text`, `colour`, `title`, `tip` and `first_work`."""

    def __init__(self, table: QTableView):
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultSectionSize(ROW_HEIGHT)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.heading = _Heading(self, table)

    def columns(self, height: int) -> FrontColumns:
        """What is shown beside each other."""
        raise NotImplementedError

    def text(self, row: int, column: int) -> str:
        """What is in a cell at the front."""
        raise NotImplementedError

    def colour(self, row: int, column: int) -> str:
        """The token of what a cell is written in, empty for the usual one."""
        raise NotImplementedError

    def title(self, column: int) -> str:
        """The heading of a column at the front."""
        raise NotImplementedError

    def tip(self, row: int) -> str:
        """What is shown at the mouse: a text may be cut."""
        raise NotImplementedError

    def is_centred(self, column: int) -> bool:
        """Whether a column is centred, as numbers do."""
        return False

    @property
    def first_work(self) -> int:
        """The first column of the table that one works in."""
        return 0

    def take_width(self, width: int) -> int:
        """Take so many px; returns them."""
        self.setFixedWidth(width)
        self.viewport().update()
        self.heading.update()
        return width

    def sizeHint(self) -> QSize:
        """What was taken; Qt would measure the headings of a hundred rows each time the view is laid out."""
        return QSize(self.minimumWidth(), ROW_HEIGHT)

    @property
    def _high(self) -> int:
        """Px of a row: on a low screen the rows of grids are lower."""
        return self.defaultSectionSize()

    @property
    def _rows(self) -> int:
        return self._table.model().rowCount()

    def point(self, *rows: int) -> None:
        """Draw the headings of rows anew: the cursor has come or gone."""
        for row in rows:
            if 0 <= row < self._rows:
                self.viewport().update(0, self.sectionViewportPosition(row), self.width(), self._high)

    def lay_heading(self) -> None:
        """Put the heading over the corner; to be called when the table has laid out its parts."""
        frame = self._table.frameWidth()
        self.heading.setGeometry(frame, frame, self.width(), self._table.horizontalHeader().height())
        self.heading.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, area = QPainter(self.viewport()), event.rect()
        painter.fillRect(area, tokens().color("card"))
        first, last = self.logicalIndexAt(area.top()), self.logicalIndexAt(area.bottom())
        rows = self._rows
        for row in range(max(0, first), rows if last < 0 else last + 1):
            self._draw(painter, row)
        painter.setPen(tokens().color("line"))
        bottom = self.sectionViewportPosition(rows - 1) + self._high if rows else 0
        painter.drawLine(self.width() - 1, area.top(), self.width() - 1, min(area.bottom(), bottom - 1))
        painter.end()

    def _draw(self, painter: QPainter, row: int) -> None:
        top, here = self.sectionViewportPosition(row), row == self._table.currentIndex().row()
        ground = "selection" if here else "stripe" if row % 2 else ""
        if ground:
            painter.fillRect(0, top, self.width(), self._high, tokens().color(ground))
        for column, box in self.columns(self._high):
            painter.setPen(tokens().color(self.colour(row, column) or ("selection_text" if here else "text")))
            self.draw_cell(painter, box.translated(0, top), self.text(row, column), column)

    def draw_cell(self, painter: QPainter, box: QRect, text: str, column: int) -> None:
        """A number in the middle, a name from the left, cut where it is too long."""
        centred = self.is_centred(column)
        room = box if centred else box.adjusted(_PADDING, 0, -_PADDING, 0)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(CENTRE if centred else LEFT), shown)

    def viewportEvent(self, event: QEvent) -> bool:
        """A name too long for its room is shown at the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = self.logicalIndexAt(event.pos().y())
            QToolTip.showText(event.globalPos(), self.tip(row) if row >= 0 else "", self)
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Clicking a name goes to its row, in the column one is at."""
        row = self.logicalIndexAt(event.position().toPoint().y())
        if row >= 0 and event.button() == Qt.MouseButton.LeftButton:
            column = max(self._table.currentIndex().column(), self.first_work)
            self._table.setCurrentIndex(self._table.model().index(row, column))
            self._table.setFocus()


class _Heading(QWidget):
    """The heading of the names; it covers the corner that Qt leaves free between the two headers."""

    def __init__(self, heads: RowHeads, table: QTableView):
        super().__init__(table)
        self._heads, self._table = heads, table

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
        for column, box in self._heads.columns(self.height() - 1):
            self._heads.draw_cell(painter, box, self._heads.title(column), column)
        painter.end()
