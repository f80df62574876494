"""Setting a contest up on one page: what is missing in words, the table of weights, and lists of all the parts."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.contests.actions.gaps import Gap, GapKind, TrackLine, counted, gaps, lines_of
from cadre_desktop.contests.actions.setup import remove_parts, save_part
from cadre_desktop.contests.kinds import AWARD_LEVEL, EVENT, TIE_BREAK, TRACK, within_contest
from cadre_desktop.contests.records import Contest, Event, Track
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.setting_up.setup_grid import FIRST_EVENT, SetupModel
from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText
from cadre_desktop.kit.qt.look.action_button import dressed
from cadre_desktop.kit.qt.look.field_base import repolish, set_role
from cadre_desktop.kit.qt.look.page_tabs import SectionButtons
from cadre_desktop.kit.qt.look.stack import Stack
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_TABLES = ("contest", "track", "event", "criterion", "judge", "seat", "recusal", "entrant", "award_level")
_NAMED = 2
"""How many gaps are spelled out; of more it is said how many there are of each kind."""
_LISTS = {
    GapKind.TRACKS: TRACK,
    GapKind.EVENTS: EVENT,
    GapKind.RUBRIC: EVENT,
    GapKind.AWARDS: AWARD_LEVEL,
}
"""The list in which a kind of gap is put right; the others belong to the pages of entrants and judges."""
_BEGUN = (GapKind.TRACKS, GapKind.EVENTS, GapKind.AWARDS)
"""What lacks altogether is begun at once."""


class SetupPage(Workplace):
    """`event_wanted` asks for an event's own page: its key, or None with what a new one begins with.

    `section_wanted` asks for the page on which a kind of gap is put right.
    """

    event_wanted = Signal(object, object)
    section_wanted = Signal(GapKind)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self.sections = SectionButtons((_("总表"), _("赛道"), _("项目"), _("奖项"), _("并列规则")))
        self.missing = _MissingBand()
        self.model = SetupModel(self._weigh, self)
        self.table = _WeightTable(_("各赛道的项目和权重"))
        self.table.setModel(self.model)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AnyKeyPressed)
        self.empty = EmptyState("contest", _("还没有赛道"), _("在“赛道”里添加赛道，再在“项目”里添加项目和权重。"))
        self.views = {kind.key: self._view(kind) for kind in (TRACK, EVENT, AWARD_LEVEL, TIE_BREAK)}
        self._build()
        self.table.opened.connect(self._open_cell)
        self.missing.wanted.connect(self._put_right)
        self.views[EVENT.key].opened.connect(self._open_event)
        self.sections.chosen.connect(self._bring)
        desk.changes.happened.connect(self._changed)

    def _view(self, kind: Kind) -> KindView:
        def save(key: int | None, values: Values) -> int:
            own = {} if key is not None else {"contest": self._key}
            return save_part(self._desk.store, kind, {**own, **values}, key)

        return KindView(
            self._desk,
            within_contest(kind),
            save=save,
            remove=lambda keys: remove_parts(self._desk.store, kind, keys),
            base_conditions=(Condition("0"),),
            empty=EmptyText(
                _("还没有{kind}").format(kind=_(kind.title)), _("点“新增{kind}”添加。").format(kind=_(kind.title))
            ),
            name=f"contest {kind.key}",
        )

    def _build(self) -> None:
        front = QWidget()
        column = QVBoxLayout(front)
        column.setContentsMargins(16, 8, 16, 14)
        column.setSpacing(10)
        column.addWidget(self.missing)
        column.addWidget(self.table, 1)
        set_role(self.empty, "card")
        column.addWidget(self.empty, 1)
        hint = QLabel(_("直接输入数字修改权重；回车查看该项目的计分规则和评分细则。"))
        set_role(hint, "muted")
        column.addWidget(hint)
        self.hint = hint
        self.stack = Stack()
        self.stack.addWidget(front)
        for view in self.views.values():
            self.stack.addWidget(view)
        line = QHBoxLayout()
        line.setContentsMargins(8, 0, 16, 0)
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        page.addLayout(line)
        line.addWidget(self.sections)
        line.addStretch(1)
        page.addWidget(self.stack, 1)
        self.work_in(self.table)

    @property
    def _key(self) -> int:
        return self._contest.id if self._contest else 0

    def show_contest(self, contest: Contest) -> None:
        """Show the settings of a contest."""
        other = self._contest is None or self._contest.id != contest.id
        self._contest = contest
        if other:
            for view in self.views.values():
                view.set_base_conditions((Condition("t.contest_id = ?", (contest.id,)),))
                self._narrow(view)
        self.refresh()

    def _narrow(self, view: KindView) -> None:
        """Pickers offer only what belongs to this contest."""
        for name, link in (("track", Track.contest), ("event", Event.contest)):
            cell = view.form.cells.get(name)
            if cell is not None:
                cell.editor.set_within({link: self._key})

    def refresh(self) -> None:
        """Read the table and what is missing again."""
        key = self._key

        def show(found: tuple[list[TrackLine], list[Gap]]) -> None:
            self._show(*found)

        self._desk.jobs.run(
            _("正在读取竞赛设置"),
            lambda _progress: (lines_of(key), gaps(key)),
            show,
            keep_latest=f"setup {id(self)}",
            owner=self,
        )

    def _show(self, lines: list[TrackLine], missing: list[Gap]) -> None:
        locked = self._contest is not None and self._contest.status == ContestStatus.SEALED
        before = len(self.model.events)
        preparing = self._contest is not None and self._contest.status == ContestStatus.PREPARING
        self.model.put(lines, locked, preparing)
        if len(self.model.events) != before or not before:
            events = len(self.model.events)
            self.table.set_widths([190, *[128] * events, 76, 60, 150], stretched=events + 3)
        here = self.table.hasFocus()
        self.table.setVisible(bool(lines))
        self.hint.setVisible(bool(lines) and not locked)
        self.empty.setVisible(not lines)
        for view in self.views.values():
            view.lock(locked)
        status = ContestStatus(self._contest.status) if self._contest is not None else ContestStatus.PREPARING
        self.missing.show_gaps(missing, status)
        self._follow_front()
        if here and not lines:  # the cursor goes to what there is to do
            self.missing.go.setFocus()

    def _changed(self, tables: frozenset[str]) -> None:
        if self._contest is not None and self._desk.changes.touches(tables, *_TABLES):
            fresh = Contest.get_or_none(Contest.id == self._contest.id)
            if fresh is not None:
                self._contest = fresh
                self.refresh()

    def begin(self) -> None:
        """Go back to the table of weights."""
        if self.may_leave():
            self._bring(0)
            self.setFocus()

    def _bring(self, index: int) -> None:
        self.sections.check(index)
        self.stack.setCurrentIndex(index)
        self._follow_front()

    def _follow_front(self) -> None:
        """The cursor of the page is in the list in front, or without tracks where one is added."""
        front = self.stack.currentWidget()
        weights = self.table if self.model.lines else self.missing.go
        self.work_in(front if isinstance(front, KindView) else weights)

    def _put_right(self, kind: GapKind) -> None:
        if kind is GapKind.WEIGHTS:
            self._to_weights()
        elif kind in _LISTS:
            key = _LISTS[kind].key
            self._bring(1 + list(self.views).index(key))
            if kind in _BEGUN and self.views[key].may_leave():
                self.views[key].new()
        else:
            self.section_wanted.emit(kind)

    def _to_weights(self) -> None:
        """Go to the first weight of the first track whose weights are not 100 %: it can be typed there."""
        row = next((row for row, line in enumerate(self.model.lines) if line.weight != WHOLE_WEIGHT), 0)
        held = self.model.lines[row].events
        column = next((index for index, name in enumerate(self.model.events, FIRST_EVENT) if name in held), FIRST_EVENT)
        self.table.setCurrentIndex(self.model.index(row, column))
        self.table.setFocus()

    def show_rows(self, kind_key: str, listing: Listing) -> None:
        """Show the rows of one kind behind a figure or a search."""
        self._bring(1 + list(self.views).index(kind_key))
        self.views[kind_key].show_listing(listing)

    def _weigh(self, event: int, weight: int) -> None:
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: save_part(store, EVENT, {"weight": weight}, event),
            lambda _key: None,
            self,
        )

    def _open_cell(self, index: QModelIndex) -> None:
        line, name = self.model.lines[index.row()], self.model.event_name(index)
        if name in line.events:
            self.event_wanted.emit(line.events[name][0], {})
        elif name:
            alike = next(Event.by_key(other.events[name][0]) for other in self.model.lines if name in other.events)
            presets = {"track": line.key, "name": name, "format": alike.format, "place": alike.place}
            self.event_wanted.emit(None, presets)
        elif index.column() == 0:
            self._bring(1)
            self.views[TRACK.key].open(line.key)

    def _open_event(self, key: int | None) -> None:
        self.views[EVENT.key].hide_form()
        self.event_wanted.emit(key, {})

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving."""
        return all(view.may_leave() for view in self.views.values())


