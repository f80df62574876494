"""The keys of a sheet: everything that the mouse does on it can be done with them."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from cadre_desktop.kit.qt.canvas.stage import SheetStage

STEP, FAR, FINE = 0.5, 5.0, 0.1
"""Millimetres that an arrow key moves by, with Shift, and with Ctrl."""
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


class SheetKeys:
    """Arrow keys move what is chosen; Tab goes from piece to piece and on from the last one, Ctrl+Tab on at once; Esc
    chooses nothing."""

    def __init__(self, view: SheetStage):
        self._view = view

    def take(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; returns whether it asks for something."""
        view, key = self._view, Qt.Key(event.key())
        if key in _ARROWS and view.chosen:
            self._move(*_ARROWS[key], event.modifiers())
            return True
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and event.modifiers() & _CTRL:
            view.leave(key == Qt.Key.Key_Tab and not event.modifiers() & _SHIFT)
            return True
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and len(view.chosen) == 1:
            view.opened.emit(min(view.chosen))
            return True
        return False

    def _move(self, across: int, down: int, held: Qt.KeyboardModifier) -> None:
        if not self._view.movable:
            self._view.refused.emit()
            return
        step = FAR if held & _SHIFT else FINE if held & _CTRL else STEP
        self._view.moved.emit(across * step, down * step)

    def _escape(self) -> bool:
        if self._view.give_up():
            return True
        if not self._view.chosen:
            return False
        self._view.choose(())
        return True

    def step(self, forward: bool) -> bool:
        """Choose the next piece, or the one before; returns whether there is one: after the last one Tab goes on."""
        view = self._view
        count = len(view.pieces)
        if not count:
            return False
        here = (max(view.chosen) if forward else min(view.chosen)) if view.chosen else (-1 if forward else count)
        there = here + (1 if forward else -1)
        if not 0 <= there < count:
            return False
        view.choose({there})
        view.show_piece(there)
        return True

    def begin(self, reason: Qt.FocusReason) -> None:
        """With Tab one comes to the first piece, backwards to the last one; where something is chosen, that stays."""
        view = self._view
        count = 0 if view.chosen else len(view.pieces)
        if count and reason == Qt.FocusReason.TabFocusReason:
            view.choose({0})
        elif count and reason == Qt.FocusReason.BacktabFocusReason:
            view.choose({count - 1})
