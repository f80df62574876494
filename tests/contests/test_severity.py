"""The many-facet Rasch model: simulated panels are found again, what cannot be estimated is refused in a sentence."""

import math
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.analysis import rasch
from cadre_desktop.contests.analysis.measures import Measure, Observation
from cadre_desktop.contests.analysis.severity import EXTREME_STEP, Estimate, NotEstimable, counted, estimate
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.words import CriterionKind

NAMES = {1: "张三", 2: "李四", 3: "王五", 4: "赵六", 5: "孙七"}


def share(logits: float) -> float:
    return 1 / (1 + math.exp(-logits))


def simulated(seed: int, severities: list[float], entrants: int = 20, trials: int = 20) -> list[Observation]:
    """Everybody marks everybody on four criteria; marks are what the model says they are."""
    random = Random(seed)
    abilities = [random.gauss(1.2, 0.5) for _ in range(entrants)]
    difficulties = [-0.3, -0.1, 0.1, 0.3]
    return [
        Observation(entrant, judge, criterion, sum(random.random() < chance for _ in range(trials)), trials)
        for entrant, ability in enumerate(abilities)
        for judge, severity in enumerate(severities, 1)
        for criterion, difficulty in enumerate(difficulties)
        for chance in [share(ability - severity - difficulty)]
    ]


SEVERITIES = [-0.6, -0.2, 0.0, 0.3, 0.5]


def logits(facet: dict[int, Measure] | object) -> dict[int, float]:
    assert isinstance(facet, dict)
    return {key: measure.logits for key, measure in facet.items()}


def test_simulated_severities_are_found_within_their_errors() -> None:
    """Over 20 panels the squared errors are on average those that the standard errors promise."""
    squares = []
    for seed in range(20):
        found = estimate(simulated(seed, SEVERITIES), NAMES)
        assert found.converged
        assert found.dispersion == pytest.approx(1, abs=0.25)
        for judge, severity in enumerate(SEVERITIES, 1):
            measure = found.judges[judge]
            assert measure.logits is not None and measure.error is not None
            squares.append(((measure.logits - severity) / measure.error) ** 2)
    assert max(squares) < 16
    assert sum(squares) / len(squares) == pytest.approx(1, abs=0.35)


def test_at_the_maximum_every_element_has_the_score_that_is_expected() -> None:
    """The likelihood equations of Linacre (1989): observed and expected scores are equal, element by element."""
    marks = simulated(3, SEVERITIES)
    found = estimate(marks, NAMES)
    ability, severity, difficulty = logits(found.entrants), logits(found.judges), logits(found.criteria)
    left: dict[tuple[str, int], float] = {}
    for mark in marks:
        expected = mark.trials * share(ability[mark.entrant] - severity[mark.judge] - difficulty[mark.criterion])
        for facet in ("entrant", "judge", "criterion"):
            key = (facet, getattr(mark, facet))
            left[key] = left.get(key, 0) + mark.steps - expected
    assert max(map(abs, left.values())) < 1e-6
    assert sum(severity.values()) == pytest.approx(0, abs=1e-9)
    assert sum(difficulty.values()) == pytest.approx(0, abs=1e-9)


def test_the_log_likelihood_is_that_of_the_binomial_and_never_falls() -> None:
    marks = simulated(4, SEVERITIES, entrants=6)
    found = rasch.fit(rasch.MarkingPlan(marks))
    assert len(found.path) > 2
    assert all(after >= before - 1e-7 for before, after in zip(found.path, found.path[1:], strict=False))
    by_facet = [logits(facet) for facet in found.facets]
    expected = 0.0
    for mark in marks:
        chance = share(by_facet[0][mark.entrant] - by_facet[1][mark.judge] - by_facet[2][mark.criterion])
        ways = math.comb(mark.trials, mark.steps)
        expected += math.log(ways * chance**mark.steps * (1 - chance) ** (mark.trials - mark.steps))
    assert found.path[-1] == pytest.approx(expected)


def test_errors_are_those_of_the_whole_information_matrix() -> None:
    """Two judges, one criterion: the error of the difference, by the inverse of the matrix written out."""
    np = pytest.importorskip("numpy")
    marks = [
        Observation(e, j, 1, s, 20)
        for e, j, s in ((1, 1, 12), (1, 2, 15), (2, 1, 8), (2, 2, 13), (3, 1, 17), (3, 2, 18))
    ]
    found = estimate(marks, NAMES)
    ability, severity = logits(found.entrants), logits(found.judges)
    information = np.zeros((4, 4))
    for mark in marks:
        chance = share(ability[mark.entrant] - severity[mark.judge])
        row = np.zeros(4)
        row[mark.entrant - 1] = 1
        row[3] = -1 if mark.judge == 1 else 1  # one free severity: the other judge has its negative
        information += mark.trials * chance * (1 - chance) * np.outer(row, row)
    errors = np.sqrt(np.diag(np.linalg.inv(information)) * found.dispersion)
    assert found.judges[1].error == pytest.approx(errors[3])
    assert [found.entrants[entrant].error for entrant in (1, 2, 3)] == pytest.approx(errors[:3].tolist())


