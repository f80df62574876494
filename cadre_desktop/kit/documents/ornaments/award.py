"""奖状: red drapery with a gold fringe above, laurels and a ribbon below, rays behind the text."""

from math import cos, pi, sin
from operator import mul

from cadre_desktop.kit.documents.drawing import PageDrawing, Point
from cadre_desktop.kit.documents.frame import circle
from cadre_desktop.kit.documents.ornaments.shapes import (
    Map,
    Path,
    backwards,
    box,
    broken_line,
    corners,
    disc,
    half_edges,
    joined,
    leaf,
    mapped,
    mix,
    petals,
    placed,
    polygon,
    rays,
    smooth,
    stepped_corners,
)
from cadre_desktop.kit.documents.typesetting import Colour

RED: Colour = (0.78, 0.10, 0.10)
DARK_RED: Colour = (0.58, 0.05, 0.07)
LIGHT_RED: Colour = (0.88, 0.24, 0.18)
GOLD: Colour = (0.83, 0.62, 0.20)
DARK_GOLD: Colour = (0.66, 0.46, 0.12)
LIGHT_GOLD: Colour = (0.95, 0.83, 0.50)
PALE: Colour = (1.0, 0.985, 0.935)
RAY: Colour = (0.998, 0.968, 0.886)

_OUTER, _INNER = 9.0, 17.0  # mm from the edge of the sheet to the outermost and the innermost line
_DROP = 15.0  # how far a swag hangs down
_FOLDS = ((0.28, 0.06), (0.5, 0.08), (0.72, 0.08))


def draw_award(page: PageDrawing) -> None:
    """Rays, frame, drapery, and laurels tied by a ribbon."""
    _rays(page)
    _frame(page)
    _drapery(page)
    _laurels(page, page.width / 2, page.height - _INNER - 3.5)


def _rays(page: PageDrawing) -> None:
    """Light that comes from below the middle, kept within the frame by what is drawn over its ends."""
    page.area([stepped_corners(page, _INNER, 5.0)], PALE)
    x, y, far = page.width / 2, page.height * 0.62, page.width + page.height
    for ray in rays(x, y, 48, far, 0.5):
        page.area([_within(ray, x, y, page)], RAY)
    disc(page, x, y, 34.0, PALE)  # where they meet they would be restless behind the text
    for at in corners(page):  # the corners of the frame go inwards
        page.area([mapped(box(_INNER - 0.1, _INNER - 0.1, _INNER + 5.0, _INNER + 5.0), at)], (1.0, 1.0, 1.0))


def _within(ray: Path, x: float, y: float, page: PageDrawing) -> Path:
    """A wedge cut off at the frame."""
    ends = [ray[0], ray[3], ray[6]]
    cut = [_cut(end, x, y, page) for end in ends[1:]]
    corner = _corner_between(cut[0], cut[1], page)
    return joined(broken_line([(x, y), cut[0], *corner, cut[1]]))


def _cut(end: Point, x: float, y: float, page: PageDrawing) -> Point:
    away, down = end[0] - x, end[1] - y
    limits = [
        ((page.width - _INNER if away > 0 else _INNER) - x) / away if abs(away) > 1e-9 else 1e9,
        ((page.height - _INNER if down > 0 else _INNER) - y) / down if abs(down) > 1e-9 else 1e9,
    ]
    part = min(limits)
    return x + away * part, y + down * part


def _corner_between(one: Point, other: Point, page: PageDrawing) -> list[Point]:
    """The corner of the frame that lies between two points on different sides of it."""
    if abs(one[0] - other[0]) < 1e-6 or abs(one[1] - other[1]) < 1e-6:
        return []
    right, bottom = page.width - _INNER, page.height - _INNER
    x = _INNER if min(one[0], other[0]) < _INNER + 1e-6 else right
    y = _INNER if min(one[1], other[1]) < _INNER + 1e-6 else bottom
    return [(x, y)]


