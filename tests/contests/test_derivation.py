"""The derivation says every mark, what was dropped, each rounding, each weight and the tie-breaker."""

from dataclasses import replace

import pytest

from cadre_desktop.contests.rules.derivation import explain_rank, explain_score, explain_standing, explain_total
from cadre_desktop.contests.rules.ranking import USUAL_TIE_BREAKERS, Ranked, TrackEntry, stand
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventMarks, EventRule, JudgeSheet, score_event
from cadre_desktop.contests.rules.totals import TrackEvent
from cadre_desktop.contests.rules.words import Combination, CriterionKind, Rounding, Statistic

JUDGES = {1: "张三", 2: "李四", 3: "王五", 4: "赵六", 5: "钱七"}
CRITERIA = (
    RubricLine("说理", 70_000, factor=1200),
    RubricLine("错漏", 10_000, 3000, CriterionKind.DEDUCTION),
    RubricLine("笔试", 20_000, 1, CriterionKind.MEASURED, factor=500),
)
BY_CRITERION = EventRule(Combination.BY_CRITERION, 1, 1)


def marks(*given: tuple[int | None, int | None], measured: int | None = 15_005) -> EventMarks:
    sheets = tuple(JudgeSheet(judge, (*both, None)) for judge, both in enumerate(given, 1))
    return EventMarks(sheets, (None, None, measured))


FIVE = marks((60_000, 0), (61_000, 3000), (61_000, 0), (62_500, 0), (70_000, 10_000))


def test_criterion_by_criterion() -> None:
    assert explain_score(score_event(BY_CRITERION, CRITERIA, FIVE), JUDGES) == [
        "说理：张三 60（去低）；李四 61；王五 61；赵六 62.5；钱七 70（去高）",
        "平均：（61 + 61 + 62.5）÷ 3 = 61.5 × 1.2 = 73.8",
        "错漏（满分 10，已减去扣分）：钱七 0（去低）；李四 7；张三 10；王五 10；赵六 10（去高）",
        "平均：（7 + 10 + 10）÷ 3 = 9",
        "笔试：成绩 15.005 × 0.5 = 7.5025 → 7.5",
        "项目得分：73.8 + 9 + 7.5 = 90.3",
    ]


def test_judges_totals() -> None:
    given = replace(marks((60_000, 0), (61_000, 3000), (62_000, 0), (None, 0), (70_000, 0)), recused=frozenset({5}))
    assert explain_score(score_event(EventRule(drop_high=1, drop_low=1), CRITERIA, given), JUDGES) == [
        "钱七：回避，评分表不计。",
        "赵六：评分表未填完整，不计。",
        "李四：说理 61 × 1.2，错漏 10 扣 3，合计 80.2",
        "张三：说理 60 × 1.2，错漏 10 扣 0，合计 82",
        "王五：说理 62 × 1.2，错漏 10 扣 0，合计 84.4",
        "评委总分：李四 80.2；张三 82；王五 84.4",
        "去高去低后不足 3 个分数，全部计入。",
        "平均：（80.2 + 82 + 84.4）÷ 3 = 82.2",
        "笔试：成绩 15.005 × 0.5 = 7.5025 → 7.5",
        "项目得分：82.2 + 7.5 = 89.7",
    ]


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (EventRule(), "平均：（80.2 + 82 + 83.2 + 84 + 85）÷ 5 = 82.88"),
        (EventRule(decimals=1), "平均：（80.2 + 82 + 83.2 + 84 + 85）÷ 5 = 82.88 → 82.9"),
        (EventRule(statistic=Statistic.MEDIAN), "5 个分数的中位数：83.2"),
        (EventRule(statistic=Statistic.SUM), "求和：80.2 + 82 + 83.2 + 84 + 85 = 414.4"),
        (EventRule(drop_high=1, drop_low=1), "平均：（82 + 83.2 + 84）÷ 3 = 83.066666… → 83.07"),
    ],
)
def test_combining(rule: EventRule, line: str) -> None:
    assert line in explain_score(score_event(rule, CRITERIA, FIVE), JUDGES)


def test_event_score_is_rounded_visibly() -> None:
    """Two criteria without a factor: 1/3 is only rounded where the rule says so."""
    criteria = (RubricLine("甲", 10_000), RubricLine("乙", 10_000))
    given = EventMarks(tuple(JudgeSheet(judge, (mark, 0)) for judge, mark in ((1, 5000), (2, 5000), (8, 6000))))
    final = EventRule(Combination.BY_CRITERION, rounding=Rounding.FINAL)
    assert explain_score(score_event(final, criteria, given), JUDGES) == [
        "甲：张三 5；李四 5；8 6",
        "平均：（5 + 5 + 6）÷ 3 = 5.333333…",
        "乙：张三 0；李四 0；8 0",
        "平均：（0 + 0 + 0）÷ 3 = 0",
        "项目得分：5.333333… + 0 = 5.333333…",
    ]


def test_gaps_are_said() -> None:
    lines = explain_score(score_event(EventRule(), CRITERIA, marks(measured=15_000)), JUDGES)
    assert lines == ["笔试：成绩 15 × 0.5 = 7.5", "没有可以计分的评委。"]


EVENTS = (
    TrackEvent(1, "庭审观摩", 60_000, EventRule(), (RubricLine("总评", 100_000),)),
    TrackEvent(2, "信息化应用考核", 40_000, EventRule(), (RubricLine("总评", 100_000),)),
)
STANDING = stand(EVENTS, TrackEntry(1, marks={1: EventMarks((JudgeSheet(1, (88_000,)), JudgeSheet(2, (88_500,))))}))


def test_standing_and_place() -> None:
    expected = [
        "【庭审观摩】权重 60%",
        "张三：总评 88，合计 88",
        "李四：总评 88.5，合计 88.5",
        "评委总分：张三 88；李四 88.5",
        "平均：（88 + 88.5）÷ 2 = 88.25",
        "项目得分：88.25",
        "【信息化应用考核】权重 40%",
        "没有评分。",
        "庭审观摩：88.25 × 60% = 52.95",
        "信息化应用考核：缺项计 0 × 40% = 0",
        "总分：52.95 + 0 = 52.95，四舍五入为 52.95",
    ]
    assert explain_standing(EVENTS, STANDING, JUDGES) == expected
    assert explain_rank(EVENTS, Ranked(3, STANDING), JUDGES) == [*expected, "名次：第 3 名"]


def test_place_after_a_tie() -> None:
    tied = Ranked(2, STANDING, USUAL_TIE_BREAKERS[0], shared=True, awaits_play_off=True)
    assert explain_rank(EVENTS, tied, JUDGES)[-4:] == [
        "总分相同，按“权重最高项目”区分。",
        "与他人并列。",
        "并列待加赛决定。",
        "名次：第 2 名",
    ]


def test_no_total_gives_its_reason() -> None:
    assert explain_total(stand(EVENTS, TrackEntry(1)).total) == ["还没有任何评分。"]
