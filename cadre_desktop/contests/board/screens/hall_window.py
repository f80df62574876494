"""The wall in the hall: paints a slide, and nothing that is not on it."""

from PySide6.QtCore import QPointF, QRectF, QSize, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QLinearGradient,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QRadialGradient,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from cadre_desktop.contests.board.board_slides import Blank, Slide
from cadre_desktop.contests.board.screens.board_help import key_card, leaving_hint
from cadre_desktop.contests.board.screens.board_layout import NAME_ENDS, Parts, layout
from cadre_desktop.contests.board.screens.board_look import LOOKS, Look, Piece
from cadre_desktop.kit.language import _


class SlideView(QWidget):
    """Shows a slide; as a small picture when it is given the `design` size that the slide is laid out for."""

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent)
        self.slide: Slide = Blank()
        self.look = LOOKS["blue"]
        self.design: QSize | None = None
        self._ground = QPixmap()
        self._ground_look: Look | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    def show_slide(self, slide: Slide, look: Look, design: QSize | None = None) -> None:
        """Show another slide."""
        if (slide, look, design) != (self.slide, self.look, self.design):
            if design != self.design:
                self.updateGeometry()
            self.slide, self.look, self.design = slide, look, design
            self.setAccessibleName(slide.track)
            self.update()

    def parts(self) -> Parts:
        """What is painted, in the size it is laid out for."""
        return layout(self.slide, QSizeF(self.design or self.size()))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self.palette().window() if self.design else Qt.GlobalColor.black)
        self._fit(painter)
        size = QSizeF(self.design or self.size())
        if isinstance(self.slide, Blank):
            painter.fillRect(QRectF(QPointF(), size), Qt.GlobalColor.black)
        else:
            painter.drawPixmap(QRectF(QPointF(), size), self._background(), QRectF(self._background().rect()))
            paint_parts(painter, self.parts(), self.look)
        painter.end()

    def _fit(self, painter: QPainter) -> None:
        if self.design is not None:
            scale = min(self.width() / self.design.width(), self.height() / self.design.height())
            painter.translate((self.width() - self.design.width() * scale) / 2, 0)
            painter.scale(scale, scale)

    def hasHeightForWidth(self) -> bool:
        return self.design is not None

    def heightForWidth(self, width: int) -> int:
        return width * self.design.height() // self.design.width() if self.design is not None else -1

    def _background(self) -> QPixmap:
        """The ground is painted once for a size and a look."""
        size = self.size() * self.devicePixelRatioF()
        if self._ground.size() != size or self._ground_look is not self.look:
            self._ground, self._ground_look = background(size, self.look), self.look
        return self._ground


def background(size: QSize, look: Look) -> QPixmap:
    """The ground of the wall: a calm slope of one colour, a little lighter where the eye rests."""
    picture = QPixmap(size)
    painter = QPainter(picture)
    slope = QLinearGradient(0, 0, 0, size.height())
    slope.setColorAt(0, QColor(look.top))
    slope.setColorAt(1, QColor(look.bottom))
    painter.fillRect(picture.rect(), slope)
    glow = QRadialGradient(QPointF(size.width() / 2, size.height() * 0.45), size.width() * 0.55)
    middle = QColor(look.glow)
    middle.setAlpha(150)
    edge = QColor(look.glow)
    edge.setAlpha(0)
    glow.setColorAt(0, middle)
    glow.setColorAt(1, edge)
    painter.fillRect(picture.rect(), glow)
    painter.end()
    return picture


def paint_parts(painter: QPainter, parts: Parts, look: Look) -> None:
    """Paint what a layout says."""
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    for part in parts:
        colour = QColor(getattr(look, part.tone))
        if isinstance(part, Piece):
            painter.setPen(colour)
            painter.setFont(part.font)
            for line, strip in part.laid_out():
                painter.drawText(strip, int(part.flags | Qt.TextFlag.TextDontClip | Qt.TextFlag.TextSingleLine), line)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(part.rect, part.radius, part.radius)


_EDGE = 6
"""Px between the way out and the upper edge of the wall."""
_LEAST_HINT = 26
"""Px of a line of it, with hardly anything around."""
_HINT_MS = 8_000
"""How long the way out is shown on the wall after it was opened, and after the mouse was moved."""


class HallWindow(QWidget):
    """The second window, for the projector. Keys go to whoever listens to `pressed`.

    Where it fills the only screen (`hints`) it says for a while how to leave it, and when the mouse is moved.
    """

    pressed = Signal(QKeyEvent)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None):
        super().__init__(parent, Qt.WindowType.Window)
        self.setWindowTitle(_("大屏"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self.setMinimumSize(640, 360)
        self.view = SlideView()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.hints = False
        self.hint: QLabel | None = None
        self.keys: QFrame | None = None
        self.rest = QTimer(self, singleShot=True, interval=_HINT_MS)
        self.rest.timeout.connect(self._hide_hint)
        self.setMouseTracking(True)
        self.view.setMouseTracking(True)

    def tell_leaving(self) -> None:
        """Say for a while how to leave: over the contest's name, which everybody knows, and over no rank won."""
        self.hint = self.hint or leaving_hint(self)
        room = int(self.height() * NAME_ENDS / 100)
        edge = min(_EDGE, max(0, (room - _LEAST_HINT) // 2))
        height = min(self.hint.sizeHint().height(), room - edge)
        self.hint.setFixedSize(self.hint.sizeHint().width(), height)
        self.hint.move((self.width() - self.hint.width()) // 2, edge)
        self.hint.show()
        self.hint.raise_()
        self.rest.start()

    def _hide_hint(self) -> None:
        if self.hint is not None:
            self.hint.hide()

    def show_keys(self, shown: bool) -> None:
        """Lay the keys over the wall, or take them away."""
        if shown:
            self._hide_hint()
            self.keys = self.keys or key_card(self)
            self.keys.adjustSize()
            self.keys.move((self.width() - self.keys.width()) // 2, (self.height() - self.keys.height()) // 2)
            self.keys.raise_()
        if self.keys is not None:
            self.keys.setVisible(shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        if self.hints and (self.keys is None or not self.keys.isVisible()):
            self.tell_leaving()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.hint is not None and self.hint.isVisible():
            self.tell_leaving()
        if self.keys is not None and self.keys.isVisible():
            self.show_keys(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.pressed.emit(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        event.accept()
