"""What the figures about a panel mean, in sentences for somebody who knows no statistics.

The sentences are careful: they say what was seen and how sure it is, never why, and nothing at all where the data are
too few. None of them decides anything.
"""

import math
from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from cadre_desktop.contests.analysis.agreement import ICC_FORMS, Concordance
from cadre_desktop.contests.analysis.fairness import JudgeReport, PanelReport
from cadre_desktop.contests.analysis.measures import Measure
from cadre_desktop.contests.analysis.own_court import holm
from cadre_desktop.kit.language import N_, _

FEW = 8
"""With fewer entrants nothing is judged: chi-square for Kendall's W serves from eight on (Siegel, S. and Castellan,
N. J. 1988, Nonparametric Statistics for the Behavioral Sciences, 2nd edition, 9.4)."""

FEW_OWN = 2
"""A single entrant of the own court who is marked unusually says nothing about a preference."""

STEADY = 30
"""So many entrants give steady intraclass correlations (Koo and Li 2016, see `_RELIABLE`)."""

CHANCE = 0.05
"""What happens by chance less often than this is mentioned; the usual limit."""

_RELIABLE = ((0.90, N_("很好")), (0.75, N_("较好")), (0.50, N_("中等")))
"""Koo, T. K. and Li, M. Y. (2016): A guideline of selecting and reporting intraclass correlation coefficients for
reliability research. Journal of Chiropractic Medicine 15, 155–163."""

_CONCORDANT = ((0.70, N_("较一致")), (0.50, N_("大体一致")), (0.30, N_("一致程度偏低")))
"""Schmidt, R. C. (1997): Managing Delphi surveys using nonparametric statistical techniques. Decision Sciences 28,
763–774: .7 strong, .5 moderate, .3 weak agreement."""

_ALPHA = ((0.800, N_("评分意见一致，可以放心采用")), (0.667, N_("评分意见大体一致，采用时宜谨慎")))
"""Krippendorff, K. (2004): Content Analysis, 2nd edition, 11.4.1: rely on .800 and above, between .667 and .800 draw
tentative conclusions only."""

_ICC_ABOUT = (
    N_("每名选手只由一位评委评、各人的评委不同时，分数的可靠程度"),
    N_("只看其中一位评委的分数，宽严差别也算不一致时的可靠程度"),
    N_("只看其中一位评委的分数，不计宽严差别时的可靠程度"),
    N_("各名选手的评委不同时，多位评委平均分的可靠程度"),
    N_("全体评委平均分的可靠程度，宽严差别也算不一致"),
    N_("全体评委平均分的可靠程度，不计宽严差别"),
)
_ICC_HOW = N_(
    "组内相关系数 ICC({form})，按 Shrout 与 Fleiss（1979）由方差分析算出，只用全体评委都评完整的选手；1 为完全一致。"
)


class AgreementFigure(NamedTuple):
    """One figure of agreement: what it is called, its value, a sentence on its meaning and one on how it is made."""

    name: str
    value: float | None
    meaning: str
    how: str


def agreement(report: PanelReport) -> list[AgreementFigure]:
    """The figures of agreement of a panel with what they mean; no verdict where the entrants are few."""
    enough = report.whole_rows >= FEW
    figures = [
        AgreementFigure(
            f"ICC({form})",
            value,
            _meaning(_(about), value, _RELIABLE, N_("较差"), enough),
            _(_ICC_HOW).format(form=form),
        )
        for form, about in zip(ICC_FORMS, _ICC_ABOUT, strict=True)
        for value in (report.icc[form],)
    ]
    return [*figures, _kendall(report, enough), _alpha(report)]


def _meaning(about: str, value: float | None, limits: tuple[tuple[float, str], ...], lowest: str, enough: bool) -> str:
    if value is None:
        return _("{about}：不能计算。").format(about=about)
    verdict = next((word for limit, word in limits if value >= limit), lowest)
    return (
        _("{about}：{verdict}。").format(about=about, verdict=_(verdict))
        if enough
        else _("{about}。").format(about=about)
    )


