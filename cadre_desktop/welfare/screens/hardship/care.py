"""困难帮扶 on the screen."""

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.hardship.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.hardship.cases_page import CasesPage


class HardshipPage(CarePage):
    """困难帮扶."""

    def __init__(self, desk: Desk):
        self.cases: CasesPage | None = None
        super().__init__(desk, CARE, (OwnPage("cases", N_("办理"), self._make_cases, icon="welfare"),))

    def _make_cases(self, desk: Desk) -> CasesPage:
        self.cases = CasesPage(desk)
        self.cases.show_year(self.year)
        return self.cases

    def year_shown(self, year: int | None) -> None:
        if self.cases is not None:
            self.cases.show_year(year)

    def hide_names(self) -> None:
        """Mask again what was shown on purpose."""
        super().hide_names()
        if self.cases is not None:
            self.cases.reveal.hide_names()
