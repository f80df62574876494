"""Values with a range about each on paper: a dot on a bar, a row for each, on one scale; see `kit.spans`."""

from collections.abc import Callable, Sequence

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import GREY, Colour, Style
from cadre_desktop.kit.spans import Span, spaced_ticks

_TITLE = Style(Role.HEI_BOLD, 9)
_LABEL = Style(Role.SONG, 8.5)
_SCALE = Style(Role.SONG, 8, GREY)
_HEAD = 7.0
_ROW = 5.2
_FOOT = 5.5
_CAP = 0.9
_DOT = 0.75
_LABELS = 0.3
"""The most of the width that labels take."""

_GRID: Colour = (0.85, 0.85, 0.85)
_DASH = 1.2
_ROUND = 0.5523  # of the radius: where a circle of four Bézier curves has its handles


def ranges_height(rows: int) -> float:
    """Millimetres that a chart of so many rows takes."""
    return _HEAD + rows * _ROW + _FOOT


class RangeDrawing:
    """A chart with its top left corner at `x`, `y`, all in mm; there has to be a span at least."""

    def __init__(self, page: PageDrawing, x: float, y: float, width: float):
        self._page, self._x, self._y, self._width = page, x, y, width
        self._left = self._right = x
        self._ticks: tuple[int, ...] = ()

    def draw(
        self,
        title: str,
        labels: Sequence[str],
        spans: Sequence[Span],
        middle: int | None,
        shown: Callable[[int], str],
    ) -> None:
        """Draw labels and spans; `shown` writes a number of the scale, a dashed line is at `middle`."""
        self._ticks = spaced_ticks(spans, middle)
        self._left = self._x + min(max(map(_LABEL.length, labels)) + 3, self._width * _LABELS)
        self._right = self._x + self._width - max(_SCALE.length(shown(tick)) for tick in self._ticks) / 2
        self._page.fitted(self._x, self._y + 4, title, _TITLE, self._width)
        top = self._y + _HEAD
        bottom = top + len(spans) * _ROW
        self._draw_scale(top, bottom, shown)
        if middle is not None:
            self._draw_middle(self._across(middle), top, bottom)
        for row, (label, span) in enumerate(zip(labels, spans, strict=True)):
            y = top + (row + 0.5) * _ROW
            room = self._left - self._x - 2
            self._page.fitted(self._left - 2, y + _LABEL.half_height, label, _LABEL, room, "right")
            self._draw_span(span, y)

    def _across(self, value: int) -> float:
        first, last = self._ticks[0], self._ticks[-1]
        return self._left + (self._right - self._left) * (value - first) / (last - first)

    def _draw_scale(self, top: float, bottom: float, shown: Callable[[int], str]) -> None:
        ticks = [(self._across(tick), shown(tick)) for tick in self._ticks]
        self._page.lines([((x, top), (x, bottom)) for x, _text in ticks], 0.3, _GRID)
        for x, text in ticks:
            self._page.text(x, bottom + 3.6, text, _SCALE, "centre")

    def _draw_middle(self, x: float, top: float, bottom: float) -> None:
        dashes = round((bottom - top) / _DASH / 2)
        step = (bottom - top) / max(dashes, 1)
        starts = [top + number * step for number in range(dashes)]
        self._page.lines([((x, y), (x, y + step / 2)) for y in starts], 0.5, GREY)

    def _draw_span(self, span: Span, y: float) -> None:
        low, high, x = self._across(span.low), self._across(span.high), self._across(span.value)
        ends = [((end, y - _CAP), (end, y + _CAP)) for end in (low, high)]
        self._page.lines([((low, y), (high, y)), *ends], 0.6)
        self._page.area([_circle(x, y, _DOT)], (0.0, 0.0, 0.0))


def _circle(x: float, y: float, radius: float) -> list[Point]:
    """Four Bézier curves around a middle."""
    handle = radius * _ROUND
    return [
        (x + radius, y),
        *((x + radius, y + handle), (x + handle, y + radius), (x, y + radius)),
        *((x - handle, y + radius), (x - radius, y + handle), (x - radius, y)),
        *((x - radius, y - handle), (x - handle, y - radius), (x, y - radius)),
        *((x + handle, y - radius), (x + radius, y - handle), (x + radius, y)),
    ]
