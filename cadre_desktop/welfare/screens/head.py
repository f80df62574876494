"""The line above the tab: sections, the year one looks at, and its totals, each of which opens the rows it counts."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.fields.year_box import YearInput
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.welfare.figures import WelfareTotals, events, participations, year_totals, years


class WelfareHead(QWidget):
    """`section_chosen` tells the place of a section, `year_changed` that another year is looked at, `wanted` the kind
    and the listing behind a total."""

    section_chosen = Signal(int)
    year_changed = Signal()
    wanted = Signal(str, object)

    def __init__(self, desk: Desk, sections: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.years = YearInput(desk.clock.today().year)
        self.years.offer(years(), desk.clock.today().year)
        self.years.changed.connect(self._other_year)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 0)
        row.setSpacing(4)
        self.sections = Sections(sections)
        self.sections.chosen.connect(self.section_chosen)
        row.addWidget(self.sections)
        row.addSpacing(16)
        row.addWidget(self.years)
        row.addSpacing(12)
        self.events = self._total("welfare-events", events, _("列出这一年的活动"))
        self.times = self._total("participants", participations, _("列出这一年的每一次参加"))
        row.addWidget(self.events)
        row.addWidget(self.times)
        row.addStretch(1)
        self.refresh()
        desk.changes.happened.connect(self._changed)

    def _total(self, kind_key: str, listing: Callable[[int], Listing], hint: str) -> QPushButton:
        button = dressed(QPushButton(), "quiet")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self._tell_wanted(kind_key, listing))
        return button

    def _tell_wanted(self, kind_key: str, listing: Callable[[int], Listing]) -> None:
        if self.year is not None:
            self.wanted.emit(kind_key, listing(self.year))

    @property
    def year(self) -> int | None:
        """The year looked at, None for all."""
        return self.years.year

    def show_year(self, year: int | None) -> None:
        """Look at another year."""
        if year != self.year:
            self.years.offer(years(), year)
            self._other_year()

    def check_section(self, place: int) -> None:
        """Show which section is in front."""
        self.sections.show_section(place)

    def _other_year(self) -> None:
        self.refresh()
        self.year_changed.emit()

    def refresh(self) -> None:
        """Count again."""
        year = self.year
        for button in (self.events, self.times):
            button.setVisible(year is not None)
        if year is not None:
            self._desk.jobs.run(
                _("正在统计"),
                lambda _progress: year_totals(year),
                self._show,
                keep_latest=f"welfare totals {id(self)}",
                owner=self,
            )

    def _show(self, totals: WelfareTotals) -> None:
        self.events.setText(_("{count} 场活动").format(count=f"{totals.events:,}"))
        self.times.setText(_("{count} 人次参加").format(count=f"{totals.person_times:,}"))

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "welfare_event", "participant"):
            self.years.offer(years(), self.year)
            self.refresh()
