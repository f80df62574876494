"""The result on another scale, shown beside the raw one and never instead of it: standard scores (z-scores) by judge.

In every event each judge's totals are brought to the same mean and the same spread: the judge's own mean becomes the
mean of all judges' means, the judge's own standard deviation the mean of theirs. The standard totals are rounded to the
thousandth of a point; from there on everything is counted exactly by the event's own rule. This takes the judges'
entrants to be of equal worth, which holds where all mark all.
"""

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from cadre_desktop.contests.rules.points import Exact, mean
from cadre_desktop.contests.rules.ranking import Ranked, Ranking, Standing, TieBreaker, rank, stand
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventScore, JudgeSheet, sheet_total
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.kit.language import N_, _

_LINE = N_("标准分")


@dataclass(frozen=True, slots=True)
class Beside:
    """One ranked entrant, raw beside standardised; totals in thousandths of a point.

    `standard` and `standard_rank` are None for somebody without any whole sheet in an event that has marks.
    """

    entrant: int
    total: int | None
    rank: int
    standard: int | None
    standard_rank: int | None

    @property
    def shift(self) -> int | None:
        """Ranks won (positive) or lost on the other scale."""
        return None if self.standard_rank is None else self.rank - self.standard_rank


def beside(events: Sequence[TrackEvent], ranking: Ranking, tie_breakers: Sequence[TieBreaker]) -> tuple[Beside, ...]:
    """Everybody with a rank, in the order of the ranks, with the rank that standard scores would give."""
    standings = [ranked.standing for ranked in ranking.ranked]
    other = rank([_on_one_line(event) for event in events], _standardised(events, standings), tie_breakers)
    found = {ranked.standing.entry.entrant: ranked for ranked in other.ranked}
    return tuple(_side_by_side(ranked, found.get(ranked.standing.entry.entrant)) for ranked in ranking.ranked)


def _side_by_side(raw: Ranked, standard: Ranked | None) -> Beside:
    entrant, total = raw.standing.entry.entrant, raw.standing.total.value
    if standard is None:
        return Beside(entrant, total, raw.rank, None, None)
    return Beside(entrant, total, raw.rank, standard.standing.total.value, standard.rank)


def _on_one_line(event: TrackEvent) -> TrackEvent:
    """The event with one line for the judges' standard totals, and the measured lines it has."""
    judged = [criterion for criterion in event.criteria if criterion.by_judges]
    points = sum(criterion.points for criterion in judged)
    line = [RubricLine(_(_LINE), points)] if judged else []
    measured = [criterion for criterion in event.criteria if not criterion.by_judges]
    return replace(event, criteria=(*line, *measured))


def _standardised(events: Sequence[TrackEvent], standings: Sequence[Standing]) -> list[Standing]:
    """The standings of those who can be standardised in every event they have marks in."""
    lines = [_on_one_line(event) for event in events]
    columns = [_event_marks([standing.scores[index] for standing in standings]) for index in range(len(events))]
    found = []
    for standing, *marks in zip(standings, *columns, strict=True):
        known = {event.key: given for event, given in zip(events, marks, strict=True) if given is not None}
        if len(known) == len(events):
            entry = replace(standing.entry, marks=known)
            found.append(stand(lines, entry))
    return found


def _event_marks(scores: Sequence[EventScore]) -> list[EventMarks | None]:
    """The standard marks of one event; None for marks without a whole sheet among them."""
    totals = [_totals(score) for score in scores]
    scales = _scales(totals)
    return [_rescaled(score, given, scales) for score, given in zip(scores, totals, strict=True)]


def _totals(score: EventScore) -> dict[int, Exact]:
    """The totals of the whole sheets that count, by judge."""
    counted = (sheet for sheet in score.marks.sheets if sheet.judge not in score.marks.recused)
    totals = ((sheet.judge, sheet_total(score.criteria, sheet)) for sheet in counted)
    return {judge: total for judge, total in totals if total is not None}


def _rescaled(score: EventScore, totals: Mapping[int, Exact], scales: "_Scales") -> EventMarks | None:
    """Marks in the order of `_on_one_line`."""
    judged = any(criterion.by_judges for criterion in score.criteria)
    if not score.marks.started:
        return EventMarks()
    if judged and not totals:
        return None
    given = score.marks.measured or (None,) * len(score.criteria)
    pairs = zip(score.criteria, given, strict=True)
    measured = tuple(mark for criterion, mark in pairs if not criterion.by_judges)
    if not judged:
        return EventMarks(measured=measured)
    blank = (None,) * len(measured)
    sheets = tuple(JudgeSheet(judge, (scales.standard(judge, total), *blank)) for judge, total in totals.items())
    return EventMarks(sheets, (None, *measured))


@dataclass(frozen=True, slots=True)
class _Scales:
    """Each judge's mean and standard deviation, and those of the panel, in thousandths."""

    judges: Mapping[int, tuple[Exact, float]]
    mean: Exact
    spread: float

    def standard(self, judge: int, total: Exact) -> int:
        """A total on the panel's scale, never below zero. Who distinguishes nobody gives everybody the panel's mean."""
        middle, spread = self.judges[judge]
        away = float(total - middle) / spread * self.spread if spread else 0.0
        return max(0, math.floor(float(self.mean) + away + 0.5))


def _scales(totals: Iterable[Mapping[int, Exact]]) -> _Scales:
    by_judge: dict[int, list[Exact]] = {}
    for given in totals:
        for judge, total in given.items():
            by_judge.setdefault(judge, []).append(total)
    judges = {judge: (mean(values), _deviation(values)) for judge, values in by_judge.items()}
    if not judges:
        return _Scales({}, 0, 0.0)
    spreads = [spread for _middle, spread in judges.values()]
    return _Scales(judges, mean([middle for middle, _spread in judges.values()]), math.fsum(spreads) / len(spreads))


def _deviation(values: Sequence[Exact]) -> float:
    """The standard deviation of a sample, from an exact variance; 0 for a single value."""
    if len(values) < 2:
        return 0.0
    middle = mean(values)
    return math.sqrt(Fraction(sum((value - middle) ** 2 for value in values)) / (len(values) - 1))
