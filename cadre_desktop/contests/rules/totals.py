"""One entrant over all events of a track: the final total is Σ event score × weight, rounded half up once."""

from collections.abc import Sequence
from dataclasses import dataclass

from cadre_desktop.contests.rules.points import Exact, quotient, round_half_up
from cadre_desktop.contests.rules.rubrics import WHOLE_WEIGHT, RubricLine
from cadre_desktop.contests.rules.scoring import EventRule, EventScore
from cadre_desktop.contests.rules.words import MissingEvent
from cadre_desktop.kit.language import _


@dataclass(frozen=True, slots=True)
class TrackEvent:
    """An event as it is held in one track. `weight` in thousandths of a per cent; `key` is its record."""

    key: int
    name: str
    weight: int
    rule: EventRule
    criteria: tuple[RubricLine, ...]


@dataclass(frozen=True, slots=True)
class EventShare:
    """What one event adds to the total: `counted` is the score (zero where a missing event counts so)."""

    event: TrackEvent
    score: EventScore
    counted: Exact
    weighted: Exact


@dataclass(frozen=True, slots=True)
class Total:
    """The final total in thousandths, or None with the reason. `exact` is the sum before its rounding."""

    value: int | None
    decimals: int
    parts: tuple[EventShare, ...] = ()
    exact: Exact = 0
    reason: str = ""


def total_decimals(events: Sequence[TrackEvent]) -> int:
    """Decimals of the final total: as many as its most exact event has."""
    return max((event.rule.decimals for event in events), default=0)


def weigh(value: Exact, weight: int) -> Exact:
    """`value` × `weight` in thousandths of a per cent, without loss."""
    return quotient(value.numerator * weight, value.denominator * WHOLE_WEIGHT)


def total(events: Sequence[TrackEvent], scores: Sequence[EventScore]) -> Total:
    """The total from one score for each event, in the same order.

    An event without any mark counts zero or takes the entrant out of the ranking, as its rule says. Whoever has
    gaps in an event, or no mark in any, has no total: an absent mark is never a zero.
    """
    decimals = total_decimals(events)
    pairs = list(zip(events, scores, strict=True))
    if reason := _why_not(pairs):
        return Total(None, decimals, reason=reason)
    parts = tuple(_part(event, score) for event, score in pairs)
    exact = sum(part.weighted for part in parts)
    return Total(round_half_up(exact, decimals), decimals, parts, exact)


def _why_not(pairs: Sequence[tuple[TrackEvent, EventScore]]) -> str:
    for event, score in pairs:
        if score.gaps:
            return _("{event}：{gaps}").format(event=event.name, gaps="".join(score.gaps))
    if all(score.value is None for _event, score in pairs):
        return _("还没有任何评分。")
    for event, score in pairs:
        if score.value is None and event.rule.missing is MissingEvent.UNRANKED:
            return _("缺项：{event}没有评分。").format(event=event.name)
    return ""


def _part(event: TrackEvent, score: EventScore) -> EventShare:
    counted = 0 if score.value is None else score.value
    return EventShare(event, score, counted, weigh(counted, event.weight))
