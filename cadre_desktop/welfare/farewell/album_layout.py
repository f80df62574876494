"""Where photos come to lie on the pages of an album: no picture is cut or stretched. Pure arithmetic in mm.

A page has one or two rows of one or two photos. Those of a row are equally high and fill the width; where the rows are
too high for the page together, they are made smaller and centred.
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

ROWS: tuple[tuple[int, ...], ...] = ((1,), (2,), (1, 1), (1, 2), (2, 1), (2, 2))
"""How many photos the rows of a page have."""
_PAGE_COSTS = 0.30
"""What another page is worth, in parts of a page that stay empty."""
_SHRUNK_COSTS = 0.25
_LOW_COSTS, _LOW = 0.4, 0.55
"""What a page costs of which less of the height is used."""
_LEAST_WIDE = 0.34
"""Of the width of the page: a photo smaller than that is too small beside another."""
_TOO_SMALL_COSTS = 1.0
_MOST_TALL = 0.80
"""Of the height of the page that one row has at most: white around a picture is part of the page."""


class PhotoSlot(NamedTuple):
    """A photo (by its place in what was given) in a box in mm."""

    photo: int
    x: float
    y: float
    width: float
    height: float


class PhotoRoom(NamedTuple):
    """The room for photos on a page, the gap between them, and what gives the height of a caption (of the photo at that
    place, so wide); 0 for none."""

    width: float
    height: float
    gap: float
    caption: Callable[[int, float], float]


class _Page(NamedTuple):
    slots: tuple[PhotoSlot, ...]
    cost: float


def pages_of(ratios: Sequence[float], frame: PhotoRoom) -> list[tuple[PhotoSlot, ...]]:
    """The photos with these ratios of width to height on pages, in their order; as few empty parts as can be."""
    best: list[tuple[float, list[tuple[PhotoSlot, ...]]]] = [(0.0, [])]
    for end in range(1, len(ratios) + 1):
        options = []
        for rows in ROWS:
            start = end - sum(rows)
            if start >= 0:
                page = _page(ratios, start, rows, frame)
                before_cost, before = best[start]
                same = bool(before) and _shape(before[-1]) == rows
                cost = before_cost + page.cost + (0.06 if same else 0.0)
                options.append((cost, [*before, page.slots]))
        best.append(min(options, key=lambda option: option[0]))
    return best[-1][1]


def _shape(slots: Sequence[PhotoSlot]) -> tuple[int, ...]:
    """How many photos the rows of a page have."""
    tops: dict[float, int] = {}
    for slot in slots:
        tops[round(slot.y, 3)] = tops.get(round(slot.y, 3), 0) + 1
    return tuple(tops.values())


def _page(ratios: Sequence[float], start: int, rows: Sequence[int], frame: PhotoRoom) -> _Page:
    heights, members, at = [], [], start
    for size in rows:
        row = list(range(at, at + size))
        at += size
        natural = (frame.width - frame.gap * (size - 1)) / sum(ratios[one] for one in row)
        heights.append(min(natural, _MOST_TALL * frame.height))
        members.append(row)
    free = frame.height - frame.gap * (len(rows) - 1)
    scale = 1.0
    for _again in range(4):  # a narrower photo has a higher caption
        captions = [_caption(ratios, row, height * scale, frame) for row, height in zip(members, heights, strict=True)]
        room = free - sum(captions)
        scale = min(1.0, max(room, 1.0) / sum(heights))
    slots, used = _placed(ratios, members, [height * scale for height in heights], captions, frame)
    low = len(slots) > 1 and scale * sum(heights) + sum(captions) < _LOW * frame.height
    empty = 1 - used / (frame.width * frame.height)
    small = sum(slot.width < _LEAST_WIDE * frame.width for slot in slots if len(slots) > 1)
    return _Page(slots, empty + _PAGE_COSTS + _SHRUNK_COSTS * (1 - scale) + _TOO_SMALL_COSTS * small + _LOW_COSTS * low)


def _caption(ratios: Sequence[float], row: Sequence[int], height: float, frame: PhotoRoom) -> float:
    return max(frame.caption(one, ratios[one] * height) for one in row)


def _placed(
    ratios: Sequence[float],
    members: Sequence[Sequence[int]],
    heights: Sequence[float],
    captions: Sequence[float],
    frame: PhotoRoom,
) -> tuple[tuple[PhotoSlot, ...], float]:
    """The boxes of a page, its rows in the middle of it a little above; and the area that they cover."""
    whole = sum(heights) + sum(captions) + frame.gap * (len(heights) - 1)
    y = max(0.0, (frame.height - whole) * 0.42)
    slots, used = [], 0.0
    for row, height, caption in zip(members, heights, captions, strict=True):
        widths = [ratios[one] * height for one in row]
        x = (frame.width - sum(widths) - frame.gap * (len(row) - 1)) / 2
        for one, width in zip(row, widths, strict=True):
            slots.append(PhotoSlot(one, x, y, width, height))
            used += width * height
            x += width + frame.gap
        y += height + caption + frame.gap
    return tuple(slots), used
