"""Deleting what is known of a period's children from a file with a million entries in its journal.

Run by hand: ``python tests/benchmarks/bench_child_deletion.py``; with ``--smoke`` a small size without limits. The bare
way overwrites those entries by plain SQL with secure_delete and writes the file anew, without which a moved page would
keep what was on it. Both write a gigabyte, so times are medians of runs that take turns at being the first, each on
a copy that has reached the disk. Exit code 1 if the ratio is over its limit.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlcipher3 import dbapi2

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.copies import Copies
from cadre_desktop.welfare.child_care.deleting import delete_children
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, ChildDay, PickUp

LIMIT = 2.0
TITLE = "寒假托辅"


def fill(store: Store, entries: int, children: int) -> None:
    """So many entries of other rows, and a period with its children."""
    own = found_courts(store, "包头市中级人民法院")
    block = min(entries, 100_000)
    for start in range(0, entries, block):
        with store.step("导入人员"):
            values = {"court": own.id, "sex": "male", "post": "审判员", "phone": "13800000000"}
            Person.add_many([{**values, "name": f"王{start + number}"} for number in range(block)])
    with store.step("报名"):
        worker = Person.select().first()
        period = CarePeriod.add(title=TITLE, season="winter", starts=date(2023, 1, 9), ends=date(2023, 1, 20))
        kids = [{"period": period.id, "number": n, "person": worker.id, "name": f"童{n}"} for n in range(children)]
        keys = Child.add_many(kids)
        PickUp.add_many([{"child": key, "name": "接送人", "phone": "13800000001"} for key in keys])
        days = [{"child": key, "day": date(2023, 1, day)} for key in keys for day in range(9, 20)]
        ChildDay.add_many(days)


def bare(path: Path) -> float:
    """The same entries and rows by plain SQL, on a copy of the file."""
    connection = dbapi2.connect(str(path), isolation_level=None)
    begun = perf_counter()
    connection.execute("PRAGMA secure_delete = 1")
    connection.execute("BEGIN IMMEDIATE")
    tables = ("child_day", "pick_up", "child")
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name IN ('child_day', 'pick_up', 'child')"
    ).fetchall():
        connection.execute(f'DROP TRIGGER "{name}"')
    for table in tables:
        connection.execute("UPDATE change SET was = NULL, now = NULL, salt = NULL WHERE table_name = ?", (table,))
        connection.execute(f"DELETE FROM {table}")
    connection.execute("COMMIT")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    took = perf_counter() - begun
    connection.close()
    return took


def ours(path: Path) -> float:
    """The same as the program does it."""
    store = open_store(path, SCHEMA, "王祯")
    period = CarePeriod.get().id
    begun = perf_counter()
    delete_children(store, period, TITLE, Copies())
    took = perf_counter() - begun
    close_store(store)
    return took


def on_copy(path: Path, work: Callable[[Path], float]) -> float:
    """What work takes on a fresh copy of a file."""
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        copy = Path(folder) / "副本.cadre"
        shutil.copyfile(path, copy)
        with copy.open("r+b") as file:
            os.fsync(file.fileno())
        return work(copy)


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    entries, children, times = (2_000, 5, 1) if smoke else (1_000_000, 60, 6)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "院.cadre"
        store = open_store(path, SCHEMA, "王祯", create_new=True)
        fill(store, entries, children)
        changes = database.value("SELECT count(*) FROM change")
        close_store(store)
        runs = [
            {way: on_copy(path, way) for way in ((bare, ours) if turn % 2 else (ours, bare))} for turn in range(times)
        ]
    took, plain = (median(run[way] for run in runs) for way in (ours, bare))
    print("name | ours s | bare s | ratio | limit")
    print(f"children deleted among {changes} entries | {took:.3f} | {plain:.3f} | {took / plain:.2f} | {LIMIT}")
    return 0 if smoke else int(took / plain > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
