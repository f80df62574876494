"""Whether a window is so low that its pages put away what is not looked at all the time, as on 1366 × 768 at 150 %."""

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QWidget

LOW = 560
"""Px of a window below which lists would have only two or three lines. At 125 % there are 584."""


class LowWindow(QObject):
    """Follows the window that a widget is in; `changed` says that it has become low, or is so no more.

    The height of the widget itself does not tell: it scrolls in its window, and is never lower than what is in it.
    """

    changed = Signal(bool)

    def __init__(self, widget: QWidget):
        super().__init__(widget)
        self._widget = widget
        self._window: QWidget | None = None
        self.low = False
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if watched is self._widget and kind in (QEvent.Type.Show, QEvent.Type.ParentChange):
            self._follow(self._widget.window())
        if watched is self._window and kind == QEvent.Type.Resize:
            self._look()
        return False

    def _follow(self, window: QWidget) -> None:
        if window is not self._window:
            if self._window is not None and self._window is not self._widget:
                self._window.removeEventFilter(self)
            self._window = window
            if window is not self._widget:
                window.installEventFilter(self)
        self._look()

    def _look(self) -> None:
        low = self._window is not None and self._window.height() < LOW
        if low != self.low:
            self.low = low
            self.changed.emit(low)
