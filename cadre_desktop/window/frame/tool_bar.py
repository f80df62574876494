"""The few buttons at the end of the tabs."""

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QToolButton, QWidget

from cadre_desktop.kit.language import _

ICON = 18
"""The px of an icon."""
_TAB_LINE = 2
"""The px of the line beneath a tab; words and icons are in the middle of what is above it."""


class ToolBar(QWidget):
    """Buttons at the end of the tabs and as high as these, whatever the theme and the face, so that they stand level.
    A QToolBar brings a height of its own, and Qt then sets it lower."""

    def __init__(self, tabs: QTabWidget, actions: Iterable[QAction]):
        super().__init__(tabs)
        self.setAccessibleName(_("常用"))
        self.setAutoFillBackground(True)  # over the line that Qt draws for the tabs it thinks are here
        self._tabs = tabs
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 10, _TAB_LINE)
        row.setSpacing(3)
        for action in actions:
            button = QToolButton(autoRaise=True)
            button.setDefaultAction(action)
            button.setIconSize(QSize(ICON, ICON))
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            row.addWidget(button)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self._tabs.tabBar().sizeHint().height())
