"""The marking grid while keys are held down: 500 entrants × 9 judges × 12 criteria, beside a plain QTableView.

Run by hand: ``python tests/benchmarks/bench_marking_grid.py``; with ``--smoke`` a small size without limits. The real
page stands on a real file with real jobs, so that the marks typed are written, the sheets read again and the rank
list worked out meanwhile, on threads that share the interpreter with the window. Keys come one each 1/30 s, as a held
key repeats; a frame lasts from the key's event to the moment the window has painted what follows from it. The plain
view shows texts out of a list and takes the same keys. Held down are an arrow, a digit in a cell, and digits and Enter
over and over. Limits: the ratio of the median frames, and for 19 of 20 frames 1/60 s, or what the plain view takes
where that is more (on a busy machine); these stand in the last lines.
"""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_contest import write_workbook
from PySide6.QtCore import QAbstractTableModel, QEvent, QEventLoop, QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from cadre_desktop.contests.exchange.incoming import import_contest
from cadre_desktop.contests.records import Contest, Track
from cadre_desktop.contests.screens.marking.marking_page import MarkingPage
from cadre_desktop.contests.screens.marking.sheet_model import FIXED
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA

JUDGES, CRITERIA, POINTS = 9, 12, 8
WIDTH, HEIGHT = 1340, 700
REPEAT = 1 / 30
"""Seconds between two repeats of a held key."""
FRAME = 1 / 60
PATIENCE = 20
"""Seconds after which something that was waited for will not happen any more."""
MOST_TIMES_PLAIN = 2.0
Key = tuple[Qt.Key, str]
DOWN: Key = (Qt.Key.Key_Down, "")
RIGHT: Key = (Qt.Key.Key_Right, "")
LEFT: Key = (Qt.Key.Key_Left, "")
DIGIT: Key = (Qt.Key.Key_5, "5")
ENTER: Key = (Qt.Key.Key_Return, "\r")
HELD: dict[str, Iterable[Key]] = {
    "an arrow down": [DOWN],
    "an arrow across": [RIGHT] * (CRITERIA - 1) + [LEFT] * (CRITERIA - 1),
    "a digit": [DIGIT],
    "digit and Enter": [DIGIT, ENTER],
}