def _kendall(report: PanelReport, enough: bool) -> AgreementFigure:
    how = _(
        "肯德尔和谐系数 W（同分已校正），只用全体评委都评完整的选手；0 为各排各的，1 为次序完全相同。"
        "p 是偶然如此一致的概率。"
    )
    found = report.concordance
    if found is None:
        return AgreementFigure("Kendall W", None, _("评委排出的先后次序是否一致：不能计算。"), how)
    return AgreementFigure("Kendall W", found.w, _order_words(found, enough), how)


def _order_words(found: Concordance, enough: bool) -> str:
    if not enough:
        return _("评委排出的先后次序是否一致。")
    if found.p >= CHANCE:
        text = _("评委排出的先后次序看不出一致：这样的结果偶然也会出现（p {p}）。")
        return text.format(p=_compared(found.p))
    verdict = next((word for limit, word in _CONCORDANT if found.w >= limit), N_("一致程度很低"))
    text = _("评委排出的先后次序{verdict}，不是偶然（p {p}）。")
    return text.format(verdict=_(verdict), p=_compared(found.p))


def _alpha(report: PanelReport) -> AgreementFigure:
    about = _("连同缺评的分数、宽严差别一起算")
    enough = report.entrants >= FEW
    meaning = _meaning(about, report.alpha, _ALPHA, N_("评分意见分歧较大，宜对照评分标准复核"), enough)
    how = _("Krippendorff α（等距）：1 减去实际分歧与偶然分歧之比，允许缺评；1 为完全一致，0 为与偶然无异。")
    return AgreementFigure("Krippendorff α", report.alpha, meaning, how)


def chance_text(p: float | None) -> str:
    """A chance to three decimals, never printed as zero; a dash for none."""
    return "—" if p is None else "<0.001" if p < 0.001 else f"{p:.3f}"


def _compared(p: float) -> str:
    return "< 0.001" if p < 0.001 else f"= {p:.3f}"


def severe(report: PanelReport) -> dict[int, bool]:
    """The judges (by key) whose severity differs from the mean by more than chance: True severe, False lenient.

    Wald's test of each severity against 0, adjusted for the number of judges after Holm (1979). Nobody where entrants
    are few or the estimate has not converged.
    """
    rasch = report.rasch
    if rasch is None or not rasch.converged or report.entrants < FEW:
        return {}
    known = [(judge.key, judge.severity) for judge in report.judges]
    chances = holm([_wald(measure) for _key, measure in known])
    return {
        key: (measure.logits or 0) > 0
        for (key, measure), p in zip(known, chances, strict=True)
        if measure is not None and p is not None and p < CHANCE
    }


def _wald(measure: Measure | None) -> float | None:
    if measure is None or measure.logits is None or not measure.error or measure.extreme:
        return None
    return math.erfc(abs(measure.logits) / measure.error / math.sqrt(2))


def prefers(judge: JudgeReport, entrants: int) -> bool | None:
    """Whether the own court's gap is more than chance; None where that is not known."""
    own = judge.own_court
    if own is None or own.entrants < FEW_OWN or entrants < FEW:
        return None
    return judge.own_p is not None and judge.own_p < CHANCE


def remarks(report: PanelReport) -> list[str]:
    """Sentences about a panel as a whole, for the top of its page."""
    if not report.entrants:
        return [_("还没有评委评分。")]
    if len([judge for judge in report.judges if judge.sheets]) < 2:
        return [_("只有一位评委评分，没有可比较的。")]
    if report.entrants < FEW:
        text = _("有评分的选手只有 {count} 人，不足 {few} 人，数值很不稳定，只列出，不作判断。")
        return [text.format(count=report.entrants, few=FEW)]
    return [*_few_whole(report), *_severity(report), *_own_courts(report)]


def _few_whole(report: PanelReport) -> Iterator[str]:
    if report.whole_rows < FEW:
        text = _("全体评委都评完整的选手只有 {count} 人，一致性只列出数值，不作判断。")
        yield text.format(count=report.whole_rows)
    elif report.whole_rows < STEADY:
        text = _("全体评委都评完整的选手有 {count} 人，不足 {steady} 人时一致性的数值会有些出入。")
        yield text.format(count=report.whole_rows, steady=STEADY)


