"""How fair the panel of one event was: its judges, how far they agree, and the entrants beside, tables and charts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis_tables import Table, agreement_table, entrants_table, judges_table, panel_tables
from cadre_desktop.contests.fairness import JudgeReport, PanelReport
from cadre_desktop.contests.fairness_words import remarks, signed
from cadre_desktop.contests.panel_reports import Fairness
from cadre_desktop.contests.screens.analysis_table import TableCard
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.field_base import set_role
from cadre_desktop.kit.qt.fields import ChoiceBox
from cadre_desktop.kit.qt.range_chart import RangeChart, Span

_UNIT = 1000
"""Charts take whole numbers: thousandths of a point or of a logit."""


class FairnessView(QScrollArea):
    """`event_box` chooses among the panels and stands in the line above; `changed` tells that it did."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.found: Fairness | None = None
        self.event_box = ChoiceBox((), empty=False, nothing=None)
        self.event_box.setAccessibleName(_("项目"))
        self.event_box.setMinimumWidth(170)
        self.event_box.changed.connect(self._show)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.judges = TableCard()
        self.agreement = TableCard(stretched=2)
        self.entrants = TableCard()
        self.totals = RangeChart(_("平均分与标准差（分）"))
        self.severity = RangeChart(_("严格程度与标准误（logit，右严左宽）"))
        self.severity.empty_text = _("没有宽严估计")
        self._build()

    def _build(self) -> None:
        inside = QWidget()
        set_role(inside, "inside")
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 4, 0)
        column.setSpacing(10)
        column.addWidget(_carded(self.words))
        charts = QHBoxLayout()
        charts.setSpacing(10)
        charts.addWidget(_carded(self.totals), 1)
        charts.addWidget(_carded(self.severity), 1)
        column.addWidget(self.judges)
        column.addLayout(charts)
        column.addWidget(self.agreement)
        column.addWidget(self.entrants)
        column.addStretch(1)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setWidget(inside)

    def put(self, found: Fairness) -> str:
        """Show the panels of a track; answers a sentence if there is nothing to show."""
        before = self.event_box.value()
        events = [report.event for report in found.reports]
        self.found = found
        self.event_box.set_choices([(event, event) for event in events])
        self.event_box.set_value(before if before in events else events[0] if events else None)
        if not events:
            return _("这个赛道的项目只有测量成绩，没有评委打分。")
        if not any(report.entrants for report in found.reports):
            return _("还没有评委评分，录入评分表后这里给出评委的宽严和一致性。")
        self._show()
        return ""

    @property
    def report(self) -> PanelReport | None:
        """The panel in front."""
        event = self.event_box.value()
        reports = self.found.reports if self.found else ()
        return next((report for report in reports if report.event == event), None)

    def _show(self) -> None:
        report, found = self.report, self.found
        if report is None or found is None:
            return
        self.words.setText("\n".join(remarks(report)))
        self.judges.put(judges_table(report))
        self.agreement.put(agreement_table(report))
        self.entrants.put(entrants_table(report, found.name_in(report)))
        self._draw(report)
        self.changed.emit()

    def _draw(self, report: PanelReport) -> None:
        judges = report.judges
        self.totals.show_spans(*_spans(judges, _total), shown=_points, middle=_mean(judges))
        self.severity.show_spans(*_spans(judges, _severity), shown=_logits, middle=0)

    def tables(self) -> list[Table]:
        """The tables of all panels, for a workbook."""
        found = self.found
        return (
            [table for report in found.reports for table in panel_tables(report, found.name_in(report))]
            if found
            else []
        )


def _carded(widget: QWidget) -> QFrame:
    card = QFrame()
    set_role(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(14, 12, 14, 10)
    column.addWidget(widget)
    return card


def _spans(judges: Sequence[JudgeReport], span: Callable[[JudgeReport], Span | None]) -> tuple[list[str], list[Span]]:
    """The judges of whom there is something to draw."""
    found = [(judge.judge, drawn) for judge in judges for drawn in (span(judge),) if drawn is not None]
    return [name for name, _drawn in found], [drawn for _name, drawn in found]


def _total(judge: JudgeReport) -> Span | None:
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


def _mean(judges: Sequence[JudgeReport]) -> int | None:
    """The mean of the judges' means: where the dashed line stands."""
    means = [judge.mean for judge in judges if judge.mean is not None]
    return round(sum(means) / len(means) * _UNIT) if means else None


def _points(value: int) -> str:
    return f"{value / _UNIT:g}"


def _logits(value: int) -> str:
    return f"{value / _UNIT:g}".replace("-", "−")
