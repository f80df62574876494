"""The list of people with a million rows: opening, jumping, sorting, typing, memory.

Run by hand: ``python tests/benchmarks/bench_people_list.py [--rows N] [--keep FILE]``; with ``--smoke`` 20,000 rows
without limits. The file is written by plain SQL into a temporary folder (`--keep` uses one again). Times end when the
rows are painted; those of a keystroke when all keys and the first rows are there in the table. The bare way to the same
is bare SQL for the same keys in the same order and for the first rows, on a connection of its own in the same process,
and a bare `QTableView` that is reset to them. A timer of 5 ms tells how long the event loop was held at most. Exit code
1 if a limit is exceeded; measure on a quiet machine.
"""

import argparse
import gc
import os
import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QEventLoop,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtWidgets import QApplication, QTableView
from sqlcipher3 import dbapi2

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.names import pinyin_key
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.listing_model import PAGE
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.search import rebuild_all
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.schema import SCHEMA

SURNAMES = "王李张刘陈杨赵黄周吴徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈单翟解"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文博晓东思远志婷祯玉梅兰建国庆春海峰云飞龙凤山川林森雪雨晨阳光"
KEYSTROKES = ("w", "wz", "wangzhen", "zhangwh", "王", "王祯", "祯")
LIMITS = {"first paint": 150.0, "jump to the end": 50.0, "sort by name": 50.0, "longest hold": 50.0, "memory": 100.0}
MOST_TIMES_BARE = 3.0

# The file.


def write_people(path: Path, count: int) -> None:
    """A court's file with `count` invented people, search keys included, without a journal."""
    store = open_store(path, SCHEMA, "测试", create_new=True, name="包头市中级人民法院")
    found_courts(store, "包头市中级人民法院")
    with store.step("部门"):
        for court in Court.select():
            for number in range(1, 21):
                Department.add(court=court, name=f"第{number}审判庭", place=number)
    triggers = database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'person'")
    for name, _sql in triggers:
        database.run(f'DROP TRIGGER "{name}"')
    with database.atomic():
        _insert_people(store.station << 32 | 1 << 20, count)
        rebuild_all(SCHEMA.records)
        for _name, sql in triggers:
            database.run(sql)
    database.run("PRAGMA wal_checkpoint(TRUNCATE)")
    close_store(store)


def _insert_people(first: int, count: int) -> None:
    chance = random.Random(2023)
    places = [(row.court_id, row.id) for row in Department.select()]
    read: dict[str, tuple[str, str]] = {}
    names = ("court_id", "department_id", "name", "pinyin", "strokes", "sex", "born", "category", "post", "status")

    def rows() -> Iterator[tuple[Any, ...]]:
        for key in range(first, first + count):
            name = chance.choice(SURNAMES) + "".join(chance.choices(GIVEN, k=chance.choice((1, 2, 2))))
            if name not in read:
                read[name] = (pinyin_key(name), stroke_key(name))
            born = f"{chance.randint(1963, 1999)}-{chance.randint(1, 12):02}"
            sex, category = chance.choice(("male", "female")), chance.choice(("judge", "judicial_auxiliary"))
            yield (key, *chance.choice(places), name, *read[name], sex, born, category, "审判员", "serving")

    Person.insert_tuples([Person._meta.fields[name.removesuffix("_id")] for name in names], rows())


# Measuring.


class Beat(QObject):
    """Beats every 5 ms and remembers the longest pause."""

    def __init__(self) -> None:
        super().__init__()
        self.longest = 0.0
        self._last = perf_counter()
        self._timer = QTimer(self, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(5)

    def begin(self) -> None:
        """Forget what was."""
        self.longest, self._last = 0.0, perf_counter()

    def _beat(self) -> None:
        now = perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000 - 5)
        self._last = now


class Painted(QObject):
    """Counts the paintings of a viewport."""

    def __init__(self, widget: QObject):
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() == QEvent.Type.Paint
        return False


