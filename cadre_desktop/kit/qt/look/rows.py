"""Rows that belong to their column before anything is in them."""

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout


def row_in(column: QBoxLayout, stretch: int = 0) -> QHBoxLayout:
    """An empty row at the end of `column`.

    A row that is filled first and joins the column afterwards makes Qt for Python hold each of its items as an object
    that learns nothing of its end. What Qt makes later at the same address is then taken for that item, which ends in
    an AttributeError or in the end of the process (seen with PySide6 6.8.3).
    """
    row = QHBoxLayout()
    column.addLayout(row, stretch)
    return row
