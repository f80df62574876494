"""A push button that shows a QAction: its text, icon, enabling and shortcut, always the same as in the menu."""

import re
from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QIcon, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QPushButton, QToolButton, QWidget

from cadre_desktop.kit.qt.look.field_base import repolish
from cadre_desktop.kit.qt.look.icons import icon

_MNEMONIC = re.compile(r"\(&.\)|&")
ButtonKind = Literal["", "primary", "danger", "quiet"]


def dressed(button: QPushButton, kind: ButtonKind) -> QPushButton:
    """Give a button its kind in the style sheet and return it."""
    button.setProperty("kind", kind)
    repolish(button)
    return button


def pressed_by_enter(window: QWidget, event: QKeyEvent) -> bool:
    """Press the button of `window` that has the keyboard, if the key is Enter; returns whether it was.

    Qt leaves Enter to the buttons of dialogs; in a window only Space presses one, and Enter would do nothing.
    """
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
    button = window.focusWidget()
    if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter) or event.isAutoRepeat():
        return False
    if not isinstance(button, QPushButton | QToolButton) or not button.isEnabled():
        return False
    button.click()
    return True


def show_in_its_place(widget: QWidget, shown: bool) -> None:
    """Show or hide a part of a page, before it has its position there too.

    Qt would show it at once as a window of its own, which takes the keyboard away from the one that is worked in.
    """
    if not shown or widget.parentWidget() is not None:
        widget.setVisible(shown)
    else:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)


class ActionButton(QPushButton):
    """Triggers `action`; an action with a menu opens it. `words` is a shorter text to show instead of the action's."""

    def __init__(self, action: QAction, kind: ButtonKind = "", parent: QWidget | None = None, words: str = ""):
        super().__init__(parent)
        self._action, self._words = action, words
        dressed(self, kind)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def dress(self, kind: ButtonKind) -> None:
        """Make the button of another kind; to polish it again as the same one takes as long as to read a few rows."""
        if self.property("kind") == kind:
            return
        dressed(self, kind)
        self.setIcon(QIcon() if kind == "primary" else self._action.icon())

    def _follow(self) -> None:
        action = self._action
        text = _MNEMONIC.sub("", action.text())
        self.setText(self._words or text)
        self.setAccessibleName(text)
        if self.property("kind") != "primary":
            self.setIcon(action.icon())
        self.setEnabled(action.isEnabled())
        show_in_its_place(self, action.isVisible())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        tip = action.toolTip() or text
        self.setToolTip(f"{tip}（{keys}）" if keys and keys not in tip else tip)
        if action.menu() is not None:
            self.setMenu(action.menu())  # type: ignore[arg-type]
            self.setProperty("menued", True)


class MenuButton(QPushButton):
    """Opens `menu`; so do the `keys` wherever the cursor is on the `page` that the button belongs to."""

    def __init__(self, icon_name: str, words: str, menu: QMenu, page: QWidget | None = None, keys: str = ""):
        super().__init__(words)
        if icon_name:
            self.setIcon(icon(icon_name))
        self.setMenu(menu)
        self.setProperty("menued", True)
        if page is not None and keys:
            action = QAction(words, page)
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            action.triggered.connect(self._open)
            page.addAction(action)
            self.setToolTip(f"{words}（{action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)}）")

    def _open(self) -> None:
        if self.isVisible() and self.isEnabled():
            self.showMenu()
