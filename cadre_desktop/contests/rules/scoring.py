"""One entrant in one event: from the marks on the sheets to the event score, with every step kept to be shown.

The calculation (issue terms in Chinese):

1. A mark becomes what it contributes: a deduction (扣分) counts as full mark less points off.
2. `评委总分`: each judge's whole sheet is added up, factors included, and the totals are combined across judges; a
   sheet with a gap does not count. `逐项`: each criterion is combined across judges over every mark that is there, then
   multiplied by its factor. Measured criteria (测量) have one mark from the desk, multiplied by the factor.
3. Combining drops the highest and lowest as the rule says, but drops none when fewer than three would remain, and takes
   mean, median or sum of what is left.
4. The lines are added up. With rounding `逐级` every line is rounded half up (a combined criterion before and after its
   factor, as the ISU does), and so is the event score; with `最后` neither.

An absent mark is None and never zero. The order in which sheets are handed in makes no difference.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from cadre_desktop.contests.rules.points import MAX_DECIMALS, POINT, Exact, mean, quotient, round_half_up, times
from cadre_desktop.contests.rules.rubrics import RubricLine, contribution
from cadre_desktop.contests.rules.words import Combination, CriterionKind, MissingEvent, Rounding, Statistic
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem

FEWEST_AFTER_TRIM = 3
MOST_DROPPED = 2


@dataclass(frozen=True, slots=True)
class EventRule:
    """How an event is scored; every field is a setting and starts with its default."""

    combination: Combination = Combination.JUDGE_TOTALS
    drop_high: int = 0
    drop_low: int = 0
    statistic: Statistic = Statistic.MEAN
    decimals: int = 2
    rounding: Rounding = Rounding.STEPWISE
    missing: MissingEvent = MissingEvent.ZERO

    @property
    def judges_needed(self) -> int:
        """The smallest panel with which the rule may drop marks."""
        dropped = self.drop_high + self.drop_low
        return dropped + FEWEST_AFTER_TRIM if dropped else 1

    def rounded(self, value: Exact) -> Exact:
        """`value` as it goes on to the next step."""
        return round_half_up(value, self.decimals) if self.rounding is Rounding.STEPWISE else value


def check_rule(rule: EventRule) -> list[Problem]:
    """Settings outside what the engine (and custom) knows, each at its field."""
    dropped = _("去高、去低各填 0 至 2。")
    checks = (
        ("drop_high", MOST_DROPPED, rule.drop_high, dropped),
        ("drop_low", MOST_DROPPED, rule.drop_low, dropped),
        ("decimals", MAX_DECIMALS, rule.decimals, _("小数位填 0 至 3。")),
    )
    return [Problem(message, field=name) for name, most, value, message in checks if not 0 <= value <= most]


@dataclass(frozen=True, slots=True)
class JudgeSheet:
    """One judge's marks for one entrant, in thousandths, in the order of the rubric; None where there is no mark."""

    judge: int
    marks: tuple[int | None, ...]


@dataclass(frozen=True, slots=True)
class EventMarks:
    """All marks of one entrant in one event. `measured` follows the rubric too; `recused` names judges not to count."""

    sheets: tuple[JudgeSheet, ...] = ()
    measured: tuple[int | None, ...] = ()
    recused: frozenset[int] = frozenset()

    @property
    def started(self) -> bool:
        """Whether there is any mark at all, even on a sheet that may not count."""
        judged = any(mark is not None for sheet in self.sheets for mark in sheet.marks)
        return judged or any(mark is not None for mark in self.measured)


JudgeMark = tuple[Exact, int]
"""What one judge gave (a whole sheet's total, or one criterion) and the judge: sorts by value, then judge."""


class ScoreLine(NamedTuple):
    """One summand of an event score.

    `criterion` is its index in the rubric, None for the judges' totals. `marks` come from low to high, of which the
    first `low` and the last `high` were dropped; `waived` says that too few would have remained. `combined` is exact,
    `rounded` goes into the factor, `result` into the sum.
    """

    criterion: int | None
    marks: tuple[JudgeMark, ...]
    low: int
    high: int
    waived: bool
    combined: Exact
    rounded: Exact
    result: Exact

    @property
    def kept(self) -> tuple[JudgeMark, ...]:
        """The marks that count."""
        return self.marks[self.low : len(self.marks) - self.high]


@dataclass(frozen=True, slots=True)
class EventScore:
    """An event score with its derivation.

    `value` is None where there is no score: either the entrant has no mark at all, to which the rule's `missing`
    applies, or `gaps` says in sentences what is lacking, and no rule may make a zero of that.
    `incomplete` and `recused` name the judges whose sheets were left out.
    """

    rule: EventRule
    criteria: tuple[RubricLine, ...]
    marks: EventMarks
    value: Exact | None
    lines: tuple[ScoreLine, ...] = ()
    gaps: tuple[str, ...] = ()
    incomplete: tuple[int, ...] = ()
    recused: tuple[int, ...] = ()


@dataclass(slots=True)
class _Draft:
    """What has been found so far while one event is being scored."""

    lines: list[ScoreLine] = field(default_factory=list)
    gaps: list[str] = field(default_factory=list)
    incomplete: tuple[int, ...] = ()


def score_event(rule: EventRule, criteria: tuple[RubricLine, ...], marks: EventMarks) -> EventScore:
    """The event score of one entrant. Marks are taken as vetted (`rubrics.check_mark`)."""
    admitted = [sheet for sheet in marks.sheets if sheet.judge not in marks.recused]
    recused = tuple(sorted(sheet.judge for sheet in marks.sheets if sheet.judge in marks.recused))
    if not marks.started:
        return EventScore(rule, criteria, marks, None, recused=recused)
    draft = _Draft()
    _combine_judges(draft, rule, criteria, admitted)
    _take_measured(draft, rule, criteria, marks.measured)
    value = None if draft.gaps else rule.rounded(sum(line.result for line in draft.lines))
    return EventScore(rule, criteria, marks, value, tuple(draft.lines), tuple(draft.gaps), draft.incomplete, recused)


