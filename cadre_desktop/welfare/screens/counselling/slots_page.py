"""辅导时段: the slots of a year, offered, booked and noted; whom they are for is masked unless shown on purpose."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QItemSelectionModel
from PySide6.QtGui import QAction, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.look.action_button import MenuButton, dressed
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.counselling import slots
from cadre_desktop.welfare.counselling.reading import SlotLine, slots_of
from cadre_desktop.welfare.counselling.rules import SlotState
from cadre_desktop.welfare.screens.common.keyed import keyed
from cadre_desktop.welfare.screens.common.reveal_button import RevealButton
from cadre_desktop.welfare.screens.common.table_or_hint import TableOrHint
from cadre_desktop.welfare.screens.counselling.slot_dialogs import BookDialog, SeriesDialog

_ALL = "all"


class SlotsPage(Workplace):
    """Slots by day; what is done concerns those selected."""

    def __init__(self, desk: Desk, year: int | None = None):
        super().__init__()
        self._desk, self._year, self._stale = desk, year, True
        states = [(_ALL, _("全部状态")), *((state.value, _(state.label)) for state in SlotState)]
        self.state = ChoiceInput(states, empty=False)
        self.reveal = RevealButton(desk, _("心理辅导预约"))
        self.offer_button = QPushButton(_("新增时段…"))
        keyed(self, self.offer_button, "Ctrl+N")
        self.book_button = dressed(QPushButton(_("预约…")), "primary")
        self.table, self.words = GridTable(_("辅导时段")), QLabel()
        self.first = QAction(_("新增时段…"), self)
        self.room = TableOrHint(self.table, "calendar", self.first)
        self._papers = Papers(desk, self)
        self.model: LineModel[SlotLine] = LineModel(self._columns(), self)
        self._build()
        self._connect()

    def _columns(self) -> tuple[LineColumn[SlotLine], ...]:
        return (
            LineColumn(N_("日期"), 110, lambda one: one.day.isoformat(), bold=True),
            LineColumn(N_("时间"), 120, lambda one: one.span),
            LineColumn(N_("辅导师"), 100, lambda one: one.counsellor),
            LineColumn(N_("地点"), 160, lambda one: one.venue),
            LineColumn(N_("状态"), 90, lambda one: _(one.state.label), lambda one: one.state.tone, _told),
            LineColumn(N_("预约人"), 140, self._name),
        )

    def _name(self, one: SlotLine) -> str:
        return one.name if self.reveal.shown or not one.name else MASK

    def _build(self) -> None:
        self.state.setAccessibleName(_("状态"))
        self.state.set_value(_ALL)
        prints = QMenu(self)
        prints.addAction(_("当天时段安排（无姓名）")).triggered.connect(lambda _on=False: self.print_plan(whole=False))
        prints.addAction(_("列出的全部时段（无姓名）")).triggered.connect(lambda _on=False: self.print_plan(whole=True))
        self.output = MenuButton("print", _("打印"), prints, self, "Alt+P")
        more = QMenu(self)
        self.actions_by_state = {
            state: more.addAction(f"{words}\tAlt+{number}")
            for number, (state, words) in enumerate(
                (
                    (SlotState.ATTENDED, _("记为已到")),
                    (SlotState.MISSED, _("记为未到")),
                    (SlotState.FREE, _("取消预约，恢复空闲")),
                    (SlotState.CANCELLED, _("取消时段")),
                ),
                1,
            )
        }
        self.more = MenuButton("edit", _("登记"), more, self)
        row = FoldingRow()
        row.left.addWidget(self.state)
        row.left.addStretch(1)
        for button in (self.reveal, self.output, self.more, self.offer_button, self.book_button):
            row.right.addWidget(button)
        set_role(self.words, "muted")
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in self.model.columns])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.addWidget(row)
        column.addWidget(self.room, 1)
        column.addWidget(self.words)
        self.work_in(self.table)

    def _connect(self) -> None:
        self.state.changed.connect(self.refresh)
        self.reveal.revealed.connect(lambda _shown: self.refresh())
        self.offer_button.clicked.connect(lambda _on=False: self.ask_series())
        self.first.triggered.connect(lambda _on=False: self.ask_series())
        self.book_button.clicked.connect(lambda _on=False: self.ask_booking())
        self.table.opened.connect(lambda _index: self.ask_booking())
        for number, (state, action) in enumerate(self.actions_by_state.items(), 1):
            action.triggered.connect(lambda _on=False, state=state: self.mark(state))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(partial(self.mark, state))
        self._desk.changes.happened.connect(self._changed)

    def show_year(self, year: int | None) -> None:
        """Look at another year, None for all."""
        self._year = year
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "counselling_slot", "person"):
            self.refresh()

    def refresh(self) -> None:
        """Read the slots anew, once somebody looks; those selected stay so."""
        self._stale = not self.isVisible()
        if self._stale:
            return
        state = self.state.value()
        lines = [one for one in slots_of(self._year) if state in (_ALL, one.state.value)]
        before = {one.key for one in self.selected()}
        self.model.put(lines)
        self._select(before)
        free = sum(one.state is SlotState.FREE for one in lines)
        words = _("{count} 个时段，空闲 {free} 个。选中后预约，或按 Alt+1 已到、Alt+2 未到、Alt+3 恢复空闲。")
        self.words.setText(words.format(count=len(lines), free=free))
        self.words.setVisible(bool(lines))
        self._hint(len(lines), state == _ALL)

    def _hint(self, lines: int, whole: bool) -> None:
        """Say why nothing is listed, where nothing is."""
        self.first.setVisible(whole)
        if whole:
            sentence = _("按日期、时间和辅导师新增时段，再预约；预约人的姓名平时隐藏，不记录谈话内容。")
            self.room.follow(lines, _("这一年还没有辅导时段") if self._year else _("还没有辅导时段"), sentence)
        else:
            self.room.follow(lines, _("没有这种状态的时段"), _("换一个状态，或选“全部状态”。"))

    def _select(self, keys: Collection[int]) -> None:
        """Select these slots again, as far as they are listed, with the cursor in the first of them."""
        how = QItemSelectionModel.SelectionFlag
        rows = [row for row, one in enumerate(self.model.lines) if one.key in keys]
        for number, row in enumerate(rows):
            cell = self.model.index(row, 0)
            if not number:
                self.table.setCurrentIndex(cell)
            self.table.selectionModel().select(cell, how.Select | how.Rows)

    def selected(self) -> list[SlotLine]:
        """The slots whose lines are selected."""
        return [self.model.lines[row] for row in sorted({index.row() for index in self.table.selectedIndexes()})]

    def mark(self, state: SlotState) -> None:
        """Note of those selected what became of them."""
        if not self.selected():
            self._desk.notices.tell(_("请先选中时段。"))
            return
        keys, store = [one.key for one in self.selected()], self._desk.store
        work: dict[SlotState, Callable[[], int]] = {
            SlotState.FREE: lambda: slots.free(store, keys),
            SlotState.CANCELLED: lambda: slots.cancel(store, keys),
        }
        told = _("已登记 {count} 个时段，可按 Ctrl+Z 撤销。")
        carry_out(
            self._desk,
            _("正在登记"),
            work.get(state, lambda: slots.note(store, keys, state)),
            lambda count: self._desk.notices.tell(told.format(count=count)),
            self,
        )

    def ask_series(self) -> None:
        """Ask for slots to be offered."""
        SeriesDialog(self._desk, self).open()

    def ask_booking(self) -> None:
        """Ask who shall have the slot selected, once names may be seen: a refusal lets one see who has another slot."""
        chosen = self.selected()
        if len(chosen) != 1 or chosen[0].state is not SlotState.FREE:
            self._desk.notices.tell(_("请选中一个空闲的时段。"))
            return
        self.reveal.ask(lambda: BookDialog(self._desk, chosen[0], self).open())

    def print_plan(self, *, whole: bool) -> None:
        """The slots of the day selected, or of all days that are listed."""
        from cadre_desktop.welfare.counselling.prints import plan_title, print_plan

        days = [one.day for one in (self.model.lines if whole else self.selected())]
        if not days:
            self._desk.notices.tell(_("请先选中一天的时段。"))
            return
        organisation = self._desk.organisation()
        self._papers.lay_out(
            plan_title(),
            "counselling plan",
            lambda path, setup, _progress: print_plan(path, min(days), max(days), organisation, setup),
        )

    def hide_names(self) -> None:
        """Mask the names again."""
        self.reveal.hide_names()


class UsagePage(QWidget):
    """统计: how slots are used, without names."""

    def __init__(self, desk: Desk, year: int | None = None):
        super().__init__()
        self._desk, self._year = desk, year
        self._papers = Papers(desk, self)
        self.table, self.words = GridTable(_("心理辅导使用情况")), QLabel()
        self.print_button = QPushButton(icon("print"), _("打印"))
        keyed(self, self.print_button, "Ctrl+P")
        self.room = TableOrHint(self.table, "overview")
        titles = (N_("统计项"), N_("时段数"), N_("已约"), N_("空闲"), N_("已到"))
        self.model: LineModel[tuple[str, ...]] = LineModel(
            [
                LineColumn(title, 220 if number == 0 else 100, lambda line, number=number: line[number])  # type: ignore[misc]
                for number, title in enumerate(titles)
            ],
            self,
        )
        self.table.setModel(self.model)
        self.table.set_widths([column.width for column in self.model.columns])
        set_role(self.words, "muted")
        self.words.setWordWrap(True)
        head = FoldingRow()
        head.left.addWidget(self.words, 1)
        head.give_left_the_rest()
        head.right.addWidget(self.print_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 14)
        column.addWidget(head)
        column.addWidget(self.room, 1)
        self.print_button.clicked.connect(lambda _on=False: self.print_it())
        desk.changes.happened.connect(self._changed)
        self.refresh()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "counselling_slot"):
            self.refresh()

    @property
    def year(self) -> int:
        """The year that is counted."""
        return self._desk.clock.today().year if self._year is None else self._year

    def show_year(self, year: int | None) -> None:
        """Count another year, None for this one."""
        self._year = year
        self.refresh()

    def refresh(self) -> None:
        """Count anew."""
        from cadre_desktop.welfare.counselling.prints import cells_of, remark_of, sections_of, statistics_title
        from cadre_desktop.welfare.counselling.statistics import statistics_of

        found = statistics_of(self.year)
        lines = [
            (f"{title}　{cells_of(row)[0]}" if number else title, *cells_of(row)[1:])
            for number, (title, rows) in enumerate(sections_of(found))
            for row in rows
        ]
        self.model.put(lines)
        self.words.setText(f"{statistics_title(found)}　{remark_of(found)}")
        self.words.setVisible(found.total.offered > 0)
        self.print_button.setEnabled(found.total.offered > 0)
        title = _("{year}年还没有辅导时段").format(year=self.year)
        self.room.follow(found.total.offered, title, _("在“预约安排”里新增时段，有了时段才有统计；统计不列姓名。"))

    def print_it(self) -> None:
        """The statistics on paper."""
        from cadre_desktop.welfare.counselling.prints import print_statistics, statistics_title
        from cadre_desktop.welfare.counselling.statistics import statistics_of

        found, organisation = statistics_of(self.year), self._desk.organisation()
        self._papers.lay_out(
            statistics_title(found),
            "counselling usage",
            lambda path, setup, _progress: print_statistics(path, found, organisation, setup),
        )


def _told(one: SlotLine) -> str:
    return _("状态：{text}").format(text=_(one.state.label))
