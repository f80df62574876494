"""How large windows open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

_TITLE = 44
_FRAME = 2 * _TITLE
"""Room for a title bar, and for as much below: windows open in the middle of their owner."""
_BORDERS = 2 * 4


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window this large, or as large as its screen takes: 1366 × 768 at 150 % leaves 911 × 485 pixels."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width() - _BORDERS), min(height, room.height() - _FRAME))


def open_within_screen(window: QWidget, width: int, height: int) -> None:
    """As `resize_within_screen` for the window people work in: where the screen is too small for it, it gets all."""
    resize_within_screen(window, width, height)
    room = window.screen().availableSize()
    if room.width() < width or room.height() - _TITLE < height:
        window.setWindowState(Qt.WindowState.WindowMaximized)
