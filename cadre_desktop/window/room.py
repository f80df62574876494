"""The place of a tab in the main window."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget


class Room(QScrollArea):
    """The place of a tab, empty until it is built. On a small or much enlarged screen the tab scrolls in it instead of
    pushing the window over the edge."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.tab_title = title
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def fill(self, tab: QWidget) -> None:
        """Put the tab in its place."""
        self.setWidget(_Host(tab))
        tab.show()


class _Host(QWidget):
    """Gives a tab all the room there is and never less than it needs. A layout in its place would give a tab with a
    wrapped sentence the height it likes best, and the tab would scroll where it need not."""

    def __init__(self, tab: QWidget):
        super().__init__()
        self._tab = tab
        tab.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self._tab.minimumSizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tab.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)
