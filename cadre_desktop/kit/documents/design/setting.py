"""How the elements of a design are set on a page: version 1, which never changes (see `SETTINGS`)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from cadre_desktop.kit.documents.certificate_layout import TextStyle, filled
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    Element,
    LineElement,
    PhotoElement,
    PictureElement,
    SealElement,
    TextElement,
)
from cadre_desktop.kit.documents.design.texts import SetText, said, set_text, style_of
from cadre_desktop.kit.documents.drawing import Align, Fit, PageDrawing
from cadre_desktop.kit.documents.face_folder import way_to_add
from cadre_desktop.kit.documents.qrcode import Level, modules_across
from cadre_desktop.kit.documents.typesetting import Style, fitted, justified
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear

ASCENT = 0.85
"""Ems from the top of a line to its baseline."""

SMALLEST_MODULE = 0.3
"""Millimetres; phones do not read codes with smaller ones from paper."""

_SHARE_OF_ISSUER = 0.94
_SMALLEST_ISSUER = 0.5  # of the size that the design says
_HINT = TextStyle("SONG", 10.5, (0.72, 0.72, 0.72), 0.0)


@dataclass(frozen=True)
class Words:
    """What one certificate says: `facts` by field name, `proof` the text of its code (empty: no code), `photo`
    the picture file of its person (empty: none), `pictures` the files that its design names, by their SHA-256."""

    facts: Mapping[str, str]
    proof: str = ""
    photo: bytes = b""
    pictures: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def person(self) -> str:
        """Whose certificate it is, to be named in sentences."""
        return self.facts.get("name", "") or self.facts.get("number", "")


def draw_element(page: PageDrawing, element: Element, words: Words, setting: int = 1) -> None:
    """Draw one element with the words of one certificate.

    Raises Refused, naming person and element, for a text that does not fit its box in its smallest size, a character
    that no face has, a code that nobody could read, a picture that is not at hand; Unclear for a field that there is
    not.
    """
    draw = SETTINGS[setting][type(element)]
    if not element.turn:
        draw(page, element, words)
        return
    with page.slanted(element.x + element.width / 2, element.y + element.height / 2, element.turn):
        draw(page, element, words)


def _draw_text(page: PageDrawing, element: TextElement, words: Words) -> None:
    text = said(element.text, words.facts)
    if not text:
        return
    found = set_text(element, text, words.person)
    _vet_characters(text, found.style, element.label, words)
    if element.vertical:
        _draw_columns(page, element, found)
        return
    style, leading = found.style, found.style.em * element.leading
    free = element.height - found.across(element.leading)
    y = element.y + ASCENT * style.em + {"top": 0.0, "middle": free / 2, "bottom": free}[element.vertical_align]
    for lines in found.paragraphs:
        if element.align == "justified":
            y = page.paragraph(element.x, y, element.width, lines, style, leading, element.indent)
            continue
        for number, line in enumerate(lines):
            indent = element.indent * style.em if number == 0 and element.align == "left" else 0.0
            x, align = _aligned(element, indent)
            page.text(x, y, line, style, align)
            y += leading


def _aligned(element: TextElement, indent: float) -> tuple[float, Align]:
    if element.align == "centre":
        return element.x + element.width / 2, "centre"
    return (element.x + element.width, "right") if element.align == "right" else (element.x + indent, "left")


def _draw_columns(page: PageDrawing, element: TextElement, found: SetText) -> None:
    """Lines from top to bottom, the first at the right. `align` says where they are in the box, `vertical_align` where
    each is between top and bottom."""
    style, leading = found.style, found.style.em * element.leading
    free = element.width - found.across(element.leading)
    left_free = {"left": 0.0, "centre": free / 2}.get(element.align, free)
    x = element.x + left_free + found.across(element.leading) - style.em / 2
    for lines in found.paragraphs:
        for number, line in enumerate(lines):
            indent = element.indent * style.em if number == 0 and element.align in ("left", "justified") else 0.0
            measure = element.height - indent
            spread = element.align == "justified" and number < len(lines) - 1
            shown = justified(line, style, measure) if spread else style
            below = measure - shown.length(line)
            y = element.y + indent + {"top": 0.0, "middle": below / 2, "bottom": below}[element.vertical_align]
            page.column(x, y, line, shown)
            x -= leading


def _vet_characters(text: str, style: Style, label: str, words: Words) -> None:
    """Raise Refused, with the person and what to do, for characters that no face at hand draws."""
    lacking = style.chain.lacking(text)
    if lacking:
        sentence = _("{person}的“{label}”里的“{characters}”没有字体能印出。")
        said_of = sentence.format(person=words.person, label=label or _("文字"), characters=lacking)
        raise Refused(said_of + way_to_add())


def _draw_photo(page: PageDrawing, element: PhotoElement, words: Words) -> None:
    if words.photo:
        _draw_file(page, element, words.photo, words, _("照片"))
    if element.line:
        page.rect(element.x, element.y, element.width, element.height, element.line, element.colour)
    if element.hint and not words.photo:
        middle = element.x + element.width / 2, element.y + element.height / 2
        page.middle(*middle, element.hint, style_of(_HINT), "centre")


def _draw_picture(page: PageDrawing, element: PictureElement, words: Words) -> None:
    content = words.pictures.get(element.content)
    if content is None:
        text = _("模板里“{label}”的图片不在数据文件里，请在设计页重新选择图片。")
        raise Refused(text.format(label=element.label or _("图片")))
    _draw_file(page, element, content, words, element.label or _("图片"))


def _draw_file(
    page: PageDrawing, element: PhotoElement | PictureElement, content: bytes, words: Words, label: str
) -> None:
    try:
        fit: Fit = "cut" if isinstance(element, PhotoElement) else "whole"
        page.picture(content, element.x, element.y, element.width, element.height, fit)
    except Unclear as unclear:
        sentence = _("{person}的“{label}”不能印出：{why}").format(person=words.person, label=label, why=unclear)
        raise Refused(sentence) from unclear


def _draw_code(page: PageDrawing, element: CodeElement, words: Words) -> None:
    payload, level = _payload(element, words)
    if not payload:
        return
    side = min(element.width, element.height)
    try:
        modules = modules_across(payload, level)
    except ValueError as error:
        text = _("{person}的二维码内容太长（{count} 字），请在模板里减少它的项目。")
        raise Refused(text.format(person=words.person, count=len(payload))) from error
    if side < modules * SMALLEST_MODULE:
        text = _("{person}的二维码放在 {side:g} 毫米里太密，手机读不出，至少要 {least:.0f} 毫米。请加大它。")
        raise Refused(text.format(person=words.person, side=side, least=modules * SMALLEST_MODULE + 0.5))
    x, y = element.x + (element.width - side) / 2, element.y + (element.height - side) / 2
    page.qr(x, y, side, payload, level)


def _payload(element: CodeElement, words: Words) -> tuple[str, Level]:
    """What a code says, and how much of it may be damaged. A signed proof has more modules already than are good, and
    its digits are read best at the lowest level."""
    if element.text:
        return said(element.text, words.facts), "M"
    return words.proof, "L" if words.proof.isdecimal() else "M"


def _draw_line(page: PageDrawing, element: LineElement, words: Words) -> None:
    del words
    ends = element.x + element.width, element.y + element.height
    page.line(element.x, element.y, *ends, element.points, element.colour)


@dataclass(frozen=True)
class SealPlace:
    """Where issuer and date of a seal element come, and where the seal is to be pressed, all on one axis.

    `axis`, `issuer_y` and `date_y` (baselines), `seal_y` (the seal's middle) in mm from the page's corner.
    """

    issuer: str
    date: str
    issuer_style: Style
    date_style: Style
    axis: float
    issuer_y: float
    date_y: float
    seal_y: float


def seal_place(element: SealElement, words: Words) -> SealPlace:
    """By GB/T 9704-2012, 7.3.5.1: the date's last character is `date_ems` from the right end, the issuer in the middle
    above it; the seal lies on both, so that they are a little below its middle. Raises Refused for an issuer that the
    box has no room for."""
    issuer, date = filled(element.issuer, words.facts), filled(element.date, words.facts)
    style, right = style_of(element.style), element.x + element.width
    name = fitted(issuer, style, element.width * _SHARE_OF_ISSUER)
    if name.size < style.size * _SMALLEST_ISSUER:
        text = _("落款“{issuer}”在“{label}”里放不下，请把它加宽。")
        raise Refused(text.format(issuer=issuer, label=element.label or _("落款")))
    half = max(style.length(date) / 2 + element.date_ems * style.em, name.length(issuer) / 2)
    half = min(half, element.width - max(style.length(date), name.length(issuer)) / 2)
    leading = style.em * element.leading
    date_y = element.y + element.height - style.em * (1 - ASCENT)
    seal_y = date_y - leading / 2 - style.half_height - element.seal / 10
    return SealPlace(issuer, date, name, style, right - half, date_y - leading, date_y, seal_y)


def _draw_seal(page: PageDrawing, element: SealElement, words: Words) -> None:
    found = seal_place(element, words)
    _vet_characters(found.issuer + found.date, found.date_style, element.label or _("落款"), words)
    page.text(found.axis, found.issuer_y, found.issuer, found.issuer_style, "centre")
    page.text(found.axis, found.date_y, found.date, found.date_style, "centre")


def patterns(element: Element) -> Iterator[str]:
    """The patterns of an element, whose fields it wants."""
    if isinstance(element, TextElement | CodeElement):
        yield element.text
    elif isinstance(element, SealElement):
        yield from (element.issuer, element.date)


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
