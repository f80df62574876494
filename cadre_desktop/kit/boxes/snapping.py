"""Where a box that is moved comes to rest: at edges and middles of the sheet, its margins and other boxes.

What it comes to rest at is shown as guide lines.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from cadre_desktop.kit.boxes.box import AXES, Axis, Box

_SAME = 0.005
"""Millimetres: what is nearer to each other is one line."""


class Guide(NamedTuple):
    """A line across `axis` at `at`, seen from `start` to `end` along the other one."""

    axis: Axis
    at: float
    start: float
    end: float


class Snap(NamedTuple):
    """How much farther a box goes to come to rest, and at which lines."""

    dx: float
    dy: float
    guides: tuple[Guide, ...]


class _SnapLine(NamedTuple):
    at: float
    start: float
    end: float


class SnapLines:
    """The lines of a sheet at which boxes come to rest, as long as nothing else on it changes."""

    def __init__(self, sheet: Box, others: Iterable[Box] = (), margin: float = 0.0):
        """`margin` mm from each edge of the sheet there is a line as well, where it is above 0."""
        boxes = [sheet, *others]
        self._lines: dict[Axis, list[_SnapLine]] = {
            axis: [line for box in boxes for line in _lines_of(box, axis)] for axis in AXES
        }
        if margin > 0:
            inner = sheet.grown(-margin)
            for axis in AXES:
                across = _other(axis)
                self._lines[axis] += [_SnapLine(at, *sheet.extent(across)) for at in inner.extent(axis)]

    def moved(self, box: Box, reach: float) -> Snap:
        """How a box that is moved as a whole comes to rest, at lines no farther than `reach` mm."""
        across, down = (self._nearest(axis, _ends(box, axis), reach) for axis in AXES)
        here = box.moved(across or 0.0, down or 0.0)
        resting = [axis for axis, by in zip(AXES, (across, down), strict=True) if by is not None]
        guides = [guide for axis in resting for guide in self._guides(axis, here, _ends(here, axis))]
        return Snap(across or 0.0, down or 0.0, tuple(guides))

    def edge(self, axis: Axis, at: float, box: Box, reach: float) -> tuple[float, tuple[Guide, ...]]:
        """How much farther one edge, at `at` of a box that is resized, goes to come to rest; and the lines it is at."""
        by = self._nearest(axis, (at,), reach)
        if by is None:
            return 0.0, ()
        return by, tuple(self._guides(axis, box, (at + by,)))

    def _nearest(self, axis: Axis, ends: Sequence[float], reach: float) -> float | None:
        ways = [line.at - end for end in ends for line in self._lines[axis] if abs(line.at - end) <= reach]
        return min(ways, key=abs, default=None)

    def _guides(self, axis: Axis, box: Box, ends: Sequence[float]) -> Iterable[Guide]:
        """One guide for each line the box is at, long enough to show what it is in line with."""
        start, end = box.extent(_other(axis))
        for at in ends:
            met = [line for line in self._lines[axis] if abs(line.at - at) < _SAME]
            if met:
                first = min(start, *(line.start for line in met))
                yield Guide(axis, at, first, max(end, *(line.end for line in met)))


def _other(axis: Axis) -> Axis:
    return "y" if axis == "x" else "x"


def _ends(box: Box, axis: Axis) -> tuple[float, float, float]:
    start, end = box.extent(axis)
    return start, (start + end) / 2, end


def _lines_of(box: Box, axis: Axis) -> Iterable[_SnapLine]:
    return (_SnapLine(at, *box.extent(_other(axis))) for at in _ends(box, axis))
