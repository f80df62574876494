"""From the database to the board: a contest as a hall may be shown it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from cadre_desktop.contests.actions.marking import is_provisional
from cadre_desktop.contests.board.board_slides import Appearance, BoardProgram, Named, Prize, StandingRow, TrackProgram
from cadre_desktop.contests.naming import visible
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.results import Competitor, TrackResult, ranking_of, tracks_of
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.ranking import Ranked, Ranking
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.store.database import database

Naming = Callable[[int, Competitor], Named]
"""How an entrant of a track (by key) is named in the hall."""


def by_name(_track: int, competitor: Competitor) -> Named:
    """Name and court."""
    return Named(competitor.name, competitor.unit)


def read_program(contest: int, naming: Naming = by_name) -> BoardProgram:
    """A contest (by key) as it is now."""
    row = Contest.by_key(contest)
    short = dict(database.rows("SELECT id, short_name FROM court"))
    sealed = row.status == ContestStatus.SEALED
    tracks = tuple(_track(track, naming, short, sealed) for track in tracks_of(contest))
    return BoardProgram(row.name, sealed, tracks)


def _track(track: Track, naming: Naming, short: Mapping[int, str], sealed: bool) -> TrackProgram:
    whole = ranking_of(track)
    result = visible(whole)
    if result is None:  # names and codes are not matched: who appears is known, what they have is not
        result = replace(whole, ranking=Ranking((), ()), awards={})
    who = {key: _shortened(naming(track.id, one), one, short) for key, one in result.competitors.items()}
    competing = [one for one in result.competitors.values() if one.competes]
    with_rank = {ranked.standing.entry.entrant for ranked in result.ranking.ranked}
    drawn = [one for one in competing if one.number is not None]
    return TrackProgram(
        track.id,
        track.name,
        tuple(event.name for event in result.rules.events),
        tuple(Appearance(one.key, one.number or 0, who[one.key]) for one in drawn),
        tuple(_row(result, ranked, who) for ranked in result.ranking.ranked),
        sum(one.key not in with_rank for one in competing),
        tuple(_prizes(result, who)),
        _pending(result),
        bool(result.rules.blind),
        not sealed and is_provisional(whole),
    )


def _shortened(who: Named, one: Competitor, short: Mapping[int, str]) -> Named:
    """With the court's short name, unless the court is not to be known."""
    return replace(who, short=short.get(one.court or 0, "")) if who.court else who


def _row(result: TrackResult, ranked: Ranked, who: dict[int, Named]) -> StandingRow:
    standing = ranked.standing
    scores = tuple(
        "—" if score.value is None else fixed_text(score.value, event.rule.decimals)
        for event, score in zip(result.rules.events, standing.scores, strict=True)
    )
    return StandingRow(str(ranked.rank), who[standing.entry.entrant], scores, _total(ranked))


def _total(ranked: Ranked) -> str:
    return fixed_text(ranked.standing.total.value or 0, ranked.standing.total.decimals)


def _prizes(result: TrackResult, who: dict[int, Named]) -> list[Prize]:
    """What is decided, level by level; whoever may still rise by the panel's choice is left out."""
    titles = [level.title for level in result.rules.levels]
    decided = [award for award in result.awards.values() if award.title and not award.pending]
    prizes = [
        Prize(award.title, award.ranked.rank, award.ranked.shared, who[award.entrant], _total(award.ranked))
        for award in decided
    ]
    return sorted(prizes, key=lambda prize: (titles.index(prize.title), prize.rank))


def _pending(result: TrackResult) -> tuple[str, ...]:
    found = {title for award in result.awards.values() for title in award.pending}
    return tuple(level.title for level in result.rules.levels if level.title in found)
