"""荣退: mountains in mist, a low sun and cranes in flight, for keepsakes."""

from math import cos, pi, sin

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.frame import circle
from cadre_desktop.kit.documents.ornaments.shapes import (
    Map,
    broken_line,
    corners,
    disc,
    inset,
    joined,
    leaf,
    mapped,
    mix,
    placed,
    smooth,
    stepped_corners,
)
from cadre_desktop.kit.documents.typesetting import Colour

PINE: Colour = (0.16, 0.34, 0.33)
GOLD: Colour = (0.74, 0.57, 0.24)
SKY: Colour = (0.996, 0.990, 0.970)
SUN: Colour = (0.975, 0.855, 0.62)
INK: Colour = (0.25, 0.33, 0.34)
RED: Colour = (0.74, 0.18, 0.12)

_EDGE = 9.0
_STEPS = 14  # shades in which a slope fades into mist

_RANGES = (
    # height of the ridge above the foot, how rough it is, where its waves begin, its colour and how much of that
    (33.0, 7.0, 0.4, (0.62, 0.74, 0.74), 0.5),
    (25.0, 6.0, 2.1, (0.52, 0.67, 0.66), 0.65),
    (17.0, 4.6, 4.0, (0.40, 0.57, 0.55), 0.75),
    (9.0, 3.0, 5.3, (0.25, 0.44, 0.42), 0.85),
)


def draw_retirement(page: PageDrawing) -> None:
    """From the sky to the nearest slope, then the cranes and the frame over all."""
    page.area([inset(page, _EDGE)], SKY)
    _sun(page, _EDGE + 42.0, page.height - 50.0)
    for ridge in _RANGES:
        _slope(page, *ridge)
    for x, y, size, turn in ((62.0, 47.0, 0.95, -0.18), (89.0, 58.0, 0.7, -0.1), (47.0, 66.0, 0.55, -0.25)):
        _crane(page, placed(_EDGE + x, page.height - y - 18.0, turn, size))
    _frame(page)


def _sun(page: PageDrawing, x: float, y: float) -> None:
    for number in range(10):
        disc(page, x, y, 30.0 - number * 1.6, mix(SKY, SUN, 0.05 + number * 0.03))
    disc(page, x, y, 13.5, SUN)


def _slope(page: PageDrawing, height: float, rough: float, phase: float, colour: Colour, share: float) -> None:
    """A range whose ridge is dark and whose foot fades into mist; each shade is laid over the one before."""
    left, right, foot = _EDGE, page.width - _EDGE, page.height - _EDGE
    count = round((right - left) / 4)
    steep = (2.2, 5.3, 11.0, 23.0)
    ridge: list[Point] = []
    for number in range(count + 1):
        x = left + (right - left) * number / count
        t = (x - page.width / 2) / 100
        waves = sum(sin(t * k + phase * (i + 1) * 1.7) / (i + 1) ** 1.15 for i, k in enumerate(steep))
        ridge.append((x, foot - height - rough * waves))
    base = mix(SKY, colour, share)
    for step in range(_STEPS):
        down = step * height / _STEPS * 0.8
        shade = mix(base, SKY, (step / (_STEPS - 1)) ** 0.7 * 0.94)
        line = smooth([(x, min(y + down, foot)) for x, y in ridge])
        page.area([joined(line, broken_line([line[-1], (right, foot), (left, foot), line[0]]))], shade)


def _crane(page: PageDrawing, at: Map) -> None:
    """A crane that flies to the left: neck and legs stretched, wings raised."""
    body = smooth([(-5.4, -0.2), (-2.0, -1.3), (2.6, -0.7), (5.2, 0.3), (2.2, 1.0), (-2.0, 0.9)], closed=True)
    page.area([mapped(body, at)], (1.0, 1.0, 1.0))
    page.curves([mapped(body, at)], 0.35, INK)
    neck = [(-5.0, -0.3), (-7.6, -0.9), (-9.2, 0.1), (-11.8, -0.5)]
    page.curves([mapped(neck, at)], 1.1, INK)
    page.curves([mapped([(-11.8, -0.5), (-14.6, -0.2)], at)], 0.5, INK)
    disc(page, *at((-11.7, -0.75)), 0.55, RED)
    page.curves([mapped([(5.0, 0.3), (11.5, 1.1)], at), mapped([(5.0, 0.6), (11.2, 1.8)], at)], 0.4, INK)
    for root, tip, spread in (((-1.6, -0.8), (4.6, -11.6), 5.6), ((-2.4, -0.6), (-5.8, -10.4), 4.2)):
        _wing(page, at, root, tip, spread)


def _wing(page: PageDrawing, at: Map, root: Point, tip: Point, spread: float) -> None:
    (x, y), (tx, ty) = root, tip
    back = (x + spread, y + 0.4)
    outline = [
        *[root, (x - 0.8, y - 4.0), (tx - 3.0, ty + 3.0), tip],
        *[(tx + 0.6, ty + 3.5), (back[0] + 1.6, back[1] - 4.0), back],
        *[back, root, root],
    ]
    page.area([mapped(outline, at)], (1.0, 1.0, 1.0))
    page.curves([mapped(outline, at)], 0.35, INK)
    feathers = [
        mapped(
            [(tx + (back[0] - tx) * t + 0.4, ty + (back[1] - ty) * t), (x + (tx - x) * 0.55, y + (ty - y) * 0.5)], at
        )
        for t in (0.2, 0.4, 0.6, 0.8)
    ]
    page.curves(feathers, 0.22, INK)
    page.area([mapped(mapped(leaf(3.4, 0.5), placed(tx, ty, pi / 2 - 0.25 if tx > x else pi / 2 + 0.1)), at)], INK)


def _frame(page: PageDrawing) -> None:
    page.curves([inset(page, _EDGE)], 1.5, PINE)
    page.curves([inset(page, _EDGE + 1.5)], 0.3, PINE)
    page.curves([stepped_corners(page, _EDGE + 4.2, 5.0)], 0.6, GOLD)
    page.curves([stepped_corners(page, _EDGE + 5.2, 5.0)], 0.25, GOLD)
    for at in corners(page):
        _plum(page, *at((_EDGE + 5.1, _EDGE + 5.1)))


def _plum(page: PageDrawing, x: float, y: float) -> None:
    """A plum blossom in each corner."""
    for number in range(5):
        angle = -pi / 2 + number * 2 * pi / 5
        disc(page, x + 1.35 * cos(angle), y + 1.35 * sin(angle), 1.05, GOLD)
    page.curves([circle(x, y, 0.75)], 0.3, SKY)
    disc(page, x, y, 0.45, PINE)
