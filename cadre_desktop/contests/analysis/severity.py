"""How severe each judge is, by a many-facet Rasch model: shown beside the raw result, never in its place.

A mark of x steps out of the m its criterion has is taken as x successes in m binomial trials; the logit of a success is

    ability of the entrant − severity of the judge − difficulty of the criterion.

Sources: Linacre, J. M. (1989): Many-Facet Rasch Measurement; the binomial trials model in Wright, B. D. and Masters,
G. N. (1982): Rating Scale Analysis, chapter 3. Free thresholds for each step (rating scale, partial credit) would need
some ten marks in every category (Linacre 2002), and a criterion of 20 points by half points has 41: a panel of five has
far too few, while binomial trials use every step and need no grouping. Their price is a fixed variance. Real marks lie
closer together than dice, so the variance is multiplied by one dispersion found in the data (quasi-likelihood,
Wedderburn 1974): it changes no measure and scales every standard error.

Estimated by joint maximum likelihood (see `rasch`). Judges and criteria have mean 0. Marks are taken as independent
once the three facets are known; a judge who lets one impression colour a whole sheet is less certain than the standard
error says.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from cadre_desktop.contests.analysis.measures import Extreme, Measure, Observation
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.kit.language import _

EXTREME_STEP = 0.3
"""How far a perfect or zero score is moved inwards to be measurable at all, in steps; the usual value of Facets."""

_WIDEST = 60.0
_HALVINGS = 80
_NAMED = 3


class NotEstimable(ValueError):
    """The plan or the marks do not allow an estimate; the message is one sentence for the user."""


_FACETS = ("entrant", "judge", "criterion")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The measures of a panel by facet and key. `loglik` is the binomial log likelihood of the marks that took part."""

    converged: bool
    iterations: int
    loglik: float
    dispersion: float
    entrants: Mapping[int, Measure]
    judges: Mapping[int, Measure]
    criteria: Mapping[int, Measure]

    def fair_share(self, entrant: int, criterion: int) -> float | None:
        """The share of the criterion's points (0 to 1) that a judge of average severity is expected to give."""
        nothing = Measure(None)
        ability = self.entrants.get(entrant, nothing).logits
        difficulty = self.criteria.get(criterion, nothing).logits
        return None if ability is None or difficulty is None else _share(ability - difficulty)


