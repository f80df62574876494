"""What the proof of a certificate says, as bytes and as the digits of its QR code.

A QR code at the lowest level of correction holds decimal digits with the fewest modules, and of codes this small those
with the fewest modules are read best. So the code is one number in digits:

======  ======  =====================================================================================
digit   digits  what
======  ======  =====================================================================================
0       4       `MARK`, by which the code is known among other numbers
4       3       n, how many bytes follow (with leading zeros), so that a code that was cut is noticed
7       rest    the n bytes as one whole number, most significant byte first, with as many leading
                zeros as it takes for every number of n bytes (`_width`)
======  ======  =====================================================================================

The bytes are:

======  =====  ======================================================================================
byte    bytes  what
======  =====  ======================================================================================
0       1      version of the format: 1. A program that does not know a version says so
1       1      kind of certificate, see `_KINDS`; 0 for one that the format has no number for
2       8      id of the court's key: the first bytes of the SHA-256 of the public key
10      3      day of issue: days since 31 December of the year 0, so that 1 January 1 is 1
13      1 + a  number of the certificate
14 + a  1 + b  name of the holder
...     1 + c  title; cut, and then it ends in …, where the whole would not go into the largest code
n - 64  64     Ed25519 signature by the court's key of `CONTEXT` and all bytes before
======  =====  ======================================================================================

A text is a byte with its length in bytes, plus 128 where it is in UTF-8, and the text, in GBK (two bytes a character)
where GBK has all of it. Nothing may stand between the title and the signature.

A code has at most `MOST_BYTES` bytes: 651 digits, for which 57 modules a side are enough (ISO/IEC 18004, version 10-L:
652 digits). Pure functions.
"""

import unicodedata
from dataclasses import dataclass
from datetime import date
from math import ceil, log10

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

MARK = "9067"
CONTEXT = b"cadre-desktop certificate\x00"
"""Signed before the bytes of a statement, so that nothing else this key ever signs can be taken for one."""
SIGNATURE = 64
KEY_ID = 8
MOST_BYTES = 267

_VERSION = 1
_COUNT = 3
_LEAST = 40
"""Digits. What is shorter is no cut code but some other number that happens to begin in the same way."""
_HEAD = 13
_TEXT = 127
_UTF_8 = 128
_CUT = "…"
_KINDS = {"honour": 1, "completion": 2, "appointment": 3, "award": 4, "retirement": 5, "plaque": 6}
"""By the values of kinds of certificates. They never change; a new kind gets the next number."""
_KIND_OF = {number: kind for kind, number in _KINDS.items()}


class NoStatement(Unclear):
    """The text is no proof of this program."""


class DamagedStatement(Unclear):
    """The text is a proof of this program that was altered, or of which a part is lacking."""


class LaterStatement(Unclear):
    """The text is a proof in a version that this program does not know."""


@dataclass(frozen=True)
class Statement:
    """What a court says of a certificate. `kind` is the value of its kind, empty for one the format does not know;
    `key` the id of the key that signs it."""

    kind: str
    number: str
    name: str
    title: str
    issued: date
    key: bytes

    def says_title(self, title: str) -> bool:
        """Whether this title is the one meant, of which the statement may have the beginning only."""
        if self.title == title:
            return True
        return self.title.endswith(_CUT) and title.startswith(self.title.removesuffix(_CUT))


@dataclass(frozen=True)
class SignedStatement:
    """A statement as it was read: `signed` are the bytes that the `signature` is for, `CONTEXT` among them."""

    statement: Statement
    signed: bytes
    signature: bytes


def to_be_signed(statement: Statement) -> bytes:
    """The bytes of `statement` that a court signs: `CONTEXT` and all but the signature.

    A title that is too long is cut. Raises Unclear when name or number are so long that no code holds them.
    """
    texts = [_packed(_("证书编号"), statement.number), _packed(_("持证人"), statement.name)]
    room = min(_TEXT, MOST_BYTES - SIGNATURE - _HEAD - 1 - sum(map(len, texts)))
    if room < len(_encoded(_CUT)):
        raise Unclear(_("证书“{number}”的编号和持证人太长，二维码里放不下。").format(number=statement.number))
    head = bytes([_VERSION, _KINDS.get(statement.kind, 0)]) + statement.key + statement.issued.toordinal().to_bytes(3)
    return CONTEXT + head + b"".join(texts) + _packed(_("称号"), _shortened(statement.title, room))


