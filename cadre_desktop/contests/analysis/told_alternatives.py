"""The awards of a contest under other rules, and its standard scores, for other programs and as lines of text."""

from collections.abc import Iterable, Iterator
from typing import Any

from cadre_desktop.contests.analysis.panel_reports import (
    OtherRules,
    StandardScores,
    names_of,
    other_rules_of,
    standard_scores_of,
)
from cadre_desktop.contests.analysis.rule_words import change_words, gained, lost, standard_words, summary, swapped
from cadre_desktop.contests.analysis.whatif import Variant
from cadre_desktop.contests.records import Track
from cadre_desktop.contests.results import TrackResult
from cadre_desktop.contests.rules.points import fixed_text
from cadre_desktop.contests.rules.totals import total_decimals
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused


def told_alternatives(contest: int, tracks: Iterable[Track]) -> dict[str, Any]:
    """Other rules and standard scores of tracks as data; totals are decimal text, as those of results are."""
    return {"contest": str(contest), "tracks": [_told_track(track) for track in tracks]}


def _told_track(track: Track) -> dict[str, Any]:
    try:
        found, standard = other_rules_of(track), standard_scores_of(track)
    except Refused as refused:
        return {"track": track.name, "refused": str(refused)}
    return {
        "track": track.name,
        "rules": [_told_variant(found, variant) for variant in found.variants],
        "standard": list(_told_standard(standard)),
    }


def _told_variant(found: OtherRules, variant: Variant) -> dict[str, Any]:
    return {
        "rule": variant.label,
        "judge": None if variant.judge is None else found.result.judges[variant.judge],
        "changes": [
            {
                **_who(found.result, change.entrant),
                "before": change.before,
                "after": change.after,
                "rank_before": change.rank_before,
                "rank_after": change.rank_after,
            }
            for change in variant.changes
        ],
        "moved": variant.moved,
        "new_winner": variant.new_winner,
        "note": variant.note,
    }


def _who(result: TrackResult, entrant: int) -> dict[str, str]:
    one = result.competitors[entrant]
    return {"entrant": one.name, "court": one.unit}


def _told_standard(standard: StandardScores) -> Iterator[dict[str, Any]]:
    decimals = total_decimals(standard.result.rules.events)
    for line in standard.lines:
        yield {
            **_who(standard.result, line.entrant),
            "rank": line.rank,
            "total": None if line.total is None else fixed_text(line.total, decimals),
            "standard_rank": line.standard_rank,
            "standard_total": None if line.standard is None else fixed_text(line.standard, decimals),
        }


def alternative_lines(tracks: Iterable[Track]) -> Iterator[str]:
    """The same as lines of text."""
    for track in tracks:
        yield _("【{track}】").format(track=track.name)
        try:
            found, standard = other_rules_of(track), standard_scores_of(track)
        except Refused as refused:
            yield str(refused)
            continue
        if not found.result.ranking.ranked:
            yield _("还没有名次。")
            continue
        yield summary(found.variants)
        yield from (_line(found, variant) for variant in found.variants)
        yield standard_words(standard.lines)
        yield from _shifts(standard)


def _line(found: OtherRules, variant: Variant) -> str:
    parts = (
        (_("失去奖项：{names}"), lost(variant, found.name)),
        (_("得到奖项：{names}"), gained(variant, found.name)),
        (_("换等次：{names}"), swapped(variant, found.name)),
    )
    told = (text.format(names=names) for text, names in parts if names)
    return "　".join(("　", variant.label, change_words(variant), *told, variant.note)).rstrip()


def _shifts(standard: StandardScores) -> Iterator[str]:
    """Who would have another rank."""
    text = _("{name}　第 {rank} 名，按标准分第 {other} 名")
    name = names_of(standard.result)
    for line in standard.lines:
        if line.shift:
            yield "　　" + text.format(name=name(line.entrant), rank=line.rank, other=line.standard_rank)
