"""What can be done on a page, by button and by keys that hold while something of it has the keyboard."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.qt.look.icons import icon


def page_action(page: QWidget, words: str, icon_name: str, keys: str, run: Callable[[], None]) -> QAction:
    """An action of `page` that calls `run`; without an icon where its name is empty."""
    action = QAction(words, page)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.setShortcut(keys)
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _checked=False: run())
    page.addAction(action)
    return action
