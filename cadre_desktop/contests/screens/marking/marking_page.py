"""Marking from paper: choose event and judge (or entrant), type, and every mark is checked and kept at once."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QMargins, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.contests.actions.marking import MissingSheet
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.marking.cell_sentence import CellSentence
from cadre_desktop.contests.screens.marking.differences_panel import DifferencesPanel
from cadre_desktop.contests.screens.marking.live_ranks import LiveRanks
from cadre_desktop.contests.screens.marking.mark_history_label import MarkHistoryLabel
from cadre_desktop.contests.screens.marking.marking_commands import MarkingCommands
from cadre_desktop.contests.screens.marking.marking_head import AGAIN, BY_JUDGE, DIFFERENCES, ONCE, MarkingHead
from cadre_desktop.contests.screens.marking.marking_position import MarkingPosition, MarkingPositions
from cadre_desktop.contests.screens.marking.measured_import import import_measured, save_measured_form
from cadre_desktop.contests.screens.marking.ranks_beside import WithRanks
from cadre_desktop.contests.screens.marking.sheet_reading import (
    MEASURED,
    TABLES,
    Keying,
    MarkingReading,
    entrants_to_key,
    judges_to_key,
    lacking_words,
    open_to_second,
    read,
    rows_by_entrant,
    rows_by_judge,
)
from cadre_desktop.contests.screens.marking.sheet_rows import SheetRow
from cadre_desktop.contests.screens.marking.sheet_table import SheetTable
from cadre_desktop.contests.screens.marking.sheet_writing import SheetWriter
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Job
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.empty_state import EmptyState
from cadre_desktop.kit.qt.keyboard.workplace import Workplace
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.talk.sizing import is_low

_RANKS, _STAYS = "contest marking ranks", "contest marking stays"  # not shown
_USUAL, _LOW = (QMargins(16, 8, 16, 10), 8), (QMargins(16, 2, 16, 2), 4)
"""What is free around the parts of the page and between them; on a low screen."""


class MarkingPage(Workplace):
    """The marking grid: above it what is chosen, below it one sentence about the cell with the cursor.

    `alone_wanted` says whether the page is to have the window to itself.
    """

    alone_wanted = Signal(bool)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self._track: Track | None = None
        self._reading: MarkingReading | None = None
        self._afresh = True
        self.head = MarkingHead()
        self.writer = SheetWriter(desk, self._say, self)
        self.model = self.writer.model
        self.table = SheetTable(self.model)
        self.sentence = CellSentence()
        self.history, self.differences, self.ranks = MarkHistoryLabel(desk), DifferencesPanel(desk), LiveRanks()
        self.commands = MarkingCommands(self, self.head)
        self.empty = EmptyState("edit", _("还没有评委"), _("请先在“评委”里安排这个项目的评委席。"))
        self._way = BY_JUDGE
        self._who: int | None = None
        self._return_to: MarkingPosition | None = None
        self.positions = MarkingPositions(desk.settings, lambda: self._here, self)
        self._second = self._comparing = self._again = self._ended = False
        self._actor = ""
        self._job: Job | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.addWidget(self.head)
        self.beside = WithRanks(self.ranks)
        for widget in (self.table, self.differences, self.empty):
            self.beside.left.addWidget(widget, 1)
        self.differences.hide()
        set_role(self.empty, "card")
        column.addWidget(self.beside, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.history)
        self._stand(_USUAL)
        self.work_in(self.table)

    def _stand(self, room: tuple[QMargins, int]) -> None:
        margins, gap = room
        self._column.setContentsMargins(margins)
        self._column.setSpacing(gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a low screen the rows have the room."""
        super().resizeEvent(event)
        low = is_low(self)
        self._stand(_LOW if low else _USUAL)
        self.table.set_dense(low)

    def _connect(self) -> None:
        self.head.event_box.changed.connect(self._change_event)
        self.head.who.changed.connect(self._change_who)
        self.head.mode.chosen.connect(self._change_way)
        self.head.keying.chosen.connect(self._change_keying)
        self.head.stepped.connect(self.step)
        self.model.spoke.connect(self._say)
        self.table.moved.connect(self._go_on)
        self.table.heightened.connect(self.ranks.level)
        self.table.finished.connect(self._finish)
        self.table.confirmed.connect(self.confirm)
        self._desk.changes.happened.connect(self._changed)
        self.beside.shown.connect(self._tell_ranks)
        self.beside.want(bool(self._desk.settings.get(_RANKS, True)))
        self.head.ranks.clicked.connect(self._ask_for_ranks)
        self.head.alone.toggled.connect(self.alone_wanted)
        self._add_commands()

    def _add_commands(self) -> None:
        commands, writer = self.commands, self.writer
        commands.add_confirming(self.confirm, writer.confirm_shown, writer.confirm_checked, self.take_back)
        take_in = partial(self._with_event, import_measured)
        commands.add_measured(take_in, partial(self._with_event, save_measured_form))
        commands.add("ranks", _("即时名次"), "Ctrl+R", self.head.ranks.click, "contest")
        commands.add("alone", _("只看评分表"), "F11", self.head.alone.click, "fit-page")
        commands.add_choice(self._desk.settings, _STAYS, _("有误时光标不离开"), "Ctrl+L", self.table.set_stays)
        commands.add_switches(self.step, self.step_event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere, if not to another window, finds everything there."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.head.alone.setChecked(False)

    def changeEvent(self, event: QEvent) -> None:
        """Back from another window: somebody else may be at the keyboard, who keys other sheets a second time."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self._second and self._actor != self._desk.store.actor:
            self._show_sheets()

    def show_track(self, contest: Contest, track: Track) -> None:
        """Show the sheets of a track, beginning where somebody was marking there last."""
        self._afresh = self._track is None or self._track.id != track.id
        self._return_to = self.positions.of(track.id) if self._afresh else None
        if self._return_to is not None:
            self._way = self._return_to.way
            self.head.mode.check(self._way)
        self._contest, self._track = contest, track
        self.refresh()

    def go_to(self, sheet: MissingSheet) -> None:
        """Show a sheet of the track, by its judge, to be keyed the first time or confirmed."""
        if self._second or self._comparing:
            self.head.keying.button(ONCE).click()
        self._way, who = BY_JUDGE, sheet.judge or MEASURED
        self.head.mode.check(BY_JUDGE)
        self._afresh, self._return_to = True, MarkingPosition(sheet.event, BY_JUDGE, who, sheet.entrant, sheet.judge)
        self.refresh()

    def refresh(self) -> None:
        """Read the marks again; while they are being read, once more afterwards."""
        if self._track is None:
            return
        if self._job is not None and not (self._job.over or self._job.dropped):
            self._again = True
            return
        self._again = False
        (track, event), before = self._wanted, None if self._afresh else self._reading
        written = self.writer.written
        self._job = self._desk.jobs.run(
            _("正在读取评分"),
            lambda _progress: read(track, event, before),
            lambda reading: self._arrived(reading, (track, event), written),
            owner=self,
        )

    @property
    def _wanted(self) -> tuple[int, int | None]:
        """Track and event to be looked at; of another track the one looked at last, or its first."""
        assert self._track is not None
        if self._afresh:
            return self._track.id, self._return_to.event if self._return_to else None
        return self._track.id, self.head.event_box.value()

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and self._track is not None and self._desk.changes.touches(tables, *TABLES):
            if "contest" in tables:
                self._contest = Contest.get_or_none(Contest.id == self._track.__data__["contest"]) or self._contest
            self.refresh()

    def _arrived(self, reading: MarkingReading, asked: tuple[int, int | None], written: int) -> None:
        """Show what was read after the batch `written`, unless something else is wanted by now."""
        if asked == self._wanted:
            self._show(reading)
            self.model.settle(written)
        if self._again:
            self.refresh()

    def _show(self, reading: MarkingReading) -> None:
        before, self._reading, self.writer.reading = self._reading, reading, reading
        if self.head.ranks.isChecked():
            self.ranks.put(reading.result, reading.provisional)
        if before is not None and not reading.regrouped and self.model.rows and not self._comparing:
            self.model.follow(Keying(reading, self._second), reading.touched or ())
            self._tell_cell()
            return
        self.head.offer_events(reading.result.rules, reading.event)
        self._offer()
        self.head.tell_progress(reading.expected - reading.missing, reading.expected)
        self._show_sheets()

    def _offer(self) -> None:
        """Offer the judges of the event, or its entrants; each with how many of the sheets are complete."""
        reading, choices = self._reading, []
        if reading is not None and reading.event is not None:
            choices = judges_to_key(reading, self._second) if self._way == BY_JUDGE else entrants_to_key(reading)
        self.head.offer(choices, self._afresh, self._return_to.who if self._return_to else None)

    def _show_sheets(self) -> None:
        reading, who = self._reading, self.head.who.value()
        comparing = self._comparing and reading is not None and reading.event is not None
        self.differences.setVisible(comparing)
        if comparing and reading is not None and reading.event is not None:
            self.table.hide()
            self.empty.hide()
            self.sentence.clear()
            self.differences.show_event(reading.event.key)
            return
        rows = [] if reading is None or reading.event is None or who is None else self._rows(reading, who)
        if reading is None or reading.event is None or not rows:
            self._show_empty(reading)
            return
        judged = self._way != BY_JUDGE or who != MEASURED
        lines = [line for line in reading.event.criteria if line.by_judges == judged]
        locked = self._contest is not None and self._contest.status == ContestStatus.SEALED
        other = [row.sheet_key for row in rows] != [row.sheet_key for row in self.model.rows]
        self.model.blind = self.writer.second = self._second
        self.model.by_code = reading.hidden
        self.model.put(rows, lines, Keying(reading, self._second), locked)
        self.table.show()
        self.empty.hide()
        if self._afresh or other or not self.table.currentIndex().isValid():
            self.table.first_cell(self._return_to and (self._return_to.entrant, self._return_to.judge))
        self._afresh, self._return_to, self._who = False, None, who
        self._tell_cell()

    @property
    def _here(self) -> tuple[int, MarkingPosition] | None:
        """The track, and where in it the cursor is."""
        index = self.table.currentIndex()
        if self._track is None or not index.isValid() or index.row() >= len(self.model.rows):
            return None
        event, who = self.head.event_box.value(), self.head.who.value()
        return self._track.id, MarkingPosition(event, self._way, who, *self.model.rows[index.row()].sheet_key)

    def _rows(self, reading: MarkingReading, who: int) -> list[SheetRow]:
        rows = rows_by_judge(reading, who or None) if self._way == BY_JUDGE else rows_by_entrant(reading, who)
        self._actor = self._desk.store.actor
        return open_to_second(rows, reading, self._actor) if self._second else rows

    def _show_empty(self, reading: MarkingReading | None) -> None:
        self.model.put([])
        self.table.hide()
        self.empty.show()
        self.empty.set_words(*lacking_words(reading))
        self.sentence.clear()

    def _change_event(self) -> None:
        if self.may_leave():
            self.model.wrong.clear()
            self.refresh()
        elif self._reading is not None and self._reading.event is not None:
            self.head.event_box.set_value(self._reading.event.key)

    def _change_who(self) -> None:
        if self.may_leave():
            self._show_sheets()
        else:
            self.head.who.set_value(self._who)

    def _change_way(self, way: int) -> None:
        if not self.may_leave():
            self.head.mode.check(self._way)
            return
        self._way = way
        self._offer()
        self._show_sheets()

    def _change_keying(self, way: int) -> None:
        if not self.may_leave():
            self.head.keying.check(DIFFERENCES if self._comparing else int(self._second))
            return
        self._second, self._comparing = way == AGAIN, way == DIFFERENCES
        self.model.wrong.clear()
        self.model.settle(self.model.batch)
        self._offer()
        self._show_sheets()
        if self.model.rows and not self._comparing:
            self.table.first_cell()
        (self.differences if self._comparing else self.table).setFocus()

    def step(self, step: int) -> None:
        """Go to the next judge's (or entrant's) sheets, or to those before."""
        index = self.head.who.currentIndex() + step
        if 0 <= index < self.head.who.count() and self.may_leave():
            self.head.who.setCurrentIndex(index)
            self._show_sheets()
            self.table.first_cell()
            self.table.setFocus()

    def step_event(self, step: int) -> None:
        """Go to the next event of the track, or to the one before."""
        index = self.head.event_box.currentIndex() + step
        if 0 <= index < self.head.event_box.count() and self.may_leave():
            self.model.wrong.clear()
            self.head.event_box.setCurrentIndex(index)
            self.refresh()

    def _ask_for_ranks(self, shown: bool) -> None:
        """What is asked for on a page without room for both counts as long as it is open."""
        if self.beside.roomy:
            self._desk.settings.put(_RANKS, shown)
            self.beside.want(shown)
        else:
            self.beside.ask(shown)

    def _tell_ranks(self, shown: bool) -> None:
        self.head.ranks.setChecked(shown)
        if shown and self._reading is not None:
            self.ranks.put(self._reading.result, self._reading.provisional)

    def _tell_cell(self) -> None:
        index = self.table.currentIndex()
        spot = self.model.spot(index) if index.isValid() and index.row() < len(self.model.rows) else None
        event = self._reading.event if self._reading is not None else None
        self.history.ask(None if event is None or self._second else event.key, spot)
        self.positions.moved()
        self.ranks.point(self.model.rows[index.row()].entrant if spot is not None else None)
        self.sentence.tell(self.model, index, self._ended)

    def _say(self, sentence: str) -> None:
        if sentence:
            self.sentence.say(sentence)
        else:
            self._tell_cell()

    def _go_on(self) -> None:
        self._ended = False
        self._tell_cell()

    def _finish(self) -> None:
        self._ended = True
        self._tell_cell()

    def confirm(self) -> None:
        """Confirm the sheet in front, and go on to the next."""
        index = self.table.currentIndex()
        if self._second or not index.isValid() or self.model.locked:
            return

        def confirmed(_count: int) -> None:
            self.table.next_cell(self.model.index(index.row(), self.model.total_column))

        self.writer.confirm(index.row(), confirmed)

    def take_back(self) -> None:
        """Take back, with a reason, that the sheet in front was confirmed."""
        index = self.table.currentIndex()
        if index.isValid() and not self.model.locked and not self._comparing:
            self.writer.take_back(index.row())

    def _with_event(self, run: Callable[[Desk, Contest, str, QWidget], object]) -> None:
        """Do something about the measured marks of the event in front, in all tracks that hold it."""
        reading, contest = self._reading, self._contest
        if reading is not None and reading.event is not None and contest is not None and self.may_leave():
            run(self._desk, contest, reading.event.name, self)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about marks that are not allowed."""
        if not self.model.wrong:
            return True
        text = _("有 {count} 个分值不合规则（已标红），没有保存。").format(count=len(self.model.wrong))
        if not self._desk.notices.ask(text, _("放弃这些分值"), _("继续录入"), danger=True):
            return False
        self.model.wrong.clear()
        return True
