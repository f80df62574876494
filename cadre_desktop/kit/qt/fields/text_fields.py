"""Text, and yes or no."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QPlainTextEdit, QWidget


class TextInput(QLineEdit):
    """One line of text without blanks around it; empty is the empty string."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.textEdited.connect(self.changed)

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")
        self.setCursorPosition(0)


class LongTextInput(QPlainTextEdit):
    """Several lines of text; Tab goes on to the next field."""

    changed = Signal()

    def __init__(self, lines: int = 3, parent: QWidget | None = None):
        super().__init__(parent)
        self._lines = lines
        self._quiet = self._low = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell)
        self.textChanged.connect(self._follow_text)
        self.setMinimumHeight(self._height(2))

    def take_lines(self, lines: int) -> None:
        """Be as high as so many lines from now on, where there is room."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def keep_low(self, low: bool) -> None:
        """Be no higher than what is written needs, as long as there is little room."""
        if low != self._low:
            self._low = low
            self.setMinimumHeight(self._height(1 if low else 2))
            self.updateGeometry()

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self._quiet = True
        self.setPlainText(value or "")
        self._quiet = False

    def sizeHint(self) -> QSize:
        written = max(1, round(self.document().size().height()))  # in lines, as they are broken
        return QSize(200, self._height(min(self._lines, written) if self._low else self._lines))

    def minimumSizeHint(self) -> QSize:
        """Qt's own area has room for scroll bars even where nobody needs them."""
        least = super().minimumSizeHint()
        return QSize(least.width(), self._height(1)) if self._low else least

    def _height(self, lines: int) -> int:
        return self.fontMetrics().lineSpacing() * lines + 28

    def _follow_text(self) -> None:
        if self._low:
            self.updateGeometry()

    def _tell(self) -> None:
        if not self._quiet:
            self.changed.emit()


class FlagInput(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str = "", parent: QWidget | None = None):
        super().__init__(text, parent)
        self.clicked.connect(self.changed)

    def value(self) -> bool:
        """Whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: bool | None) -> None:
        self.setChecked(bool(value))
