"""The files that designs name by their SHA-256: those kept in the court's file, and those chosen since."""

from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.attachments.pictures import fitted, on_white, reader_of, scaled
from cadre_desktop.kit.qt.pages.page_canvas import image_of
from cadre_desktop.kit.store import blobs
from cadre_desktop.kit.store.attachments import MEGABYTE, NewFile

_INCH = 25.4
_PRINTED_DPI, _SHOWN_DPI = 300, 150
"""What a printed picture, and a scan that is only looked at, are scaled down to."""
_MOST_BYTES = 100 * MEGABYTE
_MOST_PIXELS = 150_000_000
_PDF = b"%PDF-"


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

    def keep(self, design: Design) -> None:
        """Keep the chosen files that a design needs in the court's file, with the step under way."""
        for content in self.new_in(design).values():
            blobs.put(content)


def read_picture(path: Path, longest_mm: float, *, printed: bool = True) -> bytes:
    """A picture, or a PDF file, for a sheet whose longer side is `longest_mm`; larger pictures are scaled down.

    Raises Refused with a sentence for what cannot be used; OSError when the file cannot be read.
    """
    if path.stat().st_size > _MOST_BYTES:
        text = _("“{file}”有 {size} MB，超过 {most} MB，请先缩小。")
        found = path.stat().st_size // MEGABYTE
        raise Refused(text.format(file=path.name, size=found, most=_MOST_BYTES // MEGABYTE))
    content = path.read_bytes()
    if content.startswith(_PDF):
        _vet_pdf(path.name, content)
        return content
    reader, _buffer = reader_of(content)
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        text = _("“{file}”不是能用的图片或 PDF，请换成 PNG、JPG 或 PDF。")
        raise Refused(text.format(file=path.name))
    if size.width() * size.height() > _MOST_PIXELS:
        text = _("“{file}”有 {width} × {height} 像素，太大了，请先缩小到 {most} 万像素以内。")
        raise Refused(
            text.format(file=path.name, width=size.width(), height=size.height(), most=_MOST_PIXELS // 10_000)
        )
    dpi = _PRINTED_DPI if printed else _SHOWN_DPI
    made = fitted(NewFile(_known_name(content), content), round(longest_mm / _INCH * dpi))
    if made.unread:
        raise Refused(_("图片“{file}”已损坏，读不出来，请换一个。").format(file=path.name))
    return made.file.content


def _known_name(content: bytes) -> str:
    """A name whose suffix says what is in it, whatever the file is called."""
    return "a.png" if content.startswith(b"\x89PNG") else "a.jpg" if content.startswith(b"\xff\xd8") else "a.bmp"


def _vet_pdf(name: str, content: bytes) -> None:
    try:
        with Pages(content) as pages:
            if len(pages):
                return
    except ValueError:
        pass
    raise Refused(_("PDF 文件“{file}”已损坏、有密码或没有页，请换一个。").format(file=name))


def picture_of(content: bytes, width: int, height: int) -> QImage:
    """A picture, or the first page of a PDF, of about so many pixels; null where it cannot be read."""
    if content.startswith(_PDF):
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
    if content.startswith(_PDF):
        with Pages(content) as pages:
            width, height = pages.size(0)
            return width / height
    reader, _buffer = reader_of(content)
    size: QSize = reader.size()
    return size.width() / size.height() if size.isValid() and size.height() else 1.0