def in_digits(signed: bytes, signature: bytes) -> str:
    """The digits of a code: of what `to_be_signed` returned and its signature."""
    content = signed.removeprefix(CONTEXT) + signature
    return f"{MARK}{len(content):0{_COUNT}}{int.from_bytes(content):0{_width(len(content))}}"


def read_digits(text: str) -> SignedStatement:
    """The statement in the digits of a code, also of digits that were copied with spaces or line breaks among them.

    Whether the signature is right is not looked at. Raises NoStatement, DamagedStatement or LaterStatement, each with a
    sentence.
    """
    digits = "".join(unicodedata.normalize("NFKC", text).split())
    if not (digits.isascii() and digits.isdecimal() and digits.startswith(MARK) and len(digits) >= _LEAST):
        raise NoStatement(_("这不是本程序的证书二维码。"))
    content = _content(digits)
    if content[0] != _VERSION:
        if content[0] > _VERSION:
            raise LaterStatement(_("这个二维码由更新的程序写出，请更新程序后再验证。"))
        raise DamagedStatement(_("二维码里的内容读出来不成样子。"))
    return _signed_statement(content)


def _content(digits: str) -> bytes:
    head = len(MARK) + _COUNT
    count, number = int(digits[len(MARK) : head] or 0), digits[head:]
    if count > _HEAD + SIGNATURE and len(number) < _width(count):
        raise DamagedStatement(_("二维码里的内容少了一截。"))
    if count <= _HEAD + SIGNATURE or len(number) != _width(count) or int(number).bit_length() > 8 * count:
        raise DamagedStatement(_("二维码里的内容与写明的长度不符。"))
    return int(number).to_bytes(count)


def _signed_statement(content: bytes) -> SignedStatement:
    body, signature = content[:-SIGNATURE], content[-SIGNATURE:]
    try:
        issued = date.fromordinal(int.from_bytes(body[_HEAD - 3 : _HEAD]))
        number, rest = _unpacked(body[_HEAD:])
        name, rest = _unpacked(rest)
        title, rest = _unpacked(rest)
    except (ValueError, IndexError, OverflowError) as error:
        raise DamagedStatement(_("二维码里的内容读出来不成样子。")) from error
    if rest:
        raise DamagedStatement(_("二维码里的内容与写明的长度不符。"))
    statement = Statement(_KIND_OF.get(body[1], ""), number, name, title, issued, body[2 : 2 + KEY_ID])
    return SignedStatement(statement, CONTEXT + body, signature)


def _width(count: int) -> int:
    """Digits of the largest number of so many bytes."""
    return ceil(8 * count * log10(2))


def _encoded(text: str) -> bytes:
    """The length of a text and the text. Raises Unclear for one that is too long."""
    try:
        content, flag = text.encode("gbk"), 0
    except UnicodeEncodeError:
        content, flag = text.encode(), _UTF_8
    if len(content) > _TEXT:
        raise Unclear(text)
    return bytes([flag + len(content)]) + content


def _packed(what: str, text: str) -> bytes:
    try:
        return _encoded(text)
    except Unclear as unclear:
        words = _("{what}“{text}”太长，二维码里放不下。")
        raise Unclear(words.format(what=what, text=text)) from unclear


def _unpacked(content: bytes) -> tuple[str, bytes]:
    """The text at the beginning and what follows it. ValueError, IndexError where there is none."""
    flag, length = content[0] & _UTF_8, content[0] & _TEXT
    if len(content) <= length:
        raise ValueError("the text is cut")
    return content[1 : 1 + length].decode("utf-8" if flag else "gbk"), content[1 + length :]


def _shortened(title: str, room: int) -> str:
    """As much of a title as `room` bytes hold."""
    for end in range(len(title), -1, -1):
        text = title if end == len(title) else title[:end] + _CUT
        try:
            if len(_encoded(text)) <= room:
                return text
        except Unclear:
            continue
    raise ValueError("no room for a title")
