"""Kills a process at moments of deleting what is known of children, drawn evenly, and looks at what it leaves. To be
called in a process of its own, since it forks one for each moment.

A moment is a file that is opened, made, renamed or removed, or some statements of the database. Opening the file has
none, nor has the reading of modules, which would be most of all.
"""

import os
import shutil
import signal
import sys
from datetime import datetime
from pathlib import Path

from killed_backups import Moments

from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.store import backup, journal
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA
from cadre_desktop.welfare.child_care.copies import Copies
from cadre_desktop.welfare.child_care.deleting import clear_again, delete_children, pending
from cadre_desktop.welfare.child_care.records import CarePeriod, Child

SECRET = ("童小甲", "接孩人", "13711112222")
CLOCK = FixedClock(datetime(2024, 3, 20, 9, 0))
FORKS = 14


def delete(path: Path, title: str, moments: Moments, moment: int) -> None:
    store = open_store(path, SCHEMA, "王祯", clock=CLOCK)
    period = CarePeriod.get(CarePeriod.title == title)
    moments.last = moment
    delete_children(store, period.id, title, Copies())
    close_store(store)


def left(folder: Path) -> list[str]:
    found = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    return [word for word in SECRET if word.encode() in found]


def look(path: Path, title: str) -> str:
    """Whatever was killed: it has not begun, or can be finished, and then nothing is left."""
    store = open_store(path, SCHEMA, "王祯", clock=CLOCK)
    remains.sweep()
    period = CarePeriod.get(CarePeriod.title == title)
    assert journal.broken_link() is None
    if period.deleted is None:
        assert Child.select().count() == 1 and pending() == []
        close_store(store)
        return "not begun"
    through = pending() == []
    if not through:
        assert clear_again(store, period.id, Copies()).trouble == ""
    for made in backup.backups(path):
        backup.verify(made.path)
    close_store(store)
    assert left(path.parent) == [], "something is left"
    return "through" if through else "finished later"


def run(work: Path, base: Path, title: str, moments: Moments, moment: int) -> tuple[bool, int]:
    """Delete in a copy of `base` in a process that is killed at a moment; whether it was, and its exit code."""
    shutil.copytree(base, work / "院")
    child = os.fork()
    if not child:
        remains.forget()
        remains.keep_notes(work / "data")
        delete(work / "院" / "院.cadre", title, moments, moment)
        (work / "count").write_text(str(moments.count))
        os._exit(0)
    _pid, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, status


def main(work: Path, base: Path, title: str) -> None:
    """Print how often it had not begun, was through, or was finished later."""
    moments = Moments()
    assert SCHEMA.records  # read now, or each fork would read the modules of all slices
    remains.keep_notes(work / "data")
    killed, status = run(work, base, title, moments, 1_000_000)
    assert not killed and status == 0
    assert look(work / "院" / "院.cadre", title) == "through"
    shutil.rmtree(work / "院")
    count = int((work / "count").read_text())
    outcomes = []
    for turn in range(FORKS):
        moment = count * turn // FORKS
        killed, status = run(work, base, title, moments, moment)
        assert killed, f"moment {moment} of {count} ended with {status}"
        outcomes.append(look(work / "院" / "院.cadre", title))
        shutil.rmtree(work / "院")
    sys.stdout.write("; ".join([str(count), *(f"{each}: {outcomes.count(each)}" for each in sorted(set(outcomes)))]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
