"""荣退 on the screen."""

from typing import cast

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.row_editing import Save
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.farewell.care import CARE
from cadre_desktop.welfare.farewell.preparing import save_farewell
from cadre_desktop.welfare.farewell.registers import FAREWELLS, RETIRED_CONTACTS
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.farewell.preparing_page import PreparingPage

PREPARING = "preparing"


class FarewellPage(CarePage):
    """荣退."""

    def __init__(self, desk: Desk):
        self._preparing: PreparingPage | None = None
        super().__init__(desk, CARE, (OwnPage(PREPARING, N_("荣退准备"), self._make_preparing, icon="people"),))

    def _make_preparing(self, desk: Desk) -> PreparingPage:
        self._preparing = PreparingPage(desk)
        self._preparing.show_year(self.year)
        return self._preparing

    @property
    def preparing(self) -> PreparingPage:
        """The page of what is prepared, brought to the front."""
        return cast(PreparingPage, self.bring_own(PREPARING))

    def year_shown(self, year: int | None) -> None:
        if self._preparing is not None:
            self._preparing.show_year(year)

    def save_of(self, kind: Kind) -> Save | None:
        if kind is FAREWELLS.kind:
            return lambda key, values: save_farewell(self.desk.store, key, values)
        return None

    def empty_of(self, kind: Kind) -> EmptyText | None:
        if kind is RETIRED_CONTACTS.kind:
            return EmptyText(_("还没有退休联络"), _("登记退休的同志由谁联系、在哪个党支部；没有走访的会列入待办。"))
        return None

    def may_leave(self) -> bool:
        return super().may_leave() and (self._preparing is None or self._preparing.may_leave())
