"""Deleting what is known of a period's children from a file with a million entries in its journal.

Run by hand: ``python tests/benchmarks/bench_child_deletion.py``; with ``--smoke`` a small size without limits. The bare
way overwrites those entries by plain SQL with secure_delete and writes the file anew, without which a moved page would
keep what was on it. Exit code 1 if the ratio is over its limit.
"""

import shutil
import sys
import tempfile
from datetime import date
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

from sqlcipher3 import dbapi2

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import found_courts
from cadre_desktop.people.records import Person
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.deleting import Copies, delete_children
from cadre_desktop.welfare.child_care.records import CarePeriod, Child, ChildDay, PickUp

LIMIT = 2.0
TITLE = "寒假托辅"


def fill(store: Store, entries: int, children: int) -> int:
    """So many entries of other rows, and a period with its children; answers its key."""
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
    return int(period.id)


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


def main(smoke: bool) -> int:
    """Print the table; 1 if the limit is passed."""
    entries, children = (2_000, 5) if smoke else (1_000_000, 60)
    with tempfile.TemporaryDirectory() as folder:
        path, copy = Path(folder) / "院.cadre", Path(folder) / "副本.db"
        store = open_store(path, SCHEMA, "王祯", create_new=True)
        period = fill(store, entries, children)
        changes = database.value("SELECT count(*) FROM change")
        close_store(store)
        shutil.copyfile(path, copy)
        plain = bare(copy)
        store = open_store(path, SCHEMA, "王祯")
        begun = perf_counter()
        delete_children(store, period, TITLE, Copies())
        took = perf_counter() - begun
        close_store(store)
    print("name | ours s | bare s | ratio | limit")
    print(f"children deleted among {changes} entries | {took:.3f} | {plain:.3f} | {took / plain:.2f} | {LIMIT}")
    return 0 if smoke else int(took / plain > LIMIT)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
