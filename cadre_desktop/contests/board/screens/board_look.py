"""How the wall looks: its colours, its faces, and text that is made to fit.

Sizes are in pixels of the wall; a slide is laid out for the size it is shown at.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.qt.look.theme import FONT

Face = Literal["sans", "brush"]
Tone = Literal["text", "muted", "accent"]
Side = Literal["left", "centre", "right"]

_BRUSH = "WenKai CTP"
PITCH = 1.24
"""Height of a line of text, in its size."""
_LEAST = 9
_PROBE = 100
_KEPT = (
    *("人民法院", "人民法庭", "法院", "开发区", "审判", "技术"),  # not shown
    *("技能", "业务", "岗位", "竞赛", "应用", "考核"),  # not shown
)
_NOT_FIRST = "”’）》」、，。·！？：；)"  # not shown
_NOT_LAST = "“‘（《「("  # not shown
_GOOD_AFTER = "”）》、，· 市县区旗杯届年"  # not shown
_GOOD_BEFORE = "第暨（"  # not shown
_AMISS = 1.3
"""How much wider the widest line may be for the sake of a break where one would pause in reading."""


@dataclass(frozen=True)
class Look:
    """The colours of a wall as ``#rrggbb``; text keeps 7 : 1 against the ground, the rest 5.5 : 1."""

    title: str
    top: str
    bottom: str
    glow: str
    text: str
    muted: str
    accent: str
    line: str
    band: str


LOOKS = {
    "blue": Look(N_("深蓝"), "#0E2A52", "#071A36", "#1B4478", "#FFFFFF", "#B9CBE6", "#F4D58D", "#C9A75A", "#163862"),
    "red": Look(N_("庄重红"), "#8A1119", "#5C090F", "#A82A2C", "#FFFFFF", "#F7D3C4", "#FFE0A0", "#DDB45F", "#751018"),
    "light": Look(N_("浅色"), "#FFFFFF", "#F3EFE6", "#FFFFFF", "#16233A", "#43506A", "#8C1A1F", "#B98A3C", "#ECE7DA"),
}
"""By the name under which the choice is remembered."""


@dataclass(frozen=True)
class Piece:
    """Text at its position: `lines` of `px` pixels, centred in height."""

    lines: tuple[str, ...]
    rect: QRectF
    px: int
    tone: Tone = "text"
    side: Side = "centre"
    face: Face = "sans"
    bold: bool = False

    @property
    def font(self) -> QFont:
        """The font of all its lines."""
        return font_of(self.face, self.px, self.bold)

    def laid_out(self) -> list[tuple[str, QRectF]]:
        """Each line with its own strip."""
        height = self.px * PITCH
        top = self.rect.center().y() - height * len(self.lines) / 2
        left, width = self.rect.left(), self.rect.width()
        return [(line, QRectF(left, top + index * height, width, height)) for index, line in enumerate(self.lines)]

    @property
    def flags(self) -> Qt.AlignmentFlag:
        """How a line lies in its strip."""
        sides = {
            "left": Qt.AlignmentFlag.AlignLeft,
            "centre": Qt.AlignmentFlag.AlignHCenter,
            "right": Qt.AlignmentFlag.AlignRight,
        }
        return sides[self.side] | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Shape:
    """A filled box, in one of the look's colours."""

    rect: QRectF
    tone: Literal["line", "band", "accent"]
    radius: float = 0


def font_of(face: Face, px: int, bold: bool) -> QFont:
    """A face of the wall; the brush face has one weight."""
    font = QFont([_BRUSH, FONT] if face == "brush" else [FONT, _BRUSH])
    font.setPixelSize(px)
    font.setBold(bold and face == "sans")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return font


@lru_cache(maxsize=4096)
def width_of(text: str, face: Face, px: int, bold: bool) -> float:
    """How wide a line is."""
    return QFontMetricsF(font_of(face, px, bold)).horizontalAdvance(text)


def fitted(
    text: str,
    rect: QRectF,
    px: float,
    tone: Tone = "text",
    side: Side = "centre",
    face: Face = "sans",
    bold: bool = False,
    two: bool = False,
) -> Piece:
    """`text` in `rect` at `px` pixels, or smaller, and in `two` lines if that makes it larger."""
    best: tuple[str, ...] = (text,)
    size = min(round(px), _size_for(best, rect, face, bold))
    if two:
        lines = _broken(text, face, bold)
        if (other := min(round(px), _size_for(lines, rect, face, bold))) > size:
            best, size = lines, other
    return Piece(best, rect, max(_LEAST, size), tone, side, face, bold)


def alike(pieces: Sequence[Piece]) -> list[Piece]:
    """All in the size of the smallest, as neighbours of a table should be."""
    px = min((piece.px for piece in pieces), default=0)
    return [replace(piece, px=px) for piece in pieces]


def _size_for(lines: tuple[str, ...], rect: QRectF, face: Face, bold: bool) -> int:
    """The greatest size at which `lines` lie within `rect`."""
    widest = max(width_of(line, face, _PROBE, bold) for line in lines) or 1
    size = int(min(rect.height() / len(lines) / PITCH, rect.width() * _PROBE / widest))
    while size > _LEAST and max(width_of(line, face, size, bold) for line in lines) > rect.width():
        size -= 1
    return size


@lru_cache(maxsize=4096)
def _broken(text: str, face: Face, bold: bool) -> tuple[str, ...]:
    """`text` in two lines of much the same width; words that belong together stay so."""
    breaks = _breaks(text)
    if not breaks:
        return (text,)

    def cost(cut: int) -> tuple[float, int]:
        widest = max(width_of(part.strip(), face, _PROBE, bold) for part in (text[:cut], text[cut:]))
        good = text[cut - 1] in _GOOD_AFTER or text[cut] in _GOOD_BEFORE
        return (widest if good else widest * _AMISS), -cut

    cut = min(breaks, key=cost)
    return text[:cut].strip(), text[cut:].strip()


def _breaks(text: str) -> list[int]:
    """Where a line may end."""
    inside = {
        start + index
        for word in _KEPT
        for start in range(len(text))
        if text.startswith(word, start)
        for index in range(1, len(word))
    }
    return [
        index
        for index in range(1, len(text))
        if index not in inside and text[index] not in _NOT_FIRST and text[index - 1] not in _NOT_LAST
    ]
