"""The ornament of certificates: a woven guilloche border with corner rosettes in court red and gold, drawn as curves.

Every figure is a function of an angle or of a way along an edge; Bézier curves are laid through it by its slope.
"""

from collections.abc import Callable, Iterator
from math import atan2, cos, pi, sin, sqrt

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.typesetting import Colour

RED: Colour = (0.62, 0.09, 0.10)
GOLD: Colour = (0.72, 0.55, 0.20)
PALE: Colour = (0.965, 0.93, 0.85)
TINT: Colour = (0.992, 0.978, 0.945)

_OUTER = 8.0  # mm from the paper's edge to the outermost rule
_MIDDLE = 16.6  # to the middle of the woven band, where the corner rosettes have their centres
_INNER = 24.8  # to the innermost rule
_HALF_BAND = 4.9
_HOLLOW = 8.0  # how much farther from the medallion the hollowed corners are than the straight rules
_KNOT = 11.0  # about how long one period of the weave is

Figure = Callable[[float], Point]


def curve(figure: Figure, start: float, end: float, pieces: int) -> list[Point]:
    """Bézier curve through `figure` from parameter `start` to `end`."""
    step = (end - start) / pieces
    points = [figure(start)]
    for piece in range(pieces):
        a, b = start + piece * step, start + (piece + 1) * step
        (xa, ya), (xb, yb) = figure(a), figure(b)
        (ua, va), (ub, vb) = _slope(figure, a, step), _slope(figure, b, step)
        points += [(xa + ua, ya + va), (xb - ub, yb - vb), (xb, yb)]
    return points


def _slope(figure: Figure, at: float, step: float) -> Point:
    """A third of the way `figure` goes in `step` at `at`: from there to the Bézier handle."""
    tiny = step * 1e-4
    (xa, ya), (xb, yb) = figure(at - tiny), figure(at + tiny)
    part = step / (6 * tiny)
    return (xb - xa) * part, (yb - ya) * part


def draw_frame(page: PageDrawing) -> None:
    """The whole ornament of an A4 landscape certificate."""
    _background(page)
    _rules(page)
    _band(page)
    for x in (_MIDDLE, page.width - _MIDDLE):
        for y in (_MIDDLE, page.height - _MIDDLE):
            _corner(page, x, y)


def _background(page: PageDrawing) -> None:
    """A pale rosette behind the text, a paler tint under the woven band."""
    right, bottom = page.width - _OUTER, page.height - _OUTER
    outside = _polygon((_OUTER, _OUTER), (right, _OUTER), (right, bottom), (_OUTER, bottom))
    page.area([outside, _hollowed(page, _INNER)], TINT)
    x, y = page.width / 2, page.height / 2
    for radius, depth, lobes in ((52.0, 10.0, 18), (36.0, 10.0, 14), (20.0, 10.0, 10), (6.0, 5.5, 6)):
        page.curves(_rosette(x, y, radius, depth, lobes, 12), 0.35, PALE)


def _rules(page: PageDrawing) -> None:
    for inset, points in ((_OUTER, 1.8), (_OUTER + 1.3, 0.4)):
        page.rect(inset, inset, page.width - 2 * inset, page.height - 2 * inset, points, GOLD)
    for inset, points, colour in ((_INNER - 2.1, 0.35, RED), (_INNER - 1.2, 1.0, RED), (_INNER, 0.35, GOLD)):
        page.curves([_hollowed(page, inset)], points, colour)


def _hollowed(page: PageDrawing, inset: float) -> list[Point]:
    """A closed rectangle `inset` mm from the paper's edges, hollowed at the corners around the medallions."""
    near = inset - _MIDDLE
    radius = near + _HOLLOW
    far = sqrt(radius**2 - near**2)
    hollow = curve(
        lambda angle: (_MIDDLE + radius * cos(angle), _MIDDLE + radius * sin(angle)),
        atan2(far, near),
        atan2(near, far),
        2,
    )
    right = [(page.width - x, y) for x, y in reversed(hollow)]
    lower = [(page.width - x, page.height - y) for x, y in hollow]
    left = [(x, page.height - y) for x, y in reversed(hollow)]
    path = hollow
    for piece in (right, lower, left):
        path = [*path, path[-1], piece[0], *piece]
    return [*path, path[-1], path[0], path[0]]


