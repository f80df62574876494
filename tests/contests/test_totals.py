"""The final total over a track's events."""

from fractions import Fraction

import pytest

from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, EventScore, JudgeSheet, score_event
from cadre_desktop.contests.rules.totals import Total, TrackEvent, total, total_decimals
from cadre_desktop.contests.rules.words import MissingEvent, Rounding

WHOLE = (RubricLine("总评", 100_000, 10),)


def event(key: int, weight: int, rule: EventRule) -> TrackEvent:
    return TrackEvent(key, f"项目{key}", weight * 1000, rule, WHOLE)


def scored(of: TrackEvent, *marks: int | None) -> EventScore:
    sheets = tuple(JudgeSheet(judge, (mark,)) for judge, mark in enumerate(marks))
    return score_event(of.rule, of.criteria, EventMarks(sheets))


def total_of(rule: EventRule, *marks: tuple[int, ...]) -> Total:
    """The total of three events weighing 50, 30 and 20 %."""
    events = [event(key, weight, rule) for key, weight in enumerate((50, 30, 20))]
    return total(events, [scored(of, *given) for of, given in zip(events, marks, strict=True)])


THIRDS = ((88_000, 90_000, 91_000), (80_000, 80_000, 81_000), (70_000,))


@pytest.mark.parametrize(
    ("rule", "exact", "value"),
    [
        # 89.67 × 0.5 + 80.33 × 0.3 + 70 × 0.2 = 82.934
        (EventRule(), 82_934, 82_930),
        # (269/3) × 0.5 + (241/3) × 0.3 + 14 = 82.9333…
        (EventRule(rounding=Rounding.FINAL), Fraction(248_800, 3), 82_930),
        (EventRule(decimals=0), 83_000, 83_000),
        (EventRule(decimals=3), Fraction(829_334, 10), 82_933),
    ],
)
def test_weighted_sum_is_rounded_once(rule: EventRule, exact: int | Fraction, value: int) -> None:
    result = total_of(rule, *THIRDS)
    assert (result.exact, result.value, result.decimals) == (exact, value, rule.decimals)


def test_rounding_at_every_step_can_differ_from_rounding_at_the_end() -> None:
    marks = ((88_120, 88_130), (80_000,), (70_000,))  # 88.125: 88.13 at once, or 44.0625 of the total
    assert total_of(EventRule(), *marks).exact == 82_065
    assert total_of(EventRule(), *marks).value == 82_070
    assert total_of(EventRule(rounding=Rounding.FINAL), *marks).value == 82_060


def test_the_total_has_the_places_of_its_most_exact_event() -> None:
    assert total_decimals([]) == 0
    assert total_decimals([event(1, 50, EventRule(decimals=1)), event(2, 50, EventRule(decimals=3))]) == 3


def test_missing_event_counts_zero() -> None:
    result = total_of(EventRule(), (90_000,), (), (70_000,))
    assert (result.value, [part.counted for part in result.parts]) == (59_000, [90_000, 0, 70_000])


def test_missing_event_takes_out_of_the_ranking() -> None:
    result = total_of(EventRule(missing=MissingEvent.UNRANKED), (90_000,), (), (70_000,))
    assert (result.value, result.reason, result.parts) == (None, "缺项：项目1没有评分。", ())


def test_nobody_has_a_total_without_any_mark() -> None:
    assert total_of(EventRule(), (), (), ()).reason == "还没有任何评分。"


def test_a_gap_is_never_a_zero() -> None:
    events = [TrackEvent(1, "庭审观摩", 100_000, EventRule(), (*WHOLE, RubricLine("小结", 5000)))]
    half = score_event(events[0].rule, events[0].criteria, EventMarks((JudgeSheet(1, (88_000, None)),)))
    assert total(events, [half]).reason == "庭审观摩：没有一张填写完整的评分表。"


def test_one_score_for_each_event() -> None:
    with pytest.raises(ValueError, match="shorter"):
        total([event(1, 100, EventRule())], [])
