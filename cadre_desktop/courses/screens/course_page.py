"""One course on the screen: its form at the left, its people at the right, closing and printing above."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QSplitter, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.courses.actions import (
    cancel_course,
    close_course,
    reopen_course,
    save_course,
    start_course,
)
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseStatus
from cadre_desktop.courses.screens.attempts import attempt
from cadre_desktop.courses.screens.enrolments import EnrolmentsPanel
from cadre_desktop.courses.screens.printing import PrintMenu
from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.action_button import ActionButton
from cadre_desktop.kit.qt.chip import draw_chip
from cadre_desktop.kit.qt.editors import Surroundings
from cadre_desktop.kit.qt.fields import EmptyState
from cadre_desktop.kit.qt.form import Form
from cadre_desktop.kit.qt.icons import icon
from cadre_desktop.kit.qt.title_line import TitleLabel

_TABLES = ("course", "enrolment", "person", "issued_certificate")
_FORM_WIDTH = 372


class CoursePage(QWidget):
    """Edits one course. `left` asks for the list again."""

    left = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.course: Course | None = None
        self.form = Form(COURSE, Surroundings(desk.jobs, desk.notices), heading=_("班次信息"))
        self.people = EnrolmentsPanel(desk)
        self._unsaved = EmptyState("course", _("先保存班次"), _("填好班次名称和开始日期并保存，就可以在这里报名。"))
        self.print_menu = PrintMenu(desk, lambda: self.course, self)
        self._build_actions()
        self._build()
        self.form.save_wanted.connect(self.save)
        self.form.cancel_wanted.connect(self._give_up)
        self.form.delete_wanted.connect(self._delete)
        desk.changes.happened.connect(self._changed)

    # Building.

    def _build_actions(self) -> None:
        self.close_course = self._action(_("结班"), "check", self._close)
        self.close_course.setToolTip(_("核对无误后结班，学时记入每个人的培训档案"))
        self.reopen = self._action(_("重新开班…"), "undo", self._reopen)
        self.start = self._action(_("开班"), "course", lambda course: start_course(self._desk.store, course))
        self.cancel = self._action(_("取消班次…"), "stop", self._cancel)

    def _action(self, text: str, icon_name: str, work: Callable[[Course], None]) -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.triggered.connect(lambda: self._attempt(work))
        return action

    def _attempt(self, work: Callable[[Course], None]) -> None:
        if self.course is not None and self.may_leave():
            course = self.course
            attempt(self._desk.notices, lambda: work(course))

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.form)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.people)
        column.addWidget(self._unsaved)
        split.addWidget(side)
        split.setStretchFactor(1, 1)
        split.setSizes([_FORM_WIDTH, 900])
        self.form.setMinimumWidth(320)
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 12, 16, 14)
        page.setSpacing(10)
        page.addLayout(self._head())
        page.addWidget(split, 1)
        for keys, slot in ((QKeySequence("Ctrl+S"), self.save), (QKeySequence("Alt+Left"), self._leave)):
            shortcut = QShortcut(keys, self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def _head(self) -> QHBoxLayout:
        back = QToolButton()
        back.setIcon(icon("chevron-left"))
        back.setToolTip(_("返回班次列表（Alt+←）"))
        back.setAccessibleName(_("返回班次列表"))
        back.clicked.connect(self._leave)
        self.title = TitleLabel()
        self.chip = _StatusChip()
        more = QMenu(self)
        more.addActions([self.start, self.cancel])
        row = QHBoxLayout()
        row.setSpacing(10)
        for widget in (back, self.title, self.chip):
            row.addWidget(widget)
        row.addStretch(1)
        self.more = self._menu_button(_("更多"), more)
        self.print_button = self._menu_button(_("打印"), self.print_menu)
        self.print_button.setIcon(icon("print"))
        row.addWidget(self.more)
        row.addWidget(self.print_button)
        row.addWidget(ActionButton(self.reopen))
        row.addWidget(ActionButton(self.close_course))
        return row

    @staticmethod
    def _menu_button(text: str, menu: QMenu) -> QPushButton:
        button = QPushButton(text)
        button.setMenu(menu)
        button.setProperty("menued", True)
        return button

    # What is shown.

    def open(self, key: int) -> None:
        """Show a course."""
        self.course = Course.by_key(key)
        self.form.load(self.course)
        self._show()
        self.people.take_focus()

    def new(self) -> None:
        """Begin a new course."""
        self.course = None
        self.form.load(None)
        self._show()
        self.form.focus_first()

    def _show(self) -> None:
        course = self.course
        status = CourseStatus(course.status) if course else None
        self.title.setText(course.title if course else _("新增班次"))
        self.chip.show_status(status)
        closed = status is CourseStatus.CLOSED
        self._lock_form(closed)
        self.reopen.setVisible(closed)
        self.close_course.setVisible(status in (CourseStatus.PLANNED, CourseStatus.RUNNING))
        self.start.setVisible(status in (CourseStatus.PLANNED, CourseStatus.CANCELLED))
        self.cancel.setVisible(status in (CourseStatus.PLANNED, CourseStatus.RUNNING))
        self.more.setVisible(course is not None and not closed)
        self.print_button.setVisible(course is not None)
        self.people.setVisible(course is not None)
        self._unsaved.setVisible(course is None)
        if course is not None:
            self.people.show_course(course)

    def _lock_form(self, closed: bool) -> None:
        """What a closed course has posted stays as it is; its form can still be read and scrolled."""
        for cell in self.form.cells.values():
            cell.editor.setEnabled(not closed)
        for button in (self.form.save_button, self.form.cancel_button):
            button.setHidden(closed)
        self.form.delete_button.setHidden(closed or self.course is None)

    def _changed(self, tables: frozenset[str]) -> None:
        if self.course is None or not self._desk.changes.touches(tables, *_TABLES):
            return
        fresh = Course.get_or_none(Course.id == self.course.id)
        if fresh is None:  # its making was undone
            self.course = None
            self.left.emit()
            return
        self.course = fresh
        if not self.form.dirty:
            self.form.load(fresh)
        self._show()

    # What is done.

    def save(self) -> None:
        """Save the form; problems stand at their fields."""
        key = self.course.id if self.course else None
        try:
            saved = save_course(self._desk.store, self.form.values(), key)
        except Refused as refused:
            self.form.show_problems(refused)
            return
        self._desk.notices.tell(_("“{title}”已保存。").format(title=saved.title))
        self.open(saved.id)

    def may_leave(self) -> bool:
        """Ask about entries that are not saved; True when one may go on."""
        if not self.form.dirty:
            return True
        text = _("班次信息有改动还没有保存。")
        if not self._desk.notices.ask(text, _("放弃改动"), _("继续编辑"), danger=True):
            return False
        self.form.load(self.course)
        return True

    def _leave(self) -> None:
        if self.may_leave():
            self.left.emit()

    def _give_up(self) -> None:
        """取消 takes changes back; without any it goes back to the list."""
        if self.course is not None and self.form.dirty:
            self.form.load(self.course)
        else:
            self._leave()

    def _delete(self) -> None:
        course = self.course
        if course is None:
            return
        text = _("删除班次“{title}”？").format(title=course.title)
        if self._desk.notices.ask(text, _("删除"), _("取消"), danger=True):
            attempt(self._desk.notices, lambda: editing.remove(self._desk.store, COURSE, [course.id]))

    def _close(self, course: Course) -> None:
        count = close_course(self._desk.store, course)
        self._desk.notices.tell(_("已结班，{count} 人的学时记入培训档案。").format(count=count))

    def _reopen(self, course: Course) -> None:
        reason = self._reason(_("重新开班"), _("原因（记入操作记录；已记入档案的学时会撤回）"))
        if reason is not None:
            reopen_course(self._desk.store, course, reason)

    def _cancel(self, course: Course) -> None:
        reason = self._reason(_("取消班次"), _("原因（记入操作记录）"))
        if reason is not None:
            cancel_course(self._desk.store, course, reason)

    def _reason(self, title: str, label: str) -> str | None:
        return self._desk.notices.ask_text(title, label)


class _StatusChip(QWidget):
    """The state of the course as a chip beside its name."""

    def __init__(self) -> None:
        super().__init__()
        self._status: CourseStatus | None = None
        self.setFixedHeight(26)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_status(self, status: CourseStatus | None) -> None:
        """Show another state, or none."""
        self._status = status
        self.setVisible(status is not None)
        self.setAccessibleName(_(status.label) if status else "")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        text = _(self._status.label) if self._status else ""
        return QSize(self.fontMetrics().horizontalAdvance(text) + 22, 26)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._status is not None:
            painter: Any = QPainter(self)
            draw_chip(painter, QRectF(self.rect()), _(self._status.label), self._status.tone)
            painter.end()
