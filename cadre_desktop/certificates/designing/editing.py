"""A design that is being changed: each function takes a `Work` and returns another one.

Elements are known by their index, from the lowest to the highest.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cadre_desktop.certificates.designing.sheets import is_across, sheet_key
from cadre_desktop.kit.boxes.arranging import Edge, aligned, distributed
from cadre_desktop.kit.boxes.box import Axis, Box, around, bounds
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Design,
    Element,
    LineElement,
    SealElement,
    TextElement,
)

DECIMALS = 2
"""Of millimetres, to which positions and sizes are rounded: a printer's dot is four times as large."""
LEAST = 1.0
"""Millimetres below which no element but a line is made narrower or lower."""
_LEAST_CODE = 23.0
"""Millimetres below which a signed code is hard to read with a phone."""
_SMALLEST_TYPE = 5.0
_ASIDE = 3.0
"""Millimetres by which a copy is beside what was copied."""


@dataclass(frozen=True)
class Work:
    """A design, and which of its elements are chosen."""

    design: Design
    chosen: frozenset[int] = frozenset()

    @property
    def elements(self) -> tuple[Element, ...]:
        """All elements, from the lowest to the highest."""
        return self.design.elements

    @property
    def picked(self) -> tuple[Element, ...]:
        """The chosen elements, in their order."""
        return tuple(self.elements[index] for index in sorted(self.chosen))

    def choosing(self, chosen: Iterable[int]) -> "Work":
        """With other elements chosen."""
        there = frozenset(index for index in chosen if 0 <= index < len(self.elements))
        return replace(self, chosen=there)


def box_of(element: Element) -> Box:
    """The box of an element, before it is turned."""
    return Box(element.x, element.y, element.width, element.height)


def seen_box(element: Element) -> Box:
    """The upright box that an element takes on the sheet."""
    return bounds(box_of(element), element.turn)


def sheet_box(design: Design) -> Box:
    """The whole sheet."""
    return Box(0.0, 0.0, *design.sheet)


def placed(element: Element, box: Box) -> Element:
    """An element in another box, rounded to `DECIMALS`."""
    least = 0.0 if isinstance(element, LineElement) else LEAST
    x, y = (_rounded(at) for at in box[:2])
    width, height = (_rounded(max(least, side)) for side in box[2:])
    return replace(element, x=x, y=y, width=width, height=height)


def _rounded(length: float) -> float:
    return round(length, DECIMALS)


def moved(work: Work, dx: float, dy: float) -> Work:
    """The chosen elements elsewhere."""
    return _each(work, lambda element: placed(element, box_of(element).moved(dx, dy)))


def reshaped(work: Work, index: int, box: Box, turn: float | None = None) -> Work:
    """One element in another box, and turned otherwise where `turn` is given."""
    element = placed(work.elements[index], box)
    if turn is not None:
        element = replace(element, turn=round(turn % 360, 1) % 360)
    return _with(work, {index: element})


def changed(work: Work, fields: Mapping[str, Any]) -> Work:
    """The chosen elements with other values of some fields; ``style.size`` is that of a field's own field. An element
    that has no such field stays as it is in it."""
    return _each(work, lambda element: _with_fields(element, fields))


def _with_fields(element: Element, fields: Mapping[str, Any]) -> Element:
    for name, value in fields.items():
        owner, _dot, part = name.partition(".")
        if not hasattr(element, owner):
            continue
        new = replace(getattr(element, owner), **{part: value}) if part else value
        element = replace(element, **{owner: new})
    return placed(element, box_of(element))


def arranged(work: Work, edge: Edge) -> Work:
    """The chosen elements in line with each other; a single one with the sheet."""
    boxes = [seen_box(element) for element in work.picked]
    within = sheet_box(work.design) if len(boxes) == 1 else None
    return _shifted(work, boxes, aligned(boxes, edge, within))


def spread(work: Work, axis: Axis) -> Work:
    """The chosen elements at equal distances."""
    boxes = [seen_box(element) for element in work.picked]
    return _shifted(work, boxes, distributed(boxes, axis))


def centred_on_sheet(work: Work, axis: Axis) -> Work:
    """The chosen elements as a whole in the middle of the sheet."""
    if not work.chosen:
        return work
    whole = around(seen_box(element) for element in work.picked)
    middle = aligned([whole], "centre" if axis == "x" else "middle", sheet_box(work.design))[0]
    return moved(work, middle.x - whole.x, middle.y - whole.y)


def _shifted(work: Work, before: Sequence[Box], after: Sequence[Box]) -> Work:
    """Each chosen element moved as its upright box was."""
    elements = {
        index: placed(work.elements[index], box_of(work.elements[index]).moved(now.x - was.x, now.y - was.y))
        for index, was, now in zip(sorted(work.chosen), before, after, strict=True)
    }
    return _with(work, elements)


def added(work: Work, elements: Iterable[Element]) -> Work:
    """With further elements above all others, which are chosen then."""
    new = tuple(elements)
    first = len(work.elements)
    design = replace(work.design, elements=work.elements + new)
    return Work(design, frozenset(range(first, first + len(new))))


def pasted(work: Work, elements: Sequence[Element]) -> Work:
    """With copies of elements: beside those that are in just the same spot, and on the sheet."""
    taken = {(element.x, element.y) for element in work.elements}
    aside = 0.0
    while any((_rounded(each.x + aside), _rounded(each.y + aside)) in taken for each in elements):
        aside += _ASIDE
    sheet = sheet_box(work.design)
    return added(work, [_onto(sheet, placed(each, box_of(each).moved(aside, aside))) for each in elements])


