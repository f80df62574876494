"""From the database to the engine: a track's rules and marks as the pure modules take them, and what they give.

Results are kept with the state of the file they are of: asking again costs nothing, and after marks have changed only
their entrants are scored anew.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import NamedTuple

from cadre_desktop.contests.records import AwardLevel, Contest, Criterion, Event, TieBreak, Track
from cadre_desktop.contests.rules.awards import Award, assign_awards, share_words
from cadre_desktop.contests.rules.awards import LevelRule as Level
from cadre_desktop.contests.rules.derivation import explain_rank, explain_standing
from cadre_desktop.contests.rules.draw import draw_codes
from cadre_desktop.contests.rules.ranking import Ranked, Ranking, Standing, TieBreaker, TrackEntry, rank, stand
from cadre_desktop.contests.rules.rubrics import RubricLine as Line
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, gather_marks
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import (
    AwardRounding,
    AwardTie,
    Combination,
    EntrantStatus,
    MissingEvent,
    Rounding,
    Severity,
    Statistic,
    TieRule,
)
from cadre_desktop.contests.touched import touched_since
from cadre_desktop.contests.vetting import engine_criterion
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.language import _
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.state import At, state_now

_KEPT = 64
"""Results kept at a time; a contest of 14 tracks needs as many."""


class Competitor(NamedTuple):
    """An entrant as lists show one; `court` is a key, the rest is text as it was when entering.

    Who shows, prints or exports competitors takes them from `naming`, which knows where the name is not to be seen.
    """

    key: int
    name: str
    unit: str
    division: str
    court: int | None
    person: int | None
    entry_number: str
    number: int | None
    status: EntrantStatus
    reason: str
    play_off: int | None
    code: str = ""

    @property
    def competes(self) -> bool:
        """Neither withdrawn nor absent nor disqualified."""
        return self.status is EntrantStatus.ENTERED

    @property
    def listed(self) -> tuple[int | str, ...]:
        """What orders those of one rank: the number drawn, the name by pinyin, then who it is."""
        return self.number is None, self.number or 0, pinyin_key(self.name), self.unit, self.division, self.entry_number


@dataclass(frozen=True)
class TrackRules:
    """Everything set for one track. `panels` are judges by event, `barred` judges by entrant; all by key.

    `blind` are the anonymous events, until names and codes are matched; see `naming`.
    """

    track: int
    events: tuple[TrackEvent, ...]
    tie_breakers: tuple[TieBreaker, ...]
    levels: tuple[Level, ...]
    panels: Mapping[int, tuple[int, ...]]
    barred: Mapping[int, frozenset[int]]
    blind: frozenset[int] = frozenset()

    def event(self, key: int) -> TrackEvent:
        """The event with this key."""
        return next(event for event in self.events if event.key == key)


@dataclass(frozen=True)
class TrackResult:
    """A track's standings, ranking and awards by entrant, with the names that go with the keys."""

    rules: TrackRules
    competitors: Mapping[int, Competitor]
    judges: Mapping[int, str]
    standings: Mapping[int, Standing]
    ranking: Ranking
    awards: Mapping[int, Award]

    def ranked(self, entrant: int) -> Ranked | None:
        """The entrant's rank with all that goes with it, None without one."""
        return next((ranked for ranked in self.ranking.ranked if ranked.standing.entry.entrant == entrant), None)

    def decided_by(self, ranked: Ranked) -> str:
        """The tie-breaker that decided a rank, in words; empty without one."""
        return ranked.decided_by.title(self.rules.events) if ranked.decided_by else ""

    def award_notes(self, entrant: int) -> list[str]:
        """What is to be said of the award of somebody with a rank: a tie on the line, what is still to be decided."""
        award = self.awards[entrant]
        return [*award.notes, *(_("{title}：待评委会评议。").format(title=_(title)) for title in award.pending)]

    def updated(self, entrants: Iterable[int]) -> "TrackResult":
        """The result after marks of only these entrants have changed."""
        entrants = list(entrants)
        if not entrants:
            return self
        fresh = _standings(self.rules, {key: self.competitors[key] for key in entrants})
        return _ranked(self.rules, self.competitors, self.judges, {**self.standings, **fresh})

    def explain(self, entrant: int) -> list[str]:
        """The whole derivation of an entrant's rank, line by line; without a rank, of the points there are."""
        ranked = self.ranked(entrant)
        if ranked is None:
            reasons = [gone.reason for gone in self.ranking.unranked if gone.standing.entry.entrant == entrant]
            lines = explain_standing(self.rules.events, self.standings[entrant], self.judges)
            return [*lines, *(_("不排名：{reason}").format(reason=reason) for reason in reasons)]
        lines = [*explain_rank(self.rules.events, ranked, self.judges), *self.award_notes(entrant)]
        title = self.awards[entrant].title
        levels = (level for level in self.rules.levels if level.title == title)
        lines += filter(None, (share_words(level, len(self.ranking.ranked)) for level in levels))
        return lines + ([_("奖项：{title}").format(title=_(title))] if title else [])


