"""Ranks, tie-breakers and who has no rank."""

from fractions import Fraction

import pytest

from cadre_desktop.contests.rules.ranking import (
    USUAL_TIE_BREAKERS,
    Ranking,
    Standing,
    TieBreaker,
    TrackEntry,
    rank,
    stand,
    untrimmed_mean,
)
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, JudgeSheet
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import Combination, EntrantStatus, Statistic, TieRule

HEAVIEST, UNTRIMMED, HIGHEST, PLAY_OFF = USUAL_TIE_BREAKERS
WHOLE = (RubricLine("总评", 100_000, 1000),)


def event(key: int, weight: int, rule: EventRule | None = None) -> TrackEvent:
    return TrackEvent(key, f"项目{key}", weight * 1000, rule or EventRule(), WHOLE)


TWO = (event(1, 60), event(2, 40))


def entry(entrant: int, *points: list[int | None], play_off: int | None = None, **rest: object) -> TrackEntry:
    """An entrant with whole points by event (from key 1) and judge (from 1)."""
    marks = {
        key: EventMarks(
            tuple(JudgeSheet(judge, (None if mark is None else mark * 1000,)) for judge, mark in enumerate(given, 1))
        )
        for key, given in enumerate(points, 1)
    }
    return TrackEntry(entrant, marks=marks, play_off=play_off, **rest)  # type: ignore[arg-type]


def ranked(events: tuple[TrackEvent, ...], *entries: TrackEntry, ties: tuple[TieBreaker, ...] = ()) -> Ranking:
    return rank(events, [stand(events, given) for given in entries], ties)


def ranks(ranking: Ranking) -> list[tuple[int, int]]:
    return [(one.rank, one.standing.entry.entrant) for one in ranking.ranked]


def test_shared_ranks_skip() -> None:
    result = ranked(TWO[:1], entry(4, [70]), entry(3, [80]), entry(2, [80]), entry(1, [90]))
    assert ranks(result) == [(1, 1), (2, 2), (2, 3), (4, 4)]
    assert [one.shared for one in result.ranked] == [False, True, True, False]


def test_those_of_one_rank_stand_as_they_are_listed() -> None:
    ghost = {"status": EntrantStatus.ABSENT}
    entries = [entry(1, [80], listed=(2,)), entry(2, [80], listed=(1,)), entry(3, listed=(2,), **ghost)]
    result = ranked(TWO[:1], *entries, entry(4, listed=(1,), **ghost))
    assert ranks(result) == [(1, 2), (1, 1)]
    assert [gone.standing.entry.entrant for gone in result.unranked] == [4, 3]


def test_one_entrant_and_none() -> None:
    assert ranks(ranked(TWO, entry(1, [50], [60]), ties=USUAL_TIE_BREAKERS)) == [(1, 1)]
    assert ranked(TWO, ties=USUAL_TIE_BREAKERS) == Ranking((), ())


def test_equal_on_paper_is_a_tie() -> None:
    """88 and 88.0142… print alike at one place, so they share the rank."""
    events = (event(1, 100, EventRule(decimals=1)),)
    assert ranks(ranked(events, entry(1, [88] * 7), entry(2, [88] * 69 + [89]))) == [(1, 1), (1, 2)]


# Both have 80 in total: 1 by 80 and 80, 2 by 90 and 65.
EVEN, UNEVEN = ([80], [80]), ([90], [65])


def test_heaviest_event() -> None:
    result = ranked(TWO, entry(1, *EVEN), entry(2, *UNEVEN), entry(3, [10], [10]), ties=USUAL_TIE_BREAKERS)
    assert ranks(result) == [(1, 2), (2, 1), (3, 3)]
    assert [one.decided_by for one in result.ranked] == [HEAVIEST, HEAVIEST, None]


