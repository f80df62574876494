"""Marking from paper: choose event and judge (or entrant), type, and every mark is checked and kept at once."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from cadre_desktop.contests.actions import MarkEntry, TrackResult, marks_of, missing_sheets, ranking_of, record_marks
from cadre_desktop.contests.records import Contest, Event, Track
from cadre_desktop.contests.results import Competitor
from cadre_desktop.contests.rules import ContestStatus
from cadre_desktop.contests.screens.sections import Sections
from cadre_desktop.contests.screens.sheet_model import SheetModel, SheetRow, Spot
from cadre_desktop.contests.screens.sheet_table import SheetTable
from cadre_desktop.contests.totals import TrackEvent
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.fields import ChoiceBox, EmptyState
from cadre_desktop.kit.qt.icons import icon

_BY_JUDGE, _BY_ENTRANT = range(2)
_MEASURED = 0
"""Stands for the desk among the judges: measured marks have none."""
_TABLES = ("mark", "event", "criterion", "entrant", "seat", "recusal", "judge", "contest")


@dataclass(frozen=True)
class Reading:
    """What the page shows, read in a job: the track and all marks of the event looked at."""

    result: TrackResult
    event: TrackEvent | None
    marks: dict[Spot, int]
    expected: int
    missing: int


def read(track: int, event: int | None) -> Reading:
    """The track as it is now; without an event its first one."""
    result = ranking_of(track)
    events = result.rules.events
    chosen = next((one for one in events if one.key == event), events[0] if events else None)
    marks = marks_of(chosen.key, result.competitors) if chosen else {}
    return Reading(result, chosen, marks, _expected(result), len(missing_sheets(result)))


def _expected(result: TrackResult) -> int:
    """How many sheets there are in the end, the desk's measured ones included."""
    count = 0
    for event in result.rules.events:
        desk = any(not line.by_judges for line in event.criteria)
        panel = result.rules.panels[event.key] if any(line.by_judges for line in event.criteria) else ()
        for entrant, one in result.competitors.items():
            if one.competes:
                barred = result.rules.barred.get(entrant, frozenset())
                count += desk + sum(judge not in barred for judge in panel)
    return count


