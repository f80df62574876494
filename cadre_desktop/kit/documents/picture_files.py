"""Picture files for paper: JPEG, which goes onto the page as it is, and PNG; anything else is named in a sentence.

PDF knows nothing of how a camera was held, of four colours from a photo shop, or of transparent pictures in one piece:
what is read here says all three.
"""

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import NamedTuple

from reportlab.pdfbase.pdfdoc import PDFError

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

MOST_PIXELS = 80_000_000
"""A3 at 600 dpi has 70 million; with more, printers and preview need gigabytes."""

MOST_BYTES = 100 << 20

_JPEG, _PNG = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_END_OF_JPEG = b"\xff\xd9"
_ORIENTATION = 0x0112
_EXIF, _EXIF_WITHIN = b"Exif\0\0", 65_536  # a segment has no more
_NO_EXIF = b"none\0\0"
_SCAN = 0xDA  # the marker with which the picture itself begins
_TRUE_COLOUR, _GREY = 2, 0
_FAULTS = (OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, PDFError, struct.error, zlib.error)
"""What the libraries raise for files that are not whole, or of a rare kind; none of it is a fault of the program."""

Matrix = tuple[float, float, float, float, float, float]

ORIENTATIONS: dict[int, Matrix] = {
    1: (1, 0, 0, 1, 0, 0),
    2: (-1, 0, 0, 1, 1, 0),
    3: (-1, 0, 0, -1, 1, 1),
    4: (1, 0, 0, -1, 0, 1),
    5: (0, -1, -1, 0, 1, 1),
    6: (0, -1, 1, 0, 0, 1),
    7: (0, 1, 1, 0, 0, 0),
    8: (0, 1, -1, 0, 1, 0),
}
"""How a picture is laid into the unit square so that it is upright, by the number that cameras write (Exif 2.3)."""


