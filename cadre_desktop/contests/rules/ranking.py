"""The order within a track: by total, then by tie-breakers in the order set, then a shared rank as 1, 2, 2, 4.

Tie-breakers compare, the greater first:

- `权重最高项目`: the score in the event of the greatest weight (the sum, where several weigh the same);
- `指定项目`: the score in the named event;
- `原始平均分`: the total again, but as the mean of all marks, none dropped and nothing rounded;
- `最高分次数`: how often a judge gave the entrant the highest whole sheet among all ranked entrants of that event;
- `加赛`: the points of a play-off, once every one of the tied has them; until then the rank is shared and marked.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cadre_desktop.contests.rules.points import POINT, Exact, mean, times
from cadre_desktop.contests.rules.scoring import EventMarks, EventScore, ScoreLine, score_event, sheet_total
from cadre_desktop.contests.rules.totals import Total, TrackEvent, total, weigh
from cadre_desktop.contests.rules.words import Combination, EntrantStatus, TieRule
from cadre_desktop.kit.language import _


@dataclass(frozen=True, slots=True)
class TieBreaker:
    """One line of the tie rules; `event` is the key of the named event, for `指定项目` only."""

    rule: TieRule
    event: int | None = None

    def title(self, events: Iterable[TrackEvent]) -> str:
        """How the result sheet names it: ``权重最高项目``, ``指定项目：庭审观摩``."""
        names = [event.name for event in events if event.key == self.event]
        return _(self.rule.label) + (f"：{names[0]}" if names else "")


USUAL_TIE_BREAKERS = (
    TieBreaker(TieRule.HEAVIEST_EVENT),
    TieBreaker(TieRule.UNTRIMMED_MEAN),
    TieBreaker(TieRule.HIGHEST_MARKS),
    TieBreaker(TieRule.PLAY_OFF),
)
"""The order usual in court competitions."""


Unit = int | str | None
"""A court: the key of its record, or its name where there is no record; None for nobody's."""


