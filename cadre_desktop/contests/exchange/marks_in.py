"""Taking in marks, hundreds of thousands of them: what distinct cells mean is found out once, and never guessed."""

from array import array
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from cadre_desktop.contests.exchange.contract import CRITERION_SHEET, MARK_SHEET, SECOND_SHEET
from cadre_desktop.contests.exchange.people_in import entrants_of, judges_of
from cadre_desktop.contests.exchange.settings_in import NamedElsewhere
from cadre_desktop.contests.records import Contest, Event, Mark, SecondMark
from cadre_desktop.contests.results import TrackRules, rules_of
from cadre_desktop.contests.rules.rubrics import RubricLine, check_mark
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.sheets import SheetKey, Spot, reopen_sheets
from cadre_desktop.contests.vetting import judge_problem
from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.intake.clean import NOTHING
from cadre_desktop.kit.intake.memo import Memo
from cadre_desktop.kit.intake.readers import text_of
from cadre_desktop.kit.intake.sheets.book import ContractTable, Findings, memo_of, tell_note
from cadre_desktop.kit.intake.sheets.merging import MergeState, MergeTally, RecordMerge, at
from cadre_desktop.kit.intake.sheets.names import Lookup, NamedPeople, NamedRows, Unfit
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.store.bulk import indexes_made_after
from cadre_desktop.kit.store.database import database

_EVERY = 20_000
_COLUMNS = ("track", "event", "entrant", "judge", "criterion", "value")


class _Line(NamedTuple):
    """A criterion as it is marked in one track, and what the cells under 评委 and 分值 mean for it."""

    key: int
    judges: Lookup
    values: Lookup


class _Panel:
    """One event in one track: what the cells under 选手 and 评分项 mean, and the pairs that must not be marked."""

    def __init__(
        self, held: NamedElsewhere, rules: TrackRules, event: int, entrants: Lookup, judges: NamedPeople, read: Memo
    ):
        self._event = rules.event(event)
        self._seated = judges_of(held.contest, rules.panels[event])
        self._judges = judges
        self._read = read
        self.entrants = entrants
        by_key = {line.key: line for line in self._event.criteria}
        names = NamedRows(_("评分项"), ((line.name, line.key) for line in self._event.criteria), CRITERION_SHEET.title)
        self.lines = Lookup(lambda raw: self._line(by_key[at("criterion", names.get, text_of(raw))]))
        self.keys = tuple(by_key)

    def _line(self, line: RubricLine) -> _Line:
        return _Line(line.key, Lookup(lambda raw: self._judge(line, raw)), Lookup(lambda raw: self._value(line, raw)))

    def _judge(self, line: RubricLine, raw: Cell) -> int | None:
        text = text_of(raw)
        if line.by_judges == (text in NOTHING):
            raise Unfit("judge", judge_problem(line).message)
        if not line.by_judges:
            return None
        try:
            return self._seated.get(text)
        except Unclear as unclear:
            if self._seated.knows(text) or not self._judges.knows(text):
                raise Unfit("judge", str(unclear)) from unclear
            message = _("{judge}不是这个赛道“{event}”的评委，不能评分；请核对，或先在“评委”表里安排。")
            raise Unfit("judge", message.format(judge=text, event=self._event.name)) from unclear

    def _value(self, line: RubricLine, raw: Cell) -> int | None:
        points: int | None = self._read[raw]
        wrong = self._read.bad.get(raw) or (check_mark(line, points) if points is not None else None)
        if wrong:
            raise Unfit("value", wrong)
        return points


