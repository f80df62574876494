"""Bar chart, line chart and ring."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QLinearGradient, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.charts.chart_base import (
    LEGEND_HEIGHT,
    SMALL_PT,
    Chart,
    ChartSeries,
    Spot,
    elided,
    nice_ticks,
    plain_number,
    series_color,
    text_width,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

__all__ = ["BarChart", "Chart", "ChartSeries", "LineChart", "Ring"]

_LABEL_HEIGHT = 22.0
_ROW = 34.0
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class _Axes(Chart):
    """Charts with a number axis on the left and labels below."""

    def _ticks(self) -> tuple[int, ...]:
        return nice_ticks(max(value for one in self.series for value in one.values))

    def _plot(self, area: QRectF) -> QRectF:
        """The part of `area` between the axis numbers, the labels and the legend."""
        left = max(text_width(self._shown(tick)) for tick in self._ticks()) + 10
        legend = LEGEND_HEIGHT if len(self.series) > 1 else 0.0
        return area.adjusted(left, 26, -6, -_LABEL_HEIGHT - legend)

    def _draw_axes(self, painter: QPainter, area: QRectF, plot: QRectF) -> None:
        painter.setFont(ui_font(SMALL_PT))
        ticks = self._ticks()
        for tick in ticks:
            y = self._y(plot, tick)
            painter.setPen(QPen(tokens().color("line" if tick == 0 else "soft_line"), 1))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(tokens().color("muted"))
            painter.drawText(QRectF(area.left(), y - 9, plot.left() - area.left() - 8, 18), _RIGHT, self._shown(tick))
        self._draw_labels(painter, plot)
        if len(self.series) > 1:
            bottom = area.bottom() - LEGEND_HEIGHT
            self.draw_legend(painter, QRectF(plot.left(), bottom, plot.width(), LEGEND_HEIGHT))

    def _draw_labels(self, painter: QPainter, plot: QRectF) -> None:
        """Labels under their columns; shortened ones have their whole text in the bubble."""
        column = plot.width() / len(self.labels)
        every = self._every(column)
        for index in range(0, len(self.labels), every):
            text = elided(self.labels[index], column * every - 4)
            box = QRectF(0, plot.bottom() + 4, column * every, _LABEL_HEIGHT - 4)
            box.moveCenter(QPointF(plot.left() + column * (index + 0.5), box.center().y()))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _every(self, column: float) -> int:
        return 1

    def _y(self, plot: QRectF, value: int) -> float:
        return round(plot.bottom() - plot.height() * value / self._ticks()[-1]) + 0.5


class BarChart(_Axes):
    """Bars in groups, this year beside last year; `horizontal` for long labels (one row each, value at the end)."""

    def __init__(self, title: str = "", horizontal: bool = False, parent: QWidget | None = None):
        super().__init__(title, parent)
        self.horizontal = horizontal

    def data_changed(self) -> None:
        if self.horizontal and self.labels:
            legend = LEGEND_HEIGHT if len(self.series) > 1 else 0
            self.setMinimumHeight(round(len(self.labels) * self._row_height() + legend + 34))

    def lay_out(self, area: QRectF) -> list[Spot]:
        return self._lay_rows(area) if self.horizontal else self._lay_columns(area)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        if self.horizontal:
            self._draw_rows(painter, area)
        else:
            self._draw_axes(painter, area, self._plot(area))
        for spot in self._spots:
            if spot.series >= 0:
                self._draw_bar(painter, spot)

    def needs_bubble(self, spot: Spot) -> bool:
        room = self._label_width(self._area()) - 10
        return not self.horizontal or text_width(self.labels[spot.index]) > room

    def _lay_columns(self, area: QRectF) -> list[Spot]:
        plot = self._plot(area)
        column = plot.width() / len(self.labels)
        count = len(self.series)
        width = max(3.0, min(26.0, (column * 0.66 - 2 * (count - 1)) / count))
        spots = []
        for index in range(len(self.labels)):
            left = plot.left() + column * (index + 0.5) - (count * width + 2 * (count - 1)) / 2
            for number, one in enumerate(self.series):
                top = self._y(plot, one.values[index])
                spots.append(Spot(QRectF(left, top, width, plot.bottom() - top), index, number))
                left += width + 2
        whole = [
            Spot(QRectF(plot.left() + column * i, plot.top(), column, plot.height() + _LABEL_HEIGHT), i, -1)
            for i in range(len(self.labels))
        ]
        return spots + whole

    def _row_height(self) -> float:
        return _ROW if len(self.series) > 1 else 28.0

    def _label_width(self, area: QRectF) -> float:
        return min(max(map(text_width, self.labels)) + 12, area.width() * 0.42)

    def _lay_rows(self, area: QRectF) -> list[Spot]:
        left = area.left() + self._label_width(area)
        most = max(value for one in self.series for value in one.values)
        room = area.right() - left - max(text_width(self._shown(v)) for one in self.series for v in one.values) - 12
        height, row = (11.0 if len(self.series) > 1 else 14.0), self._row_height()
        spots = []
        for index in range(len(self.labels)):
            top = area.top() + 4 + row * index + (row - len(self.series) * (height + 2)) / 2
            for number, one in enumerate(self.series):
                width = max(2.0, room * one.values[index] / most)
                spots.append(Spot(QRectF(left, top + number * (height + 2), width, height), index, number))
        whole = [
            Spot(QRectF(area.left(), area.top() + 4 + row * i, area.width(), row), i, -1)
            for i in range(len(self.labels))
        ]
        return spots + whole

    def _draw_rows(self, painter: QPainter, area: QRectF) -> None:
        painter.setFont(ui_font(SMALL_PT))
        width, row = self._label_width(area), self._row_height()
        for index, label in enumerate(self.labels):
            painter.setPen(tokens().color("text"))
            box = QRectF(area.left(), area.top() + 4 + row * index, width - 10, row)
            painter.drawText(box, _RIGHT, elided(label, width - 10))
        painter.setPen(tokens().color("muted"))
        for spot in self._spots:
            if spot.series >= 0:
                text = self._shown(self.series[spot.series].values[spot.index])
                painter.drawText(QRectF(spot.area.right() + 6, spot.area.center().y() - 9, 90, 18), _LEFT, text)
        if len(self.series) > 1:
            top = area.top() + 8 + row * len(self.labels)
            self.draw_legend(painter, QRectF(area.left() + width, top, area.width(), LEGEND_HEIGHT))

    def _draw_bar(self, painter: QPainter, spot: Spot) -> None:
        color = series_color(spot.series)
        active = self.is_active(spot.index, spot.series)
        painter.setPen(self.focus_pen() if active else Qt.PenStyle.NoPen)
        painter.setBrush(color.lighter(118) if active else color)
        radius = min(3.0, spot.area.width() / 2, spot.area.height() / 2)
        painter.drawRoundedRect(spot.area, radius, radius)


class LineChart(_Axes):
    """Lines over time, usually twelve months; the first series is filled beneath."""

    def lay_out(self, area: QRectF) -> list[Spot]:
        plot = self._plot(area)
        column = plot.width() / len(self.labels)
        points = [
            Spot(QRectF(x - 8, y - 8, 16, 16), index, number)
            for number in range(len(self.series))
            for index, (x, y) in enumerate((p.x(), p.y()) for p in self._points(plot, number))
        ]
        whole = [
            Spot(QRectF(plot.left() + column * i, plot.top(), column, plot.height() + _LABEL_HEIGHT), i, -1)
            for i in range(len(self.labels))
        ]
        return points + whole

    def draw(self, painter: QPainter, area: QRectF) -> None:
        plot = self._plot(area)
        self._draw_axes(painter, area, plot)
        for number in reversed(range(len(self.series))):
            self._draw_line(painter, plot, number)

    def _every(self, column: float) -> int:
        widest = max(map(text_width, self.labels)) + 4
        return max(1, -(-int(widest) // max(1, int(column))))

    def _points(self, plot: QRectF, number: int) -> list[QPointF]:
        column = plot.width() / len(self.labels)
        values = self.series[number].values
        return [QPointF(plot.left() + column * (i + 0.5), self._y(plot, value)) for i, value in enumerate(values)]

    def _draw_line(self, painter: QPainter, plot: QRectF, number: int) -> None:
        points, color = self._points(plot, number), series_color(number)
        if number == 0:
            self._fill(painter, plot, points, color)
        painter.setPen(QPen(color, 2 if number == 0 else 1.75, j=Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(points))
        for index, point in enumerate(points):
            active = self.is_active(index, number)
            painter.setPen(QPen(color, 1.75))
            painter.setBrush(color if active else tokens().color("card"))
            painter.drawEllipse(point, 4.0 if active else 2.75, 4.0 if active else 2.75)

    @staticmethod
    def _fill(painter: QPainter, plot: QRectF, points: list[QPointF], color: QColor) -> None:
        shade = QLinearGradient(plot.topLeft(), plot.bottomLeft())
        for stop, alpha in ((0.0, 70), (1.0, 6)):
            tint = QColor(color)
            tint.setAlpha(alpha)
            shade.setColorAt(stop, tint)
        ends = [QPointF(points[-1].x(), plot.bottom()), QPointF(points[0].x(), plot.bottom())]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shade)
        painter.drawPolygon(QPolygonF(points + ends))


class Ring(Chart):
    """Shares of a whole: a ring with the total in it and a legend with numbers and per cent beside it."""

    def __init__(self, title: str = "", parent: QWidget | None = None):
        super().__init__(title, parent)
        self.middle = _("合计")

    def show_parts(
        self, labels: Sequence[str], values: Sequence[int], shown: Callable[[int], str] = plain_number
    ) -> None:
        """Draw these parts of their sum."""
        self.show_data(labels, (ChartSeries("", tuple(values)),), shown)

    def words(self, index: int, series: int = -1) -> str:
        return f"{self.labels[index]}：{self._shown(self._values[index])}（{self._percents()[index]}%）"

    @property
    def _values(self) -> tuple[int, ...]:
        return self.series[0].values

    def _percents(self) -> list[int]:
        """Whole per cent that add up to exactly 100 (largest remainders get the rest)."""
        total = sum(self._values)
        floors = [value * 100 // total for value in self._values]
        by_rest = sorted(range(len(floors)), key=lambda i: -(self._values[i] * 100 % total))
        for index in by_rest[: 100 - sum(floors)]:
            floors[index] += 1
        return floors

    def _circle(self, area: QRectF) -> QRectF:
        side = max(60.0, min(area.height() - 8, area.width() * 0.46, 240.0))
        return QRectF(area.left() + 6, area.center().y() - side / 2, side, side)

    def lay_out(self, area: QRectF) -> list[Spot]:
        """Rows of the legend can be picked like the values; they are easier to hit than a thin slice."""
        left = self._circle(area).right() + 20
        count = len(self.labels)
        row = min(28.0, area.height() / count)
        top = area.center().y() - row * count / 2
        return [Spot(QRectF(left, top + row * i, max(40.0, area.right() - left), row), i, 0) for i in range(count)]

    def needs_bubble(self, spot: Spot) -> bool:
        return text_width(self.labels[spot.index]) > self._label_room(spot)

    def _label_room(self, spot: Spot) -> float:
        return spot.area.width() - 26 - text_width(self._numbers(spot.index)) - 16

    def _numbers(self, index: int) -> str:
        return f"{self._shown(self._values[index])}   {self._percents()[index]}%"

    def draw(self, painter: QPainter, area: QRectF) -> None:
        circle = self._circle(area)
        thick = max(14.0, circle.width() * 0.15)
        inner = circle.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2)
        total, start = sum(self._values), 90.0
        for index, value in enumerate(self._values):
            span = 360 * value / total
            width = thick + 4 if self.is_active(index, 0) else thick
            painter.setPen(QPen(series_color(index), width, c=Qt.PenCapStyle.FlatCap))
            gap = 1.2 if 3 < span < 360 else 0.0
            painter.drawArc(inner, round((start - gap / 2) * 16), -round((span - gap) * 16))
            start -= span
        self._draw_middle(painter, circle)
        for spot in self._spots:
            self._draw_legend_row(painter, spot)

    def _draw_middle(self, painter: QPainter, circle: QRectF) -> None:
        painter.setPen(tokens().color("text"))
        painter.setFont(ui_font(max(11.0, circle.width() * 0.09), bold=True))
        painter.drawText(circle.adjusted(0, -12, 0, -12), Qt.AlignmentFlag.AlignCenter, self._shown(sum(self._values)))
        painter.setPen(tokens().color("muted"))
        painter.setFont(ui_font(SMALL_PT))
        low = circle.height() * 0.1 + 6
        painter.drawText(circle.adjusted(0, low, 0, low), Qt.AlignmentFlag.AlignCenter, self.middle)

    def _draw_legend_row(self, painter: QPainter, spot: Spot) -> None:
        box = spot.area
        if self.is_active(spot.index, 0):
            painter.setPen(self.focus_pen())
            painter.setBrush(tokens().color("hover"))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 5, 5)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(series_color(spot.index))
        painter.drawRoundedRect(QRectF(box.left() + 8, box.center().y() - 5, 10, 10), 2.5, 2.5)
        painter.setFont(ui_font(SMALL_PT))
        painter.setPen(tokens().color("muted"))
        painter.drawText(box.adjusted(0, 0, -8, 0), _RIGHT, self._numbers(spot.index))
        painter.setPen(tokens().color("text"))
        painter.drawText(box.adjusted(26, 0, 0, 0), _LEFT, elided(self.labels[spot.index], self._label_room(spot)))
