"""The sections of a tab, side by side above it: all tabs of the window have the same."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QTabBar, QWidget

from cadre_desktop.kit.language import _


class Sections(QTabBar):
    """`chosen` carries the index of a section the user went to; `show_section` brings one to the front without a
    signal."""

    chosen = Signal(int)

    def __init__(self, titles: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(parent, drawBase=False, expanding=False)
        self.setProperty("level", "second")
        self.setAccessibleName(_("分页"))
        for title in titles:
            self.addTab(title)
        self.currentChanged.connect(self.chosen.emit)
        self.currentChanged.connect(self.updateGeometry)  # the one in front is bold, and so wider

    def minimumSizeHint(self) -> QSize:
        """All of them are seen: where there is no room the page scrolls, not the tabs."""
        return self.sizeHint()

    def showEvent(self, event: QShowEvent) -> None:
        """Dressed only now, its titles are wider than its layout was told before."""
        super().showEvent(event)
        self.updateGeometry()

    def show_section(self, index: int) -> None:
        """Show which section is in front."""
        blocked = self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(blocked)