class _Panels:
    """The events of all tracks, each made out when a row first names it. `events` are theirs by criterion."""

    def __init__(self, held: NamedElsewhere, known: Collection[tuple[int, int]]):
        self._held = held
        self._known = known
        self._judges = judges_of(held.contest)
        self._rules: dict[int, tuple[TrackRules, Lookup]] = {}
        self.points = memo_of(MARK_SHEET, "value")
        self.by_names = Lookup(self._named)
        self.events: dict[int, int] = {}
        self.barred: set[tuple[int, int]] = set()

    def _named(self, names: tuple[Cell, Cell]) -> _Panel:
        track_text, event_text = map(text_of, names)
        track = at("track", self._held.tracks.get, track_text)
        event = self._held.event(self._held.title(event_text), track)
        if track not in self._rules:
            self._rules[track] = self._read_track(track)
        rules, entrants = self._rules[track]
        if event in rules.blind:
            text = _("“{event}”是匿名评审，还没有拆封匹配：评分不能导入，请在“评分”页按代号录入。")
            raise Unfit("event", text.format(event=rules.event(event).name))
        panel = _Panel(self._held, rules, event, entrants, self._judges, self.points)
        self.events.update(dict.fromkeys(panel.keys, event))
        return panel

    def _read_track(self, track: int) -> tuple[TrackRules, Lookup]:
        rules, people = rules_of(track), entrants_of(track)
        pairs = {(judge, entrant) for entrant, judges in rules.barred.items() for judge in judges}
        self.barred |= pairs - set(self._known)
        return rules, Lookup(lambda raw: at("entrant", people.get, text_of(raw)))


@dataclass
class _Marks:
    """What the sheet says: the marks by their spots, the Excel row of each, and rows that say one again."""

    values: dict[Spot, int] = field(default_factory=dict)
    numbers: "array[int]" = field(default_factory=lambda: array("l"))
    again: list[tuple[int, Spot]] = field(default_factory=list)
    at_odds: set[Spot] = field(default_factory=set)
    blank: int = 0


@uncollected
def take_marks(
    held: NamedElsewhere,
    table: ContractTable,
    known: Collection[tuple[int, int]],
    tally: MergeTally,
    progress: Progress,
) -> None:
    """Store all marks that are allowed; an empty cell says nothing.

    `known` are pairs of judge and entrant whose recusal the workbook itself names: marks made before it was known
    are kept, and left out of the results.
    """
    if any(name not in table.column_indexes for name in MARK_SHEET.headed):
        return  # told already, at the headings
    panels = _Panels(held, known)
    marks = _read(table, panels, tally.findings, progress)
    _refuse_at_odds(table, marks, tally.findings)
    tally.states[MergeState.SAME] += marks.blank + sum(spot not in marks.at_odds for _number, spot in marks.again)
    _write(held.contest, marks.values, panels.events, tally)


@uncollected
def take_second(
    held: NamedElsewhere,
    table: ContractTable,
    known: Collection[tuple[int, int]],
    tally: MergeTally,
    progress: Progress,
) -> None:
    """Store what was keyed the second time, checked as marks are."""
    if any(name not in table.column_indexes for name in SECOND_SHEET.headed):
        return  # told already, at the headings
    panels = _Panels(held, known)
    marks = _read(table, panels, tally.findings, progress)
    _refuse_at_odds(table, marks, tally.findings)
    tally.states[MergeState.SAME] += marks.blank + sum(spot not in marks.at_odds for _number, spot in marks.again)
    merge = RecordMerge(SecondMark, SecondMark.select().join(Event).where(Event.contest == held.contest), _spot)
    for index, (spot, value) in enumerate(marks.values.items()):
        entrant, judge, criterion = spot
        where = {"event": panels.events[criterion], "entrant": entrant, "judge": judge, "criterion": criterion}
        tally.states[merge.take(index, {**where, "value": value}, {})] += 1
    merge.write()


def _spot(values: Values) -> Spot:
    return values["entrant"], values["judge"], values["criterion"]


def _columns(table: ContractTable) -> list[int]:
    """The index of each column; one that the sheet lacks is blank everywhere."""
    indexes = [table.column_indexes.get(name, -1) for name in _COLUMNS]
    if -1 in indexes:
        for cells in table.cells.values():
            cells.append("")
    value = indexes[-1]
    for cells in table.cells.values():
        if cells[value].__class__ is bool:  # Python holds True for 1
            cells[value] = "是" if cells[value] else "否"
    return indexes


