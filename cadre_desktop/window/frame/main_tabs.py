"""The tabs of the main window: all of them seen, if need be without their icons."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QIcon, QResizeEvent
from PySide6.QtWidgets import QTabWidget

TAB_ICON = 16
"""The px of an icon, as the style has it."""


class MainTabs(QTabWidget):
    """Where a small screen or large letters leave no room for words and icons, only the words are shown; tabs out of
    sight behind arrows would not be found."""

    def __init__(self) -> None:
        super().__init__(documentMode=True)
        self.setIconSize(QSize(TAB_ICON, TAB_ICON))
        self._icons: dict[int, QIcon] = {}
        self._shown = True
        self._needed = 0

    def set_icon(self, index: int, icon: QIcon) -> None:
        """The icon of a tab, for as long as there is room for all of them."""
        self._icons[index] = icon
        if self._shown:
            self.setTabIcon(index, icon)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._follow_room()
        super().resizeEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._follow_room()
        return super().event(event)

    def _follow_room(self) -> None:
        if self._shown:
            self._needed = self.tabBar().sizeHint().width()
        corner = self.cornerWidget(Qt.Corner.TopRightCorner)
        room = self.width() - (corner.sizeHint().width() if corner is not None else 0)
        if self._shown != (self._needed <= room):
            self._shown = not self._shown
            for index, icon in self._icons.items():
                self.setTabIcon(index, icon if self._shown else QIcon())
