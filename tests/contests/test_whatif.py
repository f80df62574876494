"""Would another rule change the winner? Small tracks in which one would."""

from dataclasses import replace

import pytest

from cadre_desktop.contests.analysis.whatif import (
    RULES,
    AwardChange,
    Case,
    Variant,
    as_it_is,
    by_other_rules,
    without_each_judge,
)
from cadre_desktop.contests.rules.awards import LevelRule
from cadre_desktop.contests.rules.ranking import TrackEntry, stand
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, JudgeSheet
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import AwardTie, Combination, Rounding, Statistic

FIRST = LevelRule("一等奖", number=1)
TRIMMED = EventRule(drop_high=1, drop_low=1)


def case(rule: EventRule, *rows: tuple[int, ...], levels: tuple[LevelRule, ...] = (FIRST,), criteria: int = 1) -> Case:
    """One event; each entrant (1, 2, …) a row of points, judge by judge, each criterion getting an equal share."""
    events = (
        TrackEvent(1, "庭审观摩", 100_000, rule, tuple(RubricLine(f"第{n}项", 100_000) for n in range(criteria))),
    )
    entries = [
        TrackEntry(
            key,
            marks={
                1: EventMarks(tuple(JudgeSheet(judge, (mark * 1000,) * criteria) for judge, mark in enumerate(row, 1)))
            },
        )
        for key, row in enumerate(rows, 1)
    ]
    return Case(events, [stand(events, entry) for entry in entries], (), levels)


def variants(given: Case) -> dict[str, Variant]:
    return {variant.label: variant for variant in by_other_rules(given)}


OUTLIER = case(TRIMMED, (80, 80, 80, 80, 20), (78, 78, 78, 78, 78), (50, 50, 50, 50, 50))
"""Trimmed, the first entrant wins by 2 points; with the mark of 20 counted the second does."""


def test_an_award_that_would_change_hands_is_marked() -> None:
    found = variants(OUTLIER)["不去最高最低"]
    assert found.changes == (AwardChange(1, "一等奖", "", 1, 2), AwardChange(2, "", "一等奖", 2, 1))
    assert (found.moved, found.new_winner, found.note, found.judge) == (2, True, "", None)


def test_rules_that_change_nothing_say_so_and_the_present_rule_is_not_shown() -> None:
    found = variants(OUTLIER)
    assert list(found) == ["不去最高最低", "去两个最高、两个最低", "取中位数", "逐项合成", "最后舍入"]
    for label in ("取中位数", "逐项合成", "最后舍入"):
        same = found[label]
        assert (same.changes, same.moved, same.new_winner, same.note) == ((), 0, False, "")
        assert same.ranks == {1: 1, 2: 2, 3: 3}
        assert same.awards == {1: "一等奖", 2: "", 3: ""}


def test_too_few_judges_for_dropping_two_is_noted() -> None:
    found = variants(OUTLIER)["去两个最高、两个最低"]
    assert found.note == "去高去低后不足 3 个分数的，全部计入。"
    assert found.new_winner


@pytest.mark.parametrize(
    ("rule", "labels"),
    [
        (
            EventRule(),
            [label for label, _rewrite in RULES if label not in {"不去最高最低", "按评委总分合成", "逐级舍入"}],
        ),
        (
            EventRule(Combination.BY_CRITERION, 2, 2, Statistic.SUM, rounding=Rounding.FINAL),
            ["不去最高最低", "去一个最高、一个最低", "按评委总分合成", "逐级舍入"],
        ),
    ],
)
def test_which_rules_are_tried(rule: EventRule, labels: list[str]) -> None:
    assert list(variants(case(rule, (1, 2, 3)))) == labels


def test_rounding_at_the_end_can_part_a_tie() -> None:
    """80.4 and 80.5 make (80 + 81) / 2, so 81, when events are rounded, and 80 when only their mean of 80.45 is.

    80.5 and 80.5 make 81 either way.
    """
    rule = EventRule(decimals=0)
    events = tuple(TrackEvent(key, f"项目{key}", 50_000, rule, (RubricLine("项", 100_000),)) for key in (1, 2))
    standings = [
        stand(
            events,
            TrackEntry(
                entrant, marks={key: EventMarks((JudgeSheet(1, (mark,)),)) for key, mark in enumerate(marks, 1)}
            ),
        )
        for entrant, marks in ((1, (80_400, 80_500)), (2, (80_500, 80_500)))
    ]
    level = LevelRule("一等奖", number=1, tie=AwardTie.ALL_OUT)
    found = variants(Case(events, standings, (), (level,)))["最后舍入"]
    assert found.changes == (AwardChange(2, "", "一等奖", 1, 1),)
    assert (found.moved, found.new_winner) == (1, True)


def test_without_a_judge() -> None:
    given = case(EventRule(), (90, 60), (70, 79))
    first, second = without_each_judge(given, {1: "张三", 2: "李四"})
    changes = (AwardChange(1, "一等奖", "", 1, 2), AwardChange(2, "", "一等奖", 2, 1))
    ranks, awards = {2: 1, 1: 2}, {2: "一等奖", 1: ""}
    assert first == Variant("去掉评委张三", changes, 2, True, 1, ranks=ranks, awards=awards)
    assert (second.label, second.changes, second.moved, second.judge) == ("去掉评委李四", (), 0, 2)


def test_the_track_as_it_is_has_no_changes() -> None:
    given = case(EventRule(), (90, 60), (70, 79))
    now = as_it_is(given)
    assert (now.label, now.changes, now.moved, now.new_winner) == ("现在的规则", (), 0, False)
    assert (now.ranks, now.awards) == ({1: 1, 2: 2}, {1: "一等奖", 2: ""})


def test_the_only_judge_cannot_be_spared() -> None:
    (found,) = without_each_judge(case(EventRule(), (90,), (70,)), {1: "张三"})
    assert found.changes == (AwardChange(1, "一等奖", "", 1, None),)
    assert (found.moved, found.new_winner, found.note) == (2, True, "去掉后有 2 名选手没有成绩。")


def test_a_judge_who_marked_only_some_leaves_the_others_as_they_are() -> None:
    given = case(EventRule(), (90, 80), (70,))
    (found,) = without_each_judge(given, {2: "李四"})
    assert (found.moved, found.changes) == (0, ())


def test_a_tie_that_the_panel_would_have_to_decide_is_a_change() -> None:
    level = LevelRule("一等奖", number=1, tie=AwardTie.PANEL)
    given = case(TRIMMED, (80, 80, 80, 80, 70), (78, 78, 78, 78, 78), levels=(level,))
    found = variants(given)["不去最高最低"]
    assert found.changes == (
        AwardChange(1, "一等奖", "待评议：一等奖", 1, 1),
        AwardChange(2, "", "待评议：一等奖", 2, 1),
    )
    decided = variants(replace(given, choices=[("一等奖", 1)]))["不去最高最低"]
    assert decided.changes == () and decided.new_winner
