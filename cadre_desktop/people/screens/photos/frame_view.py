"""A picture with the frame of the portrait on it, moved and zoomed by mouse and keys."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.theme import tokens, ui_font
from cadre_desktop.people.photos.frames import Frame, usual

_STEP, _FINE = 0.04, 0.005
"""Of the picture's longer side, by which an arrow key moves the frame; with Shift."""
_ZOOM = 1.08
_SHADE = QColor(0, 0, 0, 130)


class FrameView(QWidget):
    """`changed` carries the frame after each move. Arrow keys move it, + and - zoom, 0 makes it the usual one again."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self._image, self._words = QImage(), ""
        self._frame: Frame | None = None
        self._held: QPointF | None = None
        self.setMinimumSize(120, 80)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("照片取景框"))
        self.setToolTip(_("拖动或按方向键移动取景框，滚轮或 + - 缩放，0 恢复"))

    @property
    def frame(self) -> Frame | None:
        """The frame in pixels of the whole picture, None without a picture."""
        return self._frame

    def show_picture(self, image: QImage, frame: Frame | None, words: str = "") -> None:
        """Show a picture (which may be read smaller than it is) with its frame; `words` where there is none."""
        self._image, self._frame, self._words = image, frame, words
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(340, 420)

    def _scale(self) -> float:
        """Px of the screen for a pixel of the picture."""
        assert self._frame is not None
        wide, high = self._frame.of
        return min(self.width() / wide, self.height() / high)

    def _corner(self) -> QPointF:
        assert self._frame is not None
        scale, (wide, high) = self._scale(), self._frame.of
        return QPointF((self.width() - wide * scale) / 2, (self.height() - high * scale) / 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.rect(), tokens().color("field"))
        if self._frame is None or self._image.isNull():
            painter.setPen(tokens().color("muted"))
            painter.setFont(ui_font(10.0))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
        else:
            self._draw(painter, self._frame)
        painter.setPen(QPen(tokens().color("focus" if self.hasFocus() else "line"), 2 if self.hasFocus() else 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        painter.end()

    def _draw(self, painter: QPainter, frame: Frame) -> None:
        scale, corner = self._scale(), self._corner()
        whole = QRectF(corner.x(), corner.y(), frame.of[0] * scale, frame.of[1] * scale)
        painter.drawImage(whole, self._image)
        left, top, width, height = (value * scale for value in frame.box)
        inner = QRectF(corner.x() + left, corner.y() + top, width, height)
        for part in (
            QRectF(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
            QRectF(whole.left(), inner.bottom(), whole.width(), whole.bottom() - inner.bottom()),
            QRectF(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
            QRectF(inner.right(), inner.top(), whole.right() - inner.right(), inner.height()),
        ):
            painter.fillRect(part, _SHADE)
        painter.setPen(QPen(QColor("white"), 2))
        painter.drawRect(inner.adjusted(1, 1, -1, -1))

    def _take(self, frame: Frame) -> None:
        if frame != self._frame:
            self._frame = frame
            self.update()
            self.changed.emit(frame)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._frame is not None:
            self._held = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is not None and self._frame is not None:
            way, scale = event.position() - self._held, self._scale()
            self._held = event.position()
            self._take(self._frame.moved(round(way.x() / scale), round(way.y() / scale)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._held = None

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._frame is not None and event.angleDelta().y():
            self._take(self._frame.zoomed(1 / _ZOOM if event.angleDelta().y() > 0 else _ZOOM))
            event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        frame, key = self._frame, event.key()
        if frame is None:
            super().keyPressEvent(event)
            return
        fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        step = max(1, round(max(frame.of) * (_FINE if fine else _STEP)))
        ways = {
            Qt.Key.Key_Left: (-step, 0),
            Qt.Key.Key_Right: (step, 0),
            Qt.Key.Key_Up: (0, -step),
            Qt.Key.Key_Down: (0, step),
        }
        if key in ways:
            self._take(frame.moved(*ways[Qt.Key(key)]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._take(frame.zoomed(1 / _ZOOM))
        elif key == Qt.Key.Key_Minus:
            self._take(frame.zoomed(_ZOOM))
        elif key == Qt.Key.Key_0:
            self._take(usual(frame.of))
        else:
            super().keyPressEvent(event)
