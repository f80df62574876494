"""The report of a panel: every judge against the others, what happens to it when marks change, and its JSON."""

import json
from dataclasses import replace
from statistics import stdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.analysis.fairness import JudgeReport, Panel, PanelReport, examine
from cadre_desktop.contests.analysis.own_court import holm
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import JudgeSheet
from cadre_desktop.contests.rules.words import CriterionKind

RUBRIC = (RubricLine("内容", 60_000, key=101), RubricLine("表达", 40_000, key=102))
JUDGES = {1: "张三", 2: "李四", 3: "王五"}
BASE = ((50, 30), (46, 32), (40, 25), (55, 36), (35, 28), (48, 20))
"""Six entrants: points for content and expression."""
LEAN = {1: (0, 0), 2: (2, 1), 3: (-3, 0)}


def sheet(judge: int, *points: float | None) -> JudgeSheet:
    return JudgeSheet(judge, tuple(None if mark is None else int(mark * 1000) for mark in points))


def panel(**changes: object) -> Panel:
    """Judges who lean a little, and do not agree on everything."""
    sheets = {
        entrant: tuple(
            sheet(judge, content + lean[0] + (entrant * judge) % 3 / 2, expression + lean[1])
            for judge, lean in LEAN.items()
        )
        for entrant, (content, expression) in enumerate(BASE, 1)
    }
    courts = {1: 10, 2: 20, 3: None}
    usual = Panel("民事审判", "庭审观摩", RUBRIC, sheets, JUDGES, courts, {1: 10, 2: 10, 3: 30, 4: 20, 5: 40})
    return replace(usual, **changes)  # type: ignore[arg-type]


def totals(judge: int) -> list[float]:
    return [
        sum(mark or 0 for one in sheets if one.judge == judge for mark in one.marks) / 1000
        for sheets in panel().sheets.values()
    ]


def by_name(report: PanelReport) -> dict[str, JudgeReport]:
    return {judge.judge: judge for judge in report.judges}


def test_gap_and_spread_by_hand() -> None:
    first = by_name(examine(panel()))["张三"]
    gaps = [one - (two + three) / 2 for one, two, three in zip(totals(1), totals(2), totals(3), strict=True)]
    assert first.sheets == 6
    assert first.mean == pytest.approx(sum(totals(1)) / 6)
    assert first.mean_gap == pytest.approx(sum(gaps) / 6)
    assert first.spread == pytest.approx(stdev(totals(1)))


def test_the_own_court_by_hand() -> None:
    """Entrants 1 and 2 are of judge 1's court; the others are compared with them."""
    found = by_name(examine(panel()))
    gaps = [one - (two + three) / 2 for one, two, three in zip(totals(1), totals(2), totals(3), strict=True)]
    own = found["张三"].own_court
    assert own is not None and own.entrants == 2
    assert own.gap == pytest.approx(sum(gaps[:2]) / 2 - sum(gaps[2:]) / 4)
    second = found["李四"].own_court
    assert second is not None and second.entrants == 1
    assert found["王五"].own_court is None
    assert [judge.own_p for judge in found.values()] == holm([own.p, second.p, None])


def test_severity_stands_beside() -> None:
    report = examine(panel())
    assert report.rasch is not None and report.refused == ""
    order = sorted(
        report.judges, key=lambda judge: judge.severity.logits if judge.severity and judge.severity.logits else 0
    )
    assert [judge.judge for judge in order] == ["李四", "张三", "王五"]


def test_entrants_raw_beside_modelled() -> None:
    report = examine(panel())
    best = report.standings[3]
    assert (best.key, best.rank, best.fair_rank) == (4, 1, 1)
    assert best.mean == pytest.approx((totals(1)[3] + totals(2)[3] + totals(3)[3]) / 3)
    assert best.fair == pytest.approx(best.mean, abs=0.5)
    assert sorted(one.rank or 0 for one in report.standings) == [1, 2, 3, 4, 5, 6]


def test_an_entrant_marked_by_the_severe_alone_is_fairer_off_beside() -> None:
    """Entrant 2 has the severest judge's sheet only: the raw mean is low, the modelled points are not."""
    sheets = dict(panel().sheets)
    sheets[2] = sheets[2][2:]
    report = examine(panel(sheets=sheets))
    usual = examine(panel())
    alone = report.standings[1]
    assert alone.mean is not None and alone.fair is not None and usual.standings[1].mean is not None
    assert alone.mean < usual.standings[1].mean - 2
    assert alone.fair == pytest.approx(usual.standings[1].mean, abs=1)
    assert (report.entrants, report.whole_rows) == (6, 5)


def test_equal_points_share_a_rank() -> None:
    same = {entrant: (sheet(1, 50, 30), sheet(2, 40, 30)) for entrant in (1, 2)} | {
        3: (sheet(1, 20, 20), sheet(2, 30, 20))
    }
    report = examine(panel(sheets=same))
    assert [one.rank for one in report.standings] == [1, 1, 3]


def test_half_sheets_count_in_the_model_only() -> None:
    sheets = {
        entrant: (*given[:2], replace(given[2], marks=(given[2].marks[0], None)))
        for entrant, given in panel().sheets.items()
    }
    report = examine(panel(sheets=sheets))
    third = by_name(report)["王五"]
    assert (third.sheets, third.mean, third.mean_gap, third.spread) == (0, None, None, None)
    assert third.severity is not None and third.severity.logits is not None
    assert report.whole_rows == 0 and report.concordance is None and set(report.icc.values()) == {None}
    assert report.alpha is not None


