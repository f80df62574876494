"""Whether a judge prefers entrants of the own court: a permutation test, without any assumption about the marks.

Each entrant has a gap: what the judge gave above the mean of the other judges, so that neither the entrant's ability
nor the judge's severity comes into it. If the judge does not look at the court, the gaps of the own entrants are any
draw from all the gaps.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from cadre_desktop.contests.points import POINT, Exact, mean

MOST_COUNTED = 5000
"""Up to so many ways of choosing the own entrants all are counted; beyond, as many less one are drawn."""

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

    The two-sided permutation test: exact, or with 4,999 draws from a fixed seed, so that it answers the same forever,
    and p = (reached + 1) / (draws + 1) (Davison, A. C. and Hinkley, D. V. 1997, Bootstrap Methods, 4.2).
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
    if math.comb(len(gaps), fewer) <= MOST_COUNTED:
        chosen = np.array(list(combinations(range(len(gaps)), fewer)))
        return float(np.mean(np.abs(gaps[chosen].sum(axis=1)) >= reached))
    # RandomState, not Generator: numpy has promised that its stream never changes.
    keys = np.random.RandomState(_SEED).random_sample((MOST_COUNTED - 1, len(gaps)))
    chosen = np.argpartition(keys, fewer, axis=1)[:, :fewer]
    return float((np.sum(np.abs(gaps[chosen].sum(axis=1)) >= reached) + 1) / MOST_COUNTED)


def holm(chances: Sequence[float | None]) -> list[float | None]:
    """p values adjusted for having asked about several judges at once; None stays None.

    Source: Holm, S. (1979): A simple sequentially rejective multiple test procedure. Scandinavian Journal of Statistics
    6, 65–70.
    """
    asked = sorted((chance, place) for place, chance in enumerate(chances) if chance is not None)
    adjusted: list[float | None] = [None] * len(chances)
    highest = 0.0
    for before, (chance, place) in enumerate(asked):
        highest = max(highest, min(1.0, chance * (len(asked) - before)))
        adjusted[place] = highest
    return adjusted