def _frame(page: PageDrawing) -> None:
    """A gold band with a key pattern between lines, its corners stepped."""
    page.area([stepped_corners(page, _OUTER, 5.0), stepped_corners(page, _OUTER + 1.1, 5.0)], GOLD)
    page.curves([stepped_corners(page, _OUTER + 2.0, 5.0)], 0.4, DARK_GOLD)
    page.curves([stepped_corners(page, _INNER - 1.0, 5.0)], 0.4, DARK_GOLD)
    page.area([stepped_corners(page, _INNER - 0.3, 5.0), stepped_corners(page, _INNER, 5.0)], RED)
    for edge in half_edges(page, (_OUTER + _INNER) / 2 + 0.4, 8.5):
        count = round(edge.length / 5.6)
        page.curves([mapped(_key(number, edge.length / count), edge.at) for number in range(count)], 0.7, GOLD)
    for at in corners(page):
        _knot(page, at)


def _key(number: int, wide: float) -> Path:
    """One turn of the key pattern (回纹), from one line of the band to the other and back."""
    x, high = number * wide, 1.75
    a, b, c = wide * 0.2, wide * 0.42, wide * 0.8
    points = [(0, -high), (0, high), (c, high), (c, -high * 0.35), (b, -high * 0.35), (b, high * 0.3)]
    back = [(a * 1.05, high * 0.3), (a * 1.05, -high), (wide, -high)]
    return broken_line([(x + px, py) for px, py in (*points, *back)])


def _knot(page: PageDrawing, at: Map) -> None:
    """Squares woven through each other in a corner of the frame."""
    for left, top in ((_OUTER, _OUTER), (_OUTER + 2.4, _OUTER + 2.4)):
        page.curves([mapped(box(left, top, left + 5.4, top + 5.4), at)], 0.9, GOLD)
        page.curves([mapped(box(left + 1.0, top + 1.0, left + 4.4, top + 4.4), at)], 0.3, DARK_GOLD)
    disc(page, *at((_OUTER + 3.9, _OUTER + 3.9)), 0.9, RED)


def _drapery(page: PageDrawing) -> None:
    left, right, top = _INNER + 5.0, page.width - _INNER - 5.0, _INNER
    count = 2 * round((right - left) / 34 / 2) + 1
    wide = (right - left) / count
    for number in range(count):
        _swag(page, left + number * wide, left + (number + 1) * wide, top)
    for number in range(1, count):
        _tassel(page, left + number * wide, top)
    for x, mirrored in ((left, False), (right, True)):
        _tail(page, placed(x, top, mirrored=mirrored))
    page.area([box(left - 1.5, top - 0.9, right + 1.5, top + 0.9)], GOLD)
    page.curves([[(left - 1.5, top + 0.9), (right + 1.5, top + 0.9)]], 0.4, DARK_GOLD)


def _hang(left: float, right: float, top: float, drop: float) -> Path:
    """A line that hangs between two points."""
    wide = right - left
    return [
        (left, top),
        (left + wide * 0.22, top + drop * 1.33),
        (right - wide * 0.22, top + drop * 1.33),
        (right, top),
    ]


def _swag(page: PageDrawing, left: float, right: float, top: float) -> None:
    """A piece of cloth with its folds and its fringe."""
    page.area([_crescent(left, right, top, 0.0, _DROP + 1.5)], GOLD)
    page.curves(_fringe(left, right, top), 0.3, DARK_GOLD)
    page.area([_crescent(left, right, top, 0.0, _DROP)], RED)
    for part, thick in _FOLDS:
        page.area([_crescent(left, right, top, _DROP * part, _DROP * (part + thick))], DARK_RED)
        page.area([_crescent(left, right, top, _DROP * (part + thick), _DROP * (part + thick * 1.8))], LIGHT_RED)


def _crescent(left: float, right: float, top: float, upper: float, lower: float) -> Path:
    return joined(_hang(left, right, top, lower), backwards(_hang(left, right, top, upper)))


def _fringe(left: float, right: float, top: float) -> list[Path]:
    found = []
    inner, outer = _hang(left, right, top, _DROP), _hang(left, right, top, _DROP + 1.5)
    for number in range(2, 39):
        t = number / 40
        found.append([_bezier(inner, t), _bezier(outer, t)])
    return found


def _bezier(path: Path, t: float) -> Point:
    u = 1 - t
    parts = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t)
    across, down = zip(*path, strict=True)
    return sum(map(mul, parts, across)), sum(map(mul, parts, down))


