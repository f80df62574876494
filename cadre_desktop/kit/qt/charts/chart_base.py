"""What all charts share: plain data, axis ticks, hovering, keyboard, the value bubble and the empty state.

Small widgets on QPainter: they start in milliseconds and never cut a Chinese label.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.theme import tokens, ui_font

SMALL_PT = 9.0
LEGEND_HEIGHT = 24.0
TITLE_HEIGHT = 28.0


@dataclass(frozen=True)
class ChartSeries:
    """One row of numbers, as many as there are labels; whole numbers of the smallest unit."""

    label: str
    values: tuple[int, ...]


@dataclass(frozen=True)
class Spot:
    """A spot of the chart that shows value `index` of series `series` (-1: for all series)."""

    area: QRectF
    index: int
    series: int


@lru_cache(maxsize=64)
def nice_ticks(maximum: int, most: int = 5) -> tuple[int, ...]:
    """Whole, round numbers from 0 to at least `maximum`, at most `most` steps: ``437 -> 0, 100, … 500``."""
    step = next(step for step in _round_numbers() if step * most >= maximum)
    return tuple(range(0, max(step, -(-maximum // step) * step) + 1, step))


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10


def plain_number(value: int) -> str:
    """Digits in groups of three."""
    return f"{value:,}"


class Chart(QWidget):
    """A chart of labels and series. `picked` carries index and series of a value that was clicked (or Enter
    pressed)."""

    picked = Signal(int, int)

    def __init__(self, title: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        self.title = title
        self.labels: tuple[str, ...] = ()
        self.series: tuple[ChartSeries, ...] = ()
        self.empty_text = _("暂无数据")
        self._shown: Callable[[int], str] = plain_number
        self._spots: list[Spot] = []
        self._active: Spot | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(220, 160)
        self.setAccessibleName(title)

    def show_data(
        self, labels: Sequence[str], series: Sequence[ChartSeries], shown: Callable[[int], str] = plain_number
    ) -> None:
        """Draw these numbers; `shown` writes one of them for people. All zero counts as no data."""
        self.labels, self.series, self._shown = tuple(labels), tuple(series), shown
        self._active = None
        self.setAccessibleName(self.title)
        self.setAccessibleDescription("；".join(self.words(index) for index in range(len(self.labels))))
        self.data_changed()
        self._relay()

    def words(self, index: int, series: int = -1) -> str:
        """One label with its values: ``"青山区：本年 12，上年 9"``."""
        chosen = self.series if series < 0 else self.series[series : series + 1]
        values = "，".join(f"{one.label} {self._shown(one.values[index])}".strip() for one in chosen)
        return f"{self.labels[index]}：{values}"

    @property
    def is_empty(self) -> bool:
        """Nothing to draw."""
        return not any(value for one in self.series for value in one.values)

    def spot_of(self, index: int, series: int = 0) -> QRectF:
        """Where a value is drawn, in widget coordinates."""
        return next(spot.area for spot in self._spots if (spot.index, spot.series) == (index, series))

    def data_changed(self) -> None:
        """For charts whose size depends on their data."""

    def lay_out(self, area: QRectF) -> list[Spot]:
        """Where each value goes within `area`."""
        raise NotImplementedError

    def draw(self, painter: QPainter, area: QRectF) -> None:
        """Paint the data within `area`."""
        raise NotImplementedError

    def needs_bubble(self, spot: Spot) -> bool:
        """Whether the value is not to be read on the chart itself."""
        return True

    def sizeHint(self) -> QSize:
        return QSize(360, 240)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_title(painter)
        if self.is_empty:
            painter.setFont(ui_font())
            painter.setPen(tokens().color("muted"))
            painter.drawText(self._area(), Qt.AlignmentFlag.AlignCenter, self.empty_text)
        else:
            self.draw(painter, self._area())
            if self._active and self.needs_bubble(self._active):
                self._draw_bubble(painter, self._active)
        painter.end()

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(2, TITLE_HEIGHT if self.title else 2, -2, -2)

    def _draw_title(self, painter: QPainter) -> None:
        if self.title:
            painter.setFont(ui_font(10.5, bold=True))
            painter.setPen(tokens().color("text"))
            painter.drawText(QRectF(2, 0, self.width() - 4, 22), Qt.AlignmentFlag.AlignVCenter, self.title)

    def _draw_bubble(self, painter: QPainter, spot: Spot) -> None:
        """The value of the spot under the mouse or the keyboard, in full words, never outside the widget."""
        text = self.words(spot.index, spot.series)
        font = ui_font(SMALL_PT)
        size = QFontMetricsF(font).size(0, text)
        bubble = QRectF(0, 0, min(size.width() + 18, self.width() - 4), size.height() + 10)
        bubble.moveCenter(QPointF(spot.area.center().x(), spot.area.top() - bubble.height() / 2 - 6))
        bubble.moveLeft(min(max(2.0, bubble.left()), self.width() - bubble.width() - 2))
        bubble.moveTop(max(2.0, bubble.top()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens().color("tip"))
        painter.drawRoundedRect(bubble, 5, 5)
        painter.setPen(tokens().color("tip_text"))
        painter.setFont(font)
        painter.drawText(bubble, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, text)

    def draw_legend(self, painter: QPainter, area: QRectF) -> None:
        """A swatch and a label for each series, in one line from the left."""
        font = ui_font(SMALL_PT)
        metrics, left = QFontMetricsF(font), area.left()
        painter.setFont(font)
        for number, one in enumerate(self.series):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(series_color(number))
            painter.drawRoundedRect(QRectF(left, area.center().y() - 5, 10, 10), 2.5, 2.5)
            width = metrics.horizontalAdvance(one.label)
            painter.setPen(tokens().color("muted"))
            painter.drawText(QRectF(left + 16, area.top(), width + 2, area.height()), _MIDDLE_LEFT, one.label)
            left += width + 34

    def is_active(self, index: int, series: int) -> bool:
        """Whether this value is under the mouse or the keyboard."""
        return self._active is not None and self._active.index == index and self._active.series in (series, -1)

    def focus_pen(self) -> QPen:
        """For outlining the active value while the keyboard is here."""
        return QPen(tokens().color("focus"), 2) if self.hasFocus() else QPen(Qt.PenStyle.NoPen)

    def resizeEvent(self, event: object) -> None:
        self._relay()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(self._at(event.position()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """The mouse takes over from the keyboard only when it moves, not when a window appears under it."""
        if not self.hasFocus():
            self._point_at(self._at(event.position()))

    def leaveEvent(self, event: object) -> None:
        self._point_at(None)

    def _point_at(self, spot: Spot | None) -> None:
        """A mouse beside the values takes nothing from the keyboard."""
        if spot is not None or not self.hasFocus():
            self._activate(spot)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        spot = self._at(event.position())
        if spot is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picked.emit(spot.index, max(0, spot.series))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}.get(
            Qt.Key(event.key())
        )
        values = [spot for spot in self._spots if spot.series >= 0]
        if step and values:
            index = values.index(self._active) + step if self._active in values else 0
            self._activate(values[index % len(values)])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._active:
            self.picked.emit(self._active.index, max(0, self._active.series))
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        if self._spots and self._active is None:
            self._activate(next((spot for spot in self._spots if spot.series >= 0), None))

    def focusOutEvent(self, event: object) -> None:
        self._activate(None)

    def _at(self, point: QPointF) -> Spot | None:
        return next((spot for spot in self._spots if spot.area.contains(point)), None)

    def _activate(self, spot: Spot | None) -> None:
        if spot != self._active:
            self._active = spot
            self.setCursor(Qt.CursorShape.PointingHandCursor if spot else Qt.CursorShape.ArrowCursor)
            self.update()

    def _relay(self) -> None:
        self._spots = [] if self.is_empty else self.lay_out(self._area())
        if self._active is not None:  # the same value lies elsewhere now
            before = (self._active.index, self._active.series)
            self._active = next((spot for spot in self._spots if (spot.index, spot.series) == before), None)
        self.update()


_MIDDLE_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def series_color(number: int) -> QColor:
    """The colour of a series or of a slice of a ring."""
    return tokens().color(f"chart_{number % 6 + 1}")


def elided(text: str, width: float) -> str:
    """`text` shortened with an ellipsis to `width` pixels of the small face."""
    return QFontMetricsF(ui_font(SMALL_PT)).elidedText(text, Qt.TextElideMode.ElideRight, width)


def text_width(text: str) -> float:
    """Pixels that `text` takes in the small face."""
    return QFontMetricsF(ui_font(SMALL_PT)).horizontalAdvance(text)
