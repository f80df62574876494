"""What is shown over the boxes of a sheet: the handles of the chosen one, and the lines at which a moved one rests."""

from collections.abc import Iterator, Sequence
from typing import Literal

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QGraphicsLineItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from cadre_desktop.kit.boxes.box import Box, rotated
from cadre_desktop.kit.boxes.resizing import HANDLES, Handle, handle_at
from cadre_desktop.kit.boxes.snapping import Guide
from cadre_desktop.kit.qt.canvas.piece import SheetPiece
from cadre_desktop.kit.qt.look.theme import LIGHT

Grip = Handle | Literal["turn"]
"""What of a piece is taken hold of: a handle, or what turns it."""

_HALF = 4.0
"""Px from the middle of a handle to its edge."""
_REACH = 8.0
"""Px from the middle of a handle in which the mouse takes hold of it."""
_STALK = 22.0
"""Px from the upper edge to what turns a piece."""
_CLOSE = 26.0
"""Px that an edge has to be long to have a handle in its middle as well."""
_GUIDE = QColor("#D6336C")
_ABOVE = 1e6


class Handles(QGraphicsItem):
    """The handles of one piece; `pixels` to a millimetre are what the zoom has."""

    def __init__(self) -> None:
        super().__init__()
        self._piece: SheetPiece | None = None
        self._pixels = 1.0
        self.setZValue(_ABOVE)
        self.hide()

    def show_for(self, piece: SheetPiece | None, pixels: float) -> None:
        """Be at this piece; None for none."""
        self.prepareGeometryChange()
        self._piece, self._pixels = piece, pixels
        self.setVisible(piece is not None)
        if piece is not None:
            self.setPos(*piece.box.middle)
        self.update()

    def grip_at(self, x: float, y: float) -> Grip | None:
        """What of the piece is at a point of the sheet."""
        if self._piece is None:
            return None
        x, y = x - self.pos().x(), y - self.pos().y()
        near = [(self._apart(grip, point, x, y), grip) for grip, point in self._grips()]
        apart, grip = min(near)
        return grip if apart <= 1.0 else None

    def _apart(self, grip: Grip, point: QPointF, x: float, y: float) -> float:
        """How far a point is from a handle, in reaches: within the piece it reaches less far, so that a small piece can
        still be taken hold of to be moved."""
        assert self._piece is not None
        across, down = rotated(x, y, -self._piece.turn)
        box, reach = self._piece.box, _REACH / self._pixels
        inside = abs(across) < box.width / 2 and abs(down) < box.height / 2
        if inside and grip != "turn":
            reach = min(reach, max(box.width, 1.0) / 4, max(box.height, 1.0) / 4)
        return max(abs(point.x() - x), abs(point.y() - y)) / reach

    def _grips(self) -> Iterator[tuple[Grip, QPointF]]:
        piece = self._piece
        assert piece is not None
        box = Box(-piece.box.width / 2, -piece.box.height / 2, piece.box.width, piece.box.height)
        wide, high = (side * self._pixels >= _CLOSE for side in (box.width, box.height))
        for handle in ("nw", "se") if piece.line else HANDLES:
            if (handle in ("n", "s") and not wide) or (handle in ("e", "w") and not high):
                continue
            yield handle, QPointF(*rotated(*handle_at(handle, box), piece.turn))
        yield "turn", QPointF(*rotated(0.0, box.y - _STALK / self._pixels, piece.turn))

    def boundingRect(self) -> QRectF:
        if self._piece is None:
            return QRectF()
        seen, more = self._piece.seen, (_STALK + 2 * _HALF) / self._pixels
        return QRectF(-seen.width / 2 - more, -seen.height / 2 - more, seen.width + 2 * more, seen.height + 2 * more)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        if self._piece is None:
            return
        half = _HALF / self._pixels
        pen = QPen(LIGHT.color("focus"), 1.5)
        pen.setCosmetic(True)
        painter.setPen(pen)
        top = QPointF(*rotated(0.0, -self._piece.box.height / 2, self._piece.turn))
        for grip, point in self._grips():
            painter.setBrush(QColor("white"))
            if grip == "turn":
                painter.drawLine(top, point)
                painter.drawEllipse(point, half * 1.2, half * 1.2)
            else:
                painter.drawRect(QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half))


_CURSORS = (
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
)
_STEPS = {"n": 0, "s": 0, "ne": 1, "sw": 1, "e": 2, "w": 2, "se": 3, "nw": 3}


def cursor_of(grip: Grip, turn: float) -> Qt.CursorShape:
    """The pointer that shows where a handle of a turned piece goes."""
    if grip == "turn":
        return Qt.CursorShape.CrossCursor
    return _CURSORS[(_STEPS[grip] - round(turn / 45)) % 4]


class Guides:
    """The lines at which a moved box rests."""

    def __init__(self, scene: QGraphicsScene):
        self._scene = scene
        self._lines: list[QGraphicsLineItem] = []

    def show_lines(self, guides: Sequence[Guide]) -> None:
        """Show these lines and no others."""
        while len(self._lines) < len(guides):
            line = QGraphicsLineItem()
            pen = QPen(_GUIDE, 1.0)
            pen.setCosmetic(True)
            line.setPen(pen)
            line.setZValue(_ABOVE + 1)
            self._scene.addItem(line)
            self._lines.append(line)
        for line, guide in zip(self._lines, guides, strict=False):
            ends = (
                (guide.at, guide.start, guide.at, guide.end)
                if guide.axis == "x"
                else (guide.start, guide.at, guide.end, guide.at)
            )
            line.setLine(*ends)
        for index, line in enumerate(self._lines):
            line.setVisible(index < len(guides))

    @property
    def shown(self) -> int:
        """How many lines are seen."""
        return sum(line.isVisible() for line in self._lines)
