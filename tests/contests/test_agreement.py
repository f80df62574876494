"""Agreement of judges against tables worked in the literature, and what must not change it."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cadre_desktop.contests.analysis.agreement import (
    ICC_FORMS,
    alpha,
    chi_square_tail,
    complete_rows,
    concordance,
    intraclass,
)

SHROUT_FLEISS = [(9, 2, 5, 8), (6, 1, 3, 2), (8, 4, 6, 8), (7, 1, 2, 6), (10, 5, 6, 9), (6, 2, 4, 7)]
"""Shrout and Fleiss 1979, table 2: six targets, four judges."""


def test_the_six_coefficients_of_shrout_and_fleiss() -> None:
    """Their table 4: .17, .29, .71 for one judge, .44, .62, .91 for the mean of four."""
    found = intraclass(SHROUT_FLEISS)
    assert {form: round(value or 0, 2) for form, value in found.items()} == {
        "1,1": 0.17,
        "2,1": 0.29,
        "3,1": 0.71,
        "1,k": 0.44,
        "2,k": 0.62,
        "3,k": 0.91,
    }
    assert found["3,1"] == pytest.approx(0.7148407, abs=1e-7)


def test_judges_who_differ_only_in_severity_agree_fully_in_the_third_form() -> None:
    found = intraclass([(1, 3), (2, 4), (5, 7)])
    assert (found["3,1"], found["3,k"]) == (1.0, 1.0)
    assert (found["2,1"] or 0) < 1


@pytest.mark.parametrize("rows", [[], [(1, 2)], [(1,), (2,)], [(4, 4), (4, 4)]])
def test_nothing_to_compare_gives_no_correlation(rows: list[tuple[int, ...]]) -> None:
    assert intraclass(rows) == dict.fromkeys(ICC_FORMS)


def test_targets_without_any_difference_leave_the_mean_undefined() -> None:
    """BMS is 0, so its ratios are not numbers; nobody gets a reliability above 1 out of two negative ones."""
    found = intraclass([(1, 3), (3, 1)])
    assert (found["1,k"], found["2,k"], found["3,k"]) == (None, None, None)
    assert found["1,1"] == -1


def test_incomplete_rows_are_left_out_whole() -> None:
    assert complete_rows([(1, 2), (None, 2), (0, 0)]) == [(1, 2), (0, 0)]


BIRDS = (
    ("10.4", "10.8", "11.1", "10.2", "10.3", "10.2", "10.7", "10.5", "10.8", "11.2", "10.6", "11.4"),
    ("7.4", "7.6", "7.9", "7.2", "7.4", "7.1", "7.4", "7.2", "7.8", "7.7", "7.8", "8.3"),
    ("17", "17", "20", "14.5", "15.5", "13", "19.5", "16", "21", "20", "18", "22"),
)
"""Zar, J. H. (2010): Biostatistical Analysis, 5th edition, example 20.5: wing, tail and bill of twelve birds."""


def test_kendalls_w_of_zars_birds() -> None:
    """By hand. Rank sums of the twelve birds, as printed: 14.5 21 30.5 6 11 3.5 20 11.5 29 28.5 22.5 36.

    Their squares add up to 5738.5; the mean sum is 19.5, so S = 5738.5 − 12 × 19.5² = 1175.5. Ties: wing two pairs,
    tail a pair (7.2), a three (7.4) and a pair (7.8), bill two pairs: 2×6 + (6 + 24 + 6) + 2×6 = 60.
    W = 1175.5 / ((3² × (12³ − 12) − 3 × 60) / 12) = 1175.5 / 1272 = 0.92414; chi-square = 3 × 11 × W = 30.50 with 11
    degrees of freedom.
    """
    rows = list(zip(*[[Fraction(value) for value in column] for column in BIRDS], strict=True))
    found = concordance(rows)
    assert found is not None
    assert found.w == pytest.approx(1175.5 / 1272, abs=1e-12)
    assert found.p == pytest.approx(chi_square_tail(33 * 1175.5 / 1272, 11))
    assert 0.001 < found.p < 0.0025  # tables for 11 degrees of freedom: 28.73 at 0.0025, 31.26 at 0.001
    assert not found.exact


ANXIETY = (
    (3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3),
    (3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4),
    (2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2),
)


def test_kendalls_w_with_many_ties() -> None:
    """The anxiety ratings of R's package irr, for which it prints Wt = 0.54, chi-square(19) = 30.8, p = 0.0429."""
    found = concordance(list(zip(*ANXIETY, strict=True)))
    assert found is not None
    assert round(found.w, 2) == 0.54
    assert round(3 * 19 * found.w, 1) == 30.8
    assert round(found.p, 4) == 0.0429


