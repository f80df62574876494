"""Standard scores by judge, beside the raw result."""

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.analysis.alternatives import Beside, beside
from cadre_desktop.contests.rules.ranking import Ranking, TrackEntry, rank, stand
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, JudgeSheet
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import Combination, CriterionKind, MissingEvent

JUDGED = RubricLine("评判", 100_000)
MEASURED = RubricLine("打字", 100_000, kind=CriterionKind.MEASURED)
RULE = EventRule()


def event(key: int = 1, *criteria: RubricLine, weight: int = 100_000, rule: EventRule = RULE) -> TrackEvent:
    return TrackEvent(key, f"项目{key}", weight, rule, criteria or (JUDGED,))


def marked(*points: int | None) -> EventMarks:
    """One judged criterion, judge by judge."""
    return EventMarks(tuple(JudgeSheet(judge, (mark and mark * 1000,)) for judge, mark in enumerate(points, 1)))


def ranking(events: Iterable[TrackEvent], entries: Iterable[TrackEntry]) -> Ranking:
    listed = tuple(events)
    return rank(listed, [stand(listed, entry) for entry in entries], ())


def compared(events: tuple[TrackEvent, ...], *entries: TrackEntry) -> dict[int, Beside]:
    return {row.entrant: row for row in beside(events, ranking(events, entries), ())}


def test_by_hand() -> None:
    """Judge 1 gives 60, 70, 80 (mean 70, deviation 10), judge 2 gives 89, 91, 90 (mean 90, deviation 1).

    Panel: mean 80, deviation 5.5. Judge 1's become 74.5, 80, 85.5, judge 2's 74.5, 85.5, 80. Means: 74.5, 82.75, 82.75.
    """
    found = compared(
        (event(),),
        TrackEntry(1, marks={1: marked(60, 89)}),
        TrackEntry(2, marks={1: marked(70, 91)}),
        TrackEntry(3, marks={1: marked(80, 90)}),
    )
    assert found[3] == Beside(3, 85_000, 1, 82_750, 1)
    assert found[2] == Beside(2, 80_500, 2, 82_750, 1)
    assert found[1] == Beside(1, 74_500, 3, 74_500, 3)
    assert [found[key].shift for key in (1, 2, 3)] == [0, 1, 0]


def test_a_judge_who_tells_nobody_apart_decides_nothing() -> None:
    found = compared(
        (event(),),
        TrackEntry(1, marks={1: marked(60, 80)}),
        TrackEntry(2, marks={1: marked(70, 80)}),
    )
    panel_mean, panel_deviation = 72_500, 7.0710678 / 2
    assert found[2].standard == pytest.approx((panel_mean + 707.107 * panel_deviation + panel_mean) / 2, abs=10)
    assert found[1].standard_rank == 2


def test_a_single_sheet_has_no_scale() -> None:
    found = compared((event(),), TrackEntry(1, marks={1: marked(60)}))
    assert found[1] == Beside(1, 60_000, 1, 60_000, 1)


def test_standard_scores_stop_at_zero() -> None:
    points = [100] * 20 + [0]
    entries = [TrackEntry(key, marks={1: marked(mark, 5 if mark else 0, 5)}) for key, mark in enumerate(points)]
    found = compared((event(rule=replace(RULE, decimals=3)),), *entries)
    assert min(row.standard or 0 for row in found.values()) >= 0
    assert found[20].standard_rank == 21


def test_recused_and_half_sheets_stay_out() -> None:
    two = event(1, JUDGED, JUDGED)
    whole = [JudgeSheet(1, (60_000, 1_000)), JudgeSheet(2, (50_000, 1_000))]
    other = [
        JudgeSheet(1, (70_000, 1_000)),
        JudgeSheet(2, (60_000, 1_000)),
        JudgeSheet(3, (0, 0)),
        JudgeSheet(4, (0, None)),
    ]
    found = compared(
        (two,),
        TrackEntry(1, marks={1: EventMarks(tuple(whole))}),
        TrackEntry(2, marks={1: EventMarks(tuple(other), recused=frozenset({3}))}),
    )
    assert (found[1].standard, found[2].standard) == (found[1].total, found[2].total)


def test_measured_marks_are_added_as_they_are() -> None:
    mixed = event(1, MEASURED, JUDGED, weight=50_000)
    typing = event(2, MEASURED, weight=50_000)

    def entry(key: int, judged: int, measured: int) -> TrackEntry:
        marks = EventMarks((JudgeSheet(1, (None, judged)), JudgeSheet(2, (None, judged))), (measured, None))
        return TrackEntry(key, marks={1: marks, 2: EventMarks(measured=(measured,))})

    found = compared((mixed, typing), entry(1, 60_000, 30_000), entry(2, 70_000, 10_000))
    assert (found[1].total, found[1].standard) == (60_000, 60_000)
    assert (found[2].total, found[2].standard) == (45_000, 45_000)


def test_an_event_without_marks_counts_as_its_rule_says() -> None:
    both = (event(1, weight=50_000), event(2, weight=50_000))
    found = compared(
        both, TrackEntry(1, marks={1: marked(60, 50)}), TrackEntry(2, marks={1: marked(70, 60), 2: marked(80)})
    )
    assert (found[1].standard, found[2].standard) == (27_500, 72_500)
    strict = (both[0], replace(both[1], rule=replace(RULE, missing=MissingEvent.UNRANKED)))
    assert list(
        compared(strict, TrackEntry(1, marks={1: marked(60)}), TrackEntry(2, marks={1: marked(70), 2: marked(80)}))
    ) == [2]


def test_marks_without_any_whole_sheet_have_no_standard_score() -> None:
    """By criterion such marks count; there is no judge's total to bring to another scale."""
    rule = replace(RULE, combination=Combination.BY_CRITERION)
    two = event(1, JUDGED, JUDGED, rule=rule)
    halves = EventMarks((JudgeSheet(1, (60_000, None)), JudgeSheet(2, (None, 40_000))))
    found = compared(
        (two,),
        TrackEntry(1, marks={1: halves}),
        TrackEntry(2, marks={1: EventMarks((JudgeSheet(1, (50_000, 20_000)),))}),
    )
    assert found[1] == Beside(1, 100_000, 1, None, None)
    assert found[1].shift is None
    assert found[2] == Beside(2, 70_000, 2, 70_000, 1)


@given(
    st.lists(st.tuples(*[st.integers(40, 60)] * 3), min_size=2, max_size=6),
    st.integers(1, 40),
)
@settings(deadline=None, max_examples=50)
def test_a_severe_judge_has_no_influence_on_the_order(rows: list[tuple[int, int, int]], milder: int) -> None:
    """The same points plus a constant, from one judge to all entrants, leave every standard rank as it is."""
    entries = [TrackEntry(key, marks={1: marked(*row)}) for key, row in enumerate(rows)]
    shifted = [TrackEntry(key, marks={1: marked(row[0] + milder, *row[1:])}) for key, row in enumerate(rows)]
    before, after = compared((event(),), *entries), compared((event(),), *shifted)
    moved = [(after[key].standard or 0) - (row.standard or 0) for key, row in before.items()]
    assert max(moved) - min(moved) <= 10
