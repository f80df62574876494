"""The line above the tab: sections, the year one looks at, and its totals, each of which opens the rows it counts."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.fields.year_box import YearInput
from cadre_desktop.kit.qt.lists.tab_head import TabHead
from cadre_desktop.welfare.figures import WelfareTotals, events, participations, year_totals, years


class WelfareHead(TabHead):
    """`year_changed` says that another year is looked at."""

    year_changed = Signal()

    def __init__(self, desk: Desk, sections: tuple[str, ...], parent: QWidget | None = None):
        this_year = desk.clock.today().year
        self.years = YearInput(this_year)
        self.years.offer(years(), this_year)
        super().__init__(desk, sections, ("welfare_event", "participant"), self.years, parent)
        self.years.changed.connect(self._other_year)
        self.events = self._of_year("welfare-events", events, _("列出这一年的活动"))
        self.times = self._of_year("participants", participations, _("列出这一年的每一次参加"))
        self.refresh()

    def _of_year(self, kind_key: str, listing: Callable[[int], Listing], hint: str) -> QPushButton:
        return self.figure(kind_key, lambda: None if self.year is None else listing(self.year), hint)

    @property
    def year(self) -> int | None:
        """The year looked at, None for all."""
        return self.years.year

    def show_year(self, year: int | None) -> None:
        """Look at another year."""
        if year != self.year:
            self.years.offer(years(), year)
            self._other_year()

    def _other_year(self) -> None:
        self.refresh()
        self.year_changed.emit()

    def offer_again(self) -> None:
        self.years.offer(years(), self.year)

    def counting(self) -> Callable[[], WelfareTotals] | None:
        year = self.year
        for button in (self.events, self.times):
            button.setVisible(year is not None)
        return None if year is None else lambda: year_totals(year)

    def show_counts(self, counts: WelfareTotals) -> None:
        self.events.setText(_("{count} 场活动").format(count=f"{counts.events:,}"))
        self.times.setText(_("{count} 人次参加").format(count=f"{counts.person_times:,}"))
