"""The structure of a day over 100,000 people, against the bare SQL that counts them by court, department and age.

Run by hand: ``python tests/benchmarks/bench_structure.py``; with ``--smoke`` a small size without limits. Everybody has
held two posts, one in five has had a change of post. The bare statement finds the post that each held on the day and
counts the staff by court, department, sex, post and year of birth; ours counts everything that the page has, with the
people behind every number. Both do so for a day and for the one it is compared with. Exit code 1 if the limit is
passed.
"""

import random
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Appointment, Court, Department, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.report import read_report
from cadre_desktop.people.structure.rules import rulebook_of
from cadre_desktop.schema import SCHEMA

LIMIT = 3.0
DAY, TODAY = date(2023, 12, 31), date(2024, 5, 20)
POSTS = ("庭长", "副庭长", "审判员", "法官助理", "书记员", "主任", "副主任", "副院长")
BARE = """
    SELECT p.court_id, p.department_id, p.sex, h.post, substr(p.born, 1, 4), count(*)
    FROM person p LEFT JOIN post_held h ON h.id = (
        SELECT n.id FROM post_held n
        WHERE n.person_id = p.id AND n.starts <= ?1 AND (n.ends IS NULL OR n.ends >= ?1) AND n.post <> ''
        ORDER BY n.starts DESC, n.id DESC LIMIT 1)
    WHERE p.status IN ('serving', 'on_leave') OR p.status_since > ?1
    GROUP BY 1, 2, 3, 4, 5
"""


def fill(path: Path, people: int) -> None:
    """A court's file with so many people; set up without the journal."""
    store = open_store(path, SCHEMA, "王祯", create_new=True)
    found_courts(store, "包头市中级人民法院")
    chance = random.Random(7)
    with store.step("准备"):
        names = [f"journal_{table}_I" for table in ("person", "post_held", "appointment")]
        triggers = [database.value("SELECT sql FROM sqlite_master WHERE name = ?", name) for name in names]
        for name in names:
            database.run(f'DROP TRIGGER "{name}"')
        courts = [court.id for court in Court.select()]
        departments = [Department.add(court=court, name=f"部门{n}") for court in courts for n in range(20)]
        keys = Person.add_many([_person(chance, departments, number) for number in range(people)])
        held = [_post(chance, key, start) for key in keys for start in (2012, chance.randint(2018, 2024))]
        PostHeld.add_many(held)
        changed = [{"person": key, "decided": date(2023, 6, 1), "new_post": chance.choice(POSTS)} for key in keys[::5]]
        Appointment.add_many(changed)
        for trigger in triggers:
            database.run(trigger)
    close_store(store)


def _person(chance: random.Random, departments: list[Department], number: int) -> dict[str, object]:
    department = chance.choice(departments)
    return {
        "court": department.__data__["court"],
        "department": department.id,
        "name": f"干警{number}",
        "sex": chance.choice(("male", "female")),
        "born": date(chance.randint(1963, 2000), chance.randint(1, 12), 1),
        "ethnic": chance.choice(("01", "01", "02")),
        "education": chance.choice(("11", "21", "31")),
        "category": chance.choice(list(StaffCategory)),
        "employment": chance.choice(("civil_servant", "contract")),
    }


def _post(chance: random.Random, person: int, year: int) -> dict[str, object]:
    return {"person": person, "starts": date(year, chance.randint(1, 12), 1), "post": chance.choice(POSTS)}


def best(work: Callable[[], object], runs: int) -> float:
    """The shortest of some runs."""
    times = []
    for _run in range(runs):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    people = 2_000 if smoke else 100_000
    with TemporaryDirectory() as folder:
        path = Path(folder) / "court.cadre"
        fill(path, people)
        store = open_store(path, SCHEMA, "王祯")
        rules = rulebook_of()
        report = read_report(DAY, TODAY, rules)
        assert report.table.count(0, "people") == sum(row[-1] for row in database.rows(BARE, f"{DAY}"))
        ours = best(lambda: read_report(DAY, TODAY, rules), 3)
        bare = best(lambda: [database.rows(BARE, f"{day}") for day in (DAY, report.compared)], 3)
        close_store(store)
    print("name | ours s | bare s | ratio | limit")
    print(f"structure on two days, {people:,} people | {ours:.3f} | {bare:.3f} | {ours / bare:.2f} | {LIMIT}")
    return 0 if smoke else int(ours / bare > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
