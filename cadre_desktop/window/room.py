"""The place of a tab in the main window."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget


class Room(QWidget):
    """The place of a tab, empty until it is built. On a small or much enlarged screen the tab scrolls in it instead of
    pushing the window over the edge.

    What scrolls is made with the tab: the first word about a frame's shape makes Qt for Python build all enumerations
    of its widgets, a fifth of the time in which the window stands.
    """

    def __init__(self, title: str):
        super().__init__()
        self.tab_title = title

    def fill(self, tab: QWidget) -> None:
        """Put the tab in its place."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(_Host(tab))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        area.show()  # at once: what a layout takes in is shown when the event loop comes by
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
