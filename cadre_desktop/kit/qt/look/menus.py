"""A menu whose ticks are set without closing it, for choosing several columns or values."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QMenu


class TickMenu(QMenu):
    """Stays open while ticks are set with the mouse or the space bar."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not _ticked(self.activeAction()):
            super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Space or not _ticked(self.activeAction()):
            super().keyPressEvent(event)


def _ticked(action: QAction | None) -> bool:
    if action is None or not action.isEnabled() or not action.isCheckable():
        return False
    action.trigger()
    return True
