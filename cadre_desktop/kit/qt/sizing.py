"""How large windows open."""

from PySide6.QtWidgets import QWidget

_FRAME = 48
"""Room for a title bar."""


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window this large, or as large as its screen takes: 1366 × 768 at 150 % leaves 911 × 485 pixels."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width()), min(height, room.height() - _FRAME))
