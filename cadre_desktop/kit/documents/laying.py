"""How a page comes to lie on the sheet that goes through a printer: moved, scaled and turned by a hair, or fed another
way round. Millimetres from the top left corner, y downwards."""

from collections.abc import Callable
from dataclasses import dataclass
from math import cos, radians, sin
from typing import NamedTuple, Self

Point = tuple[float, float]
Sheet = tuple[float, float]
"""Width and height in mm."""


class Affine(NamedTuple):
    """Maps (x, y) to (a·x + c·y + e, b·x + d·y + f)."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def at(self, point: Point) -> Point:
        """Where a point comes to."""
        x, y = point
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    def then(self, after: "Affine") -> "Affine":
        """This, and then another."""
        (a, b), (c, d) = after.turned(self.a, self.b), after.turned(self.c, self.d)
        return Affine(a, b, c, d, *after.at((self.e, self.f)))

    def turned(self, x: float, y: float) -> Point:
        """Where a direction comes to."""
        return self.a * x + self.c * y, self.b * x + self.d * y

    @classmethod
    def about(cls, middle: Point, scale: Point, degrees: float, moved: Point) -> Self:
        """Scaled along both axes, then turned (clockwise as it is seen) about `middle`, then moved."""
        turn, (x, y), (across, down) = radians(degrees), middle, scale
        a, b, c, d = across * cos(turn), across * sin(turn), -down * sin(turn), down * cos(turn)
        return cls(a, b, c, d, x - a * x - c * y + moved[0], y - b * x - d * y + moved[1])


@dataclass(frozen=True)
class Laid:
    """A page laid on a `sheet`: `by` maps what is drawn on the page to the sheet."""

    sheet: Sheet
    by: Affine


Lay = Callable[[Sheet], Laid | None]
"""How a page of this size is laid; None for one that is as large as its sheet and lies on it as it is drawn."""


def as_drawn(_page: Sheet) -> Laid | None:
    """Every page is its sheet."""
    return None


def fed(page: Sheet, quarters: int) -> Laid:
    """A page turned clockwise by so many right angles, on a sheet that is turned with it."""
    width, height = page
    turns = (
        (page, Affine()),
        ((height, width), Affine(0.0, 1.0, -1.0, 0.0, height, 0.0)),
        (page, Affine(-1.0, 0.0, 0.0, -1.0, width, height)),
        ((height, width), Affine(0.0, -1.0, 1.0, 0.0, 0.0, width)),
    )
    return Laid(*turns[quarters % 4])
