"""What is wrong with a cell, and its own rule, right beside it: where the eyes are."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.kit.qt.look.field_base import set_role

_GAP, _BESIDE = 3, 30
_MOST = 440
"""Px from the cell and beside the words, and the most it is wide."""


class CellBubble(QLabel):
    """Lies over the cells of a table without taking the mouse or the cursor."""

    def __init__(self, viewport: QWidget):
        super().__init__(viewport)
        self._viewport = viewport
        set_role(self, "bubble")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setWordWrap(True)
        self.setMaximumWidth(_MOST)
        self.hide()

    def show_at(self, cell: QRect, words: str) -> None:
        """Say something under a cell, or above it where there is no room."""
        viewport = self._viewport
        self.setText(words)
        longest = max(map(self.fontMetrics().horizontalAdvance, words.splitlines()))
        width = min(_MOST, viewport.width(), longest + _BESIDE)
        self.resize(width, self.heightForWidth(width))
        left = max(0, min(cell.left(), viewport.width() - self.width()))
        below = cell.bottom() + _GAP
        above = cell.top() - _GAP - self.height()
        self.move(left, below if below + self.height() <= viewport.height() or above < 0 else above)
        self.show()
        self.raise_()
