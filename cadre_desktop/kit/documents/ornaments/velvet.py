"""红绒: crimson velvet with a gold scroll of vines around a cream page, for honours."""

from math import pi, sin

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.frame import circle, curve
from cadre_desktop.kit.documents.ornaments.shapes import (
    HalfEdge,
    Path,
    corners,
    disc,
    half_edges,
    hollow_corners,
    inset,
    leaf,
    mapped,
    mix,
    petals,
    placed,
    spiral,
    strokes,
)
from cadre_desktop.kit.documents.typesetting import Colour

CRIMSON: Colour = (0.58, 0.06, 0.09)
DEEP: Colour = (0.47, 0.03, 0.06)
GOLD: Colour = (0.86, 0.70, 0.36)
DARK_GOLD: Colour = (0.70, 0.52, 0.18)
CREAM: Colour = (0.996, 0.984, 0.949)
PALE: Colour = (0.972, 0.938, 0.862)

_OUTER, _INNER = 7.0, 24.0  # mm from the edge of the sheet to both edges of the velvet
_MIDDLE = 15.5
_MEDALLION = 18.2  # the middles of the corner flowers
_CORNER = 13.5  # from where the sides meet to where the vines begin
_WAVE = 21.0  # about how long one wave of the vine is
_HEIGHT = 4.0


def draw_velvet(page: PageDrawing) -> None:
    """Velvet, vines, medallions at the corners, and a pale lotus behind the text."""
    _velvet(page)
    _vines(page)
    for at in corners(page):
        _medallion(page, *at((_MEDALLION, _MEDALLION)))
    _lotus(page)


def _velvet(page: PageDrawing) -> None:
    page.area([inset(page, _OUTER)], CRIMSON)
    page.area([inset(page, _OUTER + 2.2), inset(page, _OUTER + 1.7)], GOLD)
    page.area([hollow_corners(page, _INNER - 1.6, 12.0)], DEEP)
    page.area([hollow_corners(page, _INNER - 1.0, 12.0)], GOLD)
    page.area([hollow_corners(page, _INNER, 12.0)], CREAM)
    page.curves([hollow_corners(page, _INNER + 1.4, 12.0)], 0.4, DARK_GOLD)
    page.curves([inset(page, _OUTER)], 1.2, DARK_GOLD)


def _vines(page: PageDrawing) -> None:
    for edge in half_edges(page, _MIDDLE, _CORNER):
        waves = max(1, round(edge.length / _WAVE - 0.25)) + 0.25  # ends on a crest, where the other half goes on
        _vine(page, edge, edge.length / waves, waves)
        _bloom(page, *edge.at((edge.length, 0)))


def _vine(page: PageDrawing, edge: HalfEdge, wave: float, waves: float) -> None:
    def stem(t: float) -> Point:
        return edge.at((t, _HEIGHT * sin(2 * pi * t / wave)))

    strokes(page, [curve(stem, 0, edge.length, round(waves * 8))], 0.8, GOLD)
    curls: list[Path] = []
    leaves: list[Path] = []
    for half in range(int(waves * 2)):  # the last half wave is the bloom's
        middle, side = (half + 0.5) * wave / 2, 1 if half % 2 == 0 else -1
        curl = _curl(wave / 4, side)

        def along(point: Point, middle: float = middle) -> Point:
            return edge.at((middle + point[0], point[1]))

        curls.append(mapped(curl, along))
        leaves += [mapped(each, along) for each in _leaves(side, wave)]
    strokes(page, curls, 0.55, GOLD)
    for one in leaves:
        page.area([one], GOLD)


def _bloom(page: PageDrawing, x: float, y: float) -> None:
    """A flower in the middle of a side, where the vines of both halves meet."""
    disc(page, x, y, 4.6, CRIMSON)
    for one in petals(x, y, 6, 0.8, 4.2, 1.1, pi / 2):
        page.area([one], GOLD)
    disc(page, x, y, 1.1, DEEP)
    disc(page, x, y, 0.7, GOLD)


def _curl(radius: float, side: int) -> Path:
    squash = _HEIGHT / radius
    wound = spiral(1.35, radius * 0.97, radius * 0.16, pi, clockwise=True)
    return [(x, -side * y * squash * 0.92) for x, y in wound]


def _leaves(side: int, wave: float) -> list[Path]:
    """A bud in the curl, and leaves where the vine crosses the middle of the band."""
    begin = -wave / 4
    found = [circle(0.1, -side * 0.1, 0.62)]
    for turn, long in ((-0.95, 3.6), (-0.35, 2.9)):
        one = mapped(leaf(long, 0.62, 0.5), placed(begin + 0.5, side * -0.5, turn))
        found.append([(x, side * y) for x, y in one])
    return found


def _medallion(page: PageDrawing, x: float, y: float) -> None:
    """A flower in a ring."""
    disc(page, x, y, 8.8, DEEP)
    page.curves([circle(x, y, 8.4)], 1.2, GOLD)
    page.curves([circle(x, y, 7.4)], 0.35, GOLD)
    for one in petals(x, y, 8, 1.4, 6.6, 1.6):
        page.area([one], GOLD)
    page.curves(petals(x, y, 8, 2.6, 5.6, 0.7), 0.25, DEEP)
    for one in petals(x, y, 8, 0.8, 3.8, 0.9, pi / 8):
        page.area([one], mix(GOLD, CREAM, 0.45))
    disc(page, x, y, 1.2, DEEP)
    disc(page, x, y, 0.7, GOLD)


def _lotus(page: PageDrawing) -> None:
    x, y = page.width / 2, page.height / 2
    for count, inner, outer, width, turn in ((24, 36, 56, 5.4, 0.0), (24, 27, 45, 4.4, 0.5), (16, 14, 33, 4.8, 0.0)):
        shift = turn * 2 * pi / count
        page.curves(petals(x, y, count, inner, outer, width, shift), 0.45, PALE)
        page.curves(petals(x, y, count, inner + 2.5, outer - 2.5, width * 0.55, shift), 0.35, PALE)
    page.curves([circle(x, y, 14.0), circle(x, y, 12.6), circle(x, y, 58.0)], 0.4, PALE)
    page.curves(petals(x, y, 8, 2.0, 12.0, 2.8), 0.4, PALE)
