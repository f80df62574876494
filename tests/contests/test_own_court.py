"""Preference for the own court: the permutation test against counting by hand, and Holm's adjustment."""

from fractions import Fraction
from itertools import combinations
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.contests.analysis.own_court import MOST_COUNTED, OwnCourt, holm, preference


def test_by_hand() -> None:
    """Gaps 3 and 4 points for the own, 0, 1, 2 for the others: of the ten pairs only 3+4 and 0+1 are as far apart."""
    assert preference([3000, 4000], [0, 1000, 2000]) == OwnCourt(2, 2.5, pytest.approx(0.2))


@pytest.mark.parametrize(("own", "others"), [([], [1]), ([1], []), ([], [])])
def test_nobody_of_the_own_court_or_nobody_else(own: list[int], others: list[int]) -> None:
    assert preference(own, others) is None


def test_equal_gaps_are_no_preference() -> None:
    assert preference([500, 500], [500, 500, 500]) == OwnCourt(2, 0.0, 1.0)


gap_lists = st.lists(st.integers(-6, 6).map(lambda gap: Fraction(gap * 500, 3)), min_size=1, max_size=4)


@given(gap_lists, gap_lists)
def test_the_chance_is_that_of_trying_all_choices(own: list[Fraction], others: list[Fraction]) -> None:
    everybody = [*own, *others]
    middle = sum(everybody) / len(everybody)
    reached = abs(sum(own) - len(own) * middle)
    tried = [abs(sum(chosen) - len(own) * middle) >= reached for chosen in combinations(everybody, len(own))]
    found = preference(own, others)
    assert found is not None
    assert found.p == pytest.approx(sum(tried) / len(tried))


def test_many_choices_are_drawn_and_always_the_same() -> None:
    own, others = [900, 1500, 2100, 1200, 1800], [gap * 100 for gap in range(-12, 13)]
    assert comb(30, 5) > MOST_COUNTED
    first, second = preference(own, others), preference(own, others)
    assert first == second and first is not None
    total = sum(own) + sum(others)
    reached = abs(30 * sum(own) - 5 * total)
    exact = sum(abs(30 * sum(some) - 5 * total) >= reached for some in combinations([*own, *others], 5)) / comb(30, 5)
    assert first.p == pytest.approx(exact, abs=0.003)
    assert first.p >= 1 / MOST_COUNTED


def test_a_crowd_is_drawn_from_less_often() -> None:
    found = preference([3000] * 300, [gap % 7 * 1000 for gap in range(1200)])
    assert found == OwnCourt(300, pytest.approx(0.0075, abs=0.01), pytest.approx(0.94, abs=0.05))
    assert preference([9000] * 300, [gap % 7 * 1000 for gap in range(1200)]) == OwnCourt(
        300, pytest.approx(6, abs=0.01), 0.001
    )


def test_holm() -> None:
    """Holm's rule by hand: 0.01 × 3, 0.02 × 2, and 0.04 not below the one before."""
    assert holm([0.04, None, 0.01, 0.02]) == [0.04, None, 0.03, 0.04]
    assert holm([0.9, 0.8]) == [1.0, 1.0]
    assert holm([None]) == [None]