def _onto(sheet: Box, element: Element) -> Element:
    """An element that would be off the sheet, as of a larger one, just on it."""
    box = seen_box(element)
    if box.touches(sheet.grown(-LEAST)):
        return element
    dx = min(max(box.x, 0.0), max(0.0, sheet.width - box.width)) - box.x
    dy = min(max(box.y, 0.0), max(0.0, sheet.height - box.height)) - box.y
    return placed(element, box_of(element).moved(dx, dy))


def copied_to(work: Work, dx: float, dy: float) -> Work:
    """With a copy of what is chosen so far from it."""
    return moved(added(work, work.picked), dx, dy) if work.chosen else work


def duplicated(work: Work) -> Work:
    """With a copy of what is chosen beside it."""
    return pasted(work, work.picked) if work.chosen else work


def without(work: Work) -> Work:
    """Without what is chosen."""
    left = tuple(element for index, element in enumerate(work.elements) if index not in work.chosen)
    return Work(replace(work.design, elements=left))


def to_front(work: Work) -> Work:
    """What is chosen above all others, in its own order."""
    return _ordered(work, lambda index: (index in work.chosen, index))


def to_back(work: Work) -> Work:
    """What is chosen below all others, in its own order."""
    return _ordered(work, lambda index: (index not in work.chosen, index))


def raised(work: Work) -> Work:
    """What is chosen one step higher."""
    order = list(range(len(work.elements)))
    for at in range(len(order) - 2, -1, -1):
        if order[at] in work.chosen and order[at + 1] not in work.chosen:
            order[at], order[at + 1] = order[at + 1], order[at]
    return _in_order(work, order)


def lowered(work: Work) -> Work:
    """What is chosen one step lower."""
    order = list(range(len(work.elements)))
    for at in range(1, len(order)):
        if order[at] in work.chosen and order[at - 1] not in work.chosen:
            order[at], order[at - 1] = order[at - 1], order[at]
    return _in_order(work, order)


def on_sheet(work: Work, sheet: tuple[float, float]) -> Work:
    """The design on another sheet: a beginning, with nothing lost off its edge.

    From one of the usual sheets to another that lies the same way everything becomes larger or smaller, type as well.
    On a sheet that is turned texts and lines get wider and lower or the reverse, the rest keeps its size. On one of any
    other size elements keep their distance from the middle across, and from the top by share: such a sheet is measured,
    and what is on it has its place.
    """
    before, after = work.design.sheet, sheet
    if is_across(before) != is_across(after):
        change = _turned_onto
    else:
        change = _scaled_onto if sheet_key(before) and sheet_key(after) else _moved_onto
    elements = tuple(change(element, before, after) for element in work.elements)
    return replace(work, design=replace(work.design, sheet=sheet, elements=elements))


def _scaled_onto(element: Element, before: tuple[float, float], after: tuple[float, float]) -> Element:
    """In proportion, about the middle. A seal is as large as it is, and a code is not made too small to be read."""
    scale = min(after[0] / before[0], after[1] / before[1])
    x, y, width, height = box_of(element)
    if isinstance(element, CodeElement) and scale < 1:
        width, height = (max(side * scale, min(side, _LEAST_CODE)) / scale for side in (width, height))
    if isinstance(element, TextElement | SealElement):
        element = replace(element, style=replace(element.style, size=_in_halves(element.style.size * scale)))
    if isinstance(element, TextElement):
        element = replace(element, floor=_in_halves(element.floor * scale))
    left, top = ((now - was * scale) / 2 for now, was in zip(after, before, strict=True))
    return placed(element, Box(left + x * scale, top + y * scale, width * scale, height * scale))


def _in_halves(points: float) -> float:
    return max(_SMALLEST_TYPE, round(points * 2) / 2)


def _turned_onto(element: Element, before: tuple[float, float], after: tuple[float, float]) -> Element:
    across, down = (now / was for now, was in zip(after, before, strict=True))
    box = box_of(element)
    if isinstance(element, TextElement | SealElement | LineElement):
        return placed(element, Box(box.x * across, box.y * down, box.width * across, box.height * down))
    x, y = box.middle
    moved_there = placed(element, box.moved(x * across - x, y * down - y))
    return _moved_onto(moved_there, after, after)


def _moved_onto(element: Element, before: tuple[float, float], after: tuple[float, float]) -> Element:
    box = seen_box(element)
    dx = (after[0] - before[0]) / 2
    dy = (box.middle[1] / before[1]) * after[1] - box.middle[1]
    dx = max(-box.x, min(dx, after[0] - box.right)) if box.width <= after[0] else -box.x
    dy = max(-box.y, min(dy, after[1] - box.bottom)) if box.height <= after[1] else -box.y
    return placed(element, box_of(element).moved(dx, dy))


def _each(work: Work, change: Callable[[Element], Element]) -> Work:
    return _with(work, {index: change(work.elements[index]) for index in work.chosen})


def _with(work: Work, elements: Mapping[int, Element]) -> Work:
    every = tuple(elements.get(index, element) for index, element in enumerate(work.elements))
    if every == work.elements:
        return work
    return replace(work, design=replace(work.design, elements=every))


def _ordered(work: Work, key: Callable[[int], tuple[bool, int]]) -> Work:
    return _in_order(work, sorted(range(len(work.elements)), key=key))


def _in_order(work: Work, order: Sequence[int]) -> Work:
    if list(order) == list(range(len(work.elements))):
        return work
    design = replace(work.design, elements=tuple(work.elements[index] for index in order))
    return Work(design, frozenset(at for at, index in enumerate(order) if index in work.chosen))
