"""Lines that run from top to bottom: what is upright, what is turned, and where punctuation is (GB/T 15834-2011, 5.2).

Characters are upright, each in the middle of the line. Brackets and quotation marks have forms of their own; dashes and
dots are turned; commas and full stops are in the upper right of their squares. Letters and digits are turned together
(GB/T 15835-2011, 5.4). A line is as long as the same line across, so `wrap` and `Style.length` hold for both.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from cadre_desktop.kit.documents.fonts import Chain
from cadre_desktop.kit.documents.punctuation import SQUEEZE, squeezed
from cadre_desktop.kit.documents.typesetting import Style

MIDDLE = 0.36
"""Ems from the baseline up to the middle of a character."""

_PIECE = re.compile(r"[!-~\u00c0-\u024f]+(?: [!-~\u00c0-\u024f]+)*|.", re.DOTALL)
_BRACKETS = "（）｛｝〔〕【】《》〈〉「」『』［］“”‘’"
_FORMS = dict(zip(_BRACKETS, "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈﹃﹄﹁﹂", strict=True))
_TURNED = frozenset("—…～–―‥" + _BRACKETS)
_MOVED = {**dict.fromkeys("，。、", (0.56, 0.56)), **dict.fromkeys("：；！？", (0.3, 0.0))}
"""How far the ink of a mark is moved right and up, in ems, since a face has it at the lower left of its square."""


class LinePiece(NamedTuple):
    """Part of a vertical line: `text` begins `along` ems from its top, takes `ems` of it, and is `turned` clockwise or
    moved by `right` and `up` ems from the middle."""

    text: str
    along: float
    ems: float
    turned: bool = False
    right: float = 0.0
    up: float = 0.0


def pieces(text: str, style: Style) -> Iterator[LinePiece]:
    """`text` as it goes down a line. Forms of their own are used where a note says what the text is when it is copied,
    which cannot be had for characters beyond the BMP."""
    chain, along, before = style.chain, 0.0, ""
    own_forms = max(text, default="") <= "\uffff"
    for found in _PIECE.findall(text):
        if squeezed(before, found[0]):
            along -= SQUEEZE
        ems = chain.width(found) + style.spacing * (len(found) - 1)
        yield _piece(found, along, ems, chain, own_forms)
        along += ems + style.spacing
        before = found[-1]


def _piece(text: str, along: float, ems: float, chain: Chain, own_forms: bool) -> LinePiece:
    form = _FORMS.get(text) if own_forms else None
    if form and chain.face(form):
        return LinePiece(form, along, ems)
    if text in _TURNED or "!" <= text[0] <= "~" or "\u00c0" <= text[0] <= "\u024f":
        return LinePiece(text, along, ems, turned=True)
    right, up = _MOVED.get(text, (0.0, 0.0))
    return LinePiece(text, along, ems, right=right, up=up)
