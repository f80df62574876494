"""Lines of a list that end in “…” where the list is too narrow for them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem


class ShortenedLines(QStyledItemDelegate):
    """A QListView makes all lines as wide as the longest wants to be and cuts them hard at its edge, whatever way of
    shortening it was set to. A line that asks for no width gets that of the list, and is shortened."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, super().sizeHint(option, index).height())