def test_equally_heavy_events_count_together() -> None:
    """30 + 30 and 40 %: of the two heavy ones entrant 2 has more, of the single one less."""
    events = (event(1, 30), event(2, 30), event(3, 40))
    assert ranks(ranked(events, entry(1, [80], [80], [80]), entry(2, [90], [90], [65]), ties=(HEAVIEST,))) == [
        (1, 1),
        (2, 2),
    ]
    events = (event(1, 40), event(2, 40), event(3, 20))
    assert ranks(ranked(events, entry(1, [80], [80], [80]), entry(2, [90], [80], [60]), ties=(HEAVIEST,))) == [
        (1, 2),
        (2, 1),
    ]


def test_named_event() -> None:
    second = TieBreaker(TieRule.NAMED_EVENT, event=2)
    result = ranked(TWO, entry(1, *UNEVEN), entry(2, *EVEN), ties=(second, HEAVIEST))
    assert ranks(result) == [(1, 2), (2, 1)]
    assert {one.decided_by for one in result.ranked} == {second}
    assert second.title(TWO) == "指定项目：项目2"
    assert HEAVIEST.title(TWO) == "权重最高项目"


def test_named_event_of_another_track_decides_nothing() -> None:
    elsewhere = TieBreaker(TieRule.NAMED_EVENT, event=9)
    assert ranks(ranked(TWO, entry(1, *UNEVEN), entry(2, *EVEN), ties=(elsewhere,))) == [(1, 1), (1, 2)]
    assert elsewhere.title(TWO) == "指定项目"


TRIMMED = (event(1, 100, EventRule(drop_high=1, drop_low=1)),)


def test_untrimmed_mean() -> None:
    """Both have 80 after dropping; with all five marks entrant 2 has 82, entrant 1 has 78."""
    result = ranked(TRIMMED, entry(1, [70, 80, 80, 80, 80]), entry(2, [80, 80, 80, 80, 90]), ties=USUAL_TIE_BREAKERS)
    assert ranks(result) == [(1, 2), (2, 1)]
    assert {one.decided_by for one in result.ranked} == {UNTRIMMED}
    assert [untrimmed_mean(TRIMMED, one.standing) for one in result.ranked] == [82_000, 78_000]


def test_untrimmed_mean_is_a_mean_whatever_the_statistic_and_never_rounded() -> None:
    events = (event(1, 60, EventRule(statistic=Statistic.SUM, decimals=0)), event(2, 40))
    standing = stand(events, entry(1, [80, 80, 81]))
    assert untrimmed_mean(events, standing) == Fraction(241_000 * 6, 30)


def test_most_highest_marks() -> None:
    """Totals, heaviest event and means agree; judges 1 and 2 put entrant 2 highest, judge 3 entrant 1."""
    result = ranked(
        TWO[:1], entry(1, [80, 80, 92]), entry(2, [85, 85, 82]), entry(3, [70, 85, 70]), ties=USUAL_TIE_BREAKERS
    )
    assert ranks(result) == [(1, 2), (2, 1), (3, 3)]
    assert [one.decided_by for one in result.ranked] == [HIGHEST, HIGHEST, None]


def test_highest_marks_ignore_recused_and_half_sheets() -> None:
    """Judge 1 is recused for entrant 1, and judge 2's sheet for entrant 2 is empty: one highest mark each."""
    barred = TrackEntry(
        1, marks={1: EventMarks((JudgeSheet(1, (99_000,)), JudgeSheet(2, (80_000,))), recused=frozenset({1}))}
    )
    other = entry(2, [80, None])
    result = ranked(TWO[:1], barred, other, ties=(HIGHEST,))
    assert ranks(result) == [(1, 1), (1, 2)]


