"""Criteria, weights and marks: what may be on a score sheet. Every check returns a sentence for the user."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from cadre_desktop.contests.rules.points import POINT, Exact, plain_text, times
from cadre_desktop.contests.rules.words import CriterionKind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem

WHOLE_WEIGHT = 100 * POINT
"""100 % in thousandths of a per cent."""


@dataclass(frozen=True, slots=True)
class RubricLine:
    """One line of a rubric.

    `points` is the full mark and `step` the smallest difference, both in thousandths of a point; for a deduction
    `step` is what one slip costs. `factor` is in thousandths and multiplies what was found (1000 is ×1).
    `key` is the record the criterion came from.
    """

    name: str
    points: int
    step: int = POINT // 2
    kind: CriterionKind = CriterionKind.JUDGED
    factor: int = POINT
    key: int = 0

    @property
    def by_judges(self) -> bool:
        """Whether judges mark it; a measured criterion has one mark from the desk instead."""
        return self.kind is not CriterionKind.MEASURED


def contribution(criterion: RubricLine, mark: int) -> int:
    """What `mark` adds, in thousandths: a deduction's mark is the points taken off its full mark, never below zero."""
    return criterion.points - mark if criterion.kind is CriterionKind.DEDUCTION else mark


def full_marks(criteria: Iterable[RubricLine]) -> Exact:
    """The most an entrant can reach with one judge, factors included."""
    return sum(times(criterion.points, criterion.factor) for criterion in criteria)


def check_mark(criterion: RubricLine, mark: int) -> str | None:
    """Why `mark` (thousandths) is not allowed on the sheet, or None.

    A mark lies between 0 and the full mark and on a step. A deduction may also take off everything, since slips
    can cost more than there is: 10 points at 3 a slip allow 0, 3, 6, 9 and 10.
    """
    given = {"name": criterion.name, "mark": _signed(mark), "points": plain_text(criterion.points)}
    if not 0 <= mark <= criterion.points:
        return _("“{name}”的分值 {mark} 超出范围，请填 0 至 {points}。").format(**given)
    deduction = criterion.kind is CriterionKind.DEDUCTION
    if mark % criterion.step == 0 or (deduction and mark == criterion.points):
        return None
    given["step"] = plain_text(criterion.step)
    if deduction:
        return _("“{name}”扣 {mark} 分不合规则：每处扣 {step} 分，扣完为止，请填其倍数。").format(**given)
    return _("“{name}”的分值 {mark} 不在步长上，请填 {step} 的整数倍。").format(**given)


def _signed(mark: int) -> str:
    return plain_text(mark) if mark >= 0 else f"-{plain_text(-mark)}"


def check_criterion(criterion: RubricLine) -> list[Problem]:
    """What is wrong with one line of a rubric, each at its field."""
    checks = (
        ("name", not criterion.name.strip(), _("请填写评分项的名称。")),
        ("points", criterion.points <= 0, _("“{name}”的满分须大于 0。")),
        ("step", criterion.step <= 0, _("“{name}”的步长须大于 0。")),
        ("step", _step_misfits(criterion), _("“{name}”的步长 {step} 不能整除满分 {points}。")),
        ("step", _slip_too_dear(criterion), _("“{name}”每处扣 {step} 分，超过满分 {points}。")),
        ("factor", criterion.factor <= 0, _("“{name}”的系数须大于 0。")),
    )
    return [Problem(_filled(message, criterion), field=field) for field, wrong, message in checks if wrong]


def _step_misfits(criterion: RubricLine) -> bool:
    usable = criterion.step > 0 and criterion.points > 0 and criterion.kind is not CriterionKind.DEDUCTION
    return usable and criterion.points % criterion.step != 0


def _slip_too_dear(criterion: RubricLine) -> bool:
    return criterion.kind is CriterionKind.DEDUCTION and 0 < criterion.points < criterion.step


def _filled(message: str, criterion: RubricLine) -> str:
    return message.format(name=criterion.name, step=_signed(criterion.step), points=_signed(criterion.points))


def check_rubric(criteria: Sequence[RubricLine]) -> list[Problem]:
    """What is wrong with a whole rubric: no line at all, a name that is there twice, or a line that is wrong itself."""
    if not criteria:
        return [Problem(_("还没有评分项，请至少添加一项。"))]
    names = Counter(criterion.name.strip() for criterion in criteria)
    problems = [Problem(_("评分项“{name}”重复。").format(name=name), field="name") for name in names if names[name] > 1]
    return problems + [problem for criterion in criteria for problem in check_criterion(criterion)]


def check_weights(weights: Sequence[int]) -> str | None:
    """Why the weights of a track's events do not do, or None: each positive, together exactly 100 %."""
    if any(weight <= 0 for weight in weights):
        return _("每个项目的权重须大于 0%。")
    if sum(weights) != WHOLE_WEIGHT:
        return _("各项目权重之和为 {sum}%，须正好为 100%。").format(sum=plain_text(sum(weights)))
    return None