def test_a_symmetric_plan_gives_equal_severities() -> None:
    """A Latin square: each judge gives each mark once."""
    marks = [Observation(e, j, 1, 10 + (e + j) % 3, 20) for e in range(3) for j in range(1, 4)]
    found = estimate(marks, NAMES)
    assert list(logits(found.judges).values()) == pytest.approx([0, 0, 0], abs=1e-9)
    assert len({measure.error for measure in found.judges.values()}) <= 3
    assert found.judges[1].error == pytest.approx(found.judges[3].error or 0)


def test_the_same_marks_spread_wider_have_larger_errors() -> None:
    """Marks more regular than dice: the dispersion is far below 1, and errors follow its square root."""
    regular = [
        Observation(e, j, c, 10 + e - j + (e * j * c) % 2, 20) for e in range(6) for j in (1, 2, 3) for c in (1, 2)
    ]
    found = estimate(regular, NAMES)
    assert found.dispersion < 0.3
    raw = rasch.fit(rasch.MarkingPlan(regular)).facets[1][1].error
    assert raw is not None
    assert found.judges[1].error == pytest.approx(raw * math.sqrt(found.dispersion))


def test_fit_is_the_mean_square_of_the_residuals() -> None:
    marks = simulated(5, SEVERITIES, entrants=8)
    found = estimate(marks, NAMES)
    ability, severity, difficulty = logits(found.entrants), logits(found.judges), logits(found.criteria)
    squares, variances, ratios = [], [], []
    for mark in (mark for mark in marks if mark.judge == 2):
        chance = share(ability[mark.entrant] - severity[2] - difficulty[mark.criterion])
        squares.append((mark.steps - mark.trials * chance) ** 2)
        variances.append(mark.trials * chance * (1 - chance))
        ratios.append(squares[-1] / variances[-1])
    assert found.judges[2].infit == pytest.approx(sum(squares) / sum(variances))
    assert found.judges[2].outfit == pytest.approx(sum(ratios) / len(ratios))


@given(st.randoms(use_true_random=False), st.integers(0, 3))
@settings(max_examples=15, deadline=None)
def test_order_and_names_of_the_marks_change_nothing(random: Random, seed: int) -> None:
    marks = simulated(seed, SEVERITIES[:3], entrants=5)
    new_keys = random.sample(range(100), 3)
    renamed = [mark._replace(judge=new_keys[mark.judge - 1]) for mark in marks]
    random.shuffle(renamed)
    before, after = estimate(marks, {}), estimate(renamed, {})
    assert after.loglik == pytest.approx(before.loglik)
    for judge, key in enumerate(new_keys, 1):
        assert after.judges[key].logits == pytest.approx(before.judges[judge].logits, abs=1e-8)
        assert after.judges[key].error == pytest.approx(before.judges[judge].error, abs=1e-8)


def test_a_gap_in_the_plan_does_not_bend_severities() -> None:
    """Two judges without a common entrant, both linked to a third who marks all."""
    marks = [
        mark
        for mark in simulated(8, [-0.5, 0.0, 0.5], entrants=40)
        if mark.judge == 2 or (mark.judge == 1) == (mark.entrant < 20)
    ]
    found = estimate(marks, NAMES)
    for judge, severity in ((1, -0.5), (2, 0.0), (3, 0.5)):
        measure = found.judges[judge]
        assert measure.logits is not None and measure.error is not None
        assert abs(measure.logits - severity) < 3.5 * measure.error


def refusal(marks: list[Observation]) -> str:
    with pytest.raises(NotEstimable) as refused:
        estimate(marks, NAMES)
    return str(refused.value)


def test_judges_without_common_entrants_are_refused_by_name() -> None:
    marks = [
        Observation(e, j, c, 5 + (e + j + c) % 4, 10)
        for c in (1, 2)
        for e, j in ((1, 1), (2, 1), (1, 2), (3, 3), (4, 3), (3, 4))
    ]
    assert (
        refusal(marks)
        == "评委张三、李四与评委王五、赵六没有共同评过的选手相连，宽严不能比较；请让其中一人也评对方的选手。"
    )


def test_many_names_are_cut_short() -> None:
    together = [Observation(0, judge, 1, 5 + judge % 3, 10) for judge in range(1, 5)]
    apart = [Observation(7, 9, 1, 4, 10), Observation(8, 9, 1, 6, 10)]
    assert refusal([*together, *apart]).startswith("评委张三、李四、王五等 4 人与评委9没有")


