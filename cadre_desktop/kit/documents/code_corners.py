"""Whether what was taken for a QR code, and could not be read, has the three squares that every QR code has in its
corners (finder patterns, ISO/IEC 18004).

In the lines and characters of a table something is taken for a code again and again. Measured on such pages and on 228
bad scans and photos: of the three squares the worst is like a square by 0.2 at most where there is no code, and by 0.6
at least where there is one.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL.Image import Image

Point = tuple[float, float]

_SIDE = 7
"""Modules of a square's side."""
_LIKE = 0.4
"""Correlation from which something is such a square."""
_MODULES = range(21, 58, 4)
"""Of the sides of the codes to be expected, for one whose size was not made out."""


def has_corners(picture: "Image", corners: list[Point], version: int | None = None) -> bool:
    """Whether the part of `picture` within these corners (clockwise, in pixels) has the squares in three of them.
    `version` is the code's size as far as it was made out."""
    sizes = _MODULES if version is None else (17 + 4 * version,)
    return any(_likeness(picture, corners, modules) >= _LIKE for modules in sizes)


def _likeness(picture: "Image", corners: list[Point], modules: int) -> float:
    """How much the three best corners are like the squares, by the worst of these: 1 for the same, 0 for anything."""
    import numpy
    from PIL.Image import Resampling, Transform

    if (mapping := _mapping(corners, modules)) is None:
        return 0.0
    # One pixel a module
    flat = picture.transform((modules, modules), Transform.PERSPECTIVE, mapping, Resampling.BILINEAR)
    grid = numpy.asarray(flat, float)
    ends = slice(_SIDE), slice(-_SIDE, None)
    likeness = [_correlation(grid[rows, columns]) for rows in ends for columns in ends]
    return sorted(likeness)[1]


def _correlation(piece: Any) -> float:
    import numpy

    distance = numpy.abs(numpy.arange(_SIDE) - _SIDE // 2)
    ring = numpy.maximum.outer(distance, distance)
    light = ring == 2  # around the dark middle, within the dark edge
    spread = piece.std() * light.std()
    return float(((piece - piece.mean()) * (light - light.mean())).mean() / spread) if spread else 0.0


def _mapping(corners: list[Point], modules: int) -> tuple[float, ...] | None:
    """What Pillow wants to make a four-cornered part of a picture a square of so many pixels (Heckbert, Fundamentals of
    Texture Mapping, 1989, 2.2.3); None where the corners are on a line."""
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = corners
    over_x, over_y = x0 - x1 + x2 - x3, y0 - y1 + y2 - y3
    area = (x1 - x2) * (y3 - y2) - (x3 - x2) * (y1 - y2)
    if not area:
        return None
    across = (over_x * (y3 - y2) - (x3 - x2) * over_y) / area
    down = ((x1 - x2) * over_y - over_x * (y1 - y2)) / area
    a, b = x1 - x0 + across * x1, x3 - x0 + down * x3
    d, e = y1 - y0 + across * y1, y3 - y0 + down * y3
    return a / modules, b / modules, x0, d / modules, e / modules, y0, across / modules, down / modules
