"""A form made of boxes: labels and what is filled in, each text set smaller until it fits its box."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cadre_desktop.kit.documents.drawing import Align, PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import INK, Style, wrap
from cadre_desktop.kit.language import _

_LABEL = Style(Role.HEI, 10.5)
_TEXT = Style(Role.SONG, 10.5)
_LEAST = 6.5
_STEP = 0.5
_PADDING = 1.4
_LEADING = 1.32
_HAIRLINE, _FRAME = 0.4, 0.9


@dataclass(frozen=True)
class FormBox:
    """A box of a row, `width` mm wide. A `label` is centred in the face of headings; a text that is `tall` begins at
    the top left. `signed` is printed at the bottom right, for a signature.
    """

    width: float
    text: str = ""
    label: bool = False
    tall: bool = False
    signed: str = ""


def label(width: float, text: str) -> FormBox:
    """The name of what the next box is for."""
    return FormBox(width, text, label=True)


@dataclass(frozen=True)
class BoxRow:
    """A row of boxes, `height` mm high."""

    height: float
    boxes: Sequence[FormBox]


def draw_rows(page: PageDrawing, x: float, y: float, rows: Sequence[BoxRow]) -> float:
    """Draw rows below one another from `y` on; returns where they end. Rows may be of different widths."""
    for row in rows:
        left = x
        for box in row.boxes:
            page.rect(left, y, box.width, row.height, _HAIRLINE, INK)
            _fill(page, left, y, box, row.height)
            left += box.width
        y += row.height
    return y


def frame(page: PageDrawing, x: float, y: float, width: float, height: float) -> None:
    """The heavier line around the whole form."""
    page.rect(x, y, width, height, _FRAME, INK)


def _fill(page: PageDrawing, x: float, y: float, box: FormBox, height: float) -> None:
    room = box.width - 2 * _PADDING
    below = 8.0 if box.signed else 0.0
    lines, style = set_in(box.text, _LABEL if box.label else _TEXT, room, height - below - 2 * _PADDING / 2)
    leading = _LEADING * style.em
    whole = leading * len(lines)
    top = y + _PADDING if box.tall else y + (height - below - whole) / 2
    centred: bool = box.label or not box.tall
    align: Align = "centre" if centred else "left"
    at = x + box.width / 2 if centred else x + _PADDING
    for number, line in enumerate(lines):
        page.middle(at, top + leading * (number + 0.5), line, style, align)
    if box.signed:
        page.middle(x + box.width - 3, y + height - 5, box.signed, _TEXT, "right")


def set_in(text: str, style: Style, width: float, height: float) -> tuple[list[str], Style]:
    """`text` in lines that fit the box, in type made smaller as far as need be; what does not fit even then is cut
    with a remark that there is more."""
    size = style.size
    while True:
        smaller = replace(style, size=size)
        lines = wrap(text, smaller, width) if text else []
        if len(lines) * _LEADING * smaller.em <= height or size <= _LEAST:
            break
        size -= _STEP
    most = max(1, int(height / (_LEADING * smaller.em)))
    if len(lines) > most:
        lines = [*lines[: most - 1], _("（以下从略，详见档案）")]
    return lines, smaller