def _read(table: ContractTable, panels: _Panels, findings: Findings, progress: Progress) -> _Marks:
    track, event, entrant_, judge_, criterion, value_ = _columns(table)
    marks, found, barred = _Marks(), panels.by_names, panels.barred
    values, numbers = marks.values, marks.numbers
    total = len(table.cells)
    for number, cells in table.cells.items():
        if not number % _EVERY:
            progress.check()
            progress.report(len(numbers), total)
        try:
            panel = found[cells[track], cells[event]]
            line = panel.lines[cells[criterion]]
            entrant = panel.entrants[cells[entrant_]]
            judge = line.judges[cells[judge_]]
            value = line.values[cells[value_]]
        except Unfit as unfit:
            findings.refuse(table.problem(number, unfit.name, str(unfit)))
            continue
        if value is None:
            marks.blank += 1
            continue
        if barred and (judge, entrant) in barred:
            findings.refuse(table.problem(number, "judge", _barred(table, number)))
            continue
        spot = (entrant, judge, line.key)
        earlier = values.setdefault(spot, value)
        if len(values) > len(numbers):
            numbers.append(number)
            continue
        marks.again.append((number, spot))
        if earlier != value:
            marks.at_odds.add(spot)
    _tell_notes(table, value_, panels.points.notes, findings)
    return marks


def _tell_notes(table: ContractTable, index: int, notes: Mapping[Any, str], findings: Findings) -> None:
    """Note at their rows what cells under 分值 were taken for; few workbooks have any such."""
    for number, cells in table.cells.items() if notes else ():
        if cells[index] in notes and (table.contract.title, number) not in findings.refused_rows:
            tell_note(table, number, "value", notes[cells[index]], findings)


def _barred(table: ContractTable, number: int) -> str:
    text = _("{judge}须回避{entrant}，不能评分；请删去这一行，或先在程序里解除回避。")
    return text.format(judge=table.raw(number, "judge"), entrant=table.raw(number, "entrant"))


def _refuse_at_odds(table: ContractTable, marks: _Marks, findings: Findings) -> None:
    """Of two marks for the same nobody can say which is right: neither is taken in."""
    if not marks.at_odds:
        return
    first = dict(zip(marks.values, marks.numbers, strict=True))
    message = _("与第 {row} 行是同一个评分，分值却不同，都没有导入；请核对后只保留一行。")
    others = {spot: number for number, spot in reversed(marks.again) if spot in marks.at_odds}
    for number, spot in marks.again:
        if spot in marks.at_odds:
            findings.refuse(table.problem(number, "value", message.format(row=first[spot])))
    for spot, number in others.items():
        findings.refuse(table.problem(first[spot], "value", message.format(row=number)))
        del marks.values[spot]


def _write(contest: int, marks: dict[Spot, int], events: dict[int, int], tally: MergeTally) -> None:
    known = _known(contest)
    changed = []
    reopened: dict[int, set[SheetKey]] = {}
    if known:
        for spot in marks.keys() & known.keys():
            value, (key, old) = marks.pop(spot), known[spot]
            tally.states[MergeState.CHANGED if value != old else MergeState.SAME] += 1
            if value != old:
                changed.append((value, key))
                reopened.setdefault(events[spot[2]], set()).add(spot[:2])
    tally.states[MergeState.NEW] += len(marks)
    keys = database.new_keys(len(marks))
    rows = (
        (key, events[criterion], entrant, judge, criterion, value)
        for key, ((entrant, judge, criterion), value) in zip(keys, marks.items(), strict=True)
    )
    fields: list[Any] = [Mark.event, Mark.entrant, Mark.judge, Mark.criterion, Mark.value]
    with indexes_made_after(Mark, len(marks)):
        Mark.insert_tuples(fields, rows)
    database.executemany("UPDATE mark SET value = ? WHERE id = ?", changed)
    for event, sheet_keys in reopened.items():
        reopen_sheets(event, sheet_keys)
    if marks or changed:
        preparing = (Contest.id == contest, Contest.status == ContestStatus.PREPARING)
        Contest.update(status=ContestStatus.MARKING).where(*preparing).execute()


def _known(contest: int) -> dict[Spot, tuple[int, int]]:
    rows = database.rows(
        "SELECT m.entrant_id, m.judge_id, m.criterion_id, m.id, m.value FROM mark m"
        " JOIN event v ON v.id = m.event_id WHERE v.contest_id = ?",
        contest,
    )
    return {row[:3]: row[3:] for row in rows}
