"""All elements of a design by their names, the highest first: for what lies beneath others, and for the keyboard."""

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from cadre_desktop.certificates.designing.adding import called
from cadre_desktop.certificates.designing.editing import Work
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    LineElement,
    PhotoElement,
    PictureElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.shortened_lines import ShortenedLines

_ICONS: Mapping[type, str] = {
    TextElement: "text",
    PhotoElement: "photo",
    CodeElement: "qr-code",
    LineElement: "line",
    PictureElement: "picture",
    SealElement: "seal",
}
_LINES = 9
"""As many are seen at once."""


class ElementList(QListWidget):
    """`chosen` carries the index of the element that somebody wants."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.setAccessibleName(_("版面上的元素"))
        self.setItemDelegate(ShortenedLines(self))
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.itemClicked.connect(self._take)
        self.itemActivated.connect(self._take)

    def show_work(self, work: Work, wrong: Collection[int]) -> None:
        """List the elements; `wrong` are the indexes of those that cannot be printed."""
        highest = len(work.elements) - 1
        while self.count() > len(work.elements):
            self.takeItem(self.count() - 1)
        for row in range(len(work.elements)):
            element = work.elements[highest - row]
            if row == self.count():
                self.addItem(QListWidgetItem())
            item, bad = self.item(row), highest - row in wrong
            item.setText(called(element))
            item.setIcon(icon("warning", "bad") if bad else icon(_ICONS[type(element)]))
            item.setToolTip(_("“{name}”要改").format(name=called(element)) if bad else "")
        high = self.sizeHintForRow(0) if self.count() else 0
        self.setFixedHeight(min(_LINES, max(1, self.count())) * max(high, 1) + 8)

    def _take(self, item: QListWidgetItem) -> None:
        self.chosen.emit(self.count() - 1 - self.row(item))