def tracks_of(contest: int) -> list[Track]:
    """A contest's tracks in their order."""
    return list(Track.select().where(Track.contest == contest).order_by(Track.place, Track.id))


def results_of(contest: Contest | int) -> dict[int, TrackResult]:
    """The results of all tracks by key, in the tracks' order."""
    key = contest if isinstance(contest, int) else contest.id
    return {track.id: ranking_of(track.id) for track in tracks_of(key)}


def ranking_of(track: Track | int) -> TrackResult:
    """The result of one track as the marks are now; where only marks have changed, only their entrants are scored."""
    key = track if isinstance(track, int) else track.id
    if database.in_transaction():
        return _result(key)
    at, (known_at, known) = state_now(), _kept.get(key, (None, None))
    if known is None or known_at is None:
        result = _result(key)
    elif known_at == at:
        return known
    else:
        touched = touched_since(known_at)
        result = _result(key) if touched is None else known.updated(known.competitors.keys() & touched)
    _keep(key, at, result)
    return result


def settings_of(track: int) -> tuple[TrackRules, Mapping[int, Competitor]]:
    """What is set for a track and who is entered: as kept with its result where only marks have changed since."""
    known_at, known = _kept.get(track, (None, None))
    if known_at is None or known is None or database.in_transaction() or touched_since(known_at) is None:
        return rules_of(track), competitors_of(track)
    return known.rules, known.competitors


_kept: dict[int, tuple[At, TrackResult]] = {}
_keeping = Lock()


def _keep(track: int, at: At, result: TrackResult) -> None:
    """Keep the results asked for latest."""
    with _keeping:
        _kept.pop(track, None)
        _kept[track] = (at, result)
        while len(_kept) > _KEPT:
            del _kept[next(iter(_kept))]


@uncollected
def _result(track: int) -> TrackResult:
    rules = rules_of(track)
    competitors = competitors_of(track)
    judges = dict(
        database.rows(
            "SELECT id, name FROM judge WHERE contest_id = (SELECT contest_id FROM track WHERE id = ?)", track
        )
    )
    return _ranked(rules, competitors, judges, _standings(rules, competitors))


def _ranked(
    rules: TrackRules,
    competitors: Mapping[int, Competitor],
    judges: Mapping[int, str],
    standings: Mapping[int, Standing],
) -> TrackResult:
    ranking = rank(rules.events, standings.values(), rules.tie_breakers)
    awards = assign_awards(ranking.ranked, rules.levels, choices_of(rules.track))
    return TrackResult(rules, competitors, judges, standings, ranking, {award.entrant: award for award in awards})


