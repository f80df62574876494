"""A portrait, 4:5: dropped, chosen or removed; kept as a small JPEG."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRect, QRectF, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDropEvent,
    QImage,
    QImageIOHandler,
    QImageReader,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QToolButton, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.look.icons import icon, pixmap
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.kit.troubles import known_trouble

WIDTH, HEIGHT = 480, 600
_QUALITY = 88
_MOST_BYTES = 60 << 20


def portrait(data: bytes, part: tuple[int, int, int, int] | None = None) -> bytes:
    """A picture file as a JPEG of at most 480 × 600, turned as the camera meant and cropped to 4:5: to the `part` of it
    (left, top, width, height), without one about its middle.

    Raises `Unclear` for data that is no picture.
    """
    image = read_upright(data)
    return _jpeg(_cropped(image) if part is None else _fitted(image.copy(QRect(*part))))


def read_upright(data: bytes, within: int = 0) -> QImage:
    """A picture turned as the camera meant; of at most about `within` pixels a side, if that is given, which is read
    much faster than the whole.

    Raises `Unclear` for data that is no picture.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if within and size.isValid() and max(size.width(), size.height()) > within:
        reader.setScaledSize(size.scaled(within, within, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1)))
    image = reader.read()
    if image.isNull():
        raise Unclear(_("这个文件不是可用的照片，请选择 JPG 或 PNG 图片。"))
    return image


def size_of(data: bytes) -> tuple[int, int]:
    """Width and height of a picture as it is shown, which is not unpacked for that where its file says so.

    Raises `Unclear` for data that is no picture.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    if not size.isValid() or not reader.canRead():
        raise Unclear(_("这个文件不是可用的照片，请选择 JPG 或 PNG 图片。"))
    turned = reader.transformation() & QImageIOHandler.Transformation.TransformationRotate90
    return (size.height(), size.width()) if turned else (size.width(), size.height())


def _cropped(image: QImage) -> QImage:
    width = min(image.width(), image.height() * 4 // 5)
    height = min(image.height(), image.width() * 5 // 4)
    return _fitted(
        image.copy((image.width() - width) // 2, (image.height() - height) // 2, max(1, width), max(1, height))
    )


def _fitted(part: QImage) -> QImage:
    if part.width() <= WIDTH:
        return part
    smooth = Qt.TransformationMode.SmoothTransformation
    return part.scaled(WIDTH, HEIGHT, Qt.AspectRatioMode.IgnoreAspectRatio, smooth)


def _jpeg(image: QImage) -> bytes:
    """Transparent parts become white, as on paper."""
    opaque = QImage(image.size(), QImage.Format.Format_RGB32)
    opaque.fill(QColor("white"))
    painter = QPainter(opaque)
    painter.drawImage(0, 0, image)
    painter.end()
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    opaque.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


class PhotoInput(QWidget):
    """A portrait as JPEG bytes, empty for none. Click, Enter or Space chooses a file; Delete removes."""

    changed = Signal()

    def __init__(self, notices: Notices, parent: QWidget | None = None):
        super().__init__(parent)
        self._notices = notices
        self._data = b""
        self._image = QImage()
        self._over = False
        self.setFixedSize(112, 140)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAcceptDrops(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(_("照片"))
        self.setToolTip(_("点击选择照片，或把 JPG、PNG 图片拖到这里"))
        self._remove = QToolButton(self)
        self._remove.setIcon(icon("close", "on_button"))
        self._remove.setIconSize(QSize(14, 14))
        self._remove.setToolTip(_("删除照片（Delete）"))
        self._remove.setAccessibleName(_("删除照片"))
        self._remove.setProperty("kind", "over-photo")
        self._remove.setCursor(Qt.CursorShape.ArrowCursor)
        self._remove.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._remove.setGeometry(self.width() - 28, 4, 24, 24)
        self._remove.clicked.connect(self.remove)
        self._remove.hide()

    def value(self) -> bytes:
        """The JPEG, or nothing."""
        return self._data

    def set_value(self, value: bytes | None) -> None:
        self._data = value or b""
        self._image = QImage.fromData(self._data) if self._data else QImage()
        self._remove.setVisible(bool(self._data))
        self.update()

    def remove(self) -> None:
        """Take the photo away."""
        if self._data:
            self.set_value(b"")
            self.changed.emit()

    def choose(self) -> None:
        """Ask for a file and take it."""
        path = self._notices.choose_open(_("选择照片"), [(_("图片"), "*.jpg *.jpeg *.png *.bmp")])
        if path is not None:
            self.take(path)

    def take(self, path: Path) -> None:
        """Take the picture in a file; what is wrong with it is said."""
        try:
            if path.stat().st_size > _MOST_BYTES:
                raise Unclear(_("照片文件超过 60 MB，请换一张较小的。"))
            data = portrait(path.read_bytes())
        except Unclear as unclear:
            self._notices.warn(str(unclear), str(path))
        except OSError as error:
            self._notices.warn(known_trouble(error) or _("照片读不出来，请换一个文件。"), str(path))
        else:
            self.set_value(data)
            self.changed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        frame = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape = QPainterPath()
        shape.addRoundedRect(frame, 6, 6)
        painter.fillPath(shape, tokens().color("hover" if self._over else "field"))
        if self._image.isNull():
            self._draw_invitation(painter)
        else:
            painter.setClipPath(shape)
            painter.drawImage(frame, self._image)
            painter.setClipping(False)
        marked = self.hasFocus() or self._over
        style = Qt.PenStyle.SolidLine if marked or self._data else Qt.PenStyle.DashLine
        painter.setPen(QPen(tokens().color("focus" if marked else "edge"), 2 if marked else 1, style))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)
        painter.end()

    def _draw_invitation(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(QRect(self.width() // 2 - 14, 40, 28, 28), pixmap("photo", 28, "hint", ratio))
        painter.setPen(tokens().color("muted"))
        painter.setFont(ui_font(9.0))
        box = QRect(6, 72, self.width() - 12, 40)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, _("点击或拖入照片"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.choose()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._dropped(event.mimeData().urls()):
            event.acceptProposedAction()
            self._set_over(True)

    def dragLeaveEvent(self, event: object) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        path = self._dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.take(path)

    def focusInEvent(self, event: object) -> None:
        self.update()

    def focusOutEvent(self, event: object) -> None:
        self.update()

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    @staticmethod
    def _dropped(urls: list[QUrl]) -> Path | None:
        return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
