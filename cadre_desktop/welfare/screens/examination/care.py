"""年度体检 on the screen."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.examination.care import CARE
from cadre_desktop.welfare.examination.reading import rounds_of
from cadre_desktop.welfare.examination.registers import PACKAGES, ROUNDS
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.examination.arrangement import ArrangementPage


class ExaminationPage(CarePage):
    """年度体检."""

    def __init__(self, desk: Desk):
        self._arrangement: ArrangementPage | None = None
        super().__init__(desk, CARE, (OwnPage("arrangement", N_("体检安排"), self._make_arrangement, icon="calendar"),))

    def _make_arrangement(self, desk: Desk) -> QWidget:
        self._arrangement = ArrangementPage(
            desk, self.event_wanted.emit, lambda: self.begin(ROUNDS.kind.key), self.year
        )  # fmt: skip
        return self._arrangement

    def year_shown(self, year: int | None) -> None:
        if self._arrangement is not None:
            self._arrangement.show_year(year)

    def presets_of(self, kind: Kind) -> Values:
        if kind.key == ROUNDS.kind.key:
            return {"year": self.desk.clock.today().year}
        if all(column.name != "round" for column in kind.columns):
            return {}
        chosen = self._arrangement.exam_round if self._arrangement is not None else None
        rounds = [chosen] if chosen is not None else rounds_of(self.year)  # a new one was not looked at yet
        return {"round": rounds[0].id} if rounds else {}

    def empty_of(self, kind: Kind) -> EmptyText | None:
        if kind.key == PACKAGES.kind.key:
            return EmptyText(_("还没有体检套餐"), _("写明性别、年龄范围和价格，分组时据此定套餐。"))
        return None

    def hide_names(self) -> None:
        super().hide_names()
        if self._arrangement is not None:
            self._arrangement.hide_names()
