"""The charts of a panel, declared once for screen and paper: judges' means and severities with their ranges."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cadre_desktop.contests.analysis.fairness import JudgeReport, PanelReport
from cadre_desktop.contests.analysis.fairness_words import signed
from cadre_desktop.kit.language import _
from cadre_desktop.kit.spans import Span

_UNIT = 1000
"""Charts take whole numbers: thousandths of a point or of a logit."""


@dataclass(frozen=True, slots=True)
class Ranges:
    """Labels with their spans; a dashed line is at `middle`."""

    title: str
    labels: Sequence[str]
    spans: Sequence[Span]
    middle: int | None


def shown(value: int) -> str:
    """A number of a scale."""
    return f"{value / _UNIT:g}".replace("-", "−")


def means_chart(report: PanelReport) -> Ranges:
    """Each judge's mean with the standard deviation about it; the line is the mean of the judges' means."""
    means = [judge.mean for judge in report.judges if judge.mean is not None]
    middle = round(sum(means) / len(means) * _UNIT) if means else None
    return _drawn(_("平均分与标准差（分）"), report, _mean, middle)


def severity_chart(report: PanelReport) -> Ranges:
    """Each judge's severity with its standard error; the line is the mean of all."""
    return _drawn(_("严格程度与标准误（logit，右严左宽）"), report, _severity, 0)


def _drawn(title: str, report: PanelReport, span: Callable[[JudgeReport], Span | None], middle: int | None) -> Ranges:
    """The judges of whom there is something to draw."""
    found = [(judge.judge, one) for judge in report.judges for one in (span(judge),) if one is not None]
    return Ranges(title, [name for name, _one in found], [one for _name, one in found], middle)


def _mean(judge: JudgeReport) -> Span | None:
    if judge.mean is None:
        return None
    spread = judge.spread or 0.0
    words = _("平均 {mean} 分，标准差 {spread}").format(mean=f"{judge.mean:.2f}", spread=f"{spread:.2f}")
    return _span(judge.mean, spread, words)


def _severity(judge: JudgeReport) -> Span | None:
    measure = judge.severity
    if measure is None or measure.logits is None:
        return None
    error = measure.error or 0.0
    words = _("{logits} ± {error}").format(logits=signed(measure.logits, 3), error=f"{error:.3f}")
    return _span(measure.logits, error, words)


def _span(value: float, half: float, words: str) -> Span:
    return Span(round(value * _UNIT), round((value - half) * _UNIT), round((value + half) * _UNIT), words)
