"""The designer: an element dragged across a full page, beside a plain QGraphicsView with the same pictures.

Run by hand: ``python tests/benchmarks/bench_designer.py``; with ``--smoke`` a few frames without limits. The real page
is in a window with real jobs: a frame over the whole sheet, 24 elements, rulers, guide lines, the panel beside it. The
mouse comes along every 1/60 s; a frame lasts from its event to the moment the window has painted what follows from it.
The plain view moves an item with the same picture over the same ground. Dragged are the largest text, a small one, all
elements at once, and the largest text at three times the size. Limits: the ratio of the median frames, and for 19 of 20
frames 1/60 s, or what the plain view takes where that is more (on a busy machine); these stand in the last lines.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from math import cos, sin
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))
sys.path.insert(0, str(Path(__file__).parents[1] / "certificates"))

from bench_marking_grid import FRAME, Painted, pause, percentile, until
from designs import BODY, NUMBER, honour, people
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QApplication, QGraphicsScene, QGraphicsView, QWidget

from cadre_desktop.certificates.designing.editing import Work, pasted
from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

WIDTH, HEIGHT = 1340, 700
ELEMENTS = 24
MOST_TIMES_PLAIN = 10.0
"""The plain view has no rulers, no guide lines and no page around it; all of these take a millisecond or two."""
NEAR = 3.0
"""The zoom at which a text is larger than the window."""
BESIDE = QPoint(24, 0)
"""From the middle of an element, where it has a handle, to where it is taken hold of."""
_LEFT, _NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def full_page() -> Design:
    """A page with many elements, none of them bought with the paper."""
    design = honour()
    loose = tuple(replace(element, preprinted=False) for element in design.elements)
    work = Work(replace(design, elements=loose))
    while len(work.elements) < ELEMENTS:
        work = pasted(work, loose[NUMBER : NUMBER + 3])
    return work.design


def path(start: QPoint) -> Iterator[QPoint]:
    """Where the mouse goes: round and round, farther out and back."""
    step = 0
    while True:
        step += 1
        far = 20 + 60 * abs(sin(step / 40))
        yield start + QPoint(round(far * cos(step / 9)), round(far * sin(step / 9)))


def mouse(kind: QEvent.Type, target: QWidget, at: QPoint) -> None:
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else _LEFT
    held = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else _LEFT
    where = QPointF(at)
    QApplication.postEvent(target, QMouseEvent(kind, where, target.mapToGlobal(where), button, held, _NONE))


def frames(window: QWidget, target: QWidget, points: Iterator[QPoint], count: int) -> Iterator[float]:
    """Seconds from each move of the mouse to the window painted."""
    painted = Painted(window)
    for at in islice(points, count):
        due, before = perf_counter(), painted.count
        mouse(QEvent.Type.MouseMove, target, at)
        until(lambda: painted.count > before)  # noqa: B023 - used up before the next round
        QApplication.processEvents()
        taken = perf_counter() - due
        yield taken
        pause(FRAME - taken)


def dragged(page: DesignerPage, chosen: set[int], count: int) -> list[float]:
    """The frames while these elements are dragged."""
    view = page.view
    page.editor.choose(chosen)
    spot = view.mapFromScene(QPointF(*view.pieces[max(chosen)].box.middle))
    if len(chosen) == 1:
        view.centerOn(QPointF(*view.pieces[max(chosen)].box.middle))
        spot = view.mapFromScene(QPointF(*view.pieces[max(chosen)].box.middle)) + BESIDE
    pause(0.3)
    until(lambda: page.pictures.complete)
    mouse(QEvent.Type.MouseButtonPress, view.viewport(), spot)
    pause(0.1)
    before = page.editor.design
    found = list(frames(page, view.viewport(), path(spot), count))
    mouse(QEvent.Type.MouseButtonRelease, view.viewport(), spot + QPoint(9, 9))
    pause(0.2)
    boxes = [[(each.width, each.height) for each in design.elements] for design in (before, page.editor.design)]
    assert page.editor.design != before, "nothing was dragged"
    assert boxes[0] == boxes[1], "it was resized"
    page.editor.undo()
    return found


@contextmanager
def designer(folder: Path) -> Iterator[DesignerPage]:
    """The page, on a desk with real jobs."""
    store = open_store(folder / "x.cadre", SCHEMA, "王祯", create_new=True)
    jobs = QtJobs(_raise)
    desk = Desk(store, jobs, RecordedNotices(), FileSettings(folder / "settings.json"), SystemClock(), Changes(store))
    page = DesignerPage(desk, full_page(), print, people())
    page.resize(WIDTH, HEIGHT)
    page.show()
    until(lambda: page.pictures.complete and not jobs.running)
    yield page
    until(lambda: not jobs.running)
    jobs.close()
    page.close()
    close_store(store)


class PlainView(QGraphicsView):
    """Pictures over a ground, moved with the mouse as Qt does it."""

    def __init__(self, page: DesignerPage, moved: set[int]):
        stage = QGraphicsScene()
        super().__init__(stage)
        stage.setParent(self)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        pixels = page.view.pixels
        stage.addPixmap(page.view.ground) if page.view.ground else None
        self.moved = []
        for index, piece in enumerate(page.view.pieces):
            picture = page.view.item(index).picture
            if picture is not None:
                item = stage.addPixmap(picture)
                x, y = piece.box.middle
                item.setPos(x * pixels - picture.width() / 2, y * pixels - picture.height() / 2)
                if index in moved:
                    self.moved.append((item, item.pos()))
        stage.setSceneRect(QRectF(0, 0, page.view.sheet.width * pixels, page.view.sheet.height * pixels))
        self.resize(page.view.size())
        self._from = QPointF()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from = event.position()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        by = event.position() - self._from
        for item, start in self.moved:
            item.setPos(start + by)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pass


def plain(page: DesignerPage, chosen: set[int], count: int) -> list[float]:
    """The plain view."""
    view = PlainView(page, chosen)
    view.show()
    item = view.moved[-1][0]
    view.centerOn(item)
    spot = view.mapFromScene(item.sceneBoundingRect().center())
    pause(0.3)
    mouse(QEvent.Type.MouseButtonPress, view.viewport(), spot)
    pause(0.1)
    found = list(frames(view, view.viewport(), path(spot), count))
    view.close()
    view.deleteLater()
    return found


def _raise(error: BaseException) -> None:
    raise error


CASES: dict[str, tuple[Callable[[DesignerPage], set[int]], float]] = {
    "a large text": (lambda _page: {BODY}, 0.0),
    "a small text": (lambda _page: {NUMBER}, 0.0),
    "everything": (lambda page: set(range(len(page.view.pieces))), 0.0),
    "a large text near by": (lambda _page: {BODY}, NEAR),
}


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    count = 12 if smoke else 150
    app: Any = QApplication.instance() or QApplication([])
    apply_theme(app, "light")
    mine: dict[str, list[float]] = {}
    other: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, designer(Path(folder)) as page:
        for name, (choose, zoom) in CASES.items():
            page.view.set_zoom(zoom) if zoom else page.view.fit()
            pause(0.3)
            until(lambda: page.pictures.complete)
            mine[name], other[name] = dragged(page, choose(page), count), plain(page, choose(page), count)
    over = False
    for name in CASES:
        ours, bare = median(mine[name]), median(other[name])
        over |= ours / bare > MOST_TIMES_PLAIN
        print(f"frame, {name} dragged | {ours:.4f} | {bare:.4f} | {ours / bare:.2f} | {MOST_TIMES_PLAIN}")
    for name in CASES:
        ours, bare = percentile(mine[name]), percentile(other[name])
        over |= ours > max(FRAME, bare)
        print(f"19 of 20 frames, {name} dragged | {ours:.4f} | {bare:.4f} | {ours / bare:.2f} | {FRAME:.4f} s")
    return 0 if smoke else int(over)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
