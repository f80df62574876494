"""What a dialog holds, in an area that scrolls where the screen is too low; the buttons below it are always seen."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QLayout, QPushButton, QScrollArea, QWidget

from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.page_area import LEAST, dress_area
from cadre_desktop.kit.qt.talk.sizing import resize_dialog_within_screen

_BAR = 12
"""Px of a scroll bar, as the style has it."""


class ContentArea(QScrollArea):
    """As high as its content at this `width`, and scrolled up and down where it gets less room.

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
        dress_area(self, inside)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def sizeHint(self) -> QSize:
        inside = self.widget()
        width = max(self._width, inside.minimumSizeHint().width() + _BAR)
        height = inside.heightForWidth(width) if inside.hasHeightForWidth() else inside.sizeHint().height()
        return QSize(width, height + self._below)

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(self.widget().minimumSizeHint().width() + _BAR, min(wanted.height(), LEAST))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """When something was added to the content or removed, the layout around the area must know. Qt's own area only
        adapts its scroll bars, and the layout keeps the size that it has noted."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self.widget():
            self.updateGeometry()
        return super().eventFilter(watched, event)


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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button in focus. Qt would press the default one where that button is not to become it:
        with 取消 in focus what is cancelled would be done."""
        focused = self.focusWidget()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and isinstance(focused, QPushButton):
            focused.click()
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            wanted = self._height_at(self.width())
            if wanted > max(self._wanted, self.height()):
                resize_dialog_within_screen(self, self.width(), wanted)
            self._wanted = wanted
        return done
