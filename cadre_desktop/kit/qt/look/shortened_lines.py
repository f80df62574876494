"""Lines of a list that end in “…” where the list is too narrow for them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class ShortenedLines(QStyledItemDelegate):
    """A QListView makes all lines as wide as the longest needs and cuts them at its edge, whatever elide mode is set. A
    line that asks for no width gets the width of the list, and is shortened."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())
