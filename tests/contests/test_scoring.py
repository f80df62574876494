"""Scoring one event, against tables worked by hand and the published rules of figure skating and diving."""

from dataclasses import replace
from fractions import Fraction

import pytest

from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import (
    EventMarks,
    EventRule,
    EventScore,
    JudgeSheet,
    check_rule,
    gather_marks,
    score_event,
    sheet_total,
)
from cadre_desktop.contests.rules.words import Combination, CriterionKind, Rounding, Statistic

ONE = (RubricLine("总评", 100_000, 10),)
BY_CRITERION = Combination.BY_CRITERION
MEASURED = CriterionKind.MEASURED


def columns(*columns: str) -> EventMarks:
    """Sheets from one text of points for each criterion, judges from left to right; ``-`` is an absent mark."""
    rows = zip(*(column.split() for column in columns), strict=True)
    thousandths = [tuple(None if text == "-" else round(float(text) * 1000) for text in row) for row in rows]
    return EventMarks(tuple(JudgeSheet(judge, marks) for judge, marks in enumerate(thousandths, start=1)))


def score(rule: EventRule, marks: EventMarks, criteria: tuple[RubricLine, ...] = ONE) -> EventScore:
    return score_event(rule, criteria, marks)


@pytest.mark.parametrize(
    ("rule", "marks", "expected"),
    [
        (EventRule(), "88 90 91", 89_670),
        (EventRule(decimals=0), "88.5", 89_000),
        (EventRule(decimals=3), "88 90 91", 89_667),
        (EventRule(rounding=Rounding.FINAL), "88 90 91", Fraction(269_000, 3)),
        (EventRule(drop_high=1, drop_low=1), "70 88 90 91 100", 89_670),
        (EventRule(drop_high=1, drop_low=1), "70 90 90 100", 87_500),  # two would remain: all count
        (EventRule(drop_high=2, drop_low=2), "60 70 88 90 91 99 100", 89_670),
        (EventRule(drop_high=2, drop_low=2), "60 70 88 90 99 100", 84_500),  # two would remain: none dropped
        (EventRule(drop_high=1), "88 90 91 100", 89_670),
        (EventRule(drop_low=1), "0 88 90 91", 89_670),
        (EventRule(statistic=Statistic.MEDIAN), "70 88 100", 88_000),
        (EventRule(statistic=Statistic.MEDIAN), "70 88 91 100", 89_500),
        (EventRule(statistic=Statistic.MEDIAN, drop_high=1, drop_low=1), "70 88 91 92 100", 91_000),
        (EventRule(statistic=Statistic.SUM), "70 88 91.5", 249_500),
        (EventRule(drop_high=1, drop_low=1), "90 90 90 90 90", 90_000),  # every mark equal
        (EventRule(), "- 88 92", 90_000),  # an absent mark is not a zero
    ],
)
@pytest.mark.parametrize("combination", list(Combination))
def test_one_criterion(combination: Combination, rule: EventRule, marks: str, expected: int | Fraction) -> None:
    """With a single criterion both ways of combining are the same."""
    same = EventRule(combination, rule.drop_high, rule.drop_low, rule.statistic, rule.decimals, rule.rounding)
    assert score(same, columns(marks)).value == expected


def test_which_marks_were_dropped() -> None:
    line = score(EventRule(drop_high=1, drop_low=1), columns("90 70 100 91 70")).lines[0]
    assert line.marks == ((70_000, 2), (70_000, 5), (90_000, 1), (91_000, 4), (100_000, 3))
    assert (line.low, line.high, line.waived) == (1, 1, False)
    assert [judge for _value, judge in line.kept] == [5, 1, 4]
    assert (line.combined, line.rounded) == (Fraction(251_000, 3), 83_670)


def test_waiver_is_recorded() -> None:
    assert score(EventRule(drop_high=1, drop_low=1), columns("70 80 90 100")).lines[0].waived
    assert not score(EventRule(), columns("70 80")).lines[0].waived


ISU_COMPONENTS = tuple(RubricLine(name, 10_000, 250, factor=1600) for name in ("Composition", "Presentation", "Skills"))