def until(condition: Callable[[], bool]) -> None:
    """Run the event loop until `condition` holds."""
    loop = QEventLoop()
    while not condition():
        loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


def megabytes() -> float:
    """The memory of this process that is not shared with files."""
    fields = dict(line.split(":", 1) for line in Path("/proc/self/status").read_text().splitlines() if ":" in line)
    return int(fields["RssAnon"].split()[0]) / 1024


@dataclass
class Bench:
    """A view of all people on a real desk."""

    desk: Desk
    beat: Beat
    view: KindView = None  # type: ignore[assignment]
    painted: Painted = None  # type: ignore[assignment]

    def open(self) -> float:
        """Milliseconds from making the view to the first painted rows."""
        start = perf_counter()
        self.view = KindView(self.desk, PERSON, title="人员")
        self.view.resize(1340, 680)
        self.painted = Painted(self.view.table.viewport())
        self.view.show()
        model = self.view.table.listing_model
        until(lambda: bool(model.rowCount() and model._pages))
        self.view.table.viewport().repaint()
        return (perf_counter() - start) * 1000

    def complete(self) -> None:
        """Wait until all keys are there and nothing is under way."""
        until(lambda: self.view.table.listing_model.complete and not self.desk.jobs.running)  # type: ignore[attr-defined]

    def timed(self, act: Callable[[], object], done: Callable[[], bool]) -> float:
        """Milliseconds from `act` until `done` and painted."""
        start = perf_counter()
        act()
        until(done)
        before = self.painted.count
        self.view.table.viewport().repaint()
        assert self.painted.count > before
        return (perf_counter() - start) * 1000

    def jump(self) -> float:
        """End key."""
        table = self.view.table
        return self.timed(lambda: table.select_row(table.listing_model.rowCount() - 1), lambda: True)

    def sort(self) -> float:
        """A click on the heading 姓名, until the first rows stand in the new order."""
        model, arrived = self.view.table.listing_model, []
        model.modelReset.connect(lambda: arrived.append(1))
        return self.timed(lambda: self.view.table.columns.sort_by(PERSON.column(Person.name)), lambda: bool(arrived))

    def type(self, text: str) -> float:
        """A changed search text, until all keys and the first rows are there; painting them is the same for all."""
        model, arrived = self.view.table.listing_model, []
        watch = model.arrived.connect(lambda _arrival: arrived.append(1))
        start = perf_counter()
        self.view.search.set_value(text)
        self.view._ask()
        until(lambda: bool(arrived))
        model.text(0, PERSON.column(Person.name))
        spent = (perf_counter() - start) * 1000
        self.view.table.viewport().repaint()
        model.arrived.disconnect(watch)
        return spent


class PlainRows(QAbstractTableModel):
    """Keys and the first rows, as they were fetched."""

    def __init__(self, columns: int):
        super().__init__()
        self.keys: list[tuple[int]] = []
        self.first: list[tuple[Any, ...]] = []
        self._columns = columns

    def put(self, keys: list[tuple[int]], first: list[tuple[Any, ...]]) -> None:
        """Show others."""
        self.beginResetModel()
        self.keys, self.first = keys, first
        self.endResetModel()

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt has it
        return len(self.keys)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return self._columns

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        known = role == Qt.ItemDataRole.DisplayRole and index.row() < len(self.first)
        return str(self.first[index.row()][index.column()] or "") if known else None


