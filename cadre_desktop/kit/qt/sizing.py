"""How large windows open."""

from PySide6.QtWidgets import QWidget

_FRAME = 2 * 44
"""Room for a title bar, and for as much below: windows open in the middle of their owner."""


def resize_within_screen(window: QWidget, width: int, height: int) -> None:
    """Make a window this large, or as large as its screen takes: 1366 × 768 at 150 % leaves 911 × 485 pixels."""
    room = window.screen().availableSize()
    window.resize(min(width, room.width()), min(height, room.height() - _FRAME))