def _standings(rules: TrackRules, competitors: Mapping[int, Competitor]) -> dict[int, Standing]:
    marks = {event.key: _marks(event, rules, competitors) for event in rules.events}
    entries = (
        TrackEntry(
            one.key,
            one.court or one.unit or None,
            one.status,
            one.reason,
            {key: found[one.key] for key, found in marks.items() if one.key in found},
            one.play_off,
            one.listed,
        )
        for one in competitors.values()
    )
    return {entry.entrant: stand(rules.events, entry) for entry in entries}


def _marks(event: TrackEvent, rules: TrackRules, competitors: Mapping[int, Competitor]) -> dict[int, EventMarks]:
    """Marks of one event; the index on event and entrant leads straight to them.

    Files of the first version may hold marks on a rubric that one of the track's own has replaced: they are past.
    """
    rows = database.run(
        f"SELECT entrant_id, judge_id, criterion_id, value FROM mark WHERE event_id = ? AND entrant_id IN {LISTED}",
        event.key,
        json.dumps(list(competitors)),
    )
    lines = {line.key for line in event.criteria}
    return gather_marks(event.criteria, [row for row in rows.fetchall() if row[2] in lines], rules.barred)


def competitors_of(track: int) -> dict[int, Competitor]:
    """A track's entrants by key, in the order of appearance, those not drawn yet in that of entering."""
    rows = database.rows(
        "SELECT id, name, unit, division, court_id, person_id, entry_number, number, status, reason, play_off, code"
        " FROM entrant WHERE track_id = ? ORDER BY number IS NULL, number, entry_number, id",
        track,
    )
    found = (Competitor._make((*row[:8], EntrantStatus(row[8]), *row[9:])) for row in rows)
    secret = secret_seed(track)
    if not secret:
        return {one.key: one for one in found}
    competitors = list(found)
    codes = draw_codes(secret, (one.entry_number for one in competitors if one.entry_number))
    return {one.key: one._replace(code=codes.get(one.entry_number, "")) for one in competitors}


def secret_seed(track: int) -> str:
    """The seed of a track's codes while they are not kept with the entrants; empty when they are, or there are none."""
    return str(database.value("SELECT code_seed FROM track WHERE id = ? AND matched_on IS NULL", track) or "")


def rules_of(track: int) -> TrackRules:
    """What is set for a track."""
    row = Track.by_key(track)
    contest: int = row.__data__["contest"]
    rows = events_of(track)
    rubrics = rubrics_of(track, rows)
    events = tuple(TrackEvent(row.id, row.name, row.weight or 0, rule_of(row), rubrics[row.id]) for row in rows)
    return TrackRules(
        track,
        events,
        _tie_breakers(contest, events),
        _levels(contest, track),
        _panels(contest, track, _judged(rubrics)),
        _barred(track),
        frozenset(event.id for event in rows if event.anonymous and row.matched_on is None),
    )


def events_of(track: int) -> list[Event]:
    """The events held in a track: its own, and those of all tracks that it has no own one of the same name for."""
    contest = Track.select(Track.contest).where(Track.id == track)
    query = Event.select().where(Event.contest == contest, (Event.track == track) | Event.track.is_null())
    rows = list(query.order_by(Event.place, Event.id))
    own = {row.name for row in rows if row.__data__["track"]}
    return [row for row in rows if row.__data__["track"] or row.name not in own]


def rubrics_of(track: int, events: Iterable[Event]) -> dict[int, tuple[Line, ...]]:
    """The lines marked in a track by event: its own rubric, or else the one for all tracks."""
    keys = [event.id for event in events]
    query = Criterion.select().where(Criterion.event.in_(keys), (Criterion.track == track) | Criterion.track.is_null())
    lines: dict[int, dict[bool, list[Line]]] = {key: {True: [], False: []} for key in keys}
    for row in query.order_by(Criterion.place, Criterion.id):
        lines[row.__data__["event"]][row.__data__["track"] is not None].append(engine_criterion(row))
    return {key: tuple(found[True] or found[False]) for key, found in lines.items()}


