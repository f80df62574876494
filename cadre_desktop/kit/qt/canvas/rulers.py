"""A sheet between rulers in millimetres, which show where the mouse is and what of them the chosen boxes take."""

from PySide6.QtCore import QLineF, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QWidget

from cadre_desktop.kit.boxes.box import Axis, around
from cadre_desktop.kit.boxes.ruler_marks import ruler_marks
from cadre_desktop.kit.qt.canvas.sheet_view import SheetView
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

_BREADTH = 22
_LENGTHS = {1: 4, 2: 7, 3: 12}
_NUMBER_PX, _NUMBER_LONG = 10, 30


class Ruler(QWidget):
    """A ruler along one side of a view."""

    def __init__(self, view: SheetView, axis: Axis):
        super().__init__()
        self._view, self._axis = view, axis
        self._pointer: float | None = None
        if axis == "x":
            self.setFixedHeight(_BREADTH)
        else:
            self.setFixedWidth(_BREADTH)
        view.shifted.connect(self.update)
        view.zoomed.connect(self.update)
        view.chosen_changed.connect(self.update)
        view.pointer.connect(self._follow)

    def sizeHint(self) -> QSize:
        return QSize(_BREADTH, _BREADTH)

    def _follow(self, at: QPointF) -> None:
        before, self._pointer = self._pointer, at.x() if self._axis == "x" else at.y()
        for spot in (before, self._pointer):
            if spot is not None:
                self._update_at(spot)

    def _update_at(self, spot: float) -> None:
        at = int(self._px(spot))
        if self._axis == "x":
            self.update(at - 2, 0, 4, _BREADTH)
        else:
            self.update(0, at - 2, _BREADTH, 4)

    def _px(self, mm: float) -> float:
        """Where a millimetre of the sheet is on the ruler."""
        origin = self._view.viewportTransform().map(QPointF(0, 0))
        return (origin.x() if self._axis == "x" else origin.y()) + mm * self._view.pixels

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), tokens().color("card"))
        self._paint_taken(painter)
        pixels, zero = self._view.pixels, self._px(0.0)
        first, last = self._span(event.rect())
        font = ui_font()
        font.setPixelSize(_NUMBER_PX)
        painter.setFont(font)
        painter.setPen(QPen(tokens().color("muted"), 1))
        for mark in ruler_marks((first - zero) / pixels, (last - zero) / pixels, pixels):
            self._paint_mark(
                painter, zero + mark.at * pixels, _LENGTHS[mark.size], str(mark.at) if mark.size == 3 else ""
            )
        if self._pointer is not None:
            painter.setPen(QPen(tokens().color("bad"), 1))
            self._line(painter, self._px(self._pointer), _BREADTH)
        painter.setPen(QPen(tokens().color("line"), 1))
        painter.drawLine(self._edge())
        painter.end()

    def _span(self, area: QRect) -> tuple[int, int]:
        """From where to where marks are to be painted: a number reaches beyond its mark."""
        start, end = (area.left(), area.right()) if self._axis == "x" else (area.top(), area.bottom())
        return start - _NUMBER_LONG, end + _NUMBER_LONG

    def _edge(self) -> QLineF:
        last = _BREADTH - 0.5
        return QLineF(0, last, self.width(), last) if self._axis == "x" else QLineF(last, 0, last, self.height())

    def _paint_taken(self, painter: QPainter) -> None:
        """What the chosen pieces take."""
        pieces = self._view.pieces
        chosen = [pieces[index].seen for index in self._view.chosen if index < len(pieces)]
        if chosen:
            start, end = (self._px(mm) for mm in around(chosen).extent(self._axis))
            across = QRectF(start, 0, end - start, _BREADTH)
            painter.fillRect(
                across if self._axis == "x" else across.transposed().translated(-start, start),
                tokens().color("selection"),
            )

    def _paint_mark(self, painter: QPainter, at: float, length: int, number: str) -> None:
        self._line(painter, at, length)
        if not number:
            return
        if self._axis == "x":
            painter.drawText(QPointF(round(at) + 3, _NUMBER_PX), number)
            return
        painter.save()
        painter.translate(_NUMBER_PX, round(at) - 3)
        painter.rotate(-90)
        painter.drawText(QPointF(0, 0), number)
        painter.restore()

    def _line(self, painter: QPainter, at: float, length: int) -> None:
        spot = round(at) + 0.5
        ends = (
            (spot, _BREADTH - length, spot, _BREADTH)
            if self._axis == "x"
            else (_BREADTH - length, spot, _BREADTH, spot)
        )
        painter.drawLine(QLineF(*ends))


class RuledSheet(QWidget):
    """A view with its rulers."""

    def __init__(self, view: SheetView, parent: QWidget | None = None):
        super().__init__(parent)
        self.view = view
        self.across, self.down = Ruler(view, "x"), Ruler(view, "y")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(0)
        corner = QWidget()
        corner.setFixedSize(_BREADTH, _BREADTH)
        grid.addWidget(corner, 0, 0)
        grid.addWidget(self.across, 0, 1)
        grid.addWidget(self.down, 1, 0)
        grid.addWidget(view, 1, 1)
