"""心理辅导 on the screen."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.counselling.care import CARE
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.counselling.slots_page import SlotsPage, UsagePage


class CounsellingPage(CarePage):
    """心理辅导."""

    def __init__(self, desk: Desk):
        self._slots: SlotsPage | None = None
        self._usage: UsagePage | None = None
        own = (
            OwnPage("slots", N_("预约安排"), self._make_slots, icon="calendar"),
            OwnPage("usage", N_("使用统计"), self._make_usage, icon="overview"),
        )
        super().__init__(desk, CARE, own)

    def _make_slots(self, desk: Desk) -> QWidget:
        self._slots = SlotsPage(desk, self.year)
        return self._slots

    def _make_usage(self, desk: Desk) -> QWidget:
        self._usage = UsagePage(desk, self.year)
        return self._usage

    def year_shown(self, year: int | None) -> None:
        for page in (self._slots, self._usage):
            if page is not None:
                page.show_year(year)

    def hide_names(self) -> None:
        super().hide_names()
        if self._slots is not None:
            self._slots.hide_names()
