"""体检安排: the batches of a round beside the people of one, who are moved by dragging or by Alt+↑ and Alt+↓."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.welfare.examination.costs import PackageCost, costs_of
from cadre_desktop.welfare.examination.moving import fill_packages, move, set_package
from cadre_desktop.welfare.examination.reading import Batch, batches_of, members_of_batch, packages_of, rounds_of
from cadre_desktop.welfare.examination.records import ExamRound
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton
from cadre_desktop.welfare.screens.examination.batch_dialog import ExamBatchDialog
from cadre_desktop.welfare.screens.examination.batch_list import BatchList, ExamPeopleTable, filled_words
from cadre_desktop.welfare.screens.examination.exam_output import ExamOutput
from cadre_desktop.welfare.screens.examination.group_dialog import GroupDialog
from cadre_desktop.welfare.screens.examination.people_panel import MemberModel

_FOLLOWED = ("exam_round", "exam_package", "exam_batch", "exam_assignment", "welfare_event", "participant", "person")
_CARDS = 280
"""Px of the list of batches."""
_DEPARTMENT = 2
"""The column that takes the room that is left."""


class ArrangementPage(Workplace):
    """The round of a year at work. `open_event` opens the page of an event (key), `new_round` a new round."""

    def __init__(
        self, desk: Desk, open_event: Callable[[int], None], new_round: Callable[[], None], year: int | None = None
    ):
        super().__init__()
        self._desk, self._open_event, self._new_round, self._year = desk, open_event, new_round, year
        self._stale = True
        self.round = ChoiceInput((), empty=False, nothing=None)
        self.batches, self.table = BatchList(), ExamPeopleTable(_("批次人员"))
        self.model = MemberModel(self)
        self.reveal = RevealButton(desk, _("体检批次"))
        self.group = dressed(QPushButton(_("按规则分组…")), "primary")
        self.output = ExamOutput(desk, self, lambda: self.exam_round, lambda: self.batches.current, self.reveal.allow)
        self.head, self.costs, self.hint = QLabel(), QLabel(), QLabel()
        self.empty = EmptyState(
            "calendar", _("这一年还没有体检轮次"), _("先新增一轮，写好套餐的性别、年龄和价格，再新增批次。")
        )
        self.begin = dressed(QPushButton(_("新增轮次…")), "primary")
        self._build()
        self._connect()

    def _build(self) -> None:
        self.round.setAccessibleName(_("体检轮次"))
        self.round.setMinimumWidth(210)
        self._more = QMenu(self)
        self._more.aboutToShow.connect(self._fill_more)
        self.more = MenuButton("settings", _("更多"), self._more, self)
        row = FoldingRow()
        row.left.addWidget(self.round)
        row.left.addStretch(1)
        for button in (self.reveal, self.more, self.output.button, self.group):
            row.right.addWidget(button)
        for label, role in ((self.head, "heading"), (self.costs, "muted"), (self.hint, "muted")):
            set_role(label, role)
        for label in (self.head, self.costs, self.hint):
            label.setWordWrap(True)
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in self.model.columns], stretched=_DEPARTMENT)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.batches.setFixedWidth(_CARDS)
        board = QWidget()
        column = QVBoxLayout(board)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(row)
        beside = row_in(column, 1)
        beside.addWidget(self.batches)
        right = QVBoxLayout()
        right.setSpacing(6)
        beside.addLayout(right, 1)
        for widget in (self.head, self.table, self.hint):
            right.addWidget(widget)
        column.addWidget(self.costs)
        none = QWidget()
        middle = QVBoxLayout(none)
        middle.addStretch(1)
        middle.addWidget(self.empty)
        middle.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(2)
        self.stack = Stack()
        self.stack.addWidget(board)
        self.stack.addWidget(none)
        self._board, self._none = board, none
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 8, 16, 14)
        whole.addWidget(self.stack)
        self.work_in(self.batches)

    def _connect(self) -> None:
        self.begin.clicked.connect(lambda _on=False: self._new_round())
        self.round.changed.connect(self.refresh)
        self.group.clicked.connect(lambda _on=False: self.ask_grouping())
        self.batches.currentRowChanged.connect(lambda _row: self._show_people())
        self.batches.dropped.connect(self.move_to)
        self.batches.opened.connect(lambda _key: self._open_current())
        self.reveal.revealed.connect(self.model.reveal)
        self.table.customContextMenuRequested.connect(self._open_menu)
        for keys, step in (("Alt+Up", -1), ("Alt+Down", 1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self._move_by(step))
        self._desk.changes.happened.connect(self._changed)

    @property
    def exam_round(self) -> ExamRound | None:
        """The round that is looked at."""
        key = self.round.value()
        return None if key is None else ExamRound.get_or_none(ExamRound.id == key)

    def show_year(self, year: int | None) -> None:
        """Offer the rounds of another year, None for all."""
        self._year = year
        self.offer_rounds()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.offer_rounds()

    def offer_rounds(self) -> None:
        """Read the rounds of the year, and the one chosen."""
        rounds = rounds_of(self._year)
        self.round.offer([(each.id, each.title) for each in rounds])
        self.stack.setCurrentWidget(self._board if rounds else self._none)
        self.refresh()

    def refresh(self) -> None:
        """Read the round anew, once somebody looks."""
        self._stale = not self.isVisible()
        chosen = self.exam_round
        if self._stale or chosen is None:
            return
        packages = packages_of(chosen.id)
        self.model.packages = {package.id: package.title for package in packages}
        self.batches.put(batches_of(chosen.id))
        self.costs.setText(_cost_words(costs_of(chosen.id)))
        self._show_people()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "exam_round"):
            self._stale = True
        if self._desk.changes.touches(tables, *_FOLLOWED):
            if self.isVisible():
                self.offer_rounds()
            else:
                self._stale = True

    def _show_people(self) -> None:
        batch = self.batches.current
        self.model.put(members_of_batch(batch.key) if batch is not None else [])
        self.head.setText(f"{batch.title}　{filled_words(batch)}" if batch is not None else _("还没有批次"))
        words = _("拖到左边的批次，或按 Alt+↑、Alt+↓ 移动；右键定套餐。回车打开批次，签到、加人。")
        self.hint.setText(words if batch is not None else _("从“更多”里新增批次，写明日期和名额。"))

    def selected(self) -> list[int]:
        """The participants whose lines are selected."""
        return self.model.keys(sorted({index.row() for index in self.table.selectedIndexes()}))

    def _move_by(self, step: int) -> None:
        target = self.batches.currentRow() + step
        chosen = self.exam_round
        batches = batches_of(chosen.id) if chosen is not None else []
        if 0 <= target < len(batches):
            self.move_to(batches[target].key)

    def move_to(self, batch: int) -> None:
        """Move those selected to a batch (key)."""
        keys, store = self.selected(), self._desk.store
        if keys:
            self._carry_out(_("正在移动"), lambda: move(store, keys, batch), _("已移动 {count} 人，可按 Ctrl+Z 撤销。"))
        else:
            self._desk.notices.tell(_("请先选中要移动的人。"))

    def give_package(self, package: int) -> None:
        """Give those selected a package (key)."""
        keys, store = self.selected(), self._desk.store
        told = _("已改 {count} 人的套餐，可按 Ctrl+Z 撤销。")
        self._carry_out(_("正在定套餐"), lambda: set_package(store, keys, package), told)

    def _carry_out(self, label: str, action: Callable[[], int], told: str) -> None:
        carry_out(
            self._desk, label, action, lambda count: self._desk.notices.tell(told.format(count=count)), self
        )  # fmt: skip

    def _open_menu(self, point: QPoint) -> None:
        menu = self.people_menu()
        if menu is not None:
            menu.popup(self.table.viewport().mapToGlobal(point))

    def people_menu(self) -> QMenu | None:
        """Where those selected may be moved to and which packages there are for them."""
        chosen, current = self.exam_round, self.batches.current
        if chosen is None or current is None or not self.selected():
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        moves = menu.addMenu(_("移到批次"))
        for batch in batches_of(chosen.id):
            if batch.key != current.key:
                words = f"{batch.title}（{filled_words(batch)}）"
                moves.addAction(words).triggered.connect(lambda _on=False, key=batch.key: self.move_to(key))
        packages = menu.addMenu(_("套餐"))
        for package in packages_of(chosen.id):
            action = packages.addAction(package.title)
            action.triggered.connect(lambda _on=False, key=package.id: self.give_package(key))
        return menu

    def _fill_more(self) -> None:
        self._more.clear()
        chosen = self.exam_round
        if chosen is None:
            return
        for words, run in (
            (_("新增批次…"), lambda: self.ask_batch(again=False)),
            (_("补检批次…"), lambda: self.ask_batch(again=True)),
            (_("按规则补定套餐"), self.fill_packages),
            (_("打开批次名单"), self._open_current),
            (_("新增轮次…"), self._new_round),
        ):
            self._more.addAction(words).triggered.connect(lambda _on=False, run=run: run())

    def ask_grouping(self) -> None:
        """Ask whom to put into which batches."""
        chosen = self.exam_round
        if chosen is not None:
            GroupDialog(self._desk, chosen, self._grouped, self).open()

    def _grouped(self, count: int, first: int) -> None:
        self.refresh()
        self.batches.bring(first)
        self._desk.notices.tell(_("{count} 人已排入批次，可按 Ctrl+Z 撤销。").format(count=count))

    def ask_batch(self, *, again: bool) -> None:
        """Ask for a new batch, or one for those who stayed away."""
        chosen = self.exam_round
        if chosen is not None:
            ExamBatchDialog(self._desk, chosen, self._desk.notices.tell, self, again=again).open()

    def fill_packages(self) -> None:
        """Give packages by rule to those of the round who have none."""
        chosen, store = self.exam_round, self._desk.store
        if chosen is not None:
            told = _("已定 {given} 人的套餐，还有 {left} 人未定。")
            carry_out(
                self._desk,
                _("正在定套餐"),
                lambda: fill_packages(store, chosen),
                lambda done: self._desk.notices.tell(told.format(given=done[0], left=done[1])),
                self,
            )

    def _open_current(self) -> None:
        batch: Batch | None = self.batches.current
        if batch is not None:
            self._open_event(batch.event)

    def hide_names(self) -> None:
        """Mask the names again."""
        self.reveal.hide_names()


def _cost_words(costs: list[PackageCost]) -> str:
    """The costs by package in one line, and their sums."""
    if not costs:
        return _("还没有套餐，请在“体检套餐”里新增。")
    words = _("{title} {planned} 人 {sum} 元")
    parts = [
        words.format(title=one.title or _("套餐未定"), planned=one.planned, sum=f"{one.planned_sum / 100:,.0f}")
        for one in costs
    ]
    planned, came = sum(one.planned_sum for one in costs), sum(one.came_sum for one in costs)
    words = _("费用：{parts}；计划合计 {planned} 元，已检 {came} 元")
    return words.format(parts="，".join(parts), planned=f"{planned / 100:,.0f}", came=f"{came / 100:,.0f}")
