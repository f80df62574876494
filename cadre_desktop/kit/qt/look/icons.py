"""Line icons of one family (`resources/icons/*.svg`), drawn in the colours of the theme at whatever size is asked.

The icon engine looks the colour up when it paints, so icons follow a switch of the theme without being set again.
"""

from functools import cache, lru_cache

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from cadre_desktop.kit.qt.look.theme import tokens
from cadre_desktop.kit.resources import resource

SIZES = (16, 20, 24)


def icon(name: str, tone: str = "icon") -> QIcon:
    """The icon `resources/icons/<name>.svg` in the theme colour `tone` (``on_button`` on a primary button).

    Raises FileNotFoundError for a name that is not shipped.
    """
    _source(name)
    return QIcon(_Engine(name, tone))


def pixmap(name: str, size: int, tone: str = "icon", ratio: float = 1.0) -> QPixmap:
    """The icon as a picture of `size` logical pixels for a screen with `ratio` device pixels to each."""
    picture = _drawn(name, getattr(tokens(), tone), round(size * ratio))
    picture = QPixmap(picture)
    picture.setDevicePixelRatio(ratio)
    return picture


def still(name: str, size: int, tone: str = "icon") -> QIcon:
    """The icon as a picture of `size` logical pixels in the colours of now, for the frame of the window only. An icon
    engine is called with modes and states, for which Qt for Python builds all enumerations of QtGui: a tenth of the
    time until the window is shown.
    """
    return QIcon(pixmap(name, size, tone, QGuiApplication.instance().devicePixelRatio()))  # type: ignore[union-attr]


class _Engine(QIconEngine):
    """Draws one icon; disabled, selected and switched-on states take their own theme colours."""

    def __init__(self, name: str, tone: str):
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._tone)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """`size` is in device pixels."""
        return _drawn(self._name, self._color(mode, state), min(size.width(), size.height()))

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.drawPixmap(square, _drawn(self._name, self._color(mode, state), round(side * ratio)))

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        """Disabled, chosen in a list, switched on (a tab in front, a pressed-in button), or just there."""
        chosen = tokens()
        if mode == QIcon.Mode.Disabled:
            return chosen.disabled
        if mode == QIcon.Mode.Selected and self._tone == "icon":
            return chosen.selection_text
        if state == QIcon.State.On and self._tone == "icon":
            return chosen.primary
        return str(getattr(chosen, self._tone))


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")


@lru_cache(maxsize=512)
def _drawn(name: str, color: str, side: int) -> QPixmap:
    """The icon as `side` × `side` device pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    renderer.render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