def test_highest_marks_count_whole_sheets_also_criterion_by_criterion() -> None:
    """Judge 1 gives entrant 2 more in all (90 to 89); judge 2's sheet for entrant 1 is half, judge 3 is recused."""
    rubric = (RubricLine("驾驭", 60_000, 1000), RubricLine("说理", 40_000, 1000))
    trial = TrackEvent(1, "庭审", 100_000, EventRule(Combination.BY_CRITERION), rubric)
    first = EventMarks(
        (JudgeSheet(1, (50_000, 39_000)), JudgeSheet(2, (51_000, None)), JudgeSheet(3, (60_000, 40_000))),
        recused=frozenset({3}),
    )
    second = EventMarks((JudgeSheet(1, (51_000, 39_000)), JudgeSheet(2, (50_000, 39_000))))
    result = ranked((trial,), TrackEntry(1, marks={1: first}), TrackEntry(2, marks={1: second}), ties=(HIGHEST,))
    assert ranks(result) == [(1, 2), (2, 1)]
    assert result.ranked[0].standing.total.value == result.ranked[1].standing.total.value
    assert result.ranked[0].decided_by is HIGHEST


def test_highest_marks_are_those_among_the_ranked() -> None:
    """Judge 1 put a withdrawn entrant first; among the ranked it is entrant 2, and a highest mark may be a zero."""
    gone = entry(3, [100, 0], status=EntrantStatus.WITHDRAWN)
    result = ranked(TWO[:1], entry(1, [70, 90, None]), entry(2, [80, 80, None]), gone, ties=(HIGHEST,))
    assert ranks(result) == [(1, 1), (1, 2)]
    result = ranked(TWO[:1], entry(1, [0, None]), entry(2, [None, 0]), entry(3, [None, 0]), ties=(HIGHEST,))
    assert ranks(result) == [(1, 1), (1, 2), (1, 3)]
    result = ranked(TWO[:1], entry(1, [80, 0]), entry(2, [None, None, 40]), gone, ties=(HIGHEST,))
    assert ranks(result) == [(1, 1), (2, 2)]


def test_play_off() -> None:
    tied = (entry(1, [80], play_off=1000), entry(2, [80], play_off=3000))
    result = ranked(TWO[:1], *tied, ties=USUAL_TIE_BREAKERS)
    assert ranks(result) == [(1, 2), (2, 1)]
    assert {one.decided_by for one in result.ranked} == {PLAY_OFF}


def test_play_off_still_to_be_held() -> None:
    result = ranked(TWO[:1], entry(1, [80], play_off=1000), entry(2, [80]), entry(3, [70]), ties=USUAL_TIE_BREAKERS)
    assert ranks(result) == [(1, 1), (1, 2), (3, 3)]
    assert [one.awaits_play_off for one in result.ranked] == [True, True, False]


def test_each_is_named_the_tie_breaker_that_fixed_its_place() -> None:
    """The heaviest event sets 3 ahead; 1 and 2 need the play-off after it; 4 and 5 stay equal for ever."""
    result = ranked(
        TWO,
        entry(1, *EVEN, play_off=1000),
        entry(2, *EVEN, play_off=2000),
        entry(3, *UNEVEN),
        entry(4, [50], [50], play_off=1000),
        entry(5, [50], [50], play_off=1000),
        ties=USUAL_TIE_BREAKERS,
    )
    assert ranks(result) == [(1, 3), (2, 2), (3, 1), (4, 4), (4, 5)]
    assert [one.decided_by for one in result.ranked] == [HEAVIEST, PLAY_OFF, PLAY_OFF, None, None]


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        (entry(1, [80], [80], status=EntrantStatus.WITHDRAWN, reason="因病"), "退赛：因病"),
        (entry(1, [80], [80], status=EntrantStatus.ABSENT), "缺席"),
        (entry(1, [80], [80], status=EntrantStatus.DISQUALIFIED, reason="冒名顶替"), "取消资格：冒名顶替"),
        (entry(1), "还没有任何评分。"),
    ],
)
def test_unranked_with_reason(given: TrackEntry, reason: str) -> None:
    result = ranked(TWO, given, entry(2, [60], [60]))
    assert ranks(result) == [(1, 2)]
    assert [(left.standing.entry.entrant, left.reason) for left in result.unranked] == [(1, reason)]


def test_standing_keeps_a_score_for_every_event() -> None:
    standing = stand(TWO, entry(1, [80]))
    assert isinstance(standing, Standing)
    assert [score.value for score in standing.scores] == [80_000, None]
    assert standing.total.value == 48_000
