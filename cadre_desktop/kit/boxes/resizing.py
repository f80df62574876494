"""Boxes resized by a handle at a corner or an edge, turned ones along their own sides."""

from typing import Literal

from cadre_desktop.kit.boxes.box import Box, rotated

Handle = Literal["nw", "n", "ne", "e", "se", "s", "sw", "w"]
HANDLES: tuple[Handle, ...] = ("nw", "n", "ne", "e", "se", "s", "sw", "w")
"""Clockwise from the top left corner, as on a map."""


def handle_at(handle: Handle, box: Box) -> tuple[float, float]:
    """Where a handle of an upright box is."""
    across = {"w": box.x, "e": box.right}.get(handle[-1], box.middle[0])
    down = {"n": box.y, "s": box.bottom}.get(handle[0], box.middle[1])
    return across, down


def resized(box: Box, handle: Handle, dx: float, dy: float, least: float = 1.0, keep_ratio: bool = False) -> Box:
    """An upright box whose `handle` was moved by `dx`, `dy` mm; what is opposite stays. No side becomes shorter than
    `least` mm. With `keep_ratio` its sides keep their proportion, at the edge handles too."""
    width = max(least, box.width + {"w": -dx, "e": dx}.get(handle[-1], 0.0))
    height = max(least, box.height + {"n": -dy, "s": dy}.get(handle[0], 0.0))
    if keep_ratio and box.width > 0 and box.height > 0:
        scale = _scale(handle, width / box.width, height / box.height)
        scale = max(scale, least / box.width, least / box.height)
        width, height = box.width * scale, box.height * scale
    x = {"w": box.right - width, "e": box.x}.get(handle[-1], box.middle[0] - width / 2)
    y = {"n": box.bottom - height, "s": box.y}.get(handle[0], box.middle[1] - height / 2)
    return Box(x, y, width, height)


def _scale(handle: Handle, across: float, down: float) -> float:
    if handle in ("e", "w"):
        return across
    return down if handle in ("n", "s") else max(across, down)


def resized_turned(
    box: Box, turn: float, handle: Handle, dx: float, dy: float, least: float = 1.0, keep_ratio: bool = False
) -> Box:
    """As `resized`, for a box turned by `turn`: `dx` and `dy` are along the sheet, and what is opposite the handle
    stays on the sheet where it is."""
    if not turn % 360:
        return resized(box, handle, dx, dy, least, keep_ratio)
    along = rotated(dx, dy, -turn)
    found = resized(box, handle, *along, least, keep_ratio)
    by_x, by_y = found.middle[0] - box.middle[0], found.middle[1] - box.middle[1]
    shift_x, shift_y = rotated(by_x, by_y, turn)
    middle_x, middle_y = box.middle[0] + shift_x, box.middle[1] + shift_y
    return Box(middle_x - found.width / 2, middle_y - found.height / 2, found.width, found.height)