def test_isu_components() -> None:
    """ISU rule 353: drop one high and one low per component, mean to 0.01, times factor to 0.01, then the sum.

    Worked by hand: 61.50/7 = 8.7857 → 8.79 × 1.6 = 14.064 → 14.06; 57.75/7 = 8.25 × 1.6 = 13.20;
    63.25/7 = 9.0357 → 9.04 × 1.6 = 14.464 → 14.46; together 41.72.
    """
    marks = columns(
        "8.75 9.00 8.50 8.75 9.25 8.50 8.75 9.00 8.75",
        "8.25 8.50 8.00 8.25 8.25 8.00 8.50 8.25 8.25",
        "9.00 9.25 9.00 8.75 9.50 8.75 9.00 9.25 9.00",
    )
    result = score(EventRule(BY_CRITERION, 1, 1), marks, ISU_COMPONENTS)
    assert [(line.rounded, line.result) for line in result.lines] == [(8790, 14_060), (8250, 13_200), (9040, 14_460)]
    assert result.value == 41_720


def test_isu_halves_go_up() -> None:
    """8.625 is 8.63 at two places, where binary floats and bankers' rounding give 8.62."""
    marks = columns("8.50 8.75 8.50 8.75", "8.50 8.75 8.50 8.75", "8.50 8.75 8.50 8.75")
    result = score(EventRule(BY_CRITERION), marks, ISU_COMPONENTS)
    assert [line.rounded for line in result.lines] == [8630, 8630, 8630]


def dive(difficulty: int) -> tuple[RubricLine, ...]:
    return (RubricLine("动作", 10_000, 500, factor=difficulty),)


def test_diving_of_today() -> None:
    """Seven judges, two high and two low dropped, the sum of three × difficulty: (8 + 8 + 8.5) × 3.2 = 78.40."""
    rule = EventRule(BY_CRITERION, 2, 2, Statistic.SUM)
    assert score(rule, columns("7.5 8.0 8.5 9.0 8.0 8.5 7.0"), dive(3200)).value == 78_400


def test_diving_of_2000() -> None:
    """Seven judges, one high and one low dropped, the sum of five × 3/5 × difficulty: 40.5 × 0.6 × 3.2 = 77.76."""
    rule = EventRule(BY_CRITERION, 1, 1, Statistic.SUM)
    assert score(rule, columns("7.5 8.0 8.5 9.0 8.0 8.5 7.0"), dive(1920)).value == 77_760


JUDGMENT = (
    RubricLine("格式", 20_000),
    RubricLine("说理", 70_000),
    RubricLine("错漏", 10_000, 3000, CriterionKind.DEDUCTION),
)


def test_deduction_counts_what_is_left() -> None:
    marks = columns("18 17 19", "60 61 62", "3 0 10")
    assert [sheet_total(JUDGMENT, sheet) for sheet in marks.sheets] == [85_000, 88_000, 81_000]
    assert score(EventRule(), marks, JUDGMENT).value == 84_670
    by_criterion = score(EventRule(BY_CRITERION), marks, JUDGMENT)
    assert [line.result for line in by_criterion.lines] == [18_000, 61_000, 5670]
    assert by_criterion.value == 84_670


def test_half_a_sheet() -> None:
    """With judges' totals it does not count; criterion by criterion each mark on it does."""
    marks = columns("18 17 19", "60 - 62", "3 0 0")
    totals = score(EventRule(), marks, JUDGMENT)
    assert (totals.value, totals.incomplete) == (88_000, (2,))
    by_criterion = score(EventRule(BY_CRITERION), marks, JUDGMENT)
    assert [len(line.marks) for line in by_criterion.lines] == [3, 2, 3]
    assert (by_criterion.value, by_criterion.incomplete) == (18_000 + 61_000 + 9000, ())


def test_factors_in_judges_totals() -> None:
    criteria = (RubricLine("甲", 10_000, 500, factor=333), RubricLine("乙", 10_000, 500, factor=2000))
    assert sheet_total(criteria, JudgeSheet(1, (500, 9000))) == Fraction(36_333, 2)
    assert score(EventRule(), columns("0.5 0.5", "9 9"), criteria).value == 18_170


