"""One course on the screen: its form at the left, its people at the right, closing and printing above."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from cadre_desktop.courses.actions import cancel_course, open_enrolling, reopen_course, save_course, start_course
from cadre_desktop.courses.certifying import certificates_held
from cadre_desktop.courses.closing import Closing, closing_of
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseStatus
from cadre_desktop.courses.screens.clash_line import ClashLine
from cadre_desktop.courses.screens.closing_dialog import ClosingDialog
from cadre_desktop.courses.screens.enrolments import EnrolmentsPanel
from cadre_desktop.courses.screens.marks_dialog import MarksDialog
from cadre_desktop.courses.screens.printing import CoursePrintMenu
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.forms.record_page import PageWords, RecordPage
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.screens.name_list.enlisting import save_asked

T = TypeVar("T")
_TABLES = (
    "course",
    "enrolment",
    "person",
    "issued_certificate",
    "session",
    "feedback_tally",
    "court_quota",
    "department_quota",
)


_WORDS = PageWords(
    heading=N_("班次信息"),
    new=N_("新增班次"),
    back=N_("返回班次列表"),
    unsaved=N_("班次信息有改动还没有保存。"),
    delete=N_("删除班次“{title}”？"),
)


class CoursePage(RecordPage):
    """Edits one course. `choose_wanted` asks for the page where many are chosen for it, with a text of names to be
    pasted, or None; `proposal_wanted` for who should go; `attendance_wanted` for who was there in its sessions."""

    choose_wanted = Signal(object, object)
    proposal_wanted = Signal(object)
    attendance_wanted = Signal(object)
    _desk: Desk

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, COURSE, _WORDS, partial(save_course, desk.store), _TABLES, parent)
        self.people = EnrolmentsPanel(desk)
        self.people.many_wanted.connect(self._choose)
        self.people.proposal_wanted.connect(lambda: self._begin(self.proposal_wanted.emit))
        self._unsaved = EmptyState("course", _("先保存班次"), _("填好班次名称和开始日期并保存，就可以在这里报名。"))
        self.print_menu = CoursePrintMenu(desk, lambda: self.course, lambda: self.people.table.listing, self)
        self._build_actions()
        self._build()

    def _build_actions(self) -> None:
        self.close_course = self._action(_("结班"), "check", self._close)
        self.close_course.setToolTip(_("核对无误后结班，学时记入每个人的培训档案"))
        # Not Ctrl+Enter, which enrols on the page before: pressed once too often it would end the course.
        self.close_course.setShortcut(QKeySequence("Ctrl+Shift+Return"))
        self.close_course.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.close_course)
        self.reopen = self._action(_("重新开班…"), "undo", self._reopen)
        self.attendance = self._action(_("签到考勤"), "calendar", self.attendance_wanted.emit)
        self.attendance.setToolTip(_("按课次登记出勤、迟到、早退、请假、旷课和补课"))
        self.attendance.setShortcut("Ctrl+K")
        self.attendance.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.attendance)
        self.enrolling = self._action(_("开放报名"), "people", self._open_enrolling)
        self.start = self._action(_("开班"), "course", self._start)
        self.marks = self._action(_("录入成绩…"), "edit", self._key_marks)
        self.marks.setShortcut(QKeySequence("Ctrl+Shift+M"))
        self.marks.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.addAction(self.marks)
        self.cancel = self._action(_("取消班次…"), "stop", self._cancel)

    def _action(self, text: str, icon_name: str, work: Callable[[Course], None]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.triggered.connect(lambda: self._begin(work))
        return action

    def _begin(self, work: Callable[[Course], None]) -> None:
        if self.course is not None and self.may_leave():
            work(self.course)

    def _carry_out(self, action: Callable[[], T], done: Callable[[T], None] = lambda _result: None) -> None:
        carry_out(self._desk, _("正在保存"), action, done, self, busy=self.form.set_busy)

    def _build(self) -> None:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        self.clashes = ClashLine(self._desk)
        column.addWidget(self.clashes)
        column.addWidget(self.people)
        column.addWidget(self._unsaved)
        self.lay_out(self.form, side)

    def fill_head(self, row: QHBoxLayout) -> None:
        self.chip = StateChip()
        more = QMenu(self)
        more.addActions([self.enrolling, self.start, self.marks, self.cancel])
        super().fill_head(row)
        row.addWidget(self.chip)
        row.addStretch(1)
        self.more = MenuButton("", _("更多"), more, self, "Alt+M")
        self.print_button = MenuButton("print", _("打印"), self.print_menu, self, "Alt+P")
        row.addWidget(self.more)
        self.attendance_button = ActionButton(self.attendance)
        row.addWidget(self.attendance_button)
        row.addWidget(self.print_button)
        row.addWidget(ActionButton(self.reopen))
        row.addWidget(ActionButton(self.close_course))

    @property
    def course(self) -> Course | None:
        """The course on the page."""
        return self.record  # type: ignore[no-any-return]

    def open(self, key: int) -> None:
        """Show a course with the cursor among its people."""
        super().open(key)
        self.people.take_focus()

    def refused(self, refused: Refused, values: Values) -> None:
        store, key = self._desk.store, self.record.id if self.record is not None else None
        save_asked(self._desk, self, refused, lambda: save_course(store, values, key, moves=True))

    def show_record(self) -> None:
        course = self.course
        status = CourseStatus(course.status) if course else None
        self.chip.show_state(*((_(status.label), status.tone) if status else ("", "")))
        closed = status is CourseStatus.CLOSED
        self.form.lock(closed)  # what a closed course has posted stays as it is
        self.reopen.setVisible(closed)
        is_open = status is not None and status.is_open
        self.close_course.setVisible(is_open)
        self.cancel.setVisible(is_open)
        self.marks.setVisible(is_open)
        self.enrolling.setVisible(status is CourseStatus.PLANNED)
        self.start.setVisible(status in (CourseStatus.PLANNED, CourseStatus.ENROLLING, CourseStatus.CANCELLED))
        self.more.setVisible(course is not None and not closed)
        self.print_button.setVisible(course is not None)
        self.attendance_button.setVisible(course is not None)
        self.people.setVisible(course is not None)
        self._unsaved.setVisible(course is None)
        if course is not None:
            self.people.show_course(course)
            self.clashes.show_course(course)

    def _choose(self, text: str | None) -> None:
        if self.course is not None and self.may_leave():
            self.choose_wanted.emit(self.course, text)

    def _key_marks(self, course: Course) -> None:
        MarksDialog(self._desk, course, self).exec()

    def _open_enrolling(self, course: Course) -> None:
        store = self._desk.store
        self._carry_out(lambda: open_enrolling(store, course))

    def _start(self, course: Course) -> None:
        store = self._desk.store
        self._carry_out(lambda: start_course(store, course))

    def _close(self, course: Course) -> None:
        """Show what is missing and what becomes of everybody; the course is closed there."""
        store = self._desk.store

        def show(found: Closing) -> None:
            ClosingDialog(self._desk, course, found, self._closed, self).exec()

        carry_out(self._desk, _("正在核对"), lambda: closing_of(store, course), show, self, writes=False)

    def _closed(self, count: int) -> None:
        """Say it, and offer the certificates of who has completed it where not all have theirs, closed once before."""
        self._desk.notices.tell(_("已结班，{count} 人的学时记入培训档案。").format(count=count))
        held = 0 if self.course is None else certificates_held(self.course)
        text = (
            _("现在看 {count} 份结业证书的样张吗？其中 {held} 份已有编号。")
            if held
            else _("现在看 {count} 份结业证书的样张吗？")
        )
        question = text.format(count=count, held=held)
        if count > held and self._desk.notices.ask(question, _("看样张"), _("以后再说")):
            self.print_menu.print_certificates()

    def _reopen(self, course: Course) -> None:
        reason, store = self._reason(_("重新开班"), _("原因（记入操作记录；已记入档案的学时会撤回）")), self._desk.store
        if reason is not None:
            self._carry_out(lambda: reopen_course(store, course, reason))

    def _cancel(self, course: Course) -> None:
        reason, store = self._reason(_("取消班次"), _("原因（记入操作记录）")), self._desk.store
        if reason is not None:
            self._carry_out(lambda: cancel_course(store, course, reason))

    def _reason(self, title: str, label: str) -> str | None:
        return self._desk.notices.ask_text(title, label)