class MarkingPage(QWidget):
    """The grid with what is chosen above it and, beneath it, one sentence about the cell one is in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self._contest: Contest | None = None
        self._track: Track | None = None
        self._reading: Reading | None = None
        self._afresh = True
        self.model = SheetModel(self._record, self)
        self.table = SheetTable(self.model)
        self.event_box = ChoiceBox((), empty=False, nothing=None)
        self.mode = Sections((_("按评委"), _("按选手")))
        self.who = ChoiceBox((), empty=False, nothing=None)
        self.progress, self.sentence = QLabel(), QLabel()
        self.empty = EmptyState("edit", _("还没有评委"), _("请先在“评委”里安排这个项目的评委席。"))
        self._way = _BY_JUDGE
        self._build()
        self._connect()

    # Building.

    def _build(self) -> None:
        self.event_box.setAccessibleName(_("项目"))
        self.event_box.setMinimumWidth(170)
        self.who.setAccessibleName(_("评委或选手"))
        self.who.setMinimumWidth(190)
        set_role(self.progress, "muted")
        line = QHBoxLayout()
        line.setSpacing(8)
        for words, box in ((_("项目"), self.event_box),):
            label = QLabel(words)
            set_role(label, "muted")
            line.addWidget(label)
            line.addWidget(box)
        line.addSpacing(6)
        line.addWidget(self.mode)
        line.addWidget(self._arrow("chevron-left", _("上一张（Ctrl+PageUp）"), -1))
        line.addWidget(self.who)
        line.addWidget(self._arrow("chevron-right", _("下一张（Ctrl+PageDown）"), 1))
        line.addStretch(1)
        line.addWidget(self.progress)
        self.sentence.setMinimumHeight(24)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 10)
        column.setSpacing(8)
        column.addLayout(line)
        column.addWidget(self.table, 1)
        set_role(self.empty, "card")
        column.addWidget(self.empty, 1)
        column.addWidget(self.sentence)
        self.setFocusProxy(self.table)

    def _arrow(self, icon_name: str, words: str, step: int) -> QToolButton:
        button = QToolButton()
        button.setIcon(icon(icon_name))
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self.step(step))
        return button

    def _connect(self) -> None:
        self.event_box.changed.connect(self._change_event)
        self.who.changed.connect(self._show_sheets)
        self.mode.chosen.connect(self._change_way)
        self.model.spoke.connect(self._say)
        self.table.moved.connect(self._tell_cell)
        self.table.finished.connect(self._finish)
        self._desk.changes.happened.connect(self._changed)
        for keys, step in (("Ctrl+PgDown", 1), ("Ctrl+PgUp", -1)):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda step=step: self.step(step))

    # What is shown.

    def show_track(self, contest: Contest, track: Track) -> None:
        """Show the sheets of a track."""
        self._afresh = self._track is None or self._track.id != track.id
        self._contest, self._track = contest, track
        self.refresh()

    def refresh(self) -> None:
        """Read the marks again."""
        if self._track is None:
            return
        track, event = self._track.id, None if self._afresh else self.event_box.value()
        self._desk.jobs.run(
            _("正在读取评分"),
            lambda _progress: read(track, event),
            self._arrived,
            keep_latest=f"marking {id(self)}",
            owner=self,
        )

    def _changed(self, tables: frozenset[str]) -> None:
        if self.isVisible() and self._track is not None and self._desk.changes.touches(tables, *_TABLES):
            self._contest = Contest.get_or_none(Contest.id == self._track.__data__["contest"]) or self._contest
            self.refresh()

    def _arrived(self, reading: Reading) -> None:
        self._reading = reading
        events = reading.result.rules.events
        self.event_box.set_choices([(event.key, event.name) for event in events])
        self.event_box.set_value(reading.event.key if reading.event else None)
        self._offer()
        done = reading.expected - reading.missing
        words = _("本赛道已录 {done} / {expected} 张")
        self.progress.setText(words.format(done=done, expected=reading.expected) if reading.expected else "")
        self._show_sheets()

    def _offer(self) -> None:
        """Offer the judges of the event, or its entrants; each with how many of the sheets are complete."""
        reading, before = self._reading, self.who.value()
        if reading is None or reading.event is None:
            self.who.set_choices(())
            return
        choices = self._judges(reading) if self._way == _BY_JUDGE else self._entrants(reading)
        self.who.set_choices(choices)
        keys = [key for key, _words in choices]
        self.who.set_value(before if before in keys and not self._afresh else keys[0] if keys else None)

    def _judges(self, reading: Reading) -> list[tuple[int, str]]:
        event = reading.event
        assert event is not None
        panel = reading.result.rules.panels[event.key] if any(line.by_judges for line in event.criteria) else ()
        choices = [(judge, self._counted(reading, judge, reading.result.judges[judge])) for judge in panel]
        if any(not line.by_judges for line in event.criteria):
            choices.append((_MEASURED, self._counted(reading, _MEASURED, _("测量成绩"))))
        return choices

    def _counted(self, reading: Reading, judge: int, name: str) -> str:
        assert reading.event is not None
        lines = [line for line in reading.event.criteria if line.by_judges == bool(judge)]
        rows = [row for row in self._rows_by_judge(reading, judge) if not row.blocked]
        whole = sum(all((row.entrant, row.judge, line.key) in reading.marks for line in lines) for row in rows)
        return _("{name}　{done}/{count}").format(name=name, done=whole, count=len(rows))

    @staticmethod
    def _entrants(reading: Reading) -> list[tuple[int, str]]:
        competitors = reading.result.competitors.values()
        return [(one.key, f"{one.number or ''} {one.name}".strip()) for one in competitors if one.competes]

    # The sheets.

    def _rows_by_judge(self, reading: Reading, judge: int) -> list[SheetRow]:
        rules = reading.result.rules
        rows = []
        for one in reading.result.competitors.values():
            blocked = "" if one.competes else _(one.status.label)
            if judge in rules.barred.get(one.key, ()):
                blocked = _("回避")
            rows.append(_row(one, judge or None, one.name, one.unit, blocked))
        return rows

    def _rows_by_entrant(self, reading: Reading, entrant: int) -> list[SheetRow]:
        event, rules = reading.event, reading.result.rules
        assert event is not None
        one, barred = reading.result.competitors[entrant], rules.barred.get(entrant, frozenset())
        names = reading.result.judges
        return [
            _row(one, judge, names[judge], _("评委"), _("回避") if judge in barred else "")
            for judge in rules.panels[event.key]
        ]

    def _show_sheets(self) -> None:
        reading, who = self._reading, self.who.value()
        if reading is None or reading.event is None or who is None:
            self._show_empty(reading)
            return
        by_judge = self._way == _BY_JUDGE
        judged = not by_judge or who != _MEASURED
        rows = self._rows_by_judge(reading, who) if by_judge else self._rows_by_entrant(reading, who)
        lines = [line for line in reading.event.criteria if line.by_judges == judged]
        if not rows or not lines:
            self._show_empty(reading)
            return
        locked = self._contest is not None and self._contest.status == ContestStatus.SEALED
        other = [(row.entrant, row.judge) for row in rows] != [(row.entrant, row.judge) for row in self.model.rows]
        self.model.put(rows, lines, reading.marks, locked)
        self.table.show()
        self.empty.hide()
        if self._afresh or other or not self.table.currentIndex().isValid():
            self.table.first_cell()
        self._afresh = False
        self._tell_cell()

    def _show_empty(self, reading: Reading | None) -> None:
        self.model.put([], (), {}, True)
        self.table.hide()
        self.empty.show()
        title, sentence = _("还没有项目"), _("请先在“设置”里给这个赛道添加项目和评分细则。")
        if reading is not None and reading.event is not None:
            title, sentence = _("还没有评委"), _("请先在“评委”里安排这个项目的评委席。")
            if not reading.event.criteria:
                title, sentence = _("还没有评分项"), _("请先在“设置”里打开这个项目，填写评分细则。")
            elif not any(one.competes for one in reading.result.competitors.values()):
                title, sentence = _("还没有选手"), _("请先在“选手”里给这个赛道报名。")
        self.empty.set_words(title, sentence)
        self.sentence.clear()

    def _change_event(self) -> None:
        if self.may_leave():
            self.model.wrong.clear()
            self.refresh()
        elif self._reading is not None and self._reading.event is not None:
            self.event_box.set_value(self._reading.event.key)

    def _change_way(self, way: int) -> None:
        self._way = way
        self._offer()
        self._show_sheets()

    def step(self, step: int) -> None:
        """Go to the next judge's (or entrant's) sheets, or to those before."""
        place = self.who.currentIndex() + step
        if 0 <= place < self.who.count() and self.may_leave():
            self.who.setCurrentIndex(place)
            self._show_sheets()
            self.table.first_cell()
            self.table.setFocus()

    # One cell.

    def _tell_cell(self) -> None:
        index = self.table.currentIndex()
        spot = self.model.spot(index) if index.isValid() and index.row() < len(self.model.rows) else None
        if self.model.locked and self.model.rows:
            self._say(_("成绩已封存，只能查看；要修改请先启封。"), wrong=False)
            return
        wrong = spot in self.model.wrong
        self._say(self.model.sentence(index) if spot is not None else "", wrong)

    def _say(self, sentence: str, wrong: bool = True) -> None:
        if not sentence and wrong:
            self._tell_cell()
            return
        set_role(self.sentence, "problem" if wrong else "muted")
        self.sentence.style().unpolish(self.sentence)
        self.sentence.style().polish(self.sentence)
        self.sentence.setText(sentence)

    def _finish(self) -> None:
        lacking = sum(not self.model.complete(row) for row in range(self.model.rowCount()))
        if lacking:
            self._say(_("已到最后一格，还有 {count} 张评分表没有填完。").format(count=lacking), wrong=False)
        else:
            self._say(_("这些评分表已填完。按 Ctrl+PageDown 录下一位。"), wrong=False)

    # Keeping marks.

    def _record(self, entries: list[MarkEntry]) -> None:
        """Write marks as one step; what the file refuses is marked at its cells."""
        reading, store = self._reading, self._desk.store
        assert reading is not None and reading.event is not None
        event, key = Event.by_key(reading.event.key), reading.event.key

        def write() -> Refused | None:
            try:
                record_marks(store, event, entries)
            except Refused as refused:
                return refused
            return None

        def done(refused: Refused | None) -> None:
            if refused is not None:
                before = marks_of(key, reading.result.competitors)
                self.model.refuse(entries, refused.problems[0].message, before)

        self._desk.jobs.run(_("正在保存评分"), lambda _progress: write(), done, writes=True, owner=self)

    def may_leave(self) -> bool:
        """Whether nothing would be lost by leaving; asks about marks that may not stand."""
        if not self.model.wrong:
            return True
        text = _("有 {count} 个分值不合规则（已标红），没有保存。").format(count=len(self.model.wrong))
        if not self._desk.notices.ask(text, _("放弃这些分值"), _("继续录入"), danger=True):
            return False
        self.model.wrong.clear()
        return True


def _row(one: Competitor, judge: int | None, name: str, unit: str, blocked: str) -> SheetRow:
    number = str(one.number) if one.number is not None else "—"
    return SheetRow(one.key, judge, number, name, unit, blocked)
