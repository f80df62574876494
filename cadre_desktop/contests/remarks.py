"""What has to be said beside a rank: points not reckoned as the rule says, and percentages that were rounded."""

from collections.abc import Sequence

from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.awards import share_words
from cadre_desktop.kit.language import _

_NAMED = 3
"""How many entrants a sentence spells out."""


def untrimmed_notes(result: TrackResult, entrant: int) -> list[str]:
    """In which events no mark of an entrant was dropped as the rule says, since too few would have remained.

    Nothing is said of anonymous ones: it is the entrants whose judges are recused.
    """
    text = _("{event}只有 {count} 个分数，没有去高去低，全部计入。")
    return [
        text.format(event=event.name, count=min(counts))
        for event, score in zip(result.rules.events, result.standings[entrant].scores, strict=True)
        if event.key not in result.rules.blind and (counts := [len(line.marks) for line in score.lines if line.waived])
    ]


def remarks(result: TrackResult, entrant: int) -> list[str]:
    """Everything to be said beside the rank of somebody who has one: of the points, then of the award."""
    return [*untrimmed_notes(result, entrant), *result.award_notes(entrant)]


def share_notes(result: TrackResult, none: bool = True) -> list[str]:
    """How many awards each percentage gave that was no whole number of people; nothing before names are known.

    `none`: also of awards that nobody gets, which is reported at the first in line too.
    """
    ranked = len(result.ranking.ranked)
    if result.rules.blind or not ranked:
        return []
    levels = [level for level in result.rules.levels if none or level.seats(ranked)]
    return [words for level in levels if (words := share_words(level, ranked))]


def uneven_words(result: TrackResult) -> list[str]:
    """Whose marks were all counted while the highest and lowest of others were dropped: 陈一鸣（2 个分数）的庭审."""
    events: dict[tuple[tuple[int, int], ...], list[str]] = {}
    for index, event in enumerate(result.rules.events):
        waived, trimmed = _by_dropping(result, index)
        if waived and trimmed and event.key not in result.rules.blind:
            events.setdefault(tuple(waived.items()), []).append(event.name)
    text = _("{names}的{events}")
    return [text.format(names=_listed(result, who), events=_("、").join(names)) for who, names in events.items()]


def untrimmed_events(result: TrackResult) -> list[str]:
    """The events in which nobody's marks were dropped although the rule says so, since all have too few."""
    found = ((event.name, _by_dropping(result, index)) for index, event in enumerate(result.rules.events))
    return [name for name, (waived, trimmed) in found if waived and not trimmed]


def _by_dropping(result: TrackResult, index: int) -> tuple[dict[int, int], int]:
    """The ranked whose marks in an event were all counted against its rule, with how many; and how many had some
    dropped."""
    waived: dict[int, int] = {}
    trimmed = 0
    for ranked in result.ranking.ranked:
        standing = ranked.standing
        lines = standing.scores[index].lines
        counts = [len(line.marks) for line in lines if line.waived]
        if counts:
            waived[standing.entry.entrant] = min(counts)
        trimmed += not counts and any(line.low or line.high for line in lines)
    return waived, trimmed


def _listed(result: TrackResult, waived: Sequence[tuple[int, int]]) -> str:
    text = _("{name}（{count} 个分数）")
    some = _("、").join(text.format(name=result.competitors[key].name, count=count) for key, count in waived[:_NAMED])
    return some if len(waived) <= _NAMED else _("{some}等 {count} 人").format(some=some, count=len(waived))
