"""The results of a contest for other programs: as plain data for JSON, and as lines of text."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.contests.actions.marking import provisional_words
from cadre_desktop.contests.naming import unmatched_words, visible
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.remarks import remarks, share_notes
from cadre_desktop.contests.results import TrackResult, events_of, ranking_of, tracks_of
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.ranking import Ranked
from cadre_desktop.contests.rules.totals import EventShare
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.intake.sheets.names import NamedRows
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear

Results = list[tuple[Track, TrackResult | None]]
"""Tracks with their results as they may be seen: by codes, or none, until names and codes are matched."""


def chosen_results(contest: Contest, track: str = "", event: str = "") -> tuple[Results, str]:
    """The results of all tracks, or of the one named, in which the event named is held; and the event's full name.

    Raises Refused for names there are not.
    """
    rows = chosen_tracks(contest, track)
    results: Results = [(row, visible(ranking_of(row))) for row in rows]
    if not event:
        return results, ""
    held = {row.id: [one.name for one in events_of(row.id)] for row in rows}
    titles = dict.fromkeys(name for names in held.values() for name in names)
    title = list(titles)[_found(NamedRows(_("项目"), ((name, index) for index, name in enumerate(titles))), event)]
    return [one for one in results if title in held[one[0].id]], title


def chosen_tracks(contest: Contest, track: str = "") -> list[Track]:
    """All tracks, or the one named. Raises Refused for a name there is not."""
    tracks = tracks_of(contest.id)
    if not track:
        return tracks
    wanted = _found(NamedRows(_("赛道"), ((row.name, row.id) for row in tracks)), track)
    return [row for row in tracks if row.id == wanted]


def _found(names: NamedRows, text: str) -> int:
    try:
        return names.get(text)
    except Unclear as unclear:
        raise Refused(str(unclear)) from unclear


def told_results(contest: Contest, results: Results, event: str = "", explain: bool = False) -> dict[str, Any]:
    """Results as data: numbers are decimal text. With `event` only its scores; `explain` adds the derivations."""
    return {
        "contest": str(contest.id),
        "sealed": contest.status == ContestStatus.SEALED,
        "tracks": [_told_track(track, result, event, explain) | _open(contest, track) for track, result in results],
    }


def _open(contest: Contest, track: Track) -> dict[str, str]:
    """That a track's ranks are not final yet."""
    words = open_words(contest, track)
    return {"provisional": words} if words else {}


def open_words(contest: Contest, track: Track) -> str:
    """Why a track's ranks are not final yet; empty once they are."""
    return provisional_words(ranking_of(track), contest.status == ContestStatus.SEALED)


def _told_track(track: Track, result: TrackResult | None, event: str, explain: bool) -> dict[str, Any]:
    if result is None:
        return {"track": track.name, "ranks": [], "unranked": [], "anonymous": unmatched_words(track.name)}
    blind = {"anonymous": _("匿名评审，尚未拆封匹配，只列代号。")} if result.rules.blind else {}
    return {
        "track": track.name,
        "ranks": [_told_rank(result, ranked, event, explain) for ranked in result.ranking.ranked],
        "unranked": [
            {"entrant": result.competitors[key].name, "reason": gone.reason, **_derivation(result, key, explain)}
            for gone in result.ranking.unranked
            for key in (gone.standing.entry.entrant,)
        ],
        **blind,
        **({"notes": notes} if (notes := share_notes(result)) else {}),
    }


def _told_rank(result: TrackResult, ranked: Ranked, event: str, explain: bool) -> dict[str, Any]:
    standing = ranked.standing
    key = standing.entry.entrant
    award = result.awards[key]
    told = {
        "rank": ranked.rank,
        "entrant": result.competitors[key].name,
        "court": result.competitors[key].unit,
        "events": {part.event.name: _score(part) for part in standing.total.parts if event in ("", part.event.name)},
        "total": fixed_text(standing.total.value or 0, standing.total.decimals),
        "decided_by": result.decided_by(ranked),
        "award": award.title,
    }
    if award.pending:
        told["pending"] = list(award.pending)
    if notes := remarks(result, key):
        told["notes"] = notes
    return told | _derivation(result, key, explain)


def _score(part: EventShare) -> str:
    return fixed_text(part.counted, part.event.rule.decimals)


def _derivation(result: TrackResult, entrant: int, explain: bool) -> dict[str, list[str]]:
    return {"derivation": result.explain(entrant)} if explain else {}


def result_lines(contest: Contest, results: Results, event: str = "", explain: bool = False) -> Iterator[str]:
    """The results as lines of text."""
    for track in told_results(contest, results, event, explain)["tracks"]:
        yield _("【{track}】").format(track=track["track"])
        if "anonymous" in track:
            yield track["anonymous"]
        yield from filter(None, (track.get("provisional"), *track.get("notes", ())))
        for entry in track["ranks"]:
            scores = _("，").join(f"{name} {score}" for name, score in entry["events"].items())
            pending = [_("{title}待评议").format(title=title) for title in entry.get("pending", ())]
            notes = filter(None, (entry["award"], entry["decided_by"], *pending))
            words = (entry["entrant"], entry["court"], scores, entry["total"], *notes)
            yield _("第 {rank} 名　{words}").format(rank=entry["rank"], words="　".join(filter(None, words)))
            yield from (f"    {line}" for line in entry.get("derivation", entry.get("notes", ())))
        for gone in track["unranked"]:
            yield _("不排名　{name}　{reason}").format(name=gone["entrant"], reason=gone["reason"])
            yield from (f"    {line}" for line in gone.get("derivation", ()))
