"""Where everything on a certificate is printed, as a value: a certificate keeps the layout it was issued with.

A layout has one written form, JSON with sorted keys and no blanks, and is known by the SHA-256 of that, its `digest`.
What is drawn by code is named with a version (`OrnamentVersion`, `setting`, `facts`): a changed drawing gets a new
number and the old one stays, so that a page printed years later is the page of that day.

A field that is added to these classes later needs a default that means "as before". What has its default is not
written, so that the digests of layouts that are kept already stay what they are.

Millimetres from the top left corner; y of a text is its baseline; type sizes and line widths are in points.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from functools import cached_property, lru_cache
from typing import Any

from cadre_desktop.kit.documents.written import digest_of, read_written, written
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

Rgb = tuple[float, float, float]
_FIELD = re.compile(r"\{(\w+)\}")
_LENDERS = ("KAI", "SONG")
"""The roles whose faces `fonts.Chain` goes on with for a character that a role's own face lacks."""


@dataclass(frozen=True)
class TextStyle:
    """How a text is set; `role` is the name of a `fonts.Role`, `spacing` in ems between characters."""

    role: str
    size: float
    colour: Rgb
    spacing: float


@dataclass(frozen=True)
class OrnamentVersion:
    """An ornament drawn by code, such as the woven frame, and the version of its drawing."""

    name: str
    version: int


@dataclass(frozen=True)
class HeadingBlock:
    """The title in the middle of the page, made small or narrow enough for the measure.

    `text` is its pattern (see `filled`). From `long_from` characters on the spacing is `long_spacing`. `rule` is drawn
    `rule_below` mm under the baseline.
    """

    text: str
    style: TextStyle
    y: float
    long_from: int
    long_spacing: float
    rule: OrnamentVersion | None
    rule_below: float


@dataclass(frozen=True)
class LetterBlock:
    """Addressee and body between `top` and `bottom`, in the largest of `sizes` with which they fit.

    `style` is that of the body but for its size. The addressee is at most `addressee_larger` times as large.
    `leading` is a multiple of the body's size, `addressee_gap` one of the leading; `ascent` (ems) leads from a line's
    top to its baseline; the part `above` of the free height lies above the text; `indent` in ems.
    """

    top: float
    bottom: float
    addressee: TextStyle
    addressee_larger: float
    addressee_gap: float
    style: TextStyle
    sizes: tuple[float, ...]
    leading: float
    indent: float
    ascent: float
    above: float


@dataclass(frozen=True)
class SignatureBlock:
    """Issuer and date on one axis, at least `date_ems` and `issuer_ems` from the right end of the measure.

    The issuer takes at most the part `issuer_share` of the measure; `date` is the pattern of the date.
    """

    style: TextStyle
    date: str
    issuer_y: float
    date_y: float
    date_ems: float
    issuer_ems: float
    issuer_share: float


@dataclass(frozen=True)
class SmallPrintBlock:
    """What is printed small at the bottom left, the number lowest at `foot` and the notes above it, `line` mm apart.

    `number` and `notes` are patterns (see `filled`); an empty one is not printed. Lines take at most the part `share`
    of the measure.
    """

    style: TextStyle
    foot: float
    line: float
    share: float
    number: str
    notes: tuple[str, ...]


@dataclass(frozen=True)
class CodeBlock:
    """The QR code above the small print, `side` mm wide and `gap` mm away from it; `text` is the pattern of what it
    says."""

    side: float
    gap: float
    text: str


@dataclass(frozen=True)
class PhotoBlock:
    """The space for a photo at the left of the letter, which begins `gap` mm to its right; `hint` is in it."""

    width: float
    height: float
    gap: float
    line: float
    colour: Rgb
    hint: str
    hint_style: TextStyle


@dataclass(frozen=True)
class FontFile:
    """The file that a role was set in: its name, and the SHA-256 (hex) of what is in it."""

    role: str
    file: str
    sha256: str


@dataclass(frozen=True)
class CertificateLayout:
    """The page of a certificate but for the words that are its own.

    `page`: width and height; `measure`: the left and right end of the text. Without `frame`, `code` or `photo` the page
    has none. `setting` is the version of how text is fitted, wrapped and arranged, `facts` that of how a certificate's
    facts become text for the patterns. `fonts`: the files of the roles it was issued with.
    """

    name: str
    page: tuple[float, float]
    measure: tuple[float, float]
    frame: OrnamentVersion | None
    heading: HeadingBlock
    letter: LetterBlock
    signature: SignatureBlock
    small_print: SmallPrintBlock
    code: CodeBlock | None
    photo: PhotoBlock | None
    setting: int
    facts: int
    fonts: tuple[FontFile, ...]

    @cached_property
    def text(self) -> str:
        """The layout in its one written form."""
        return written(self)

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of `text`, by which the layout is known."""
        return digest_of(self.text.encode())

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The names of the roles that its texts are set in, and of those that lend them characters, each once."""
        return tuple(sorted({*_LENDERS, *(style.role for style in _styles(self))}))


def read_layout(content: bytes) -> CertificateLayout:
    """The layout that `content` is the written form of; its digest is that of `content`.

    Raises Unclear, with a sentence that says what is wrong where, for anything else: no JSON, a field too few or too
    many (as of a newer program), a value that cannot be.
    """
    layout = read_written(CertificateLayout, content, _("版式"))
    _vet(layout)
    return layout


def filled(pattern: str, facts: Mapping[str, str]) -> str:
    """`pattern` with each ``{name}`` replaced by the fact of that name; Unclear for a name that is none."""

    def fact(found: re.Match[str]) -> str:
        try:
            return facts[found[1]]
        except KeyError:
            known = "、".join(f"{{{name}}}" for name in facts)
            text = _("版式里的“{{{name}}}”不是可用的项目，可用的有：{known}。")
            raise Unclear(text.format(name=found[1], known=known)) from None

    return _FIELD.sub(fact, pattern)


@lru_cache(1024)
def fields_in(pattern: str) -> tuple[str, ...]:
    """The names of the facts that `pattern` wants, in their order."""
    return tuple(_FIELD.findall(pattern))


def all_known(pattern: str, facts: Mapping[str, str]) -> bool:
    """Whether no fact that `pattern` names is empty; a note of which one is stays away."""
    return all(facts.get(name) != "" for name in _FIELD.findall(pattern))


def _styles(value: Any) -> list[TextStyle]:
    if isinstance(value, TextStyle):
        return [value]
    if is_dataclass(value):
        return [style for each in fields(value) for style in _styles(getattr(value, each.name))]
    return []


def _vet(layout: CertificateLayout) -> None:
    """Raise Unclear for numbers that make no page."""
    sizes = [*(style.size for style in _styles(layout)), *layout.letter.sizes]
    lengths = (*layout.page, layout.measure[1] - layout.measure[0], layout.letter.bottom - layout.letter.top)
    if min(*sizes, *lengths) <= 0 or not layout.letter.sizes:
        raise Unclear(_("版式里有不大于零的尺寸或字号。"))