class PlainModel(QAbstractTableModel):
    """Texts out of a list."""

    def __init__(self, rows: int, columns: int):
        super().__init__()
        self.texts = [["5"] * columns for _row in range(rows)]

    def rowCount(self, parent: Any = None) -> int:
        return len(self.texts)

    def columnCount(self, parent: Any = None) -> int:
        return len(self.texts[0])

    def data(self, index: Any, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        shown = role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole)
        return self.texts[index.row()][index.column()] if shown else None

    def setData(self, index: Any, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        self.texts[index.row()][index.column()] = value
        self.dataChanged.emit(index, index)
        return True

    def flags(self, index: Any) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsEditable


class PlainTable(QTableView):
    """Enter goes on to the next cell, as in the marking grid."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        if event.key() == Qt.Key.Key_Return:
            self._next()

    def closeEditor(self, editor: QWidget, hint: Any) -> None:
        super().closeEditor(editor, hint)
        QTimer.singleShot(0, self._next)

    def _next(self) -> None:
        here, width = self.currentIndex(), self.model().columnCount()
        place = here.row() * width + here.column() + 1
        self.setCurrentIndex(self.model().index(place // width, place % width))


class Painted(QObject):
    """Tells when a window is about to paint."""

    def __init__(self, window: QWidget):
        super().__init__(window)
        self.count = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() in (QEvent.Type.UpdateRequest, QEvent.Type.Paint)
        return False


def until(condition: Callable[[], bool]) -> None:
    """Run the event loop until `condition` holds; what does not happen ends the run."""
    loop, timer = QEventLoop(), QTimer(singleShot=True)
    timer.start(round(PATIENCE * 1000))
    while not condition():
        assert timer.isActive(), "nothing happened"
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def pause(seconds: float) -> None:
    """Let the event loop run: what the program does between two keys belongs to the next frame."""
    loop = QEventLoop()
    timer = QTimer(loop, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(loop.quit)
    timer.start(max(0, round(seconds * 1000)))
    loop.exec()


def frames(window: QWidget, keys: Iterable[Key]) -> Iterator[float]:
    """Seconds from each key to the window painted."""
    painted = Painted(window)
    for key, text in keys:
        due = perf_counter()
        before = painted.count
        target = QApplication.focusWidget()
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.postEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text))
        until(lambda: painted.count > before)  # noqa: B023 - used up before the next round
        QApplication.processEvents()
        taken = perf_counter() - due
        yield taken
        pause(REPEAT - taken)


def held(window: QWidget, table: QTableView, start: QModelIndex, keys: Iterable[Key], count: int) -> list[float]:
    """The frames while keys are held down from the cell `start` on."""
    window.activateWindow()
    table.setFocus()
    table.setCurrentIndex(start)
    table.scrollTo(start)
    pause(0.3)
    found = list(frames(window, islice(cycle(keys), count)))
    table.setFocus()
    pause(0.3)
    return found


def plain(rows: int, count: int) -> dict[str, list[float]]:
    """The plain view."""
    model, table = PlainModel(rows, FIXED + CRITERIA + 3), PlainTable()
    table.setModel(model)
    table.resize(WIDTH, HEIGHT)
    table.show()
    found = {name: held(table, table, model.index(2, 3), keys, count) for name, keys in HELD.items()}
    table.close()
    return found


@contextmanager
def marking(file: Path, folder: Path) -> Iterator[MarkingPage]:
    """The page with the first judge's sheets, on a desk with real jobs."""
    store = open_store(file, SCHEMA, "王祯")
    jobs = QtJobs(_raise)
    desk = Desk(store, jobs, RecordedNotices(), FileSettings(folder / "settings.json"), SystemClock(), Changes(store))
    page = MarkingPage(desk)
    page.resize(WIDTH, HEIGHT)
    page.show()
    page.show_track(Contest.get(), Track.get())
    until(lambda: bool(page.model.rows) and not jobs.running)
    yield page
    until(lambda: not jobs.running)
    jobs.close()
    page.close()
    close_store(store)


def ours(file: Path, folder: Path, count: int) -> dict[str, list[float]]:
    """The marking page."""
    with marking(file, folder) as page:
        return {name: held(page, page.table, page.model.index(2, FIXED), keys, count) for name, keys in HELD.items()}


def _raise(error: BaseException) -> None:
    raise error


def percentile(values: list[float]) -> float:
    """What 19 of 20 values do not exceed."""
    return sorted(values)[len(values) * 19 // 20]


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    entrants, count = (30, 12) if smoke else (500, 150)
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        book, file = Path(folder) / "contest.xlsx", Path(folder) / "contest.cadre"
        write_workbook(book, entrants, "评委总分", JUDGES, CRITERIA, POINTS)
        store = open_store(file, SCHEMA, "王祯", create_new=True)
        assert import_contest(store, book).refused == 0, "not every row came in"
        close_store(store)
        grid, bare = ours(file, Path(folder), count), plain(entrants, count)
    over = False
    for name in HELD:
        mine, other = median(grid[name]), median(bare[name])
        over |= mine / other > MOST_TIMES_PLAIN
        print(f"frame, {name} held | {mine:.4f} | {other:.4f} | {mine / other:.2f} | {MOST_TIMES_PLAIN}")
    for name in HELD:
        mine, other = percentile(grid[name]), percentile(bare[name])
        over |= mine > max(FRAME, other)
        print(f"19 of 20 frames, {name} held | {mine:.4f} | {other:.4f} | {mine / other:.2f} | {FRAME:.4f} s")
    return 0 if smoke else int(over)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
