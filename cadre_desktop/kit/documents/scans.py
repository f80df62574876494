"""Scans and photos of paper, page by page, as pictures to read codes from."""

import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_BYTES = 300_000_000
MOST_PIXELS = 85_000_000
"""Of one page: an A3 at 600 dpi has 70 million."""
PDF_DPI = 300
_LEAST_DPI = 72
_FORMATS = ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF")
_SUFFIXES = {".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp", ".gif", ".pdf"}
_HEIF = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, KeyError, TypeError, struct.error, MemoryError)
"""What Pillow raises for files that are cut or damaged, by format."""


def is_scan(name: str) -> bool:
    """Whether a file may be a scan or a photo, by its name."""
    return PurePath(name).suffix.lower() in _SUFFIXES


def read_scan(path: Path) -> bytes:
    """The content of a file. Raises Refused for a folder and for a file that is too large; OSError when it cannot be
    read."""
    if path.exists() and not path.is_file():
        raise Refused(_("“{path}”不是文件，没有读；请选择图片或 PDF 文件。").format(path=path))
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Refused(_("“{name}”超过 300 MB，没有读；请按 300 dpi 重新扫描，或分成几份。").format(name=path.name))
    return content


def scanned_pages(name: str, content: bytes) -> "Iterator[Image]":
    """The pages of a picture file (several where it is a TIFF) or of a PDF, in colour or in grey, one at a time.

    Raises Refused, with a sentence that names the file, for what is neither, is damaged, has a password, or has more
    pixels than `MOST_PIXELS`.
    """
    if content[:1024].lstrip().startswith(b"%PDF-") or PurePath(name).suffix.lower() == ".pdf":
        yield from _pages_of_pdf(name, content)
    else:
        yield from _frames(name, content)


def _pages_of_pdf(name: str, content: bytes) -> "Iterator[Image]":
    from PIL import Image

    try:
        document = Pages(content)
    except ValueError as error:
        raise Refused(_("“{name}”打不开，可能已损坏或设有口令，没有读。").format(name=name)) from error
    with document as pages:
        if not len(pages):
            raise Refused(_("“{name}”里没有一页，没有读。").format(name=name))
        for number in range(len(pages)):
            width, height = pages.size(number)
            most = (MOST_PIXELS / (width * height)) ** 0.5 * 25.4
            if most < _LEAST_DPI:
                words = _("“{name}”第 {page} 页有 {width:.0f} × {height:.0f} 毫米，太大，没有读。")
                raise Refused(words.format(name=name, page=number + 1, width=width, height=height))
            picture = pages.picture(number, min(PDF_DPI, most))
            yield Image.frombuffer("RGBX", (picture.width, picture.height), picture.rgba).convert("RGB")


def _frames(name: str, content: bytes) -> "Iterator[Image]":
    from PIL import Image, UnidentifiedImageError

    if content[4:8] == b"ftyp" and content[8:12] in _HEIF:
        words = _("“{name}”是手机的 HEIC 格式，读不了；请在手机上改存为 JPG（或把照片发送、截图），再验证。")
        raise Refused(words.format(name=name))
    damaged = Refused(_("“{name}”已损坏，读不完整；请重新扫描或拍照。").format(name=name))
    try:
        with warnings.catch_warnings():  # Pillow warns of very large pictures; here they are refused in a sentence
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(BytesIO(content), formats=_FORMATS)
    except UnidentifiedImageError as error:
        words = _("“{name}”不是能读的图片或 PDF；请用 JPG、PNG、TIFF、BMP、WebP 图片或 PDF。")
        raise Refused(words.format(name=name)) from error
    except Image.DecompressionBombError as error:
        raise _too_large(name) from error
    except _BROKEN as error:
        raise damaged from error
    with picture:
        # Further frames of other kinds are not pages: phones keep a small copy or a map of the light in a JPEG.
        for number in range(getattr(picture, "n_frames", 1) if picture.format == "TIFF" else 1):
            try:
                picture.seek(number)
                if picture.width * picture.height > MOST_PIXELS:
                    raise _too_large(name, picture.width, picture.height)
                yield _plain(picture)
            except _BROKEN as error:
                raise damaged from error


def _too_large(name: str, width: int = 0, height: int = 0) -> Refused:
    size = _("{width} × {height} 像素").format(width=width, height=height) if width else _("一亿多像素")
    words = _("“{name}”有{size}，太大，没有读；请按 300 dpi 重新扫描，或把图缩小。")
    return Refused(words.format(name=name, size=size))


def _plain(picture: "Image") -> "Image":
    """A picture in grey or colours, transparent parts white as paper."""
    from PIL import Image

    if picture.mode in ("L", "RGB"):
        return picture.copy()
    if picture.mode == "1":
        return picture.convert("L")
    if picture.mode.startswith(("I", "F")):  # 16 bits and more, which `convert` would cut off
        return picture.convert("F").point(lambda value: value / 257).convert("L")
    if "A" in picture.mode or "transparency" in picture.info:
        opaque = picture.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", opaque.size, "white"), opaque).convert("RGB")
    return picture.convert("RGB")
