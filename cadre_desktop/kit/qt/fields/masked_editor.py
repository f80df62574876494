"""An editor whose value is masked until somebody asks to see it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QStackedLayout, QWidget

from cadre_desktop.kit.display import MASK, masked
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.look.action_button import dressed


class MaskedInput(QWidget):
    """Shows the masked text and a button 显示, which puts the real editor there. An empty value is not masked.

    `ask` is called with what shows the value, where something has to be said before.
    """

    changed = Signal()

    def __init__(self, column: Column, editor: Any, parent: QWidget | None = None):
        super().__init__(parent)
        self.editor = editor
        self.ask: Callable[[Callable[[], None]], None] = lambda show: show()
        self._column = column
        self._cover = QLineEdit()
        self._cover.setReadOnly(True)
        self._cover.setAccessibleName(_("{title}，已遮住").format(title=_(column.title)))
        self._cover.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._show = dressed(QPushButton(_("显示")), "quiet")
        self._show.setAccessibleName(_("显示{title}").format(title=_(column.title)))
        self._show.clicked.connect(lambda _checked=False: self.ask(self.reveal))
        covered = QWidget()
        row = QHBoxLayout(covered)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self._cover, 1)
        row.addWidget(self._show)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(editor)
        self._stack.addWidget(covered)
        self.setSizePolicy(editor.sizePolicy())
        self.setFocusProxy(self._show)
        editor.changed.connect(self.changed)

    @property
    def is_covered(self) -> bool:
        """Whether the value is masked now."""
        return self._stack.currentIndex() == 1

    def value(self) -> Any:
        """The value, masked or not."""
        return self.editor.value()

    def set_value(self, value: Any) -> None:
        self.editor.set_value(value)
        self._cover.setText(masked(self._column, value))
        self._uncover(value in (None, ""))

    def reveal(self) -> None:
        """Show the value and let it be edited."""
        self._uncover(True)
        self.editor.setFocus()

    def cover(self) -> None:
        """Mask the value again; what was typed stays."""
        try:
            value = self.value()
        except Unclear:
            value = MASK
        if value not in (None, ""):
            self._cover.setText(masked(self._column, value))
            self._uncover(False)

    def _uncover(self, uncovered: bool) -> None:
        self._stack.setCurrentIndex(0 if uncovered else 1)
        self.setFocusProxy(self.editor if uncovered else self._show)