def test_nobody_has_marked_yet() -> None:
    report = examine(panel(sheets={}))
    assert report.rasch is None
    assert report.as_json() == {
        "track": "民事审判",
        "event": "庭审观摩",
        "icc": dict.fromkeys(("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")),
        "kendall_w": None,
        "kendall_p": None,
        "alpha": None,
        "judges": [
            {
                "judge": name,
                "mean_gap": None,
                "spread": None,
                "severity": None,
                "severity_se": None,
                "own_court_gap": None,
            }
            for name in JUDGES.values()
        ],
        "refused": "还没有评分，不能估计评委宽严。",
    }


def test_every_mark_equal() -> None:
    report = examine(panel(sheets={entrant: tuple(sheet(judge, 50, 30) for judge in JUDGES) for entrant in range(4)}))
    assert report.refused == "所有分数都相同，不能估计评委宽严。"
    assert set(report.icc.values()) == {None}
    assert (report.concordance, report.alpha) == (None, None)
    assert [judge.mean_gap for judge in report.judges] == [0, 0, 0]
    assert [one.fair for one in report.standings] == [None] * 4


def test_one_entrant_and_no_judges() -> None:
    assert examine(panel(sheets={1: panel().sheets[1]})).refused == "只有一名选手有评分，不能估计评委宽严。"
    assert examine(panel(sheets={}, judges={})).judges == ()


def test_factors_and_deductions_count_as_points() -> None:
    rubric = (
        RubricLine("内容", 60_000, factor=500, key=101),
        RubricLine("差错", 10_000, 2_000, CriterionKind.DEDUCTION, key=102),
    )
    sheets = {
        1: (sheet(1, 40, 2), sheet(2, 30, 0)),
        2: (sheet(1, 20, 4), sheet(2, 24, 2)),
        3: (sheet(1, 10, 8), sheet(2, 8, 8)),
    }
    report = examine(panel(criteria=rubric, sheets=sheets, judges={1: "张三", 2: "李四"}))
    assert report.judges[0].mean == pytest.approx((20 + 8 + 10 + 6 + 5 + 2) / 3)
    assert all(0 < (one.fair or 0) < 40 for one in report.standings)


def test_measured_marks_play_no_part() -> None:
    measured = RubricLine("打字", 100_000, kind=CriterionKind.MEASURED, key=103)
    sheets = {
        key: tuple(replace(one, marks=(*one.marks, None)) for one in given) for key, given in panel().sheets.items()
    }
    assert examine(panel(criteria=(*RUBRIC, measured), sheets=sheets)) == examine(panel())


def test_a_criterion_nobody_can_measure_leaves_no_fair_points() -> None:
    """Only an entrant with full marks was asked a third thing: it has no difficulty that others could be given."""
    rubric = (*RUBRIC, RubricLine("加试", 10_000, key=103))
    sheets = {
        key: tuple(replace(one, marks=(*one.marks, None)) for one in given) for key, given in panel().sheets.items()
    }
    sheets[9] = (sheet(1, 60, 40, 10), sheet(2, 60, 40, 10))
    report = examine(panel(criteria=rubric, sheets=sheets))
    assert report.rasch is not None
    assert [one.fair for one in report.standings] == [None] * 7


def test_json_has_the_keys_of_the_contract_and_plain_numbers() -> None:
    found = examine(panel()).as_json()
    assert list(found) == ["track", "event", "icc", "kendall_w", "kendall_p", "alpha", "judges", "rasch"]
    assert list(found["icc"]) == ["1,1", "2,1", "3,1", "1,k", "2,k", "3,k"]
    assert list(found["judges"][0]) == ["judge", "mean_gap", "spread", "severity", "severity_se", "own_court_gap"]
    assert found["rasch"]["converged"] is True
    assert json.loads(json.dumps(found, allow_nan=False)) == found
    assert found["kendall_p"] > 0


marks = st.integers(10, 50)
small = st.dictionaries(
    st.integers(1, 8),
    st.lists(st.tuples(marks, st.integers(5, 35)), min_size=3, max_size=3),
    min_size=3,
    max_size=5,
)


def drawn(points: dict[int, list[tuple[int, int]]], harder: int = 0) -> Panel:
    sheets = {
        key: tuple(
            sheet(judge, content - harder * (judge == 2), expression)
            for judge, (content, expression) in enumerate(given, 1)
        )
        for key, given in points.items()
    }
    return panel(sheets=sheets, judge_courts={1: 10, 2: 10}, entrant_courts={min(points): 10})


@given(small, st.integers(1, 9))
@settings(deadline=None, max_examples=40)
def test_severity_shifts_only_the_mean(points: dict[int, list[tuple[int, int]]], harder: int) -> None:
    before, after = by_name(examine(drawn(points))), by_name(examine(drawn(points, harder)))
    assert after["李四"].mean_gap == pytest.approx((before["李四"].mean_gap or 0) - harder)
    assert after["张三"].mean_gap == pytest.approx((before["张三"].mean_gap or 0) + harder / 2)
    for name in before:
        assert after[name].spread == pytest.approx(before[name].spread)
        assert after[name].own_p == before[name].own_p
    own = before["李四"].own_court, after["李四"].own_court
    assert own[0] is not None and own[1] is not None
    assert own[1].gap == pytest.approx(own[0].gap)


@given(small, st.permutations([1, 2, 3]))
@settings(deadline=None, max_examples=40)
def test_judges_in_another_order_have_the_same_reports(
    points: dict[int, list[tuple[int, int]]], order: list[int]
) -> None:
    usual = drawn(points)
    turned = replace(
        usual,
        judges={judge: usual.judges[judge] for judge in order},
        sheets={key: tuple(given[judge - 1] for judge in order) for key, given in reversed(usual.sheets.items())},
    )
    one, other = examine(usual), examine(turned)
    assert by_name(one) == by_name(other)
    assert (one.icc, one.alpha, one.refused, one.rasch) == (other.icc, other.alpha, other.refused, other.rasch)
