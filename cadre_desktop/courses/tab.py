"""The courses tab: the year's courses, all enrolments, and one course at a time."""

from collections.abc import Callable
from functools import cached_property, partial
from itertools import chain
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.courses.actions import ClosedCourses, close_courses
from cadre_desktop.courses.figures import of_year
from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.published import REGISTERS
from cadre_desktop.courses.records import Course, Enrolment, PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.registers.reports import assign_reports
from cadre_desktop.courses.screens.calendar_page import CalendarPage
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.courses.screens.course_registers import CourseRegisters
from cadre_desktop.courses.screens.elsewhere import OUTSIDE, elsewhere_view, outside_in
from cadre_desktop.courses.screens.enrol_page import EnrolPage
from cadre_desktop.courses.screens.enrolments import tell_over_limit
from cadre_desktop.courses.screens.hours_page import HoursPage
from cadre_desktop.courses.screens.leave_dialog import check_leave
from cadre_desktop.courses.screens.plan_line_page import PlanLinePage
from cadre_desktop.courses.screens.plan_page import PlanPage
from cadre_desktop.courses.screens.year_bar import YearBar
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import TRAINING_RECORD
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet
from cadre_desktop.people.screens.name_list.presence_page import PresencePage


def _enrolled_in(year: int) -> Condition:
    courses = of_year(year)
    return Condition(f"t.course_id IN (SELECT t.id FROM course t WHERE {courses.sql})", courses.parameters)


_IN_YEAR: dict[str, Callable[[int], Condition]] = {
    "courses": of_year,
    "enrolments": _enrolled_in,
    TRAINING_RECORD.key: outside_in,
}
"""The tab's lists by their kinds, and what belongs to a year in each."""
_ALWAYS = {TRAINING_RECORD.key: (OUTSIDE,)}
"""What belongs to some of the lists in all years together."""
_OWN = tuple(_IN_YEAR)
_REGISTERS = tuple(register for register in REGISTERS if register is not PLAN_ITEMS)
"""The registers (台账) that have no page of their own."""
_KEPT = frozenset(register.kind.key for register in _REGISTERS)
_PLAN = PLAN_ITEMS.kind.key


