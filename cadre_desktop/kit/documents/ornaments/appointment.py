"""聘书: a crimson band with a gold lattice at one side of the page, a plain page with clouds beside it."""

from math import cos, pi, sin, sqrt

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.frame import circle, curve
from cadre_desktop.kit.documents.ornaments.shapes import (
    Map,
    Path,
    arc,
    box,
    corners,
    disc,
    joined,
    mapped,
    mix,
    petals,
    placed,
    polygon,
    smooth,
    spiral,
    strokes,
)
from cadre_desktop.kit.documents.typesetting import Colour

CRIMSON: Colour = (0.56, 0.05, 0.08)
DEEP: Colour = (0.44, 0.02, 0.05)
GOLD: Colour = (0.85, 0.68, 0.34)
DARK_GOLD: Colour = (0.68, 0.50, 0.18)
CLOUD: Colour = (0.93, 0.85, 0.67)
FAINT: Colour = (0.992, 0.974, 0.930)
PALE: Colour = (0.998, 0.992, 0.972)

BAND = 40.0
"""Millimetres that the band takes of a sheet whose short side is 210, at the left of one that lies across, at the top
of one that is upright."""

_EDGE = 8.0  # mm from the edge of the sheet to what is drawn
_HEADS = ((-11.0, -0.8, 6.2), (1.0, -5.2, 8.2), (13.0, -0.6, 6.4))
_FOOT = ((22.0, 4.6), (30.0, 3.2), (24.0, 6.2), (0.0, 5.2), (-22.0, 5.8), (-32.0, 3.6))
_HEXAGON = 5.2  # radius of a hexagon of the lattice


def draw_appointment(page: PageDrawing) -> None:
    """The band is drawn as at the left; on an upright sheet it is turned to the top."""
    across = page.width >= page.height
    long = page.height if across else page.width

    def at(point: Point) -> Point:
        return point if across else (point[1], point[0])

    page.area([box(_EDGE, _EDGE, page.width - _EDGE, page.height - _EDGE)], PALE)
    _band(page, at, long)
    _lines(page, at)
    _clouds(page)


def _band(page: PageDrawing, at: Map, long: float) -> None:
    left, right, top, foot = _EDGE, BAND, _EDGE, long - _EDGE
    page.area([mapped(box(left, top, right, foot), at)], CRIMSON)
    _lattice(page, at, (left + 3.2, top + 3.2, right - 3.2, foot - 3.2))
    for by, points in ((1.4, 1.0), (2.4, 0.35)):
        page.curves([mapped(box(left + by, top + by, right - by, foot - by), at)], points, GOLD)
    page.area([mapped(box(right, top, right + 1.1, foot), at)], GOLD)
    page.curves([mapped([(right + 2.4, top), (right + 2.4, foot)], at)], 0.5, DARK_GOLD)
    _medallion(page, *at(((left + right) / 2, long / 2)))


def _lattice(page: PageDrawing, at: Map, within: tuple[float, float, float, float]) -> None:
    """Hexagons as on the shell of a tortoise (龟背纹), whole ones only, with a flower in each."""
    left, top, right, foot = within
    columns = max(2, round((right - left) / (sqrt(3) * _HEXAGON)))
    wide = (right - left) / columns
    radius = wide / sqrt(3)
    rows = int((foot - top - radius * 0.5) / (radius * 1.5))
    start = top + ((foot - top) - (rows * 1.5 + 0.5) * radius) / 2 + radius
    outlines: list[Path] = []
    flowers: list[Path] = []
    for row in range(rows):
        for column in range(columns - row % 2):
            x, y = left + wide * (column + 0.5 + row % 2 / 2), start + row * radius * 1.5
            outlines += [_hexagon(x, y, radius), _hexagon(x, y, radius * 0.78)]
            flowers += petals(x, y, 6, 0.5, radius * 0.5, radius * 0.13, pi / 6)
    page.curves([mapped(one, at) for one in outlines[::2]], 0.45, mix(CRIMSON, GOLD, 0.75))
    page.curves([mapped(one, at) for one in outlines[1::2]], 0.25, mix(CRIMSON, GOLD, 0.5))
    page.area([mapped(one, at) for one in flowers], mix(CRIMSON, GOLD, 0.6))


