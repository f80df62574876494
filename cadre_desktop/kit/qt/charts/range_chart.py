"""Values with a range about each: a dot on a bar, a row for each, on one scale that may go below zero."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cadre_desktop.kit.qt.charts.chart_base import (
    SMALL_PT,
    Chart,
    ChartSeries,
    Spot,
    elided,
    plain_number,
    series_color,
    text_width,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.kit.spans import Span, spaced_ticks

_ROW = 28.0
_SCALE = 22.0
_CAP = 5.0
_DOT = 4.5
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class RangeChart(Chart):
    """Labels at the left, dots with their ranges, the scale below; a dashed line is at `middle`, if given."""

    def __init__(self, title: str = "", parent: QWidget | None = None):
        super().__init__(title, parent)
        self.spans: tuple[Span, ...] = ()
        self.middle: int | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def show_spans(
        self,
        labels: Sequence[str],
        spans: Sequence[Span],
        shown: Callable[[int], str] = plain_number,
        middle: int | None = None,
    ) -> None:
        """Draw these values; `shown` writes a number of the scale."""
        self.spans, self.middle = tuple(spans), middle
        self.show_data(labels, [ChartSeries("", tuple(span.value for span in spans))], shown)

    @property
    def is_empty(self) -> bool:
        return not self.spans

    def words(self, index: int, series: int = -1) -> str:
        return f"{self.labels[index]}：{self.spans[index].words}"

    def data_changed(self) -> None:
        self.setMinimumHeight(round(max(len(self.labels), 3) * _ROW + _SCALE + 36))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @property
    def _ticks(self) -> tuple[int, ...]:
        return spaced_ticks(self.spans, self.middle)

    def _plot(self, area: QRectF) -> QRectF:
        left = min(max(map(text_width, self.labels)) + 16, area.width() * 0.4)
        side = text_width(self._shown(self._ticks[-1])) / 2 + 2
        return QRectF(area.left() + left, area.top() + 4, area.width() - left - side, len(self.labels) * _ROW)

    def _x(self, plot: QRectF, value: int) -> float:
        first, last = self._ticks[0], self._ticks[-1]
        return round(plot.left() + plot.width() * (value - first) / (last - first)) + 0.5

    def lay_out(self, area: QRectF) -> list[Spot]:
        plot = self._plot(area)
        rows = [QRectF(area.left(), plot.top() + _ROW * i, area.width(), _ROW) for i in range(len(self.labels))]
        dots = [
            Spot(QRectF(self._x(plot, span.value) - 8, row.center().y() - 8, 16, 16), index, 0)
            for index, (span, row) in enumerate(zip(self.spans, rows, strict=True))
        ]
        return dots + [Spot(row, index, -1) for index, row in enumerate(rows)]

    def draw(self, painter: QPainter, area: QRectF) -> None:
        plot = self._plot(area)
        self._draw_scale(painter, plot)
        for index, span in enumerate(self.spans):
            y = plot.top() + _ROW * (index + 0.5)
            painter.setFont(ui_font(SMALL_PT))
            painter.setPen(tokens().color("text"))
            room = plot.left() - area.left() - 14
            painter.drawText(QRectF(area.left(), y - 9, room, 18), _RIGHT, elided(self.labels[index], room))
            self._draw_span(painter, plot, y, span, self.is_active(index, 0))

    def _draw_scale(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(ui_font(SMALL_PT))
        for tick in self._ticks:
            x = self._x(plot, tick)
            painter.setPen(QPen(tokens().color("soft_line"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(tokens().color("muted"))
            box = QRectF(x - 40, plot.bottom() + 2, 80, _SCALE - 4)
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._shown(tick))
        if self.middle is not None:
            painter.setPen(QPen(tokens().color("muted"), 1.25, Qt.PenStyle.DashLine))
            x = self._x(plot, self.middle)
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))

    def _draw_span(self, painter: QPainter, plot: QRectF, y: float, span: Span, active: bool) -> None:
        color = series_color(0)
        low, high = self._x(plot, span.low), self._x(plot, span.high)
        painter.setPen(QPen(color, 1.5))
        painter.drawLine(QPointF(low, y), QPointF(high, y))
        for x in (low, high):
            painter.drawLine(QPointF(x, y - _CAP), QPointF(x, y + _CAP))
        painter.setPen(self.focus_pen() if active else Qt.PenStyle.NoPen)
        painter.setBrush(color.lighter(118) if active else color)
        radius = _DOT + 1.5 if active else _DOT
        painter.drawEllipse(QPointF(self._x(plot, span.value), y), radius, radius)
