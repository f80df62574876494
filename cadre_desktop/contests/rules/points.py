"""Exact points. The unit is the thousandth of a point, everywhere; a value is whole or a fraction, never a float.

Factors are whole thousandths too (1000 is ×1), weights whole thousandths of a per cent (100 000 is 100 %).
"""

from collections.abc import Sequence
from fractions import Fraction

Exact = int | Fraction
"""Thousandths of a point, exactly. Whole numbers stay `int`, which keeps large contests fast."""

POINT = 1000
MAX_DECIMALS = 3
_UNITS = (1000, 100, 10, 1)
_SHOWN_DIGITS = 6


def quotient(numerator: int, denominator: int) -> Exact:
    """`numerator / denominator` without loss."""
    whole, rest = divmod(numerator, denominator)
    return Fraction(numerator, denominator) if rest else whole


def times(value: Exact, thousandths: int) -> Exact:
    """`value` × a factor in thousandths, without loss."""
    if thousandths == POINT:
        return value
    return quotient(value.numerator * thousandths, value.denominator * POINT)


def mean(values: Sequence[Exact]) -> Exact:
    """The arithmetic mean of at least one value, without loss."""
    total = sum(values)
    return quotient(total.numerator, total.denominator * len(values))


def round_half_up(value: Exact, decimals: int) -> int:
    """`value`, which is never negative, with `decimals` (0 to 3) digits after the point; a half goes up (四舍五入):
    0.125 → 0.13."""
    unit = _UNITS[decimals]
    if isinstance(value, int):
        return (value + unit // 2) // unit * unit
    return (2 * value.numerator + unit * value.denominator) // (2 * unit * value.denominator) * unit


def fixed_text(value: Exact, decimals: int) -> str:
    """`value` with exactly `decimals` decimals, rounded half up: 88200 at 2 → ``88.20``."""
    whole, rest = divmod(round_half_up(value, decimals), POINT)
    return f"{whole}.{rest:03d}"[: -MAX_DECIMALS + decimals or None] if decimals else str(whole)


def column_units(value: Exact, decimals: int) -> int:
    """`value` as the whole number that a workbook's column of so many decimals takes: 88200 at 2 → 8820."""
    return round_half_up(value, decimals) // _UNITS[decimals]


def plain_text(value: Exact) -> str:
    """`value` in as few decimals as it has: 500 → ``0.5``; endless ones are cut after six and end in ``…``."""
    millionths = value * 1000
    digits = int(millionths)
    whole, rest = divmod(digits, 10**_SHOWN_DIGITS)
    text = f"{whole}.{rest:06d}"
    return text.rstrip("0").rstrip(".") if millionths == digits else f"{text}…"
