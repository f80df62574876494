"""A certificate's page as somebody has designed it: a sheet, what is beneath, and elements upon it, as one value.

It is kept by its written form (`written`), so what was issued years ago is printed from the design of that day. What
code draws is named with a version, as in `certificate_layout`; a field that is added later needs a default that means
"as before".

Millimetres from the top left corner of the sheet; type sizes and line widths are in points; angles in degrees,
anticlockwise about the middle of the element.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

from cadre_desktop.kit.documents.certificate_layout import FontFile, OrnamentVersion, Rgb, TextStyle
from cadre_desktop.kit.documents.written import digest_of, read_written, written
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

LENDERS = ("KAI", "SONG")
"""The roles whose faces `fonts.Chain` goes on with for a character that a role's own face lacks."""

LARGEST_SHEET = 1200.0
"""Millimetres; no sheet is longer."""

ALIGNMENTS = ("left", "centre", "right", "justified")
VERTICAL_ALIGNMENTS = ("top", "middle", "bottom")


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What every element has: its box, how it is turned, and what it is called in the designer.

    `preprinted` is on bought stock already: it is shown, and printed on plain paper, and left out when overprinting.
    """

    x: float
    y: float
    width: float
    height: float
    turn: float = 0.0
    preprinted: bool = False
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class TextElement(Placed):
    """Text with fields in braces; a line break begins a paragraph.

    It is set in `style`, made smaller down to `floor` points until it fits its box, then wrapped where `wraps`.
    `leading` is a multiple of the size, `indent` (ems) that of each paragraph's first line. `vertical` text runs from
    top to bottom, its lines from right to left. A line whose fields are all empty is left out, and what is in square
    brackets likewise (see `texts.said`).
    """

    tag: ClassVar[str] = "text"
    text: str
    style: TextStyle
    align: str = "left"
    vertical_align: str = "top"
    leading: float = 1.5
    indent: float = 0.0
    floor: float = 9.0
    wraps: bool = True
    vertical: bool = False


@dataclass(frozen=True, kw_only=True)
class PhotoElement(Placed):
    """The photo of the person, cut to the box; without one its line is drawn, and on samples
    `hint` in it."""

    tag: ClassVar[str] = "photo"
    line: float = 0.5
    colour: Rgb = (0.72, 0.55, 0.2)
    hint: str = ""


@dataclass(frozen=True, kw_only=True)
class CodeElement(Placed):
    """A QR code, as wide as the shorter side of the box. `text` is the pattern of what it says; empty, it is the signed
    proof of the certificate."""

    tag: ClassVar[str] = "code"
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class LineElement(Placed):
    """A straight line from the box's top left corner to its bottom right one."""

    tag: ClassVar[str] = "line"
    points: float = 0.75
    colour: Rgb = (0.0, 0.0, 0.0)


@dataclass(frozen=True, kw_only=True)
class PictureElement(Placed):
    """A picture in its own proportions in the middle of the box; `content` is the SHA-256 (hex) of its file."""

    tag: ClassVar[str] = "picture"
    content: str


@dataclass(frozen=True, kw_only=True)
class SealElement(Placed):
    """Room for the real seal, which is pressed by hand and never drawn; issuer and date on one axis in it.

    By GB/T 9704 the date ends `date_ems` from the right end of the box, and the seal lies on the issuer with its lower
    part over the date. `issuer` and `date` are patterns; the seal is `seal` mm wide.
    """

    tag: ClassVar[str] = "seal"
    issuer: str
    date: str
    style: TextStyle
    leading: float = 1.8
    date_ems: float = 4.0
    seal: float = 42.0


Element = TextElement | PhotoElement | CodeElement | LineElement | PictureElement | SealElement


@dataclass(frozen=True)
class OrnamentBackground:
    """A frame that code draws, over the whole sheet."""

    tag: ClassVar[str] = "ornament"
    ornament: OrnamentVersion


@dataclass(frozen=True)
class FileBackground:
    """A picture or the first page of a PDF file over the whole sheet; `content` is the SHA-256 (hex) of the file."""

    tag: ClassVar[str] = "file"
    content: str


Background = OrnamentBackground | FileBackground

FACTS = (1,)
"""The versions of how a certificate's facts become text that there are."""


@dataclass(frozen=True)
class Design:
    """A page: `sheet` is its width and height; `elements` from the lowest to the highest.

    `underlay` is the SHA-256 (hex) of a scan of bought stock, shown in the designer alone. `setting` is the version of
    how elements are set, `facts` that of how a certificate's facts become text; `fonts` are the files of its roles.
    """

    tag: ClassVar[str] = "design"
    name: str
    sheet: tuple[float, float]
    background: OrnamentBackground | FileBackground | None
    elements: tuple[TextElement | PhotoElement | CodeElement | LineElement | PictureElement | SealElement, ...]
    setting: int = 1
    facts: int = 1
    fonts: tuple[FontFile, ...] = ()
    underlay: str = ""

    @cached_property
    def text(self) -> str:
        """The design in its one written form."""
        return written(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of `text`, by which the design is known."""
        return digest_of(self.text.encode())

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The names of the roles that its texts are set in, and of those that lend them characters, each once."""
        return tuple(sorted({*LENDERS, *(element.style.role for element in styled(self))}))

    @cached_property
    def contents(self) -> tuple[str, ...]:
        """The SHA-256 of every file that a printed page needs, each once."""
        found = [element.content for element in self.elements if isinstance(element, PictureElement)]
        if isinstance(self.background, FileBackground):
            found.insert(0, self.background.content)
        return tuple(dict.fromkeys(found))


def styled(design: Design) -> Iterator[TextElement | SealElement]:
    """The elements that set text."""
    return (element for element in design.elements if isinstance(element, TextElement | SealElement))


def read_design(content: bytes) -> Design:
    """The design that `content` is the written form of.

    Raises Unclear, with a sentence that says what is wrong where, for anything else: see `read_written`; and for sizes
    that make no page.
    """
    design = read_written(Design, content, _("模板"))
    vet_design(design)
    return design


def vet_design(design: Design) -> None:
    """Raise Unclear, naming the element, for numbers and words that make no page."""
    if not all(0 < side <= LARGEST_SHEET for side in design.sheet):
        words = _("模板的纸张 {0:g} × {1:g} 毫米不对，每边应大于 0，不超过 {most:g} 毫米。")
        raise Unclear(words.format(*design.sheet, most=LARGEST_SHEET))
    for number, element in enumerate(design.elements, 1):
        if wrong := _wrong_in(element):
            words = _("模板的第 {number} 个元素“{label}”：{wrong}")
            raise Unclear(words.format(number=number, label=element.label or element.tag, wrong=wrong))


def _wrong_in(element: Element) -> str:
    if min(element.width, element.height) < 0 or (not isinstance(element, LineElement) and not element.width):
        return _("宽和高应大于 0。")
    if isinstance(element, TextElement | SealElement) and (element.style.size <= 0 or element.leading <= 0):
        return _("字号和行距应大于 0。")
    if isinstance(element, TextElement):
        if element.align not in ALIGNMENTS or element.vertical_align not in VERTICAL_ALIGNMENTS:
            return _("对齐方式不认识。")
        if element.floor <= 0:
            return _("最小字号应大于 0。")
    return ""
