"""Criteria, weights and marks."""

import pytest

from cadre_desktop.contests.rules.rubrics import (
    RubricLine,
    check_criterion,
    check_mark,
    check_rubric,
    check_weights,
    contribution,
    full_marks,
)
from cadre_desktop.contests.rules.words import CriterionKind

PREPARATION = RubricLine("庭前准备", 15_000, 500)
SLIPS = RubricLine("文字与校对", 10_000, 3000, CriterionKind.DEDUCTION)
TYPING = RubricLine("速录", 50_000, 10, CriterionKind.MEASURED, factor=800)


@pytest.mark.parametrize(
    ("criterion", "mark"),
    [(PREPARATION, 0), (PREPARATION, 15_000), (PREPARATION, 14_500), (SLIPS, 9000), (SLIPS, 10_000), (TYPING, 49_990)],
)
def test_marks_that_may_stand(criterion: RubricLine, mark: int) -> None:
    assert check_mark(criterion, mark) is None


@pytest.mark.parametrize(
    ("criterion", "mark", "sentence"),
    [
        (PREPARATION, 15_500, "“庭前准备”的分值 15.5 超出范围，请填 0 至 15。"),
        (PREPARATION, -500, "“庭前准备”的分值 -0.5 超出范围，请填 0 至 15。"),
        (PREPARATION, 14_300, "“庭前准备”的分值 14.3 不在步长上，请填 0.5 的整数倍。"),
        (TYPING, 50_000 - 1, "“速录”的分值 49.999 不在步长上，请填 0.01 的整数倍。"),
        (SLIPS, 4000, "“文字与校对”扣 4 分不合规则：每处扣 3 分，扣完为止，请填其倍数。"),
        (SLIPS, 12_000, "“文字与校对”的分值 12 超出范围，请填 0 至 10。"),
    ],
)
def test_marks_that_may_not(criterion: RubricLine, mark: int, sentence: str) -> None:
    assert check_mark(criterion, mark) == sentence


def test_contribution_of_a_deduction_is_what_is_left() -> None:
    assert [contribution(SLIPS, off) for off in (0, 3000, 10_000)] == [10_000, 7000, 0]
    assert contribution(PREPARATION, 14_500) == 14_500


def test_full_marks_include_factors() -> None:
    assert full_marks([PREPARATION, SLIPS, TYPING]) == 15_000 + 10_000 + 40_000


@pytest.mark.parametrize(
    ("criterion", "fields"),
    [
        (PREPARATION, []),
        (SLIPS, []),
        (RubricLine(" ", 10_000), ["name"]),
        (RubricLine("说理", 0), ["points"]),
        (RubricLine("说理", 10_000, 0), ["step"]),
        (RubricLine("说理", 10_000, 300), ["step"]),
        (RubricLine("错漏", 2000, 3000, CriterionKind.DEDUCTION), ["step"]),
        (RubricLine("说理", 10_000, factor=0), ["factor"]),
        (RubricLine("说理", -10_000, -500, factor=-1000), ["points", "step", "factor"]),
    ],
)
def test_criterion_problems_stand_at_their_field(criterion: RubricLine, fields: list[str]) -> None:
    assert [problem.field for problem in check_criterion(criterion)] == fields


def test_rubric_as_a_whole() -> None:
    assert [str(problem) for problem in check_rubric([])] == ["还没有评分项，请至少添加一项。"]
    assert check_rubric([PREPARATION, SLIPS]) == []
    twice = check_rubric([PREPARATION, RubricLine("庭前准备 ", 0)])
    assert [str(problem) for problem in twice] == ["评分项“庭前准备”重复。", "“庭前准备 ”的满分须大于 0。"]


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ([100_000], None),
        ([33_333, 33_333, 33_334], None),
        ([50_000, 49_999], "各项目权重之和为 99.999%，须正好为 100%。"),
        ([], "各项目权重之和为 0%，须正好为 100%。"),
        ([100_000, 0], "每个项目的权重须大于 0%。"),
        ([120_000, -20_000], "每个项目的权重须大于 0%。"),
    ],
)
def test_weights(weights: list[int], sentence: str | None) -> None:
    assert check_weights(weights) == sentence
