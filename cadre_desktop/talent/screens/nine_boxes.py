"""Performance and potential as nine boxes with a point for everybody; each point says what it is made of."""

from collections.abc import Sequence
from math import sqrt

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.charts.chart_base import SMALL_PT, Chart, ChartSeries, Spot, elided, text_width
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.talent.comparing.grid import BOXES, GridPoint
from cadre_desktop.talent.comparing.scoring import GridWeights, points_text

_LEFT, _BELOW = 30.0, 24.0
_NEAR = 25
"""People whose scores are within so many tenths are one bubble."""
_NAMED, _TOLD = 40, 8
"""So many people have their names beside their points, of more the names would lie on one another; and so many are
named in what a bubble says."""
_WHOLE = 1000.0


class NineBoxes(Chart):
    """People of about one score are one bubble with their number in it; `picked` carries the index of the bubble."""

    def __init__(self) -> None:
        super().__init__()
        self.points: Sequence[GridPoint] = ()
        self.bubbles: list[list[GridPoint]] = []
        self._weights = GridWeights()
        self.empty_text = _("库里还没有人")
        self.setMinimumSize(420, 300)

    def show_points(self, points: Sequence[GridPoint], weights: GridWeights) -> None:
        """Show these people by these weights."""
        self.points, self._weights = points, weights
        alike: dict[tuple[int, int, tuple[int, int]], list[GridPoint]] = {}
        for point in points:
            near = (point.score.potential.tenths // _NEAR, point.score.performance.tenths // _NEAR)
            alike.setdefault((*near, point.box(weights)), []).append(point)
        self.bubbles = list(alike.values())
        self.show_data([group[0].name for group in self.bubbles], [ChartSeries("", tuple(map(len, self.bubbles)))])
        self.setAccessibleName(_("业绩潜力图"))

    def words(self, index: int, series: int = -1) -> str:
        group = self.bubbles[index]
        names = "、".join(point.name for point in group[:_TOLD])
        more = _(" 等 {count} 人").format(count=len(group)) if len(group) > _TOLD else ""
        text = _("业绩 {performance}，潜力 {potential}：{names}")
        return text.format(
            names=names + more,
            performance=points_text(group[0].score.performance.tenths),
            potential=points_text(group[0].score.potential.tenths),
        )

    @property
    def is_empty(self) -> bool:
        return not self.points

    def sizeHint(self) -> QSize:
        return QSize(640, 420)

    def _field(self, area: QRectF) -> QRectF:
        return area.adjusted(_LEFT, 4, -6, -_BELOW)

    def lay_out(self, area: QRectF) -> list[Spot]:
        """A bubble lies where the first of its people is, but never across the edge of the box they are in."""
        field = self._field(area)
        spots = []
        for index, group in enumerate(self.bubbles):
            radius = _radius(len(group))
            box = self._box(field, *group[0].box(self._weights)).adjusted(radius, radius, -radius, -radius)
            x = field.left() + field.width() * group[0].score.potential.tenths / _WHOLE
            y = field.bottom() - field.height() * group[0].score.performance.tenths / _WHOLE
            x, y = min(max(x, box.left()), box.right()), min(max(y, box.top()), box.bottom())
            spots.append(Spot(QRectF(x - radius, y - radius, 2 * radius, 2 * radius), index, 0))
        return spots

    def _box(self, field: QRectF, high: int, wide: int) -> QRectF:
        """The box of a third of performance and one of potential."""
        cuts = [0, 10 * self._weights.low, 10 * self._weights.high, _WHOLE]
        left, right = (field.left() + field.width() * cuts[wide + step] / _WHOLE for step in (0, 1))
        bottom, top = (field.bottom() - field.height() * cuts[high + step] / _WHOLE for step in (0, 1))
        return QRectF(left, top, right - left, bottom - top).adjusted(1.5, 1.5, -1.5, -1.5)

    def draw(self, painter: QPainter, area: QRectF) -> None:
        self._draw_boxes(painter, self._field(area))
        painter.setFont(ui_font(SMALL_PT))
        for spot in sorted(self._spots, key=lambda each: -each.area.width()):
            group, active = self.bubbles[spot.index], self.is_active(spot.index, 0)
            painter.setBrush(tokens().color("chart_2" if active else "chart_1"))
            painter.setPen(self.focus_pen() if active else QPen(tokens().color("card"), 1))
            painter.drawEllipse(spot.area)
            if len(group) > 1:
                painter.setPen(tokens().color("card"))
                painter.drawText(spot.area, Qt.AlignmentFlag.AlignCenter, str(len(group)))
            elif len(self.points) <= _NAMED:
                self._draw_name(painter, group[0].name, spot.area, area.right())
        self._draw_titles(painter, self._field(area))

    @staticmethod
    def _draw_name(painter: QPainter, name: str, spot: QRectF, right: float) -> None:
        painter.setPen(tokens().color("text"))
        beside = QRectF(spot.right() + 3, spot.center().y() - 9, text_width(name) + 4, 18)
        if beside.right() > right:
            beside.moveRight(spot.left() - 3)
        painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, name)

    def _draw_boxes(self, painter: QPainter, field: QRectF) -> None:
        tints = ("neutral_tint", "warning_tint", "good_tint")
        for high in range(3):
            for wide in range(3):
                box = self._box(field, high, wide)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(tokens().color(tints[(high + wide + 1) // 2]))
                painter.drawRoundedRect(box, 6, 6)
        self._draw_axes(painter, field)

    def _draw_titles(self, painter: QPainter, field: QRectF) -> None:
        """What the boxes are called, above the bubbles."""
        painter.setPen(tokens().color("text"))
        painter.setFont(ui_font(SMALL_PT))
        upper_right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop
        for high in range(3):
            for wide in range(3):
                box = self._box(field, high, wide).adjusted(8, 5, -8, -5)
                painter.drawText(box, upper_right, elided(self._titled(high, wide), box.width()))

    def _titled(self, high: int, wide: int) -> str:
        count = sum(len(group) for group in self.bubbles if group[0].box(self._weights) == (high, wide))
        return _("{box} {count} 人").format(box=_(BOXES[high][wide]), count=count)

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


def _radius(count: int) -> float:
    """Of the bubble of so many people: its area grows with them, within limits."""
    return min(6.0 if count == 1 else 8.0 + sqrt(count), 22.0)
