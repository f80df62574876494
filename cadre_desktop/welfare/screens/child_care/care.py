"""暖心托辅 on the screen."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.welfare.child_care.attendance import latest_period
from cadre_desktop.welfare.child_care.care import CARE
from cadre_desktop.welfare.child_care.registers import CHILDREN
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.child_care.period_page import PeriodPage

PERIOD = "care-period"


class ChildCarePage(CarePage):
    """暖心托辅."""

    def __init__(self, desk: Desk):
        self._period: PeriodPage | None = None
        super().__init__(desk, CARE, (OwnPage(PERIOD, N_("本期托辅"), self._make_period, icon="calendar"),))

    def _make_period(self, desk: Any) -> QWidget:
        self._period = PeriodPage(desk)
        self._period.erased.connect(self._forget_papers)
        return self._period

    def _forget_papers(self) -> None:
        """Papers that were laid out to be looked at name children."""
        found: Iterable[Papers] = self.findChildren(Papers)
        for papers in found:
            papers.forget()

    def presets_of(self, kind: Kind) -> Values:
        latest = latest_period() if any(column.name == "period" for column in kind.columns) else None
        return {"period": latest.id} if latest else {}

    def take_in(self, kind: Kind, path: Path | None = None) -> None:
        """The sheet of enrolments is read by an action of its own: a line holds those who collect the child too, and
        nothing names the file."""
        if kind.key != CHILDREN.kind.key:
            super().take_in(kind, path)
            return
        page = self.bring_own(PERIOD)
        assert isinstance(page, PeriodPage)
        if path is None:
            page.take_in_action.trigger()
        else:
            page.take_file(path)

    def hide_names(self) -> None:
        super().hide_names()
        if self._period is not None:
            self._period.hide_names()
