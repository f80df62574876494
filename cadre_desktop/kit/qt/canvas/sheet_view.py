"""A sheet of paper with boxes on it that are chosen, moved, resized and turned with the mouse or the keyboard.

It shows what it is given and says what somebody has done; it changes nothing itself.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPixmap
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.boxes.box import Box, around
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.canvas.gestures import Dragging, Enclosing, Gesture, Resizing, Turning
from cadre_desktop.kit.qt.canvas.keys import SheetKeys
from cadre_desktop.kit.qt.canvas.paper_view import PaperView
from cadre_desktop.kit.qt.canvas.piece import PieceItem, SheetPiece
from cadre_desktop.kit.qt.canvas.signs import Guides, Handles, cursor_of

_REACH = 6.0
"""Px from which a moved piece comes to rest at a line."""
_HIT = 3.0
_EXTEND = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier


class SheetView(PaperView):
    """`moved` carries how far the chosen pieces were moved in mm, `copied` how far from them copies are wanted;
    `reshaped` and `turned` the index of a piece and its box or angle; `opened` a piece to be edited, by double click or
    F2; `menu_wanted` where a menu is wanted, in global pixels; `dragged` the box of what is being moved, `stretched`
    that of a piece being resized; `pointer` where the mouse is on the sheet; `refused` says that a locked piece would
    not move."""

    chosen_changed = Signal()
    moved = Signal(float, float)
    copied = Signal(float, float)
    reshaped = Signal(int, Box)
    turned = Signal(int, float)
    opened = Signal(int)
    menu_wanted = Signal(QPoint)
    dragged = Signal(Box)
    stretched = Signal(int, Box)
    pointer = Signal(QPointF)
    refused = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._items: list[PieceItem] = []
        self._chosen: frozenset[int] = frozenset()
        self._under = -1
        self._gesture: Gesture | None = None
        self._clicked: int | None = None
        self._extends = False
        self._panning: QPoint | None = None
        self.handles = Handles()
        self.stage.addItem(self.handles)
        self.guides = Guides(self.stage)
        self.zoomed.connect(self.show_handles)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(_("版面"))
        self._keys = SheetKeys(self)

    def show_pieces(self, pieces: Sequence[SheetPiece], chosen: Iterable[int]) -> None:
        """Show these pieces, from the lowest to the highest; those that were there keep their pictures."""
        while len(self._items) > len(pieces):
            self.stage.removeItem(self._items.pop())
        for index, piece in enumerate(pieces):
            if index < len(self._items):
                self._items[index].take(piece)
                continue
            item = PieceItem(piece)
            item.setZValue(index)
            self.stage.addItem(item)
            self._items.append(item)
        self._chosen = frozenset(chosen)
        self._mark()
        self.settle()

    def show_picture(self, index: int, picture: QPixmap | None, width: float, height: float) -> None:
        """Show a piece with this picture, `width` by `height` mm."""
        self._items[index].show_picture(picture, width, height)

    @property
    def pieces(self) -> list[SheetPiece]:
        """What is shown, from the lowest to the highest."""
        return [item.piece for item in self._items]

    def item(self, index: int) -> PieceItem:
        """What shows a piece."""
        return self._items[index]

    @property
    def chosen(self) -> frozenset[int]:
        """The indexes of the chosen pieces."""
        return self._chosen

    @property
    def busy(self) -> bool:
        """Whether the mouse is just changing something."""
        return self._gesture is not None and self._gesture.begun

    @property
    def movable(self) -> list[int]:
        """The chosen pieces that are not locked, in rising order."""
        return [index for index in sorted(self._chosen) if not self._items[index].piece.locked]

    @property
    def reach(self) -> float:
        """Millimetres from which a moved piece comes to rest at a line."""
        return _REACH / self.pixels

    def off_sheet(self) -> QRectF:
        area = QRectF()
        for item in self._items:
            area |= QRectF(*item.piece.seen)
        return area

    def to_sheet(self, at: QPoint) -> QPointF:
        """The point of the sheet that is at a pixel of the view."""
        return self.mapToScene(at)

    def in_view(self, area: QRectF) -> QRectF:
        """Where a part of the sheet is in the view, in pixels."""
        return self.viewportTransform().mapRect(area)

    def choose(self, chosen: Iterable[int]) -> None:
        """Choose pieces as somebody does it."""
        wanted = frozenset(chosen)
        if wanted != self._chosen:
            self._chosen = wanted
            self._mark()
            self.chosen_changed.emit()

    def _mark(self) -> None:
        for index, item in enumerate(self._items):
            item.mark(index in self._chosen, index == self._under)
        self.show_handles()

    def show_handles(self) -> None:
        """Have the handles at the chosen piece, where it is a single one that may be moved and is not just dragged."""
        movable = self.movable
        single = self._items[movable[0]].piece if len(movable) == len(self._chosen) == 1 else None
        dragged = isinstance(self._gesture, Dragging) and self._gesture.begun
        self.handles.show_for(None if dragged else single, self.pixels)

    def stretch(self, index: int, box: Box) -> None:
        """Show a piece in another box, its picture where it was."""
        self._change(index, box=box)
        self.stretched.emit(index, box)

    def turn_piece(self, index: int, turn: float) -> None:
        """Show the outline of a piece turned otherwise."""
        self._change(index, turn=turn)

    def _change(self, index: int, **fields: object) -> None:
        item = self._items[index]
        item.take(replace(item.piece, **fields))  # type: ignore[arg-type]
        self.handles.show_for(item.piece, self.pixels)

    def at(self, point: QPoint) -> int | None:
        """The highest piece at a point of the view; one that is chosen is kept where several lie over each other."""
        spot, reach = self.mapToScene(point), _HIT / self.pixels
        hit = [index for index in reversed(range(len(self._items))) if self._hits(index, spot, reach)]
        loose = [index for index in hit if not self._items[index].piece.locked]
        return next((index for index in hit if index in self._chosen), (loose or hit or [None])[0])  # type: ignore[list-item]

    def _hits(self, index: int, spot: QPointF, reach: float) -> bool:
        return self._items[index].piece.hit(spot.x(), spot.y(), reach)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = event.position().toPoint()
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._press(event.position().toPoint(), event.modifiers())
        elif event.button() == Qt.MouseButton.RightButton:
            index = self.at(event.position().toPoint())
            if index is not None and index not in self._chosen:
                self.choose({index})

    def _press(self, at: QPoint, held: Qt.KeyboardModifier) -> None:
        spot = self.mapToScene(at)
        movable = self.movable
        grip = self.handles.grip_at(spot.x(), spot.y())
        if grip == "turn":
            self._gesture = Turning(self, at, movable[0])
            return
        if grip is not None:
            self._gesture = Resizing(self, at, movable[0], grip)
            return
        index, extends = self.at(at), bool(held & _EXTEND)
        if index is None:
            before = self._chosen if extends else frozenset()
            self.choose(before)
            self._gesture = Enclosing(self, at, before)
            return
        self._clicked = index if index in self._chosen else None
        self._extends = extends
        if index not in self._chosen:
            self.choose(self._chosen | {index} if extends else {index})
        if self.movable:
            self._gesture = Dragging(self, at)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        if self._panning is not None:
            by = at - self._panning
            self._panning = at
            self.horizontalScrollBar().setValue(self.horizontalScrollBar().value() - by.x())
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() - by.y())
        elif self._gesture is not None:
            if self._gesture.begun and not self.viewport().rect().contains(at):
                self.ensureVisible(QRectF(self.mapToScene(at), self.mapToScene(at)), 8, 8)
            self._gesture.move(at, event.modifiers())
        else:
            self._hover(at)
        self.pointer.emit(self.mapToScene(at))

    def _hover(self, at: QPoint) -> None:
        spot = self.mapToScene(at)
        grip = self.handles.grip_at(spot.x(), spot.y())
        under = self.at(at)
        self._point_at(-1 if under is None else under)
        if grip is not None:
            self.viewport().setCursor(cursor_of(grip, self._items[self.movable[0]].piece.turn))
        elif under is not None and not self._items[under].piece.locked:
            self.viewport().setCursor(Qt.CursorShape.SizeAllCursor)
        else:
            self.viewport().unsetCursor()

    def _point_at(self, under: int) -> None:
        if under != self._under:
            self._under = under
            for index, item in enumerate(self._items):
                item.mark(index in self._chosen, index == under)
            self.viewport().setToolTip(self._items[under].piece.wrong if 0 <= under < len(self._items) else "")

    def leaveEvent(self, event: object) -> None:
        self._point_at(-1)
        super().leaveEvent(event)  # type: ignore[arg-type]

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.MiddleButton:
            self._panning = None
            self.viewport().unsetCursor()
        if event.button() != Qt.MouseButton.LeftButton:
            return
        gesture, self._gesture = self._gesture, None
        clicked, self._clicked = self._clicked, None
        if gesture is not None and gesture.begun:
            gesture.end()
            return
        if gesture is not None:
            gesture.give_up()
        if clicked is None:
            return
        if self._extends:
            self.choose(self._chosen - {clicked})
        elif len(self._chosen) > 1:
            self.choose({clicked})
        elif self._items[clicked].piece.locked:
            self.refused.emit()

    def give_up(self) -> bool:
        """End what the mouse is doing as if nothing had been done; returns whether it was doing something."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.give_up()
        return True

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and index is not None:
            self.choose({index})
            self.opened.emit(index)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        if by_key and self._chosen:
            spot = self.mapFromScene(QPointF(*self._items[min(self._chosen)].piece.box.middle))
            self.menu_wanted.emit(self.viewport().mapToGlobal(spot))
        else:
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.take(event):
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        return self._keys.step(forward) or super().focusNextPrevChild(forward)

    def leave(self, forward: bool) -> None:
        """Go on to what comes after the sheet, or before it, past all further pieces."""
        super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._keys.begin(event.reason())

    def about_chosen(self, zoom: Callable[[], None]) -> None:
        """Zoom with what is chosen in the middle, where something is."""
        zoom()
        if self._chosen:
            self.centerOn(QPointF(*around(self._items[index].piece.seen for index in self._chosen).middle))

    def show_piece(self, index: int) -> None:
        """Bring a piece into sight."""
        self.ensureVisible(QRectF(*self._items[index].piece.seen), 24, 24)
