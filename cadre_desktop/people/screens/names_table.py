"""Names as somebody has written them, whom each means, and what became of it; who is meant is asked in the table."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.lists.table_edge import stripe_to_the_edge
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.people.pasting import NameMatch, NameStanding, Somebody

ROW = 38
"""Px of a row: a choice has to fit in."""
_BESIDE = 40
"""Room beside the text of a choice: what distinguishes people is not cut."""
_WRITTEN, _SOMEBODY, _STATE = 170, 210, 172
"""Widths of what was written and of what became of it; whom it means has the rest."""
NOBODY = 0
"""The choice that means: none of these."""


def named(person: Somebody) -> str:
    """王祯　包头中院 · 刑庭 · 庭长."""
    return f"{person.name}　{person.details}"


def who_box(match: NameMatch, offered: Sequence[Somebody], chosen: int | None) -> ChoiceInput:
    """Asks who is meant by a name; `chosen` is who was said before, None for nobody yet."""
    none = _("都不是，不加入") if offered and match.standing is NameStanding.UNKNOWN else _("不加入")
    box = ChoiceInput([*((person.key, named(person)) for person in offered), (NOBODY, none)], nothing=None)
    set_role(box, "in a row")
    box.setItemText(0, _("请选择…"))
    box.setAccessibleName(_("“{name}”是谁").format(name=match.written.text))
    box.set_value(chosen)
    widest = max(box.fontMetrics().horizontalAdvance(box.itemText(line)) for line in range(box.count()))
    box.view().setMinimumWidth(widest + _BESIDE)
    return box


class NamesTable(QTableWidget):
    """The names: as written, whom they mean, and what became of each."""

    def __init__(self) -> None:
        super().__init__(0, 3)
        self.setHorizontalHeaderLabels([_("文中写的"), _("认出的人"), _("情况")])
        self.setAccessibleName(_("认出的名字"))
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.setColumnWidth(0, _WRITTEN)
        self.setColumnWidth(2, _STATE)
        self.setMinimumWidth(_WRITTEN + _SOMEBODY + _STATE)
        stripe_to_the_edge(self)

    def begin(self, rows: int) -> None:
        """Make room for other rows."""
        self.clearContents()
        self.setRowCount(rows)

    def last_in_sight(self) -> int:
        """The last row that can be seen, -1 if there is none."""
        last = self.rowAt(self.viewport().height() - 1)
        return last if last >= 0 else self.rowCount() - 1

    def put(self, row: int, column: int, text: str, tone: str = "") -> None:
        """Write a cell."""
        item: Any = QTableWidgetItem(text)
        item.setToolTip(text)
        if tone:
            item.setForeground(tokens().color(tone))
        self.setItem(row, column, item)
