"""A row of buttons for the parts of a page, of which one is in front."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget
from PySide6.QtWidgets import QPushButton as Button

from cadre_desktop.kit.qt.action_button import dressed


class Sections(QWidget):
    """`chosen` tells the place of the section wanted; with `keys` each has a shortcut (``Alt+1`` …)."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], keys: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(2)
        for place, title in enumerate(titles):
            button = dressed(Button(title), "quiet")
            button.setCheckable(True)
            if keys:
                button.setShortcut(f"{keys}+{place + 1}")
                button.setToolTip(f"{title}（{keys}+{place + 1}）")
            self._group.addButton(button, place)
            self.row.addWidget(button)
        self._group.idClicked.connect(self.chosen)
        self.check(0)

    def check(self, place: int) -> None:
        """Show which section is in front."""
        self._group.button(place).setChecked(True)

    def set_title(self, place: int, title: str) -> None:
        """Call a section something else."""
        self._group.button(place).setText(title)

    def button(self, place: int) -> Button:
        """The button of a section."""
        found = self._group.button(place)
        assert isinstance(found, Button)
        return found