class Raster(NamedTuple):
    """A picture as PDF holds it: `pixels` of `columns` × `rows`, packed by the PDF filter `packed`.

    `grey`: one value for a pixel, otherwise three; `predicted`: each row is told by the one above it, as in PNG.
    `alpha` has a byte for each pixel, packed as by zlib, and is empty for a picture that covers what is beneath.
    """

    columns: int
    rows: int
    grey: bool
    packed: str
    pixels: bytes
    predicted: bool = False
    alpha: bytes = b""
    orientation: int = 1

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels as the picture is shown, turned as the camera was held."""
        return (self.rows, self.columns) if self.orientation > 4 else (self.columns, self.rows)


def read_picture(content: bytes) -> Raster:
    """A picture as far as a page needs it; a JPEG is not unpacked for that, so that a fault within it stays unseen.

    Raises Unclear, with a sentence that says what to do, for what is no JPEG or PNG, is not whole or too large.
    """
    if len(content) > MOST_BYTES:
        words = _("图片有 {size} MB，最多 {most} MB，请压缩后再用。")
        raise Unclear(words.format(size=len(content) >> 20, most=MOST_BYTES >> 20))
    try:
        if content.startswith(_JPEG):
            return _read_jpeg(content)
        if content.startswith(_PNG):
            return _read_png(content)
    except _FAULTS as error:
        if isinstance(error, Unclear):
            raise
        raise Unclear(_broken()) from error
    raise Unclear(_("这个文件不是 JPG 或 PNG 图片，请先另存为其中一种。"))


def vet_picture(content: bytes) -> Raster:
    """The same, and the picture is unpacked to its last row to see whether it is whole; Unclear as `read_picture`."""
    found = read_picture(content)
    try:
        _opened(content).load()
    except _FAULTS as error:
        raise Unclear(_broken()) from error
    return found


def _broken() -> str:
    return _("这个图片文件已损坏或不完整，请重新导出或换一张。")


def _opened(content: bytes):  # type: ignore[no-untyped-def]  # Pillow takes long to load
    """The file as Pillow opens it; `Image.open` would warn before the number of pixels can be looked at here."""
    from PIL.JpegImagePlugin import JpegImageFile
    from PIL.PngImagePlugin import PngImageFile

    if not content.startswith(_JPEG):
        return PngImageFile(BytesIO(content))
    return JpegImageFile(BytesIO(content.replace(_EXIF, _NO_EXIF, 1)))  # warns of each note that is damaged


def _few_enough(columns: int, rows: int) -> None:
    if columns * rows > MOST_PIXELS:
        words = _("图片有 {columns} × {rows} 像素，最多 {most} 万像素，请缩小后再用。")
        raise Unclear(words.format(columns=columns, rows=rows, most=MOST_PIXELS // 10_000))


def _read_jpeg(content: bytes) -> Raster:
    from reportlab.pdfbase.pdfutils import readJPEGInfo

    columns, rows, colours, _dpi = readJPEGInfo(BytesIO(content))
    _few_enough(columns, rows)
    if _END_OF_JPEG not in content[-4096:] and _END_OF_JPEG not in content:
        raise Unclear(_broken())
    orientation = _orientation(content)
    if colours in (1, 3):
        return Raster(columns, rows, colours == 1, "DCTDecode", content, orientation=orientation)
    pixels = zlib.compress(_opened(content).convert("RGB").tobytes())
    return Raster(columns, rows, False, "FlateDecode", pixels, orientation=orientation)


def _exif_of(content: bytes) -> int:
    """Where the notes of a camera are, below 0 where there are none. They come in one of the segments before the
    picture (ISO/IEC 10918-1, B.1.1), which are short; where these do not follow one another, anywhere near."""
    at = 2
    while content[at : at + 1] == b"\xff" and content[at + 1 : at + 2] not in (b"\xff", b""):
        if content[at + 1] == _SCAN:
            return -1
        if content.startswith(_EXIF, at + 4):
            return at + 4
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return content.find(_EXIF, 0, _EXIF_WITHIN)


def _orientation(content: bytes) -> int:
    """How the camera was held, as it wrote it (Exif 2.3, 4.6.4); 1, upright, where it says nothing that can be."""
    start = _exif_of(content)
    if start < 0:
        return 1
    facts = content[start + len(_EXIF) : start + _EXIF_WITHIN]
    order = "<" if facts[:2] == b"II" else ">"
    try:
        (first,) = struct.unpack_from(f"{order}I", facts, 4)
        (count,) = struct.unpack_from(f"{order}H", facts, first)
        for number in range(count):
            tag, _kind, _values, value = struct.unpack_from(f"{order}HHIH", facts, first + 2 + 12 * number)
            if tag == _ORIENTATION:
                return value if value in ORIENTATIONS else 1
    except struct.error:  # cut off: the picture is whole all the same
        return 1
    return 1


def _read_png(content: bytes) -> Raster:
    columns, rows, depth, colours, _method, _filter, interlaced = struct.unpack(">IIBBBBB", content[16:29])
    _few_enough(columns, rows)
    chunks = list(_chunks(content))
    plain = depth == 8 and not interlaced and colours in (_TRUE_COLOUR, _GREY)
    if plain and not any(kind == b"tRNS" for kind, _data in chunks):
        pixels = b"".join(data for kind, data in chunks if kind == b"IDAT")
        return Raster(columns, rows, colours == _GREY, "FlateDecode", pixels, predicted=True)
    return _unpacked(content, columns, rows)


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        (length,) = struct.unpack(">I", content[at : at + 4])
        kind, data = content[at + 4 : at + 8], content[at + 8 : at + 8 + length]
        (check,) = struct.unpack(">I", content[at + 8 + length : at + 12 + length])
        if zlib.crc32(data, zlib.crc32(kind)) != check:
            raise ValueError(kind)
        yield kind, data
        at += 12 + length


def _unpacked(content: bytes, columns: int, rows: int) -> Raster:
    picture = _opened(content)
    if picture.mode.startswith("I"):  # 16 bits of grey, which the library would cut off rather than scale
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    alpha = b""
    if picture.mode in ("LA", "PA", "RGBA") or "transparency" in picture.info:
        whole = picture.convert("RGBA")
        band = whole.getchannel("A")
        if band.getextrema()[0] < 255:
            alpha = zlib.compress(band.tobytes())
    grey = picture.mode in ("1", "L", "LA")
    pixels = picture.convert("L" if grey else "RGB").tobytes()
    return Raster(columns, rows, grey, "FlateDecode", zlib.compress(pixels), alpha=alpha)
