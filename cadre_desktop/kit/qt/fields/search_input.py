"""The search box."""

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.field_guards import leave_steps_to_window
from cadre_desktop.kit.qt.look.icons import icon

_PATIENCE_MS = 120
"""Pause in typing after which the search starts."""
_SEARCH_WIDTH = 240


def add_glass(line: QLineEdit) -> None:
    """Show at the left of a line that one searches there; a click on it goes there."""
    glass = line.addAction(icon("search", "hint"), QLineEdit.ActionPosition.LeadingPosition)
    glass.setText(_("搜索"))
    glass.triggered.connect(lambda _checked=False: line.setFocus(Qt.FocusReason.MouseFocusReason))


class SearchInput(QLineEdit):
    """A search field. `searched` carries the text after a short pause or Enter; `down` that the list is wanted."""

    searched = Signal(str)
    changed = Signal()
    down = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.setPlaceholderText(hint or _("姓名 / 拼音 / 首字母"))
        self.setAccessibleName(_("搜索"))
        self.setMinimumWidth(200)
        self.setProperty("leading", True)
        add_glass(self)
        leave_steps_to_window(self)
        self._clear = QAction(icon("close", "muted"), _("清除（Esc）"), self)
        self._clear.triggered.connect(self.clear_search)
        self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self._clear.setVisible(False)
        self._told = ""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._search)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.textEdited.connect(self._edited)

    def sizeHint(self) -> QSize:
        return QSize(_SEARCH_WIDTH, super().sizeHint().height())

    def value(self) -> str:
        """The text without blanks around it."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        self.setText(value or "")
        self._patience.stop()
        self._told = self.value()

    def clear_search(self) -> None:
        """Empty the field and emit that at once."""
        self.clear()
        self.changed.emit()
        self._search()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self._search()
            self.down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._search()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear_search()
        else:
            super().keyPressEvent(event)

    def _edited(self) -> None:
        self.changed.emit()
        self._patience.start()

    def _search(self) -> None:
        self._patience.stop()
        if self.value() != self._told:
            self._told = self.value()
            self.searched.emit(self._told)
