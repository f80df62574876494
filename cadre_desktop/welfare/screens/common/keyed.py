"""Buttons of a page that keys press as well."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QWidget


def keyed(page: QWidget, button: QPushButton, keys: str) -> None:
    """Let `keys` press a button wherever the cursor is on its page; its tooltip says so."""
    action = QAction(button.text(), page)
    action.setShortcut(QKeySequence(keys))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda _on=False: button.click())
    page.addAction(action)
    shown = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    button.setToolTip(f"{button.toolTip() or button.text()}（{shown}）")
