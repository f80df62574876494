"""The year's plan with what was reached beside it: by line, and by series, month, form and court."""

from collections.abc import Callable
from itertools import chain
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.courses.planning.assigning import propose_lines
from cadre_desktop.courses.planning.comparing import ComparedLine, YearPlan, compare, own_key
from cadre_desktop.courses.planning.copying import Copied
from cadre_desktop.courses.planning.lateness import LineState
from cadre_desktop.courses.planning.words import breakdowns, reason
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS, plan_of
from cadre_desktop.courses.screens.plan_dialogs import AssignDialog, CopyPlanDialog, planned_years
from cadre_desktop.courses.screens.plan_models import STATE, LinesModel, PartsModel
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.labels import ElidedLabel
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import TONE, GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton, dressed
from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.low_window import LowWindow
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.sections import Sections
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.saving import save_as

_TABLES = ("plan_item", "course", "enrolment", "court")
_LINES = 0
_VIEWS = (N_("项目"), N_("按系列"), N_("按月份"), N_("按形式"), N_("按法院"))
_STATES = (LineState.DONE, LineState.UNDER_WAY, LineState.LATE, LineState.NO_COURSE, LineState.WAITING)


class PlanPage(Workplace):
    """The plan of one year. `line_wanted` asks for the page of a line (its key, None for a new one), `rows_wanted` for
    the rows behind a number."""

    line_wanted = Signal(object)
    rows_wanted = Signal(str, object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._papers = Papers(desk, self)
        self.year: int | None = None
        self.plan: YearPlan | None = None
        self.state: LineState | None = None
        self._keys: frozenset[int] | None = None
        self._build_actions()
        self.lines, self.parts = LinesModel(), PartsModel()
        self.lines_table = GridTable(_("培训计划"))
        self.lines_table.setModel(self.lines)
        self.lines_table.setItemDelegateForColumn(STATE, ChipDelegate(lambda tone: tone, TONE, self.lines_table))
        self.lines_table.set_widths([column.width for column in LinesModel.columns])
        self.parts_table = GridTable(_("计划与执行情况"))
        self.parts_table.setModel(self.parts)
        self.parts_table.set_widths([column.width for column in PartsModel.columns], stretched=0)
        self.told, self.brief = QLabel(), ElidedLabel()
        for label in (self.told, self.brief):
            set_role(label, "muted")
        self.brief.hide()
        self._build()
        self._connect()
        LowWindow(self).changed.connect(self._fold)
        self.work_in(self.lines_table)

    def _build_actions(self) -> None:
        begin = self.line_wanted.emit
        self.new = self._action(N_("新增项目"), "add", lambda: begin(None), _("新增一个计划项目"), "Ctrl+N")
        self.copy = self._action(N_("复制上年计划…"), "paste", self._copy, _("把另一个年度的项目复制到这一年"))
        self.take = self._action(N_("导入…"), "import", self.take_in, _("从工作簿导入这一年的计划"), "Ctrl+I")
        self.assign = self._action(N_("班次对应…"), "course", self._assign, _("把这一年的班次对应到计划项目"))
        self.print = self._action(N_("打印"), "print", self._print, _("按公文格式打印这一年的计划"), "Ctrl+P")
        self.export = self._action(N_("导出…"), "export", self._export, _("把计划和执行情况导出为工作簿"), "Ctrl+E")

    def _action(self, title: str, icon_name: str, work: Callable[[], None], hint: str, keys: str = "") -> QAction:
        action = QAction(icon(icon_name), _(title), self)
        action.setToolTip(hint)
        action.triggered.connect(lambda _on=False: work())
        if keys:
            action.setShortcut(keys)
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self.addAction(action)
        return action

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        head = FoldingRow(spacing=8)
        column.addWidget(head)
        self.sections = Sections(tuple(_(title) for title in _VIEWS))
        head.left.addWidget(self.sections)
        for action in (self.take, self.copy, self.print, self.export):
            head.right.addWidget(ActionButton(action))
        head.right.addWidget(ActionButton(self.new, "primary"))
        head.left.addStretch(1)
        head.give_left_the_rest()
        row = row_in(column)
        row.setSpacing(2)
        states: tuple[LineState | None, ...] = (None, *_STATES)
        self.states = {state: self._state_button(state) for state in states}
        for button in self.states.values():
            row.addWidget(button)
        self.outside = dressed(QPushButton(), "quiet")
        self.outside.setToolTip(_("列出这一年没有对应计划项目的班次"))
        row.addWidget(self.outside)
        row.addSpacing(8)
        row.addWidget(self.brief, 1)
        row.addStretch()
        row.addWidget(ActionButton(self.assign))
        self.stack = Stack()
        self.empty = EmptyState("calendar", _("还没有培训计划"), _("逐项新增，或从工作簿导入。"), self.new, self.take)
        self.no_year = EmptyState("calendar", _("计划按年度看"), _("请在上面选一个年度。"))
        for widget in (self.lines_table, self.parts_table, self.empty, self.no_year):
            self.stack.addWidget(widget)
        set_role(self.empty, "card")
        set_role(self.no_year, "card")
        column.addWidget(self.stack, 1)
        self.told.setWordWrap(True)
        column.addWidget(self.told)

    def _state_button(self, state: LineState | None) -> QPushButton:
        button = dressed(QPushButton(), "quiet")
        button.setCheckable(True)
        button.setChecked(state is None)
        button.clicked.connect(lambda: self.show_state(state))
        return button

    def _connect(self) -> None:
        self.sections.chosen.connect(lambda _index: self._show())
        self.lines_table.opened.connect(self._open)
        self.parts_table.opened.connect(self._open_part)
        self.outside.clicked.connect(self._open_outside)
        self.lines_table.selectionModel().currentChanged.connect(lambda now, _before: self._tell(now))
        self._desk.changes.happened.connect(self._changed)

    def show_year(self, year: int | None) -> None:
        """Show the plan of another year; None asks for one."""
        self.year, self._keys, self.state = year, None, None
        self.refresh()

    def show_listing(self, listing: Listing) -> None:
        """Show only these lines of the year in front, until another state or year is chosen."""
        self.sections.show_section(_LINES)
        self._keys, self.state = frozenset(chain.from_iterable(listing.keys())), None
        self._show()

    def show_state(self, state: LineState | None) -> None:
        """Show only the lines that have come so far, or all."""
        self.state, self._keys = state, None
        self._show()

    def refresh(self) -> None:
        """Count again."""
        year = self.year
        if year is None:
            self.plan = None
            self._show()
            return
        store, today = self._desk.store, self._desk.clock.today()
        self._desk.jobs.run(
            _("正在统计"),
            lambda _progress: compare(year, own_key(store), today),
            self._show_plan,
            keep_latest=f"year plan {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *_TABLES):
            self.refresh()

    def _show_plan(self, plan: YearPlan) -> None:
        self.plan = plan
        self._show()

    def _show(self) -> None:
        plan = self.plan
        there = plan is not None and bool(plan.lines)
        for action in (self.print, self.export):
            action.setEnabled(there)
        for action in (self.new, self.copy, self.take, self.assign):
            action.setEnabled(plan is not None)
        self._show_states()
        if plan is None:
            self.stack.setCurrentWidget(self.no_year)
            self._say("")
            return
        position = self.sections.currentIndex()
        if not there and position == _LINES:
            title = _("{year} 年还没有培训计划").format(year=plan.year)
            self.empty.set_words(title, _("逐项新增，从工作簿导入，或复制上年的计划再改。"))
            self.stack.setCurrentWidget(self.empty)
            self._say("")
        elif position == _LINES:
            self._show_lines(plan)
        else:
            _key, title, parts = breakdowns(plan)[position - 1]
            self.parts.show_parts(title, parts, plan.total)
            self.stack.setCurrentWidget(self.parts_table)
            self._say(_("期数、学时、经费按班次算，人次、人数按结业算。在数上按回车或双击，列出它数的那些。"))

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.brief.set_text(sentence)

    def _fold(self, low: bool) -> None:
        """On a low window what is said of the line goes beside the states, and the table has its room."""
        self.brief.setVisible(low)
        self.told.setVisible(not low)

    def _show_lines(self, plan: YearPlan) -> None:
        current = self.current_line
        lines = [line for line in plan.lines if self._is_shown(line)]
        self.lines.show(lines)
        self.stack.setCurrentWidget(self.lines_table)
        row = next((row for row, line in enumerate(lines) if current and line.item.id == current.item.id), 0)
        self.lines_table.setCurrentIndex(self.lines.index(row, 1))
        self._tell(self.lines_table.currentIndex())

    def _is_shown(self, line: ComparedLine) -> bool:
        if self._keys is not None:
            return line.item.id in self._keys
        return self.state is None or line.verdict.state is self.state

    def _show_states(self) -> None:
        plan = self.plan
        for state, button in self.states.items():
            count = 0 if plan is None else len(plan.lines) if state is None else len(plan.in_state(state))
            label = _("全部") if state is None else _(state.label)
            button.setText(f"{label} {count}")
            button.setChecked(state is self.state and self._keys is None)
            button.setVisible(self.sections.currentIndex() == _LINES and bool(count))
        count = 0
        if plan is not None:
            count = plan.outside.reached.courses + plan.outside.reached.under_way
        self.outside.setText(_("没有对应计划的班次 {count}").format(count=count))
        self.outside.setVisible(bool(count))

    @property
    def current_line(self) -> ComparedLine | None:
        """The line that the cursor is in."""
        row = self.lines_table.currentIndex().row()
        return self.lines.lines[row] if 0 <= row < len(self.lines.lines) else None

    def _tell(self, index: QModelIndex) -> None:
        line = self.lines.lines[index.row()] if 0 <= index.row() < len(self.lines.lines) else None
        self._say(f"{line.item.title}：{reason(line)}。" if line is not None else "")

    def _open(self, index: QModelIndex) -> None:
        """A number opens what it counts, everything else the line."""
        listing = self.lines.rows_behind(index)
        if listing is not None:
            self.rows_wanted.emit(listing.kind.key, listing)
        else:
            self.line_wanted.emit(self.lines.lines[index.row()].item.id)

    def _open_part(self, index: QModelIndex) -> None:
        listing = self.parts.rows_behind(index)
        if listing is not None:
            self.rows_wanted.emit(listing.kind.key, listing)

    def _open_outside(self) -> None:
        if self.plan is not None:
            part = self.plan.outside.part
            held, open_ = part.courses(), part.under_way()
            listing = held if held.count() else open_
            self.rows_wanted.emit(listing.kind.key, listing)

    def take_in(self, path: Path | None = None) -> None:
        """Import a workbook as the plan of this year, or where no year is in front of the years it says."""
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        kind = PLAN_ITEMS.kind if self.year is None else plan_of(self.year)
        ImportDialog(self._desk, kind, path, self).exec()

    def _copy(self) -> None:
        year = self.year
        years = [each for each in planned_years() if each != year]
        if year is None or not years:
            self._desk.notices.tell(_("没有其他年度的计划可以复制。"))
            return
        CopyPlanDialog(self._desk, year, years, self._copied, self).exec()

    def _copied(self, copied: Copied) -> None:
        text = _("复制了 {count} 个计划项目。").format(count=copied.made)
        if copied.there:
            text += _("{count} 个已经有了，没有动。").format(count=len(copied.there))
        self._desk.notices.tell(text)

    def _assign(self) -> None:
        year = self.year
        if year is None:
            return
        proposals = propose_lines(year)
        if not proposals:
            self._desk.notices.tell(_("这一年的班次都已对应到计划项目。"))
            return
        told = _("{count} 个班次已对应到计划项目。")
        AssignDialog(
            self._desk, proposals, lambda count: self._desk.notices.tell(told.format(count=count)), self
        ).exec()

    def _print(self) -> None:
        from cadre_desktop.courses.planning.paper import print_plan

        plan, issuer = self.plan, self._desk.organisation()
        if plan is not None:
            title = _("{year}年度教育培训计划").format(year=plan.year)
            self._papers.lay_out(title, "year plan", lambda path, setup, _p: print_plan(path, plan, issuer, setup))

    def _export(self) -> None:
        from cadre_desktop.courses.planning.workbook import write_plan

        plan = self.plan
        if plan is not None:
            name = _("{year}年度培训计划和执行情况").format(year=plan.year)
            told = _("已把 {count} 个计划项目导出到“{path}”。")
            save_as(self._desk, self, _("导出培训计划"), name, lambda path, _p: write_plan(path, plan), told)
