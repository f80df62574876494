"""Pages of a PDF one below the other; only those in sight are rendered, in jobs."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from cadre_desktop.kit.jobs import Job, Jobs, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.theme import tokens

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.pages import Picture

Fit = Literal["width", "page", "none"]

_GAP = 14.0
_DOTS_PER_MM = 96 / 25.4
_LEAST, _MOST = 0.1, 4.0
_STEP = 1.25
_MOST_DPI = 300.0
"""Beyond this a picture is enlarged instead of rendered anew: an A4 page takes 35 MB then."""
_KEPT_AROUND = 3


class PageSource(Protocol):
    """What draws pages: a PDF, or a picture as if it were one."""

    def picture(self, number: int, dpi: float) -> "Picture":
        """A page at `dpi` pixels an inch; called in jobs."""
        ...


@dataclass(frozen=True)
class _Rendered:
    dpi: float
    picture: QPixmap


class PageCanvas(QAbstractScrollArea):
    """Shows pages; `page_changed` carries the page in sight (from 0), `zoom_changed` the scale (1.0 is real size)."""

    page_changed = Signal(int)
    zoom_changed = Signal(float)

    def __init__(self, jobs: Jobs, parent: QWidget | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._pages: PageSource | None = None
        self._sizes: list[tuple[float, float]] = []
        self._tops: list[float] = []
        self._rendered: dict[int, _Rendered] = {}
        self._fit: Fit = "page"
        self._zoom = 1.0
        self._current = 0
        self.setAccessibleName(_("打印预览"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.horizontalScrollBar().valueChanged.connect(self.viewport().update)

    def show_pages(self, pages: PageSource, sizes: list[tuple[float, float]]) -> None:
        """Show `pages`; `sizes` are width and height of each in mm."""
        self._pages, self._sizes = pages, sizes
        self._rendered.clear()
        self._relay()
        self.go_to(0)

    def leave(self) -> None:
        """Stop rendering; the pages may be closed then."""
        if self._job is not None:
            self._job.drop()
        self._pages = None

    @property
    def count(self) -> int:
        """How many pages there are."""
        return len(self._sizes)

    @property
    def current(self) -> int:
        """The page in sight, from 0."""
        return self._current

    @property
    def zoom(self) -> float:
        """The scale; 1.0 is real size on a screen of 96 dpi."""
        return self._zoom

    def is_rendered(self, number: int) -> bool:
        """Whether a page is there as sharp as it can be."""
        rendered = self._rendered.get(number)
        return rendered is not None and abs(rendered.dpi - self._dpi()) < 0.5

    def go_to(self, number: int) -> None:
        """Bring a page to the top."""
        if self._tops:
            number = min(max(0, number), self.count - 1)
            self.verticalScrollBar().setValue(round(self._tops[number] - _GAP / 2))
            self._scrolled()

    def fit_to(self, fit: Fit) -> None:
        """Keep the page's width or the whole page in the window from now on."""
        self._fit = fit
        self._keep_position()

    def set_zoom(self, zoom: float) -> None:
        """Show at this scale."""
        self._fit = "none"
        self._zoom = min(_MOST, max(_LEAST, zoom))
        self._keep_position()

    def zoom_in(self) -> None:
        """A step nearer."""
        self.set_zoom(self._zoom * _STEP)

    def zoom_out(self) -> None:
        """A step farther."""
        self.set_zoom(self._zoom / _STEP)

    def _keep_position(self) -> None:
        """Lay out anew with the same part of the same page at the top."""
        number, bar = self._current, self.verticalScrollBar()
        part = (bar.value() - self._tops[number]) / self._height(number) if self._tops else 0.0
        self._relay()
        if self._tops:
            bar.setValue(round(self._tops[number] + max(part, -0.02) * self._height(number)))
        self._scrolled()

    def _relay(self) -> None:
        if not self._sizes:
            return
        self._zoom = self._fitting()
        self._tops, top = [], _GAP
        for number in range(self.count):
            self._tops.append(top)
            top += self._height(number) + _GAP
        view, widest = self.viewport().size(), max(self._width(number) for number in range(self.count))
        self.verticalScrollBar().setRange(0, max(0, round(top) - view.height()))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(40)
        self.horizontalScrollBar().setRange(0, max(0, round(widest + 2 * _GAP) - view.width()))
        self.horizontalScrollBar().setPageStep(view.width())
        self.zoom_changed.emit(self._zoom)
        self.viewport().update()

    def _fitting(self) -> float:
        width = max(width for width, _height in self._sizes) * _DOTS_PER_MM
        height = max(height for _width, height in self._sizes) * _DOTS_PER_MM
        # as if both scroll bars were there, so that they cannot flicker in and out
        across = (self.viewport().width() - 2 * _GAP) / width
        down = (self.viewport().height() - 2 * _GAP) / height
        wanted = {"width": across, "page": min(across, down), "none": self._zoom}[self._fit]
        return min(_MOST, max(_LEAST, wanted))

    def _width(self, number: int) -> float:
        return self._sizes[number][0] * _DOTS_PER_MM * self._zoom

    def _height(self, number: int) -> float:
        return self._sizes[number][1] * _DOTS_PER_MM * self._zoom

    def _area(self, number: int) -> QRectF:
        """Where a page is in the viewport, on whole device pixels so that it stays sharp."""
        ratio = self.devicePixelRatioF()
        across = max(self.viewport().width(), self.horizontalScrollBar().maximum() + self.viewport().width())
        left = (across - self._width(number)) / 2 - self.horizontalScrollBar().value()
        top = self._tops[number] - self.verticalScrollBar().value()
        edges = (left, top, self._width(number), self._height(number))
        return QRectF(*(round(edge * ratio) / ratio for edge in edges))

    def _in_sight(self) -> range:
        top = self.verticalScrollBar().value()
        first = max(0, bisect_right(self._tops, top) - 1)
        last = max(first, bisect_right(self._tops, top + self.viewport().height()) - 1)
        return range(first, last + 1) if self._tops else range(0)

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        current = max(0, bisect_right(self._tops, middle) - 1)
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)
        self.viewport().update()
        self._render_next()

    def _dpi(self) -> float:
        return min(_MOST_DPI, 96 * self._zoom * self.devicePixelRatioF())

    def _render_next(self) -> None:
        """Render the first page in sight (then its neighbours) that is not sharp yet; one job at a time."""
        sight = self._in_sight()
        wanted = next((number for number in [*sight, *self._near(sight)] if not self.is_rendered(number)), None)
        if wanted is None or self._pages is None or (self._job is not None and not self._job.over):
            return
        pages, dpi, number = self._pages, self._dpi(), wanted

        def work(progress: Progress) -> QImage:
            return image_of(pages.picture(number, dpi))

        self._job = self._jobs.run(
            _("正在显示第 {page} 页").format(page=number + 1),
            work,
            lambda image: self._take(number, dpi, image),
            owner=self,
        )

    def _near(self, sight: range) -> list[int]:
        near = [sight.stop, sight.start - 1] if sight else []
        return [number for number in near if 0 <= number < self.count and self._zoom <= 1.5]

    def _take(self, number: int, dpi: float, image: QImage) -> None:
        self._rendered[number] = _Rendered(dpi, QPixmap.fromImage(image))
        sight = self._in_sight()
        for old in [n for n in self._rendered if not sight.start - _KEPT_AROUND <= n < sight.stop + _KEPT_AROUND]:
            del self._rendered[old]
        self.viewport().update()
        self._job = None
        self._render_next()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(self.viewport().rect(), tokens().color("soft_line"))
        for number in self._in_sight():
            area = self._area(number)
            painter.fillRect(area, Qt.GlobalColor.white)
            self._draw_page(painter, number, area)
            painter.setPen(QPen(tokens().color("line"), 1))
            painter.drawRect(area.adjusted(-0.5, -0.5, 0.5, 0.5))
        painter.end()

    def _draw_page(self, painter: QPainter, number: int, area: QRectF) -> None:
        """A sharp picture pixel for pixel, an old one stretched until the new one comes."""
        rendered = self._rendered.get(number)
        if rendered is None:
            return
        picture, ratio = rendered.picture, self.devicePixelRatioF()
        if self.is_rendered(number) and rendered.dpi < _MOST_DPI:
            picture.setDevicePixelRatio(ratio)
            painter.setClipRect(area)
            painter.drawPixmap(area.topLeft(), picture)
            painter.setClipping(False)
        else:
            painter.drawPixmap(area, picture, QRectF(picture.rect()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._keep_position()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_in() if event.angleDelta().y() > 0 else self.zoom_out()
            event.accept()
        else:
            super().wheelEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        goals = {
            Qt.Key.Key_PageDown: self._current + 1,
            Qt.Key.Key_PageUp: self._current - 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: self.count - 1,
        }
        if event.key() in goals:
            self.go_to(goals[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)


def image_of(picture: "Picture") -> QImage:
    """A rendered page as an image of its own memory."""
    raw = QImage(picture.rgba, picture.width, picture.height, picture.width * 4, QImage.Format.Format_RGBX8888)
    return raw.convertToFormat(QImage.Format.Format_RGB32)
