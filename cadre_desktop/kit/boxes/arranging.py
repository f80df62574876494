"""Boxes in line with each other, and at equal distances."""

from collections.abc import Sequence
from typing import Literal

from cadre_desktop.kit.boxes.box import Axis, Box, around

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
EDGES: tuple[Edge, ...] = ("left", "centre", "right", "top", "middle", "bottom")

_ALONG: dict[Edge, tuple[Axis, float]] = {
    "left": ("x", 0.0),
    "centre": ("x", 0.5),
    "right": ("x", 1.0),
    "top": ("y", 0.0),
    "middle": ("y", 0.5),
    "bottom": ("y", 1.0),
}


def aligned(boxes: Sequence[Box], edge: Edge, within: Box | None = None) -> list[Box]:
    """The boxes with this edge in one line: that of the box around all of them, or of `within`, as of a sheet."""
    if not boxes:
        return []
    axis, share = _ALONG[edge]
    start, end = (within or around(boxes)).extent(axis)
    line = start + share * (end - start)
    found = []
    for box in boxes:
        first, last = box.extent(axis)
        by = line - (first + share * (last - first))
        found.append(box.moved(by, 0) if axis == "x" else box.moved(0, by))
    return found


def distributed(boxes: Sequence[Box], axis: Axis) -> list[Box]:
    """The boxes with equal gaps along an axis; the first and the last stay. Fewer than three are left as they are.

    Where together they are longer than their room, the gaps are negative: they overlap equally.
    """
    if len(boxes) < 3:
        return list(boxes)
    order = sorted(range(len(boxes)), key=lambda index: sum(boxes[index].extent(axis)))
    lengths = [end - start for start, end in (box.extent(axis) for box in boxes)]
    start = boxes[order[0]].extent(axis)[0]
    room = boxes[order[-1]].extent(axis)[1] - start
    gap = (room - sum(lengths)) / (len(boxes) - 1)
    found = list(boxes)
    for index in order:
        by = start - boxes[index].extent(axis)[0]
        found[index] = boxes[index].moved(by, 0) if axis == "x" else boxes[index].moved(0, by)
        start += lengths[index] + gap
    return found
