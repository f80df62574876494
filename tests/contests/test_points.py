"""Exact points: rounding and printing."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.contests.rules.points import column_units, fixed_text, plain_text, quotient, round_half_up, times


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(88200, 2, 8820), (88125, 2, 8813), (88500, 0, 89), (Fraction(1, 3), 3, 0)]
)
def test_a_number_for_a_column_of_a_workbook(value, decimals, expected) -> None:
    assert column_units(value, decimals) == expected


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (88125, 2, 88130),  # 88.125: a half goes up
        (88124, 2, 88120),
        (Fraction(265000, 3), 2, 88330),
        (Fraction(88125 * 7, 7), 2, 88130),
        (Fraction(17625, 2), 3, 8813),  # 8812.5 thousandths
        (500, 0, 1000),
        (499, 0, 0),
        (1, 3, 1),
        (0, 1, 0),
    ],
)
def test_rounding(value: int | Fraction, decimals: int, expected: int) -> None:
    assert round_half_up(value, decimals) == expected


@given(st.fractions(min_value=0, max_value=10**6, max_denominator=1000), st.integers(0, 3))
def test_rounding_agrees_with_decimal(points: Fraction, decimals: int) -> None:
    numerator = Decimal(points.numerator) / Decimal(points.denominator)
    expected = numerator.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    assert round_half_up(points * 1000, decimals) == int(expected * 1000)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [(88200, 2, "88.20"), (88200, 0, "88"), (88200, 1, "88.2"), (88205, 3, "88.205"), (999_995, 2, "1000.00")],
)
def test_fixed_text(value: int, decimals: int, text: str) -> None:
    assert fixed_text(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (500, "0.5"),
        (100_000, "100"),
        (Fraction(1, 2), "0.0005"),
        (Fraction(1000, 3), "0.333333…"),
        (Fraction(7000, 1), "7"),
    ],
)
def test_plain_text(value: int | Fraction, text: str) -> None:
    assert plain_text(value) == text


def test_whole_results_stay_whole() -> None:
    assert quotient(6, 3) == 2
    assert isinstance(quotient(6, 3), int)
    assert quotient(1, 3) == Fraction(1, 3)
    assert times(7, 1000) == 7
    assert times(8790, 1600) == 14064
    assert times(Fraction(1, 3), 1500) == Fraction(1, 2)
