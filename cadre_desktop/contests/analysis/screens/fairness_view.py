"""How fair the panel of one event was: its judges, how far they agree, and the entrants beside, tables and charts."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from cadre_desktop.contests.analysis.analysis_tables import (
    TitledTable,
    agreement_table,
    entrants_table,
    judges_table,
    panel_tables,
)
from cadre_desktop.contests.analysis.fairness import PanelReport
from cadre_desktop.contests.analysis.fairness_words import remarks
from cadre_desktop.contests.analysis.panel_charts import means_chart, severity_chart, shown
from cadre_desktop.contests.analysis.panel_reports import Fairness
from cadre_desktop.contests.analysis.screens.analysis_card import AnalysisCard
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.charts.range_chart import RangeChart
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role


class FairnessView(QScrollArea):
    """`event_box` chooses among the panels; the page has it in the line above."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.found: Fairness | None = None
        self.event_box = ChoiceInput((), empty=False, nothing=None)
        self.event_box.setAccessibleName(_("项目"))
        self.event_box.setMinimumWidth(170)
        self.event_box.changed.connect(self._show)
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.judges = AnalysisCard()
        self.agreement = AnalysisCard(stretched=2)
        self.entrants = AnalysisCard()
        self.means, self.severity = RangeChart(), RangeChart()
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
        column.addWidget(self.judges)
        column.addLayout(charts)
        charts.addWidget(_carded(self.means), 1)
        charts.addWidget(_carded(self.severity), 1)
        column.addWidget(self.agreement)
        column.addWidget(self.entrants)
        column.addStretch(1)
        set_role(self, "reading")
        self.setWidgetResizable(True)
        self.setWidget(inside)
        self.setAccessibleName(_("评委公正性"))

    def put(self, found: Fairness) -> str:
        """Show the panels of a track; returns a sentence if there is nothing to show."""
        events = [report.event for report in found.reports]
        self.found = found
        self.event_box.offer([(event, event) for event in events])
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

    def _draw(self, report: PanelReport) -> None:
        for chart, drawn in ((self.means, means_chart(report)), (self.severity, severity_chart(report))):
            chart.title = drawn.title
            chart.show_spans(drawn.labels, drawn.spans, shown, drawn.middle)

    def tables(self) -> list[TitledTable]:
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