@pytest.mark.parametrize("rows", [[], [(1, 2)], [(1,), (2,)], [(4, 4), (4, 4)]])
def test_w_needs_two_targets_that_somebody_tells_apart(rows: list[tuple[int, ...]]) -> None:
    assert concordance(rows) is None


def test_full_agreement_of_few_is_counted_over_all_orders() -> None:
    """Three judges with the same order of three: the chance of the second and third doing so is 1/36 × 6."""
    found = concordance([(1, 1, 1), (2, 2, 2), (3, 3, 3)])
    assert found == (1.0, pytest.approx(1 / 36), True)


small_tables = st.integers(2, 3).flatmap(
    lambda judges: st.lists(st.tuples(*[st.integers(0, 3)] * judges), min_size=2, max_size=3)
)


@given(small_tables)
@settings(deadline=None, max_examples=50)
def test_the_counted_chance_is_that_of_trying_everything(rows: list[tuple[int, ...]]) -> None:
    found = concordance(rows)
    if found is None:
        return
    columns = list(zip(*rows, strict=True))
    tried = [concordance(list(zip(*orders, strict=True))) for orders in product(*map(permutations, columns))]
    reached = sum(other is not None and other.w >= found.w - 1e-12 for other in tried)
    assert found.p == pytest.approx(reached / len(tried))


@pytest.mark.parametrize(
    ("value", "freedom", "chance"),
    [
        (3.841459, 1, 0.05),
        (18.307038, 10, 0.05),
        (11.344867, 3, 0.01),
        (2.705543, 1, 0.10),
        (2.557, 10, 0.99),
        (43.773, 30, 0.05),
        (0, 5, 1),
        (1000, 3, 0),
    ],
)
def test_chi_square_as_in_every_table(value: float, freedom: int, chance: float) -> None:
    assert chi_square_tail(value, freedom) == pytest.approx(chance, abs=2e-6, rel=2e-4)


def test_chi_square_of_two_degrees_is_the_exponential() -> None:
    assert chi_square_tail(3.0, 2) == pytest.approx(0.22313016014842982)
    assert chi_square_tail(80.0, 2) == pytest.approx(4.248354255291589e-18)


def observers(*rows: str) -> list[tuple[int | None, ...]]:
    """Units × observers from one line for each observer, ``*`` where there is no mark."""
    columns = [[None if mark == "*" else int(mark) for mark in row.split()] for row in rows]
    return list(zip(*columns, strict=True))


def test_krippendorffs_own_example() -> None:
    """Four observers, twelve units, missing marks (Computing Krippendorff's Alpha-Reliability, 2011): interval .849."""
    units = observers(
        "1 2 3 3 2 1 4 1 2 * * *",
        "1 2 3 3 2 2 4 1 2 5 * 3",
        "* 3 3 3 2 3 4 2 2 5 1 *",
        "1 2 3 3 2 4 4 1 2 5 1 *",
    )
    assert round(alpha(units) or 0, 3) == 0.849


@pytest.mark.parametrize("rows", [[], [(1, None), (None, 2)], [(3, 3), (3, 3)]])
def test_alpha_needs_something_to_compare(rows: list[tuple[int | None, ...]]) -> None:
    assert alpha(rows) is None


marks = st.integers(0, 200).map(lambda half: half * 500)
tables = st.tuples(st.integers(2, 6), st.integers(2, 5)).flatmap(
    lambda size: st.lists(st.tuples(*[marks] * size[1]), min_size=size[0], max_size=size[0])
)


@given(tables, st.data())
@settings(deadline=None)
def test_order_changes_nothing(rows: Sequence[tuple[int, ...]], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    order = data.draw(st.permutations(range(len(rows[0]))))
    turned = [tuple(row[index] for index in order) for row in shuffled]
    assert intraclass(turned) == intraclass(rows)
    assert concordance(turned) == pytest.approx(concordance(rows))
    assert alpha(turned) == alpha(rows)


@given(tables, st.integers(1, 9))
@settings(deadline=None)
def test_the_unit_of_points_changes_nothing(rows: Sequence[tuple[int, ...]], factor: int) -> None:
    larger = [tuple(mark * factor + 7 for mark in row) for row in rows]
    assert intraclass(larger) == intraclass(rows)
    assert concordance(larger) == concordance(rows)
    assert alpha(larger) == alpha(rows)


@given(tables, st.integers(1, 9000))
@settings(deadline=None)
def test_a_severe_judge_changes_only_what_severity_counts_in(rows: Sequence[tuple[int, ...]], harder: int) -> None:
    other = [(row[0] + harder, *row[1:]) for row in rows]
    before, after = intraclass(rows), intraclass(other)
    assert (after["3,1"], after["3,k"]) == (before["3,1"], before["3,k"])
    assert concordance(other) == concordance(rows)
