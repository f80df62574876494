"""Budget and spending of a year by kind, month and court, with what is left."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.figure_table import FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.people.records import Court
from cadre_desktop.welfare.screens.yearly.tables_page import TablesPage
from cadre_desktop.welfare.yearly.money_tables import WHAT_IS_COUNTED, by_court, by_kind, by_month, remarks
from cadre_desktop.welfare.yearly.spending import read_money

_COURT = 150
"""Px."""


class MoneyPage(TablesPage):
    """经费收支."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, "welfare money", (_("按项目"), _("按月份"), _("按法院")), parent)

    def add_controls(self) -> None:
        self.court = ChoiceInput(
            [(one.id, one.short_name or one.name) for one in Court.select().order_by(Court.place, Court.id)],
            empty=True,
            nothing=None,
        )
        self.court.setItemText(0, _("全部法院"))
        self.court.setAccessibleName(_("法院"))
        self.court.setFixedWidth(_COURT)
        self.head.right.addWidget(self.court)
        self.court.changed.connect(self.refresh)

    def reading(self) -> Callable[[], Any]:
        return partial(read_money, self.year, self.court.value())

    def tables(self) -> list[FigureTable]:
        return [by_kind(self.found), by_month(self.found), by_court(self.found)]

    def title(self) -> str:
        return _("{year}年暖警经费收支").format(year=self.year)

    def said(self) -> str:
        return _("{year} 年，单位：元。").format(year=self.year) + _(WHAT_IS_COUNTED) + "".join(remarks(self.found))
