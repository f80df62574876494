"""A table, and in its place while it has no rows why that is so and what to do next."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QTableView, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.stack import Stack


class TableOrHint(Stack):
    """`actions` are what can be done where there are no rows, at most two, the usual one first."""

    def __init__(self, table: QTableView, icon_name: str, *actions: QAction, parent: QWidget | None = None):
        super().__init__(parent)
        self.table = table
        self.hint = EmptyState(icon_name, "", _("正在读取"), *actions)
        set_role(self.hint, "card")
        self.addWidget(table)
        self.addWidget(self.hint)

    def follow(self, rows: int, title: str, sentence: str) -> None:
        """Show the table where it has rows; else these words. The keyboard stays with whom it was."""
        self.hint.set_words(title, sentence)
        shown: QWidget = self.table if rows else self.hint
        if self.currentWidget() is shown:
            return
        worked_at = self.hasFocus() or self.isAncestorOf(self.focusWidget() or self)
        self.setCurrentWidget(shown)
        if worked_at and rows:
            self.table.setFocus()
        elif worked_at:
            self.hint.take_focus()
