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
        self._quiet = False
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._tell)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 2 + 28)

    def take_lines(self, lines: int) -> None:
        """Be as high as so many lines from now on, where there is room."""
        if lines != self._lines:
            self._lines = lines
            self.updateGeometry()

    def value(self) -> str:
        """The text without blanks around it."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        self._quiet = True
        self.setPlainText(value or "")
        self._quiet = False

    def sizeHint(self) -> QSize:
        return QSize(200, self.fontMetrics().lineSpacing() * self._lines + 28)

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
