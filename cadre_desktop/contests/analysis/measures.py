"""What goes into the estimate of severity and what comes out of it."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Extreme = Literal["", "full", "zero"]


class Observation(NamedTuple):
    """One judge's mark on one criterion for one entrant (keys): `steps` reached out of `trials`."""

    entrant: int
    judge: int
    criterion: int
    steps: int
    trials: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One element of a facet in logits: ability, severity or difficulty, with its standard error.

    `infit` and `outfit` are the mean squares of the residuals, with and without the weight of their information; what
    is usual in this panel is its `dispersion`, not 1. They and the error are None where nothing can be said. `extreme`
    marks a perfect or zero score: such an element is left out of the estimation and measured last, its score moved
    inwards by `severity.EXTREME_STEP`; None when all its marks were shared with other such elements.
    """

    logits: float | None
    error: float | None = None
    infit: float | None = None
    outfit: float | None = None
    extreme: Extreme = ""
