"""The one title line of a tab, and what is shown when a list is empty."""

import re

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QAction, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QStylePainter, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.fields.text_fields import SearchInput
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import pixmap
from cadre_desktop.kit.qt.look.rows import row_in

MOST_ACTIONS = 3
_SENTENCE_WIDTH = 400
_SHORTEST_TITLE = 48
_SEARCH_LEAST = 150


class TitleLine(FoldingRow):
    """Title and counts at the left; search and at most three actions at the right, the last one primary."""

    def __init__(self, title: str, search: SearchInput | None = None, parent: QWidget | None = None):
        super().__init__(spacing=10, parent=parent)
        self._title = QLabel(title)
        set_role(self._title, "title")
        self._counts = ElidedLabel()
        set_role(self._counts, "muted")
        self.search = search
        self.left.addWidget(self._title)
        self.left.addSpacing(6)
        self.left.addWidget(self._counts, 1)
        self.give_left_the_rest()
        if search is not None:
            search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            search.setMinimumWidth(_SEARCH_LEAST)
            search.setMaximumWidth(search.sizeHint().width())
            self.right.addWidget(search)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._actions = 0

    def set_title(self, title: str) -> None:
        """Show another title."""
        self._title.setText(title)

    def set_counts(self, text: str) -> None:
        """What there is: ``共 1,284 人 · 本年度已结业 796 人``."""
        self._counts.set_text(text)

    def add_action(self, action: QAction, primary: bool = False) -> ActionButton:
        """A button for `action`; a fourth one is a mistake in the design and raises ValueError."""
        if self._actions == MOST_ACTIONS:
            raise ValueError("a title line has at most three actions; put the rest into a menu")
        self._actions += 1
        button = ActionButton(action, "primary" if primary else "")
        self.right.addWidget(button)
        return button


class TitleLabel(QLabel):
    """The name of what a page shows, or another text that gives way to the buttons beside it: where there is no room
    for it it is drawn shortened, and the tooltip has the whole."""

    def __init__(self, text: str = "", role: str = "title", parent: QWidget | None = None):
        super().__init__(text, parent)
        set_role(self, role)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(_SHORTEST_TITLE, super().minimumSizeHint().height())

    @property
    def shown(self) -> str:
        """What of the text there is room for."""
        return _shortened(self.text(), self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setToolTip(self.text() if self.shown != self.text() else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.shown == self.text():
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        where = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawItemText(
            self.rect(), where, self.palette(), self.isEnabled(), self.shown, QPalette.ColorRole.WindowText
        )


_CUT_NUMBER = re.compile(r"[\d,. ]+…$")
_FEW = 2


def _shortened(text: str, label: QLabel) -> str:
    """As much of a text as a label has room for. A number is there whole or not at all, for 共 3… would be another; of
    next to nothing nothing is left."""
    found = label.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, label.width())
    if found == text:
        return text
    found = _CUT_NUMBER.sub("…", found)
    return found if len(found) > _FEW else ""


class ElidedLabel(QLabel):
    """A label that gives way: shortened where there is no room, whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def set_text(self, text: str) -> None:
        """Show another text, as much of it as there is room for."""
        self._whole = text
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def _fit(self) -> None:
        text = _shortened(self._whole, self)
        self.setText(text)
        self.setToolTip(self._whole if text != self._whole else "")


class EmptyState(QWidget):
    """Says why there is nothing here and what to do next: icon, title, one sentence, up to two actions."""

    def __init__(self, icon_name: str, title: str, sentence: str, *actions: QAction, parent: QWidget | None = None):
        super().__init__(parent)
        if len(actions) > 2:
            raise ValueError("an empty state offers at most two actions")
        self._icon_name = icon_name
        self._icon = QLabel()
        self._title, self._sentence = QLabel(), QLabel()
        set_role(self._title, "heading")
        set_role(self._sentence, "muted")
        self._sentence.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(2)
        for label in (self._icon, self._title, self._sentence):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        self._offered = self._buttons(row_in(column), actions)
        column.addStretch(3)
        self.set_words(title, sentence)

    def take_focus(self) -> None:
        """The keyboard goes to the first action that can be used; it stays where it is when there is none."""
        for button in self._offered:
            if button.isEnabled():
                button.setFocus()
                return

    def set_words(self, title: str, sentence: str) -> None:
        """Show another title and sentence (nothing found, instead of nothing there)."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self.setAccessibleName(f"{title} {sentence}")
        self._fit()

    def showEvent(self, event: object) -> None:
        self._paint_icon()
        self._fit()

    def _fit(self) -> None:
        """A centred label gets no height for its width from the layout, so it is set here."""
        label = self._sentence
        width = min(_SENTENCE_WIDTH, label.fontMetrics().horizontalAdvance(label.text()) + 8)
        label.setFixedSize(width, label.heightForWidth(width))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._paint_icon()

    def _paint_icon(self) -> None:
        self._icon.setPixmap(pixmap(self._icon_name, 44, "hint", self.devicePixelRatioF()))

    @staticmethod
    def _buttons(row: QHBoxLayout, actions: tuple[QAction, ...]) -> list[ActionButton]:
        buttons = [ActionButton(action, "primary" if number == 0 else "") for number, action in enumerate(actions)]
        row.setSpacing(10)
        row.addStretch()
        for button in buttons:
            row.addWidget(button)
        row.addStretch()
        return buttons
