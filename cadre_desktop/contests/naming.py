"""How entrants are called: by name, or in an anonymous event by a code alone until names and codes are matched.

Everything that shows, prints, exports or says something about entrants asks here, and gets competitors whose name is
the code and who have nothing else: no court, no draw number, no reason, in the order of their codes. So whoever is
handed one cannot give away more. Who does not compete is left out, and so is that a judge is recused: lists by name
show both, and would give the code away.
"""

from collections.abc import Mapping
from dataclasses import replace

from cadre_desktop.contests.results import Competitor, TrackResult, TrackRules
from cadre_desktop.contests.rules.awards import Award
from cadre_desktop.contests.rules.ranking import Ranking, Standing, TrackEntry
from cadre_desktop.contests.rules.scoring import EventMarks
from cadre_desktop.contests.rules.words import EntrantStatus
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused

UNMATCHED = N_("还没有拆封匹配")
"""The title of a print instead of a track's results."""


def unmatched_words(track: str) -> str:
    """Why a track's results are not shown yet."""
    text = _("“{track}”有匿名评审的项目：拆封匹配、姓名与代号对上以后，才合成总成绩。")
    return text.format(track=track)


def hides(rules: TrackRules, event: int) -> bool:
    """Whether entrants go by codes in an event (key)."""
    return event in rules.blind


def called(rules: TrackRules, event: int, one: Competitor) -> Competitor:
    """An entrant as an event may know one."""
    return _coded(one) if hides(rules, event) else one


def known_in(rules: TrackRules, event: int, competitors: Mapping[int, Competitor]) -> dict[int, Competitor]:
    """The entrants by key as an event may know them: all in the order of appearance, or codes in theirs."""
    return _all_coded(competitors) if hides(rules, event) else dict(competitors)


def _coded(one: Competitor) -> Competitor:
    name = one.code or _("（无代号）")
    return Competitor(one.key, name, "", "", None, None, "", None, EntrantStatus.ENTERED, "", None, one.code)


def _all_coded(competitors: Mapping[int, Competitor]) -> dict[int, Competitor]:
    coded = [_coded(one) for one in competitors.values() if one.competes]
    return {one.key: one for one in sorted(coded, key=lambda one: (one.name, one.key))}


def uncoded(result: TrackResult) -> int:
    """How many who compete in anonymous events have no code yet."""
    return sum(one.competes and not one.code for one in result.competitors.values()) if result.rules.blind else 0


def uncoded_words(track: str, result: TrackResult) -> str:
    """What to do about those."""
    text = _("“{track}”有 {count} 名选手还没有代号，请在“选手”页抽签；已有评分时重新抽签，原来的代号不变。")
    return text.format(track=track, count=uncoded(result))


def visible(result: TrackResult) -> TrackResult | None:
    """A track's result as it may be seen: as it is, by codes, or None where only some events are anonymous.

    A total that joins an event held by name with an anonymous one would say who is behind a code. By codes there
    are ranks and points; awards wait for the matching, since a limit for each court would show courts.
    """
    if not result.rules.blind:
        return result
    if len(result.rules.blind) < len(result.rules.events):
        return None
    competitors = _all_coded(result.competitors)
    standings = {key: _bare(result.standings[key]) for key in competitors}
    ranked = (replace(one, standing=standings[one.standing.entry.entrant]) for one in result.ranking.ranked)
    unranked = (gone for gone in result.ranking.unranked if gone.standing.entry.entrant in competitors)
    order = list(competitors).index
    ranking = Ranking(
        tuple(sorted(ranked, key=lambda one: (one.rank, order(one.standing.entry.entrant)))),
        tuple(
            replace(gone, standing=standings[gone.standing.entry.entrant])
            for gone in sorted(unranked, key=lambda gone: order(gone.standing.entry.entrant))
        ),
    )
    awards = {one.standing.entry.entrant: Award(one) for one in ranking.ranked}
    return TrackResult(result.rules, competitors, result.judges, standings, ranking, awards)


def seen_or_refused(track: str, result: TrackResult) -> TrackResult:
    """As `visible`, but raises Refused when nothing may be seen of the track so named."""
    seen = visible(result)
    if seen is None:
        raise Refused(unmatched_words(track))
    return seen


def _bare(standing: Standing) -> Standing:
    """Points alone: no court, and no sheets of judges who are recused."""
    scores = tuple(replace(score, marks=_admitted(score.marks), recused=()) for score in standing.scores)
    marks = {event: _admitted(given) for event, given in standing.entry.marks.items()}
    return replace(standing, entry=TrackEntry(standing.entry.entrant, marks=marks), scores=scores)


def _admitted(marks: EventMarks) -> EventMarks:
    return EventMarks(tuple(sheet for sheet in marks.sheets if sheet.judge not in marks.recused), marks.measured)
