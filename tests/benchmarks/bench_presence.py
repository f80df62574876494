"""The attendance grid while keys are held down: 300 people × 40 sessions, beside a plain QTableView.

Run by hand: ``python tests/benchmarks/bench_presence.py``; with ``--smoke`` a small size without limits. The real page
stands on a real file with real jobs, so that what is keyed is written and the grid read again meanwhile. Keys and
frames are those of `bench_marking_grid`. Held down are an arrow down, an arrow across, and a sign that goes on to the
next person. Limits: the ratio of the median frames, and for 19 of 20 frames 1/60 s, or what the plain view takes where
that is more (on a busy machine); these are in the last lines.
"""

import os
import sys
import tempfile
from collections.abc import Iterable
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from bench_marking_grid import (
    DOWN,
    FRAME,
    HEIGHT,
    LEFT,
    MOST_TIMES_PLAIN,
    RIGHT,
    WIDTH,
    Key,
    PlainModel,
    held,
    percentile,
    until,
)
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QTableView

from cadre_desktop.courses.actions import enrol, save_course
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.name_list.attending import plan_sessions
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.screens.name_list.presence_page import PresencePage
from cadre_desktop.schema import SCHEMA

SAID: Key = (Qt.Key.Key_1, "1")
BESIDE = 2
"""Columns of the grid beside the sessions."""


class PlainTable(QTableView):
    """A sign is taken and the next person gone to, as in the grid."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() != "1":
            super().keyPressEvent(event)
            return
        here = self.currentIndex()
        self.model().setData(here, "1")
        self.setCurrentIndex(here.siblingAtRow(min(here.row() + 1, self.model().rowCount() - 1)))


def keys(sessions: int) -> dict[str, Iterable[Key]]:
    """What is held down, by its name."""
    across = min(sessions, 12) - 1
    return {"an arrow down": [DOWN], "an arrow across": [RIGHT] * across + [LEFT] * across, "a sign": [SAID]}


def fill(file: Path, people: int, sessions: int) -> None:
    """A course of so many people and sessions."""
    store = open_store(file, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    with store.step("人员"):
        home = Court.select().order_by(Court.place).first()
        names = [f"王{chr(0x4E00 + number)}" for number in range(people)]
        rows = [{"court": home.id, "name": name, "pinyin": pinyin_key(name)} for name in names]
        found = list(Person.add_many(rows))
    ends = date(2023, 3, sessions // 2)
    course = save_course(store, {"title": "执行实务", "starts": date(2023, 3, 1), "ends": ends, "hours": 40 * sessions})
    enrol(store, course, found)
    plan_sessions(store, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))
    close_store(store)


@contextmanager
def presence(file: Path, folder: Path) -> Any:
    """The page of the course, on a desk with real jobs."""
    store = open_store(file, SCHEMA, "王祯")
    jobs = QtJobs(_raise)
    desk = Desk(store, jobs, RecordedNotices(), FileSettings(folder / "settings.json"), SystemClock(), Changes(store))
    page = PresencePage(desk, ENROLMENTS)
    page.resize(WIDTH, HEIGHT)
    page.show()
    page.open(Course.get())
    until(lambda: page.model.rowCount() > 0 and not jobs.running)
    yield page
    until(lambda: not page._pause.isActive() and not jobs.running)  # or the grid would be read again after the end
    jobs.close()
    page.close()
    close_store(store)


def _raise(error: BaseException) -> None:
    raise error


def plain(people: int, sessions: int, count: int) -> dict[str, list[float]]:
    """The plain view."""
    model, table = PlainModel(people, sessions + BESIDE), PlainTable()
    table.setModel(model)
    table.resize(WIDTH, HEIGHT)
    table.show()
    found = {name: held(table, table, model.index(2, 0), each, count) for name, each in keys(sessions).items()}
    table.close()
    return found


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    people, sessions, count = (20, 4, 12) if smoke else (300, 40, 150)
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        fill(folder / "course.cadre", people, sessions)
        with presence(folder / "course.cadre", folder) as page:
            wanted = keys(sessions).items()
            grid = {key: held(page, page.table, page.model.index(2, 0), each, count) for key, each in wanted}
        bare = plain(people, sessions, count)
    over = False
    for key in grid:
        mine, other = median(grid[key]), median(bare[key])
        over |= mine / other > MOST_TIMES_PLAIN
        print(f"frame, {key} held | {mine:.4f} | {other:.4f} | {mine / other:.2f} | {MOST_TIMES_PLAIN}")
    for key in grid:
        mine, other = percentile(grid[key]), percentile(bare[key])
        over |= mine > max(FRAME, other)
        print(f"19 of 20 frames, {key} held | {mine:.4f} | {other:.4f} | {mine / other:.2f} | {FRAME:.4f} s")
    return 0 if smoke else int(over)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
