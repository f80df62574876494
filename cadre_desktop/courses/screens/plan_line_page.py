"""One line of the plan: its form at the left, what was reached and its courses at the right."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.courses.planning.assigning import assign_lines
from cadre_desktop.courses.planning.comparing import ComparedLine, PlanPart, compare, own_key
from cadre_desktop.courses.planning.words import count_text, hours_text, money_text, reason
from cadre_desktop.courses.records import Course, PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.forms.record_page import PageWords, RecordPage
from cadre_desktop.kit.qt.lists.table import TableView
from cadre_desktop.kit.qt.look.action_button import ActionButton, dressed
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.store import Store

_Rows = Callable[[PlanPart], tuple[str, Listing]]
"""The kind and the list behind a number."""

_WORDS = PageWords(
    heading=N_("计划项目"),
    new=N_("新增计划项目"),
    back=N_("返回培训计划"),
    unsaved=N_("计划项目有改动还没有保存。"),
    delete=N_("删除计划项目“{title}”？"),
)


def save_line(store: Store, values: Values, key: int | None = None) -> PlanItem:
    """Add a line or change one. Raises Refused with a problem for each field."""
    kind = PLAN_ITEMS.kind
    saved = editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)
    assert isinstance(saved, PlanItem)
    return saved


def course_presets(item: PlanItem) -> Values:
    """What a course that carries out a line begins with."""
    of_each = item.persons // item.courses if item.persons and item.courses else None
    return {
        "title": item.title,
        "series": item.series,
        "form": item.form,
        "training_class": item.training_class,
        "court": item.__data__["court"],
        "organiser": item.organiser,
        "hours": item.hours or 0,
        "places": of_each,
        "plan_item": item.id,
    }


class PlanLinePage(RecordPage):
    """Edits one line. `course_wanted` asks for the page of a course (its key), `begin_wanted` for that of a new one
    with the values it begins with, `rows_wanted` for the rows behind a number."""

    course_wanted = Signal(object)
    begin_wanted = Signal(object)
    rows_wanted = Signal(str, object)
    _desk: Desk

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        tables = ("plan_item", "course", "enrolment", "court")
        super().__init__(desk, PLAN_ITEMS.kind, _WORDS, partial(save_line, desk.store), tables, parent)
        self._line: ComparedLine | None = None
        self.begin_course = self._action(_("由此开班"), "course", self._begin, "Ctrl+Shift+Y")
        self.begin_course.setToolTip(_("新增一个班次，名称、系列、形式、学时等照这个项目填好"))
        self.leave_line = self._action(_("移出此项目"), "stop", self._take_out)
        self.leave_line.setToolTip(_("选中的班次不再对应这个计划项目，班次本身不动"))
        self._build()

    def _action(self, text: str, icon_name: str, work: Callable[[], None], keys: str = "") -> QAction:
        action = QAction(icon(icon_name), text, self)
        action.triggered.connect(lambda _on=False: work())
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        return action

    def _build(self) -> None:
        self.reason = QLabel()
        self.reason.setWordWrap(True)
        self.numbers = [
            self._number(lambda part: ("courses", part.courses()), _("列出已结班的班次")),
            self._number(lambda part: ("courses", part.under_way()), _("列出没有结班的班次")),
            self._number(lambda part: ("enrolments", part.enrolments()), _("列出每一次结业")),
            self._number(lambda part: ("people", part.people()), _("列出参训结业的人")),
        ]
        self.rest = QLabel()
        self.rest.setWordWrap(True)
        set_role(self.rest, "muted")
        self.courses = TableView(_courses_of(0), self._desk.jobs, self._desk.settings, "plan courses")
        self.courses.opened.connect(self.course_wanted)
        self.courses.picked.connect(self._follow_pick)
        self._nothing = EmptyState("course", _("还没有班次"), _("用“由此开班”新增，或把已有的班次对应过来。"))
        self._unsaved = EmptyState("calendar", _("先保存计划项目"), _("保存以后可以由此开班。"))
        self._side = QWidget()
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.reason)
        row = row_in(column)
        row.setSpacing(2)
        for button in self.numbers:
            row.addWidget(button)
        row.addStretch(1)
        column.addWidget(self.rest)
        column.addWidget(self.courses, 1)
        column.addWidget(self._nothing, 1)
        both = QWidget()
        whole = QVBoxLayout(both)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._side, 1)
        whole.addWidget(self._unsaved, 1)
        self.lay_out(self.form, both)

    def _number(self, rows: _Rows, hint: str) -> QPushButton:
        button = dressed(QPushButton(), "quiet")
        button.setToolTip(hint)
        button.clicked.connect(lambda: self._open_number(rows))
        return button

    def fill_head(self, row: QHBoxLayout) -> None:
        self.chip = StateChip()
        super().fill_head(row)
        row.addWidget(self.chip)
        row.addStretch(1)
        row.addWidget(ActionButton(self.leave_line))
        row.addWidget(ActionButton(self.begin_course, "primary"))

    def show_record(self) -> None:
        item: PlanItem | None = self.record
        self.begin_course.setVisible(item is not None)
        self.leave_line.setVisible(False)
        self._side.setVisible(item is not None)
        self._unsaved.setVisible(item is None)
        self.chip.show_state("", "")
        if item is None:
            return
        self.courses.show_listing(_courses_of(item.id))
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: _compared(self._desk, item),
            self._show_line,
            keep_latest=f"plan line {id(self)}",
            owner=self,
        )

    def _show_line(self, line: ComparedLine | None) -> None:
        self._line = line
        if line is None:
            return
        reached, item = line.compared.reached, line.item
        self.chip.show_state(_(line.verdict.state.label), line.verdict.state.tone)
        self.reason.setText(reason(line) + _("。"))
        texts = (
            _("{count} 期已办").format(count=reached.courses),
            _("{count} 期未结班").format(count=reached.under_way),
            _("{count} 结业人次").format(count=count_text(reached.person_times)),
            _("{count} 人").format(count=count_text(reached.persons)),
        )
        for button, text in zip(self.numbers, texts, strict=True):
            button.setText(text)
        self.numbers[1].setVisible(bool(reached.under_way))
        self.rest.setText(_("；").join(_sums(line)))
        there = bool(_courses_of(item.id).count())
        self.courses.setVisible(there)
        self._nothing.setVisible(not there)

    def _open_number(self, rows: _Rows) -> None:
        if self._line is not None and self.may_leave():
            key, listing = rows(self._line.compared.part)
            self.rows_wanted.emit(key, listing)

    def _follow_pick(self) -> None:
        self.leave_line.setVisible(self.record is not None and self.courses.selected_count > 0)

    def _begin(self) -> None:
        if self.record is not None and self.may_leave():
            self.begin_wanted.emit(course_presets(self.record))

    def _take_out(self) -> None:
        keys, store = self.courses.selected_keys(), self._desk.store
        told = _("{count} 个班次不再对应这个计划项目。")
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: assign_lines(store, dict.fromkeys(keys)),
            lambda count: self._desk.notices.tell(told.format(count=count)),
            self,
        )


def _sums(line: ComparedLine) -> Iterator[str]:
    """Hours, money and persons as far as they are known."""
    item, reached, planned = line.item, line.compared.reached, line.compared.planned
    if planned.hours is not None:
        text = _("已办 {hours} 学时，计划 {planned} 学时")
        yield text.format(hours=hours_text(reached.hours), planned=hours_text(planned.hours))
    if reached.cost is not None:
        yield _("支出 {money} 元").format(money=money_text(reached.cost))
    if item.budget is not None:
        yield _("预算 {money} 元").format(money=money_text(item.budget))
    if item.persons is not None:
        yield _("计划培训 {count} 人次").format(count=count_text(item.persons))


_IN_LINE = replace(
    COURSE,
    columns=tuple(
        replace(column, in_table=False) if column.field is Course.series else column for column in COURSE.columns
    ),
)
"""A course as it is listed within its line, whose series it has."""


def _courses_of(key: int) -> Listing:
    return Listing(_IN_LINE, (Condition("t.plan_item_id = ?", (key,), _("对应这个计划项目")),))


def _compared(desk: Desk, item: PlanItem) -> ComparedLine | None:
    plan = compare(item.year or 0, own_key(desk.store), desk.clock.today())
    return next((line for line in plan.lines if line.item.id == item.id), None)
