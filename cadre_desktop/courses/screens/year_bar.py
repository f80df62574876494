"""The year one looks at, and its totals 班次 / 人次 / 人数, each of which opens the rows it counts."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QWidget

from cadre_desktop.courses.figures import CourseTotals, under_way, year_totals, years
from cadre_desktop.courses.rules import OPEN_STATES, CourseStatus, format_sum
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.fields.year_box import YearInput
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.sections import Sections


class YearBar(QWidget):
    """‹ 2023 年 ›, the sections of the tab, and the year's totals.

    `year_changed` carries another choice (None for all years), `section_chosen` the index of a section,
    `wanted` the kind and the listing behind a total.
    """

    year_changed = Signal(object)
    section_chosen = Signal(int)
    wanted = Signal(str, object)

    def __init__(self, desk: Desk, sections: tuple[str, ...], parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._low = LowWindow(self)
        self._low.changed.connect(lambda _low: self._show_totals())
        self.box = YearInput(desk.clock.today().year)
        self.box.changed.connect(self._told)
        self.totals = _TotalsLine()
        self.totals.wanted.connect(self.wanted)
        column = QHBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 0)
        both = FoldingRow(spacing=4)
        column.addWidget(both)
        row = both.left
        self.sections = Sections(sections)
        self.sections.chosen.connect(self.section_chosen)
        row.addWidget(self.sections)
        row.addSpacing(16)
        row.addWidget(self.box)
        self.brief = MenuButton("", _("合计"), self.totals.menu, self, "Alt+J")
        self.brief.setToolTip(_("这一年的班次、人次、人数和学时"))
        self.brief.hide()
        row.addStretch(1)
        both.right.addSpacing(8)
        both.right.addWidget(self.brief)  # here it goes below where even that is too much for one line
        both.right.addWidget(self.totals)
        both.right.addStretch(1)
        both.give_right_the_rest()
        self._offer(desk.clock.today().year)
        desk.changes.happened.connect(self._changed)

    def _show_totals(self) -> None:
        """On a low window, where they would have a line of their own, the totals are in a menu."""
        self.totals.setVisible(self.year is not None and not self._low.low)
        self.brief.setVisible(self.year is not None and self._low.low)

    @property
    def year(self) -> int | None:
        """The year looked at, None for all."""
        return self.box.year

    def show_year(self, year: int | None) -> None:
        """Look at another year."""
        if year != self.year:
            self._offer(year)
            self._told()

    def check_section(self, index: int) -> None:
        """Show which section is in front."""
        self.sections.show_section(index)

    def _offer(self, chosen: int | None) -> None:
        """Offer the years that have courses, this one and the chosen one."""
        self.box.offer(years(), chosen)
        self._count()

    def _told(self) -> None:
        self._count()
        self.year_changed.emit(self.year)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "course", "enrolment"):
            self._offer(self.year)

    def _count(self) -> None:
        year = self.year
        self._show_totals()
        if year is not None:
            self._desk.jobs.run(
                _("正在统计"),
                lambda _progress: (year_totals(year), under_way(year)),
                lambda counted: self.totals.show_totals(*counted),
                keep_latest=f"year totals {id(self)}",
                owner=self,
            )


class _TotalsLine(QWidget):
    """131 班次 · 10,289 结业人次 · 1,102 人, as buttons, and in words what is not closed yet."""

    wanted = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._totals: CourseTotals | None = None
        self.courses = self._button(lambda totals: ("courses", totals.part.courses()), _("列出已结班的班次"))
        self.times = self._button(lambda totals: ("enrolments", totals.part.enrolments()), _("列出每一次结业"))
        self.persons = self._button(lambda totals: ("people", totals.part.people()), _("列出参训结业的人"))
        self.rest = QLabel()
        set_role(self.rest, "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        self.menu = QMenu(self)
        for widget in (self.courses, self.times, self.persons, self.rest):
            row.addWidget(widget)
        for button in (self.courses, self.times, self.persons):
            self.menu.addAction("").triggered.connect(lambda _on=False, button=button: button.click())
        self.menu.addAction("").setEnabled(False)

    def _button(self, rows: Callable[[CourseTotals], tuple[str, Listing]], hint: str) -> QPushButton:
        button = dressed(QPushButton(), "quiet")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self._open(rows))
        return button

    def _open(self, rows: Callable[[CourseTotals], tuple[str, Listing]]) -> None:
        if self._totals is not None:
            self.wanted.emit(*rows(self._totals))

    def show_totals(self, totals: CourseTotals, states: dict[CourseStatus, int]) -> None:
        """Show the figures of a year."""
        self._totals = totals
        self.courses.setText(_("{count} 班次").format(count=f"{totals.courses:,}"))
        self.times.setText(_("{count} 结业人次").format(count=f"{totals.person_times:,}"))
        self.persons.setText(_("{count} 人").format(count=f"{totals.persons:,}"))
        words = [_("{hours} 学时").format(hours=format_sum(totals.hours))]
        open_states = [status for status in reversed(OPEN_STATES) if states.get(status)]
        words += [f"{_(status.label)} {states[status]}" for status in open_states]
        self.rest.setText(" · ".join(words))
        told: tuple[QLabel | QPushButton, ...] = (self.courses, self.times, self.persons, self.rest)
        for action, widget in zip(self.menu.actions(), told, strict=True):
            action.setText(widget.text())
