"""Where a box that is moved comes to rest: at edges and middles of the sheet, its margins and other boxes, and at equal
distances from these.

What it comes to rest at is shown as guide lines.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cadre_desktop.kit.boxes.box import AXES, Axis, Box

_SAME = 0.005
"""Millimetres: what is nearer to each other is one line."""
_LEAST_GAP = 0.5
"""Millimetres below which two boxes touch."""


class Guide(NamedTuple):
    """A line across `axis` at `at`, seen from `start` to `end` along the other one."""

    axis: Axis
    at: float
    start: float
    end: float


class Snap(NamedTuple):
    """How much farther a box goes to come to rest, and the lines that show at what: `across` for where it is along x,
    `down` along y; empty where it does not rest."""

    dx: float
    dy: float
    across: tuple[Guide, ...]
    down: tuple[Guide, ...]

    @property
    def guides(self) -> tuple[Guide, ...]:
        """All lines."""
        return self.across + self.down


class _SnapLine(NamedTuple):
    at: float
    start: float
    end: float


class SnapLines:
    """The lines of a sheet at which boxes come to rest, as long as nothing else on it changes."""

    def __init__(self, sheet: Box, others: Iterable[Box] = (), margin: float = 0.0):
        """`margin` mm from each edge of the sheet there is a line as well, where it is above 0."""
        self._others = list(others)
        boxes = [sheet, *self._others]
        self._lines: dict[Axis, list[_SnapLine]] = {
            axis: [line for box in boxes for line in _lines_of(box, axis)] for axis in AXES
        }
        if margin > 0:
            inner = sheet.grown(-margin)
            for axis in AXES:
                across = _other(axis)
                self._lines[axis] += [_SnapLine(at, *sheet.extent(across)) for at in inner.extent(axis)]

    def moved(self, box: Box, reach: float) -> Snap:
        """How a box that is moved as a whole comes to rest, at lines no farther than `reach` mm, or as far from its
        neighbours as these are from each other."""
        ways, gaps = {}, {}
        for axis in AXES:
            by, gap = self._nearest(axis, _ends(box, axis), reach), self._nearest_gap(axis, box, reach)
            if gap is not None and (by is None or abs(gap) < abs(by)):
                gaps[axis] = by = gap
            ways[axis] = by
        here = box.moved(ways["x"] or 0.0, ways["y"] or 0.0)
        across, down = (self._shown(axis, here, ways[axis] is not None, axis in gaps) for axis in AXES)
        return Snap(ways["x"] or 0.0, ways["y"] or 0.0, across, down)

    def _shown(self, axis: Axis, box: Box, rests: bool, by_gap: bool) -> tuple[Guide, ...]:
        lines = self._guides(axis, box, _ends(box, axis)) if rests else ()
        return (*lines, *(self._gap_guides(axis, box) if by_gap else ()))

    def _neighbours(self, axis: Axis, box: Box) -> list[Box]:
        """What is beside a box along an axis, in order."""
        start, end = box.extent(_other(axis))
        beside = [
            each for each in self._others if each.extent(_other(axis))[0] < end and start < each.extent(_other(axis))[1]
        ]
        return sorted(beside, key=lambda each: each.extent(axis))

    def _gaps(self, axis: Axis, box: Box) -> Iterator[tuple[float, tuple[tuple[float, float], ...]]]:
        """How far a box would have to go for equal gaps, and from where to where these are then."""
        start, end = box.extent(axis)
        long = end - start
        for before, after in pairwise(self._neighbours(axis, box)):
            (first, low), (high, last) = before.extent(axis), after.extent(axis)
            gap = high - low
            if gap < _LEAST_GAP:
                continue
            between = (low, high)
            yield last + gap - start, (between, (last, last + gap))
            yield first - gap - end, ((first - gap, first), between)
            if gap >= long + 2 * _LEAST_GAP:
                half = (gap - long) / 2
                yield low + half - start, ((low, low + half), (high - half, high))

    def _nearest_gap(self, axis: Axis, box: Box, reach: float) -> float | None:
        return min((by for by, _spans in self._gaps(axis, box) if abs(by) <= reach), key=abs, default=None)

    def _gap_guides(self, axis: Axis, box: Box) -> Iterator[Guide]:
        """A line along each of the equal gaps at a box that rests by them."""
        start, end = box.extent(_other(axis))
        for by, spans in self._gaps(axis, box):
            if abs(by) < _SAME:
                yield from (Guide(_other(axis), (start + end) / 2, *span) for span in spans)

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
