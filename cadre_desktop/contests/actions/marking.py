"""Recording marks: sheets of judges and measured marks, one or a whole contest's, checked before any is kept."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cadre_desktop.contests.naming import hides, known_in
from cadre_desktop.contests.records import Contest, Event, Mark
from cadre_desktop.contests.results import TrackResult, TrackRules, settings_of
from cadre_desktop.contests.rules.rubrics import RubricLine, check_mark
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.sheets import SheetKey, Spot, note_keying, refuse_without_reason, sheets_of
from cadre_desktop.contests.vetting import judge_problem, refuse_if_sealed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store


class MarkEntry(NamedTuple):
    """One mark in thousandths of a point, all else by key. `judge` is None for measured marks; `value` None removes."""

    entrant: int
    judge: int | None
    criterion: int
    value: int | None


class MissingSheet(NamedTuple):
    """A judge's sheet (or the desk's measured marks, `judge` None) that is expected and not complete; all by key."""

    track: int
    event: int
    entrant: int
    judge: int | None


def record_marks(store: Store, event: Event, marks: Iterable[MarkEntry], reason: str = "") -> int:
    """Record, change or remove marks of one event in one step named 录入成绩; returns how many differ from before.

    All or none. A sheet that was confirmed, or keyed a second time, changes only with a `reason`, which stays in the
    name of the step (更正成绩); it has to be confirmed again. Raises Refused with a problem for each mark that is
    wrong: points outside the criterion's range or off its step, a judge who has no seat or is recused, an entrant who
    does not compete, the same mark twice with different points; and when the contest is sealed.
    """
    contest: int = event.__data__["contest"]
    refuse_if_sealed(contest)
    entries = list(marks)
    wanted = wanted_marks(event, entries)
    known = _known(event.id, {entry.entrant for entry in entries})
    fresh, changed, gone = [], [], []
    for spot, value in wanted.items():
        key, old = known.get(spot, (None, None))
        if value == old:
            continue
        if key is None:
            fresh.append((spot, value))
        elif value is None:
            gone.append((key,))
        else:
            changed.append((value, key))
    if not (fresh or changed or gone):
        return 0
    sheets = {spot[:2] for spot, value in wanted.items() if known.get(spot, (None, None))[1] != value}
    with store.step(_step_name(event, sheets, reason)):
        Mark.add_many(
            [
                {"event": event.id, "entrant": entrant, "judge": judge, "criterion": criterion, "value": value}
                for (entrant, judge, criterion), value in fresh
            ]
        )
        database.executemany("UPDATE mark SET value = ? WHERE id = ?", changed)
        database.executemany("DELETE FROM mark WHERE id = ?", gone)
        note_keying(store.actor, event.id, sheets)
        preparing = (Contest.id == contest, Contest.status == ContestStatus.PREPARING)
        Contest.update(status=ContestStatus.MARKING).where(*preparing).execute()
    return len(fresh) + len(changed) + len(gone)


def _step_name(event: Event, sheets: set[SheetKey], reason: str) -> str:
    """What the step is called; Refused when one of the sheets is settled and there is no reason."""
    known = sheets_of(event.id, {entrant for entrant, _judge in sheets})
    infos = [known[sheet] for sheet in sheets if sheet in known]
    refuse_without_reason(infos, reason)
    if any(info.settled for info in infos):
        return _("更正成绩（{event}）：{reason}").format(event=event.name, reason=reason.strip())
    return _("录入成绩（{event}）").format(event=event.name)


def wanted_marks(event: Event, entries: Sequence[MarkEntry]) -> dict[Spot, int | None]:
    """The marks to be, by their spots; Refused with a problem for each that is not allowed."""
    check = _Checks(event, {entry.entrant for entry in entries})
    wanted: dict[Spot, int | None] = {}
    problems: list[Problem] = []
    for entry in entries:
        problem = check.problem(entry)
        spot = entry[:3]
        if problem is None and wanted.get(spot, entry.value) != entry.value:
            problem = Problem(_("{mark}填了两个不同的分值，请核对。").format(mark=check.words(entry)), field="value")
        if problem is not None:
            problems.append(problem)
        wanted[spot] = entry.value
    if problems:
        raise Refused(problems)
    return wanted


class _Checks:
    """What marks of one event are held against, read once for all of them."""

    def __init__(self, event: Event, entrants: Iterable[int]):
        self._event = event
        rows = database.rows(
            f"SELECT id, track_id FROM entrant WHERE contest_id = ? AND id IN {LISTED}",
            event.__data__["contest"],
            json.dumps(list(entrants)),
        )
        self._tracks: dict[int, int] = dict(rows)
        settings = {track: settings_of(track) for track in set(self._tracks.values())}
        self._rules = {track: rules for track, (rules, _competitors) in settings.items()}
        self._lines = {track: self._lines_of(rules) for track, rules in self._rules.items()}
        self._competitors = {
            key: one
            for rules, competitors in settings.values()
            for key, one in known_in(rules, event.id, competitors).items()
            if key in self._tracks
        }

    def _lines_of(self, rules: TrackRules) -> Mapping[int, RubricLine] | None:
        """The rubric by key, None where the event is not held in the track."""
        held = next((event for event in rules.events if event.key == self._event.id), None)
        return None if held is None else {line.key: line for line in held.criteria}

    def problem(self, entry: MarkEntry) -> Problem | None:
        """Why a mark is not allowed, or None."""
        one = self._competitors.get(entry.entrant)
        if one is None:
            return Problem(_("有一个评分的选手不在这次竞赛中，请核对。"), field="entrant")
        track = self._tracks[entry.entrant]
        lines = self._lines[track]
        line = None if lines is None else lines.get(entry.criterion)
        if line is None:
            message = _("{name}的赛道没有“{event}”的这个评分项，请核对。")
            return Problem(message.format(name=one.name, event=self._event.name), field="criterion")
        if line.by_judges != (entry.judge is not None):
            return judge_problem(line)
        if entry.value is None:
            return None  # taking a mark back is always right
        if hides(self._rules[track], self._event.id) and not one.code:
            message = _("“{event}”是匿名评审，请先抽签给出代号，再按代号录入。")
            return Problem(message.format(event=self._event.name), field="entrant")
        if not one.competes:
            message = _("{name}已{status}，不能评分。")
            return Problem(message.format(name=one.name, status=_(one.status.label)), field="entrant")
        return self._judge_problem(entry, self._rules[track], one.name) or self._value_problem(entry, line)

    def _judge_problem(self, entry: MarkEntry, rules: TrackRules, name: str) -> Problem | None:
        if entry.judge is None:
            return None
        if entry.judge not in rules.panels[self._event.id]:
            message = _("{judge}不是“{event}”的评委，请先在“评委”页安排席位。")
        elif entry.judge in rules.barred.get(entry.entrant, ()):
            message = _("{judge}须回避{name}，不能评分。")
            if hides(rules, self._event.id):
                message = _("{judge}不评{name}，请核对评分表上的代号。")
        else:
            return None
        text = message.format(judge=_judge_name(entry.judge), event=self._event.name, name=name)
        return Problem(text, field="judge")

    @staticmethod
    def _value_problem(entry: MarkEntry, line: RubricLine) -> Problem | None:
        wrong = check_mark(line, entry.value or 0)
        return Problem(wrong, field="value") if wrong else None

    def words(self, entry: MarkEntry) -> str:
        """欧阳文博的“说理”（评委王祯）."""
        lines = self._lines[self._tracks[entry.entrant]] or {}
        text = _("{name}的“{line}”").format(
            name=self._competitors[entry.entrant].name, line=lines[entry.criterion].name
        )
        return (
            text
            if entry.judge is None
            else _("{mark}（评委{judge}）").format(mark=text, judge=_judge_name(entry.judge))
        )


def _judge_name(judge: int) -> str:
    return str(database.value("SELECT name FROM judge WHERE id = ?", judge) or judge)


def _known(event: int, entrants: Iterable[int]) -> dict[Spot, tuple[int, int]]:
    """The marks there are, by their spots: their keys and values."""
    rows = database.rows(
        f"SELECT entrant_id, judge_id, criterion_id, id, value FROM mark WHERE event_id = ? AND entrant_id IN {LISTED}",
        event,
        json.dumps(list(entrants)),
    )
    return {row[:3]: row[3:] for row in rows}


def marks_of(event: int, entrants: Iterable[int]) -> dict[Spot, int]:
    """The marks of entrants in an event, in thousandths, by their spots: entrant, judge, criterion."""
    return {spot: value for spot, (_key, value) in _known(event, entrants).items()}


def expected_sheets(result: TrackResult) -> list[MissingSheet]:
    """Every sheet that there is to be in a track, complete or not; measured marks are one of their own."""
    return [
        MissingSheet(result.rules.track, event.key, entrant, judge)
        for event in result.rules.events
        for entrant, one in known_in(result.rules, event.key, result.competitors).items()
        if one.competes
        for judge in sheet_judges(result.rules, event, entrant)
    ]


def sheet_judges(rules: TrackRules, event: TrackEvent, entrant: int) -> list[int | None]:
    """Who marks an entrant in an event, None for the desk's measured marks."""
    judged = any(line.by_judges for line in event.criteria)
    measured = any(not line.by_judges for line in event.criteria)
    barred = rules.barred.get(entrant, frozenset())
    panel = [judge for judge in rules.panels[event.key] if judge not in barred] if judged else []
    return [*([None] if measured else []), *panel]


