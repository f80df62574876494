"""Pages as tabs that take only the room of the one in front, the pages of a contest as tabs, and the parts of a page as
a row of buttons."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QStackedWidget, QTabBar, QTabWidget, QWidget
from PySide6.QtWidgets import QPushButton as Button

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import dressed


class FrontTabs(QTabWidget):
    """QTabWidget is never smaller than the largest of its pages, also while a small one is in front."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setDocumentMode(True)
        self.currentChanged.connect(lambda _index: self.updateGeometry())

    def minimumSizeHint(self) -> QSize:
        """What the tabs and the page in front need."""
        whole, page = super().minimumSizeHint(), self.currentWidget()
        pages: QStackedWidget | None = next(iter(self.findChildren(QStackedWidget)), None)  # its own comes first
        if self.currentIndex() < 0 or pages is None:
            return whole
        front = page.minimumSizeHint().expandedTo(page.minimumSize())
        tabs = whole.height() - pages.minimumSizeHint().height()
        return QSize(max(front.width(), self.tabBar().minimumSizeHint().width()), tabs + front.height())

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:  # the page in front needs more or less than before
            self.updateGeometry()
        return done


class PageTabs(QTabBar):
    """The pages of a whole contest, as tabs; `chosen` carries the index of the one wanted, also of the one in front.

    ``Alt+1`` … choose too. While the arrow keys walk through the tabs, which `walked` announces, the cursor stays on
    them.
    """

    chosen = Signal(int)

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None):
        super().__init__(parent)
        self.walked = False
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setAccessibleName(_("分页"))
        for index, title in enumerate(titles):
            self.addTab(title)
            self.setTabToolTip(index, f"{title}（Alt+{index + 1}）")
            QShortcut(QKeySequence(f"Alt+{index + 1}"), self).activated.connect(lambda index=index: self._take(index))
        self.tabBarClicked.connect(self._again)
        self.currentChanged.connect(self.chosen)

    def minimumSizeHint(self) -> QSize:
        """All of them are seen: where there is no room the page scrolls, not the tabs."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.walked = True
        super().keyPressEvent(event)
        self.walked = False

    def _take(self, index: int) -> None:
        self._again(index)
        self.setCurrentIndex(index)

    def _again(self, index: int) -> None:
        if index == self.currentIndex():
            self.chosen.emit(index)

    def check(self, index: int) -> None:
        """Show which page is in front, without a signal."""
        self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(False)
        self.update()


class SectionButtons(QWidget):
    """`chosen` carries the index of the section wanted."""

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

    def check(self, index: int) -> None:
        """Show which section is in front."""
        self._group.button(index).setChecked(True)

    def button(self, index: int) -> Button:
        """The button of a section."""
        found = self._group.button(index)
        assert isinstance(found, Button)
        return found
