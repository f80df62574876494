"""Which texts are painted on a window, in which colour, and on which ground: from the painting itself.

A paint engine of its own takes down each text with the colour of its pen; the picture of the same window tells the
ground it stands on. So what delegates and charts paint is found like the words of a label.
"""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QColor, QImage, QPaintDevice, QPaintEngine, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QWidget

SHARPNESS = 2
"""Pixels of the picture for one of the window: thin strokes reach their full colour."""
_NEAR = 16
"""So far a channel may be from a colour that is there; two inks in one place differ by more."""


class Ink(NamedTuple):
    """A text with its colour (``#rrggbb``, as it appears) and the colour of the ground beneath it."""

    text: str
    colour: str
    ground: str


class _Written(NamedTuple):
    text: str
    colour: QColor
    place: QRectF


class _Engine(QPaintEngine):
    """Takes down texts and paints nothing."""

    def __init__(self) -> None:
        super().__init__(QPaintEngine.PaintEngineFeature.AllFeatures)
        self.written: list[_Written] = []
        self._pen, self._place = QPen(), QTransform()
        self._strength = 1.0
        self._kept = QPainterPath()

    def begin(self, _device: QPaintDevice) -> bool:
        return True

    def end(self) -> bool:
        return True

    def type(self) -> QPaintEngine.Type:
        return QPaintEngine.Type.User

    def updateState(self, state: object) -> None:
        changed = state.state()
        if changed & QPaintEngine.DirtyFlag.DirtyPen:
            self._pen = QPen(state.pen())
        if changed & QPaintEngine.DirtyFlag.DirtyTransform:
            self._place = QTransform(state.transform())
        if changed & QPaintEngine.DirtyFlag.DirtyClipPath:
            self._kept = state.transform().map(state.clipPath())
        if changed & QPaintEngine.DirtyFlag.DirtyOpacity:
            self._strength = state.opacity()

    def drawTextItem(self, place: QPointF, item: object) -> None:
        box = QRectF(place.x(), place.y() - item.ascent(), item.width(), item.ascent() + item.descent())
        colour = QColor(self._pen.color())
        colour.setAlphaF(colour.alphaF() * self._strength)
        spot = self._place.mapRect(box)
        if item.text().strip() and (self._kept.isEmpty() or self._kept.contains(spot.center())):
            self.written.append(_Written(item.text(), colour, spot))

    def drawPixmap(self, *_how: object) -> None:
        """Not asked for."""

    def drawPath(self, *_how: object) -> None:
        """Not asked for."""

    def drawPolygon(self, *_how: object) -> None:
        """Not asked for."""


class _Notebook(QPaintDevice):
    def __init__(self, size: QSize):
        super().__init__()
        self.engine, self._size = _Engine(), size

    def paintEngine(self) -> QPaintEngine:
        return self.engine

    def metric(self, which: QPaintDevice.PaintDeviceMetric) -> int:
        metric = QPaintDevice.PaintDeviceMetric
        known = {metric.PdmWidth: self._size.width(), metric.PdmHeight: self._size.height(), metric.PdmDepth: 32}
        known |= {metric.PdmDevicePixelRatio: 1, metric.PdmDevicePixelRatioScaled: 1 << 16}
        return known.get(which, 96)


def picture(window: QWidget) -> np.ndarray:
    """The window as it is seen: rows of pixels of red, green, blue."""
    image = QImage(window.size() * SHARPNESS, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARPNESS)
    window.render(image, QPoint(0, 0))
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return rows[:, : image.width(), 2::-1].copy()


def inks(window: QWidget, seen: np.ndarray) -> Iterator[Ink]:
    """Every text that is seen on `window`, whose picture is `seen`; what is cut off or covered is not."""
    notebook = _Notebook(window.size())
    painter = QPainter(notebook)
    window.render(painter, QPoint(0, 0))
    painter.end()
    for text, colour, place in notebook.engine.written:
        spot = _spot(place) & QRect(0, 0, seen.shape[1], seen.shape[0])
        pixels = seen[spot.top() : spot.bottom() + 1, spot.left() : spot.right() + 1].reshape(-1, 3).astype(int)
        if len(pixels):
            ground = commonest(pixels)
            shown = _laid_over(colour, ground)
            if (np.abs(pixels - shown).max(axis=1) < _NEAR).any():
                yield Ink(text, _named(shown), _named(ground))


def commonest(pixels: np.ndarray) -> np.ndarray:
    """The colour that most of the pixels have."""
    packed = pixels.reshape(-1, 3).astype(int) @ np.array([1 << 16, 1 << 8, 1])
    found, counts = np.unique(packed, return_counts=True)
    most = int(found[counts.argmax()])
    return np.array([most >> 16, most >> 8 & 255, most & 255])


def _spot(place: QRectF) -> QRect:
    return QRectF(place.topLeft() * SHARPNESS, place.size() * SHARPNESS).toAlignedRect()


def _laid_over(colour: QColor, ground: np.ndarray) -> np.ndarray:
    """What a colour that lets the ground through looks like."""
    own = np.array([colour.red(), colour.green(), colour.blue()])
    return np.rint(own * colour.alphaF() + ground * (1 - colour.alphaF())).astype(int)


def _named(colour: np.ndarray) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


_SHARES = np.arange(256) / 255
_LINEAR = np.where(_SHARES <= 0.04045, _SHARES / 12.92, ((_SHARES + 0.055) / 1.055) ** 2.4)
"""The linear light of each value of a colour."""


def luminance(colour: np.ndarray) -> np.ndarray:
    """The relative luminance of colours (0 to 255), 0 to 1, as the Web Content Accessibility Guidelines define it."""
    return _LINEAR[np.asarray(colour, int)] @ np.array([0.2126, 0.7152, 0.0722])


def contrast(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """The contrast of colours, 1 to 21."""
    first, second = luminance(one), luminance(other)
    return (np.maximum(first, second) + 0.05) / (np.minimum(first, second) + 0.05)


def rgb(name: str) -> np.ndarray:
    """``#rrggbb`` as numbers."""
    colour = QColor(name)
    return np.array([colour.red(), colour.green(), colour.blue()])
