"""The analysis of a track on paper: the fairness of its panels, and the awards under other rules."""

from collections.abc import Callable
from pathlib import Path

from cadre_desktop.contests.analysis.analysis_tables import TitledTable, agreement_table, judges_table, rules_table
from cadre_desktop.contests.analysis.fairness_words import rasch_words, remarks, shift_words
from cadre_desktop.contests.analysis.panel_charts import Ranges, means_chart, severity_chart, shown
from cadre_desktop.contests.analysis.panel_reports import other_rules_of, standard_scores_of, track_fairness
from cadre_desktop.contests.analysis.rule_words import summary
from cadre_desktop.contests.prints.on_paper import when, where
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.flow import SMALL, Flow
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.range_drawing import RangeDrawing, ranges_height
from cadre_desktop.kit.documents.roster import page_footer
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_EM_MM = 3.0
"""A Chinese character at the usual size of a table."""

_PADDING_MM = 3.0


def print_fairness(path: Path, contest: Contest, track: Track) -> int:
    """The analysis of a track's panels (评委公正性分析), a page for each event. Returns the pages.

    Raises Refused when no judge has marked.
    """
    found = track_fairness(track)
    reports = [report for report in found.reports if report.entrants]
    if not reports:
        raise Refused(_("“{track}”还没有评委评分，没有可分析的。").format(track=track.name))
    flow, paper = _begun(_("{contest}评委公正性分析").format(contest=contest.name), contest, track)
    for number, report in enumerate(reports):
        if number:
            flow.new_page()
        flow.heading(report.event)
        for sentence in remarks(report):
            flow.paragraph(sentence)
        _table(flow, judges_table(report))
        _draw(flow, means_chart(report), severity_chart(report))
        flow.paragraph(rasch_words(report) + shift_words(report, found.name_in(report)), SMALL)
        _put(flow, agreement_table(report))
    paper.save(path)
    return paper.pages


def print_rules(path: Path, contest: Contest, track: Track) -> int:
    """The awards and ranks of a track under other rules (规则对照表), and by standard scores. Returns the pages.

    Raises Refused when nobody has a rank yet.
    """
    found = other_rules_of(track)
    if not found.result.ranking.ranked:
        raise Refused(_("“{track}”还没有名次，请先录入评分。").format(track=track.name))
    flow, paper = _begun(_("{contest}规则对照表").format(contest=contest.name), contest, track)
    flow.paragraph(summary(found.variants))
    _put(flow, rules_table(found.now, found.variants, found.name))
    flow.new_page()
    _put(flow, standard_scores_of(track).table)
    paper.save(path)
    return paper.pages


def _begun(title: str, contest: Contest, track: Track) -> tuple[Flow, Paper]:
    """A report with its head; that it changes nothing is said first."""
    paper = Paper(title, author=contest.organiser, footer=page_footer(title))
    flow = Flow(paper)
    flow.title(title, where(track), when(contest))
    flow.paragraph(_("仅供参考，不改变成绩。成绩、名次和奖项以按竞赛规则计算的为准。"))
    return flow, paper


def _put(flow: Flow, table: TitledTable) -> None:
    flow.heading(table.title, keep=len(table.rows) + 1)
    if table.about:
        flow.paragraph(table.about)
    _table(flow, table)


def _table(flow: Flow, table: TitledTable) -> None:
    columns = [RosterColumn(one.text, one.ems * _EM_MM + _PADDING_MM, one.align, one.name) for one in table.headings]
    flow.table(columns, [tuple(cell.text for cell in row) for row in table.rows])


def _draw(flow: Flow, *charts: Ranges) -> None:
    """The charts that have anything to show, side by side."""
    filled = [chart for chart in charts if chart.spans]
    if filled:
        height = ranges_height(max(len(chart.spans) for chart in filled))
        flow.drawings(height, [_drawing(chart) for chart in filled])


def _drawing(chart: Ranges) -> Callable[[PageDrawing, float, float, float], None]:
    def draw(page: PageDrawing, x: float, y: float, width: float) -> None:
        RangeDrawing(page, x, y, width).draw(chart.title, chart.labels, chart.spans, chart.middle, shown)

    return draw
