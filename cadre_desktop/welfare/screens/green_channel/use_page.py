"""按月使用: how many slips were issued and used in each month of a year, without names."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.figure_table import FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.green_channel.figures import use_table
from cadre_desktop.welfare.screens.yearly.tables_page import TablesPage


class UsePage(TablesPage):
    """A row for each month and their sum."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, "green channel use", (_("按月使用"),), parent)

    def reading(self) -> Callable[[], Any]:
        return partial(use_table, self.year)

    def tables(self) -> list[FigureTable]:
        return [self.found]

    def title(self) -> str:
        return _("{year}年惠医惠警使用情况").format(year=self.year)

    def said(self) -> str:
        issued = self.found.rows[-1][1].value
        if not issued:
            return _("{year} 年还没有开具就医单。请在“就医单”里开具，作废的不计。").format(year=self.year)
        return _("{year} 年，作废的不计，不列姓名；双击数字看是哪些就医单。").format(year=self.year)
