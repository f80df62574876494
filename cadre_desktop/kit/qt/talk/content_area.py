"""What a dialog holds, in an area that scrolls where the screen is too low; the buttons below it are always seen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QFrame, QLayout, QScrollArea, QWidget

from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.sizing import resize_dialog_within_screen

_BAR = 12
"""Px of a scroll bar, as the style has it."""
_LEAST = 96
"""Px below which what scrolls is not made: a field with the sentence beneath it."""


class ContentArea(QScrollArea):
    """Wants to be as high as its content is at this `width`, and scrolls up and down where it gets less.

    Qt's own area asks for no more than two dozen lines, however much there is in it. The margin below the content stays
    below the area while it scrolls: a field that is cut off would lie right behind the buttons.
    """

    def __init__(self, content: QLayout, width: int = 0):
        super().__init__()
        self._width = width
        inside = QWidget()
        set_role(inside, "inside")
        inside.setLayout(content)
        margins = content.contentsMargins()
        self._below = margins.bottom()
        margins.setBottom(0)
        content.setContentsMargins(margins)
        self.setViewportMargins(0, 0, 0, self._below)
        _dress(self, inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        width = max(self._width, inside.minimumSizeHint().width() + _BAR)
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return QSize(width, height + self._below)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(self.widget().minimumSizeHint().width() + _BAR, min(wanted.height(), _LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What has joined the content, or left it, counts for the layout around the area. Qt's own area only moves its
        scroll bars then, and the layout goes on with the size that it has noted down."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)


class PageArea(QScrollArea):
    """Gives a page all the room there is and scrolls, both ways, where that is less than the page can do with."""

    def __init__(self, page: QWidget):
        super().__init__()
        _dress(self, Host(page))

    def sizeHint(self) -> QSize:
        return self.widget().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return self.widget().minimumSizeHint().boundedTo(QSize(3 * _LEAST, _LEAST))


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


class ContentDialog(QDialog):
    """A dialog around a `ContentArea`: it opens as large as all in it wants to be, or as its screen takes, and grows
    likewise when a sentence joins."""

    def __init__(self, parent: QWidget | None):
        super().__init__(parent)
        self._wanted = 0

    def fit(self) -> None:
        """Take the size that what is in the dialog now wants."""
        area: ContentArea
        for area in self.findChildren(ContentArea):
            area.updateGeometry()  # what joined it a moment ago has not been told yet
        layout = self.layout()
        if layout is not None:  # what was folded away a moment ago counts no more
            layout.invalidate()
            layout.activate()
        width = max(self.sizeHint().width(), self.minimumWidth())
        self._wanted = self._height_at(width)
        resize_dialog_within_screen(self, width, self._wanted)

    def _height_at(self, width: int) -> int:
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.totalHeightForWidth(width)
        return max(self.sizeHint().height(), self.minimumHeight())

    def showEvent(self, event: QShowEvent) -> None:
        if not event.spontaneous():
            self.ensurePolished()
            self.fit()  # before Qt puts it in the middle of its owner
        super().showEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            wanted = self._height_at(self.width())
            if wanted > max(self._wanted, self.height()):
                resize_dialog_within_screen(self, self.width(), wanted)
            self._wanted = wanted
        return done


def _dress(area: QScrollArea, inside: QWidget) -> None:
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inside)
