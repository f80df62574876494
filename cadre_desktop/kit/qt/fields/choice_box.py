"""A drop-down over a code table, found by typing pinyin initials."""

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QListView, QStyledItemDelegate, QWidget

from cadre_desktop.kit.codes import CodeTable
from cadre_desktop.kit.qt.look.field_guards import calm_wheel, plain_keys

_PAUSE_MS = 900
"""A longer pause begins a new search."""


class ChoiceInput(QComboBox):
    """Chooses a value from `choices`: a code table, or pairs of value and label.

    With `empty` there is a first line that means no value (`nothing`). A stored value that is not among the choices
    is shown as it is, never lost. Letters typed are matched against pinyin initials, pinyin and the label.
    """

    changed = Signal()

    def __init__(
        self,
        choices: CodeTable | Iterable[tuple[Any, str]],
        empty: bool = True,
        nothing: Any = "",
        parent: QWidget | None = None,
    ):
        super().__init__(parent)
        self._empty, self._nothing = empty, nothing
        self.setView(_SearchedList(self))
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(6)
        calm_wheel(self)
        self.set_choices(choices)
        self.activated.connect(self.changed)

    def set_choices(self, choices: CodeTable | Iterable[tuple[Any, str]]) -> None:
        """Offer other choices; the value stays.

        A list that is open keeps its line where the same values come again, perhaps under other names; where others
        come it closes, for the keys would choose another line than the one that was seen.
        """
        value = self.value() if self.count() else self._nothing
        pairs = [(item.value, item.label) for item in choices] if isinstance(choices, CodeTable) else list(choices)
        lines = [(self._nothing, ""), *pairs] if self._empty else pairs
        if [code for code, _label in lines] == [self.itemData(line) for line in range(self.count())]:
            for line, (_code, label) in enumerate(lines):
                if self.itemText(line) != label:
                    self.setItemText(line, label)
            return
        if self.view().isVisible():
            self.hidePopup()
        self.clear()
        for code, label in lines:
            self.addItem(label, code)
        self.set_value(value)

    def offer(self, choices: Sequence[tuple[Any, str]], wanted: Any = None) -> None:
        """Offer other choices; a value that is not among them gives way to `wanted`, or to the first."""
        before, values = self.value(), [value for value, _label in choices]
        self.set_value(self._nothing)
        self.set_choices(choices)
        self.set_value(next((value for value in (before, wanted, *values) if value in values), self._nothing))

    def value(self) -> Any:
        """The value chosen, `nothing` for none."""
        return self.currentData() if self.currentIndex() >= 0 else self._nothing

    def set_value(self, value: Any) -> None:
        if value is None or value == self._nothing:
            self.setCurrentIndex(0 if self._empty else -1)
            return
        index = next((index for index in range(self.count()) if self.itemData(index) == value), -1)
        if index < 0:
            self.addItem(str(value), value)
            index = self.count() - 1
        self.setCurrentIndex(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Backspace empty the box."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._empty:
            if self.currentIndex() > 0:
                self.setCurrentIndex(0)
                self.changed.emit()
        else:
            super().keyPressEvent(event)


class _SearchedList(QListView):
    """The list of a drop-down; Qt hands typed characters to `keyboardSearch`, open or closed."""

    def __init__(self, parent: QWidget):
        super().__init__(parent)
        plain_keys(self)  # letters search; Qt takes the lines for such as can be written in
        self._typed = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._forget)

    def showEvent(self, event: QShowEvent) -> None:
        """A list opened begins a new search."""
        self._forget()
        super().showEvent(event)

    def keyboardSearch(self, search: str) -> None:
        typed = self._typed + search.strip().casefold()
        self._typed = typed
        self._pause.start()
        for row in self._rows(again=len(typed) == 1):
            if typed and any(form.startswith(typed) for form in _forms(self._label(row))):
                self.setCurrentIndex(self.model().index(row, 0))
                return

    def _rows(self, again: bool) -> list[int]:
        """All rows from the current one on; a first letter typed anew goes on to the next match."""
        count, start = self.model().rowCount(QModelIndex()), max(0, self.currentIndex().row()) + again
        return [(start + step) % count for step in range(count)] if count else []

    def _label(self, row: int) -> str:
        return str(self.model().index(row, 0).data() or "")

    def _forget(self) -> None:
        self._typed = ""


def _forms(label: str) -> frozenset[str]:
    from cadre_desktop.kit.names import head_keys

    return head_keys(label)
