"""Font files that somebody brings: whether they are TrueType, whole, and may be embedded.

reportlab takes whatever a file says: a single wrong number in its list of characters makes it fill the memory, and
damage elsewhere raises whatever comes. What is looked at here comes before it reads a file that is not the program's.
"""

import struct
from collections.abc import Iterator
from io import BytesIO

from reportlab.pdfbase.ttfonts import TTFError, TTFontFile

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

FAULTS = (TTFError, OSError, ValueError, LookupError, AttributeError, TypeError, AssertionError, struct.error)
"""What reading a damaged face raises; none of it is a fault of the program."""

MOST_BYTES = 100 << 20

_MOST_TABLES = 200
_LAST_CHARACTER = 0x10FFFF
_RESTRICTED, _NO_SUBSETS_OR_NO_OUTLINES = 0x0002, 0x0300  # OS/2 fsType, OpenType 1.9
_FORMATS_OF_RANGES = (12, 13)
_GROUP = struct.Struct(">III")


def vet_face(content: bytes) -> None:
    """Raise Unclear, with a sentence that says what to do, for a file that is no TrueType face, is damaged, or may not
    be embedded in documents."""
    if len(content) > MOST_BYTES:
        raise Unclear(_("字体文件太大，最多 {most} MB。").format(most=MOST_BYTES >> 20))
    if content[:4] == b"OTTO" or content[:3] == b"wOF":
        raise Unclear(_("这个字体是 OTF 或网页字体，程序只能用 TrueType 字体（.ttf、.ttc），请换一个。"))
    if content[:4] not in (b"\x00\x01\x00\x00", b"true", b"ttcf"):
        raise Unclear(_("这个文件不是 TrueType 字体（.ttf、.ttc），请换一个。"))
    try:
        vet_characters(content)
        forbidden = forbids_embedding(content)
        if not forbidden:
            TTFontFile(BytesIO(content), validate=content[:4] != b"ttcf")
    except FAULTS as error:
        raise Unclear(_("这个字体文件已损坏或不完整，请重新取得。")) from error
    if forbidden:
        raise Unclear(_("这个字体不允许嵌入文件（字体的许可如此），请换一个允许嵌入的字体。"))


def vet_characters(content: bytes) -> None:
    """Raise TTFError for a face whose list of characters cannot be: ranges that are too many, run backwards or go
    beyond Unicode. ValueError or struct.error for one that is cut off."""
    for cmap, end in _tables(content, b"cmap"):
        (count,) = struct.unpack_from(">H", content, cmap + 2)
        for number in range(min(count, _MOST_TABLES)):
            (offset,) = struct.unpack_from(">I", content, cmap + 4 + 8 * number + 4)
            (kind,) = struct.unpack_from(">H", content, cmap + offset)
            if kind in _FORMATS_OF_RANGES:
                _vet_ranges(content, cmap + offset, end)


def _vet_ranges(content: bytes, at: int, end: int) -> None:
    (count,) = struct.unpack_from(">I", content, at + 12)
    if at + 16 + count * _GROUP.size > end:
        raise TTFError(f"{count} ranges of characters")
    listed = 0
    for first, last, _glyph in _GROUP.iter_unpack(content[at + 16 : at + 16 + count * _GROUP.size]):
        listed += last - first + 1
        if not first <= last <= _LAST_CHARACTER or listed > _LAST_CHARACTER:
            raise TTFError(f"characters from {first:x} to {last:x}")


def forbids_embedding(content: bytes) -> bool:
    """Whether a face may not be embedded in documents, not in parts, or has no outlines that could be (OS/2 fsType).
    reportlab's own test is not relied upon."""
    for start, _end in _tables(content, b"OS/2"):
        (rights,) = struct.unpack_from(">H", content, start + 8)
        if rights & _NO_SUBSETS_OR_NO_OUTLINES or rights & 0x000F == _RESTRICTED:
            return True
    return False


def _tables(content: bytes, name: bytes) -> Iterator[tuple[int, int]]:
    """Where the tables of a name begin and end, in each face of the file."""
    for start in _faces(content):
        (count,) = struct.unpack_from(">H", content, start + 4)
        for number in range(min(count, _MOST_TABLES)):
            tag, _check, offset, length = struct.unpack_from(">4sIII", content, start + 12 + 16 * number)
            if offset + length > len(content):
                raise TTFError(f"table {tag!r} is cut off")
            if tag == name:
                yield offset, offset + length


def _faces(content: bytes) -> list[int]:
    if content[:4] != b"ttcf":
        return [0]
    (count,) = struct.unpack_from(">I", content, 8)
    return [*struct.unpack_from(f">{min(count, _MOST_TABLES)}I", content, 12)]
