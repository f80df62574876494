"""A key has one meaning wherever the keyboard is: where two things wait for the same keys, Qt does neither."""

from itertools import combinations
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QShortcut
from PySide6.QtWidgets import QMenu, QWidget
from shown_widgets import shown
from tour import Stop

_ALL_OVER = (Qt.ShortcutContext.WindowShortcut, Qt.ShortcutContext.ApplicationShortcut)


def waiting(window: QWidget) -> list[tuple[str, Any, QWidget]]:
    """What waits for keys in a window now: the keys, what it is, and the widget in which the keyboard has to be."""
    found: list[tuple[str, Any, QWidget]] = []
    seen = [window, *shown(window)]
    for widget in seen:
        for action in widget.actions():
            if isinstance(widget, QMenu) or not action.isEnabled():
                continue
            place = window if action.shortcutContext() in _ALL_OVER else widget
            found += [(keys.toString(), action, place) for keys in action.shortcuts()]
        for shortcut in widget.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if shortcut.isEnabled():
                place = window if shortcut.context() in _ALL_OVER else widget
                several = shortcut.keys()
                found += [(keys.toString(), shortcut, place) for keys in several]
    return found + _in_menus(window, seen)


def _in_menus(window: QWidget, seen: list[QWidget]) -> list[tuple[str, Any, QWidget]]:
    """What the menus of the window itself hold, which waits all over it though no menu is open."""
    bar = [action for widget in seen if widget.metaObject().className() == "QMenuBar" for action in widget.actions()]
    menus = [action.menu() for action in bar if action.menu() is not None]
    inside = [action for menu in menus for action in menu.actions() if action.isEnabled()]
    return [(keys.toString(), action, window) for action in inside for keys in action.shortcuts()]


def named(thing: QObject) -> str:
    """What waits, for the sentence of a failing test."""
    return thing.text() if isinstance(thing, QAction) else f"a shortcut of {type(thing.parent()).__name__}"


def doubled(stop: Stop) -> list[str]:
    """The keys for which two things wait at once in the window of a stop."""
    return sorted(
        {
            f"{stop.name}: {keys}: {named(one)}, {named(two)}"
            for (keys, one, here), (same, two, there) in combinations(waiting(stop.widget), 2)
            if keys and keys == same and one is not two
            if here is there or here.isAncestorOf(there) or there.isAncestorOf(here)
        }
    )