def _hexagon(x: float, y: float, radius: float) -> Path:
    turns = [pi / 6 + side * pi / 3 for side in range(6)]
    return polygon(*((x + radius * cos(turn), y + radius * sin(turn)) for turn in turns))


def _medallion(page: PageDrawing, x: float, y: float) -> None:
    disc(page, x, y, 14.2, CRIMSON)
    disc(page, x, y, 13.4, GOLD)
    disc(page, x, y, 12.6, DEEP)
    page.curves([circle(x, y, 11.7)], 0.4, GOLD)
    for one in petals(x, y, 12, 4.6, 10.8, 1.45):
        page.area([one], GOLD)
    page.curves(petals(x, y, 12, 5.4, 9.6, 0.75), 0.3, DEEP)
    for one in petals(x, y, 12, 2.6, 7.2, 0.95, pi / 12):
        page.area([one], mix(GOLD, PALE, 0.4))
    disc(page, x, y, 3.6, GOLD)
    page.curves(petals(x, y, 8, 0.7, 3.0, 0.6), 0.35, DEEP)
    disc(page, x, y, 0.8, DEEP)


def _lines(page: PageDrawing, at: Map) -> None:
    """A thin border around the plain part of the page."""
    right, foot = page.width - _EDGE, page.height - _EDGE
    if page.width < page.height:
        right, foot = foot, right
    start = BAND + 6.0
    page.curves([mapped(box(start, _EDGE + 3.4, right - 3.4, foot - 3.4), at)], 0.9, DARK_GOLD)
    page.curves([mapped(box(start + 1.5, _EDGE + 4.9, right - 4.9, foot - 4.9), at)], 0.3, DARK_GOLD)
    page.curves([mapped(box(_EDGE, _EDGE, right, foot), at)], 0.5, DARK_GOLD)


def _clouds(page: PageDrawing) -> None:
    """Clouds (祥云) in two corners of the plain page, pale enough to write over."""
    lower, farther = (0.0, BAND - 2.0) if page.width >= page.height else (BAND - _EDGE + 2.0, 0.0)
    top_left, _top_right, foot_right, _foot_left = corners(page)
    away = _EDGE + 7.5
    _cloud(page, placed(*top_left((away + 27.5 + farther, away + 10.5 + lower)), scale=0.8))
    _cloud(page, placed(*foot_right((away + 26.5, away + 5.0)), scale=0.8, mirrored=True))


def _cloud(page: PageDrawing, at: Map) -> None:
    """Curled heads of cloud above a long foot that runs out to both sides."""
    page.area([mapped(joined(*_outline()), at)], FAINT)
    inside = [mapped(mapped(spiral(1.3, r * 0.72, r * 0.12, pi * 0.9), placed(x, y)), at) for x, y, r in _HEADS]
    strokes(page, [*(mapped(one, at) for one in _outline()), *inside], 0.7, CLOUD)
    feet = ((5.9, -30.0, 16.0), (8.2, -12.0, 34.0))
    strokes(page, [mapped(_streak(left, right, y), at) for y, left, right in feet], 0.7, CLOUD)


def _outline() -> list[Path]:
    """The outer arcs of the heads, one after the other, and the foot back to the first."""
    ends = ((pi * 0.72, pi * 1.72), (pi * 0.92, pi * 1.98), (pi * 1.22, pi * 2.3))
    arcs = [arc(*head, *end, pieces=5) for head, end in zip(_HEADS, ends, strict=True)]
    return [*arcs, smooth([arcs[2][-1], *_FOOT, arcs[0][0]])]


def _streak(left: float, right: float, y: float) -> Path:
    return curve(lambda t: (left + (right - left) * t, y + 0.5 * sin(t * 2 * pi)), 0, 1, 6)
