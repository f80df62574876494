"""A figure by its parts, as a chart whose bars open their rows."""

from collections.abc import Sequence

from PySide6.QtCore import Signal

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Bar, Breakdown
from cadre_desktop.kit.qt.charts.chart_base import ChartSeries
from cadre_desktop.kit.qt.charts.charts import BarChart
from cadre_desktop.overview.figures import BreakdownOfYear


class BreakdownChart(BarChart):
    """Vertical bars where two years are compared, with a greater `share` of the width; else horizontal ones.

    `wanted` carries the list behind a bar that was picked.
    """

    wanted = Signal(object)

    def __init__(self, breakdown: Breakdown):
        super().__init__(_(breakdown.title), horizontal=not breakdown.compared)
        self.share = 3 if breakdown.compared else 2
        self._counted = _(breakdown.counted)
        self._bars_shown: tuple[Sequence[Bar], ...] = ()
        self.picked.connect(self._open)

    def show_year(self, year: int, found: BreakdownOfYear) -> None:
        """Show the bars of a year, and those of the year before where they are compared."""
        labels = [bar.label for bar in found.bars]
        if found.before is None:
            self._bars_shown = (found.bars,)
            names = [self._counted]
        else:
            self._bars_shown = (found.bars, found.before)
            names = [_("{year} 年").format(year=each) for each in (year, year - 1)]
        self.show_data(labels, [_series(*each) for each in zip(names, self._bars_shown, strict=True)])

    def _open(self, index: int, series: int) -> None:
        self.wanted.emit(self._bars_shown[series][index].rows())


def _series(name: str, bars: Sequence[Bar]) -> ChartSeries:
    return ChartSeries(name, tuple(bar.value for bar in bars))
