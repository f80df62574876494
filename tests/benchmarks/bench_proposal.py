"""A proposal out of 100,000 persons for a course, against the bare SQL for their hours, grades and last courses."""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlcipher3 import dbapi2

from cadre_desktop.courses.proposing.proposal import CourseProposal, Wanted, propose
from cadre_desktop.courses.proposing.spreading import Spread
from cadre_desktop.courses.proposing.targets import Target
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Department, Person, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.absences import Absence
from cadre_desktop.people.registers.annual_grades import AnnualGrade
from cadre_desktop.schema import SCHEMA

LIMIT = 3.0
YEARS = range(2019, 2024)
RECORDS = 10
DEPARTMENTS = 20
COUNT = 60
UNJOURNALLED = ("training_record", "annual_grade", "person")


def fill(path: Path, count: int) -> None:
    """A court's file with `count` people, each with ten training records and five grades; made without the journal."""
    store = open_store(path, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    chance = random.Random(7)
    with store.step("准备"):
        triggers = [
            database.value("SELECT sql FROM sqlite_master WHERE name = ?", f"journal_{table}_I")
            for table in UNJOURNALLED
        ]
        for table in UNJOURNALLED:
            database.run(f'DROP TRIGGER "journal_{table}_I"')
        rooms = [
            (court.id, Department.add(court=court, name=f"{number}庭").id)
            for court in Court.select()
            for number in range(DEPARTMENTS)
        ]
        staff = [
            {"court": court, "department": room, "name": f"干警{number}"}
            for number in range(count)
            for court, room in (chance.choice(rooms),)
        ]
        people = list(Person.add_many(staff))
        TrainingRecord.add_many([_record(chance, person) for person in people for _each in range(RECORDS)])
        grades = ("excellent", "competent", "competent", "basic")
        AnnualGrade.add_many(
            [{"person": person, "year": year, "grade": chance.choice(grades)} for person in people for year in YEARS]
        )
        few = chance.sample(people, count // 50)
        PoolEntry.add_many([{"person": person, "pool": "专家库", "entered": date(2022, 1, 1)} for person in few])
        away = chance.sample(people, count // 50)
        Absence.add_many([{"person": person, "starts": date(2023, 5, 1), "absence_class": "study"} for person in away])
        for trigger in triggers:
            database.run(trigger)
    close_store(store)


def _record(chance: random.Random, person: int) -> dict[str, object]:
    year = chance.choice(YEARS)
    day = date(year, chance.randint(1, 5), chance.randint(1, 28))
    series = chance.choice(list(Series)).label
    return {"person": person, "title": "培训", "year": year, "starts": day, "ends": day, "hours": 80, "series": series}


def bare(connection: dbapi2.Connection) -> int:
    """Hours of the year, latest grade and last courses, one row for each person who has any."""
    hours = connection.execute(
        "SELECT person_id, sum(hours) FROM training_record WHERE year = 2023 AND counts GROUP BY person_id"
    ).fetchall()
    grades = connection.execute(
        "SELECT person_id, max(year), grade FROM annual_grade WHERE year BETWEEN 2020 AND 2022 GROUP BY person_id"
    ).fetchall()
    courses = connection.execute(
        "SELECT person_id, max(ends), max(CASE WHEN series = ? THEN ends END) FROM training_record"
        " WHERE starts < '2023-06-12' GROUP BY person_id",
        (Series.PROFESSIONAL.label,),
    ).fetchall()
    return len(hours) + len(grades) + len(courses)


def course_of(store: Store) -> Course:
    """The course for which people are proposed."""
    with store.step("班次"):
        return Course.add(title="培训班", series=Series.PROFESSIONAL, form=CourseForm.ON_SITE, starts=date(2023, 6, 12))


def best(work: Callable[[], object], runs: int) -> float:
    times = []
    for _run in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main() -> int:
    smoke = "--smoke" in sys.argv
    count = 2_000 if smoke else 100_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "court.cadre"
        fill(path, count)
        store = open_store(path, SCHEMA, "王祯")
        connection = dbapi2.connect(str(path))
        course = course_of(store)

        def ours() -> CourseProposal:
            return propose(store, course, Wanted(Target(), COUNT, Spread.DEPARTMENT))

        found = ours()
        assert len(found.proposed) == COUNT and found.fit == count - count // 50
        runs = 3 if smoke else 7
        mine, theirs = best(ours, runs), best(lambda: bare(connection), runs)
        connection.close()
        close_store(store)
    name = f"proposal out of {count:,} persons"
    print("name | ours s | bare s | ratio | limit")
    print(f"{name} | {mine:.4f} | {theirs:.4f} | {mine / theirs:.2f} | {LIMIT}")
    return 0 if smoke or mine / theirs <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
