"""The front of the marking grid: draw number and name of each sheet, which stay while the criteria move sideways."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QTableView

from cadre_desktop.contests.screens.marking.sheet_model import FIXED, SheetModel
from cadre_desktop.kit.qt.lists.row_heads import FrontColumns, RowHeads

NUMBER_WIDTH = 54
"""Px for the draw number."""


class SheetNames(RowHeads):
    """Number and name of each sheet, or the code alone."""

    def __init__(self, table: QTableView, sheets: SheetModel):
        super().__init__(table)
        self._sheets = sheets
        self._name = 0

    def fit(self, name: int) -> int:
        """Give the names so many px; returns what the whole takes."""
        self._name = name
        return self.take_width(name if self._sheets.by_code else NUMBER_WIDTH + name)

    def columns(self, height: int) -> FrontColumns:
        if self._sheets.by_code:
            return ((1, QRect(0, 0, self._name, height)),)
        return (0, QRect(0, 0, NUMBER_WIDTH, height)), (1, QRect(NUMBER_WIDTH, 0, self._name, height))

    def text(self, row: int, column: int) -> str:
        return self._sheets.text(row, column)

    def colour(self, row: int, column: int) -> str:
        return self._sheets.colour(row, column)

    def title(self, column: int) -> str:
        return str(self._sheets.headerData(column, Qt.Orientation.Horizontal))

    def tip(self, row: int) -> str:
        return "　".join(filter(None, (self._sheets.text(row, column) for column in (1, 2))))

    def is_centred(self, column: int) -> bool:
        return column == 0

    @property
    def first_work(self) -> int:
        return FIXED
