"""A sheet of paper in a view: its zoom, what is beneath everything on it, and how far it scrolls."""

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent, QTransform, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsScene, QGraphicsView, QWidget

from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.qt.look.theme import theme_changed, tokens

DOTS_PER_MM = 96 / 25.4
"""Pixels to a millimetre in real size on a screen of 96 dpi."""
_LEAST, _MOST, _STEP = 0.1, 8.0, 1.25
_EDGE = 22.0
"""Px around the sheet."""


class PaperView(QGraphicsView):
    """`zoomed` carries the scale; `shifted` says that another part of the sheet is seen, or at another zoom."""

    zoomed = Signal(float)
    shifted = Signal()

    def __init__(self, parent: QWidget | None = None):
        self.stage = QGraphicsScene()
        super().__init__(self.stage, parent)
        self.stage.setParent(self)
        self.stage.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
        self.sheet = Box(0.0, 0.0, 210.0, 297.0)
        self.margin = 0.0
        self.ground: QPixmap | None = None
        self._fits = True
        self.zoom = 1.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setCacheMode(QGraphicsView.CacheModeFlag.CacheBackground)
        theme_changed.connect(self._renew)
        for bar in (self.horizontalScrollBar(), self.verticalScrollBar()):
            bar.valueChanged.connect(self.shifted)

    def show_sheet(self, width: float, height: float, margin: float) -> None:
        """Show a sheet of this size in mm; `margin` mm from its edges pieces come to rest."""
        fits = self._fits or (width, height) != self.sheet[2:]
        self.sheet, self.margin = Box(0.0, 0.0, width, height), margin
        if fits:
            self.fit()
            self._renew()
        else:
            self.settle()

    def show_ground(self, picture: QPixmap | None) -> None:
        """Show a picture over the whole sheet, beneath all pieces."""
        self.ground = picture
        self._renew()

    def _renew(self) -> None:
        """Paint anew what is beneath everything; else it is copied from what was painted before."""
        self.resetCachedContent()
        self.viewport().update()

    @property
    def pixels(self) -> float:
        """Logical pixels to a millimetre."""
        return self.zoom * DOTS_PER_MM

    @property
    def dpi(self) -> float:
        """Device pixels to an inch, in which pictures are sharp."""
        return 96 * self.zoom * self.devicePixelRatioF()

    def fit(self) -> None:
        """Show the whole sheet from now on, however large the window is."""
        room = self.maximumViewportSize()
        across = (room.width() - 2 * _EDGE) / (self.sheet.width * DOTS_PER_MM)
        down = (room.height() - 2 * _EDGE) / (self.sheet.height * DOTS_PER_MM)
        self._set_zoom(min(across, down))
        self._fits = True

    def set_zoom(self, zoom: float) -> None:
        """Show at this scale; 1.0 is real size on a screen of 96 dpi."""
        self._fits = False
        self._set_zoom(zoom)

    def zoom_in(self) -> None:
        """A step nearer."""
        self.set_zoom(self.zoom * _STEP)

    def zoom_out(self) -> None:
        """A step farther."""
        self.set_zoom(self.zoom / _STEP)

    def _set_zoom(self, zoom: float) -> None:
        self.zoom = min(_MOST, max(_LEAST, zoom))
        self.setTransform(QTransform.fromScale(self.pixels, self.pixels))
        self.settle()
        self.zoomed.emit(self.zoom)

    def settle(self) -> None:
        """Let the scroll bars reach the sheet, and what lies off it."""
        edge = _EDGE / self.pixels
        area = QRectF(*self.sheet).adjusted(-edge, -edge, edge, edge)
        area |= self.off_sheet()
        if area != self.sceneRect():
            self.setSceneRect(area)
        self.shifted.emit()

    def off_sheet(self) -> QRectF:
        """What has to be reached beside the sheet."""
        return QRectF()

    def drawBackground(self, painter: QPainter, rect: QRectF | object) -> None:
        assert isinstance(rect, QRectF)
        painter.fillRect(rect, tokens().color("soft_line"))
        sheet = QRectF(*self.sheet)
        painter.fillRect(sheet & rect, QColor("white"))
        if self.ground is not None:
            self._paint_ground(painter, self.ground, sheet)
        pen = QPen(tokens().color("line"), 1)
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet)

    def _paint_ground(self, painter: QPainter, picture: QPixmap, sheet: QRectF) -> None:
        target = painter.worldTransform().mapRect(sheet)
        ratio = picture.devicePixelRatio()
        if abs(picture.width() - target.width() * ratio) > 1.5:
            painter.drawPixmap(sheet, picture, QRectF(picture.rect()))
            return
        painter.save()
        painter.resetTransform()
        painter.drawPixmap(QPointF(round(target.x() * ratio) / ratio, round(target.y() * ratio) / ratio), picture)
        painter.restore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().wheelEvent(event)
            return
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fits:
            self.fit()
        self.shifted.emit()
