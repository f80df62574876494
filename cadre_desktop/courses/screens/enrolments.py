"""Who takes part in a course: the list, and what can be done with those selected in it."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.actions import Recorded, record_results
from cadre_desktop.courses.kinds import ENROLMENT
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus
from cadre_desktop.courses.satisfaction import overall, percent, satisfaction_of
from cadre_desktop.courses.screens.list_words import ENROLLING
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.fields.number_fields import HoursInput
from cadre_desktop.kit.qt.lists.attached_marks import AttachedMarks
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.look.action_button import ActionButton, MenuButton
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.choosing import on_staff
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.namesakes import namesakes
from cadre_desktop.people.name_list.quota_rules import quota_words
from cadre_desktop.people.name_list.quotas import quota_lines
from cadre_desktop.people.screens.name_list.enlisting import offer_seats_left, record_asked, strike_from
from cadre_desktop.people.screens.name_list.list_bar import ListBar

T = TypeVar("T")
_PICKER = 100
"""Px that a name being typed has on a small screen."""
_STATUS = ENROLMENT.column(Enrolment.status)
_MARKED = (
    EnrolmentStatus.COMPLETED,
    EnrolmentStatus.FAILED,
    EnrolmentStatus.ABSENT,
    EnrolmentStatus.WITHDRAWN,
)
IN_COURSE = replace(
    ENROLMENT,
    columns=tuple(
        replace(column, in_table=True) if column.field is Enrolment.retake else column
        for column in ENROLMENT.columns
        if column.field is not Enrolment.course
    ),
    order=(Enrolment.court, Enrolment.person),
)
"""An enrolment as it is listed within its course; without the retake 结业 would stand beside a mark that is too low."""


def of_course(course: Course | None) -> Listing:
    """The enrolments of a course; of none, nobody."""
    return Listing(IN_COURSE, (Condition("t.course_id = ?", (course.id if course else 0,)),))


class EnrolmentsPanel(QWidget):
    """The list of a course's people with enrolling above it and results below; read only when the course is closed.

    `many_wanted` asks for the page where many are chosen, with a text of names to be pasted, or None; `proposal_wanted`
    for who should go.
    """

    counted = Signal()
    many_wanted = Signal(object)
    proposal_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._course: Course | None = None
        self._undecided = 0
        self.propose = QAction(_("推荐人选…"), self)
        self.propose.setToolTip(_("按还缺学时、多久没参训等排出人选，带理由"))
        self.propose.setShortcut("Ctrl+J")
        self.propose.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.propose.triggered.connect(lambda _on=False: self.proposal_wanted.emit())
        short = ActionButton(self.propose, words=_("推荐…"))  # the line beside it needs the room
        self.enrol_bar = ListBar(desk, ENROLMENTS, ENROLLING, on_staff(), beside=short)
        self.enrol_bar.picker.setMinimumWidth(_PICKER)
        self.enrol_bar.many_wanted.connect(self.many_wanted)
        self.table = TableView(of_course(None), desk.jobs, desk.settings, "course enrolments")
        AttachedMarks(desk, self.table)
        self.empty = EmptyState(
            "people",
            _("还没有参训人员"),
            _("在上面输入姓名报名，粘贴一份名单，或用“按条件报名”一次加入一个法院、部门或一类人员。"),
        )
        self.summary = TitleLabel(role="muted")
        self._build_actions()
        self._build()
        self._enrolling = (self.propose, self.enrol_bar.by_names, self.enrol_bar.by_filter, self.enrol_bar.quotas)
        self.addActions(self._enrolling)
        self.table.picked.connect(self._selection_changed)
        self.table.delete_wanted.connect(self._drop)
        self.table.typed.connect(self.enrol_bar.type_on)
        self.table.customContextMenuRequested.connect(self._open_menu)

    def _build_actions(self) -> None:
        self.mark_menu = QMenu(self)
        self.marks: dict[EnrolmentStatus, QAction] = {}
        for status in _MARKED:
            self.marks[status] = self.mark_menu.addAction(_("标记为{status}").format(status=_(status.label)))
            self.marks[status].triggered.connect(lambda _on=False, status=status: self._mark(status))
        self.marks[EnrolmentStatus.ENROLLED] = self.mark_menu.addAction(_("恢复为未定"))
        self.marks[EnrolmentStatus.ENROLLED].triggered.connect(lambda: self._mark(EnrolmentStatus.ENROLLED))
        self.mark_menu.addSeparator()
        self.overrule = self.mark_menu.addAction(_("请假超限仍算结业"))
        self.overrule.triggered.connect(lambda: self._mark(EnrolmentStatus.COMPLETED, overrule=True))
        self.mark_menu.addSeparator()
        self.score = self.mark_menu.addAction(icon("edit"), _("填写成绩…"))
        self.score.triggered.connect(self._set_result)
        self.drop = self.mark_menu.addAction(icon("delete"), _("移出名单"))
        self.drop.setShortcut(Qt.Key.Key_Delete)
        self.drop.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        self.drop.triggered.connect(self._drop)

    def _build(self) -> None:
        self.complete = QPushButton(icon("check"), "")
        self.complete.clicked.connect(lambda: self._mark(EnrolmentStatus.COMPLETED))
        self.mark = MenuButton("", _("标记"), self.mark_menu)
        self.leave = HoursInput()
        self.leave.setFixedWidth(110)
        self.leave.setAccessibleName(_("请假学时"))
        self.set_leave = QPushButton(_("记请假"))
        self.set_leave.clicked.connect(self._set_leave)
        self.results = QWidget()
        row = QHBoxLayout(self.results)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for widget in (self.complete, self.mark, self.leave, self.set_leave):
            row.addWidget(widget)
        foot = QHBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.enrol_bar)
        column.addWidget(self.table, 1)
        column.addWidget(self.empty, 1)
        column.addLayout(foot)
        foot.addWidget(self.summary)
        foot.addStretch(1)
        foot.addWidget(self.results)

    def show_course(self, course: Course) -> None:
        """Show another course, or the same after a change."""
        self.enrol_bar.show_event(course)
        other = self._course is None or self._course.id != course.id
        self._course = course
        if other:
            self.leave.set_value(None)
            self.table.show_listing(of_course(course))
        else:
            self.table.listing_model.refresh()
        editable = course.status not in (CourseStatus.CLOSED, CourseStatus.CANCELLED)
        self.enrol_bar.setVisible(editable)
        for action in self._enrolling:
            action.setEnabled(editable)
        self.results.setVisible(editable)
        self.drop.setEnabled(editable)
        self._count()

    def take_focus(self) -> None:
        """The cursor goes to the list, or where one enrols if nobody is on it yet."""
        target = self.table if not self.table.isHidden() else self.enrol_bar.picker
        target.setFocus()

    def _count(self) -> None:
        counts = dict(of_course(self._course).counts(_STATUS))
        total = sum(counts.values())
        names = {EnrolmentStatus.ENROLLED: _("未定")}
        parts = [
            f"{names.get(status, _(status.label))} {counts[status.value]}"
            for status in EnrolmentStatus
            if status.value in counts
        ]
        if self._course is not None and self._course.places is not None:
            over = room_of(ENROLMENTS, self._course).over
            text = _("名额 {places}，超出 {over} 人") if over else _("名额 {places}")
            parts.insert(0, text.format(places=self._course.places, over=over))
        if self._course is not None and self._course.status == CourseStatus.CLOSED:
            parts.append(_("学时已记入培训档案"))
        elif self._course is not None and (words := quota_words(quota_lines(ENROLMENTS, self._course))):
            parts.append(words)
        together = overall(satisfaction_of(self._course)) if self._course is not None else None
        if together is not None:
            parts.append(_("满意率 {share}").format(share=percent(together.satisfied)))
        self.summary.setText(" · ".join([_("共 {count} 人").format(count=f"{total:,}"), *parts]))
        if self._course is not None:
            marks = namesakes(ENROLMENTS, self._course, shown=True)
            self.table.listing_model.tell_apart(IN_COURSE.column(Enrolment.person), marks)
        self.table.setVisible(total > 0)
        self.empty.setVisible(total == 0)
        self._undecided = counts.get(EnrolmentStatus.ENROLLED.value, 0)
        self._selection_changed()
        self.counted.emit()

    def _selection_changed(self) -> None:
        """Without a selection the main button means everybody who is undecided."""
        count = self.table.selected_count
        text = _("{count} 人结业") if count else _("未定的 {count} 人都结业")
        self.complete.setText(text.format(count=count or self._undecided))
        self.complete.setVisible(bool(count or self._undecided))
        for widget in (self.mark, self.set_leave, self.leave):
            widget.setEnabled(count > 0)

    def _mark(self, status: EnrolmentStatus, overrule: bool = False) -> None:
        keys, store = self.table.selected_keys() or self._undecided_keys(), self._desk.store
        record_asked(
            self._desk,
            lambda meant: record_results(store, keys, status=status, overrule=overrule, takes_places=meant),
            _("未定") if status is EnrolmentStatus.ENROLLED else _(status.label),
            self._recorded,
            self,
            busy=self._set_busy,
        )
        self.take_focus()  # the button may be gone

    def _undecided_keys(self) -> list[int]:
        undecided = of_course(self._course).where(Condition("t.status = ?", (EnrolmentStatus.ENROLLED.value,)))
        return list(chain.from_iterable(undecided.keys()))

    def _set_leave(self) -> None:
        keys, store = self.table.selected_keys(), self._desk.store
        try:
            hours = self.leave.value() or 0
        except Unclear as unclear:
            self._desk.notices.refused(Refused(str(unclear)))
            return
        self._record(lambda: record_results(store, keys, leave=hours))

    def _set_result(self) -> None:
        keys, store = self.table.selected_keys(), self._desk.store
        text = self._desk.notices.ask_text(_("填写成绩"), _("成绩（如 优秀、92 分），填给选中的人"), blank=True)
        if text is not None:
            self._record(lambda: record_results(store, keys, result=text.strip()))

    def _record(self, action: Callable[[], Recorded]) -> None:
        self._carry_out(action, self._recorded)

    def _carry_out(self, action: Callable[[], T], done: Callable[[T], None]) -> None:
        carry_out(self._desk, _("正在保存"), action, done, self, busy=self._set_busy)

    def _set_busy(self, busy: bool) -> None:
        self.results.setEnabled(not busy)
        self.mark_menu.setEnabled(not busy)

    def _recorded(self, recorded: Recorded) -> None:
        """Who was absent or withdrew leaves his seat to those who wait."""
        tell_over_limit(self._desk, recorded)
        if self._course is not None:
            offer_seats_left(self._desk, ENROLMENTS, self._course, self)

    def _open_menu(self, point: QPoint) -> None:
        if not self.results.isHidden() and self.table.selected_count:
            self.mark_menu.popup(self.table.viewport().mapToGlobal(point))

    def _drop(self) -> None:
        keys = self.table.selected_keys()
        if keys and self.drop.isEnabled():
            strike_from(self._desk, ENROLMENTS, self._course, keys, lambda _count: None, self, busy=self._set_busy)


def tell_over_limit(desk: Desk, recorded: Recorded) -> None:
    """Say of how many people too much leave has decided the outcome."""
    if recorded.over_limit:
        text = _("{count} 人请假超过规定比例，已按退学或缺席处理。")
        more = _("确需算结业的，选中后用“标记”里的“请假超限仍算结业”。")
        desk.notices.warn(text.format(count=len(recorded.over_limit)), more)
