"""What happened when: lanes below one another on a scale of years, spans as bars and single days as dots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cadre_desktop.kit.qt.charts.chart_base import (
    SMALL_PT,
    Chart,
    ChartSeries,
    Spot,
    elided,
    nice_ticks,
    series_color,
    text_width,
)
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

_ROW, _BAR, _DOT = 20.0, 16.0, 5.0
_BETWEEN = 3.0
"""Px between two lanes."""
_SCALE = 20.0
_LEAST_BAR = 7.0
_MOST_ROWS = 3
_TEXT_ROOM = 24.0
"""A bar narrower than this has no text."""
_YEAR = 365.25
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class TimeMark:
    """From `first` to `last`, or with None the one day; `label` is on the bar, `words` says it in full."""

    first: date
    last: date | None
    label: str
    words: str


@dataclass(frozen=True)
class TimeLane:
    """Marks of one sort. What overlaps lies in rows below one another, three at most."""

    title: str
    marks: tuple[TimeMark, ...]


class _Laid(NamedTuple):
    """Where a mark lies: its lane, the row within all, and the mark."""

    lane: int
    row: int
    mark: TimeMark


class Timeline(Chart):
    """`picked` carries the index of a mark, counted through all lanes. `name` is said to readers; no title is drawn."""

    def __init__(self, name: str, parent: QWidget | None = None):
        super().__init__("", parent)
        self._name = name
        self.lanes: tuple[TimeLane, ...] = ()
        self._until = date.min
        self._laid: list[_Laid] = []
        self._rows_of: list[range] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_lanes(self, lanes: Sequence[TimeLane], until: date) -> None:
        """Draw these lanes; those without marks have no room. `until` is the right end unless a mark ends later."""
        self.lanes = tuple(lane for lane in lanes if lane.marks)
        self._laid, self._rows_of = [], []
        used = 0
        for number, lane in enumerate(self.lanes):
            rows = _rows(lane.marks)
            self._laid += [_Laid(number, used + row, mark) for row, mark in zip(rows, lane.marks, strict=True)]
            self._rows_of.append(range(used, used + max(rows) + 1))
            used = self._rows_of[-1].stop
        ends = [each.mark.last or each.mark.first for each in self._laid]
        self._until = max([until, *ends])
        labels = [each.mark.label for each in self._laid]
        self.show_data(labels, [ChartSeries("", (1,) * len(labels))])

    @property
    def is_empty(self) -> bool:
        return not self._laid

    def words(self, index: int, series: int = -1) -> str:
        each = self._laid[index]
        return f"{self.lanes[each.lane].title}：{each.mark.words}"

    def data_changed(self) -> None:
        rows = self._rows_of[-1].stop if self._rows_of else 2
        self.setAccessibleName(self._name)
        self.setFixedHeight(round(rows * _ROW + len(self.lanes) * _BETWEEN + _SCALE + 6))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), self.minimumHeight())

    @property
    def _first(self) -> int:
        return min(each.mark.first for each in self._laid).year

    def _plot(self, area: QRectF) -> QRectF:
        left = min(max(text_width(lane.title) for lane in self.lanes) + 14, area.width() * 0.3)
        return area.adjusted(left, 0, -14, -_SCALE)

    def _x(self, plot: QRectF, day: date) -> float:
        start = date(self._first, 1, 1)
        whole = max((date(self._until.year, 12, 31) - start).days, 1)
        return plot.left() + plot.width() * (day - start).days / whole

    def _top(self, plot: QRectF, each: _Laid) -> float:
        return plot.top() + each.row * _ROW + each.lane * _BETWEEN

    def lay_out(self, area: QRectF) -> list[Spot]:
        plot, spots = self._plot(area), []
        for index, each in enumerate(self._laid):
            left, top = self._x(plot, each.mark.first), self._top(plot, each)
            if each.mark.last is None:
                box = QRectF(left - 7, top, 14, _ROW)
            else:
                width = max(_LEAST_BAR, self._x(plot, each.mark.last) - left)
                box = QRectF(left, top + (_ROW - _BAR) / 2, width, _BAR)
            spots.append(Spot(box, index, 0))
        return spots

    def _at(self, point: QPointF) -> Spot | None:
        """What was drawn last lies on top."""
        return next((spot for spot in reversed(self._spots) if spot.area.contains(point)), None)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        plot = self._plot(area)
        self._draw_scale(painter, plot)
        painter.setFont(ui_font(SMALL_PT))
        for number, lane in enumerate(self.lanes):
            rows = self._rows_of[number]
            y = plot.top() + rows.start * _ROW + number * _BETWEEN
            painter.setPen(tokens().color("muted"))
            room = plot.left() - area.left() - 12
            painter.drawText(QRectF(area.left(), y, room, _ROW), _RIGHT, elided(lane.title, room))
        for spot in self._spots:
            self._draw_mark(painter, spot)

    def _draw_scale(self, painter: QPainter, plot: QRectF) -> None:
        painter.setFont(ui_font(SMALL_PT))
        years = self._until.year - self._first + 1
        most = max(1, int(plot.width() / (text_width("2000") + 22)))
        step = nice_ticks(years, most)[1]
        for year in range(-(-self._first // step) * step, self._until.year + 1, step):
            x = round(self._x(plot, date(year, 1, 1))) + 0.5
            painter.setPen(QPen(tokens().color("soft_line"), 1))
            painter.drawLine(QPointF(x, plot.top()), QPointF(x, plot.bottom()))
            painter.setPen(tokens().color("muted"))
            painter.drawText(QRectF(x - 30, plot.bottom() + 1, 60, _SCALE - 2), Qt.AlignmentFlag.AlignCenter, str(year))

    def _draw_mark(self, painter: QPainter, spot: Spot) -> None:
        each, active = self._laid[spot.index], self.is_active(spot.index, 0)
        color = series_color((0, 3, 2, 4, 5)[each.lane % 5])
        painter.setPen(self.focus_pen() if active else Qt.PenStyle.NoPen)
        if each.mark.last is None:
            painter.setBrush(color.lighter(118) if active else color)
            radius = _DOT + 1.5 if active else _DOT
            painter.drawEllipse(spot.area.center(), radius, radius)
            return
        ground = tokens().color("selection" if active else "neutral_tint")
        painter.setBrush(ground)
        painter.drawRoundedRect(spot.area, 3, 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        painter.drawRoundedRect(QRectF(spot.area.left(), spot.area.top(), 4, spot.area.height()), 2, 2)
        if spot.area.width() > _TEXT_ROOM:
            inside = spot.area.adjusted(8, 0, -3, 0)
            painter.setPen(tokens().color("selection_text" if active else "text"))
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, elided(each.mark.label, inside.width()))


def _rows(marks: Sequence[TimeMark]) -> list[int]:
    """The row of each mark: the first in which it lies upon no other; the last where there is none."""
    ends: list[date] = []
    rows = {}
    for mark in sorted(marks, key=lambda mark: (mark.first, mark.last or mark.first)):
        free = next((row for row, end in enumerate(ends) if end <= mark.first), None)
        row = len(ends) if free is None else free
        row = min(row, _MOST_ROWS - 1)
        last = mark.last or mark.first
        ends[row : row + 1] = [max(last, ends[row]) if row < len(ends) else last]
        rows[id(mark)] = row
    return [rows[id(mark)] for mark in marks]