def counted(criterion: RubricLine, mark: int) -> tuple[int, int]:
    """A mark (thousandths) as steps reached, and the steps there are; a deduction's are the slips not made."""
    trials = -(-criterion.points // criterion.step)
    steps = min(-(-mark // criterion.step), trials)
    return (trials - steps if criterion.kind is CriterionKind.DEDUCTION else steps), trials


def estimate(observations: Iterable[Observation], judges: Mapping[int, str]) -> Estimate:
    """The measures of one panel. `judges` are the names for sentences; the order of the marks makes no difference.

    Raises NotEstimable when there is nothing to compare, all marks are equal, or the plan is unlinked or too sparse.
    """
    from cadre_desktop.contests.analysis import rasch

    marks = sorted(observations)
    _refuse_nothing_to_tell(marks)
    core, extremes = _set_aside(marks)
    _refuse_unlinked(core, judges)
    plan = rasch.MarkingPlan(core)
    if not plan.identified:
        raise NotEstimable(_("评分缺少交叉，评委宽严与选手水平、评分项难易分不开；请让评委多评相同的选手和评分项。"))
    if plan.freedom <= 0:
        text = _("评分太少：{marks} 个分数估计不了 {wanted} 个参数，不能估计评委宽严。")
        raise NotEstimable(text.format(marks=len(core), wanted=plan.parameters))
    fit = rasch.fit(plan)
    measured = [dict(facet) for facet in fit.facets]
    for index in range(len(_FACETS)):
        keys = dict.fromkeys(mark[index] for mark in marks)
        found = fit.facets[index]
        late = {key: _late(marks, index, key, fit.facets, extremes) for key in keys if key not in found}
        measured[index] = {key: found.get(key) or late[key] for key in keys}
    scaled = [{key: _scaled(measure, fit.dispersion) for key, measure in facet.items()} for facet in measured]
    return Estimate(fit.converged, fit.iterations, fit.path[-1], fit.dispersion, *scaled)


def _refuse_nothing_to_tell(marks: Sequence[Observation]) -> None:
    if not marks:
        raise NotEstimable(_("还没有评分，不能估计评委宽严。"))
    if len({mark.judge for mark in marks}) < 2:
        raise NotEstimable(_("只有一名评委评分，不能比较宽严。"))
    if len({mark.entrant for mark in marks}) < 2:
        raise NotEstimable(_("只有一名选手有评分，不能估计评委宽严。"))
    if len({(mark.criterion, mark.steps) for mark in marks}) == len({mark.criterion for mark in marks}):
        raise NotEstimable(_("所有分数都相同，不能估计评委宽严。"))


_Extremes = dict[tuple[int, int], Extreme]
"""Perfect and zero elements by facet (its index in `_FACETS`) and key."""


def _set_aside(marks: Sequence[Observation]) -> tuple[list[Observation], _Extremes]:
    """The marks without perfect and zero scores, and whose these were.

    Taking some away can make others extreme, so it goes on until none is left.
    """
    core, extremes = list(marks), _Extremes()
    while found := _extremes_of(core):
        extremes |= found
        core = [mark for mark in core if not any((index, mark[index]) in found for index in range(len(_FACETS)))]
    return core, extremes


def _extremes_of(marks: Sequence[Observation]) -> _Extremes:
    found = _Extremes()
    for index in range(len(_FACETS)):
        steps, trials = Counter[int](), Counter[int]()
        for mark in marks:
            steps[mark[index]] += mark.steps
            trials[mark[index]] += mark.trials
        found |= {(index, key): "full" for key in trials if steps[key] == trials[key]}
        found |= {(index, key): "zero" for key in trials if steps[key] == 0}
    return found


def _refuse_unlinked(core: Sequence[Observation], names: Mapping[int, str]) -> None:
    """Severities can be compared only where a chain of common entrants, and one of common criteria, links the judges.

    Other ways not to be identified are rarer; `rasch.Plan.identified` finds them all by the rank of the plan.
    """
    if len({mark.judge for mark in core}) < 2 or len({mark.entrant for mark in core}) < 2:
        raise NotEstimable(_("除去满分和零分后，可比较的评委或选手不足两名，不能估计评委宽严。"))
    for shared, text in (
        ("entrant", _("评委{some}与评委{others}没有共同评过的选手相连，宽严不能比较；请让其中一人也评对方的选手。")),
        ("criterion", _("评委{some}与评委{others}没有共同的评分项相连，宽严不能比较；请让其中一人也评对方的评分项。")),
    ):
        first, *others = _linked(core, _FACETS.index(shared))
        if others:
            rest = sorted(set().union(*others))
            raise NotEstimable(text.format(some=_named(sorted(first), names), others=_named(rest, names)))


def _linked(marks: Iterable[Observation], facet: int) -> list[set[int]]:
    """Groups of judges connected through what they share in one facet (its index), the one with the lowest key
    first."""
    having: dict[int, set[int]] = {}
    for mark in marks:
        having.setdefault(mark[facet], set()).add(mark.judge)
    groups: list[set[int]] = []
    for judges in having.values():
        touching = [group for group in groups if group & judges]
        groups = [group for group in groups if not group & judges]
        groups.append(judges.union(*touching))
    return sorted(groups, key=min)


def _named(judges: Sequence[int], names: Mapping[int, str]) -> str:
    text = _("、").join(names.get(judge, str(judge)) for judge in judges[:_NAMED])
    return text + (_("等 {count} 人").format(count=len(judges)) if len(judges) > _NAMED else "")


def _late(
    marks: Iterable[Observation],
    facet: int,
    key: int,
    facets: Sequence[Mapping[int, Measure]],
    extremes: _Extremes,
) -> Measure:
    """An element that took no part in the estimation, from its marks shared with elements that did.

    Without an extreme score of its own it was left over when all its marks went with those of extreme ones.
    """
    extreme = extremes.get((facet, key), "")
    others = [other for other in range(len(_FACETS)) if other != facet]
    shared = [mark for mark in marks if mark[facet] == key and all(mark[other] in facets[other] for other in others)]
    if not shared:
        return Measure(None, extreme=extreme)
    sign = 1 if facet == 0 else -1
    offsets = [(_offset(mark, facet, facets), mark.trials) for mark in shared]
    trials, steps = sum(mark.trials for mark in shared), sum(mark.steps for mark in shared)
    target = min(max(float(steps), EXTREME_STEP), trials - EXTREME_STEP)
    logits = _solved(offsets, target)
    shares = [(_share(logits + offset), count) for offset, count in offsets]
    information = sum(count * share * (1 - share) for share, count in shares)
    return Measure(sign * logits, 1 / math.sqrt(information) if information else None, extreme=extreme)


def _offset(mark: Observation, facet: int, facets: Sequence[Mapping[int, Measure]]) -> float:
    """What the two other facets add to the logit of `mark`."""
    others = [other for other in range(len(_FACETS)) if other != facet]
    return sum((1 if other == 0 else -1) * (facets[other][mark[other]].logits or 0.0) for other in others)


def _solved(offsets: Sequence[tuple[float, int]], target: float) -> float:
    """The logit at which the expected steps are `target`, by bisection: they rise with it."""
    low, high = -_WIDEST, _WIDEST
    for _halving in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(count * _share(middle + offset) for offset, count in offsets) < target:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _share(logits: float) -> float:
    return 1 / (1 + math.exp(-logits))


def _scaled(measure: Measure, dispersion: float) -> Measure:
    if measure.error is None:
        return measure
    error = measure.error * math.sqrt(dispersion)
    return Measure(measure.logits, error, measure.infit, measure.outfit, measure.extreme)
