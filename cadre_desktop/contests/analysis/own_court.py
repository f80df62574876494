"""Whether a judge prefers entrants of the own court: a permutation test, without any assumption about the marks.

Each entrant has a gap: what the judge gave above the mean of the other judges, so that neither the entrant's ability
nor the judge's severity comes into it. If the judge does not look at the court, the gaps of the own entrants are any
draw from all the gaps.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING

from cadre_desktop.contests.rules.points import POINT, Exact, mean

if TYPE_CHECKING:  # numpy loads late
    import numpy as np
    from numpy.typing import NDArray

MOST_COUNTED = 5000
"""Up to so many ways of choosing the own entrants all are counted; beyond, 4,999 are drawn."""

_DRAWS, _DRAWS_OF_MANY, _MANY = 4999, 999, 1000

_SEED = 20230911
_SLACK = 1e-6


@dataclass(frozen=True, slots=True)
class OwnCourt:
    """How one judge marked the `entrants` of the own court.

    `gap` is the mean gap of the own entrants less that of the others, in points: positive is preference. `p` is the
    chance of so great a difference either way if courts play no part.
    """

    entrants: int
    gap: float
    p: float


def preference(own: Sequence[Exact], others: Sequence[Exact]) -> OwnCourt | None:
    """Compare a judge's gaps (thousandths) on own and other entrants; None when there are none of either.

    The two-sided permutation test: exact, or with 4,999 draws (999 of more than 1,000 entrants, whose sums are as good
    as normal) from a fixed seed, so that it gives the same forever, and p = (reached + 1) / (draws + 1) (Davison,
    A. C. and Hinkley, D. V. 1997, Bootstrap Methods, 4.2).
    """
    if not own or not others:
        return None
    gap = float(mean(own) - mean(others)) / POINT
    return OwnCourt(len(own), gap, _chance(own, others))


def _chance(own: Sequence[Exact], others: Sequence[Exact]) -> float:
    import numpy as np

    gaps = np.array([float(gap) for gap in (*own, *others)])
    gaps -= gaps.mean()
    reached = abs(gaps[: len(own)].sum()) - _SLACK
    fewer = min(len(own), len(others))
    sums = gaps[_choices(len(gaps), fewer)].sum(axis=1)
    count = int(np.sum(np.abs(sums) >= reached))
    return count / len(sums) if _countable(len(gaps), fewer) else (count + 1) / (len(sums) + 1)


def _countable(entrants: int, chosen: int) -> bool:
    return math.comb(entrants, chosen) <= MOST_COUNTED


@lru_cache(maxsize=8)
def _choices(entrants: int, chosen: int) -> "NDArray[np.intp]":
    """Ways of choosing so many entrants, a row each: all of them, or as many as are drawn."""
    import numpy as np

    if _countable(entrants, chosen):
        return np.array(list(combinations(range(entrants), chosen)), dtype=np.intp)
    # RandomState, not Generator: numpy has promised that its stream never changes.
    draws = _DRAWS if entrants <= _MANY else _DRAWS_OF_MANY
    keys = np.random.RandomState(_SEED).random_sample((draws, entrants))
    return np.argpartition(keys, chosen, axis=1)[:, :chosen].copy()


def holm(chances: Sequence[float | None]) -> list[float | None]:
    """p values adjusted for having asked about several judges at once; None stays None.

    Source: Holm, S. (1979): A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics
    6, 65–70.
    """
    asked = sorted((chance, index) for index, chance in enumerate(chances) if chance is not None)
    adjusted: list[float | None] = [None] * len(chances)
    highest = 0.0
    for before, (chance, index) in enumerate(asked):
        highest = max(highest, min(1.0, chance * (len(asked) - before)))
        adjusted[index] = highest
    return adjusted
