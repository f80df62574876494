"""A box on a sheet as it is seen: its picture, its outline, and signs on it. Scene units are millimetres."""

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from cadre_desktop.kit.boxes.box import Box, bounds, corners, rotated
from cadre_desktop.kit.qt.look.theme import LIGHT, ui_font

_ROOM = 4.0
"""Millimetres around a box in which its outline and what hangs over are painted."""
_SHARP = 0.004
"""By how much of its size a picture may differ from what the zoom wants without being stretched: a pixel or so."""
_NAME_PX = 11


@dataclass(frozen=True)
class SheetPiece:
    """A box on a sheet.

    `locked` ones are not moved; `wrong` is what is wrong with it; an `empty` one has nothing to be seen by, so that its
    outline and name are shown; a `line` has no inside; `ratio` keeps its proportions when it is resized at a corner;
    `aside` is a circle shown with it, and never printed; neither is the figure of somebody that a `portrait` shows.
    """

    box: Box
    turn: float = 0.0
    name: str = ""
    locked: bool = False
    wrong: str = ""
    empty: bool = False
    line: bool = False
    ratio: bool = False
    portrait: bool = False
    aside: Box | None = None

    @property
    def seen(self) -> Box:
        """The upright box that it takes on the sheet."""
        return bounds(self.box, self.turn)

    def hit(self, x: float, y: float, reach: float) -> bool:
        """Whether a point of the sheet is in it, or no farther than `reach` mm."""
        across, down = rotated(x - self.box.middle[0], y - self.box.middle[1], -self.turn)
        half_width, half_height = self.box.width / 2, self.box.height / 2
        if self.line:
            return _from_line(across, down, half_width, half_height) <= reach
        return abs(across) <= half_width + reach and abs(down) <= half_height + reach


def _from_line(x: float, y: float, half_width: float, half_height: float) -> float:
    """How far a point is from a line between two ends that lie opposite each other."""
    length = half_width**2 + half_height**2
    along = 0.0 if not length else max(-1.0, min(1.0, (x * half_width + y * half_height) / length))
    return hypot(x - along * half_width, y - along * half_height)


class PieceItem(QGraphicsItem):
    """Shows a piece about its own middle, so that it is moved without being drawn anew."""

    def __init__(self, piece: SheetPiece):
        super().__init__()
        self.piece = piece
        self.picture: QPixmap | None = None
        self._width = self._height = 0.0
        self._offset = (0.0, 0.0)
        self._bounds = QRectF()
        self.chosen = self.under_mouse = False
        self.take(piece)

    def take(self, piece: SheetPiece) -> None:
        """Show another piece. The picture stays until there is another, and where it is while the box is resized."""
        was = self.piece
        self.prepareGeometryChange()
        if (piece.box[2:], piece.turn) != (was.box[2:], was.turn):
            (x, y), (old_x, old_y) = piece.box.middle, was.box.middle
            self._offset = self._offset[0] + old_x - x, self._offset[1] + old_y - y
        self.piece = piece
        self._measure()
        self.setPos(*piece.box.middle)
        self.update()

    def show_picture(self, picture: QPixmap | None, width: float, height: float) -> None:
        """Show this picture, `width` by `height` mm about the middle; None for nothing."""
        self.prepareGeometryChange()
        self.picture, self._width, self._height = picture, width, height
        self._offset = (0.0, 0.0)
        self._measure()
        self.update()

    def mark(self, chosen: bool, under_mouse: bool) -> None:
        """Show whether it is chosen, and whether it is what the mouse is on."""
        if (chosen, under_mouse) != (self.chosen, self.under_mouse):
            self.chosen, self.under_mouse = chosen, under_mouse
            self.update()

    def boundingRect(self) -> QRectF:
        return self._bounds

    def _measure(self) -> None:
        """Work out once what `boundingRect` is asked for with every move of anything."""
        seen = self.piece.seen
        around = QRectF(-seen.width / 2, -seen.height / 2, seen.width, seen.height) | self._spot()
        if self.piece.aside is not None:
            around |= self._aside()
        self._bounds = around.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)

    def _spot(self) -> QRectF:
        """Where the picture is."""
        return QRectF(self._offset[0] - self._width / 2, self._offset[1] - self._height / 2, self._width, self._height)

    def _aside(self) -> QRectF:
        aside, (x, y) = self.piece.aside, self.piece.box.middle
        assert aside is not None
        return QRectF(aside.x - x, aside.y - y, aside.width, aside.height)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self.piece.portrait:
            self._paint_figure(painter)
        if self.picture is not None:
            self._paint_picture(painter, self.picture)
        if self.piece.aside is not None:
            painter.setPen(_pen("bad", Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(self._aside())
        if pen := self._outline():
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ends = corners(
                Box(-self.piece.box.width / 2, -self.piece.box.height / 2, *self.piece.box[2:]), self.piece.turn
            )
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in ends]))
        if self.piece.empty:
            self._paint_name(painter)

    def _paint_figure(self, painter: QPainter) -> None:
        """Head and shoulders, where the photo of somebody will be."""
        width, height = self.piece.box.width, self.piece.box.height
        painter.save()
        painter.rotate(-self.piece.turn)
        painter.setClipRect(QRectF(-width / 2, -height / 2, width, height), Qt.ClipOperation.IntersectClip)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(LIGHT.color("soft_line"))
        size = min(width, height)
        painter.drawEllipse(QPointF(0, -0.12 * height), 0.2 * size, 0.24 * size)
        painter.drawEllipse(QPointF(0, height / 2), 0.42 * size, 0.32 * height)
        painter.restore()

    def _outline(self) -> QPen | None:
        if self.piece.wrong:
            return _pen("bad", width=2.0)
        if self.chosen:
            return _pen("focus", Qt.PenStyle.DashLine if self.piece.locked else Qt.PenStyle.SolidLine, 1.5)
        if self.under_mouse:
            return _pen("focus", width=1.0)
        return _pen("muted", Qt.PenStyle.DotLine) if self.piece.empty else None

    def _paint_picture(self, painter: QPainter, picture: QPixmap) -> None:
        """A picture of the right size pixel for pixel, another one stretched."""
        world, ratio = painter.worldTransform(), picture.devicePixelRatio()
        spot = self._spot()
        corner = world.map(spot.topLeft())
        wanted = self._width * world.m11() * ratio
        if abs(picture.width() - wanted) > max(1.0, _SHARP * wanted):
            painter.drawPixmap(spot, picture, QRectF(picture.rect()))
            return
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(QPointF(round(corner.x() * ratio) / ratio, round(corner.y() * ratio) / ratio), picture)
        painter.restore()

    def _paint_name(self, painter: QPainter) -> None:
        world = painter.worldTransform()
        half_width, half_height = self.piece.box.width / 2, self.piece.box.height / 2
        area = world.mapRect(QRectF(-half_width, -half_height, 2 * half_width, 2 * half_height))
        painter.save()
        painter.resetTransform()
        font = ui_font()
        font.setPixelSize(_NAME_PX)
        painter.setFont(font)
        painter.setPen(LIGHT.color("muted"))
        name = painter.fontMetrics().elidedText(
            self.piece.name, Qt.TextElideMode.ElideRight, max(0, int(area.width()) - 4)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, name)
        painter.restore()


def _pen(tone: str, style: Qt.PenStyle = Qt.PenStyle.SolidLine, width: float = 1.0) -> QPen:
    """A pen as wide at every zoom, in the colours of the light look: a sheet is white in the dark one as well."""
    pen = QPen(LIGHT.color(tone), width, style)
    pen.setCosmetic(True)
    return pen