def _severity(report: PanelReport) -> Iterator[str]:
    if report.rasch is None:
        yield report.refused
        return
    if not report.rasch.converged:
        yield _("宽严估计没有收敛，不宜采用。")
        return
    found = severe(report)
    if not found:
        yield _("看不出哪位评委明显偏严或偏宽。")
        return
    parts = [
        _("{word}的有{names}").format(word=word, names=_gaps(report, {key for key in found if found[key] is side}))
        for word, side in ((_("偏严"), True), (_("偏宽"), False))
        if side in found.values()
    ]
    yield _("与平均相比，{parts}。").format(parts=_("；").join(parts)) + _severity_matters(report)


def _severity_matters(report: PanelReport) -> str:
    """Whether severities touch some entrants more than others."""
    others = report.entrants - report.whole_rows
    if not others:
        return _("每名选手都由同样的评委评，宽严对所有选手相同。")
    text = _("有 {count} 名选手不是由全体评委评完整的，宽严对他们的影响可能不同，请看校正宽严后的对照。")
    return text.format(count=others)


def _gaps(report: PanelReport, chosen: Collection[int]) -> str:
    return _("、").join(
        _("{judge}（与其他评委均差 {gap} 分）").format(judge=judge.judge, gap=signed(judge.mean_gap))
        for judge in report.judges
        if judge.key in chosen
    )


def _own_courts(report: PanelReport) -> Iterator[str]:
    told = [prefers(judge, report.entrants) for judge in report.judges]
    for judge, found in zip(report.judges, told, strict=True):
        if found and judge.own_court is not None:
            text = _(
                "{judge}给本院 {count} 名选手的分数，扣除自身宽严后比给其他选手的平均{side} {gap} 分，"
                "超出偶然波动（p {p}）；这不说明原因，请核对评分表。"
            )
            yield text.format(
                judge=judge.judge,
                count=judge.own_court.entrants,
                side=_("高") if judge.own_court.gap > 0 else _("低"),
                gap=f"{abs(judge.own_court.gap):.2f}",
                p=_compared(judge.own_p or 0.0),
            )
    if not any(told) and any(found is False for found in told):
        yield _("各评委对本院选手看不出偏高或偏低。")


def signed(value: float | None, decimals: int = 2) -> str:
    """With its sign: ``+1.20``, ``−0.35``, ``0.00``; a dash for none."""
    if value is None:
        return "—"
    text = f"{abs(value):.{decimals}f}"
    return text if not float(text) else f"{'+' if value > 0 else '−'}{text}"


def rasch_words(report: PanelReport) -> str:
    """How the severities came about, or why there are none."""
    rasch = report.rasch
    if rasch is None:
        return report.refused
    if not rasch.converged:
        return _("宽严估计没有收敛，不宜采用。")
    text = _(
        "多面 Rasch 模型（选手、评委、评分项；联合极大似然）已收敛：{iterations} 次迭代，对数似然 {loglik}。"
        "严格程度以全体评委平均为 0，正数偏严；误差未计入一张评分表内各项互相影响。"
    )
    return text.format(iterations=rasch.iterations, loglik=f"{rasch.loglik:.1f}".replace("-", "−"))


def shift_words(report: PanelReport, name: Callable[[int], str]) -> str:
    """Whose rank within the event would be another one with judges of average severity; nothing without a model."""
    known = [one for one in report.standings if one.rank is not None and one.fair_rank is not None]
    if not known:
        return ""
    moved = [one for one in known if one.rank != one.fair_rank]
    if not moved:
        return _("校正宽严后，本项目内的位次都不变。")
    text = _("{name}（{before}→{after}）")
    words = (text.format(name=name(one.key), before=one.rank, after=one.fair_rank) for one in moved)
    return _("校正宽严后，本项目内位次不同的有 {count} 人：{names}。").format(
        count=len(moved), names=_("、").join(words)
    )
