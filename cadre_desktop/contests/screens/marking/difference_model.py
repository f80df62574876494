"""The marks in which the two keyings of an event differ, as a table."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.actions.second_keying import KeyingDifference
from cadre_desktop.contests.rules.points import plain_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.lists.grid_table import ALIGNMENT, DISPLAY, LEFT, NOWHERE, RIGHT, Index, heading

_NUMBERS = (3, 4)
"""Columns with marks."""


class DifferenceModel(QAbstractTableModel):
    """One row for each mark on which the keyings do not agree."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.found: list[KeyingDifference] = []

    def put(self, found: list[KeyingDifference]) -> None:
        """Show other differences."""
        self.beginResetModel()
        self.found = found
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.found)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(_titles())

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = DISPLAY) -> Any:
        return heading(_titles(), section, orientation, role)

    def data(self, index: Index, role: int = DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ALIGNMENT:
            return RIGHT if index.column() in _NUMBERS else LEFT
        value = self.found[index.row()][1:][index.column()]
        return (plain_text(value) if isinstance(value, int) else value) if role == DISPLAY else None


def _titles() -> tuple[str, ...]:
    return _("选手"), _("评委"), _("评分项"), _("第一遍"), _("第二遍"), _("第一遍录入"), _("第二遍录入")
