"""Pictures of a design's elements, drawn as they are printed, in jobs; an element that is moved is not drawn again."""

from collections import OrderedDict
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QPainter, QPixmap

from cadre_desktop.certificates.designing.showing import (
    Drawn,
    drawn_alone,
    drawn_ground,
    faults,
    ground_faults,
    look_of,
    off_sheet,
)
from cadre_desktop.certificates.screens.designer.design_files import DesignFiles, picture_of
from cadre_desktop.kit.documents.design.elements import Design, Element
from cadre_desktop.kit.jobs import Jobs, Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.canvas.sheet_view import SheetView
from cadre_desktop.kit.qt.pages.page_canvas import image_of

if TYPE_CHECKING:
    from cadre_desktop.kit.documents.design.setting import Words

_MOST_DPI = 450.0
_MOST_GROUND_DPI = 300.0
"""Beyond these a picture is enlarged instead of drawn anew: an A4 sheet takes 35 MB then."""
_MOST_KEPT = 96 << 20
"""Bytes of pictures that are kept for when they are wanted again, as after undo."""
_PATIENCE_MS = 60
_SCAN = 0.85
"""How opaque a scan of bought stock is."""


@dataclass(frozen=True)
class ShownElement:
    """An element's picture, and what is wrong with it."""

    picture: QPixmap | None
    width: float
    height: float
    wrong: tuple[str, ...]

    @property
    def bytes(self) -> int:
        """What it takes of memory."""
        return 4 * self.picture.width() * self.picture.height() if self.picture else 0


@dataclass(frozen=True)
class _Made:
    """What a job has drawn, still without pixmaps, which only the window's thread may make."""

    elements: dict[Hashable, tuple[Drawn | None, tuple[str, ...]]]
    ground: QImage | None
    ground_key: Hashable
    ground_wrong: tuple[str, ...]


