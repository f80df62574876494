"""品牌牌匾: brushed gold in a dark red frame with rivets, for sheets that plates are made after."""

from math import pi, sin

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.frame import circle
from cadre_desktop.kit.documents.ornaments.shapes import (
    Map,
    box,
    corners,
    disc,
    half_edges,
    hollow_corners,
    inset,
    leaf,
    mapped,
    mix,
    placed,
    polygon,
    spiral,
)
from cadre_desktop.kit.documents.typesetting import Colour

MAROON: Colour = (0.40, 0.06, 0.06)
DARK: Colour = (0.28, 0.03, 0.04)
BRIGHT: Colour = (0.985, 0.935, 0.76)
BRASS: Colour = (0.90, 0.78, 0.49)
SHADE: Colour = (0.62, 0.46, 0.17)

_EDGE = 7.0
_FRAME = 9.0  # how broad the dark frame is
_STRIPS = 150


def draw_plaque(page: PageDrawing) -> None:
    """Frame, brass, an engraved border, rivets."""
    page.area([inset(page, _EDGE)], MAROON)
    page.curves([inset(page, _EDGE + 1.6), inset(page, _EDGE + _FRAME - 1.8)], 0.5, mix(MAROON, BRASS, 0.75))
    _diamonds(page)
    _brass(page)
    _border(page)
    for at in corners(page):
        _scroll(page, at)
        _rivet(page, *at((_EDGE + _FRAME + 6.0, _EDGE + _FRAME + 6.0)))


def _diamonds(page: PageDrawing) -> None:
    """Inlays along the dark frame."""
    shapes = []
    for edge in half_edges(page, _EDGE + _FRAME / 2, 0.0):
        count = round(edge.length / 9.0)
        for number in range(count):
            along = (number + 0.5) * edge.length / count
            shapes.append(mapped(polygon((along - 1.9, 0), (along, 1.0), (along + 1.9, 0), (along, -1.0)), edge.at))
            dot = along + edge.length / count / 2
            shapes.append(mapped(circle(dot, 0, 0.4), edge.at))
    page.area(shapes, mix(MAROON, BRASS, 0.6))


def _brass(page: PageDrawing) -> None:
    """Metal that reflects light in slanting bands: strips of slightly other shades, each laid over the one before."""
    left, right = _EDGE + _FRAME, page.width - _EDGE - _FRAME
    top, foot = left, page.height - _EDGE - _FRAME
    for number in range(_STRIPS):
        t = number / _STRIPS
        light = 0.5 + 0.32 * sin(2 * pi * t * 1.5 + 0.6) + 0.12 * sin(2 * pi * t * 4.1) + 0.06 * sin(number * 2.4)
        page.area([box(left + (right - left) * t, top, right, foot)], mix(BRASS, BRIGHT, min(1.0, max(0.0, light))))
    page.curves([box(left, top, right, foot)], 1.0, DARK)


def _border(page: PageDrawing) -> None:
    """Two engraved lines: dark, with the light on their lower edge."""
    for by, points in ((_EDGE + _FRAME + 3.0, 1.3), (_EDGE + _FRAME + 4.6, 0.4)):
        shape = hollow_corners(page, by, 8.5)
        page.curves([mapped(shape, lambda point: (point[0] + 0.22, point[1] + 0.22))], points, BRIGHT)
        page.curves([shape], points, SHADE)


def _scroll(page: PageDrawing, at: Map) -> None:
    """A tendril engraved at each corner of the border."""
    start = _EDGE + _FRAME + 8.0
    for flip in (False, True):

        def turned(point: tuple[float, float], flip: bool = flip) -> tuple[float, float]:
            return at((start + point[1], start + point[0])) if flip else at((start + point[0], start + point[1]))

        stem = [(5.5, 1.6), (11.0, 3.2), (17.0, -1.2), (25.0, 0.6)]
        curls = [
            mapped(spiral(1.2, 2.3, 0.3, pi / 2), placed(11.5, -0.2)),
            mapped(spiral(1.1, 1.6, 0.25, -pi / 2), placed(19.0, 1.4)),
        ]
        page.curves([mapped(one, turned) for one in (stem, *curls)], 0.7, SHADE)
        for x, y, turn in ((15.0, 0.6, -0.7), (25.0, 0.6, 0.1), (8.0, 2.0, 0.8)):
            page.area([mapped(mapped(leaf(3.6, 0.6, 0.4), placed(x, y, turn)), turned)], SHADE)


def _rivet(page: PageDrawing, x: float, y: float) -> None:
    """A round head, lit from above."""
    disc(page, x + 0.35, y + 0.45, 3.5, mix(BRASS, SHADE, 0.6))
    disc(page, x, y, 3.4, SHADE)
    for number in range(10):
        part = number / 10
        disc(page, x - 0.7 * part, y - 0.8 * part, 3.1 * (1 - part * 0.75), mix(mix(SHADE, BRASS, 0.5), BRIGHT, part))
    page.curves([circle(x, y, 3.4)], 0.3, DARK)
