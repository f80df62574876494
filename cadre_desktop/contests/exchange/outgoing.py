"""Writing a whole contest as the workbook that `incoming` reads, and the empty form of it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cadre_desktop.contests.actions.marking import marks_of
from cadre_desktop.contests.actions.panels import DECLARED
from cadre_desktop.contests.exchange.contract import (
    AWARD_SHEET,
    CHOICE_SHEET,
    CONTEST_SHEET,
    CRITERION_SHEET,
    ENTRANT_SHEET,
    EVENT_SHEET,
    JUDGE_SHEET,
    MARK_SHEET,
    NO_SEAT,
    RECUSAL_SHEET,
    SCORE_SHEET_SHEET,
    SECOND_SHEET,
    SHEETS,
    TIE_SHEET,
    TRACK_SHEET,
)
from cadre_desktop.contests.naming import known_in
from cadre_desktop.contests.records import (
    AwardLevel,
    Contest,
    Criterion,
    Entrant,
    Event,
    Judge,
    Recusal,
    ScoreSheet,
    TieBreak,
    Track,
)
from cadre_desktop.contests.results import competitors_of, rules_of, tracks_of
from cadre_desktop.contests.rules.recusal import USUAL_SEVERITIES
from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables, write_template
from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.intake.sheets.contract import SheetContract
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Column, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import CodeField
from cadre_desktop.kit.store.record import Record

Cells = Sequence[Any]


def write_contest(contest: Contest, path: Path, progress: Progress | None = None) -> int:
    """Write a contest, sealed or not, to one workbook; returns how many rows.

    Read into an empty file it gives the same results. Raises Refused if the file is open elsewhere.
    """
    told = progress or Progress()

    def done(count: int) -> None:
        told.check()
        told.report(count, 0)

    out = _Contest(contest)
    tables = ((contract, out.rows(contract)) for contract in SHEETS)
    specs = [(SheetSpec(contract.title, contract.out()), rows) for contract, rows in tables]
    count = sum(write_tables(path, [*specs, *_note(contest)], done))
    return count - len(_note(contest))


def _note(contest: Contest) -> list[tuple[SheetSpec, Iterable[Cells]]]:
    """A sheet that says why marks are under codes, while any do."""
    closed = _("、").join(track.name for track in tracks_of(contest.id) if rules_of(track.id).blind)
    if not closed:
        return []
    text = _("“{tracks}”匿名评审的项目还没有拆封匹配：“评分”表里写代号，不写姓名；这些评分不能再导入。")
    return [(SheetSpec("说明", [OutColumn("说明", 100)]), [[text.format(tracks=closed)]])]


def write_contest_template(path: Path) -> None:
    """Write the empty form: every sheet with drop-downs, and one that explains each column."""
    explained = [("工作表", "列", "填写说明")]
    for contract in SHEETS:
        explained.append((contract.title, "", contract.about))
        columns = contract.out(empty=True)
        explained += [("", column.heading, ("必填。" if column.required else "") + column.note) for column in columns]
    write_template(path, [SheetSpec(contract.title, contract.out(empty=True)) for contract in SHEETS], explained)


def mark_rows(contest: Contest, tracks: Iterable[int]) -> Iterator[Cells]:
    """The rows of the sheet 评分 for some tracks."""
    return _Contest(contest).marks(tracks)


class _Contest:
    """The rows of a contest's sheets, by the sheets' titles."""

    def __init__(self, contest: Contest):
        self._contest = contest
        self._tracks = {track.id: track for track in tracks_of(contest.id)}
        query = Event.select().where(Event.contest == contest)
        self._events: dict[int, Event] = {event.id: event for event in query.order_by(Event.place, Event.id)}
        self._own = {(event.name, event.__data__["track"]) for event in self._events.values()}
        self._judges = _labels(_JUDGES, contest.id)
        self._entrants = _labels(_ENTRANTS, contest.id)

    def rows(self, contract: SheetContract) -> Iterable[Cells]:
        """The rows of one sheet."""
        if contract is MARK_SHEET:
            return self.marks(self._tracks)
        if contract is SECOND_SHEET:
            return self._second_marks()
        values: Mapping[str, Callable[[], Iterable[Values]]] = {
            CONTEST_SHEET.title: lambda: [values_of(self._contest)],
            TRACK_SHEET.title: lambda: map(_without_secret, self._tracks.values()),
            EVENT_SHEET.title: lambda: map(self._with_track, self._events.values()),
            CRITERION_SHEET.title: self._criteria,
            JUDGE_SHEET.title: self._judge_seats,
            ENTRANT_SHEET.title: self._competitors,
            AWARD_SHEET.title: lambda: map(self._with_track, self._of(AwardLevel, AwardLevel.place)),
            TIE_SHEET.title: self._ties,
            RECUSAL_SHEET.title: self._recusals,
            CHOICE_SHEET.title: self._choices,
            SCORE_SHEET_SHEET.title: self._sheets,
        }
        columns = contract.columns.items()
        return ([cell_of(column, row.get(name)) for name, column in columns] for row in values[contract.title]())

    def _of(self, record: Any, *order: Any) -> list[Any]:
        return list(record.select().where(record.contest == self._contest).order_by(*order, record.id))

    def _track(self, key: int | None) -> str:
        return self._tracks[key].name if key else ""

    def _with_track(self, row: Record) -> Values:
        return {**values_of(row), "track": self._track(row.__data__["track"])}

    def _meant(self, event: int, track: int | None) -> Sequence[int | None]:
        """Which tracks (None for all) say that a row of an event is for one track, or for all it is held in."""
        row = self._events[event]
        own: int | None = row.__data__["track"]
        others = {where for name, where in self._own if name == row.name and where}
        if own:
            return [own] if track in (None, own) else []
        if track:
            return [] if track in others else [track]
        return [key for key in self._tracks if key not in others] if others else [None]

    def _event_and_track(self, event: int | None, track: int | None) -> Values:
        return {"event": self._events[event].name if event else "", "track": self._track(track)}

    def _criteria(self) -> Iterator[Values]:
        """Lines for all tracks are left out where a track has a rubric of its own."""
        rows = self._of(Criterion, Criterion.event, Criterion.track, Criterion.place)
        rubrics = {(row.__data__["event"], row.__data__["track"]) for row in rows}
        for row in rows:
            event, track = row.__data__["event"], row.__data__["track"]
            for where in self._meant(event, track):
                if track or where is None or (event, where) not in rubrics:
                    yield {**values_of(row), **self._event_and_track(event, where)}

    def _judge_seats(self) -> Iterator[Values]:
        seats: dict[int, list[Values]] = defaultdict(list)
        rows = database.rows(
            "SELECT s.judge_id, s.event_id, s.track_id FROM seat s JOIN judge j ON j.id = s.judge_id"
            " WHERE j.contest_id = ? ORDER BY s.id",
            self._contest.id,
        )
        for judge, event, track in rows:
            seats[judge] += (
                self._event_and_track(event, where) for where in (self._meant(event, track) if event else [track])
            )
        numbers = _staff_numbers("judge", self._contest.id)
        for row in self._of(Judge):
            for seat in seats[row.id] or [{"event": NO_SEAT}]:
                yield {**values_of(row), **seat, "staff_number": numbers.get(row.id)}

    def _competitors(self) -> Iterator[Values]:
        numbers = _staff_numbers("entrant", self._contest.id)
        for row in self._of(Entrant, Entrant.track, Entrant.number.is_null(), Entrant.number):
            yield {**self._with_track(row), "staff_number": numbers.get(row.id)}

    def _ties(self) -> Iterator[Values]:
        for row in self._of(TieBreak, TieBreak.place):
            event = row.__data__["event"]
            label = TieBreak.rule.codes.label(row.rule)
            yield {**values_of(row), "rule": label, "event": self._events[event].name if event else ""}

    def _recusals(self) -> Iterator[Values]:
        """What would not be found again by itself, and pairs with marks that are left out."""
        query = Recusal.select(Recusal, Entrant).join(Entrant).where(Entrant.contest == self._contest)
        marked = set(
            database.rows(
                "SELECT DISTINCT r.judge_id, r.entrant_id FROM recusal r JOIN mark m"
                " ON m.judge_id = r.judge_id AND m.entrant_id = r.entrant_id WHERE r.severity = ?",
                Severity.HARD.value,
            )
        )
        for row in query.order_by(Recusal.id):
            pair = (row.__data__["judge"], row.__data__["entrant"])
            usual = row.kind not in DECLARED and row.severity == USUAL_SEVERITIES[ConflictKind(row.kind)]
            if not usual or row.reason or pair in marked:
                names = {"judge": self._judges[pair[0]], "entrant": self._entrants[pair[1]]}
                yield {**values_of(row), **names, "track": self._track(row.entrant.__data__["track"])}

    def _choices(self) -> Iterator[Values]:
        rows = database.rows(
            "SELECT e.track_id, l.title, e.id, c.reason FROM award_choice c JOIN award_level l ON l.id = c.level_id"
            " JOIN entrant e ON e.id = c.entrant_id WHERE l.contest_id = ? ORDER BY c.id",
            self._contest.id,
        )
        for track, title, entrant, reason in rows:
            names = {"track": self._track(track), "entrant": self._entrants[entrant]}
            yield {**names, "title": title, "reason": reason}

    def _open(self, table: str, fields: str) -> Iterator[tuple[Any, ...]]:
        """Rows about sheets by track, event, entrant and judge; of anonymous events only once codes are matched.

        Those could not be read again, and who was absent or recused would show whose code it is.
        """
        for track in self._tracks.values():
            for event in self._events.values():
                if not event.anonymous or track.matched_on is not None:
                    rows = database.rows(
                        f"SELECT s.entrant_id, s.judge_id, {fields} FROM {table} s"
                        " JOIN entrant e ON e.id = s.entrant_id WHERE s.event_id = ? AND e.track_id = ?"
                        " ORDER BY e.number IS NULL, e.number, e.entry_number, e.id, s.judge_id, s.id",
                        event.id,
                        track.id,
                    )
                    for entrant, judge, *values in rows:
                        name = self._judges[judge] if judge else None
                        yield track.name, event.name, self._entrants[entrant], name, *values

    def _second_marks(self) -> Iterator[Cells]:
        criteria = {row.id: row.name for row in self._of(Criterion)}
        for *sheet_key, criterion, value in self._open("second_mark", "s.criterion_id, s.value"):
            yield *sheet_key, criteria[criterion], value

    def _sheets(self) -> Iterator[Values]:
        names = tuple(SCORE_SHEET_SHEET.columns)
        fields = [ScoreSheet._meta.fields[name] for name in names[4:]]
        for row in self._open("score_sheet", ", ".join(f"s.{field.column_name}" for field in fields)):
            values = (field.python_value(value) for field, value in zip(fields, row[4:], strict=True))
            yield dict(zip(names, (*row[:4], *values), strict=True))

    def marks(self, tracks: Iterable[int]) -> Iterator[Cells]:
        """All marks by track, event, entrant, judge and criterion; those of anonymous events by code."""
        criteria = {row.id: row.name for row in self._of(Criterion)}
        for track in map(self._tracks.__getitem__, tracks):
            for event in self._events.values():
                if event.anonymous and track.matched_on is None:
                    yield from self._blind_marks(track, event, criteria)
                    continue
                rows = database.run(
                    "SELECT m.entrant_id, m.judge_id, m.criterion_id, m.value FROM mark m"
                    " JOIN entrant e ON e.id = m.entrant_id JOIN criterion c ON c.id = m.criterion_id"
                    " WHERE m.event_id = ? AND m.entrant_id IN (SELECT id FROM entrant WHERE track_id = ?)"
                    " ORDER BY e.number IS NULL, e.number, e.entry_number, e.id, m.judge_id, c.place, c.id",
                    event.id,
                    track.id,
                )
                for entrant, judge, criterion, value in rows.fetchall():
                    name = self._judges[judge] if judge else None
                    yield track.name, event.name, self._entrants[entrant], name, criteria[criterion], value

    def _blind_marks(self, track: Track, event: Event, criteria: Mapping[int, str]) -> Iterator[Cells]:
        """In the order of the codes, without those who do not compete: lists by name show who that is."""
        rules = rules_of(track.id)
        if event.id not in rules.blind:
            return
        known = known_in(rules, event.id, competitors_of(track.id))
        positions = {line.key: index for index, line in enumerate(rules.event(event.id).criteria)}
        marks = marks_of(event.id, known)
        order = list(known)
        for spot in sorted(marks, key=lambda spot: (order.index(spot[0]), spot[1] or 0, positions.get(spot[2], 0))):
            entrant, judge, criterion = spot
            name = self._judges[judge] if judge else None
            yield track.name, event.name, known[entrant].name, name, criteria[criterion], marks[spot]


def _without_secret(track: Track) -> Values:
    """A track's values; the seed of its codes only once they are matched with names."""
    values = values_of(track)
    return values if track.matched_on is not None else {**values, "code_seed": ""}