def test_judges_of_different_criteria_are_refused() -> None:
    marks = [Observation(e, j, j, 5 + (e * j) % 4, 10) for e in range(6) for j in (1, 2)]
    assert refusal(marks) == "评委张三与评委李四没有共同的评分项相连，宽严不能比较；请让其中一人也评对方的评分项。"


def test_entrants_of_different_criteria_are_refused() -> None:
    """Every judge meets every other over entrants and over criteria, and still ability and difficulty are one."""
    marks = [Observation(e, j, e // 3, 4 + (e * j) % 5, 10) for e in range(6) for j in (1, 2, 3)]
    assert refusal(marks).startswith("评分缺少交叉")


def test_fewer_marks_than_parameters_are_refused() -> None:
    marks = [Observation(e, j, 1, s, 10) for e, j, s in ((1, 1, 4), (1, 2, 5), (2, 2, 6), (2, 3, 7))]
    assert refusal(marks) == "评分太少：4 个分数估计不了 4 个参数，不能估计评委宽严。"


@pytest.mark.parametrize(
    ("marks", "sentence"),
    [
        ([], "还没有评分，不能估计评委宽严。"),
        ([Observation(e, 1, 1, e, 10) for e in range(5)], "只有一名评委评分，不能比较宽严。"),
        ([Observation(1, j, 1, j, 10) for j in range(5)], "只有一名选手有评分，不能估计评委宽严。"),
        (
            [Observation(e, j, c, 8 + c, 10) for e in (1, 2) for j in (1, 2) for c in (0, 1)],
            "所有分数都相同，不能估计评委宽严。",
        ),
        (
            [Observation(e, j, 1, 10 if e else j, 10) for e in (0, 1, 2) for j in (1, 2)],
            "除去满分和零分后，可比较的评委或选手不足两名，不能估计评委宽严。",
        ),
    ],
)
def test_nothing_to_estimate_is_said_in_a_sentence(marks: list[Observation], sentence: str) -> None:
    assert refusal(marks) == sentence


def with_extremes() -> Estimate:
    """Entrant 90 has full marks, 91 none; judge 5 gave everybody full marks; nobody lost anything on criterion 9."""
    usual = simulated(6, [-0.3, 0.0, 0.3], entrants=8)
    seen = {(mark.entrant, mark.criterion) for mark in usual}
    full = [Observation(90, judge, criterion, 20, 20) for judge in (1, 2, 3) for criterion in range(4)]
    none = [Observation(91, judge, criterion, 0, 20) for judge in (1, 2, 3) for criterion in range(4)]
    kind = [Observation(entrant, 5, criterion, 20, 20) for entrant, criterion in sorted(seen)]
    easy = [Observation(entrant, judge, 9, 5, 5) for entrant in range(8) for judge in (1, 2, 3)]
    return estimate([*usual, *full, *none, *kind, *easy], NAMES)


def test_perfect_and_zero_scores_are_named_and_measured_last() -> None:
    usual, found = estimate(simulated(6, [-0.3, 0.0, 0.3], entrants=8), NAMES), with_extremes()
    assert {key: measure.extreme for key, measure in found.entrants.items() if measure.extreme} == {
        90: "full",
        91: "zero",
    }
    assert {key: measure.extreme for key, measure in found.judges.items() if measure.extreme} == {5: "full"}
    assert {key: measure.extreme for key, measure in found.criteria.items() if measure.extreme} == {9: "full"}
    assert {key: found.judges[key] for key in (1, 2, 3)} == usual.judges
    assert found.loglik == usual.loglik
    best, worst = found.entrants[90], found.entrants[91]
    assert best.infit is None and best.error is not None
    assert min(logits(usual.entrants).values()) > (worst.logits or 0)
    assert max(logits(usual.entrants).values()) < (best.logits or 0)
    assert (found.judges[5].logits or 0) < min(logits(usual.judges).values())
    assert (found.criteria[9].logits or 0) < min(logits(usual.criteria).values())


def test_an_extreme_score_is_moved_inwards_by_less_than_a_step() -> None:
    found = with_extremes()
    severity, difficulty = logits(found.judges), logits(found.criteria)
    expected = sum(
        20 * share((found.entrants[90].logits or 0) - severity[j] - difficulty[c]) for j in (1, 2, 3) for c in range(4)
    )
    assert expected == pytest.approx(240 - EXTREME_STEP)
    taken = sum(
        5 * share((found.entrants[e].logits or 0) - severity[j] - (found.criteria[9].logits or 0))
        for e in range(8)
        for j in (1, 2, 3)
    )
    assert taken == pytest.approx(120 - EXTREME_STEP)


def test_setting_extremes_aside_can_leave_others_without_a_measure() -> None:
    """Entrant 70 was marked only by the judge who gives everybody full marks; entrant 71 only on that judge's too."""
    usual = simulated(6, [-0.3, 0.0, 0.3], entrants=8)
    kind = [Observation(entrant, 5, 0, 20, 20) for entrant in (0, 1, 70)]
    easy = [Observation(entrant, 1, 9, 5, 5) for entrant in (0, 1)]
    both = [Observation(71, 5, 9, 5, 5)]
    found = estimate([*usual, *kind, *easy, *both], NAMES)
    assert found.entrants[70] == Measure(None, extreme="full")
    assert found.entrants[71] == Measure(None, extreme="full")
    assert found.fair_share(70, 0) is None
    assert found.fair_share(0, 77) is None
    assert found.fair_share(404, 0) is None


def test_an_element_can_be_left_over_without_being_extreme() -> None:
    """Entrant 70 got full marks from one extreme judge and none from the other."""
    usual = simulated(6, [-0.3, 0.0, 0.3], entrants=8)
    kind = [Observation(entrant, 4, 0, 20, 20) for entrant in (0, 1, 70)]
    harsh = [Observation(entrant, 5, 0, 0, 20) for entrant in (0, 1, 70)]
    found = estimate([*usual, *kind, *harsh], NAMES)
    assert found.entrants[70] == Measure(None, extreme="")
    assert [found.judges[key].extreme for key in (4, 5)] == ["full", "zero"]


def test_the_fair_share_is_what_an_average_judge_would_give() -> None:
    found = estimate(simulated(1, SEVERITIES), NAMES)
    ability, difficulty = found.entrants[3].logits, found.criteria[2].logits
    assert found.fair_share(3, 2) == pytest.approx(share((ability or 0) - (difficulty or 0)))


def test_separated_marks_end_without_convergence() -> None:
    """Raising entrant 1 and judge 2 together always fits better: there is no maximum, and the search ends anyway."""
    marks = [
        Observation(1, 1, 1, 10, 10),
        Observation(1, 2, 1, 5, 10),
        Observation(2, 1, 1, 5, 10),
        Observation(2, 2, 1, 0, 10),
    ]
    found = estimate(marks, NAMES)
    assert not found.converged
    assert found.iterations < rasch.MOST_ITERATIONS


def test_marks_without_any_variance_left_say_nothing_rather_than_no_number() -> None:
    """Two judges apart on one criterion, at one on the other: the search drives every variance to nothing."""
    spots = ((1, 2, 1, 9), (2, 1, 1, 10), (2, 2, 1, 10), (2, 1, 2, 5), (2, 2, 2, 10))
    found = estimate([Observation(*spot, 10) for spot in spots], NAMES)
    assert not found.converged
    measures = [measure for facet in (found.entrants, found.judges, found.criteria) for measure in facet.values()]
    assert {measure.error for measure in measures} == {None}
    figures = [figure for one in measures for figure in (one.logits, one.infit, one.outfit) if figure is not None]
    assert all(map(math.isfinite, [*figures, found.loglik, found.dispersion]))


def test_where_no_information_is_left_there_is_no_covariance() -> None:
    plan = rasch.MarkingPlan([Observation(entrant, judge, 1, 5, 10) for entrant in (1, 2) for judge in (1, 2)])
    nothing = np.zeros((plan.conditions, plan.conditions))
    left = rasch.Information(np.ones(plan.entrants), np.zeros((plan.entrants, plan.conditions)), nothing)
    assert np.isnan(rasch._inverse(plan, left)).all()


def test_iterations_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rasch, "MOST_ITERATIONS", 1)
    found = estimate(simulated(1, SEVERITIES), NAMES)
    assert (found.converged, found.iterations) == (False, 1)


@pytest.mark.parametrize(
    ("criterion", "mark", "expected"),
    [
        (RubricLine("语言", 20_000, 500), 17_500, (35, 40)),
        (RubricLine("语言", 20_000, 500), 0, (0, 40)),
        (RubricLine("语言", 20_000, 500), 25_000, (40, 40)),
        (RubricLine("差错", 10_000, 3_000, CriterionKind.DEDUCTION), 0, (4, 4)),
        (RubricLine("差错", 10_000, 3_000, CriterionKind.DEDUCTION), 3_000, (3, 4)),
        (RubricLine("差错", 10_000, 3_000, CriterionKind.DEDUCTION), 10_000, (0, 4)),
    ],
)
def test_marks_are_counted_in_steps(criterion: RubricLine, mark: int, expected: tuple[int, int]) -> None:
    assert counted(criterion, mark) == expected
