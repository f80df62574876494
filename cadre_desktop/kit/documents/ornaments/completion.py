"""结业: plain lines in dark blue with knots at the corners, and pale waves at the foot."""

from math import pi

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.ornaments.shapes import (
    Map,
    arc,
    broken_line,
    corners,
    mapped,
    mix,
    stepped_corners,
)
from cadre_desktop.kit.documents.typesetting import Colour

BLUE: Colour = (0.09, 0.22, 0.42)
SILVER: Colour = (0.52, 0.60, 0.70)
PALE: Colour = (0.78, 0.85, 0.92)
PAPER: Colour = (1.0, 1.0, 1.0)

_OUTER = 10.0  # mm from the edge of the sheet to the outermost line
_STEP = 4.0
_SCALE = 6.4  # radius of a wave
_RINGS = (1.0, 0.78, 0.56, 0.34)


def draw_completion(page: PageDrawing) -> None:
    """Waves first, so that lines and knots lie over their ends."""
    _waves(page)
    page.curves([stepped_corners(page, _OUTER, _STEP, 2)], 1.6, BLUE)
    page.curves([stepped_corners(page, _OUTER + 1.8, _STEP, 2)], 0.45, BLUE)
    page.curves([stepped_corners(page, _OUTER + 4.6, _STEP, 2)], 0.35, SILVER)
    for at in corners(page):
        _knot(page, at)


def _waves(page: PageDrawing) -> None:
    """Rows of waves (水波纹) that fade upwards."""
    left, right = _OUTER + 4.6, page.width - _OUTER - 4.6
    count = round((right - left) / (2 * _SCALE))
    wide = (right - left) / count / 2
    foot = page.height - _OUTER - 4.6
    rows = 6
    for row in range(rows, 0, -1):
        y = foot - (row - 1) * wide * 0.5
        colour = mix(PALE, PAPER, (row - 1) / rows)
        first = 0 if row % 2 else -wide
        for number in range(count + (row + 1) % 2):
            _wave(page, left + first + wide + number * 2 * wide, y, wide, colour, (left, right))


def _wave(page: PageDrawing, x: float, y: float, radius: float, colour: Colour, ends: tuple[float, float]) -> None:
    left, right = ends
    start = pi if x - radius >= left - 0.01 else pi / 2 * 3
    end = 2 * pi if x + radius <= right + 0.01 else pi / 2 * 3
    outline = arc(x, y, radius, start, end)
    page.area([[*outline, outline[-1], (x, y), (x, y), (x, y), outline[0], outline[0]]], PAPER)
    page.curves([arc(x, y, radius * part, start, end) for part in _RINGS], 0.45, colour)


def _knot(page: PageDrawing, at: Map) -> None:
    """A square in a square (回纹) in the corner that the steps leave free."""
    near, far = _OUTER - 0.3, _OUTER + 2 * _STEP - 1.9
    points = [(far, near), (near, near), (near, far), (far, far), (far, near + 1.9)]
    points += [(near + 1.9, near + 1.9), (near + 1.9, far - 1.9), (far - 1.9, far - 1.9), (far - 1.9, near + 3.7)]
    page.curves([mapped(broken_line(points), at)], 0.95, BLUE)
