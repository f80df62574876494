"""Which millimetres a ruler has marks at, so that they can be told apart at any zoom."""

from collections.abc import Iterator
from math import ceil, floor
from typing import NamedTuple

_STEPS = ((1, 5, 10), (1, 5, 20), (5, 10, 50), (10, 50, 100), (50, 100, 500))
"""Millimetres between short, longer and numbered marks, from near to far."""
_CLOSEST, _CLOSEST_NUMBERS = 4.0, 34.0
"""Pixels between two short marks, and between two numbers, at least."""


class RulerMark(NamedTuple):
    """A mark at `at` mm; `size` is 1 for short, 2 for longer and 3 for numbered ones."""

    at: int
    size: int


def ruler_marks(start: float, end: float, pixels: float) -> Iterator[RulerMark]:
    """The marks from `start` to `end` mm at `pixels` px to a millimetre."""
    usable = (step for step in _STEPS if step[0] * pixels >= _CLOSEST and step[2] * pixels >= _CLOSEST_NUMBERS)
    short, longer, numbered = next(usable, _STEPS[-1])
    for index in range(ceil(start / short), floor(end / short) + 1):
        at = index * short
        yield RulerMark(at, 3 if at % numbered == 0 else 2 if at % longer == 0 else 1)
