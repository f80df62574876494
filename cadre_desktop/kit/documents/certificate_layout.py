"""Where everything on a certificate is printed, as a value: a certificate keeps the layout it was issued with.

A layout has one written form, JSON with sorted keys and no blanks, and is known by the SHA-256 of that, its `digest`.
What is drawn by code is named with a version (`OrnamentVersion`, `setting`, `facts`): a changed drawing gets a new
number and the old one stays, so that a page printed years later is the page of that day.

A field that is added to these classes later needs a default that means "as before". What has its default is not
written, so that the digests of layouts that are kept already stay what they are.

Millimetres from the top left corner; y of a text is its baseline; type sizes and line widths are in points.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from functools import cache, cached_property
from hashlib import sha256
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

Rgb = tuple[float, float, float]
_FIELD = re.compile(r"\{(\w+)\}")
_LENDERS = ("KAI", "SONG")
"""The roles whose faces `fonts.Chain` goes on with for a character that a role's own face lacks."""
_LARGEST = 10_000.0
"""No millimetre or point on a page is farther away than this."""


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
        return json.dumps(_plain(self), ensure_ascii=False, sort_keys=True, separators=(",", ":"))

    @cached_property
    def digest(self) -> str:
        """SHA-256 (hex) of `text`, by which the layout is known."""
        return digest_of(self.text.encode())

    @cached_property
    def roles(self) -> tuple[str, ...]:
        """The names of the roles that its texts are set in, and of those that lend them characters, each once."""
        return tuple(sorted({*_LENDERS, *(style.role for style in _styles(self))}))


def digest_of(content: bytes) -> str:
    """The digest of a layout's written form."""
    return sha256(content).hexdigest()


def read_layout(content: bytes) -> CertificateLayout:
    """The layout that `content` is the written form of; its digest is that of `content`.

    Raises Unclear, with a sentence that says what is wrong where, for anything else: no JSON, a field too few or too
    many (as of a newer program), a value that cannot be.
    """
    try:
        found = json.loads(content.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise Unclear(_("版式的内容不是完整的 JSON 文本。")) from error
    layout: CertificateLayout = _read(CertificateLayout, found, _("版式"))
    _vet(layout)
    if layout.text.encode() != content:
        raise Unclear(_("版式的内容不是程序写出的样子。"))
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


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        pairs = ((each, getattr(value, each.name)) for each in fields(value))
        return {each.name: _plain(found) for each, found in pairs if found != each.default}
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


@cache
def _types(of: type) -> Mapping[str, Any]:
    return get_type_hints(of)


def _read(of: Any, value: Any, where: str) -> Any:
    """`value`, as JSON has it, as what the type `of` says; `where` names it in a sentence."""
    if is_dataclass(of):
        return _read_fields(of, value, where)
    if isinstance(of, UnionType):  # something, or nothing
        (one,) = (each for each in get_args(of) if each is not NoneType)
        return None if value is None else _read(one, value, where)
    if get_origin(of) is tuple:
        return _read_tuple(of, value, where)
    if type(value) is of and (of is not float or abs(value) <= _LARGEST):  # so no NaN either
        return value
    raise Unclear(_("{where}的值“{value}”不对。").format(where=where, value=str(value)[:40]))


def _read_tuple(of: Any, value: Any, where: str) -> Any:
    kinds = get_args(of)
    if not isinstance(value, list):
        raise Unclear(_("{where}应是一列值。").format(where=where))
    if kinds[-1] is Ellipsis:
        kinds = (kinds[0],) * len(value)
    if len(kinds) != len(value):
        raise Unclear(_("{where}应有 {count} 个值。").format(where=where, count=len(kinds)))
    return tuple(_read(kind, each, where) for kind, each in zip(kinds, value, strict=True))


def _read_fields(of: Any, value: Any, where: str) -> Any:
    if not isinstance(value, dict):
        raise Unclear(_("{where}应是一组项目。").format(where=where))
    known = {each.name: each for each in fields(of)}
    if strange := sorted(value.keys() - known.keys()):
        text = _("{where}里有本程序不认识的项目“{name}”，可能由更新的程序写出。")
        raise Unclear(text.format(where=where, name=strange[0]))
    needed = [name for name, each in known.items() if each.default is MISSING]
    if lacking := [name for name in needed if name not in value]:
        raise Unclear(_("{where}里缺少项目“{name}”。").format(where=where, name=lacking[0]))
    return of(**{name: _read(_types(of)[name], each, f"{where}.{name}") for name, each in value.items()})