WRITTEN = (RubricLine("笔试", 100_000, 500, MEASURED, factor=333), RubricLine("汇报", 30_000))


@pytest.mark.parametrize("combination", list(Combination))
def test_measured_criterion_is_added_to_what_the_judges_gave(combination: Combination) -> None:
    sheets = columns("- - -", "25 26 27.5").sheets
    result = score(EventRule(combination), EventMarks(sheets, (88_500, None)), WRITTEN)
    assert [line.result for line in result.lines] == [26_170, 29_470]  # 88.5 × 0.333 = 29.4705
    assert result.value == 55_640


def test_event_with_measured_criteria_alone() -> None:
    assert (
        score(EventRule(), EventMarks(measured=(91_000,)), (RubricLine("笔试", 100_000, 500, MEASURED),)).value
        == 91_000
    )


NO_JUDGES = "没有可以计分的评委。"


@pytest.mark.parametrize(
    ("rule", "marks", "criteria", "gaps"),
    [
        (EventRule(), EventMarks(measured=(88_000, None)), WRITTEN, (NO_JUDGES,)),
        (EventRule(), columns("- -", "25 26"), WRITTEN, ("“笔试”没有成绩。",)),
        (EventRule(), columns("18 -", "- 60", "3 0"), JUDGMENT, ("没有一张填写完整的评分表。",)),
        (EventRule(BY_CRITERION), columns("18 17", "- -", "3 0"), JUDGMENT, ("“说理”没有评分。",)),
        (EventRule(), EventMarks((JudgeSheet(1, (88_000,)),), recused=frozenset({1})), ONE, (NO_JUDGES,)),
    ],
)
def test_gaps_leave_no_score(
    rule: EventRule, marks: EventMarks, criteria: tuple[RubricLine, ...], gaps: tuple[str, ...]
) -> None:
    result = score(rule, marks, criteria)
    assert (result.value, result.gaps) == (None, gaps)


@pytest.mark.parametrize("marks", [EventMarks(), columns("- -"), EventMarks(measured=(None,))])
def test_no_mark_at_all_is_no_gap(marks: EventMarks) -> None:
    result = score(EventRule(), marks)
    assert (result.value, result.gaps, result.lines) == (None, (), ())


def test_recused_sheets_do_not_count_and_the_trim_adapts() -> None:
    sheets = columns("60 88 90 91 92 100").sheets
    rule = EventRule(drop_high=1, drop_low=1)
    recused = score(rule, EventMarks(sheets, recused=frozenset({1, 6, 9})))
    assert (recused.value, recused.recused, recused.lines[0].waived) == (90_250, (1, 6), True)


def test_judges_needed() -> None:
    assert EventRule().judges_needed == 1
    assert EventRule(drop_high=1, drop_low=1).judges_needed == 5
    assert EventRule(drop_high=2, drop_low=2).judges_needed == 7


@pytest.mark.parametrize(
    ("rule", "fields"),
    [
        (EventRule(), []),
        (EventRule(drop_high=2, drop_low=2, decimals=3), []),
        (EventRule(drop_high=3, drop_low=-1, decimals=4), ["drop_high", "drop_low", "decimals"]),
    ],
)
def test_rule_settings_out_of_range(rule: EventRule, fields: list[str]) -> None:
    assert [problem.field for problem in check_rule(rule)] == fields


def test_gathering_rows() -> None:
    criteria = (*(RubricLine(name, 30_000, key=key) for key, name in enumerate("甲乙")), replace(WRITTEN[0], key=7))
    rows = [(1, 11, 1, 25_000), (1, None, 7, 88_000), (2, 11, 0, 26_000), (1, 12, 1, 27_000), (1, 11, 0, 24_000)]
    found = gather_marks(criteria, rows, {2: frozenset({11})})
    assert found == {
        1: EventMarks(
            (JudgeSheet(11, (24_000, 25_000, None)), JudgeSheet(12, (None, 27_000, None))), (None, None, 88_000)
        ),
        2: EventMarks((JudgeSheet(11, (26_000, None, None)),), recused=frozenset({11})),
    }
    assert gather_marks(criteria, []) == {}
    with pytest.raises(KeyError):
        gather_marks(criteria, [(1, 11, 9, 0)])