def missing_sheets(result: TrackResult) -> list[MissingSheet]:
    """Every sheet that is expected in a track and not complete, by event, entrant and judge.

    Nothing is expected of entrants who do not compete, nor of judges who are recused.
    """
    return [
        MissingSheet(result.rules.track, event.key, entrant, judge)
        for index, event in enumerate(result.rules.events)
        for entrant, one in known_in(result.rules, event.key, result.competitors).items()
        if one.competes
        for judge in lacking_judges(result, event, index, entrant)
    ]


def is_provisional(result: TrackResult) -> bool:
    """Whether a track's ranks may still change: there are some, and marks of a judge or the desk are to come."""
    return bool(result.ranking.ranked) and bool(missing_sheets(result))


def provisional_words(result: TrackResult, sealed: bool) -> str:
    """Why a track's ranks may still change; empty for one without ranks, without gaps, or sealed."""
    missing = len(missing_sheets(result)) if result.ranking.ranked and not sealed else 0
    return _("还缺 {count} 张评分表，名次是暂定的。").format(count=missing) if missing else ""


def lacking_judges(result: TrackResult, event: TrackEvent, index: int, entrant: int) -> Iterator[int | None]:
    """Whose sheets for an entrant are not complete in an event, which is the one at `index` of the track's."""
    marks = result.standings[entrant].scores[index].marks
    judged = [at for at, line in enumerate(event.criteria) if line.by_judges]
    if len(judged) < len(event.criteria) and any(
        not marks.measured or marks.measured[at] is None for at, line in enumerate(event.criteria) if not line.by_judges
    ):
        yield None
    if not judged:
        return
    complete = {sheet.judge for sheet in marks.sheets if all(sheet.marks[at] is not None for at in judged)}
    barred = result.rules.barred.get(entrant, frozenset())
    yield from (judge for judge in result.rules.panels[event.key] if judge not in complete and judge not in barred)
