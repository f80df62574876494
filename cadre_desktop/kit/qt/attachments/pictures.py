"""Pictures that are attached: scaled on entry, small ones for a list, and one as a page to look at."""

from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from cadre_desktop.kit.documents.pages import Pages, Picture
from cadre_desktop.kit.qt.pages.page_canvas import image_of
from cadre_desktop.kit.store.attachments import MEGABYTE, NewFile

LARGEST = MEGABYTE
"""Bytes. What has no more, and no longer side, is kept as it came."""
MOST_READ = 100 * MEGABYTE
"""Of a picture that is to be scaled: what a file may have is counted afterwards."""

_QUALITY = 88
_MM_PER_DOT = 25.4 / 96
_PICTURES = {".jpg", ".jpeg", ".png", ".bmp", ".webp", ".gif", ".tif", ".tiff"}
_SCALED = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".bmp": "JPEG", ".webp": "JPEG"}
"""What is scaled, and as what it is written then."""


def is_picture(name: str) -> bool:
    """Whether a file is a picture, by its name."""
    return PurePath(name).suffix.lower() in _PICTURES


def is_pdf(name: str) -> bool:
    """Whether a file is a PDF, by its name."""
    return PurePath(name).suffix.lower() == ".pdf"


class Fitted(NamedTuple):
    """A file as it is kept. `scaled`: it was a larger picture; `unread`: it is called a picture, but is none."""

    file: NewFile
    scaled: bool = False
    unread: bool = False


def fitted(file: NewFile, longest: int) -> Fitted:
    """A picture of no more than `longest` pixels and `LARGEST` bytes, turned as the camera meant; anything else as it
    is.

    What has several pages or moves, and what would not become smaller, stays as it is.
    """
    wanted = _SCALED.get(PurePath(file.name).suffix.lower())
    if wanted is None:
        return Fitted(file)
    reader, _buffer = _reader(file.content)
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        return Fitted(file, unread=True)
    if len(file.content) <= LARGEST and max(size.width(), size.height()) <= longest:
        return Fitted(file)
    if reader.supportsAnimation() and reader.imageCount() > 1:
        return Fitted(file)
    image = _scaled(reader, size, longest)
    if image.isNull():
        return Fitted(file, unread=True)
    kind = "PNG" if wanted == "PNG" and image.hasAlphaChannel() else "JPEG"
    data = _written(image, kind)
    if not data or len(data) >= len(file.content):
        return Fitted(file)
    return Fitted(NewFile(_name(file.name, kind), data), scaled=True)


def _name(name: str, kind: str) -> str:
    """The name of a picture whose suffix says what it is now."""
    suffix = PurePath(name).suffix
    fits = suffix.lower() in ((".png",) if kind == "PNG" else (".jpg", ".jpeg"))
    return name if fits else name.removesuffix(suffix) + (".png" if kind == "PNG" else ".jpg")


def _reader(content: bytes) -> tuple[QImageReader, QBuffer]:
    """What reads a picture, by its content and not by its name; the buffer has to live as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def _scaled(reader: QImageReader, size: QSize, longest: int) -> QImage:
    """The picture with no side longer than `longest` pixels; null where it cannot be read."""
    if max(size.width(), size.height()) > longest:
        reader.setScaledSize(size.scaled(longest, longest, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    return reader.read()


def _written(image: QImage, kind: str) -> bytes:
    """A picture as a file; nothing where it cannot be written. Of JPEG transparent parts become white, as on paper."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(kind.encode()))
    writer.setQuality(_QUALITY if kind == "JPEG" else -1)
    done = writer.write(on_white(image) if kind == "JPEG" else image)
    return bytes(buffer.data().data()) if done else b""


def on_white(image: QImage) -> QImage:
    """A picture without transparent parts."""
    if not image.hasAlphaChannel():
        return image
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(Qt.GlobalColor.white)
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    return opaque


def as_png(image: QImage) -> bytes:
    """A picture from the clipboard as a file."""
    return _written(image, "PNG")


def thumbnail(name: str, content: bytes, side: int) -> QImage:
    """A small picture of a picture or of the first page of a PDF, no side longer than `side` pixels; null where there
    is nothing to see."""
    if is_pdf(name):
        return _first_page(content, side)
    if not is_picture(name):
        return QImage()
    reader, _buffer = _reader(content)
    size = reader.size()
    return _scaled(reader, size, side) if size.isValid() else QImage()


def _first_page(content: bytes, side: int) -> QImage:
    try:
        with Pages(content) as pages:
            longest = max(pages.size(0))
            return image_of(pages.picture(0, side / longest * 25.4))
    except (ValueError, IndexError):  # damaged, or with a password
        return QImage()


class PictureAsPage:
    """A picture as the only page of a document, for the canvas that shows pages."""

    def __init__(self, content: bytes):
        """Raises ValueError for what is no picture."""
        reader, _buffer = _reader(content)
        image = reader.read()
        if image.isNull():
            raise ValueError(reader.errorString())
        self._image = on_white(image).convertToFormat(QImage.Format.Format_RGBX8888)

    def __len__(self) -> int:
        return 1

    def size(self, _number: int) -> tuple[float, float]:
        """Width and height in mm on a screen of 96 dpi."""
        return self._image.width() * _MM_PER_DOT, self._image.height() * _MM_PER_DOT

    def picture(self, _number: int, dpi: float) -> Picture:
        """The picture at `dpi` pixels an inch; it never has more than it came with."""
        scale = min(1.0, dpi / 96)
        size = QSize(max(1, round(self._image.width() * scale)), max(1, round(self._image.height() * scale)))
        smooth = Qt.TransformationMode.SmoothTransformation
        image = self._image.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
        image = image.convertToFormat(QImage.Format.Format_RGBX8888)
        return Picture(image.width(), image.height(), bytes(image.constBits()))

    def close(self) -> None:
        """Let go of the picture."""
        self._image = QImage()
