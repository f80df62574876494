"""The pages of a contest as tabs, and the parts of a page as a row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QTabBar, QWidget
from PySide6.QtWidgets import QPushButton as Button

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed


class PageTabs(QTabBar):
    """The pages of a whole contest, as tabs; `chosen` tells the place of the one wanted, also of the one in front.

    ``Alt+1`` … choose too. While the arrow keys walk through the tabs, which `walked` tells, the cursor stays on them.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.walked = False
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(_("分页"))
        for place, title in enumerate(titles):
            self.addTab(title)
            self.setTabToolTip(place, f"{title}（Alt+{place + 1}）")
            QShortcut(QKeySequence(f"Alt+{place + 1}"), self).activated.connect(lambda place=place: self._take(place))
        self.tabBarClicked.connect(self._again)
        self.currentChanged.connect(self.chosen)

    def minimumSizeHint(self) -> QSize:
        """All of them are seen: where there is no room the page scrolls, not the tabs."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.walked = True
        super().keyPressEvent(event)
        self.walked = False

    def _take(self, place: int) -> None:
        self._again(place)
        self.setCurrentIndex(place)

    def _again(self, place: int) -> None:
        if place == self.currentIndex():
            self.chosen.emit(place)

    def check(self, place: int) -> None:
        """Show which page is in front, without telling."""
        self.blockSignals(True)
        self.setCurrentIndex(place)
        self.blockSignals(False)
        self.update()


class SectionButtons(QWidget):
    """`chosen` tells the place of the section wanted."""

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(0, 0, 0, 0)
        self.row.setSpacing(2)
        for index, title in enumerate(titles):
            button = dressed(Button(title), "quiet")
            button.setCheckable(True)
            self._group.addButton(button, index)
            self.row.addWidget(button)
        self._group.idClicked.connect(self.chosen)
        self.check(0)

    def check(self, place: int) -> None:
        """Show which section is in front."""
        self._group.button(place).setChecked(True)

    def button(self, place: int) -> Button:
        """The button of a section."""
        found = self._group.button(place)
        assert isinstance(found, Button)
        return found