def _polygon(*corners: Point) -> list[Point]:
    path = [corners[0]]
    for corner in (*corners[1:], corners[0]):
        path += [path[-1], corner, corner]
    return path


def _band(page: PageDrawing) -> None:
    """Two weaves, gold under red, along the four edges from corner to corner."""
    for colour, points, strands, height, wave in ((GOLD, 0.45, 8, 1.0, 1.0), (RED, 0.35, 6, 0.95, 2.0)):
        strokes: list[list[Point]] = []
        for edge in _edges(page):
            strokes += _weave(*edge, strands, height * _HALF_BAND, wave)
        page.curves(strokes, points, colour)


def _edges(page: PageDrawing) -> Iterator[tuple[Point, Point, float]]:
    """Start of each edge's middle line, its direction and its length."""
    across, down = page.width - 2 * _MIDDLE, page.height - 2 * _MIDDLE
    yield (_MIDDLE, _MIDDLE), (1, 0), across
    yield (_MIDDLE, page.height - _MIDDLE), (1, 0), across
    yield (_MIDDLE, _MIDDLE), (0, 1), down
    yield (page.width - _MIDDLE, _MIDDLE), (0, 1), down


def _weave(start: Point, way: Point, length: float, strands: int, height: float, wave: float) -> Iterator[list[Point]]:
    """Sine lines shifted against each other, of a whole number of periods so that both ends look alike."""
    periods = 2 * round(length / _KNOT / 2)
    for strand in range(strands):
        shift = 2 * pi * strand / strands

        def figure(t: float, shift: float = shift) -> Point:
            swell = 0.72 + 0.28 * cos(2 * pi * periods / 2 * t)
            off = height * swell * cos(2 * pi * periods * t / wave + shift)
            along = length * t
            return start[0] + way[0] * along + way[1] * off, start[1] + way[1] * along + way[0] * off

        yield curve(figure, 0, 1, periods * 3)


def _rosette(x: float, y: float, radius: float, depth: float, lobes: int, turns: int) -> Iterator[list[Point]]:
    """`turns` lobed circles, each turned a little against the one before."""
    for turn in range(turns):
        shift = 2 * pi * turn / turns

        def figure(angle: float, shift: float = shift) -> Point:
            r = radius + depth * cos(lobes * angle + shift)
            return x + r * cos(angle), y + r * sin(angle)

        yield curve(figure, 0, 2 * pi, lobes * 3)


def circle(x: float, y: float, radius: float) -> list[Point]:
    """A closed circle as four curves."""
    return curve(lambda angle: (x + radius * cos(angle), y + radius * sin(angle)), 0, 2 * pi, 4)


def _corner(page: PageDrawing, x: float, y: float) -> None:
    """A medallion over the crossing of two bands."""
    page.area([circle(x, y, 6.8)], TINT)
    page.curves([circle(x, y, 6.4)], 1.0, GOLD)
    page.curves([circle(x, y, 5.8)], 0.3, GOLD)
    page.curves(_rosette(x, y, 4.2, 1.2, 12, 6), 0.3, RED)
    page.curves(_rosette(x, y, 2.4, 0.9, 8, 5), 0.3, GOLD)
    page.curves(_rosette(x, y, 1.0, 0.7, 6, 4), 0.3, RED)


def draw_heading_rule(page: PageDrawing, x: float, y: float) -> None:
    """A gold rule under a title, its middle at (x, y): a lozenge between two lines that taper off."""
    page.area([_polygon((x - 1.5, y), (x, y - 1.5), (x + 1.5, y), (x, y + 1.5))], RED)
    for side in (-1, 1):
        inner, outer = x + side * 4, x + side * 46
        page.area([_polygon((inner, y - 0.28), (outer, y), (inner, y + 0.28))], GOLD)
        dot = x + side * 2.9
        page.area([_polygon((dot - 0.6, y), (dot, y - 0.6), (dot + 0.6, y), (dot, y + 0.6))], GOLD)
