"""Money and evaluation, which all kinds of care share: the pages of a year, and the lists behind them."""

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.welfare.common.registers import REGISTERS
from cadre_desktop.welfare.screens.yearly.money_page import MoneyPage
from cadre_desktop.welfare.screens.yearly.report_page import ReportPage
from cadre_desktop.welfare.screens.yearly.tables_page import TablesPage

MONEY, REPORT = "money", "report"


class SharedPage(RegistersTab):
    """经费与评价."""

    def __init__(self, desk: Desk):
        self._year: int | None = desk.clock.today().year
        own = (
            OwnPage(MONEY, N_("经费收支"), lambda desk: self._shown(MoneyPage(desk)), icon="welfare"),
            OwnPage(REPORT, N_("暖警年报"), lambda desk: self._shown(ReportPage(desk)), icon="overview"),
        )
        super().__init__(desk, REGISTERS, own, own_first=True)

    def _shown(self, page: TablesPage) -> TablesPage:
        page.show_year(self._year)
        return page

    def show_year(self, year: int | None) -> None:
        """Look at another year."""
        self._year = year
        for page in self._own_pages.values():
            if isinstance(page, TablesPage):
                page.show_year(year)
