"""Who took part and who won, by court and track (各院获奖情况汇总), with totals that add up."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cadre_desktop.contests.kinds import ENTRANT
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import Competitor, ranking_of, tracks_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.records import Court

Unit = int | str
"""A court's key, or the name of a unit that is none of the courts; empty where nothing is known."""


@dataclass(frozen=True)
class AwardCount:
    """Entrants who compete, and awards by title; counts of parts add up to that of the whole."""

    entrants: int
    awards: Counter[str]

    @property
    def awarded(self) -> int:
        """How many hold an award of any title."""
        return self.awards.total()


@dataclass(frozen=True)
class Summary:
    """Counts by court and track. `titles` are all awards from the highest.

    `pending` awards are still to be decided; the awards of `unmatched` tracks wait for names and codes to be matched.
    """

    contest: Contest
    tracks: tuple[Track, ...]
    units: tuple[tuple[Unit, str], ...]
    titles: tuple[str, ...]
    pending: int
    unmatched: tuple[str, ...]
    _cells: dict[tuple[Unit, int], AwardCount]

    def count(self, unit: Unit | None = None, track: int | None = None) -> AwardCount:
        """What a court or all, in a track or in all, come to."""
        parts = [
            part
            for (one, where), part in self._cells.items()
            if (unit is None or one == unit) and (track is None or where == track)
        ]
        awards = sum((part.awards for part in parts), Counter[str]())
        return AwardCount(sum(part.entrants for part in parts), awards)

    def entrants(self, unit: Unit | None = None, track: int | None = None) -> Listing:
        """The list of exactly the entrants that `count` counts."""
        conditions = [Condition("t.contest_id = ? AND t.status = 'entered'", (self.contest.id,), self.contest.name)]
        if isinstance(unit, int):
            conditions.append(Condition("t.court_id = ?", (unit,), dict(self.units)[unit]))
        elif unit is not None:
            conditions.append(Condition("t.court_id IS NULL AND t.unit = ?", (unit,), dict(self.units)[unit]))
        if track is not None:
            name = next(row.name for row in self.tracks if row.id == track)
            conditions.append(Condition("t.track_id = ?", (track,), name))
        return Listing(ENTRANT, tuple(conditions))


def summary_of(contest: Contest) -> Summary:
    """The summary of a contest as the marks are now, or as they were sealed."""
    tracks = tuple(tracks_of(contest.id))
    cells: dict[tuple[Unit, int], AwardCount] = {}
    names: dict[Unit, str] = {}
    titles: dict[str, None] = {}
    pending = 0
    for track in tracks:
        result = ranking_of(track)
        titles |= dict.fromkeys(level.title for level in result.rules.levels)
        awards = {} if result.rules.blind else result.awards
        pending += sum(bool(award.pending) for award in awards.values())
        for one in result.competitors.values():
            if one.competes:
                unit = unit_of(one)
                names.setdefault(unit, one.unit or _("未填写单位"))
                before = cells.get((unit, track.id), AwardCount(0, Counter()))
                award = awards.get(one.key)
                won = Counter([award.title] if award is not None and award.title else [])
                cells[unit, track.id] = AwardCount(before.entrants + 1, before.awards + won)
    unmatched = tuple(track.name for track in tracks if ranking_of(track).rules.blind)
    return Summary(contest, tracks, tuple(_ordered(names)), tuple(titles), pending, unmatched, cells)


def unit_of(one: Competitor) -> Unit:
    """What an entrant is counted under."""
    return one.court or one.unit


def _ordered(names: dict[Unit, str]) -> Iterable[tuple[Unit, str]]:
    """Courts in their usual order under their present names, then all others by name."""
    courts = [(row.id, row.name) for row in Court.select().order_by(Court.place, Court.id) if row.id in names]
    others = [(unit, name) for unit, name in names.items() if isinstance(unit, str)]
    return [*courts, *sorted(others, key=lambda other: (not other[0], other[1]))]


def told_summary(summary: Summary) -> dict[str, Any]:
    """The summary as plain data: the whole, and every court, every track and every court in every track."""
    return {
        "contest": str(summary.contest.id),
        "titles": list(summary.titles),
        "total": _told(summary.count()),
        "courts": [
            {
                "court": name,
                **_told(summary.count(unit)),
                "tracks": [
                    {"track": track.name, **_told(summary.count(unit, track.id))}
                    for track in summary.tracks
                    if summary.count(unit, track.id).entrants
                ],
            }
            for unit, name in summary.units
        ],
        "tracks": [{"track": track.name, **_told(summary.count(track=track.id))} for track in summary.tracks],
    }


def _told(count: AwardCount) -> dict[str, Any]:
    return {"entrants": count.entrants, "awarded": count.awarded, "awards": dict(count.awards)}
