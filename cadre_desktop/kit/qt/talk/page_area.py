"""A page that scrolls, both ways, where it gets less room than it needs."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from cadre_desktop.kit.qt.look.field_base import set_role

LEAST = 96
"""Px below which what scrolls is not made: a field with the sentence beneath it."""


class PageArea(QScrollArea):
    """Gives a page all the room there is and scrolls, both ways, where that is less than the page can do with."""

    def __init__(self, page: QWidget):
        super().__init__()
        dress_area(self, Host(page))

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.widget().minimumSizeHint().boundedTo(QSize(3 * LEAST, LEAST))


class Host(QWidget):
    """Gives a page all the room there is and never less than it needs. A layout instead would give a page with a
    wrapped sentence the height it likes best, and the page would scroll where it need not.

    `page` is what it holds.
    """

    def __init__(self, page: QWidget):
        super().__init__()
        set_role(self, "inside")
        self.page = page
        page.setParent(self)

    def minimumSizeHint(self) -> QSize:
        return self.page.minimumSizeHint().expandedTo(self.page.minimumSize())

    def sizeHint(self) -> QSize:
        return self.page.sizeHint()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.page.resize(event.size())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().event(event)


def dress_area(area: QScrollArea, inside: QWidget) -> None:
    """Let `area` scroll `inside`, without a frame and without taking the keyboard for itself."""
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
