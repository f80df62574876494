"""The part of a picture that becomes a portrait: 4:5, moved and zoomed within the picture, never beyond it.

Pure functions.
"""

from dataclasses import dataclass

WIDE, HIGH = 4, 5
_SMALLEST = 40
_UPPER, _ABOVE = 3, 20
"""Of what a picture is too high, a third is cut off above, but no more than a twentieth of the picture: the taller it
is, the nearer the head is to its upper edge.
"""


@dataclass(frozen=True)
class Frame:
    """A part of a picture in its pixels; it is `width` × 5/4 high. `of` is the picture's size."""

    left: int
    top: int
    width: int
    of: tuple[int, int]

    @property
    def height(self) -> int:
        """In the proportion of portraits, and no higher than the picture."""
        return min(self.of[1], max(1, self.width * HIGH // WIDE))

    @property
    def box(self) -> tuple[int, int, int, int]:
        """Left, top, width and height."""
        return self.left, self.top, self.width, self.height

    def moved(self, right: int, down: int) -> "Frame":
        """Moved by so many pixels, as far as the picture goes."""
        return _within(self.left + right, self.top + down, self.width, self.of)

    def zoomed(self, factor: float) -> "Frame":
        """Larger or smaller about its middle, as far as the picture goes."""
        width = _bounded(round(self.width * factor), min(_SMALLEST, largest(self.of)), largest(self.of))
        wider, higher = width - self.width, max(1, width * HIGH // WIDE) - self.height
        return _within(self.left - wider // 2, self.top - higher // 2, width, self.of)


def largest(of: tuple[int, int]) -> int:
    """The width of the largest frame in a picture."""
    return max(1, min(of[0], of[1] * WIDE // HIGH))


def usual(of: tuple[int, int]) -> Frame:
    """The largest frame, in the middle from left to right, and in the upper part of a picture that is too high."""
    width = largest(of)
    left, spare = (of[0] - width) // 2, of[1] - width * HIGH // WIDE
    return _within(left, min(spare // _UPPER, of[1] // _ABOVE), width, of)


def _within(left: int, top: int, width: int, of: tuple[int, int]) -> Frame:
    height = min(of[1], max(1, width * HIGH // WIDE))
    return Frame(_bounded(left, 0, of[0] - width), _bounded(top, 0, of[1] - height), width, of)


def _bounded(value: int, least: int, most: int) -> int:
    return max(least, min(value, most))
