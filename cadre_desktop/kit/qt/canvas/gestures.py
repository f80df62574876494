"""What the mouse does on a sheet from the press to the release: it moves, resizes, turns or encloses.

Nothing is drawn anew meanwhile; the picture of what is moved goes along.
"""

from collections.abc import Iterable
from math import atan2, degrees, hypot

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtWidgets import QRubberBand

from cadre_desktop.kit.boxes.box import Axis, Box, around
from cadre_desktop.kit.boxes.resizing import Handle, resized_turned
from cadre_desktop.kit.boxes.snapping import Guide, SnapLines
from cadre_desktop.kit.qt.canvas.stage import SheetStage

_SHIFT, _ALT = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.AltModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_DEAD = 3
"""Px that the mouse goes before something is moved: a click is no move."""
_UPRIGHT, _STEP = 2.0, 15.0
"""Degrees: what is turned to nearly upright or level becomes so, and with Shift goes in steps."""
_FINEST = 0.1
"""Millimetres to which the mouse places things, where nothing is there to rest at."""
_LEAST = 1.0


class Gesture:
    """From `move` to `move`, then `end`, or `give_up`. A gesture that has not `begun` was a click."""

    def __init__(self, view: SheetStage, at: QPoint):
        self.view, self._pressed = view, at
        self._from = view.to_sheet(at)
        self.begun = False

    def move(self, at: QPoint, held: Qt.KeyboardModifier) -> None:
        """The mouse has come to `at` in the view, with these keys held."""
        if not self.begun and (at - self._pressed).manhattanLength() < _DEAD:
            return
        self.begun = True
        self.follow(self.view.to_sheet(at), held)

    def follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        """Show what would be, with the mouse `at` this point of the sheet."""
        raise NotImplementedError

    def end(self) -> None:
        """Say what was done."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Leave everything as it was."""
        raise NotImplementedError


class Dragging(Gesture):
    """Moves the chosen pieces. Shift keeps to one direction, Alt rests nowhere, with Ctrl copies come to the new
    spot."""

    def __init__(self, view: SheetStage, at: QPoint):
        super().__init__(view, at)
        moving = view.movable
        self._items = [view.item(index) for index in moving]
        self._whole = around(item.piece.seen for item in self._items)
        others = [piece.seen for index, piece in enumerate(view.pieces) if index not in moving]
        self._lines = SnapLines(view.sheet, others, view.margin)
        self.by = (0.0, 0.0)
        self._copies = False

    def follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        dx, dy = at.x() - self._from.x(), at.y() - self._from.y()
        kept: Axis | None = None
        if held & _SHIFT:
            kept = "y" if abs(dx) >= abs(dy) else "x"
            dx, dy = (dx, 0.0) if kept == "y" else (0.0, dy)
        guides: tuple[Guide, ...] = ()
        if not held & _ALT:
            snap = self._lines.moved(self._whole.moved(dx, dy), self.view.reach)
            across, down = (() if kept == "x" else snap.across), (() if kept == "y" else snap.down)
            guides = across + down
            dx = _rounded(dx, kept == "x", bool(across), snap.dx)
            dy = _rounded(dy, kept == "y", bool(down), snap.dy)
        self.by, self._copies = (dx, dy), bool(held & _CTRL)
        for item in self._items:
            x, y = item.piece.box.middle
            item.setPos(x + dx, y + dy)
        self.view.handles.hide()  # they would only cover what one looks at
        self.view.guides.show_lines(guides)
        self.view.dragged.emit(self._whole.moved(dx, dy))

    def end(self) -> None:
        self.view.guides.show_lines(())
        self.view.show_handles()
        if self.by == (0.0, 0.0):
            return
        if self._copies:
            for item in self._items:
                item.setPos(*item.piece.box.middle)
            self.view.copied.emit(*self.by)
        else:
            self.view.moved.emit(*self.by)

    def give_up(self) -> None:
        self.by = (0.0, 0.0)
        for item in self._items:
            item.setPos(*item.piece.box.middle)
        self.view.show_handles()
        self.view.guides.show_lines(())


def _rounded(by: float, kept: bool, rests: bool, snap: float) -> float:
    if kept:
        return 0.0
    return by + snap if rests else round(by / _FINEST) * _FINEST


