"""Columns that fade out where the edge of a table cuts them."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QTableView, QWidget

from cadre_desktop.kit.qt.look.theme import tokens

_FADE = 30
"""Px over which a cut column fades out: two Chinese characters."""
_GONE = 0.9
"""The part of them after which nothing is seen of it any more."""


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


def fade_cut_columns(table: QTableView, event: QPaintEvent) -> None:
    """Let the columns that the edges of a table cut fade out; to be called when its rows have been painted."""
    strips = _cut_strips(table.horizontalHeader())
    if not strips:
        return
    painter = QPainter(table.viewport())
    painter.setClipRegion(event.region())
    for strip, outwards in strips:
        for row in rows_in_sight(table, event.rect()):
            area = QRect(strip.left(), table.rowViewportPosition(row), strip.width(), table.rowHeight(row))
            _fade(painter, area, ground_of_row(table, row), outwards)
    painter.end()


def rows_in_sight(table: QTableView, area: QRect) -> range:
    """The rows that are seen in a part of the viewport."""
    rows = table.model().rowCount() if table.model() else 0
    first, last = table.rowAt(max(0, area.top())), table.rowAt(area.bottom())
    return range(first, (last if last >= 0 else rows - 1) + 1) if first >= 0 else range(0)


def ground_of_row(table: QTableView, row: int) -> QColor:
    """The colour under a row: of the selection, of a stripe or of the card."""
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