@dataclass(frozen=True, slots=True)
class TrackEntry:
    """An entrant of the track with all marks by event key. `entrant` is the key of a record.

    `reason` goes with a status other than entered; `play_off` is in thousandths of a point; `listed` orders entrants
    who share a rank, the smallest first, so that the order in which rows were entered makes no difference.
    """

    entrant: int
    court: Unit = None
    status: EntrantStatus = EntrantStatus.ENTERED
    reason: str = ""
    marks: Mapping[int, EventMarks] = field(default_factory=dict)
    play_off: int | None = None
    listed: tuple[int | str, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """An entry with its scores, in the order of the track's events, and its total."""

    entry: TrackEntry
    scores: tuple[EventScore, ...]
    total: Total


@dataclass(frozen=True, slots=True)
class Ranked:
    """A rank. `decided_by` is the tie-breaker that split it off from an equal total, if one had to."""

    rank: int
    standing: Standing
    decided_by: TieBreaker | None = None
    shared: bool = False
    awaits_play_off: bool = False


@dataclass(frozen=True, slots=True)
class Unranked:
    """An entrant without a rank, and why."""

    standing: Standing
    reason: str


@dataclass(frozen=True, slots=True)
class Ranking:
    """A track's result: ranks in order (within a shared one as entries are listed), then those without a rank."""

    ranked: tuple[Ranked, ...]
    unranked: tuple[Unranked, ...]


def stand(events: Sequence[TrackEvent], entry: TrackEntry) -> Standing:
    """Score one entry. After a mark has changed, only the entry it belongs to has to be scored again."""
    nothing = EventMarks()
    scores = tuple(score_event(event.rule, event.criteria, entry.marks.get(event.key, nothing)) for event in events)
    return Standing(entry, scores, total(events, scores))


def rank(
    events: Sequence[TrackEvent],
    standings: Iterable[Standing],
    tie_breakers: Sequence[TieBreaker] = USUAL_TIE_BREAKERS,
) -> Ranking:
    """Rank a track. Totals are compared as printed, so equal numbers on paper are a tie."""
    ordered = sorted(standings, key=lambda standing: (standing.entry.listed, standing.entry.entrant))
    reasons = [(standing, _why_unranked(standing)) for standing in ordered]
    with_rank = [standing for standing, reason in reasons if not reason]
    unranked = tuple(Unranked(standing, reason) for standing, reason in reasons if reason)
    measures = _Measures(events, with_rank)
    ranked: list[Ranked] = []
    for group in _descending(with_rank, _total_of):
        for cluster in _split(group, tie_breakers, measures):
            ranked.extend(cluster.ranked_at(len(ranked) + 1))
    return Ranking(tuple(ranked), unranked)


def _why_unranked(standing: Standing) -> str:
    entry = standing.entry
    if entry.status is EntrantStatus.ENTERED:
        return standing.total.reason
    label = _(entry.status.label)
    return f"{label}：{entry.reason}" if entry.reason else label


def _total_of(standing: Standing) -> Exact:
    return standing.total.value or 0


def _descending(standings: Sequence[Standing], measure: Callable[[Standing], Exact]) -> list[list[Standing]]:
    """Groups of equal measure, the greatest first; the order within a group stays."""
    groups: dict[Exact, list[Standing]] = {}
    for standing in standings:
        groups.setdefault(measure(standing), []).append(standing)
    return [groups[value] for value in sorted(groups, reverse=True)]


@dataclass(frozen=True, slots=True)
class _Cluster:
    """Standings that no tie-breaker parts any more."""

    members: Sequence[Standing]
    decided_by: TieBreaker | None = None
    awaits_play_off: bool = False

    def ranked_at(self, rank: int) -> list[Ranked]:
        shared = len(self.members) > 1
        return [Ranked(rank, member, self.decided_by, shared, self.awaits_play_off) for member in self.members]


def _split(
    group: Sequence[Standing],
    tie_breakers: Sequence[TieBreaker],
    measures: "_Measures",
    decided_by: TieBreaker | None = None,
) -> list[_Cluster]:
    if len(group) == 1 or not tie_breakers:
        return [_Cluster(group, decided_by)]
    first, *rest = tie_breakers
    if first.rule is TieRule.PLAY_OFF and any(standing.entry.play_off is None for standing in group):
        return [_Cluster(group, decided_by, awaits_play_off=True)]
    parts = _descending(group, measures.of(first))
    decided = first if len(parts) > 1 else decided_by
    return [cluster for part in parts for cluster in _split(part, rest, measures, decided)]


class _Measures:
    """What the tie-breakers compare; what takes long is calculated only when a tie gets that far."""

    def __init__(self, events: Sequence[TrackEvent], standings: Sequence[Standing]):
        self._events = events
        self._standings = standings

    def of(self, tie_breaker: TieBreaker) -> Callable[[Standing], Exact]:
        """The measure of `tie_breaker`."""
        if tie_breaker.rule is TieRule.NAMED_EVENT:
            return lambda standing: self._sum_of(standing, {tie_breaker.event})
        return {
            TieRule.HEAVIEST_EVENT: lambda standing: self._sum_of(standing, self._heaviest),
            TieRule.UNTRIMMED_MEAN: lambda standing: untrimmed_mean(self._events, standing),
            TieRule.HIGHEST_MARKS: lambda standing: self._highest_marks[standing.entry.entrant],
            TieRule.PLAY_OFF: lambda standing: standing.entry.play_off or 0,
        }[tie_breaker.rule]

    @cached_property
    def _heaviest(self) -> set[int | None]:
        most = max(event.weight for event in self._events)
        return {event.key for event in self._events if event.weight == most}

    def _sum_of(self, standing: Standing, keys: set[int | None]) -> Exact:
        return sum(part.counted for part in standing.total.parts if part.event.key in keys)

    @cached_property
    def _highest_marks(self) -> dict[int, int]:
        sheets = [
            (standing.entry.entrant, (index, judge), mark)
            for standing in self._standings
            for index, score in enumerate(standing.scores)
            for mark, judge in _whole_sheets(score)
        ]
        highest: dict[tuple[int, int], Exact] = {}
        for _entrant, seat, mark in sheets:
            highest[seat] = max(mark, highest.get(seat, mark))
        counts = dict.fromkeys((standing.entry.entrant for standing in self._standings), 0)
        for entrant, seat, mark in sheets:
            counts[entrant] += mark == highest[seat]
        return counts


def _whole_sheets(score: EventScore) -> Iterable[tuple[Exact, int]]:
    """Totals and judges; where judges' totals were combined they are in the derivation already."""
    if score.rule.combination is Combination.JUDGE_TOTALS:
        return (mark for line in score.lines if line.criterion is None for mark in line.marks)
    counted = (sheet for sheet in score.marks.sheets if sheet.judge not in score.marks.recused)
    totals = ((sheet_total(score.criteria, sheet), sheet.judge) for sheet in counted)
    return ((total, judge) for total, judge in totals if total is not None)


def untrimmed_mean(events: Sequence[TrackEvent], standing: Standing) -> Exact:
    """The weighted total with every mark counted, combined by mean, and nothing rounded."""
    pairs = zip(events, standing.scores, strict=True)
    return sum(weigh(sum(_mean_of(score, line) for line in score.lines), event.weight) for event, score in pairs)


def _mean_of(score: EventScore, line: ScoreLine) -> Exact:
    factor = POINT if line.criterion is None else score.criteria[line.criterion].factor
    return times(mean([value for value, _judge in line.marks]) if line.marks else line.combined, factor)
