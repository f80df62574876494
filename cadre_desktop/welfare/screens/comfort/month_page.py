"""本月慰问: who is to be remembered in a month, who already was, and paying those chosen."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import MonthInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.comfort.due_list import ComfortDue, MonthList, due_in
from cadre_desktop.welfare.comfort.papers import print_receipts, receipt_title
from cadre_desktop.welfare.screens.common.keyed import keyed

TABLES = ("person", "comfort_payment", "court", "department")
_ALL = "all"
_OPEN, _DONE = "open", "done"


def _columns() -> tuple[LineColumn[ComfortDue], ...]:
    return (
        LineColumn(N_("已发"), 50, lambda line: "✓" if line.paid else "", lambda _line: "good", _state),
        LineColumn(N_("姓名"), 130, lambda line: line.name, bold=True),
        LineColumn(N_("单位"), 96, lambda line: line.court_short),
        LineColumn(N_("部门"), 190, lambda line: line.department),
        LineColumn(N_("事由"), 120, lambda line: line.why),
        LineColumn(N_("日期"), 96, lambda line: line.day_text, order=lambda line: line.day),
        LineColumn(N_("情况"), 140, _state, lambda line: "good" if line.paid else "muted"),
    )


def _state(line: ComfortDue) -> str:
    return line.state


class MonthPage(Workplace):
    """A line for each person and occasion of a month; those selected are paid at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._read: MonthList | None = None
        self._stale = True
        self.month = MonthInput()
        self.occasion, self.court, self.department, self.state = (
            ChoiceInput(((_ALL, words),), empty=False, nothing=None)
            for words in (_("全部事由"), _("全部法院"), _("全部部门"), _("全部"))
        )
        self.model: LineModel[ComfortDue] = LineModel(_columns(), self)
        self.table = GridTable(_("本月慰问"))
        self.words = QLabel()
        self.empty = EmptyState("calendar", _("没有要慰问的人"), _("这个月没有人过生日、满周年，也没有节日。"))
        self.pay_button = dressed(QPushButton(_("发放…")), "primary")
        self.print_button = QPushButton(icon("print"), _("签领表"))
        self._papers = Papers(desk, self)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.month.set_value(self._desk.clock.today().replace(day=1))
        self.state.offer([(_ALL, _("全部")), (_OPEN, _("还没有发的")), (_DONE, _("已发放的"))], _ALL)
        head = FoldingRow(spacing=8)
        named = (
            (self.month, _("月份"), 110),
            (self.occasion, _("事由"), 130),
            (self.court, _("法院"), 120),
            (self.department, _("部门"), 140),
            (self.state, _("只看"), 120),
        )
        for field, name, width in named:
            field.setFixedWidth(width)
            field.setAccessibleName(name)
            head.left.addWidget(field)
        head.left.addStretch(1)
        head.right.addStretch(1)
        self.pay_button.setToolTip(_("给选中的人发放同一种慰问；全选按 Ctrl+A"))
        self.print_button.setToolTip(_("打印选中的、已登记的人的签领表；没有选中的打印全部"))
        keyed(self, self.print_button, "Ctrl+P")
        head.right.addWidget(self.print_button)
        head.right.addWidget(self.pay_button)
        set_role(self.words, "muted")
        self.words.setWordWrap(True)
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in self.model.columns])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setSortingEnabled(True)
        self.table.horizontalHeader().setSortIndicatorClearable(True)
        self.table.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        set_role(self.empty, "card")
        self.stack = Stack()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.words)
        column.addWidget(self.stack, 1)
        self.work_in(self.table)

    def _connect(self) -> None:
        self.month.changed.connect(self._month_changed)
        self.court.changed.connect(self._offer_departments)
        for box in (self.occasion, self.court, self.department, self.state):
            box.changed.connect(self.show_lines)
        self.pay_button.clicked.connect(self.ask_payment)
        self.print_button.clicked.connect(self.print_sheet)
        self.table.opened.connect(self._open_person)
        self._desk.changes.happened.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def show_year(self, year: int | None) -> None:
        """Look at the same month of another year; None leaves the month as it is."""
        try:
            month = self.month.value()
        except Unclear:
            month = None
        month = month or self._desk.clock.today()
        if year is not None and month.year != year:
            self.month.set_value(date(year, month.month, 1))
            self._month_changed()

    def _month_changed(self) -> None:
        try:
            month = self.month.value()
        except Unclear:
            month = None
        mark_wrong(self.month, month is None)
        if month is not None:
            self._stale = True
            self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self._stale = True
            self.refresh()

    def refresh(self) -> None:
        """Read the list where it is not known yet, or has changed; only while somebody looks."""
        month = self.month.value() if self.isVisible() and self._stale else None
        if month is None:
            return
        self._stale = False
        self._desk.jobs.run(
            _("正在列出本月慰问"),
            lambda _progress: due_in(month.year, month.month),
            self._show,
            keep_latest=f"comfort month {id(self)}",
            owner=self,
        )

    def _show(self, read: MonthList) -> None:
        self._read = read
        occasions = [(occasion, occasion.label) for occasion in read.occasions]
        self.occasion.offer([(_ALL, _("全部事由")), *occasions], _ALL)
        courts = dict.fromkeys(line.court_short for line in read.lines)
        self.court.offer([(_ALL, _("全部法院")), *((name, name) for name in courts)], _ALL)
        self._offer_departments()
        self.show_lines()

    def _offer_departments(self) -> None:
        lines = self._read.lines if self._read else ()
        court = self.court.value()
        names = dict.fromkeys(line.department for line in lines if line.court_short == court and line.department)
        self.department.offer([(_ALL, _("全部部门")), *((name, name) for name in names)], _ALL)
        self.department.setEnabled(court != _ALL)

    def show_lines(self) -> None:
        """Show the lines that meet the choices."""
        if self._read is None:
            return
        occasion, court, department = self.occasion.value(), self.court.value(), self.department.value()
        paid = {_OPEN: False, _DONE: True}.get(self.state.value())
        lines = [
            line
            for line in self._read.lines
            if occasion in (_ALL, line.occasion)
            and court in (_ALL, line.court_short)
            and department in (_ALL, line.department)
            and paid in (None, line.paid)
        ]
        self.model.put(lines)
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        done = sum(line.paid for line in lines)
        words = _("{year} 年 {month} 月：{count} 人次，已发放 {done}，未发放 {open}。{remark}")
        self.words.setText(
            words.format(
                year=self._read.year,
                month=self._read.month,
                count=len(lines),
                done=done,
                open=len(lines) - done,
                remark=self._read.remark,
            )
        )

    def selected(self) -> list[ComfortDue]:
        """Those whose lines are selected."""
        return [self.model.lines[index.row()] for index in self.table.selectionModel().selectedRows()]

    def ask_payment(self) -> None:
        """Ask what those selected who have not got it yet are given."""
        from cadre_desktop.welfare.screens.comfort.pay_dialog import PayDialog

        lines = [line for line in self.selected() if line.payment is None]
        if not lines:
            self._desk.notices.tell(_("请先选中还没有登记的人，再发放。"))
        elif len({line.occasion for line in lines}) > 1:
            self._desk.notices.tell(_("选中的人事由不同，请先在上面选一种事由，再发放。"))
        else:
            PayDialog(self._desk, lines, self).open()

    def print_sheet(self) -> None:
        """The sheet that those selected sign, of all that are shown where none is selected."""
        keys = _payments(self.selected()) or _payments(self.model.lines)
        if not keys:
            self._desk.notices.tell(_("列出的人还没有登记发放，先发放再打印签领表。"))
            return
        organisation = self._desk.organisation()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return print_receipts(path, keys, organisation, setup)

        try:
            self._papers.lay_out(receipt_title(keys), "comfort receipts", write)
        except Refused as refused:
            self._desk.notices.tell(str(refused))

    def _open_person(self, index: QModelIndex) -> None:
        line = self.model.lines[index.row()]
        self._desk.open_rows(PERSON.key, Listing(PERSON, (Condition("t.id = ?", (line.person,), line.name),)))


def _payments(lines: Sequence[ComfortDue]) -> list[int]:
    return [line.payment for line in lines if line.payment is not None]
