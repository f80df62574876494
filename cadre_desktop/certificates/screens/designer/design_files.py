"""The files that designs name by their SHA-256: those kept in the court's file, and those chosen since."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.foreign_pages import is_pdf, read_page
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.picture_files import MOST_BYTES, vet_picture
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.attachments.pictures import as_png, fitted, on_white, reader_of, scaled
from cadre_desktop.kit.qt.pages.page_canvas import image_of
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.attachments import MEGABYTE, NewFile

_INCH = 25.4
_PRINTED_DPI, _SHOWN_DPI = 300, 150
"""What a printed picture, and a scan that is only looked at, are scaled down to."""
_MOST_PIXELS = 60_000_000
"""More than that Qt does not unpack."""
_KEPT = {b"\x89PNG": ".png", b"\xff\xd8": ".jpg"}
"""By how they begin the suffixes of the pictures that pages hold as they are."""


class DesignFiles:
    """`get` may be called in any thread; `keep` in the step that keeps a design."""

    def __init__(self, kept: Callable[[str], bytes | None] = blobs.get):
        self._kept = kept
        self._chosen: dict[str, bytes] = {}

    def get(self, name: str) -> bytes | None:
        """The content of this SHA-256, None where it is lost."""
        return self._chosen.get(name) or self._kept(name)

    def add(self, content: bytes) -> str:
        """Have a file at hand from now on; returns its SHA-256."""
        name = blobs.name_of(content)
        self._chosen[name] = content
        return name

    def new_in(self, design: Design) -> Mapping[str, bytes]:
        """The chosen files that a design needs."""
        wanted = {*design.contents, design.underlay}
        return {name: content for name, content in self._chosen.items() if name in wanted}

    def of(self, design: Design) -> dict[str, bytes]:
        """The files that a printed page of a design needs, as far as they are there."""
        found = {name: self.get(name) for name in design.contents}
        return {name: content for name, content in found.items() if content is not None}

    def with_files(self, words: Words, design: Design) -> Words:
        """Words of somebody with the files that a design needs."""
        there = self.of(design)
        return replace(words, pictures={**words.pictures, **there}) if there else words

    def keep(self, design: Design) -> None:
        """Keep the chosen files that a design needs in the court's file, with the step under way."""
        for content in self.new_in(design).values():
            blobs.put(content)


def read_file(path: Path, longest_mm: float, *, printed: bool = True) -> bytes:
    """A picture, or a PDF file, for a sheet whose longer side is `longest_mm`: such as can be printed. Larger pictures
    are scaled down, other kinds than PNG and JPEG become PNG.

    Raises Refused with a sentence for what cannot be used; OSError when the file cannot be read.
    """
    if path.stat().st_size > MOST_BYTES:
        text = _("“{file}”有 {size} MB，最多 {most} MB，请压缩后再用。")
        size_in_mb = path.stat().st_size // MEGABYTE
        raise Refused(text.format(file=path.name, size=size_in_mb, most=MOST_BYTES // MEGABYTE))
    content = path.read_bytes()
    try:
        if is_pdf(content):
            read_page(content)
        else:
            dpi = _PRINTED_DPI if printed else _SHOWN_DPI
            content = _printable(content, round(longest_mm / _INCH * dpi))
            vet_picture(content)
    except Unclear as unclear:
        raise Refused(_("“{file}”不能用：{why}").format(file=path.name, why=unclear)) from unclear
    return content


def _printable(content: bytes, longest: int) -> bytes:
    """A picture as PNG or JPEG with no side longer than `longest` pixels, unless it is smaller as it is; raises
    Unclear."""
    reader, _buffer = reader_of(content)
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        raise Unclear(_("它不是能用的图片或 PDF，请换成 PNG、JPG 或 PDF 文件。"))
    if size.width() * size.height() > _MOST_PIXELS:
        text = _("它有 {width} × {height} 像素，最多 {most} 万像素，请先缩小。")
        raise Unclear(text.format(width=size.width(), height=size.height(), most=_MOST_PIXELS // 10_000))
    suffix = next((suffix for head, suffix in _KEPT.items() if content.startswith(head)), "")
    if suffix:
        return fitted(NewFile(f"a{suffix}", content), longest).file.content
    image = scaled(reader, size, longest)
    if image.isNull():
        raise Unclear(_("这个图片文件已损坏或不完整，请重新导出或换一张。"))
    return as_png(image)


def picture_of(content: bytes, width: int, height: int) -> QImage:
    """A picture, or the first page of a PDF, of about so many pixels; null where it cannot be read."""
    if is_pdf(content):
        try:
            with Pages(content) as pages:
                mm = pages.size(0)
                return image_of(pages.picture(0, min(width / mm[0], height / mm[1]) * _INCH))
        except (ValueError, IndexError):
            return QImage()
    reader, _buffer = reader_of(content)
    size = reader.size()
    return on_white(scaled(reader, size, max(width, height))) if size.isValid() else QImage()


def proportions(content: bytes) -> float:
    """Width by height of a picture or of the first page of a PDF; 1.0 where that is not known."""
    if is_pdf(content):
        with Pages(content) as pages:
            width, height = pages.size(0)
            return width / height
    reader, _buffer = reader_of(content)
    size: QSize = reader.size()
    return size.width() / size.height() if size.isValid() and size.height() else 1.0
