"""Performance and potential as nine boxes with a point for everybody; each point says what it is made of."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.charts.chart_base import SMALL_PT, Chart, ChartSeries, Spot, elided, text_width
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.talent.comparing.grid import BOXES, GridPoint
from cadre_desktop.talent.comparing.scoring import GridWeights, points_text

_LEFT, _BELOW = 30.0, 24.0
_RADIUS = 5.0
_NAMED = 40
"""So many people have their names beside their points; of more the names would lie on one another."""
_WHOLE = 1000.0


class NineBoxes(Chart):
    """`picked` carries the index of a point. Points of one score lie side by side."""

    def __init__(self) -> None:
        super().__init__()
        self.points: Sequence[GridPoint] = ()
        self._weights = GridWeights()
        self.empty_text = _("库里还没有人")
        self.setMinimumSize(420, 300)

    def show_points(self, points: Sequence[GridPoint], weights: GridWeights) -> None:
        """Show these people by these weights."""
        self.points, self._weights = points, weights
        self.show_data([point.name for point in points], [ChartSeries("", tuple(1 for _point in points))])
        self.setAccessibleName(_("业绩潜力图"))

    def words(self, index: int, series: int = -1) -> str:
        point = self.points[index]
        text = _("{name}：业绩 {performance}，潜力 {potential}")
        return text.format(
            name=point.name,
            performance=points_text(point.score.performance.tenths),
            potential=points_text(point.score.potential.tenths),
        )

    @property
    def is_empty(self) -> bool:
        return not self.points

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def _field(self, area: QRectF) -> QRectF:
        return area.adjusted(_LEFT, 4, -6, -_BELOW)

    def lay_out(self, area: QRectF) -> list[Spot]:
        field = self._field(area).adjusted(_RADIUS, _RADIUS, -_RADIUS, -_RADIUS)
        taken: dict[tuple[int, int], int] = {}
        spots = []
        for index, point in enumerate(self.points):
            x = field.left() + field.width() * point.score.potential.tenths / _WHOLE
            y = field.bottom() - field.height() * point.score.performance.tenths / _WHOLE
            cell = (round(x / (2 * _RADIUS)), round(y / (2 * _RADIUS)))
            number = taken.get(cell, 0)
            taken[cell] = number + 1
            aside, up = number % 6, number // 6
            middle = QPointF(min(x + aside * 1.9 * _RADIUS, field.right()), max(y - up * 1.9 * _RADIUS, field.top()))
            spots.append(Spot(QRectF(middle.x() - _RADIUS, middle.y() - _RADIUS, 2 * _RADIUS, 2 * _RADIUS), index, 0))
        return spots

    def draw(self, painter: QPainter, area: QRectF) -> None:
        self._draw_boxes(painter, self._field(area))
        painter.setFont(ui_font(SMALL_PT))
        for spot in self._spots:
            active = self.is_active(spot.index, 0)
            painter.setBrush(tokens().color("chart_2" if active else "chart_1"))
            painter.setPen(self.focus_pen() if active else Qt.PenStyle.NoPen)
            painter.drawEllipse(spot.area)
            if len(self.points) <= _NAMED:
                painter.setPen(tokens().color("text"))
                name = self.points[spot.index].name
                beside = QRectF(spot.area.right() + 3, spot.area.top() - 4, text_width(name) + 4, 18)
                if beside.right() > area.right():
                    beside.moveRight(spot.area.left() - 3)
                painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_boxes(self, painter: QPainter, field: QRectF) -> None:
        cuts = [0, 10 * self._weights.low, 10 * self._weights.high, 1000]
        tints = ("neutral_tint", "warning_tint", "good_tint")
        for high in range(3):
            for wide in range(3):
                left = field.left() + field.width() * cuts[wide] / _WHOLE
                right = field.left() + field.width() * cuts[wide + 1] / _WHOLE
                bottom = field.bottom() - field.height() * cuts[high] / _WHOLE
                top = field.bottom() - field.height() * cuts[high + 1] / _WHOLE
                box = QRectF(left, top, right - left, bottom - top).adjusted(1.5, 1.5, -1.5, -1.5)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens().color(tints[(high + wide + 1) // 2]))
                painter.drawRoundedRect(box, 6, 6)
                painter.setPen(tokens().color("muted"))
                painter.setFont(ui_font(SMALL_PT))
                painter.drawText(
                    box.adjusted(8, 5, -8, -5),
                    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop,
                    elided(_(BOXES[high][wide]), box.width() - 16),
                )
        self._draw_axes(painter, field)

    @staticmethod
    def _draw_axes(painter: QPainter, field: QRectF) -> None:
        painter.setPen(tokens().color("text"))
        painter.setFont(ui_font(SMALL_PT, bold=True))
        below = QRectF(field.left(), field.bottom() + 4, field.width(), _BELOW - 4)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, _("潜力 →"))
        painter.save()
        painter.translate(field.left() - 16, field.center().y())
        painter.rotate(-90)
        painter.drawText(QRectF(-80, -10, 160, 20), Qt.AlignmentFlag.AlignCenter, _("业绩 →"))
        painter.restore()