class Bare:
    """The same questions as plain SQL on a connection of its own, shown in a plain table."""

    def __init__(self, path: Path, columns: int):
        self._connection = dbapi2.connect(str(path))
        self._connection.execute("PRAGMA cache_size = -32000")
        (count,) = self._connection.execute("SELECT count(*) FROM person").fetchone()
        self._everybody = [(0,)] * count
        self._rows = PlainRows(columns)
        self._view = QTableView()
        self._view.setModel(self._rows)
        self._view.verticalHeader().hide()
        self._view.resize(1340, 680)
        self._view.show()

    def type(self, listing: Any, shown: Any) -> tuple[int, float]:
        """How many rows `listing` has, and the milliseconds until they are there in the table, from as many rows as all
        people; `shown` has the columns of the list on the screen."""
        self._rows.put(self._everybody, [])
        where, parameters = listing._where
        statement = f"SELECT t.id FROM {listing._table}{listing._order_joins} {where} {listing._order_by}"
        columns = f"SELECT {', '.join(shown._expressions)} FROM {shown._table}{shown._label_joins}"
        start = perf_counter()
        keys = self._connection.execute(statement, parameters).fetchall()
        first = ",".join(str(key) for (key,) in keys[:PAGE])
        self._rows.put(keys, self._connection.execute(f"{columns} WHERE t.id IN ({first})").fetchall())
        spent = (perf_counter() - start) * 1000
        assert self._rows.data(self._rows.index(0, 0)) is not None
        return len(keys), spent


def run(path: Path, folder: Path, rounds: int) -> tuple[dict[str, float], list[tuple[str, int, float, float]]]:
    """All measurements on a prepared file."""
    store = open_store(path, SCHEMA, "测试")
    jobs = QtJobs(_raise)
    desk = Desk(store, jobs, RecordedNotices(), FileSettings(folder / "settings.json"), SystemClock(), Changes(store))
    bench = Bench(desk, Beat())
    warm = KindView(desk, PERSON)  # imports and fonts belong to the program's start, not to opening the tab
    warm.resize(1340, 680)
    warm.deleteLater()
    gc.collect()
    empty = megabytes()
    bench.beat.begin()
    found = {"first paint": bench.open()}
    bench.complete()
    found["jump to the end"] = bench.jump()
    found["sort by name"] = bench.sort()
    bench.complete()
    for text in KEYSTROKES:
        bench.type(text)
    found["longest hold"] = bench.beat.longest
    found["memory"] = megabytes() - empty
    bare = Bare(path, len(bench.view.table.listing_model.columns))
    strokes = [_keystroke(bench, bare, text, rounds) for text in KEYSTROKES]
    jobs.close()
    bench.view.deleteLater()
    close_store(store)
    return found, strokes


def _keystroke(bench: Bench, bare: Bare, text: str, rounds: int) -> tuple[str, int, float, float]:
    ours, plain = [], []
    for _round in range(rounds):
        bench.type("")
        bench.complete()
        ours.append(bench.type(text))
        count, spent = bare.type(bench.view.listing, bench.view.table.listing_model.listing)
        plain.append(spent)
    return text, count, median(ours), median(plain)


def _raise(error: BaseException) -> None:
    raise error


def report(found: dict[str, float], strokes: list[tuple[str, int, float, float]], limited: bool) -> bool:
    """Print the table; whether everything is within its limit."""
    good = True
    for name, value in found.items():
        unit = "MB" if name == "memory" else "ms"
        within = value <= LIMITS[name]
        good &= within
        print(f"{name} | {value:.1f} {unit} | | | {LIMITS[name]:.0f} {unit}")
    for text, count, ours, plain in strokes:
        good &= ours <= MOST_TIMES_BARE * plain
        what = f"{text} in the list, {count:,} found"
        print(f"{what} | {ours / 1000:.4f} | {plain / 1000:.4f} | {ours / plain:.2f} | {MOST_TIMES_BARE:.1f}")
    return good or not limited


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    rows = 20_000 if wanted.smoke else wanted.rows
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = wanted.keep or Path(folder) / "people.cadre"
        if not path.exists():
            write_people(path, rows)
        found, strokes = run(path, Path(folder), 1 if wanted.smoke else 9)
    print(f"{rows:,} people")
    return 0 if report(found, strokes, not wanted.smoke) else 1


if __name__ == "__main__":
    sys.exit(main())