class _WeightTable(GridTable):
    """Typing begins to edit; Enter in the table opens."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _MissingBand(QFrame):
    """What is still to be done, in words; `wanted` asks for where the first of it is done."""

    wanted = Signal(GapKind)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "band")
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.go = dressed(QPushButton(), "")
        self._first = GapKind.TRACKS
        self.go.clicked.connect(lambda: self.wanted.emit(self._first))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.addWidget(self.words, 1)
        row.addWidget(self.go)

    def show_gaps(self, missing: list[Gap], status: ContestStatus) -> None:
        """Say what is missing, or that all is there. While a contest is prepared nothing is wrong yet, only open."""
        texts = [gap.text for gap in sorted(missing, key=lambda gap: not gap.blocking)]
        kinds = counted(missing)
        if not texts:
            words = _("设置已完整：各赛道权重合计 100%，评分细则、评委和选手都已就绪。")
        elif len(texts) <= _NAMED:
            words = "".join(texts)
        else:
            some = _("，").join(_(kind.value).format(count=count) for kind, count in kinds.items())
            words = _("还要做：{some}（指向表格中标色的格子可看说明）。").format(some=some)
        self.words.setText(words)
        self.setToolTip("\n".join(texts[:30]))
        self._offer(next(iter(kinds), None), status)
        self.setProperty("tone", _tone(missing, status))
        repolish(self)

    def _offer(self, kind: GapKind | None, status: ContestStatus) -> None:
        self.go.setVisible(kind is not None and status is not ContestStatus.SEALED)
        if kind is not None:
            self._first = kind
            self.go.setText(_(_VERBS[kind]))


def _tone(missing: list[Gap], status: ContestStatus) -> str:
    if not missing:
        return "good"
    if status is ContestStatus.PREPARING:
        return "neutral"
    return "bad" if any(gap.blocking for gap in missing) else "warning"


_VERBS = {
    GapKind.TRACKS: N_("添加赛道"),
    GapKind.EVENTS: N_("添加项目"),
    GapKind.WEIGHTS: N_("改权重"),
    GapKind.RUBRIC: N_("改评分细则"),
    GapKind.AWARDS: N_("设奖项"),
    GapKind.ENTRANTS: N_("选手报名"),
    GapKind.TWICE: N_("查看选手"),
    GapKind.CODES: N_("重新抽签"),
    GapKind.PANEL: N_("安排评委"),
    GapKind.SMALL_PANEL: N_("查看评委"),
    GapKind.UNJUDGED: N_("另派评委"),
}
