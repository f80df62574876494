"""What is seen of an attached file: a small picture in a list, and a picture as a page to look at."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from cadre_desktop.kit.documents.pages import Pages, Picture
from cadre_desktop.kit.qt.attachments.pictures import is_pdf, is_picture, on_white, reader_of, scaled
from cadre_desktop.kit.qt.pages.page_canvas import image_of

_MM_PER_DOT = 25.4 / 96


def thumbnail(name: str, content: bytes, side: int) -> QImage:
    """A small picture of a picture or of the first page of a PDF, no side longer than `side` pixels; null where there
    is nothing to see."""
    if is_pdf(name):
        return _first_page(content, side)
    if not is_picture(name):
        return QImage()
    reader, _buffer = reader_of(content)
    size = reader.size()
    return scaled(reader, size, side) if size.isValid() else QImage()


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
        reader, _buffer = reader_of(content)
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
