"""What is at the edges of a table: the strip beneath its scroll bar, painted as the rows and the headings beside it,
and columns that fade out where they are cut."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QScrollBar, QSizePolicy, QTableView, QWidget

from cadre_desktop.kit.qt.look.theme import tokens

_RADIUS = 7
"""Of the table's corners, inside its line."""
_FADE = 30
"""Px over which a cut column fades out: two Chinese characters."""
_GONE = 0.9
"""The part of them after which nothing is seen of it any more."""


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
        """With what is above it as high as Qt's bar alone: no table needs more room for beginning its bar lower."""
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
        for row in _rows_in_sight(table, table.viewport().rect()):
            area = QRect(0, top + table.rowViewportPosition(row), self.width(), table.rowHeight(row))
            painter.fillRect(area, _ground(table, row))


class _AboveBar(QWidget):
    """Goes on with the headings above the scroll bar, which begins beneath them where the rows do."""

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


class FadingHeadings(QHeaderView):
    """Headings of which one that is cut by the edge of the table fades out there, instead of ending within a sign."""

    def __init__(self, parent: QWidget):
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for strip, outwards in _cut_strips(self):
            strip.setHeight(self.height() - 1)  # the line beneath goes on
            _fade(painter, strip, tokens().color("header"), outwards)
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
    """Give a table with a model and its headings such a scroll bar; the one before goes, with what was connected to
    it."""
    bar = EdgeBar(table)
    table.setVerticalScrollBar(bar)
    if not table.scrollBarWidgets(Qt.AlignmentFlag.AlignTop):
        above = _AboveBar(table)
        table.addScrollBarWidget(above, Qt.AlignmentFlag.AlignTop)
        _Follow(table, above)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: table.viewport().update())
    table.selectionModel().selectionChanged.connect(lambda *_change: bar.update())
    table.model().modelReset.connect(bar.update)


def fade_cut_columns(table: QTableView, event: QPaintEvent) -> None:
    """Let the columns that the edges of a table cut fade out; to be called when its rows have been painted."""
    strips = _cut_strips(table.horizontalHeader())
    if not strips:
        return
    painter = QPainter(table.viewport())
    painter.setClipRegion(event.region())
    for strip, outwards in strips:
        for row in _rows_in_sight(table, event.rect()):
            area = QRect(strip.left(), table.rowViewportPosition(row), strip.width(), table.rowHeight(row))
            _fade(painter, area, _ground(table, row), outwards)
    painter.end()


def _rows_in_sight(table: QTableView, area: QRect) -> range:
    rows = table.model().rowCount() if table.model() else 0
    first, last = table.rowAt(max(0, area.top())), table.rowAt(area.bottom())
    return range(first, (last if last >= 0 else rows - 1) + 1) if first >= 0 else range(0)


def _ground(table: QTableView, row: int) -> QColor:
    chosen = table.selectionModel()
    selected = chosen is not None and chosen.isRowSelected(row)
    tone = "selection" if selected else "stripe" if row % 2 and table.alternatingRowColors() else "card"
    return tokens().color(tone)


def _cut_strips(header: QHeaderView) -> list[tuple[QRect, int]]:
    """Where columns that are seen in part end, with the side they go on to: -1 to the left, 1 to the right."""
    width, found = header.viewport().width(), []
    for edge, side in ((0, -1), (width - 1, 1)):
        section = header.logicalIndexAt(edge)
        if section < 0:
            continue
        begin = header.sectionViewportPosition(section)
        end = begin + header.sectionSize(section)
        if side < 0 and begin < 0:
            found.append((QRect(0, 0, min(_FADE, end), header.height()), side))
        if side > 0 and end > width:
            left = max(begin, width - _FADE)
            found.append((QRect(left, 0, width - left, header.height()), side))
    return found


def _fade(painter: QPainter, strip: QRect, ground: QColor, side: int) -> None:
    clear = QColor(ground)
    clear.setAlpha(0)
    inner, outer = (strip.topLeft(), strip.topRight()) if side > 0 else (strip.topRight(), strip.topLeft())
    gradient = QLinearGradient(inner, outer)
    gradient.setColorAt(0, clear)
    gradient.setColorAt(_GONE, ground)
    painter.fillRect(strip, gradient)
