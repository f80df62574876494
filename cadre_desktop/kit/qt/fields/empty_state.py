"""What is shown when a list is empty: why, and what to do next."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import pixmap
from cadre_desktop.kit.qt.look.rows import row_in

_SENTENCE_WIDTH = 400


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
