"""A list of which every line is ticked at first; what is unticked is left out."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

_WHAT = int(Qt.ItemDataRole.UserRole)
_HEIGHT = 220
"""Px that it has at least: half a dozen lines."""


class TickedList(QListWidget):
    """Lines with what each means; Space ticks and unticks the line one is in."""

    def __init__(self, lines: Iterable[tuple[Any, str]], parent: QWidget | None = None):
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setMinimumHeight(_HEIGHT)
        self.show_lines(lines)

    def show_lines(self, lines: Iterable[tuple[Any, str]]) -> None:
        """Show other lines, all of them ticked."""
        self.clear()
        for what, words in lines:
            item = QListWidgetItem(words)
            item.setToolTip(words)
            item.setData(_WHAT, what)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked)
            self.addItem(item)
        self.setCurrentRow(0)

    @property
    def ticked(self) -> list[Any]:
        """What the ticked lines mean, in their order."""
        items = (self.item(row) for row in range(self.count()))
        return [item.data(_WHAT) for item in items if item.checkState() == Qt.CheckState.Checked]
