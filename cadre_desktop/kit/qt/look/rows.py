"""Rows that are added to their column while they are empty."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout


def row_in(column: QBoxLayout, stretch: int = 0) -> QHBoxLayout:
    """An empty row at the end of `column`.

    When a row is filled first and added afterwards, Qt for Python keeps an object for each of its items that does not
    notice when the item is deleted. What Qt makes later at the same address is then taken for that item: an
    AttributeError, or the process crashes (seen with PySide6 6.8.3).
    """
    row = QHBoxLayout()
    column.addLayout(row, stretch)
    return row
