"""Targets and sums of the hours of 100,000 people in five years, against the bare SQL sum over the same records.

Run by hand: ``python tests/benchmarks/bench_hours.py``; with ``--smoke`` a small size without limits. The bare run sums
the hours of 1,000,000 training records by person and year. Everybody has a history of two ranks. The second row is the
memory over that of the program with the file open, in MB, against its limit. Exit code 1 if a limit is passed.
"""

import random
import resource
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.courses.hours.reading import hours_of_years
from cadre_desktop.courses.hours.rule_settings import regulation
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Person, TrainingRecord
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.schema import SCHEMA

LIMIT, MOST_MB = 3.0, 200
YEARS = range(2019, 2024)
TODAY = date(2023, 6, 1)
BLOCK = 50_000
BARE = "SELECT person_id, year, sum(hours) FROM training_record WHERE year BETWEEN ? AND ? GROUP BY person_id, year"


def fill(path: Path, people: int, records: int) -> None:
    """A court's file with so many people and training records; set up without the journal."""
    store = open_store(path, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    chance = random.Random(7)
    ranks = [f"general-{place:02}" for place in range(3, 13)]
    with store.step("准备"):
        names = [f"journal_{table}_I" for table in ("person", "training_record", "post_held")]
        triggers = [database.value("SELECT sql FROM sqlite_master WHERE name = ?", name) for name in names]
        for name in names:
            database.run(f'DROP TRIGGER "{name}"')
        courts = [court.id for court in Court.select()]
        staff = [
            {"court": chance.choice(courts), "name": f"干警{number}", "rank": chance.choice(ranks), "political": "01"}
            for number in range(people)
        ]
        keys = Person.add_many(staff)
        PostHeld.add_many(
            [
                {"person": key, "starts": date(year, chance.randint(1, 12), 1), "rank": chance.choice(ranks)}
                for key in keys
                for year in (2012, chance.choice(YEARS))
            ]
        )
        for start in range(0, records, BLOCK):
            TrainingRecord.add_many([_record(chance, keys) for _number in range(min(BLOCK, records - start))])
        for trigger in triggers:
            database.run(trigger)
    close_store(store)


def _record(chance: random.Random, people: range) -> dict[str, object]:
    starts = date(2019, 1, 1) + timedelta(days=chance.randrange(1826))
    return {
        "person": chance.choice(people),
        "year": starts.year,
        "title": "培训班",
        "starts": starts,
        "ends": starts + timedelta(days=chance.choice((0, 0, 1, 2, 4))),
        "hours": chance.choice((20, 40, 80, 160)),
        "online": chance.random() < 0.4,
    }


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of some runs."""
    times = []
    for _run in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def megabytes() -> float:
    """The most memory this process has taken so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    people, records = (2_000, 20_000) if smoke else (100_000, 1_000_000)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "court.cadre"
        if "--fill" in sys.argv:
            fill(Path(sys.argv[-1]), people, records)
            return 0
        import subprocess  # filling takes more memory than what is measured

        again = [sys.executable, __file__, *(["--smoke"] if smoke else []), "--fill", str(path)]
        subprocess.run(again, check=True)
        store = open_store(path, SCHEMA, "王祯")
        rules = regulation(store)
        database.value("SELECT count(*) FROM training_record")
        before = megabytes()
        hours = hours_of_years(YEARS, rules, TODAY)
        grown = megabytes() - before
        done = sum(int(each.rows["years"][:, -1].sum() + each.rows["online_done"].sum()) for each in hours.values())
        assert done == sum(row[2] for row in database.rows(BARE, YEARS[0], YEARS[-1]))
        del hours
        ours = best(lambda: hours_of_years(YEARS, rules, TODAY), 3)
        bare = best(lambda: database.rows(BARE, YEARS[0], YEARS[-1]), 3)
        close_store(store)
    print("name | ours s | bare s | ratio | limit")
    print(f"hours of {people:,} people in five years | {ours:.3f} | {bare:.3f} | {ours / bare:.2f} | {LIMIT}")
    print(f"their memory over the empty program, MB | {grown:.0f} | {MOST_MB} | {grown / MOST_MB:.2f} | 1.0")
    return 0 if smoke else int(ours / bare > LIMIT or grown > MOST_MB)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
