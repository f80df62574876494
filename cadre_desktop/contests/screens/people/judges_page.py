"""The judges of a contest: who marks what in a track, and whom they may not mark."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.panels import Guest, add_judges, remove_judges, seat, unseat
from cadre_desktop.contests.actions.setup import save_part
from cadre_desktop.contests.kinds import JUDGE, within_contest
from cadre_desktop.contests.records import Contest, Event, Judge, Track
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.people.choose_page import paste_action
from cadre_desktop.contests.screens.people.entrants_page import on_staff
from cadre_desktop.contests.screens.people.recusal_list import ConflictLine, RecusalList, conflicts_of
from cadre_desktop.contests.screens.people.seat_grid import SeatModel, Seats, SeatTable, seats_of
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.records import Person

_TABLES = ("judge", "seat", "recusal", "event", "entrant", "contest")


class JudgesPage(Workplace):
    """`choose_wanted` asks for the page on which people are chosen by filters, `paste_wanted` for the same with a text
    of names, or an empty one."""

    choose_wanted = Signal()
    paste_wanted = Signal(str)
    wanted_width = 880
    """Px in which the panels of three events and the conflicts are seen beside each other."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self._track: Track | None = None
        self.sections = SectionButtons((_("评委席"), _("全部评委")))
        self.model = SeatModel(self._give, self)
        self.table = SeatTable(self.model)
        self.empty = EmptyState("people", _("还没有评委"), _("在上面输入姓名，或填写外请评委的姓名和单位。"))
        self.recusals = RecusalList(desk)
        self.view = self._make_view()
        self._add_row()
        self._build()
        self.sections.chosen.connect(self.bring)
        desk.changes.happened.connect(self._changed)

    def _make_view(self) -> KindView:
        def save(key: int | None, values: Values) -> int:
            own = {} if key is not None or self._contest is None else {"contest": self._contest.id}
            return save_part(self._desk.store, JUDGE, {**own, **values}, key)

        return KindView(
            self._desk,
            within_contest(JUDGE),
            save=save,
            remove=lambda keys: remove_judges(self._desk.store, keys),
            base_conditions=(Condition("0"),),
            title=_("全部评委"),
            counted=N_("共 {count} 人"),
            empty=EmptyText(_("还没有评委"), _("在“评委席”里按赛道添加，或点“新增评委”。")),
            name="contest judges",
        )

    def _add_row(self) -> None:
        self.picker = RecordInput(
            Person,
            self._desk.jobs,
            conditions=(on_staff(),),
            stays=False,
            hint=_("姓名 / 拼音 / 首字母，选中即加入评委席；可粘贴多个姓名"),
        )
        self.picker.setAccessibleName(_("添加评委"))
        self.picker.picked.connect(lambda key: self.add([key]))
        self.picker.pasted.connect(self.paste_wanted)
        self.by_names = paste_action(self, _("粘贴微信、文件里的名单，逐个认人后加入"))
        self.by_names.triggered.connect(lambda _on=False: self.paste_wanted.emit(""))
        self.paste = ActionButton(self.by_names)
        self.choose = QPushButton(icon("filter"), _("按条件选人"))
        self.choose.clicked.connect(self.choose_wanted)
        self.guest_name, self.guest_unit = TextInput(), TextInput()
        self.guest_name.setPlaceholderText(_("外请评委姓名"))
        self.guest_name.setAccessibleName(_("外请评委姓名"))
        self.guest_unit.setAccessibleName(_("外请评委单位"))
        self.guest_name.setFixedWidth(124)
        self.guest_unit.setPlaceholderText(_("单位"))
        self.guest_unit.setMinimumWidth(140)
        self.guest_unit.setMaximumWidth(200)
        self.guest_add = QPushButton(icon("add"), _("外请"))
        self.guest_add.setToolTip(_("加入外请评委（回车）"))
        self.guest_add.clicked.connect(self._add_guest)
        for field in (self.guest_name, self.guest_unit):
            field.returnPressed.connect(self._add_guest)
        self.add_bar = QWidget()
        row = QHBoxLayout(self.add_bar)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.picker, 1)
        for widget in (self.paste, self.choose, self.guest_name, self.guest_unit, self.guest_add):
            row.addWidget(widget)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        set_role(self.empty, "card")
        column.addWidget(self.empty, 1)
        split.addWidget(left)
        split.addWidget(self.recusals)
        split.setStretchFactor(0, 1)
        split.setSizes([752, 360])
        panel = QWidget()
        page = QVBoxLayout(panel)
        page.setContentsMargins(16, 8, 16, 14)
        page.setSpacing(10)
        page.addWidget(self.add_bar)
        page.addWidget(split, 1)
        self.stack = Stack()
        self.stack.addWidget(panel)
        self.stack.addWidget(self.view)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 16, 0)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(line)
        line.addWidget(self.sections)
        line.addStretch(1)
        whole.addWidget(self.stack, 1)

    def show_track(self, contest: Contest, track: Track) -> None:
        """Show the panels of a track."""
        other = self._contest is None or self._contest.id != contest.id
        self._contest, self._track = contest, track
        self._follow_front()
        if other:
            self.view.set_base_conditions((Condition("t.contest_id = ?", (contest.id,)),))
        self.refresh()

    def bring(self, index: int) -> None:
        """Bring the panels, or the list of all judges."""
        self.sections.check(index)
        self.stack.setCurrentIndex(index)
        self._follow_front()

    def _follow_front(self) -> None:
        """The cursor of the page is in the list in front, or with no judge yet where one types names."""
        contest = self._contest
        sealed = contest is not None and contest.status == ContestStatus.SEALED
        somebody = sealed or Judge.select().where(Judge.contest == contest).exists()
        panels = self.table if somebody else self.picker
        self.work_in(self.view if self.stack.currentIndex() else panels)

    def show_rows(self, listing: Listing) -> None:
        """Show judges behind a figure or a search."""
        self.bring(1)
        self.view.show_listing(listing)

    def refresh(self) -> None:
        """Read seats and conflicts again."""
        contest, track = self._contest, self._track
        if contest is None or track is None:
            return

        def show(found: tuple[Seats, list[ConflictLine]]) -> None:
            self._show(*found)

        self._desk.jobs.run(
            _("正在读取评委"),
            lambda _progress: (seats_of(contest.id, track.id), conflicts_of(track.id)),
            show,
            keep_latest=f"seats {id(self)}",
            owner=self,
        )

    def _show(self, seats: Seats, conflicts: list[ConflictLine]) -> None:
        locked = self._contest is not None and self._contest.status == ContestStatus.SEALED
        events = list(self.model.events)
        self.model.put(seats, locked)
        if events != self.model.events or not events:
            self.table.fit_events()
        self.table.setVisible(bool(seats.lines))
        self.empty.setVisible(not seats.lines)
        self.add_bar.setVisible(not locked)
        self.by_names.setEnabled(not locked)
        self.view.lock(locked)
        self.recusals.show_lines(conflicts, self._track.id if self._track else 0, locked)

    def _changed(self, tables: frozenset[str]) -> None:
        if self._contest is not None and self._desk.changes.touches(tables, *_TABLES):
            fresh = Contest.get_or_none(Contest.id == self._contest.id)
            if fresh is not None:
                self._contest = fresh
                self.refresh()

    def add(self, people: list[int]) -> None:
        """Give people seats for all events of the track."""
        self._add(people, [])
        self.picker.setFocus()

    def _add_guest(self) -> None:
        name, unit = self.guest_name.value(), self.guest_unit.value()
        if name:
            self._add([], [Guest(name, unit)])
            self.guest_name.clear()
            self.guest_name.setFocus()

    def _add(self, people: list[int], guests: list[Guest]) -> None:
        contest, track, store = self._contest, self._track, self._desk.store
        if contest is None or track is None:
            return

        def write() -> int:
            with store.step(_("添加评委")):
                keys = add_judges(store, contest, people, guests)
                seat(store, keys, track)
            return len(keys)

        told = _("已加入{track}评委席。").format(track=track.name)
        carry_out(self._desk, _("正在添加评委"), write, lambda _count: self._desk.notices.tell(told), self)

    def _give(self, judge: int, event: int, given: bool) -> None:
        track, store = self._track, self._desk.store
        act = seat if given else unseat
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: act(store, [judge], track, Event.by_key(event)),
            lambda _nothing: None,
            self,
        )

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving."""
        return self.view.may_leave()
