"""What a text element says about one certificate, and in which size and lines it fits its box."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial

from cadre_desktop.kit.documents.certificate_layout import TextStyle, fields_in, filled
from cadre_desktop.kit.documents.design.elements import Design, TextElement, styled
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.typesetting import Style, balanced, wrap
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_OPTIONAL = re.compile(r"\[([^\[\]\n]*\{\w+\}[^\[\]\n]*)\]")
_NOTE = re.compile(r"[^{}]*[：:]\s*\{\w+\}")
_STEP = 0.5  # points by which a text is made smaller
_ROUNDING = 0.005  # mm


def said(pattern: str, facts: Mapping[str, str]) -> str:
    """`pattern` filled in.

    What is in square brackets is left out when all fields in it are empty, as in ``{name}[，{sex}]``; so is a line, and
    so is the whole text. Brackets, lines and texts without fields stay. Raises Unclear for a field that there is not.
    """
    if not fields_in(pattern):
        return pattern
    filled(pattern, facts)  # every field is looked for, also where it is left out
    if not _has_any(pattern, facts):
        return ""
    lines = (line for line in pattern.split("\n") if not fields_in(line) or _has_any(line, facts))
    return "\n".join(filled(_OPTIONAL.sub(partial(_opened, facts), line), facts) for line in lines)


def needed_in(pattern: str) -> set[str]:
    """The fields without which `pattern` has a hole. Not: those in square brackets, and those that end a note of their
    own line (``有效证件号：{id_number}``), which is left out when they are empty."""
    lines = (_OPTIONAL.sub("", line) for line in pattern.split("\n") if not _NOTE.fullmatch(line))
    return {name for line in lines for name in fields_in(line)}


def _opened(facts: Mapping[str, str], found: re.Match[str]) -> str:
    return found[1] if _has_any(found[1], facts) else ""


def _has_any(pattern: str, facts: Mapping[str, str]) -> bool:
    return any(facts[name] for name in fields_in(pattern))


def body_of(design: Design, facts: Mapping[str, str]) -> str:
    """What is read on a page: its texts of several lines that speak of the certificate, from the first element on."""
    texts = (each for each in design.elements if isinstance(each, TextElement) and each.wraps)
    return "\n".join(filter(None, (said(each.text, facts) for each in texts if fields_in(each.text))))


def texts_on(design: Design, facts: Mapping[str, str]) -> Iterator[tuple[Role, str]]:
    """All texts on a page, with the role each is set in."""
    for element in styled(design):
        patterns = (element.text,) if isinstance(element, TextElement) else (element.issuer, element.date)
        yield from ((Role[element.style.role], said(pattern, facts)) for pattern in patterns)


@lru_cache(512)
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
        """How many lines there are."""
        return sum(map(len, self.paragraphs))

    def across(self, leading: float) -> float:
        """Millimetres that the lines take together, from the first one's top to the last one's bottom."""
        return self.style.em * (1 + (self.lines - 1) * leading)


def set_text(element: TextElement, text: str, person: str = "") -> SetText:
    """`text` in the largest size with which it fits the element's box, from its own size down to its floor.

    A text that does not wrap is first made small enough for one line, and wraps only when the floor is reached. A
    single line may be higher than its box. Raises Refused, naming `person`, the element and the words, when nothing
    fits.
    """
    paragraphs = text.split("\n")
    measure, room = _measure(element)
    if not element.wraps:
        for size in _sizes(element):
            style = style_of(element.style, size)
            found = SetText(style, [[line] for line in paragraphs])
            if max(map(style.length, paragraphs)) <= measure + _ROUNDING and _has_room(found, element, room):
                return found
    for size in _sizes(element):
        style = style_of(element.style, size)
        found = SetText(style, [_lines(element, line, style, measure) for line in paragraphs])
        if _has_room(found, element, room):
            return found
    raise Refused(_too_long(element, text, person))


def _lines(element: TextElement, paragraph: str, style: Style, measure: float) -> list[str]:
    """A paragraph in lines; those of a centred one are about equally long and end where words are likely to."""
    if element.align == "centre" and not element.vertical:
        return balanced(paragraph, style, measure)
    return wrap(paragraph, style, measure, _indent(element))


def _measure(element: TextElement) -> tuple[float, float]:
    """How long a line may be, and how much room the lines have together."""
    return (element.height, element.width) if element.vertical else (element.width, element.height)


def _indent(element: TextElement) -> float:
    return element.indent if element.align in ("left", "justified") else 0.0


def _sizes(element: TextElement) -> list[float]:
    floor = min(element.floor, element.style.size)
    steps = int((element.style.size - floor) / _STEP)
    return [*(element.style.size - step * _STEP for step in range(steps + 1)), floor]


def _has_room(found: SetText, element: TextElement, room: float) -> bool:
    return found.lines <= 1 or found.across(element.leading) <= room + _ROUNDING


def _too_long(element: TextElement, text: str, person: str) -> str:
    shown = text.replace("\n", " ")
    shown = shown if len(shown) <= 60 else f"{shown[:59]}…"
    floor, label = f"{min(element.floor, element.style.size):g}", element.label or _("文字")
    if person:
        words = _("{person}的“{label}”放不下：“{text}”用最小字号 {floor} 磅也超出文本框。请加大文本框，或缩短文字。")
        return words.format(person=person, label=label, text=shown, floor=floor)
    words = _("“{label}”放不下：“{text}”用最小字号 {floor} 磅也超出文本框。请加大文本框，或缩短文字。")
    return words.format(label=label, text=shown, floor=floor)
