"""How the elements of a design are set on a page: version 1, which never changes (see `SETTINGS`)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from cadre_desktop.kit.documents.certificate_layout import TextStyle, all_known, filled
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Element,
    LineElement,
    PhotoElement,
    PictureElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.documents.drawing import Align, PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style, fitted, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_STEP = 0.5  # points by which a text is made smaller
_ASCENT = 0.85  # ems from a line's top to its baseline
_SHARE_OF_ISSUER = 0.94
_HINT = TextStyle("SONG", 10.5, (0.72, 0.72, 0.72), 0.0)


@dataclass(frozen=True)
class Words:
    """What one certificate says: `facts` by field name, `proof` the text of its signed code (empty: no code)."""

    facts: Mapping[str, str]
    proof: str = ""
    pictures: Mapping[str, str] = field(default_factory=dict)
    """The form or image name under which a document holds each picture, by SHA-256; "photo" is that of the person."""


def draw_element(page: PageDrawing, element: Element, words: Words, setting: int = 1) -> None:
    """Draw one element with the words of one certificate. Raises Refused, naming the element, for a text that does not
    fit its box in its smallest size, and Unclear for a field that there is not."""
    with page.slanted(element.x + element.width / 2, element.y + element.height / 2, element.turn):
        SETTINGS[setting][type(element)](page, element, words)


def style_of(style: TextStyle, size: float | None = None) -> Style:
    """A design's style as texts are set in it, in another size if one is given."""
    return Style(Role[style.role], style.size if size is None else size, style.colour, style.spacing)


@dataclass(frozen=True)
class SetText:
    """Lines of each paragraph, and the style they fit in."""

    style: Style
    paragraphs: list[list[str]]

    @property
    def lines(self) -> int:
        return sum(map(len, self.paragraphs))


def set_text(element: TextElement, text: str) -> SetText:
    """`text` in the largest size with which it fits the element's box, from its own size down to its floor.

    A text that does not wrap is first made small enough for one line, and wraps only when the floor is reached. Raises
    Refused, with the words, when nothing fits.
    """
    first = text.splitlines() or [""]
    if not element.wraps:
        for size in _sizes(element):
            style = style_of(element.style, size)
            widest = max(map(style.length, first))
            if widest <= element.width and _height(element, style, len(first)) <= element.height + style.em:
                return SetText(style, [[line] for line in first])
    for size in _sizes(element):
        style = style_of(element.style, size)
        paragraphs = [wrap(line, style, element.width, element.indent) for line in first]
        if _height(element, style, sum(map(len, paragraphs))) <= element.height:
            return SetText(style, paragraphs)
    words = _("“{text}”在“{label}”里放不下：最小字号 {floor:g} 磅也超出。请加大文本框，或缩短文字。")
    raise Refused(words.format(text=text.replace("\n", " "), label=element.label or _("文字"), floor=element.floor))


def _sizes(element: TextElement) -> list[float]:
    floor = min(element.floor, element.style.size)
    steps = int((element.style.size - floor) / _STEP)
    return [*(element.style.size - step * _STEP for step in range(steps + 1)), floor]


def _height(element: TextElement, style: Style, lines: int) -> float:
    return style.em + (lines - 1) * style.em * element.leading


def _draw_text(page: PageDrawing, element: TextElement, words: Words) -> None:
    if not all_known(element.text, words.facts) and not _says_something(element.text, words):
        return
    found = set_text(element, filled(element.text, words.facts))
    style, leading = found.style, found.style.em * element.leading
    free = element.height - _height(element, style, found.lines)
    y = element.y + _ASCENT * style.em + {"top": 0.0, "middle": free / 2, "bottom": free}[element.vertical_align]
    for lines in found.paragraphs:
        if element.align == "justified":
            y = page.paragraph(element.x, y, element.width, lines, style, leading, element.indent)
            continue
        for line in lines:
            _draw_line_of_text(page, element, y, line, style)
            y += leading


def _draw_line_of_text(page: PageDrawing, element: TextElement, y: float, line: str, style: Style) -> None:
    aligned: dict[str, tuple[float, Align]] = {
        "left": (element.x, "left"),
        "centre": (element.x + element.width / 2, "centre"),
        "right": (element.x + element.width, "right"),
    }
    x, align = aligned[element.align]
    page.text(x, y, line, style, align)


def _says_something(pattern: str, words: Words) -> bool:
    """Whether a field of `pattern` has a value; a text without any field always says something."""
    empty = dict.fromkeys(words.facts, "")
    return filled(pattern, words.facts) != filled(pattern, empty)


def _draw_photo(page: PageDrawing, element: PhotoElement, words: Words) -> None:
    if picture := words.pictures.get("photo"):
        page.picture(picture, element.x, element.y, element.width, element.height)
    page.rect(element.x, element.y, element.width, element.height, element.line, element.colour)
    if element.hint and not words.pictures.get("photo"):
        middle = element.x + element.width / 2, element.y + element.height / 2
        page.middle(*middle, element.hint, style_of(_HINT), "centre")


def _draw_code(page: PageDrawing, element: CodeElement, words: Words) -> None:
    if payload := filled(element.text, words.facts) if element.text else words.proof:
        page.qr(element.x, element.y, min(element.width, element.height), payload)


def _draw_line(page: PageDrawing, element: LineElement, words: Words) -> None:
    del words
    ends = element.x + element.width, element.y + element.height
    page.line(element.x, element.y, *ends, element.points, element.colour)


def _draw_picture(page: PageDrawing, element: PictureElement, words: Words) -> None:
    page.picture(words.pictures[element.content], element.x, element.y, element.width, element.height)


def _draw_seal(page: PageDrawing, element: SealElement, words: Words) -> None:
    """Issuer and date on one axis; the date's last character is `date_ems` from the right end (GB/T 9704)."""
    issuer, date = filled(element.issuer, words.facts), filled(element.date, words.facts)
    style = style_of(element.style)
    name = fitted(issuer, style, element.width * _SHARE_OF_ISSUER)
    right = element.x + element.width
    half = max(style.length(date) / 2 + element.date_ems * style.em, name.length(issuer) / 2)
    axis, leading = right - half, style.em * element.leading
    y = element.y + element.height - leading - style.em * (1 - _ASCENT)
    page.text(axis, y, issuer, name, "centre")
    page.text(axis, y + leading, date, replace(style), "centre")


SETTINGS: Mapping[int, Mapping[type, Callable[..., None]]] = {
    1: {
        TextElement: _draw_text,
        PhotoElement: _draw_photo,
        CodeElement: _draw_code,
        LineElement: _draw_line,
        PictureElement: _draw_picture,
        SealElement: _draw_seal,
    }
}
"""How elements of each class are set, by version: a better way is added under the next number."""
