"""Brings the keyboard back to where it was when a dialog opened."""

from collections.abc import Iterator

import shiboken6
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from cadre_desktop.kit.qt.keyboard.workplace import Workplace


class ComingBack(QObject):
    """One of these for the whole application. Qt itself gives the keyboard back to the control that had it. But when
    that is gone (the editor of a table's cell closes as soon as it loses the keyboard), Qt goes on to whatever comes
    next in its order, often the tabs of the window. This gives the keyboard to what that control was in."""

    def __init__(self, app: QApplication):
        super().__init__(app)
        self._left: list[list[QWidget]] = []
        app.focusChanged.connect(self._follow)

    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if before is not None and now is not None and now.window() is before.window():
            return
        if before is not None:
            self._left = [way for way in self._left if shiboken6.isValid(way[-1]) and way[-1] is not before.window()]
            self._left.append(list(_way_out(before)))
        if now is not None:
            self._come_back(now)

    def _come_back(self, now: QWidget) -> None:
        way = next((way for way in self._left if way[-1] is now.window()), None)
        if way is None:
            return
        self._left.remove(way)
        if _can_work_in(way[0]):
            return
        for holder in way[1:]:
            if _can_work_in(holder) and not holder.isWindow():
                if holder is not now and not holder.isAncestorOf(now):
                    holder.setFocus(Qt.FocusReason.ActiveWindowFocusReason)
                return


def _way_out(widget: QWidget) -> Iterator[QWidget]:
    """The widget and what holds it, up to its window."""
    holder: QWidget | None = widget
    while holder is not None:
        yield holder
        holder = None if holder.isWindow() else holder.parentWidget()


def _can_work_in(widget: QWidget) -> bool:
    takes_keys = shiboken6.isValid(widget) and (
        widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, Workplace)
    )
    return takes_keys and widget.isVisible() and widget.isEnabled()