class Resizing(Gesture):
    """Resizes one piece by a handle; Shift keeps its proportions, or frees them where a piece keeps them itself."""

    def __init__(self, view: SheetStage, at: QPoint, index: int, handle: Handle):
        super().__init__(view, at)
        self._index, self._handle = index, handle
        self._item = view.item(index)
        self._was = self._item.piece
        others = [piece.seen for each, piece in enumerate(view.pieces) if each != index]
        self._lines = SnapLines(view.sheet, others, view.margin)
        self.box = self._was.box

    def follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        dx, dy = at.x() - self._from.x(), at.y() - self._from.y()
        least = 0.0 if self._was.line else _LEAST
        corner = len(self._handle) == 2
        keeps = corner and self._was.ratio != bool(held & _SHIFT)
        box = resized_turned(self._was.box, self._was.turn, self._handle, dx, dy, least, keeps)
        guides: tuple[Guide, ...] = ()
        if not held & _ALT and not self._was.turn:
            box, guides = self._at_rest(box, dx, dy, least, keeps)
        self.box = box
        self.view.stretch(self._index, box)
        self.view.guides.show_lines(guides)
        self.view.dragged.emit(box)

    def _at_rest(self, box: Box, dx: float, dy: float, least: float, keeps: bool) -> tuple[Box, tuple[Guide, ...]]:
        """The box with the edges that are moved at a line, or at a tenth of a millimetre."""
        found: list[Guide] = []
        by: dict[Axis, float] = {"x": dx, "y": dy}
        axes: list[tuple[Axis, float]] = []
        if self._handle[-1] in "ew":
            axes.append(("x", box.x if self._handle[-1] == "w" else box.right))
        if self._handle[0] in "ns":
            axes.append(("y", box.y if self._handle[0] == "n" else box.bottom))
        for axis, edge in axes:
            more, guides = self._lines.edge(axis, edge, box, self.view.reach)
            by[axis] += more if guides else round(edge / _FINEST) * _FINEST - edge
            found.extend(guides)
        if keeps:
            return box, ()
        resting = resized_turned(self._was.box, 0.0, self._handle, by["x"], by["y"], least)
        return resting, tuple(found)

    def end(self) -> None:
        self.view.guides.show_lines(())
        if self.box != self._was.box:
            self.view.reshaped.emit(self._index, self.box)

    def give_up(self) -> None:
        self.box = self._was.box
        self.view.guides.show_lines(())
        self.view.stretch(self._index, self._was.box)


class Turning(Gesture):
    """Turns one piece about its middle; Shift goes in steps."""

    def __init__(self, view: SheetStage, at: QPoint, index: int):
        super().__init__(view, at)
        self._index = index
        self._was = view.item(index).piece
        self.turn = self._was.turn

    def follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        middle_x, middle_y = self._was.box.middle
        dx, dy = at.x() - middle_x, at.y() - middle_y
        if hypot(dx, dy) < _LEAST:
            return
        turn = degrees(atan2(-dx, -dy)) % 360
        level = round(turn / 90) * 90
        if held & _SHIFT:
            turn = round(turn / _STEP) * _STEP
        elif abs(turn - level) < _UPRIGHT and not held & _ALT:
            turn = level
        self.turn = round(turn, 1) % 360
        self.view.turn_piece(self._index, self.turn)

    def end(self) -> None:
        if self.turn != self._was.turn:
            self.view.turned.emit(self._index, self.turn)

    def give_up(self) -> None:
        self.turn = self._was.turn
        self.view.turn_piece(self._index, self._was.turn)


class Enclosing(Gesture):
    """Chooses what a rectangle touches, beside what was chosen `before`."""

    def __init__(self, view: SheetStage, at: QPoint, before: Iterable[int] = ()):
        super().__init__(view, at)
        self._before = frozenset(before)
        self._band = QRubberBand(QRubberBand.Shape.Rectangle, view.viewport())

    def follow(self, at: QPointF, held: Qt.KeyboardModifier) -> None:
        del held
        area = QRectF(self._from, at).normalized()
        self._band.setGeometry(self.view.in_view(area).toAlignedRect())
        self._band.show()
        box = Box(area.x(), area.y(), area.width(), area.height())
        inside = {index for index, piece in enumerate(self.view.pieces) if not piece.locked and piece.seen.touches(box)}
        self.view.choose(self._before | inside)

    def end(self) -> None:
        self._remove()

    def give_up(self) -> None:
        self._remove()
        self.view.choose(self._before)

    def _remove(self) -> None:
        self._band.hide()
        self._band.deleteLater()