class CoursesTab(Tab):
    """Lists that share a year, and the page of one course in their place."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._courses = KindView(
            desk,
            COURSE,
            title=_("班次"),
            importer=lambda: self._import(COURSE),
            actions=(
                ViewAction(N_("结班"), lambda _view: self._close_selected(), "check", needs="rows"),
                ViewAction(N_("培训设置…"), lambda _view: self._ask_settings(), "settings"),
                ViewAction(N_("布置学习报告"), lambda _view: self._assign_reports(), "edit", needs="rows"),
            ),
            empty=EmptyText(_("这一年还没有班次"), _("新增一个班次，或从 Excel 工作簿导入往年的培训台账。")),
        )
        self._enrolments = KindView(
            desk,
            ENROLMENT,
            title=_("参训记录"),
            importer=lambda: self._import(ENROLMENT),
            editable=False,
        )
        elsewhere = elsewhere_view(desk, lambda: self._import(TRAINING_RECORD))
        self.views: dict[str, KindView] = dict(zip(_OWN, (self._courses, self._enrolments, elsewhere), strict=True))
        self.page = CoursePage(desk)
        self.registers = CourseRegisters(desk, _REGISTERS)
        self.plan, self.plan_line = PlanPage(desk), PlanLinePage(desk)
        self.calendar, self.hours = CalendarPage(desk), HoursPage(desk)
        titles = (_("班次"), _("参训记录"), _("校外"), _("计划"), _("日历"), _("学时"), _("台账"))
        self.bar = YearBar(desk, titles)
        self.stack = Stack()
        beside = (self.plan, self.calendar, self.hours, self.registers)
        self._sections: tuple[QWidget, ...] = (*self.views.values(), *beside)
        for widget in (*self._sections, self.page, self.plan_line):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._courses.search.setPlaceholderText(_("班次 / 编号 / 主讲人 / 拼音"))
        self._enrolments.search.setPlaceholderText(_("姓名 / 班次 / 拼音"))
        self._connect()
        self._show_year(self.bar.year)

    def _connect(self) -> None:
        self._courses.opened.connect(self._open_course)
        self._enrolments.opened.connect(self._open_enrolment)
        self.page.left.connect(lambda: self._bring(self._courses))
        self.page.choose_wanted.connect(self._choose_people)
        self.page.proposal_wanted.connect(self._propose_people)
        self.page.attendance_wanted.connect(self._show_presence)
        self.calendar.opened.connect(self._open_course)
        self.calendar.year_shown.connect(self.bar.show_year)
        self.bar.year_changed.connect(self._show_year)
        self.bar.section_chosen.connect(lambda index: self._bring(self._sections[index]))
        self.bar.wanted.connect(self._show_counted)
        self.plan.line_wanted.connect(self._open_line)
        self.plan_line.left.connect(lambda: self._bring(self.plan))
        self.plan_line.course_wanted.connect(self._open_course)
        self.plan_line.begin_wanted.connect(self._open_new_course)
        for page in (self.plan, self.plan_line):
            page.rows_wanted.connect(self._show_counted)

    def _import(self, kind: Kind, path: Path | None = None) -> None:
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self._desk, kind, path, self).exec()

    def begin(self, kind_key: str) -> None:
        """Begin a new course, or with the people of the one added last, or a new row of a register."""
        if not self.may_leave():
            return
        if kind_key == _PLAN:
            self._open_line(None)
        elif kind_key not in self.views:
            self._bring(self.registers)
            self.registers.begin(kind_key)
        else:
            latest = Course.select().order_by(Course.id.desc()).first() if kind_key == "enrolments" else None
            self._open_course(latest.id if latest else None)

    def import_file(self, path: Path, kind_key: str) -> None:
        """Import a workbook that was dropped, into the list of its kind."""
        if kind_key in self.views:
            self._bring(self.views[kind_key])
            self._import(self.views[kind_key].kind, path)
        elif kind_key == _PLAN:
            self._bring(self.plan)
            self._import(PLAN_ITEMS.kind, path)
        else:
            self._bring(self.registers)
            self.registers.import_file(path, kind_key)

    def _ask_settings(self) -> None:
        from cadre_desktop.courses.screens.training_settings_dialog import TrainingSettingsDialog

        TrainingSettingsDialog(self._desk, self).exec()

    def _close_selected(self) -> None:
        """Close the courses selected in the list; those that cannot be are named with the reason."""
        store, keys = self._desk.store, self._courses.selected_keys()
        carry_out(self._desk, _("正在结班"), lambda: close_courses(store, keys), self._told_closed, self)

    def _told_closed(self, done: ClosedCourses) -> None:
        if done.closed:
            self._desk.notices.tell(_("{count} 个班次已结班，学时记入培训档案。").format(count=done.closed))
        if done.problems:
            self._desk.notices.refused(Refused(done.problems))

    def _assign_reports(self) -> None:
        """Let everybody in the courses selected owe a report."""
        store, keys = self._desk.store, self._courses.selected_keys()

        def told(count: int) -> None:
            self._desk.notices.tell(_("新布置了 {count} 份学习报告，列在“台账”的学习报告里。").format(count=count))

        carry_out(self._desk, _("正在布置学习报告"), lambda: assign_reports(store, keys), told, self)

    @cached_property
    def enrol_page(self) -> EnrolPage:
        """Where many are chosen for a course; made when first wanted."""
        page = EnrolPage(self._desk)
        page.left.connect(self._after_choosing)
        self.stack.addWidget(page)
        return page

    @cached_property
    def presence_page(self) -> PresencePage:
        """Who was there in the sessions of a course; made when first wanted."""
        page = PresencePage(self._desk, ENROLMENTS, _("核对请假学时…"), self._check_leave)
        page.left.connect(self._after_choosing)
        self.stack.addWidget(page)
        return page

    def _check_leave(self, course: Course, sheet: PresenceSheet) -> None:
        check_leave(self._desk, course, sheet, partial(tell_over_limit, self._desk), self)

    def _bring(self, widget: QWidget) -> None:
        self.stack.setCurrentWidget(widget)
        self.bar.setVisible(widget in self._sections)
        if widget in self._sections:
            self.bar.check_section(self._sections.index(widget))

    def _open_course(self, key: int | None) -> None:
        """A row of the list, or a new course: on its own page instead of in the form beside the list."""
        self._courses.hide_form()
        self._bring(self.page)
        if key is None:
            self.page.new()
        else:
            self.page.open(key)

    def _open_new_course(self, presets: Values) -> None:
        """A new course that carries out a line of the plan."""
        self._bring(self.page)
        self.page.new_with(presets)

    def _open_line(self, key: int | None) -> None:
        """A line of the plan, or a new one for the year in front."""
        self._bring(self.plan_line)
        if key is None:
            own = own_court(self._desk.store)
            year = self.bar.year or self._desk.clock.today().year
            self.plan_line.new_with({"year": year, "court": own.id if own else None, "courses": 1})
        else:
            self.plan_line.open(key)

    def _choose_people(self, course: Course, text: str | None) -> None:
        self._bring(self.enrol_page)
        self.enrol_page.open(course, text=text)

    def _propose_people(self, course: Course) -> None:
        self._choose_people(course, None)
        self.enrol_page.propose()

    def _show_presence(self, course: Course) -> None:
        self._bring(self.presence_page)
        self.presence_page.open(course)

    def _after_choosing(self) -> None:
        if self.page.record is None:  # its making was undone meanwhile
            self._bring(self._courses)
            return
        self._bring(self.page)
        self.page.people.take_focus()

    def _open_enrolment(self, key: int) -> None:
        self._enrolments.hide_form()
        enrolment: Any = Enrolment.by_key(key)
        self._open_course(enrolment.__data__["course"])

    def _show_year(self, year: int | None) -> None:
        self.plan.show_year(year)
        self.calendar.show_year(year)
        self.hours.show_year(year)
        for key, view in self.views.items():
            view.filters.set_chosen(view.filters.chosen)  # the rows behind a figure of another year go
            view.set_base_conditions((_IN_YEAR[key](year),) if year is not None else _ALWAYS.get(key, ()))

    def _show_counted(self, kind_key: str, listing: Listing) -> None:
        """The rows behind a total of the year in front."""
        if kind_key in self.views:
            self.views[kind_key].show_listing(listing)
            self._bring(self.views[kind_key])
        elif kind_key == _PLAN:
            self._show_lines(listing)
        elif kind_key in _KEPT:
            self._bring(self.registers)
            self.registers.show_listing(kind_key, listing)
        else:
            self._desk.open_rows(kind_key, listing)

    def _show_lines(self, listing: Listing) -> None:
        """Lines of one year on the page of the plan; a single one on its own page."""
        keys = list(chain.from_iterable(listing.keys()))
        if len(keys) == 1:
            self._open_line(keys[0])
        elif keys:
            line: Any = PlanItem.by_key(keys[0])
            self.bar.show_year(line.year)
            self._bring(self.plan)
            self.plan.show_listing(listing)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure, of whatever year, or one record that was found."""
        if self.may_leave():
            self.bar.show_year(None)
            self._show_counted(kind_key, listing)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        # The page also while people are chosen for it, or their presence is keyed.
        return self.page.may_leave() and self.registers.may_leave() and self.plan_line.may_leave()
