"""Buttons that put elements in line and at equal distances."""

from collections.abc import Iterable

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QGridLayout, QToolButton, QWidget

_IN_A_ROW = 6


class ArrangeBar(QWidget):
    """The commands of a list as small buttons with icons."""

    def __init__(self, actions: Iterable[QAction], parent: QWidget | None = None):
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(2)
        for index, action in enumerate(actions):
            grid.addWidget(tool(action), *divmod(index, _IN_A_ROW))
        grid.setColumnStretch(_IN_A_ROW, 1)


def tool(action: QAction, registers: bool = True) -> QToolButton:
    """A button for a command, with its icon. One whose keys the window has as well must not register them again."""
    button = QToolButton()
    words = action.iconText()
    if registers:
        button.setDefaultAction(action)
    else:
        button.clicked.connect(action.trigger)
        button.setIcon(action.icon())

        def follow() -> None:
            button.setEnabled(action.isEnabled())

        action.changed.connect(follow)
        follow()
    keys = action.shortcut().toString()
    button.setToolTip(f"{words}（{keys}）" if keys else words)
    button.setAccessibleName(words)
    button.setFocusPolicy(button.focusPolicy().TabFocus)
    return button
