"""The courses tab: the year's courses, all enrolments, the certificates, and one course at a time."""

from collections.abc import Callable
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.courses.actions import ClosedCourses, close_courses
from cadre_desktop.courses.figures import of_year
from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.published import REGISTERS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.screens.certificates import CertificatesView
from cadre_desktop.courses.screens.course_page import CoursePage
from cadre_desktop.courses.screens.enrol_page import EnrolPage
from cadre_desktop.courses.screens.enrolments import tell_over_limit
from cadre_desktop.courses.screens.leave_dialog import check_leave
from cadre_desktop.courses.screens.year_bar import YearBar
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.kit.qt.tabs.tab import Tab
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet
from cadre_desktop.people.screens.name_list.presence_page import PresencePage


def _enrolled_in(year: int) -> Condition:
    courses = of_year(year)
    return Condition(f"t.course_id IN (SELECT t.id FROM course t WHERE {courses.sql})", courses.parameters)


_IN_YEAR: dict[str, Callable[[int], Condition]] = {
    "courses": of_year,
    "enrolments": _enrolled_in,
    "certificates": lambda year: Condition("t.year = ?", (year,)),
}
"""The tab's lists by their kinds, and what belongs to a year in each."""
_OWN = tuple(_IN_YEAR)
_KEPT = frozenset(register.kind.key for register in REGISTERS)
"""The kinds of the registers (台账)."""


class CoursesTab(Tab):
    """Three lists that share a year, and the page of one course in their place."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self._courses = KindView(
            desk,
            COURSE,
            title=_("班次"),
            importer=lambda: self._import(COURSE),
            actions=(ViewAction(N_("结班"), lambda _view: self._close_selected(), "check", needs="rows"),),
            empty=EmptyText(_("这一年还没有班次"), _("新增一个班次，或从 Excel 工作簿导入往年的培训台账。")),
        )
        self._enrolments = KindView(
            desk,
            ENROLMENT,
            title=_("参训记录"),
            importer=lambda: self._import(ENROLMENT),
            editable=False,
        )
        self._certificates = CertificatesView(desk)
        self.views: dict[str, KindView] = dict(
            zip(_OWN, (self._courses, self._enrolments, self._certificates), strict=True)
        )
        self.page = CoursePage(desk)
        self.registers = RegistersTab(desk, REGISTERS)
        self.bar = YearBar(desk, (_("班次"), _("参训记录"), _("证书"), _("台账")))
        self.stack = Stack()
        self._sections: tuple[QWidget, ...] = (*self.views.values(), self.registers)
        for widget in (*self._sections, self.page):
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.stack, 1)
        self._courses.search.setPlaceholderText(_("班次 / 编号 / 主讲人 / 拼音"))
        self._enrolments.search.setPlaceholderText(_("姓名 / 班次 / 拼音"))
        self._certificates.search.setPlaceholderText(_("编号 / 持证人 / 称号"))
        self._connect()
        self._show_year(self.bar.year)

    def _connect(self) -> None:
        self._courses.opened.connect(self._open_course)
        self._enrolments.opened.connect(self._open_enrolment)
        self.page.left.connect(lambda: self._bring(self._courses))
        self.page.choose_wanted.connect(self._choose_people)
        self.page.proposal_wanted.connect(self._propose_people)
        self.page.attendance_wanted.connect(self._show_presence)
        self.bar.year_changed.connect(self._show_year)
        self.bar.section_chosen.connect(lambda index: self._bring(self._sections[index]))
        self.bar.wanted.connect(self._show_counted)

    def _import(self, kind: Kind, path: Path | None = None) -> None:
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self._desk, kind, path, self).exec()

    def begin(self, kind_key: str) -> None:
        """Begin a new course, or with the people of the one added last, or a new row of a register."""
        if not self.may_leave():
            return
        if kind_key not in self.views:
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
        else:
            self._bring(self.registers)
            self.registers.import_file(path, kind_key)

    def _close_selected(self) -> None:
        """Close the courses selected in the list; those that cannot be are named with the reason."""
        store, keys = self._desk.store, self._courses.selected_keys()
        carry_out(self._desk, _("正在结班"), lambda: close_courses(store, keys), self._told_closed, self)

    def _told_closed(self, done: ClosedCourses) -> None:
        if done.closed:
            self._desk.notices.tell(_("{count} 个班次已结班，学时记入培训档案。").format(count=done.closed))
        if done.problems:
            self._desk.notices.refused(Refused(done.problems))

    # What is in front.

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
        self._bring(self.page)
        self.page.people.take_focus()

    def _open_enrolment(self, key: int) -> None:
        self._enrolments.hide_form()
        enrolment: Any = Enrolment.by_key(key)
        self._open_course(enrolment.__data__["course"])

    def _show_year(self, year: int | None) -> None:
        for key, view in self.views.items():
            view.filters.set_chosen(view.filters.chosen)  # the rows behind a figure of another year go
            view.set_base_conditions((_IN_YEAR[key](year),) if year is not None else ())

    def _show_counted(self, kind_key: str, listing: Listing) -> None:
        """The rows behind a total of the year in front."""
        if kind_key in self.views:
            self.views[kind_key].show_listing(listing)
            self._bring(self.views[kind_key])
        elif kind_key in _KEPT:
            self._bring(self.registers)
            self.registers.show_listing(kind_key, listing)
        else:
            self._desk.open_rows(kind_key, listing)

    def show_listing(self, kind_key: str, listing: Listing) -> None:
        """Show the rows behind a figure, of whatever year, or one record that was found."""
        if self.may_leave():
            self.bar.show_year(None)
            self._show_counted(kind_key, listing)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about entries that are not saved."""
        # The page also while people are chosen for it, or their presence is keyed.
        return self.page.may_leave() and self.registers.may_leave()