class ElementPictures(QObject):
    """Shows a design on `view`. `wrong`: what is wrong with its elements, by index; `told` follows once it is known."""

    told = Signal()

    def __init__(self, jobs: Jobs, view: SheetView, files: DesignFiles):
        super().__init__(view)
        self._jobs, self._view, self._files = jobs, view, files
        self._kept: OrderedDict[Hashable, ShownElement] = OrderedDict()
        self._ground_key: Hashable = None
        self._design: Design | None = None
        self._words: Words | None = None
        self.wrong: Mapping[int, tuple[str, ...]] = {}
        self.ground_wrong: tuple[str, ...] = ()
        self._kinds: list[type] = []
        self.complete = False
        self._soon = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._soon.timeout.connect(self._draw)
        view.zoomed.connect(lambda _zoom: self._soon.start())

    def show(self, design: Design, words: "Words") -> None:
        """Show this design with these words: what is at hand now, the rest when it is drawn."""
        self._design, self._words = design, words
        self._draw()

    def forget(self) -> None:
        """Forget all pictures of elements: they would be others now."""
        self._kept.clear()

    def _keys(self, design: Design, words: "Words", dpi: float) -> list[Hashable]:
        return [(look_of(element, words), round(dpi, 2), design.setting) for element in design.elements]

    def _draw(self) -> None:
        """Show what is at hand, and have the rest drawn."""
        design, words = self._design, self._words
        if design is None or words is None:
            return
        dpi = min(self._view.dpi, _MOST_DPI)
        ground_dpi = min(self._view.dpi, _MOST_GROUND_DPI)
        keys = self._keys(design, words, dpi)
        ground_key = (design.background, design.underlay, design.sheet, round(ground_dpi, 2))
        self._show(keys)
        missing = {key: element for key, element in zip(keys, design.elements, strict=True) if key not in self._kept}
        wants_ground = ground_key != self._ground_key
        self.complete = not missing and not wants_ground
        if self.complete:
            self.told.emit()
            return

        def work(_progress: Progress) -> _Made:
            full = self._files.with_files(words, design)
            drawn = drawn_alone(design, list(missing.values()), full, dpi)
            wrong = (tuple(faults(design, element, full)) for element in missing.values())
            elements = dict(zip(missing, zip(drawn, wrong, strict=True), strict=True))
            if not wants_ground:
                return _Made(elements, None, None, ())
            ground = ground_of(design, full, ground_dpi, self._files)
            return _Made(elements, ground, ground_key, tuple(ground_faults(design, full)))

        self._jobs.run(_("正在排版"), work, self._take, keep_latest=f"designer {id(self)}", owner=self._view)

    def _take(self, made: _Made) -> None:
        ratio = self._view.devicePixelRatioF()
        for key, (drawn, wrong) in made.elements.items():
            self._kept[key] = _shown(drawn, wrong, ratio)
        if made.ground_key is not None:
            self._ground_key, self.ground_wrong = made.ground_key, made.ground_wrong
            ground = None
            if made.ground is not None:
                ground = QPixmap.fromImage(made.ground)
                ground.setDevicePixelRatio(ratio)
            self._view.show_ground(ground)
        self._draw()
        self._let_go()

    def _let_go(self) -> None:
        """Forget the pictures that were wanted least lately, but none that is seen now: it would be drawn again and
        again."""
        kept = sum(shown.bytes for shown in self._kept.values())
        while kept > _MOST_KEPT and len(self._kept) > len(self._kinds):
            kept -= self._kept.popitem(last=False)[1].bytes

    def _show(self, keys: list[Hashable]) -> None:
        wrong = {index: (sentence,) for index, sentence in off_sheet(self._design).items()} if self._design else {}
        kinds = [type(element) for element in self._design.elements] if self._design else []
        for index, key in enumerate(keys):
            if shown := self._kept.get(key):
                self._kept.move_to_end(key)
                self._view.show_picture(index, shown.picture, shown.width, shown.height)
                if shown.wrong:
                    wrong[index] = (*wrong.get(index, ()), *shown.wrong)
            elif self._kinds[index : index + 1] != [kinds[index]]:
                self._view.show_picture(index, None, 0.0, 0.0)  # not that of another element until its own is drawn
        self.wrong, self._kinds = wrong, kinds

    def blank(self, element: Element, words: "Words") -> bool:
        """Whether nothing is to be seen of an element whose picture is at hand."""
        dpi = min(self._view.dpi, _MOST_DPI)
        key = (look_of(element, words), round(dpi, 2), self._design.setting if self._design else 1)
        shown = self._kept.get(key)
        return shown is not None and shown.picture is None


def _shown(drawn: Drawn | None, wrong: tuple[str, ...], ratio: float) -> ShownElement:
    if drawn is None or drawn.blank:
        return ShownElement(None, 0.0, 0.0, wrong)
    width, height, rgba = drawn.picture
    image = QImage(rgba, width, height, 4 * width, QImage.Format.Format_RGBA8888)
    picture = QPixmap.fromImage(image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied))
    picture.setDevicePixelRatio(ratio)
    return ShownElement(picture, drawn.width, drawn.height, wrong)


def ground_of(design: Design, words: "Words", dpi: float, files: DesignFiles) -> QImage | None:
    """What is beneath the elements: a scan of bought stock, and over it the background as it is printed."""
    picture = drawn_ground(design, words, dpi)
    ground = image_of(picture) if picture else None
    scan = files.get(design.underlay) if design.underlay else None
    if not scan:
        return ground
    width, height = (max(1, round(side * dpi / 25.4)) for side in design.sheet)
    found = QImage(width, height, QImage.Format.Format_RGB32)
    found.fill(Qt.GlobalColor.white)
    painter = QPainter(found)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setOpacity(_SCAN)
    painter.drawImage(found.rect(), picture_of(scan, width, height))
    painter.setOpacity(1.0)
    if ground is not None:
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        painter.drawImage(found.rect(), ground)
    painter.end()
    return found
