"""The right edge of a table: the strip beneath its scroll bar is painted as the rows and the headings beside it."""

from functools import partial

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionRange, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QSizePolicy, QTableView, QWidget

from cadre_desktop.kit.qt.lists.fading_headings import ground_of_row, rows_in_sight
from cadre_desktop.kit.qt.look.theme import tokens

_RADIUS = 7
"""Of the table's corners, inside its line."""


def _clip_to_corner(painter: QPainter, widget: QWidget, *, top: bool) -> None:
    """Leave the table's rounded corner at the right free, the upper or the lower one."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    edge = QPainterPath()
    below, above = (2 * _RADIUS, 0) if top else (0, -2 * _RADIUS)
    edge.addRoundedRect(QRectF(widget.rect()).adjusted(-2 * _RADIUS, above, 0, below), _RADIUS, _RADIUS)
    painter.setClipPath(edge)


class EdgeBar(QScrollBar):
    """A scroll bar under which the stripes and the selection of the rows go on to the table's edge."""

    def __init__(self, table: QTableView):
        super().__init__(Qt.Orientation.Vertical, table)
        self._table = table

    def sizeHint(self) -> QSize:
        """The bar and what is above it are together as high as Qt's bar alone, so that no table needs more room because
        its bar begins lower."""
        usual, header = super().sizeHint(), self._table.horizontalHeader()
        return usual if header.isHidden() else QSize(usual.width(), max(0, usual.height() - header.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _clip_to_corner(painter, self, top=False)
        painter.fillRect(self.rect(), tokens().color("card"))
        self._paint_rows(painter)
        painter.end()
        super().paintEvent(event)

    @property
    def _viewport_top(self) -> int:
        """Where the rows begin, in px from the bar's own top; Qt lays the bar into a box within the table's frame."""
        return self._table.viewport().y() - self.mapTo(self._table, QPoint()).y()

    def _paint_rows(self, painter: QPainter) -> None:
        table, top = self._table, self._viewport_top
        for row in rows_in_sight(table, table.viewport().rect()):
            area = QRect(0, top + table.rowViewportPosition(row), self.width(), table.rowHeight(row))
            painter.fillRect(area, ground_of_row(table, row))


class _AboveBar(QWidget):
    """Continues the headings above the scroll bar, which begins below them, where the rows begin."""

    def __init__(self, table: QTableView):
        super().__init__(table)
        self._table = table
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        header = self._table.horizontalHeader()
        return QSize(1, 0 if header.isHidden() else header.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        _clip_to_corner(painter, self, top=True)
        painter.fillRect(self.rect(), tokens().color("header"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), tokens().color("line"))
        painter.end()


class _Follow(QObject):
    """Keeps the strip above the bar as high as the headings."""

    def __init__(self, table: QTableView, above: QWidget):
        super().__init__(table)
        self._above = above
        table.horizontalHeader().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._above.updateGeometry()
            holder = self._above.parentWidget()
            layout = holder.layout() if holder is not None else None
            if layout is not None:
                layout.activate()  # Qt's own box of bars takes no notice by itself
        return False


def stripe_to_the_edge(table: QTableView) -> None:
    """Give a table, once it has its model and headings, such a scroll bar; the one before is deleted with what was
    connected to it."""
    bar = EdgeBar(table)
    table.setVerticalScrollBar(bar)
    if not table.scrollBarWidgets(Qt.AlignmentFlag.AlignTop):
        above = _AboveBar(table)
        table.addScrollBarWidget(above, Qt.AlignmentFlag.AlignTop)
        _Follow(table, above)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: table.viewport().update())
    table.selectionModel().selectionChanged.connect(partial(_follow_selection, bar))
    table.model().modelReset.connect(bar.update)


def _follow_selection(bar: EdgeBar, selected: QItemSelection, deselected: QItemSelection) -> None:
    """Paint the bar anew, unless only the cursor has gone from a cell of a row to another: that selects no row."""
    if not (_is_one_cell(selected) and _is_one_cell(deselected)):
        bar.update()


def _is_one_cell(selection: QItemSelection) -> bool:
    """Whether it is one cell of several in a row."""
    parts: list[QItemSelectionRange] = list(selection)  # type: ignore[call-overload]
    return len(parts) == 1 and parts[0].width() == parts[0].height() == 1 < parts[0].model().columnCount()