def rule_of(event: Event) -> EventRule:
    """How an event is scored."""
    return EventRule(
        combination=Combination(event.combination),
        drop_high=event.drop_high or 0,
        drop_low=event.drop_low or 0,
        statistic=Statistic(event.statistic),
        decimals=event.decimals or 0,
        rounding=Rounding(event.rounding),
        missing=MissingEvent(event.missing),
    )


def _tie_breakers(contest: int, events: Iterable[TrackEvent]) -> tuple[TieBreaker, ...]:
    """A named event is the track's one of that name; a rule that names one the track has not is left out."""
    by_name = {event.name: event.key for event in events}
    query = TieBreak.select(TieBreak, Event).join(Event, "LEFT JOIN").where(TieBreak.contest == contest)
    found = []
    for row in query.order_by(TieBreak.place, TieBreak.id):
        rule = TieRule(row.rule)
        event = by_name.get(row.event.name) if row.__data__["event"] else None
        if rule is not TieRule.NAMED_EVENT or event is not None:
            found.append(TieBreaker(rule, event))
    return tuple(found)


def levels_of(track: int) -> list[AwardLevel]:
    """The awards given in a track: its own levels, or else those for all tracks."""
    contest = Track.select(Track.contest).where(Track.id == track)
    query = AwardLevel.select().where(
        AwardLevel.contest == contest, (AwardLevel.track == track) | AwardLevel.track.is_null()
    )
    rows = list(query.order_by(AwardLevel.place, AwardLevel.id))
    return [row for row in rows if row.__data__["track"]] or rows


def _levels(contest: int, track: int) -> tuple[Level, ...]:
    return tuple(
        Level(row.title, row.number, row.percent, row.per_court, AwardTie(row.tie), AwardRounding(row.rounding))
        for row in levels_of(track)
    )


def choices_of(track: int) -> list[tuple[str, int]]:
    """Whom the panel chose where a tie stood on the line: the title of a level and an entrant."""
    return database.rows(
        "SELECT l.title, c.entrant_id FROM award_choice c JOIN award_level l ON l.id = c.level_id"
        " JOIN entrant e ON e.id = c.entrant_id WHERE e.track_id = ?",
        track,
    )


def judged_events(track: int) -> dict[int, bool]:
    """The events held in a track, by key, and whether judges mark them."""
    return _judged(rubrics_of(track, events_of(track)))


def _judged(rubrics: Mapping[int, tuple[Line, ...]]) -> dict[int, bool]:
    """An event without a rubric yet is taken for one that judges mark."""
    return {event: not lines or any(line.by_judges for line in lines) for event, lines in rubrics.items()}


def _panels(contest: int, track: int, judged: Mapping[int, bool]) -> dict[int, tuple[int, ...]]:
    """Who sits where. A seat that names no event is one in all that judges mark."""
    seats = database.rows(
        "SELECT s.judge_id, s.event_id FROM seat s JOIN judge j ON j.id = s.judge_id"
        " WHERE j.contest_id = ? AND (s.track_id = ? OR s.track_id IS NULL) ORDER BY s.judge_id",
        contest,
        track,
    )
    return {
        event: tuple(dict.fromkeys(judge for judge, where in seats if where == event or (by_judges and where is None)))
        for event, by_judges in judged.items()
    }


def _barred(track: int) -> dict[int, frozenset[int]]:
    """By entrant the judges whose sheets are left out: conflicts that are hard, or were decided to be."""
    found: dict[int, frozenset[int]] = {}
    rows = database.rows(
        "SELECT r.entrant_id, r.judge_id FROM recusal r JOIN entrant e ON e.id = r.entrant_id"
        " WHERE e.track_id = ? AND r.severity = ?",
        track,
        Severity.HARD.value,
    )
    for entrant, judge in rows:
        found[entrant] = found.get(entrant, frozenset()) | {judge}
    return found
