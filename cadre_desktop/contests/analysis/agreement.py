"""How far the judges of a panel agree: intraclass correlation, Kendall's W, Krippendorff's alpha.

All take a table of targets (rows, the entrants) × judges (columns); None where a judge gave nothing. The sums are
exact, so that "no difference at all" is recognised for certain; only the last division gives a float. A coefficient
that is not defined (too few rows or judges, nothing differs) is None, never a number made up.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import permutations
from typing import NamedTuple

from cadre_desktop.contests.rules.points import Exact

Row = Sequence[Exact]
"""What each judge gave one target, judges in the same order in every row."""

ICC_FORMS = ("1,1", "2,1", "3,1", "1,k", "2,k", "3,k")
"""Shrout and Fleiss's names: how the judges come into it, and whether one judge's mark or the mean of all is judged."""

_EXACT_TARGETS = 5
_EXACT_CELLS = 16
_PRECISION = 1e-14


def complete_rows(rows: Iterable[Sequence[Exact | None]]) -> list[tuple[Exact, ...]]:
    """The rows without a gap: intraclass correlation and W leave every other one out (listwise)."""
    whole = []
    for row in rows:
        marks = tuple(mark for mark in row if mark is not None)
        if len(marks) == len(row):
            whole.append(marks)
    return whole


def intraclass(rows: Sequence[Row]) -> dict[str, float | None]:
    """The six intraclass correlations of a complete table, by form.

    Source: Shrout, P. E. and Fleiss, J. L. (1979): Intraclass correlations, uses in assessing rater reliability.
    Psychological Bulletin 86, 420–428. Forms 1 take the judges as different ones for each target, forms 2 as a sample
    of possible judges, forms 3 as the only judges of interest (their severity does not count against agreement).
    """
    targets, judges = len(rows), len(rows[0]) if rows else 0
    if targets < 2 or judges < 2:
        return dict.fromkeys(ICC_FORMS)
    between, within, columns, error = _mean_squares(rows, targets, judges)
    severity = Fraction(columns - error) / targets
    ratios = (
        (between - within, between + (judges - 1) * within),
        (between - error, between + (judges - 1) * error + judges * severity),
        (between - error, between + (judges - 1) * error),
        (between - within, between),
        (between - error, between + severity),
        (between - error, between),
    )
    values = [float(above / below) if below > 0 else None for above, below in ratios]
    return dict(zip(ICC_FORMS, values, strict=True))


def _mean_squares(rows: Sequence[Row], targets: int, judges: int) -> tuple[Fraction, Fraction, Fraction, Fraction]:
    """BMS, WMS, JMS and EMS of the two-way analysis of variance."""
    grand = Fraction(sum(map(sum, rows)) ** 2) / (targets * judges)
    between = Fraction(sum(sum(row) ** 2 for row in rows)) / judges - grand
    columns = Fraction(sum(sum(column) ** 2 for column in zip(*rows, strict=True))) / targets - grand
    whole = sum(mark * mark for row in rows for mark in row) - grand
    return (
        between / (targets - 1),
        (whole - between) / (targets * (judges - 1)),
        columns / (judges - 1),
        (whole - between - columns) / ((targets - 1) * (judges - 1)),
    )


class Concordance(NamedTuple):
    """Kendall's W (0 none, 1 full agreement on the order) and the chance of so great a one without any agreement.

    `exact` says that `p` was counted over all orders and not taken from the chi-square approximation.
    """

    w: float
    p: float
    exact: bool


def concordance(rows: Sequence[Row]) -> Concordance | None:
    """Kendall's coefficient of concordance of a complete table, corrected for ties.

    Source: Kendall, M. G. and Gibbons, J. D. (1990): Rank Correlation Methods, 5th edition, chapters 6 and 7. p comes
    from chi-square = judges × (targets − 1) × W with targets − 1 degrees of freedom. That is rough for few targets, so
    up to five it is counted over all orders (ties as they are) when the table has 16 cells at most.
    None when no judge distinguishes any two targets.
    """
    targets, judges = len(rows), len(rows[0]) if rows else 0
    if targets < 2 or judges < 2:
        return None
    ranks = [_double_ranks(column) for column in zip(*rows, strict=True)]
    squares = sum(sum(row) ** 2 for row in zip(*ranks, strict=True))
    ties = sum(count**3 - count for column in ranks for count in Counter(column).values())
    below = judges**2 * (targets**3 - targets) - judges * ties
    if below == 0:
        return None
    w = (3 * squares - 3 * judges**2 * targets * (targets + 1) ** 2) / below
    if targets <= _EXACT_TARGETS and targets * judges <= _EXACT_CELLS:
        return Concordance(w, _counted(ranks, squares), True)
    return Concordance(w, chi_square_tail(judges * (targets - 1) * w, targets - 1), False)


def _double_ranks(marks: Sequence[Exact]) -> list[int]:
    """Twice the rank from low to high, equal marks sharing the mean of their ranks: whole numbers."""
    ordered = sorted(marks)
    first = {mark: index for index, mark in reversed(list(enumerate(ordered)))}
    counts = Counter(marks)
    return [2 * first[mark] + counts[mark] + 1 for mark in marks]


def _counted(ranks: Sequence[Sequence[int]], squares: int) -> float:
    """The share of all combinations of orders whose rank sums have at least as great a sum of squares.

    Judge by judge; rank sums are kept sorted, since the orders of the judges still to come are equally likely anyway.
    """
    sums: Counter[tuple[int, ...]] = Counter({tuple(sorted(ranks[0])): 1})
    for column in ranks[1:]:
        orders = Counter(permutations(column))
        added: Counter[tuple[int, ...]] = Counter()
        for state, ways in sums.items():
            for order, times in orders.items():
                added[tuple(sorted(map(sum, zip(state, order, strict=True))))] += ways * times
        sums = added
    reached = sum(ways for state, ways in sums.items() if sum(value * value for value in state) >= squares)
    return reached / sums.total()


def chi_square_tail(value: float, freedom: int) -> float:
    """The chance that chi-square with `freedom` degrees of freedom is at least `value`.

    The regularised incomplete gamma function Q(freedom / 2, value / 2): its series below the mean, its continued
    fraction (by Lentz's method) above. Source: Abramowitz and Stegun (1964), 6.5.29 and 6.5.31.
    """
    if value <= 0:
        return 1.0
    shape, at = freedom / 2, value / 2
    scale = math.exp(shape * math.log(at) - at - math.lgamma(shape))
    return 1 - scale * _lower_series(shape, at) if at < shape + 1 else scale * _upper_fraction(shape, at)


def _lower_series(shape: float, at: float) -> float:
    term = total = 1 / shape
    step = 0
    while term > total * _PRECISION:
        step += 1
        term *= at / (shape + step)
        total += term
    return total


def _upper_fraction(shape: float, at: float) -> float:
    below = at + 1 - shape
    numerators, denominators = math.inf, 1 / below
    result, change, step = denominators, 0.0, 0
    while abs(change - 1) > _PRECISION:
        step += 1
        above = step * (shape - step)
        below += 2
        denominators = 1 / (above * denominators + below)
        numerators = below + above / numerators
        change = numerators * denominators
        result *= change
    return result


def alpha(rows: Iterable[Sequence[Exact | None]]) -> float | None:
    """Krippendorff's alpha with the interval metric; marks may be missing, and a row with a single mark counts nothing.

    Source: Krippendorff, K. (2004): Content Analysis, 2nd edition, chapter 11. 1 is full agreement, 0 what chance would
    give. None when nothing can be compared or all marks are equal.
    """
    units = [unit for row in rows if len(unit := [mark for mark in row if mark is not None]) > 1]
    pooled = [mark for unit in units for mark in unit]
    expected = _squared_differences(pooled)
    if expected == 0:
        return None
    observed = sum(Fraction(_squared_differences(unit)) / (len(unit) - 1) for unit in units)
    return float(1 - (len(pooled) - 1) * observed / expected)


def _squared_differences(marks: Sequence[Exact]) -> Exact:
    """The sum of (a − b)² over all pairs in either order."""
    total = sum(marks)
    return 2 * (len(marks) * sum(mark * mark for mark in marks) - total * total)
