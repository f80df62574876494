"""The backup of a court's file with many photos: the first, which sets them aside, and every one after it.

Run by hand: ``python tests/benchmarks/bench_backup.py``; with ``--smoke`` a small size without limits. The bare run is
a whole copy by the database engine (`VACUUM INTO`), brought to the disk and checked, as every backup was before. Times
are medians of runs that take turns. The limits are of the second backup, in time and in bytes on the disk. Exit code 1
if one is passed.
"""

import os
import random
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[2]))

MOST_TIME, MOST_BYTES = 0.5, 0.1
"""Of the second backup, by the whole copy's."""
PHOTO = 120_000
COURT = "包头市中级人民法院"
BEGAN = datetime(2023, 6, 1, 9, 0)


def write_file(path: Path, people: int) -> None:
    """A court in which everybody has a photo."""
    from cadre_desktop.kit.store import blobs
    from cadre_desktop.kit.store.opening import close_store, open_store
    from cadre_desktop.people.actions import add_people, found_courts
    from cadre_desktop.people.records import Person
    from cadre_desktop.schema import SCHEMA

    store = open_store(path, SCHEMA, "王祯", create_new=True)
    own = found_courts(store, COURT)
    chance = random.Random(2023)
    row = {"court": own.id, "name": "王祯", "sex": "male", "post": "审判员", "born": date(1985, 3, 1)}
    keys = add_people(store, [dict(row) for _person in range(people)])
    with store.step("照片"):
        for key in keys:
            Person.update(photo=blobs.put(chance.randbytes(PHOTO))).where(Person.id == key).execute()
    close_store(store)


def whole(path: Path, target: Path) -> None:
    """A backup as it was: everything in one file."""
    from cadre_desktop.kit.store import backup

    target.unlink(missing_ok=True)
    backup.copy(path, target)
    with target.open("r+b") as file:
        os.fsync(file.fileno())


def timed(work: Callable[[], object]) -> float:
    """The seconds that something takes."""
    begun = perf_counter()
    work()
    return perf_counter() - begun


def held(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def main(smoke: bool) -> int:
    """Print the table; 1 if a limit is passed."""
    from cadre_desktop.kit.store import backup

    people, times = (60, 1) if smoke else (4_000, 5)
    with tempfile.TemporaryDirectory() as folder:
        path, bare = Path(folder) / "院.cadre", Path(folder) / "whole.cadre"
        write_file(path, people)
        place = backup.folder_of(path)
        first, plain = timed(lambda: backup.make(path, "手动", BEGAN)), timed(lambda: whole(path, bare))
        before, runs = held(place), []
        for number in range(times):
            at = BEGAN + timedelta(minutes=number + 1)
            runs.append((timed(lambda: whole(path, bare)), timed(lambda at=at: backup.make(path, "手动", at))))
        took, copied = (median(run[which] for run in runs) for which in (1, 0))
        share = (held(place) - before) / times / bare.stat().st_size
        thorough = timed(lambda: backup.make(path, backup.BEFORE_UPGRADE, BEGAN))
        made = backup.backups(path)[0].path
        back = timed(lambda: backup.restore(Path(folder) / "新.cadre", made, BEGAN))
        size = bare.stat().st_size / 1e6
    print("name | ours s | bare s | ratio | limit")
    print(f"first backup of {people} photos, {size:.0f} MB | {first:.2f} | {plain:.2f} | {first / plain:.2f} | ")
    print(f"every one after it | {took:.2f} | {copied:.2f} | {took / copied:.2f} | {MOST_TIME}")
    print(f"its size, MB | {share * size:.1f} | {size:.1f} | {share:.3f} | {MOST_BYTES}")
    print(f"the copy before an upgrade, all read again | {thorough:.2f} | {copied:.2f} | {thorough / copied:.2f} | ")
    print(f"restoring | {back:.2f} | {copied:.2f} | {back / copied:.2f} | ")
    return 0 if smoke else int(took / copied > MOST_TIME or share > MOST_BYTES)


if __name__ == "__main__":
    sys.exit(main("--smoke" in sys.argv))
