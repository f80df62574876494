"""Boxes on a sheet: millimetres from its top left corner, angles in degrees anticlockwise about a box's middle."""

from collections.abc import Iterable
from math import cos, radians, sin
from typing import Literal, NamedTuple

Axis = Literal["x", "y"]
"""`x` runs across the sheet, `y` down."""
AXES: tuple[Axis, Axis] = ("x", "y")


class Box(NamedTuple):
    """An upright box by its top left corner and its size."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends across."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends downwards."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """The point about which it is turned."""
        return self.x + self.width / 2, self.y + self.height / 2

    def moved(self, dx: float, dy: float) -> "Box":
        """The same box elsewhere."""
        return Box(self.x + dx, self.y + dy, self.width, self.height)

    def grown(self, by: float) -> "Box":
        """With `by` mm more at each side."""
        return Box(self.x - by, self.y - by, self.width + 2 * by, self.height + 2 * by)

    def extent(self, axis: Axis) -> tuple[float, float]:
        """Where it begins and ends along an axis."""
        return (self.x, self.right) if axis == "x" else (self.y, self.bottom)

    def touches(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        across = self.x <= other.right and other.x <= self.right
        return across and self.y <= other.bottom and other.y <= self.bottom


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box with all of them in it. ValueError without any."""
    several = list(boxes)
    left, top = min(box.x for box in several), min(box.y for box in several)
    right, bottom = max(box.right for box in several), max(box.bottom for box in several)
    return Box(left, top, right - left, bottom - top)


def rotated(x: float, y: float, turn: float) -> tuple[float, float]:
    """A distance, turned: where a point so far from a middle comes to. `y` runs down the sheet."""
    angle = radians(turn)
    return x * cos(angle) + y * sin(angle), y * cos(angle) - x * sin(angle)


def corners(box: Box, turn: float) -> list[tuple[float, float]]:
    """The corners of a turned box, from what was the top left one on clockwise."""
    across, down = box.width / 2, box.height / 2
    middle_x, middle_y = box.middle
    ends = [(-across, -down), (across, -down), (across, down), (-across, down)]
    turned = (rotated(x, y, turn) for x, y in ends)
    return [(middle_x + x, middle_y + y) for x, y in turned]


def bounds(box: Box, turn: float) -> Box:
    """The upright box around a turned one; one that is not turned is its own."""
    if not turn % 360:
        return box
    points = corners(box, turn)
    across, down = [x for x, _y in points], [y for _x, y in points]
    return Box(min(across), min(down), max(across) - min(across), max(down) - min(down))
