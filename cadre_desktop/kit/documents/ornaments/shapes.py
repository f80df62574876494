"""Figures that ornaments are made of, as paths of `PageDrawing.curves` and `area`: a point, then groups of three.

Lengths are in millimetres of a sheet whose short side is 210 (see `catalogue`).
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.frame import circle, curve
from cadre_desktop.kit.documents.typesetting import Colour

Path = list[Point]
Map = Callable[[Point], Point]
PAPER: Colour = (1.0, 1.0, 1.0)


def mix(one: Colour, other: Colour, part: float) -> Colour:
    """A colour between two; `part` 0 is the first, 1 the other."""
    red, green, blue = (a + (b - a) * part for a, b in zip(one, other, strict=True))
    return red, green, blue


def polygon(*corners: Point) -> Path:
    """A closed path of straight sides."""
    path = [corners[0]]
    for corner in (*corners[1:], corners[0]):
        path += [path[-1], corner, corner]
    return path


def broken_line(points: Sequence[Point]) -> Path:
    """An open path of straight pieces."""
    path = [points[0]]
    for point in points[1:]:
        path += [path[-1], point, point]
    return path


def box(left: float, top: float, right: float, bottom: float) -> Path:
    """A closed rectangle."""
    return polygon((left, top), (right, top), (right, bottom), (left, bottom))


def inset(page: PageDrawing, by: float) -> Path:
    """A closed rectangle, `by` mm within the edges of the sheet."""
    return box(by, by, page.width - by, page.height - by)


def smooth(points: Sequence[Point], closed: bool = False) -> Path:
    """A soft line through points (Catmull and Rom's)."""
    count = len(points)
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    path = [points[0]]
    for index in range(1, count + closed):
        (x0, y0), (x1, y1), (x2, y2), (x3, y3) = around[index - 1 : index + 3]
        path += [(x1 + (x2 - x0) / 6, y1 + (y2 - y0) / 6), (x2 - (x3 - x1) / 6, y2 - (y3 - y1) / 6), (x2, y2)]
    return path


def joined(*paths: Path) -> Path:
    """One closed path of several, each begun where the one before ended, by straight lines where it was not."""
    whole = list(paths[0])
    for path in (*paths[1:], [paths[0][0]]):
        if whole[-1] != path[0]:
            whole += [whole[-1], path[0], path[0]]
        whole += path[1:]
    return whole


def backwards(path: Path) -> Path:
    """The same path from its end to its beginning."""
    return path[::-1]


def mapped(path: Path, by: Map) -> Path:
    """A path elsewhere: moved, mirrored, turned."""
    return [by(point) for point in path]


def placed(x: float, y: float, turn: float = 0.0, scale: float = 1.0, mirrored: bool = False) -> Map:
    """From a figure about the origin to one about (x, y), turned clockwise by `turn` radians."""
    a, b, side = cos(turn) * scale, sin(turn) * scale, -1 if mirrored else 1
    return lambda point: (x + a * point[0] * side - b * point[1], y + b * point[0] * side + a * point[1])


def corners(page: PageDrawing) -> tuple[Map, Map, Map, Map]:
    """From the top left corner of the sheet to each of its corners, mirrored."""
    width, height = page.width, page.height
    return (
        lambda point: point,
        lambda point: (width - point[0], point[1]),
        lambda point: (width - point[0], height - point[1]),
        lambda point: (point[0], height - point[1]),
    )


class HalfEdge(NamedTuple):
    """Half a side of a frame, from a corner to the middle: `length` mm, `at` maps (along, outwards) to the sheet."""

    length: float
    at: Map


def half_edges(page: PageDrawing, middle: float, corner: float) -> Iterator[HalfEdge]:
    """The eight halves of a frame whose middle line is `middle` mm within the sheet, each beginning `corner` mm from
    where the sides meet; what is drawn along them is alike on both halves."""
    across, down = page.width / 2 - middle - corner, page.height / 2 - middle - corner
    start = middle + corner
    for at in corners(page):
        yield HalfEdge(across, _along(at, start, middle, across=True))
        yield HalfEdge(down, _along(at, start, middle, across=False))


def _along(at: Map, start: float, middle: float, *, across: bool) -> Map:
    def to(point: Point) -> Point:
        along, off = start + point[0], middle - point[1]
        return at((along, off) if across else (off, along))

    return to


def spiral(turns: float, outer: float, inner: float, start: float = 0.0, clockwise: bool = True) -> Path:
    """A spiral about the origin, from `outer` to `inner` mm away from it."""
    way = 1 if clockwise else -1

    def figure(t: float) -> Point:
        radius = outer + (inner - outer) * t
        angle = start + way * t * turns * 2 * pi
        return radius * cos(angle), radius * sin(angle)

    return curve(figure, 0, 1, max(3, round(turns * 8)))


def leaf(length: float, width: float, bend: float = 0.0) -> Path:
    """A pointed leaf from the origin along x, bent to one side."""
    third, tip = length / 3, (length, bend)
    return [
        (0, 0),
        (third, -width + bend * 0.1),
        (2 * third, -width * 0.9 + bend * 0.5),
        tip,
        (2 * third, width * 0.7 + bend * 0.5),
        (third, width * 0.9 + bend * 0.1),
        (0, 0),
    ]


def petals(x: float, y: float, count: int, inner: float, outer: float, width: float, turn: float = 0.0) -> list[Path]:
    """Petals around a point, round at their ends, from `inner` to `outer` mm away from it."""
    long = outer - inner
    one = [
        (inner, 0.0),
        (inner + long * 0.25, -width),
        (outer - long * 0.1, -width),
        (outer, 0.0),
        (outer - long * 0.1, width),
        (inner + long * 0.25, width),
        (inner, 0.0),
    ]
    return [mapped(one, placed(x, y, turn + 2 * pi * number / count)) for number in range(count)]


def rays(x: float, y: float, count: int, radius: float, share: float = 0.5) -> list[Path]:
    """Wedges around a point, each `share` of its part of the circle."""
    step = 2 * pi / count
    found = []
    for number in range(count):
        a, b = (number - share / 2) * step, (number + share / 2) * step
        found.append(
            polygon((x, y), (x + radius * cos(a), y + radius * sin(a)), (x + radius * cos(b), y + radius * sin(b)))
        )
    return found


def arc(x: float, y: float, radius: float, start: float, end: float, pieces: int = 6) -> Path:
    """Part of a circle, from one angle to the other."""
    return curve(lambda angle: (x + radius * cos(angle), y + radius * sin(angle)), start, end, pieces)


def disc(page: PageDrawing, x: float, y: float, radius: float, colour: Colour) -> None:
    """A filled circle."""
    page.area([circle(x, y, radius)], colour)


def stepped_corners(page: PageDrawing, by: float, step: float, times: int = 1) -> Path:
    """A closed rectangle whose corners go inwards in `times` steps (委角)."""
    one = [(by, by + step * times)]
    for number in range(times):
        x, y = by + step * (number + 1), by + step * (times - number)
        one += [(x, y), (x, y - step)]
    quarters = [[at(point) for point in one] for at in corners(page)]
    order = (quarters[0], quarters[1][::-1], quarters[2], quarters[3][::-1])
    return polygon(*(point for quarter in order for point in quarter))


def hollow_corners(page: PageDrawing, by: float, radius: float) -> Path:
    """A closed rectangle whose corners are cut out in quarters of a circle."""
    bend = radius * 0.5523
    quarter = [
        (by, by + radius),
        (by + bend, by + radius),
        (by + radius, by + bend),
        (by + radius, by),
    ]
    quarters = [[at(point) for point in quarter] for at in corners(page)]
    return joined(quarters[0], quarters[1][::-1], quarters[2], quarters[3][::-1])


def strokes(page: PageDrawing, paths: Iterable[Path], points: float, colour: Colour) -> None:
    """Lines along paths; none where there are none."""
    if found := list(paths):
        page.curves(found, points, colour)
