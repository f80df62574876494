"""The year's figures of training over 1,000,000 enrolments, against the bare SQL for the same totals."""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlcipher3 import dbapi2

from cadre_desktop.courses.figures import year_totals
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import Series
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA

LIMIT = 3.0
YEARS = range(2016, 2024)
COURSES = 131
HELD = "starts >= ? AND starts < ? AND status = 'closed'"
INNER = f"course_id IN (SELECT id FROM course WHERE {HELD}) AND status = 'completed'"


def fill(path: Path, count: int) -> None:
    """A court's file with `count` enrolments in the courses of eight years; set up without the journal."""
    store = open_store(path, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    chance = random.Random(7)
    with store.step("准备"):
        trigger = database.value("SELECT sql FROM sqlite_master WHERE name = 'journal_enrolment_I'")
        database.run('DROP TRIGGER "journal_enrolment_I"')
        courts = [court.id for court in Court.select()]
        size = count // (len(YEARS) * COURSES)
        staff = [{"court": chance.choice(courts), "name": f"干警{number}"} for number in range(max(1300, 2 * size))]
        people = list(zip(Person.add_many(staff), (row["court"] for row in staff), strict=True))
        for year in YEARS:
            for number in range(COURSES):
                course = Course.add(
                    title=f"{year}年第{number}期",
                    series=chance.choice(list(Series)),
                    starts=date(year, number % 12 + 1, number % 28 + 1),
                    hours=80,
                    status="closed",
                )
                chosen = chance.sample(people, size)
                states = chance.choices(("completed", "absent"), (9, 1), k=size)
                Enrolment.add_many(
                    [
                        {"course": course.id, "person": person, "court": court, "status": state, "hours": 80}
                        for (person, court), state in zip(chosen, states, strict=True)
                    ]
                )
        database.run(trigger)
    close_store(store)


def bare(connection: dbapi2.Connection, span: tuple[str, str]) -> tuple[int, ...]:
    courses = connection.execute(f"SELECT count(*) FROM course WHERE {HELD}", span).fetchone()
    times = connection.execute(f"SELECT count(*), sum(hours) FROM enrolment WHERE {INNER}", span).fetchone()
    persons = connection.execute(f"SELECT count(DISTINCT person_id) FROM enrolment WHERE {INNER}", span).fetchone()
    return (*courses, times[0], *persons, times[1])


def ours(year: int) -> tuple[int, ...]:
    totals = year_totals(year)
    return totals.courses, totals.person_times, totals.persons, totals.hours


def best(work: Callable[[], object], runs: int) -> float:
    times = []
    for _run in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main() -> int:
    smoke = "--smoke" in sys.argv
    with TemporaryDirectory() as folder:
        path = Path(folder) / "court.cadre"
        fill(path, 20_000 if smoke else 1_000_000)
        store = open_store(path, SCHEMA, "王祯")
        connection = dbapi2.connect(str(path))
        span = ("2023", "2024")
        assert ours(2023) == bare(connection, span)
        runs = 3 if smoke else 15
        mine, theirs = best(lambda: ours(2023), runs), best(lambda: bare(connection, span), runs)
        connection.close()
        close_store(store)
    name = f"figures of a year, {20_000 if smoke else 1_000_000:,} enrolments"
    print("name | ours s | bare s | ratio | limit")
    print(f"{name} | {mine:.4f} | {theirs:.4f} | {mine / theirs:.2f} | {LIMIT}")
    return 0 if smoke or mine / theirs <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
