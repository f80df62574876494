"""The page of a person in a file of a million: from the key that opens it until all is painted, against 100 ms; and
reading it, against bare SELECTs of the same rows on a connection of its own.

Run by hand: ``python tests/benchmarks/bench_person_page.py [--rows N] [--keep FILE]``; with ``--smoke`` 20,000 people
and no limits. The pages are of people with a dossier of some seventy rows each.
"""

import argparse
import random
import sys
import tempfile
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[2]))

import peewee
from bench_people_list import Painted, megabytes, until, write_people
from PySide6.QtWidgets import QApplication
from sqlcipher3 import dbapi2

from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.profile.page import profile_of
from cadre_desktop.people.records import Appointment, Honour, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.people.registers.education import Education
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.screens.profile.person_page import PersonPage
from cadre_desktop.schema import SCHEMA, about_person

COMPLETE_MS = 100.0
MOST_TIMES_BARE = 30.0
SHOWN = 40


def write_lives(path: Path, count: int) -> list[int]:
    """Dossiers for some of the people, spread over the file; returns whose."""
    store = open_store(path, SCHEMA, "测试")
    keys = list(Person.select(Person.id).order_by(Person.id).tuples().limit(count * 50))
    chosen = [key for (key,) in random.Random(2023).sample(keys, min(count, len(keys)))]
    if not ResumeLine.select().exists():
        with store.step("档案"):
            for key in chosen:
                _write_life(key)
    else:
        chosen = [key for (key,) in ResumeLine.select(ResumeLine.person).distinct().tuples()]
    close_store(store)
    return chosen


def _write_life(person: int) -> None:
    def days(count: int) -> list[date]:
        return [date(2023 - number, 3, 1) for number in range(count)]

    ResumeLine.add_many(
        [
            {"person": person, "position": n, "starts": day, "ends": day, "text": "任职"}
            for n, day in enumerate(days(10))
        ]
    )
    PostHeld.add_many([{"person": person, "starts": day, "ends": day, "post": "审判员"} for day in days(6)])
    Education.add_many(
        [{"person": person, "mode": "full_time", "school": "内蒙古大学", "ends": day} for day in days(2)]
    )
    AnnualGrade.add_many([{"person": person, "year": day.year, "grade": "competent"} for day in days(12)])
    Honour.add_many([{"person": person, "title": "先进个人", "level": "city", "granted": day} for day in days(4)])
    Appointment.add_many([{"person": person, "decided": day, "new_post": "庭长"} for day in days(3)])
    PoolEntry.add_many([{"person": person, "pool": "年轻干部库", "entered": day} for day in days(2)])
    TrainingRecord.add_many(
        [{"person": person, "year": day.year, "title": "专题班", "starts": day, "hours": 80} for day in days(15) * 2]
    )


class BarePage:
    """SELECTs of all rows that link to a person, and of the row itself."""

    def __init__(self, path: Path):
        self._connection = dbapi2.connect(str(path))
        self._statements = ["SELECT * FROM person WHERE id = ?"]
        for record in SCHEMA.records:
            fields: Any = record._meta.sorted_fields
            for field in fields:
                if isinstance(field, peewee.ForeignKeyField) and field.rel_model is Person:
                    self._statements.append(f'SELECT * FROM "{table_name(record)}" WHERE "{field.column_name}" = ?')

    def read(self, person: int) -> None:
        for statement in self._statements:
            self._connection.execute(statement, (person,)).fetchall()


def opening(desk: Desk, chosen: list[int]) -> list[float]:
    """Milliseconds for each page, the first of which is not counted: it loads what shows it."""
    page, found = PersonPage(desk), []
    page.resize(1160, 640)
    page.show()
    painted = Painted(page.tree.viewport())
    for key in chosen:
        page.profile = None
        start = perf_counter()
        page.open(key)
        until(lambda: page.profile is not None)
        before = painted.count
        page.repaint()
        page.tree.viewport().repaint()
        until(lambda seen=before: painted.count > seen)
        found.append((perf_counter() - start) * 1000)
    page.deleteLater()
    return found[1:]


def run(path: Path, folder: Path) -> tuple[list[float], float, float]:
    """The milliseconds of the pages, the better of two times each; and the seconds of reading one, ours and bare."""
    chosen = write_lives(path, SHOWN)
    store = open_store(path, SCHEMA, "测试")
    jobs = QtJobs(_raise)
    desk = Desk(store, jobs, RecordedNotices(), FileSettings(folder / "settings.json"), SystemClock(), Changes(store))
    desk.about_person = about_person
    times = [min(pair) for pair in zip(opening(desk, chosen), opening(desk, chosen), strict=True)]
    bare, ours, plain = BarePage(path), [], []
    for key in chosen:
        start = perf_counter()
        profile_of(key, date(2023, 6, 1), about_person(), restricted=True)
        middle = perf_counter()
        bare.read(key)
        ours.append(middle - start)
        plain.append(perf_counter() - middle)
    jobs.close()
    close_store(store)
    return times, min(ours), min(plain)


def _raise(error: BaseException) -> None:
    raise error


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true")
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--keep", type=Path)
    wanted = parser.parse_args()
    app = QApplication.instance() or QApplication([])
    apply_theme(app, "light")  # type: ignore[arg-type]
    with tempfile.TemporaryDirectory() as folder:
        path = wanted.keep or Path(folder) / "people.cadre"
        if not path.exists():
            write_people(path, 20_000 if wanted.smoke else wanted.rows)
        times, ours, plain = run(path, Path(folder))
    slowest = max(times)
    print(f"page of a person, median | {median(times):.1f} ms | | | {COMPLETE_MS:.0f} ms")
    print(f"page of a person, slowest of {len(times)} | {slowest:.1f} ms | | | {COMPLETE_MS:.0f} ms")
    print(f"reading that page | {ours:.5f} | {plain:.5f} | {ours / plain:.2f} | {MOST_TIMES_BARE:.1f}")
    print(f"memory | {megabytes():.0f} MB")
    return 0 if wanted.smoke or (slowest <= COMPLETE_MS and ours <= MOST_TIMES_BARE * plain) else 1


if __name__ == "__main__":
    sys.exit(main())