def _tassel(page: PageDrawing, x: float, top: float) -> None:
    """Where two pieces of cloth meet: a cord with a knot and its threads."""
    page.area([polygon((x - 0.8, top), (x + 0.8, top), (x + 0.6, top + 5), (x - 0.6, top + 5))], DARK_GOLD)
    disc(page, x, top + 5.4, 1.5, GOLD)
    page.area([box(x - 1.0, top + 6.6, x + 1.0, top + 7.3)], DARK_GOLD)
    skirt = [(x - 0.9, top + 7.3), (x - 1.7, top + 13.2), (x + 1.7, top + 13.2), (x + 0.9, top + 7.3)]
    page.area([polygon(*skirt)], GOLD)
    threads = [[(x + part * 0.9, top + 7.3), (x + part * 1.7, top + 13.2)] for part in (-0.6, -0.2, 0.2, 0.6)]
    page.curves(threads, 0.25, DARK_GOLD)


def _tail(page: PageDrawing, at: Map) -> None:
    """Cloth that falls in folds at the end of the drapery."""
    lengths = (30.0, 24.5, 19.0)
    for number, long in enumerate(lengths):
        left, right = -1.2 + number * 2.6, 2.6 + number * 2.6
        colour = (RED, mix(RED, DARK_RED, 0.45), RED)[number]
        hem = [(left, long), (right, long - 4.2)]
        page.area([mapped(joined(broken_line([(left + 0.6, 0), hem[0], hem[1], (right, 0)])), at)], colour)
        page.area([mapped(joined(broken_line([hem[0], (left, long + 1.5), (right, long - 2.7), hem[1]])), at)], GOLD)
        page.curves([mapped([(left + 1.2, 1), (left + 0.9, long - 1.6)], at)], 0.5, DARK_RED)


def _laurels(page: PageDrawing, x: float, y: float) -> None:
    for side in (-1, 1):
        _branch(page, x, y, side)
    _ribbon(page, x, y)


def _branch(page: PageDrawing, x: float, y: float, side: int) -> None:
    """A twig that rises to one side, its leaves in pairs and one at the tip."""
    count, radius = 8, 37.0

    def along(t: float) -> tuple[Point, float]:
        angle = t * 0.92
        return (x + side * radius * sin(angle), y - radius * (1 - cos(angle))), angle

    stem = smooth([along(number / 10)[0] for number in range(11)])
    page.curves([stem], 0.8, DARK_GOLD)
    for number in range(count):
        (px, py), angle = along(0.14 + number / count * 0.84)
        long = 6.0 - number * 0.26
        for up, colour in ((1, GOLD), (-1, LIGHT_GOLD)):
            turn = -angle - up * 0.62
            one = mapped(leaf(long, 1.15, -up * 0.6), placed(0, 0, turn))
            moved = [(px + side * lx, py + ly) for lx, ly in one]
            page.area([moved], colour)
            page.curves([moved], 0.25, DARK_GOLD)
    (px, py), angle = along(1.0)
    tip = mapped(leaf(5.0, 0.95), placed(0, 0, -angle))
    page.area([[(px + side * lx, py + ly) for lx, ly in tip]], GOLD)


def _ribbon(page: PageDrawing, x: float, y: float) -> None:
    """A rosette on two tails."""
    for side in (-1, 1):
        at = placed(x, y, mirrored=side < 0)
        tail = [(0.5, 0), (8.6, 9.5), (6.2, 9.3), (5.0, 11.4), (-1.2, 2.0)]
        page.area([mapped(joined(broken_line(tail)), at)], DARK_RED if side < 0 else RED)
        page.curves([mapped(broken_line([(0.4, 1.0), (6.9, 9.3)]), at)], 0.3, LIGHT_GOLD)
    for one in petals(x, y, 16, 3.0, 7.6, 1.5):
        page.area([one], RED)
    page.curves(petals(x, y, 16, 3.0, 7.6, 1.5), 0.3, DARK_RED)
    disc(page, x, y, 5.2, GOLD)
    page.curves([circle(x, y, 4.5)], 0.4, DARK_GOLD)
    for one in petals(x, y, 10, 0.6, 3.9, 0.8, pi / 10):
        page.area([one], LIGHT_GOLD)
    disc(page, x, y, 1.1, RED)
