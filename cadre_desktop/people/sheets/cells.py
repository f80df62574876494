"""Cells of forms: text in a box, in the usual size or as much smaller as it takes, down to what can still be read."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.documents.drawing import Align, PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

USUAL, LEAST = 14.0, 9.0
"""Points of the text of personnel forms, and the least to which it may shrink."""
BODY = Style(Role.SONG, USUAL)
_TINY = 6.0
"""Points below which nobody can read."""
_STEP = 0.5
_LEADING = 1.18
PADDING = 0.8
"""Mm between a line of the form and the text beside it."""

T = TypeVar("T")


def leading(style: Style) -> float:
    """Mm from one line to the next."""
    return _LEADING * style.em


def sizes(style: Style, least: float = LEAST) -> Iterator[Style]:
    """The style, then smaller and smaller."""
    size = style.size
    while size >= least:
        yield replace(style, size=size)
        size -= _STEP


def first_fitting(style: Style, least: float, laid: Callable[[Style], T | None]) -> tuple[T, Style] | None:
    """The first that can be laid out as the type gets smaller, with its size; None where none can."""
    for smaller in sizes(style, least):
        if (found := laid(smaller)) is not None:
            return found, smaller
    return None


def shrunk(text: str, style: Style, box: Box, least: float = LEAST) -> tuple[list[str], Style] | None:
    """The lines of a text in a box and their style; None where even the least size does not fit."""

    def laid(smaller: Style) -> list[str] | None:
        lines = wrap(text, smaller, box.width)
        return lines if len(lines) * leading(smaller) <= box.height else None

    return first_fitting(style, least, laid)


def write(
    page: PageDrawing, outer: Box, text: str, style: Style = BODY, align: Align = "centre", *, top: bool = False
) -> bool:
    """Write a text into a box, in the middle of its height or from the `top`, smaller than usual if it has to be; what
    does not fit even then is cut. Whether all of it is there."""
    box = outer.grown(-PADDING)
    found = shrunk(text, style, box) or shrunk(text, replace(style, size=LEAST), box, _TINY)
    if found is None:
        style = replace(style, size=_TINY)
        most = max(1, int(box.height / leading(style)))
        lines = wrap(text, style, box.width)[:most]
        put(page, box, [*lines[:-1], f"{lines[-1][:-1]}…"], style, align, top=top)
        return False
    put(page, box, *found, align, top=top)
    return True


def put(
    page: PageDrawing, box: Box, lines: Sequence[str], style: Style, align: Align = "left", *, top: bool = True
) -> None:
    """Draw lines below one another."""
    x = {"left": box.x, "centre": box.x + box.width / 2, "right": box.right}[align]
    step = leading(style)
    y = box.y + step / 2 if top else box.y + box.height / 2 - step * (len(lines) - 1) / 2
    for line in lines:
        page.middle(x, y, line, style, align)
        y += step


def draw_photo(page: PageDrawing, content: bytes, box: Box) -> bool:
    """Draw a photo so that it fills a box; whether there is one that can be read."""
    if not content:
        return False
    try:
        page.picture(content, *box, fit="cut")
    except Unclear:
        return False
    return True


def unreadable(names: Sequence[str]) -> str:
    """Whose photos cannot be read, as a sentence."""
    return _("{names}的照片打不开，请重新放一张。").format(names="、".join(names)) if names else ""


def frame(page: PageDrawing, boxes: Sequence[Box]) -> None:
    """The outlines of boxes, each line once as thick as the others."""
    for box in boxes:
        page.rect(box.x, box.y, box.width, box.height, 0.5)
