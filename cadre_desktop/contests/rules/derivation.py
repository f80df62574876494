"""The whole calculation of a rank as lines of text: every mark, what was dropped, each rounding, weight and tie."""

from collections.abc import Mapping, Sequence

from cadre_desktop.contests.rules.points import POINT, Exact, fixed_text, plain_text, times
from cadre_desktop.contests.rules.ranking import Ranked, Standing
from cadre_desktop.contests.rules.rubrics import RubricLine
from cadre_desktop.contests.rules.scoring import EventScore, JudgeSheet, ScoreLine
from cadre_desktop.contests.rules.totals import EventShare, Total, TrackEvent
from cadre_desktop.contests.rules.words import CriterionKind, Statistic
from cadre_desktop.kit.language import _

Names = Mapping[int, str]
"""Judges' names (or codes) by key; a judge without one is shown by the key."""


def explain_score(score: EventScore, judges: Names) -> list[str]:
    """The derivation of one event score."""
    lines = [_("{judge}：回避，评分表不计。").format(judge=_name(judges, judge)) for judge in score.recused]
    lines += [_("{judge}：评分表未填完整，不计。").format(judge=_name(judges, judge)) for judge in score.incomplete]
    for line in score.lines:
        lines += _explain_line(score, line, judges)
    lines += score.gaps
    if score.value is not None:
        lines.append(_explain_sum(score, score.value))
    return lines


def _name(judges: Names, judge: int) -> str:
    return judges.get(judge, str(judge))


def _explain_line(score: EventScore, line: ScoreLine, judges: Names) -> list[str]:
    if line.criterion is None:
        opening = [*_sheets(score, line, judges), _("评委总分：{marks}").format(marks=_marks_text(line, judges))]
        return [*opening, *_waiver(line), _combining(score, line) + _rounding(line)]
    criterion = score.criteria[line.criterion]
    if not criterion.by_judges:
        measured = _("{name}：成绩 {mark}").format(name=criterion.name, mark=plain_text(line.combined))
        return [measured + _rounding(line, criterion)]
    opening = [f"{_title(criterion)}：{_marks_text(line, judges)}"]
    return [*opening, *_waiver(line), _combining(score, line) + _rounding(line, criterion)]


def _title(criterion: RubricLine) -> str:
    if criterion.kind is not CriterionKind.DEDUCTION:
        return criterion.name
    text = _("{name}（满分 {points}，已减去扣分）")
    return text.format(name=criterion.name, points=plain_text(criterion.points))


def _sheets(score: EventScore, line: ScoreLine, judges: Names) -> list[str]:
    """The sheets behind the judges' totals, mark by mark, in the order of the totals."""
    sheets = {sheet.judge: sheet for sheet in score.marks.sheets}
    text = _("{judge}：{marks}，合计 {total}")
    return [
        text.format(judge=_name(judges, judge), marks=_sheet_text(score, sheets[judge]), total=plain_text(total))
        for total, judge in line.marks
    ]


def _sheet_text(score: EventScore, sheet: JudgeSheet) -> str:
    marks = [
        _mark_text(criterion, mark)
        for criterion, mark in zip(score.criteria, sheet.marks, strict=True)
        if criterion.by_judges and mark is not None
    ]
    return _("，").join(marks)


def _mark_text(criterion: RubricLine, mark: int) -> str:
    value = plain_text(mark)
    if criterion.kind is CriterionKind.DEDUCTION:
        value = _("{points} 扣 {off}").format(points=plain_text(criterion.points), off=value)
    return f"{criterion.name} {value}{_factor(criterion)}"


def _factor(criterion: RubricLine) -> str:
    return "" if criterion.factor == POINT else f" × {plain_text(criterion.factor)}"


def _waiver(line: ScoreLine) -> list[str]:
    return [_("去高去低后不足 3 个分数，全部计入。")] if line.waived else []


def _marks_text(line: ScoreLine, judges: Names) -> str:
    notes = [_("（去低）")] * line.low + [""] * len(line.kept) + [_("（去高）")] * line.high
    marks = zip(line.marks, notes, strict=True)
    return _("；").join(f"{_name(judges, judge)} {plain_text(value)}{note}" for (value, judge), note in marks)


def _combining(score: EventScore, line: ScoreLine) -> str:
    values = [plain_text(value) for value, _judge in line.kept]
    summed, combined = " + ".join(values), plain_text(line.combined)
    if score.rule.statistic is Statistic.MEDIAN:
        return _("{count} 个分数的中位数：{value}").format(count=len(values), value=combined)
    if score.rule.statistic is Statistic.SUM:
        return _("求和：{sum} = {value}").format(sum=summed, value=combined)
    return _("平均：（{sum}）÷ {count} = {value}").format(sum=summed, count=len(values), value=combined)


def _rounding(line: ScoreLine, criterion: RubricLine | None = None) -> str:
    """What follows the combined number: its rounding, then the factor and the rounding after it."""
    text = _arrow(line.combined, line.rounded)
    if criterion is None or criterion.factor == POINT:
        return text + _arrow(line.rounded, line.result)
    exact = times(line.rounded, criterion.factor)
    return text + f"{_factor(criterion)} = {plain_text(exact)}" + _arrow(exact, line.result)


def _arrow(before: Exact, after: Exact) -> str:
    return "" if before == after else f" → {plain_text(after)}"


def _explain_sum(score: EventScore, value: Exact) -> str:
    results = [line.result for line in score.lines]
    exact = sum(results)
    parts = " + ".join(plain_text(result) for result in results)
    before = f"{parts} = {plain_text(exact)}" if len(results) > 1 else parts
    return _("项目得分：{sum}").format(sum=before) + _arrow(exact, value)


def explain_total(total: Total) -> list[str]:
    """How the event scores became the final total, or why there is none."""
    if total.value is None:
        return [total.reason]
    lines = [_explain_part(part) for part in total.parts]
    summed = " + ".join(plain_text(part.weighted) for part in total.parts)
    value = fixed_text(total.value, total.decimals)
    return [
        *lines,
        _("总分：{sum} = {exact}，四舍五入为 {value}").format(sum=summed, exact=plain_text(total.exact), value=value),
    ]


def _explain_part(part: EventShare) -> str:
    counted = plain_text(part.counted) if part.score.value is not None else _("缺项计 0")
    return _("{event}：{score} × {weight}% = {weighted}").format(
        event=part.event.name,
        score=counted,
        weight=plain_text(part.event.weight),
        weighted=plain_text(part.weighted),
    )


def explain_standing(events: Sequence[TrackEvent], standing: Standing, judges: Names) -> list[str]:
    """Everything about one entrant's points, event by event."""
    lines: list[str] = []
    for event, score in zip(events, standing.scores, strict=True):
        lines.append(_("【{event}】权重 {weight}%").format(event=event.name, weight=plain_text(event.weight)))
        lines += explain_score(score, judges) or [_("没有评分。")]
    return lines + explain_total(standing.total)


def explain_rank(events: Sequence[TrackEvent], ranked: Ranked, judges: Names) -> list[str]:
    """The derivation of a rank: the points, then what decided between equal totals."""
    lines = explain_standing(events, ranked.standing, judges)
    if ranked.decided_by is not None:
        lines.append(_("总分相同，按“{rule}”区分。").format(rule=ranked.decided_by.title(events)))
    if ranked.shared:
        lines.append(_("与他人并列。"))
    if ranked.awaits_play_off:
        lines.append(_("并列待加赛决定。"))
    return [*lines, _("名次：第 {rank} 名").format(rank=ranked.rank)]
