"""The charts below the table of the structure, whose bars open the people they count."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from cadre_desktop.kit.qt.charts.chart_base import ChartSeries, plain_number
from cadre_desktop.kit.qt.charts.charts import BarChart
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.people.structure.charts import BarsChart

_LEAST = 190
"""The least height of a chart in px."""


class ChartsRow(QWidget):
    """Two charts beside each other; `wanted` carries the list behind a bar that was picked."""

    wanted = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._shown: Sequence[BarsChart] = ()
        self._low = False
        self.charts = [BarChart() for _n in range(2)]
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for number, chart in enumerate(self.charts):
            card = QFrame()
            set_role(card, "card")
            inside = QVBoxLayout(card)
            inside.setContentsMargins(14, 8, 14, 6)
            inside.addWidget(chart)
            chart.setMinimumHeight(_LEAST)
            chart.picked.connect(partial(self._open, number))
            row.addWidget(card, 1)

    def show_charts(self, charts: Sequence[BarsChart]) -> None:
        """Show these two, or none."""
        self._shown = charts
        for chart, shown in zip(self.charts, charts, strict=False):
            chart.title = shown.title
            series = [ChartSeries(each.label, each.values) for each in shown.bars]
            chart.show_data(shown.labels, series, partial(_with_unit, shown.unit))
        self._follow()

    def fold(self, low: bool) -> None:
        """On a low window the table has the whole room."""
        self._low = low
        self._follow()

    def _follow(self) -> None:
        self.setVisible(bool(self._shown) and not self._low)

    def _open(self, number: int, index: int, series: int) -> None:
        bars = self._shown[number].bars[max(0, series)]
        rows = bars.rows[index]
        if rows is not None and bars.values[index]:
            self.wanted.emit(rows())


def _with_unit(unit: str, value: int) -> str:
    return plain_number(value) + unit