def _combine_judges(
    draft: _Draft, rule: EventRule, criteria: tuple[RubricLine, ...], sheets: Sequence[JudgeSheet]
) -> None:
    indexes = [index for index, criterion in enumerate(criteria) if criterion.by_judges]
    if not indexes:
        return
    if not sheets:
        draft.gaps.append(_("没有可以计分的评委。"))
    elif rule.combination is Combination.JUDGE_TOTALS:
        _combine_totals(draft, rule, criteria, sheets)
    else:
        for index in indexes:
            _combine_criterion(draft, rule, criteria, sheets, index)


def _combine_totals(
    draft: _Draft, rule: EventRule, criteria: tuple[RubricLine, ...], sheets: Sequence[JudgeSheet]
) -> None:
    totals = [(sheet_total(criteria, sheet), sheet.judge) for sheet in sheets]
    draft.incomplete = tuple(sorted(judge for total, judge in totals if total is None))
    whole = [(total, judge) for total, judge in totals if total is not None]
    if whole:
        draft.lines.append(_combined(rule, whole, None, POINT))
    else:
        draft.gaps.append(_("没有一张填写完整的评分表。"))


def _combine_criterion(
    draft: _Draft, rule: EventRule, criteria: tuple[RubricLine, ...], sheets: Sequence[JudgeSheet], index: int
) -> None:
    criterion = criteria[index]
    marks: list[JudgeMark] = [
        (contribution(criterion, mark), sheet.judge) for sheet in sheets if (mark := sheet.marks[index]) is not None
    ]
    if marks:
        draft.lines.append(_combined(rule, marks, index, criterion.factor))
    else:
        draft.gaps.append(_("“{name}”没有评分。").format(name=criterion.name))


def _take_measured(
    draft: _Draft, rule: EventRule, criteria: tuple[RubricLine, ...], measured: tuple[int | None, ...]
) -> None:
    for index, criterion in enumerate(criteria):
        if criterion.by_judges:
            continue
        mark = measured[index] if measured else None
        if mark is None:
            draft.gaps.append(_("“{name}”没有成绩。").format(name=criterion.name))
        else:
            result = rule.rounded(times(mark, criterion.factor))
            draft.lines.append(ScoreLine(index, (), 0, 0, False, mark, mark, result))


def sheet_total(criteria: Sequence[RubricLine], sheet: JudgeSheet) -> Exact | None:
    """The judge's total with factors, never rounded; None when a criterion that judges mark has no mark."""
    total = 0
    for criterion, mark in zip(criteria, sheet.marks, strict=True):
        if criterion.kind is CriterionKind.MEASURED:
            continue
        if mark is None:
            return None
        total += contribution(criterion, mark) * criterion.factor
    return quotient(total, POINT)


def _combined(rule: EventRule, marks: list[JudgeMark], criterion: int | None, factor: int) -> ScoreLine:
    marks.sort()
    low, high = rule.drop_low, rule.drop_high
    waived = low + high > 0 and len(marks) - low - high < FEWEST_AFTER_TRIM
    if waived:
        low = high = 0
    combined = _statistic(rule.statistic, [value for value, _judge in marks[low : len(marks) - high]])
    rounded = rule.rounded(combined)
    result = rounded if factor == POINT else rule.rounded(times(rounded, factor))
    return ScoreLine(criterion, tuple(marks), low, high, waived, combined, rounded, result)


def _statistic(statistic: Statistic, ordered: Sequence[Exact]) -> Exact:
    """`ordered` from low to high, at least one."""
    if statistic is Statistic.SUM:
        return sum(ordered)
    if statistic is Statistic.MEDIAN:
        middle = len(ordered) // 2
        ordered = ordered[middle : middle + 1] if len(ordered) % 2 else ordered[middle - 1 : middle + 1]
    return mean(ordered)


MarkRow = tuple[int, int | None, int, int]
"""Entrant, judge (None for a measured mark), key of the criterion, mark in thousandths: as the database has them."""


def gather_marks(
    criteria: Sequence[RubricLine],
    rows: Iterable[MarkRow],
    recused: Mapping[int, frozenset[int]] | None = None,
) -> dict[int, EventMarks]:
    """The marks of one event and track by entrant. Rows of the same judge and criterion are expected once.

    `recused` names by entrant the judges who may not count. Raises KeyError for a criterion that is not in the rubric.
    """
    indexes = {criterion.key: index for index, criterion in enumerate(criteria)}
    blank: list[int | None] = [None] * len(criteria)
    found: dict[int, dict[int | None, list[int | None]]] = {}
    for entrant, judge, criterion, mark in rows:
        sheets = found.setdefault(entrant, {})
        if judge not in sheets:
            sheets[judge] = blank.copy()
        sheets[judge][indexes[criterion]] = mark
    barred = recused or {}
    return {entrant: _event_marks(sheets, barred.get(entrant, frozenset())) for entrant, sheets in found.items()}


def _event_marks(sheets: dict[int | None, list[int | None]], recused: frozenset[int]) -> EventMarks:
    measured = tuple(sheets.pop(None, ()))
    own = tuple(JudgeSheet(judge, tuple(marks)) for judge, marks in sheets.items() if judge is not None)
    return EventMarks(own, measured, recused)
