"""The journal of a file with hundreds of thousands of changes: asked by kind, person and day, and what a step rests on.

Run by hand: ``python tests/benchmarks/bench_history.py``; with ``--smoke`` a small size without limits. The bare run
reads the journal's values once from end to end. Exit code 1 if a ratio is over its limit.
"""

import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from cadre_desktop.kit.store import browsing
from cadre_desktop.kit.store.browsing import Asked
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Court, Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.window.journal.about_person import rows_about

LIMITS = {"by kind": 1.0, "by person": 2.0, "by day": 0.1, "what an import rests on": 2.0}
TIMES = 5


def fill(store: Store, count: int, rounds: int) -> int:
    """Import `count` people, undo and redo that, and change each of a few; answers somebody's key."""
    own = found_courts(store, "包头市中级人民法院")
    with store.step("导入人员"):
        values = {"court": own.id, "sex": "male", "post": "审判员", "category": "judge", "phone": "13800000000"}
        keys = Person.add_many([{**values, "name": f"王{number}"} for number in range(count)])
    for _round in range(rounds):
        store.undo()
        store.redo()
    for key in keys[:: max(1, count // 1_000)]:
        with store.step("改职务"):
            Person.update(post="庭长").where(Person.id == key).execute()
    return keys[0]


def seconds(work: Callable[[], object]) -> float:
    """The middle of some runs."""
    found = []
    for _time in range(TIMES):
        begun = perf_counter()
        work()
        found.append(perf_counter() - begun)
    return median(found)


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    count, rounds = (500, 1) if smoke else (60_000, 2)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "院.cadre", SCHEMA, "王祯", create_new=True)
        person = fill(store, count, rounds)
        imported = next(line.of for line in browsing.page(Asked(label="导入")) if line.of.label == "导入人员")
        assert Court.select().count() == 11
        plain = seconds(lambda: database.value("SELECT sum(length(was)), sum(length(now)) FROM change"))
        ours = {
            "by kind": seconds(lambda: browsing.page(Asked(table="mark"))),
            "by person": seconds(lambda: browsing.page(Asked(rows=rows_about(person)))),
            "by day": seconds(lambda: browsing.page(Asked(since=date.today(), actor="王祯"))),
            "what an import rests on": seconds(lambda: store.hindrance(imported, "undo")),
        }
        changes = database.value("SELECT count(*) FROM change")
        close_store(store)
    print("name | ours s | bare s | ratio | limit")
    for name, took in ours.items():
        print(f"journal of {changes} {name} | {took:.3f} | {plain:.3f} | {took / plain:.2f} | {LIMITS[name]}")
    return 0 if smoke else int(any(took / plain > LIMITS[name] for name, took in ours.items()))


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
