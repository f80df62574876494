"""The rank list of a track by the marks of now; a line that is opened shows how its rank was derived."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QSplitter, QVBoxLayout, QWidget

from cadre_desktop.contests.actions.awarding import choose_awards, level_named
from cadre_desktop.contests.actions.marking import missing_sheets
from cadre_desktop.contests.actions.sealed_hash import is_intact
from cadre_desktop.contests.naming import UNMATCHED, unmatched_words, visible
from cadre_desktop.contests.records import Contest, Result, Track
from cadre_desktop.contests.remarks import share_notes
from cadre_desktop.contests.results import TrackResult, ranking_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.results.explain_panel import ExplainPanel
from cadre_desktop.contests.screens.results.matching_dialog import begin_matching
from cadre_desktop.contests.screens.results.result_band import ResultBand
from cadre_desktop.contests.screens.results.result_model import FIRST_EVENT, ResultLine, ResultModel, lines_of_result
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.lists.grid_table import TONE, GridTable
from cadre_desktop.kit.qt.look.chip import ChipDelegate
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out

_TABLES = (
    "mark",
    "event",
    "criterion",
    "entrant",
    "track",
    "judge",
    "seat",
    "recusal",
    "award_level",
    "award_choice",
    "tie_break",
    "contest",
)
_HASH_SHOWN = 16
_RANK, _EVENT, _TOTAL = 56, 92, 80
_NAME, _WHY, _AWARD = (112, 190), (112, 220), (112, 240)
"""The least and the most px for names, for what decided a rank and for awards."""
_UNIT = (120, 260)
"""The least and the most px for the court."""


@dataclass(frozen=True)
class ResultsReading:
    """What the page shows, read in a job; `result` is None where nothing may be seen before the matching.

    `notes` say how many awards percentages gave that are no whole number of people.
    """

    result: TrackResult | None
    lines: list[ResultLine]
    missing: int
    intact: bool
    honours: bool
    notes: list[str]


def read(contest: Contest, track: int) -> ResultsReading:
    """The result of a track, and for a sealed contest whether it is still what was sealed."""
    whole = ranking_of(track)
    result = visible(whole)
    intact = contest.status != ContestStatus.SEALED or is_intact(contest)
    honours = Result.select().where(Result.contest == contest, Result.award != "").exists()
    lines = lines_of_result(result) if result else []
    notes = share_notes(result) if result else []
    return ResultsReading(result, lines, len(missing_sheets(whole)), intact, honours, notes)


class ResultsPage(Workplace):
    """The list with one sentence above it and, when asked for, the derivation beside it.

    `certificates_wanted` asks for the honour certificates of a sealed contest.
    """

    certificates_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self._track: Track | None = None
        self.reading: ResultsReading | None = None
        self._papers = Papers(desk, self)
        self.model = ResultModel(self)
        self.table = _ResultTable()
        self.table.setModel(self.model)
        self.panel = ExplainPanel()
        self.band = ResultBand()
        self.empty = EmptyState(
            "contest", _("还没有成绩"), _("在“评分”里录入评分表后，这里即时排出名次；缺项和待补的评分表会写明。")
        )
        self.match = QAction(icon("check"), _("拆封匹配…"), self)
        self.match.setToolTip(_("匿名评审的评分表齐了以后，把姓名与代号对上"))
        self.match.triggered.connect(self.begin_matching)
        self.unmatched = EmptyState("contest", _(UNMATCHED), unmatched_words(""), self.match)
        self._build()
        self.table.opened.connect(lambda index: self.explain(self.model.lines[index.row()].entrant))
        self.table.left.connect(self._close_panel)
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._follow())
        self.panel.closed.connect(self._close_panel)
        self.panel.print_wanted.connect(self._print_explanation)
        self.band.settle.clicked.connect(self._settle)
        self.band.match.clicked.connect(self.begin_matching)
        self.band.honours.clicked.connect(self.certificates_wanted)
        desk.changes.happened.connect(self._changed)

    def _build(self) -> None:
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        for state in (self.empty, self.unmatched):
            set_role(state, "card")
            column.addWidget(state, 1)
        self.unmatched.hide()
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setStretchFactor(0, 1)
        split.setSizes([700, 420])
        self.panel.setMinimumWidth(320)
        self.panel.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(16, 8, 16, 14)
        page.setSpacing(10)
        page.addWidget(self.band)
        page.addWidget(split, 1)
        self.work_in(self.table)

    def show_track(self, contest: Contest, track: Track) -> None:
        """Show the result of a track."""
        if self._track is None or self._track.id != track.id:
            self.panel.hide()
            self._make_room()
        self._contest, self._track = contest, track
        self.refresh()

    def refresh(self) -> None:
        """Rank again."""
        contest, track = self._contest, self._track
        if contest is not None and track is not None:
            self._desk.jobs.run(
                _("正在计算成绩"),
                lambda _progress: read(contest, track.id),
                self._show,
                keep_latest=f"results {id(self)}",
                owner=self,
            )

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and self._contest is not None and self._desk.changes.touches(tables, *_TABLES):
            self._contest = Contest.get_or_none(Contest.id == self._contest.id) or self._contest
            self.refresh()

    def _show(self, reading: ResultsReading) -> None:
        self.reading = reading
        self.unmatched.setVisible(reading.result is None)
        if reading.result is None:
            self._show_unmatched()
            return
        current = self.current
        events, by_code = [event.name for event in reading.result.rules.events], bool(reading.result.rules.blind)
        new_columns = events != self.model.events or by_code != self.model.by_code
        self.model.put(reading.lines, events, by_code, self._provisional(reading))
        if new_columns:
            chip = ChipDelegate(lambda tone: tone or "", TONE, self.table)
            plain = self.table.itemDelegate()
            for column in range(self.model.columnCount()):
                last = column == self.model.columnCount() - 1
                self.table.setItemDelegateForColumn(column, chip if last else plain)
        self._make_room()
        marked = any(line.rank != "—" for line in reading.lines) or any(
            score != "—" for line in reading.lines for score in line.scores
        )
        self.table.setVisible(marked)
        self.empty.setVisible(not marked)
        self._tell(reading, marked)
        if current is not None and self.model.row_of(current) >= 0:
            self.table.selectRow(self.model.row_of(current))
        if self.panel.isVisibleTo(self) and self.panel.entrant is not None:
            self._fill_panel(self.panel.entrant)

    def _provisional(self, reading: ResultsReading) -> bool:
        sealed = self._contest is not None and self._contest.status == ContestStatus.SEALED
        return bool(reading.missing) and not sealed

    def _show_unmatched(self) -> None:
        """No ranking: it would join what is known by name with what is known by code."""
        assert self._track is not None
        for widget in (self.table, self.empty, self.panel, self.band):
            widget.hide()
        self.model.put([], [])
        self.unmatched.set_words(_(UNMATCHED), unmatched_words(self._track.name))

    def begin_matching(self) -> None:
        """Ask, and match names and codes of the track."""
        if self._track is not None:
            begin_matching(self._desk, self._track, self)

    def _tell_codes(self, missing: int) -> None:
        text = _("匿名评审，只列代号；评分表已齐，可以拆封匹配。")
        if missing:
            text = _("匿名评审，只列代号。还缺 {count} 张评分表，名次是暂定的。").format(count=missing)
        self.band.say("warning" if missing else "good", text, match=True)

    def _tell(self, reading: ResultsReading, marked: bool) -> None:
        """One sentence above the list: sealed, what is missing, or what the panel has to decide."""
        contest = self._contest
        assert contest is not None
        pending = [line for line in reading.lines if line.pending]
        ties = [line.name for line in reading.lines if _("并列待加赛") in line.why]
        if contest.status == ContestStatus.SEALED:
            day = contest.sealed_on.isoformat() if contest.sealed_on else ""
            text = _("成绩已于 {day} 封存，校验码 {code}。").format(day=day, code=contest.sealed_hash[:_HASH_SHOWN])
            if reading.intact:
                self.band.say("good", text, honours=reading.honours)
            else:
                self.band.say("bad", _("封存后数据有改动，与校验码不符。请查看操作记录，或启封后重新封存。"))
        elif self.model.by_code:
            self._tell_codes(reading.missing)
        elif pending:
            names = _("、").join(line.name for line in pending)
            text = _("{names}在名额线上并列，须由评委会评议：选中获奖者后点“确定评议结果”。")
            self.band.say("warning", text.format(names=names), settle=True)
        elif ties:
            text = _("{names}总分相同，待加赛；请在“选手”里填写加赛分。").format(names=_("、").join(ties))
            self.band.say("warning", text)
        elif marked and reading.missing:
            text = _("还缺 {count} 张评分表，名次和奖项是暂定的，会随录入变化。").format(count=reading.missing)
            self.band.say("warning", text + "".join(reading.notes))
        elif marked:
            self.band.say("good", _("评分表已齐，可以核对后封存。") + "".join(reading.notes))
        else:
            self.band.hide()

    @property
    def current(self) -> int | None:
        """The entrant the cursor is at."""
        index = self.table.currentIndex()
        return self.model.lines[index.row()].entrant if 0 <= index.row() < len(self.model.lines) else None

    def explain(self, entrant: int) -> None:
        """Open the derivation of an entrant's rank."""
        self._fill_panel(entrant)
        if self.current != entrant and self.model.row_of(entrant) >= 0:
            self.table.selectRow(self.model.row_of(entrant))
        self.panel.show()
        self._make_room()

    def _make_room(self) -> None:
        """Beside the derivation the list needs no more than rank, name, court, total and award."""
        beside = self.panel.isVisibleTo(self)
        for column in range(FIRST_EVENT, FIRST_EVENT + len(self.model.events)):
            self.table.setColumnHidden(column, beside and not self.model.by_code)  # codes leave room enough
        self.table.setColumnHidden(self.model.columnCount() - 2, beside)
        for column in (FIRST_EVENT - 1, self.model.columnCount() - 1):
            self.table.setColumnHidden(column, self.model.by_code)
        self.table.fit(len(self.model.events))

    def _fill_panel(self, entrant: int) -> None:
        if self.reading is None or self.reading.result is None:
            return
        line = next((line for line in self.reading.lines if line.entrant == entrant), None)
        if line is None:
            self.panel.hide()
            return
        ranked = _("暂定第 {rank} 名") if self.model.provisional else _("第 {rank} 名")
        rank = ranked.format(rank=line.rank) if line.rank != "—" else _("不排名")
        title = f"{rank} · {line.name}"
        self.panel.show_lines(entrant, title, self.reading.result.explain(entrant))

    def _follow(self) -> None:
        if self.panel.isVisibleTo(self) and self.current is not None:
            self._fill_panel(self.current)

    def _close_panel(self) -> None:
        self.panel.hide()
        self._make_room()
        self.table.setFocus()

    def _print_explanation(self) -> None:
        track, entrant, contest = self._track, self.panel.entrant, self._contest
        if track is None or entrant is None or contest is None:
            return
        name = self.panel.title.text().rpartition(" ")[2]

        def write(path: Path) -> object:
            from cadre_desktop.contests.prints.explanations import print_explanation

            return print_explanation(path, contest, track, entrant)

        self._papers.show(_("{name}成绩计算过程").format(name=name), write)

    def _settle(self) -> None:
        reading, store = self.reading, self._desk.store
        if reading is None or reading.result is None or self._track is None:
            return
        chosen = {self.model.lines[index.row()].entrant for index in self.table.selectionModel().selectedRows()}
        awards = [reading.result.awards[key] for key in chosen if reading.result.awards[key].pending]
        if not awards:
            self._desk.notices.tell(_("请先在名次表里选中评议确定的获奖者（可按 Ctrl 多选）。"))
            return
        level = level_named(self._track.id, awards[0].pending[0])
        names = _("、").join(reading.result.competitors[award.entrant].name for award in awards)
        label = _("{names}获“{award}”，评议依据（会记入操作记录）").format(names=names, award=awards[0].pending[0])
        reason = self._desk.notices.ask_text(_("评议"), label)
        if reason is not None:
            keys, text = [award.entrant for award in awards], reason
            carry_out(
                self._desk,
                _("正在保存"),
                lambda: choose_awards(store, level, keys, text),
                lambda _nothing: None,
                self,
            )


class _ResultTable(GridTable):
    """Rows are selected whole; `left` says that Escape was pressed."""

    left = Signal()

    def __init__(self) -> None:
        super().__init__(_("名次表"))
        self._events = 0
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.clicked.connect(self.opened)

    def fit(self, events: int) -> None:
        """Names and awards are whole and scores are close to them; room that is left is empty at the right."""
        self._events = events
        name, why, award = (
            self.wanted_width(column, *bounds)
            for column, bounds in ((1, _NAME), (FIRST_EVENT + events + 1, _WHY), (FIRST_EVENT + events + 2, _AWARD))
        )
        widths = [_RANK, name, 0, *[_EVENT] * events, _TOTAL, why, award]
        seen = sum(width for section, width in enumerate(widths) if not self.isColumnHidden(section))
        widths[FIRST_EVENT - 1] = max(_UNIT[0], min(_UNIT[1], self.viewport().width() - seen))
        self.set_widths(widths)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit(self._events)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
