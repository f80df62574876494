"""What the figures of a panel are said to mean, and what is not said where the data are too few."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from cadre_desktop.contests.analysis.agreement import Concordance
from cadre_desktop.contests.analysis.fairness import EntrantReport, JudgeReport, Panel, PanelReport, examine
from cadre_desktop.contests.analysis.fairness_words import (
    agreement,
    prefers,
    rasch_words,
    remarks,
    severe,
    shift_words,
    signed,
)
from cadre_desktop.contests.analysis.measures import Measure
from cadre_desktop.contests.analysis.own_court import OwnCourt
from cadre_desktop.contests.analysis.severity import Estimate
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import JudgeSheet

LINE = (RubricLine("庭审", 100_000, step=1_000),)


def panel(points: Callable[[int, int], int], entrants: int, judges: int = 3) -> Panel:
    """A panel of one criterion; `points` of entrant (1, 2, …) and judge (1, 2, …)."""
    sheets = {
        entrant: [JudgeSheet(judge, (points(entrant, judge) * 1000,)) for judge in range(1, judges + 1)]
        for entrant in range(1, entrants + 1)
    }
    return Panel("刑事审判", "庭审观摩", LINE, sheets, {judge: f"评委{judge}" for judge in range(1, judges + 1)})


def wobbly(entrant: int, judge: int) -> int:
    """Judges who differ a little and whose third is severe."""
    return 60 + 2 * entrant + (entrant * judge * 7) % 5 - (8 if judge == 3 else 0)


@pytest.fixture(scope="module")
def large() -> PanelReport:
    return examine(panel(wobbly, 12))


def judge(own: OwnCourt | None = None, p: float | None = None, severity: Measure | None = None) -> JudgeReport:
    return JudgeReport(1, "王祯", 12, 80.0, 1.0, 3.0, severity, own, p)


@pytest.mark.parametrize(
    ("value", "verdict"),
    [(0.95, "很好"), (0.90, "很好"), (0.80, "较好"), (0.60, "中等"), (0.49, "较差"), (-0.2, "较差")],
)
def test_reliability_after_koo_and_li(large: PanelReport, value: float, verdict: str) -> None:
    report = replace(large, icc={**large.icc, "2,k": value})
    figure = next(one for one in agreement(report) if one.name == "ICC(2,k)")
    assert figure.meaning == f"全体评委平均分的可靠程度，宽严差别也算不一致：{verdict}。"
    assert figure.value == value
    assert "ICC(2,k)" in figure.how


@pytest.mark.parametrize(
    ("w", "p", "words"),
    [
        (0.8, 0.0001, "较一致，不是偶然（p < 0.001）"),
        (0.55, 0.01, "大体一致，不是偶然（p = 0.010）"),
        (0.35, 0.02, "一致程度偏低，不是偶然"),
        (0.2, 0.04, "一致程度很低，不是偶然"),
        (0.5, 0.2, "看不出一致：这样的结果偶然也会出现（p = 0.200）"),
    ],
)
def test_concordance_after_schmidt(large: PanelReport, w: float, p: float, words: str) -> None:
    figure = agreement(replace(large, concordance=Concordance(w, p, False)))[6]
    assert (figure.name, figure.value) == ("Kendall W", w)
    assert words in figure.meaning


@pytest.mark.parametrize(("value", "words"), [(0.8, "可以放心采用"), (0.7, "采用时宜谨慎"), (0.5, "分歧较大")])
def test_alpha_after_krippendorff(large: PanelReport, value: float, words: str) -> None:
    assert words in agreement(replace(large, alpha=value))[7].meaning


def test_what_cannot_be_worked_out_is_told_so(large: PanelReport) -> None:
    nothing = replace(large, icc=dict.fromkeys(large.icc), concordance=None, alpha=None)
    assert all(figure.value is None and "不能计算" in figure.meaning for figure in agreement(nothing))


def test_few_entrants_get_figures_without_verdicts() -> None:
    report = examine(panel(wobbly, 5))
    assert remarks(report) == ["有评分的选手只有 5 人，不足 8 人，数值很不稳定，只列出，不作判断。"]
    assert report.icc["2,k"] is not None
    assert not any("：" in figure.meaning for figure in agreement(report))
    assert report.rasch is not None
    assert severe(report) == {}


def test_nobody_has_marked_and_a_single_judge() -> None:
    assert remarks(examine(panel(wobbly, 0))) == ["还没有评委评分。"]
    assert remarks(examine(panel(wobbly, 9, judges=1))) == ["只有一位评委评分，没有可比较的。"]


def test_the_severe_judge_is_told_with_the_gap_in_points(large: PanelReport) -> None:
    assert severe(large) == {1: False, 2: False, 3: True}
    few, severity, *_rest = remarks(large)
    assert few == "全体评委都评完整的选手有 12 人，不足 30 人时一致性的数值会有些出入。"
    gap = signed(large.judges[2].mean_gap)
    assert f"偏严的有评委3（与其他评委均差 {gap} 分）" in severity
    assert "偏宽的有评委1" in severity
    assert severity.endswith("每名选手都由同样的评委评，宽严对所有选手相同。")


def test_severity_matters_more_where_some_judges_are_missing(large: PanelReport) -> None:
    _few, severity, *_rest = remarks(replace(large, whole_rows=10))
    assert severity.endswith("有 2 名选手不是由全体评委评完整的，宽严对他们的影响可能不同，请看校正宽严后的对照。")


def test_equal_judges_are_not_singled_out() -> None:
    report = examine(panel(lambda entrant, judge: 60 + 2 * entrant + (entrant + judge) % 3, 12))
    assert severe(report) == {}
    assert "看不出哪位评委明显偏严或偏宽。" in remarks(report)


def test_an_extreme_or_unmeasured_judge_is_not_singled_out(large: PanelReport) -> None:
    for measure in (None, Measure(None), Measure(3.0, 0.1, extreme="full"), Measure(3.0)):
        assert severe(replace(large, judges=(judge(severity=measure),))) == {}
    assert severe(replace(large, judges=(judge(severity=Measure(3.0, 0.1)),))) == {1: True}


def estimate(converged: bool) -> Estimate:
    return Estimate(converged, 4, -512.34, 0.5, {}, {}, {})


def test_the_model_is_told_refused_or_without_convergence(large: PanelReport) -> None:
    refused = replace(large, rasch=None, refused="所有分数都相同，不能估计评委宽严。")
    assert rasch_words(refused) == "所有分数都相同，不能估计评委宽严。"
    assert "所有分数都相同，不能估计评委宽严。" in remarks(refused)
    stuck = replace(large, rasch=estimate(False))
    assert rasch_words(stuck) == "宽严估计没有收敛，不宜采用。"
    assert "宽严估计没有收敛，不宜采用。" in remarks(stuck)
    assert severe(stuck) == {}
    assert "4 次迭代，对数似然 −512.3" in rasch_words(replace(large, rasch=estimate(True)))


@pytest.mark.parametrize(
    ("own", "p", "entrants", "told"),
    [
        (None, None, 12, None),
        (OwnCourt(1, 5.0, 0.01), 0.01, 12, None),
        (OwnCourt(3, 5.0, 0.01), 0.01, 7, None),
        (OwnCourt(3, 5.0, 0.01), 0.01, 12, True),
        (OwnCourt(3, 5.0, 0.05), 0.05, 12, False),
    ],
)
def test_a_preference_is_told_only_of_enough(own: OwnCourt | None, p: float, entrants: int, told: bool | None) -> None:
    assert prefers(judge(own, p), entrants) is told


def test_the_own_court_is_told_carefully(large: PanelReport) -> None:
    high, low = judge(OwnCourt(3, 2.754, 0.004), 0.012), judge(OwnCourt(2, -1.5, 0.0002), 0.0006)
    *_rest, first, second = remarks(replace(large, judges=(high, low)))
    assert "王祯给本院 3 名选手的分数，扣除自身宽严后比给其他选手的平均高 2.75 分，超出偶然波动（p = 0.012）" in first
    assert "这不说明原因" in first
    assert "平均低 1.50 分，超出偶然波动（p < 0.001）" in second
    calm = replace(large, judges=(judge(OwnCourt(3, 0.5, 0.6), 0.6), judge()))
    assert remarks(calm)[-1] == "各评委对本院选手看不出偏高或偏低。"


def test_whose_place_another_severity_would_change(large: PanelReport) -> None:
    def entrant(key: int, rank: int | None, fair: int | None) -> EntrantReport:
        return EntrantReport(key, 80.0, rank, None, 80.0, fair)

    same = replace(large, standings=(entrant(1, 1, 1), entrant(2, 2, 2)))
    assert shift_words(same, str) == "校正宽严后，本项目内的位次都不变。"
    turned = replace(large, standings=(entrant(1, 1, 2), entrant(2, 2, 1), entrant(3, None, None)))
    assert shift_words(turned, str) == "校正宽严后，本项目内位次不同的有 2 人：1（1→2）、2（2→1）。"
    assert shift_words(replace(large, standings=(entrant(1, 1, None),)), str) == ""


@pytest.mark.parametrize(
    ("value", "text"), [(1.2, "+1.20"), (-0.354, "−0.35"), (-0.001, "0.00"), (0, "0.00"), (None, "—")]
)
def test_signs(value: float | None, text: str) -> None:
    assert signed(value) == text