def cell_of(column: Column, value: Any) -> Any:
    """A value as a cell takes it: codes by their label, nothing for an empty text."""
    if isinstance(column.field, CodeField):
        value = column.field.codes.label(value)
    return None if value == "" else value


_JUDGES = (
    "SELECT j.id, j.name, 0, j.division, j.unit, p.staff_number FROM judge j LEFT JOIN person p ON p.id = j.person_id"
    " WHERE j.contest_id = ?"
)
_ENTRANTS = (
    "SELECT e.id, e.name, e.track_id, e.division, e.unit, CAST(e.number AS TEXT), e.entry_number, e.code,"
    " p.staff_number FROM entrant e LEFT JOIN person p ON p.id = e.person_id WHERE e.contest_id = ?"
)
"""Key, name, within what the name should be unique, and the words that distinguish namesakes."""


def _labels(statement: str, contest: int) -> dict[int, str]:
    """How marks name each judge or entrant: 王伟, or 王伟（刑一庭） among namesakes."""
    alike = defaultdict(list)
    for key, name, within, *words in database.rows(statement, contest):
        alike[name, within].append((key, words))
    labels: dict[int, str] = {}
    for (name, _within), rows in alike.items():
        counts = Counter(mark for _key, words in rows for mark in {fold(word) for word in words if word})
        for key, words in rows:
            telling = [word for word in words if word and counts[fold(word)] == 1]
            labels[key] = f"{name}（{telling[0]}）" if len(rows) > 1 and telling else name
    return labels


def _staff_numbers(table: str, contest: int) -> dict[int, str]:
    rows = database.rows(
        f'SELECT t.id, p.staff_number FROM "{table}" t JOIN person p ON p.id = t.person_id WHERE t.contest_id = ?',
        contest,
    )
    return dict(rows)
