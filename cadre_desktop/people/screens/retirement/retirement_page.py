"""Who retires in the months to come: the list, decisions entered from it, letters and the approval list."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.reading_order import follow_layout
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import ActionButton, dressed
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.retirement.due_list import (
    DueList,
    Retiree,
    base_words,
    condition_words,
    due_list,
    end_of_list,
    remark_words,
)
from cadre_desktop.people.retirement.letter_settings import letter_months
from cadre_desktop.people.retirement.papers import due_letters
from cadre_desktop.people.rules import Sex
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.people.screens.retirement.retirement_output import RetirementOutput

TABLES = ("person", "retirement_decision", "post_held", "court", "department", "setting")
"""What the list depends on."""
_ALL, _OPEN, _OVER, _WRONG = "all", "open", "over", "wrong"
_LETTER = "letter "
_NAME_WIDTHS = (84, 150)
_COURT_WIDTH, _STATE_WIDTH, _DATE_WIDTH = 132, 168, 132


def _base(one: Retiree) -> str:
    return base_words(one, dated=False)


def _open_tone(one: Retiree) -> str:
    return "warning" if one.open else ""


def _columns(today: date) -> tuple[LineColumn[Retiree], ...]:
    def tone(one: Retiree) -> str:
        if one.trouble or one.overdue_on(today):
            return "bad"
        return "warning" if one.open else "muted"

    def told(one: Retiree) -> str:
        words = remark_words(one, today)
        return _("{name}：{words}").format(name=one.name, words=words) if words else ""

    return (
        LineColumn(N_("姓名"), 84, lambda one: one.name, bold=True),
        LineColumn(N_("单位"), 96, lambda one: one.court_short),
        LineColumn(N_("部门"), 112, lambda one: one.department),
        LineColumn(N_("性别"), 50, lambda one: _(Sex(one.sex).label) if one.sex else ""),
        LineColumn(N_("出生年月"), 78, lambda one: f"{one.born:%Y.%m}"),
        LineColumn(N_("类别"), 132, _base, _open_tone, lambda one: one.proposal.why if one.open else ""),
        LineColumn(N_("到龄年月"), 78, lambda one: f"{one.months.statutory:%Y.%m}"),
        LineColumn(N_("法定年龄"), 92, lambda one: one.months.age, order=lambda one: one.months.age_months),
        LineColumn(N_("最早年月"), 78, lambda one: f"{one.months.earliest:%Y.%m}"),
        LineColumn(N_("退休年月"), 78, lambda one: f"{one.expected:%Y.%m}", bold=True),
        LineColumn(N_("说明"), 230, lambda one: remark_words(one, today), tone, told),
    )


class RetirementPage(Workplace):
    """A line for each who retires until a day; what is decided about those selected is entered from it.

    Read when it is first looked at, and anew when something that it depends on has changed.
    """

    read = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._read: DueList | None = None
        self._stale = True
        self.until = DateInput()
        self.court = ChoiceInput(((_ALL, _("全部法院")),), empty=False, nothing=None)
        self.state = ChoiceInput((), empty=False, nothing=None)
        self.model: LineModel[Retiree] = LineModel(_columns(desk.clock.today()), self)
        self.table = GridTable(_("退休"))
        self.words, self.detail = QLabel(), QLabel()
        self.empty = EmptyState("calendar", _("没有要列出的人"), _("这段时间没有人到龄，或者没有人符合所选的条件。"))
        self.output = RetirementOutput(desk, self)
        self.decide = dressed(QPushButton(_("认定…")), "primary")
        self.settings_action = QAction(icon("settings"), _("设置…"), self)
        self._build()
        self._connect()

    def _build(self) -> None:
        today = self._desk.clock.today()
        self.until.set_value(end_of_list(today))
        self.until.setFixedWidth(_DATE_WIDTH)
        self.until.setAccessibleName(_("列到哪一天"))
        self.court.setFixedWidth(_COURT_WIDTH)
        self.court.setAccessibleName(_("法院"))
        self.state.setFixedWidth(_STATE_WIDTH)
        self.state.setAccessibleName(_("只看"))
        self.decide.setToolTip(_("认定选中的人按哪个年龄退休，是否提前；按 Ctrl+Z 撤销"))
        self.settings_action.setToolTip(_("到龄前几个月发通知"))
        head = FoldingRow(spacing=8)
        label = QLabel(_("列到"))
        label.setBuddy(self.until)
        for widget in (label, self.until, self.court, self.state):
            head.left.addWidget(widget)
        head.left.addStretch(1)
        head.right.addStretch(1)
        for button in (
            ActionButton(self.settings_action),
            self.output.export_button,
            self.output.print_button,
            self.output.letters_button,
            self.decide,
        ):
            head.right.addWidget(button)
        for words in (self.words, self.detail):
            set_role(words, "muted")
            words.setWordWrap(True)
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
        said: QHBoxLayout = row_in(column)
        said.addWidget(self.words, 1)
        column.addWidget(self.stack, 1)
        column.addWidget(self.detail)
        self.work_in(self.table)
        follow_layout(self)

    def _connect(self) -> None:
        self.until.changed.connect(self._until_changed)
        self.until.editingFinished.connect(self._until_changed)
        for box in (self.court, self.state):
            box.changed.connect(self.show_lines)
        self.decide.clicked.connect(self.ask_decision)
        self.settings_action.triggered.connect(self._ask_settings)
        self.table.opened.connect(self._open_person)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._tell_current())
        self._desk.changes.happened.connect(self._changed)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def _until_changed(self) -> None:
        try:
            until = self.until.value()
        except Unclear:
            until = None
        mark_wrong(self.until, until is None)
        if until is not None and (self._read is None or until != self._read.until):
            self._stale = True
            self.refresh()

    def refresh(self) -> None:
        """Read the list where it is not known yet, or has changed; only while somebody looks."""
        if not self.isVisible() or not self._stale:
            return
        self._stale = False
        today, until = self._desk.clock.today(), self.until.value()
        self._desk.jobs.run(
            _("正在计算退休时间"),
            lambda _progress: due_list(today, until),
            self._show,
            keep_latest=f"retirement {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, *TABLES):
            self._stale = True
            self.refresh()

    def _show(self, read: DueList) -> None:
        self._read = read
        courts = dict.fromkeys(one.court_short for one in read.people)
        self.court.offer([(_ALL, _("全部法院")), *((name, name) for name in courts)], _ALL)
        letters = [
            (f"{_LETTER}{number}", _("该发通知：前 {months} 个月").format(months=number)) for number in letter_months()
        ]
        states = [(_ALL, _("全部")), (_OPEN, _("待认定")), (_OVER, _("已到龄仍在职")), (_WRONG, _("认定有误"))]
        self.state.offer([*states, *letters], _ALL)
        self.show_lines()
        self.read.emit()

    def show_lines(self) -> None:
        """Show the lines that meet the choices."""
        read = self._read
        if read is None:
            return
        current = self.current
        lines = [one for one in self._in_state(read) if self.court.value() in (_ALL, one.court_short)]
        self.model.put(lines)
        self.stack.setCurrentWidget(self.table if lines else self.empty)
        self.words.setText(self._summary(read, lines))
        self.table.setColumnWidth(0, self.table.wanted_width(0, *_NAME_WIDTHS))
        keys = [one.key for one in self.model.lines]
        if current is not None and current.key in keys:
            self.table.selectRow(keys.index(current.key))
        self._tell_current()
        self.output.follow(read, self.chosen, self.selected)

    def _in_state(self, read: DueList) -> Sequence[Retiree]:
        state = str(self.state.value())
        if state.startswith(_LETTER):
            return due_letters(read, int(state.removeprefix(_LETTER)), letter_months())
        tests: dict[str, Callable[[Retiree], bool]] = {
            _OPEN: lambda one: one.open,
            _OVER: lambda one: one.overdue_on(read.day),
            _WRONG: lambda one: bool(one.trouble),
        }
        test = tests.get(state)
        return [one for one in read.people if test(one)] if test else read.people

    @staticmethod
    def _summary(read: DueList, lines: Sequence[Retiree]) -> str:
        words = [_("{count} 人").format(count=len(lines))]
        over, undecided = sum(one.overdue_on(read.day) for one in lines), sum(one.open for one in lines)
        if over:
            words.append(_("已到龄仍登记在职 {count} 人").format(count=over))
        if undecided:
            words.append(_("类别待认定 {count} 人").format(count=undecided))
        if read.unclear:
            names = "、".join(name for _key, name, _court, _why in read.unclear[:3])
            text = _("另有 {count} 人没有登记出生年月或性别，没有列入（{names} 等）")
            words.append(text.format(count=len(read.unclear), names=names))
        return _("，").join(words) + _("。")

    @property
    def current(self) -> Retiree | None:
        """The person whose line the cursor is in."""
        row = self.table.currentIndex().row()
        return self.model.lines[row] if 0 <= row < len(self.model.lines) else None

    def chosen(self) -> list[Retiree]:
        """Those whose lines are selected; all that are shown where none or one is."""
        selected = self.selected()
        return selected if len(selected) > 1 else list(self.model.lines)

    def selected(self) -> list[Retiree]:
        """Those whose lines are selected."""
        return [self.model.lines[row] for row in sorted({index.row() for index in self.table.selectedIndexes()})]

    def _tell_current(self) -> None:
        one = self.current
        if one is None:
            self.detail.setText(_("双击一行打开人员；选中一人或几人，点“认定…”。"))
            return
        words = _("{name}：{base}，{why}。到龄 {statutory}（{age}）；最早 {earliest}：{condition}。{late}")
        late = _("可以约定延迟，最晚 {month}。").format(month=f"{one.months.latest:%Y.%m}")
        self.detail.setText(
            words.format(
                name=one.name,
                base=base_words(one),
                why=one.decided.document_number if one.base_decided and one.decided else one.proposal.why,
                statutory=f"{one.months.statutory:%Y.%m}",
                age=one.months.age,
                earliest=f"{one.months.earliest:%Y.%m}",
                condition=condition_words(one),
                late=late if one.late_allowed else _("不能延迟。"),
            ).replace("，。", "。")
        )

    def _open_person(self, index: QModelIndex) -> None:
        one = self.model.lines[index.row()]
        self._desk.open_rows(PERSON.key, Listing(PERSON, (Condition("t.id = ?", (one.key,), one.name),)))

    def ask_decision(self) -> None:
        """Ask what is decided about those selected, or about the one the cursor is in."""
        from cadre_desktop.people.screens.retirement.decide_dialog import DecideDialog

        people = self.selected()
        if not people:
            self._desk.notices.tell(_("请先选中要认定的人。"))
            return
        DecideDialog(self._desk, people, self).open()

    def _ask_settings(self) -> None:
        from cadre_desktop.people.screens.retirement.decide_dialog import LettersDialog

        LettersDialog(self._desk, self).open()
