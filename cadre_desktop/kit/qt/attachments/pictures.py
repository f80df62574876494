"""Pictures that are attached: which files are pictures, and how large ones are scaled on entry."""

from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from cadre_desktop.kit.store.attachments import MEGABYTE, NewFile

LARGEST = MEGABYTE
"""Bytes. What has no more, and no longer side, is kept as it came."""
MOST_READ = 100 * MEGABYTE
"""Of a picture that is to be scaled: what a file may have is counted afterwards."""

_QUALITY = 88
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
    reader, _buffer = reader_of(file.content)
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        return Fitted(file, unread=True)
    if len(file.content) <= LARGEST and max(size.width(), size.height()) <= longest:
        return Fitted(file)
    if reader.supportsAnimation() and reader.imageCount() > 1:
        return Fitted(file)
    image = scaled(reader, size, longest)
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


def reader_of(content: bytes) -> tuple[QImageReader, QBuffer]:
    """What reads a picture, by its content and not by its name; the buffer has to live as long."""
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    return reader, buffer


def scaled(reader: QImageReader, size: QSize, longest: int) -> QImage:
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
