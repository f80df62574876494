"""The arithmetic of `severity`: joint maximum likelihood of a many-facet Rasch model for counts, by Newton's method.

The log likelihood is concave, so its maximum, where there is one, is found from any start. An entrant's ability meets
only that entrant's marks; eliminating abilities first (a Schur complement) leaves a system as small as judges and
criteria together, so time and memory grow with the number of marks alone. Inside, leniency and easiness (positive is
good for the entrant) mean severity and difficulty.

Joint estimation of abilities is biased where an entrant has few trials (Wright and Masters 1982, chapter 4); an entrant
here has hundreds, and the bias vanishes with their number.

This module loads numpy, so it is imported only when something is estimated.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cadre_desktop.contests.analysis.measures import Measure, Observation

MOST_ITERATIONS = 100
_PRECISION = 1e-9
_LONGEST_STEP = 2.0
_DIVERGED = 18.0
_SLACK = 1e-10
_DAMPING = tuple(0.5**halvings for halvings in range(12))

Floats = NDArray[np.float64]
Indexes = NDArray[np.intp]


class Information(NamedTuple):
    """The information matrix in blocks: abilities (a diagonal), abilities × conditions, conditions.

    Conditions are the judges, then the criteria.
    """

    abilities: Floats
    cross: Floats
    conditions: Floats

    @property
    def remaining(self) -> Floats:
        """What is left for the conditions once the abilities are eliminated."""
        return self.conditions - self.cross.T @ (self.cross / self.abilities[:, None])


class MarkingPlan:
    """Who marked whom on what, as arrays; at least one mark."""

    def __init__(self, marks: Sequence[Observation]):
        table = np.array(marks, dtype=np.int64)
        self.keys: list[NDArray[np.int64]] = []
        self.indexes: list[Indexes] = []
        for column in range(3):
            keys, indexes = np.unique(table[:, column], return_inverse=True)
            self.keys.append(keys)
            self.indexes.append(indexes)
        self.steps: Floats = table[:, 3].astype(np.float64)
        self.trials: Floats = table[:, 4].astype(np.float64)
        self.entrants, self.judges, self.criteria = (len(keys) for keys in self.keys)
        self.conditions = self.judges + self.criteria

    @property
    def parameters(self) -> int:
        """Free parameters: judges and criteria have mean 0."""
        return self.entrants + self.conditions - 2

    @property
    def freedom(self) -> int:
        """Marks beyond the parameters."""
        return len(self.steps) - self.parameters

    @property
    def identified(self) -> bool:
        """Whether the plan distinguishes all parameters: judges and criteria can be shifted as a whole, nothing
        else."""
        remaining = self.information(np.ones(len(self.steps))).remaining
        return int(np.linalg.matrix_rank(remaining, hermitian=True, tol=1e-8)) == self.conditions - 2

    @cached_property
    def level(self) -> Floats:
        """The projection on the two shifts, of all judges and of all criteria, that the marks say nothing about."""
        judges, criteria = np.zeros((2, self.conditions))
        judges[: self.judges] = 1 / math.sqrt(self.judges)
        criteria[self.judges :] = 1 / math.sqrt(self.criteria)
        return np.outer(judges, judges) + np.outer(criteria, criteria)

    def sums(self, facet: int, values: Floats) -> Floats:
        """`values` of the marks added up by element of one facet."""
        return _added(self.indexes[facet], values, len(self.keys[facet]))

    def information(self, weights: Floats) -> Information:
        """The information when every mark has this much."""
        entrant, judge, criterion = self.indexes
        width = self.conditions
        judged = _added(entrant * width + judge, weights, self.entrants * width)
        asked = _added(entrant * width + self.judges + criterion, weights, self.entrants * width)
        pairs = _added(judge * self.criteria + criterion, weights, self.judges * self.criteria)
        pairs = pairs.reshape(self.judges, self.criteria)
        conditions = np.block([[np.diag(pairs.sum(axis=1)), pairs], [pairs.T, np.diag(pairs.sum(axis=0))]])
        return Information(self.sums(0, weights), (judged + asked).reshape(self.entrants, width), conditions)


def _added(indexes: Indexes, values: Floats, length: int) -> Floats:
    return np.bincount(indexes, values, length).astype(np.float64)


@dataclass(frozen=True, slots=True)
class PanelState:
    """Parameters on the way: abilities, and the leniency of judges followed by the easiness of criteria."""

    abilities: Floats
    conditions: Floats

    def logits(self, plan: MarkingPlan) -> Floats:
        """The logit of every mark."""
        entrant, judge, criterion = plan.indexes
        return self.abilities[entrant] + self.conditions[judge] + self.conditions[plan.judges + criterion]

    def loglik(self, plan: MarkingPlan) -> float:
        """The log likelihood without the binomial coefficients, which no parameter changes."""
        logits = self.logits(plan)
        return float(np.sum(plan.steps * logits - plan.trials * np.logaddexp(0, logits)))

    def moved(self, step: "PanelState", share: float) -> "PanelState":
        """This plus a share of `step`."""
        return PanelState(self.abilities + share * step.abilities, self.conditions + share * step.conditions)

    @property
    def size(self) -> float:
        """The greatest parameter, whatever its sign."""
        return float(max(np.abs(self.abilities).max(), np.abs(self.conditions).max()))


@dataclass(frozen=True, slots=True)
class RaschFit:
    """What was found: measures of entrants, judges and criteria by key, with errors for a dispersion of 1.

    `path` is the log likelihood at the start and after each iteration.
    """

    converged: bool
    path: tuple[float, ...]
    dispersion: float
    facets: tuple[Mapping[int, Measure], ...]

    @property
    def iterations(self) -> int:
        """Steps taken."""
        return len(self.path) - 1


@np.errstate(divide="ignore", over="ignore", invalid="ignore")
def fit(plan: MarkingPlan) -> RaschFit:
    """Estimate an identified plan in which no element has a perfect or zero score.

    Converged when the next step would move no parameter by a billionth of a logit. Where marks are so separated that
    there is no maximum, the search ends as soon as a parameter passes 18 logits, and is not converged. Such marks have
    next to no variance left: errors and fit that cannot be distinguished from nothing are None then.
    """
    shares = plan.sums(0, plan.steps) / plan.sums(0, plan.trials)
    state = PanelState(np.log(shares / (1 - shares)), np.zeros(plan.conditions))
    path = [state.loglik(plan)]
    step = _newton(plan, state)
    while step.size > _PRECISION and state.size < _DIVERGED and len(path) <= MOST_ITERATIONS:
        state = _climbed(plan, state, step, path[-1])
        path.append(state.loglik(plan))
        step = _newton(plan, state)
    constant = _log_coefficients(plan)
    return RaschFit(step.size <= _PRECISION, tuple(value + constant for value in path), *_measured(plan, state))


def _climbed(plan: MarkingPlan, state: PanelState, step: PanelState, loglik: float) -> PanelState:
    """The state after as much of `step` as does not go down."""
    longest = min(1.0, _LONGEST_STEP / step.size)
    tries = (state.moved(step, longest * share) for share in _DAMPING)
    lowest = loglik - _SLACK * (1 + abs(loglik))
    return next((reached for reached in tries if reached.loglik(plan) >= lowest), state)


def _newton(plan: MarkingPlan, state: PanelState) -> PanelState:
    shares = _shares(state.logits(plan))
    residuals = plan.steps - plan.trials * shares
    blocks = plan.information(plan.trials * shares * (1 - shares))
    abilities = plan.sums(0, residuals)
    conditions = np.concatenate([plan.sums(1, residuals), plan.sums(2, residuals)])
    reduced = conditions - blocks.cross.T @ (abilities / blocks.abilities)
    change = _inverse(plan, blocks) @ reduced
    return PanelState((abilities - blocks.cross @ change) / blocks.abilities, change)


def _inverse(plan: MarkingPlan, blocks: Information) -> Floats:
    """The covariance of the conditions: the inverse of what remains for them, the two shifts kept at zero.

    Not a number where nothing remains.
    """
    remaining = blocks.remaining
    scale = float(np.trace(remaining)) / plan.conditions
    try:
        inverse: Floats = np.linalg.inv(remaining + scale * plan.level) - plan.level / scale
    except np.linalg.LinAlgError:
        return np.full_like(remaining, np.nan)
    return inverse


def _shares(logits: Floats) -> Floats:
    return np.exp(-np.logaddexp(0, -logits))


def _log_coefficients(plan: MarkingPlan) -> float:
    pairs = zip(plan.steps, plan.trials, strict=True)
    return sum(math.lgamma(m + 1) - math.lgamma(x + 1) - math.lgamma(m - x + 1) for x, m in pairs)


def _measured(plan: MarkingPlan, state: PanelState) -> tuple[float, tuple[Mapping[int, Measure], ...]]:
    """The dispersion and the measures with errors and fit.

    The dispersion is Pearson's chi-square by its degrees of freedom, 1 where it cannot be known.
    """
    shares = _shares(state.logits(plan))
    variances = plan.trials * shares * (1 - shares)
    squares = (plan.steps - plan.trials * shares) ** 2
    blocks = plan.information(variances)
    covariance = _inverse(plan, blocks)
    loading = blocks.cross / blocks.abilities[:, None]
    ability_variances = 1 / blocks.abilities + np.sum((loading @ covariance) * loading, axis=1)
    condition_variances = np.diag(covariance)
    parts = (
        (state.abilities, ability_variances),
        (-state.conditions[: plan.judges], condition_variances[: plan.judges]),
        (-state.conditions[plan.judges :], condition_variances[plan.judges :]),
    )
    dispersion = float(np.sum(squares / variances)) / plan.freedom
    known = math.isfinite(dispersion)
    facets = []
    for index, (logits, spread) in enumerate(parts):
        infit = plan.sums(index, squares) / plan.sums(index, variances)
        outfit = plan.sums(index, squares / variances) / plan.sums(index, np.ones(len(squares)))
        errors = np.sqrt(np.maximum(spread, 0)) if known else np.full_like(spread, np.nan)
        rows = zip(*(map(_told, column.tolist()) for column in (logits, errors, infit, outfit)), strict=True)
        facets.append({int(key): Measure(*row) for key, row in zip(plan.keys[index], rows, strict=True)})
    return dispersion if known else 1.0, tuple(facets)


def _told(value: float) -> float | None:
    return value if math.isfinite(value) else None
