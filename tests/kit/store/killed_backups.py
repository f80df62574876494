"""Kills a process at every moment of making, bringing away, and restoring backups, and looks at what it leaves.

A moment is a file that is opened, made, renamed or removed, or some statements of the database: between two of those
only a part has grown that is swept whatever is in it. To be called in a process of its own, since it forks one for each
moment.
"""

import os
import random
import shutil
import signal
import sys
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from sqlcipher3 import dbapi2
from toys import TOYS, Club, Member

from cadre_desktop.kit import remains
from cadre_desktop.kit.store import backup, blobs, second_place
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.checking_copies import wanting
from cadre_desktop.kit.store.opening import close_store, open_store

NOW = datetime(2023, 3, 1, 9, 30)
EVENTS = {"open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate"}
STATEMENTS = 12
LATER = NOW + timedelta(days=30)


class Moments:
    """Counts the moments of this process, and ends it at one of them."""

    def __init__(self) -> None:
        self.last = -1
        self.count = self.statements = 0
        sys.addaudithook(lambda event, _given: self.pass_one() if event in EVENTS else None)
        really = dbapi2.connect

        def heard(*given: object, **options: object) -> object:
            connection = really(*given, **options)
            connection.set_trace_callback(lambda _statement: self.hear())
            return connection

        dbapi2.connect = heard

    def hear(self) -> None:
        self.statements += 1
        if self.statements % STATEMENTS == 0:
            self.pass_one()

    def pass_one(self) -> None:
        if self.last >= 0:
            if self.count == self.last:
                os.kill(os.getpid(), signal.SIGKILL)
            self.count += 1


def enter(path: Path, *names: str) -> None:
    """People with photos."""
    store = open_store(path, TOYS, "王祯", create_new=True)
    with store.step("登记"):
        club = Club.add(title="刑一庭")
        photos = [blobs.put(random.Random(name).randbytes(6_000)) for name in names]
        Member.add_many(
            [{"club": club.id, "name": name, "photo": photo} for name, photo in zip(names, photos, strict=True)]
        )
    close_store(store)


def prepared(folder: Path) -> Path:
    """A file with photos and old backups, of which two are to be thinned, and with them a photo."""
    path = folder / "院.cadre"
    enter(path, "王祯", "李静")
    for day in range(2):
        for hour in (9, 10):
            backup.make(path, "手动", NOW + timedelta(days=day, hours=hour))
            if (day, hour) == (0, 9):
                take_away(path, "王祯")
    enter(path, "阿拉坦", "文静")
    return path


def take_away(path: Path, name: str) -> None:
    """A photo goes from the file."""
    connection = dbapi2.connect(path)
    (trigger,) = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'journal_blob_D'").fetchone()
    connection.execute("DROP TRIGGER journal_blob_D")
    content = random.Random(name).randbytes(6_000)
    connection.execute("DELETE FROM blob WHERE hash = ?", (blobs.name_of(content),))
    connection.execute(trigger)
    connection.commit()
    connection.close()


def rows(path: Path) -> object:
    """What is in a file that counts."""
    connection = dbapi2.connect(path)
    found = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("member", "step", "blob")]
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
    return found


def make(path: Path) -> None:
    backup.make(path, "退出", LATER)


def fill(path: Path) -> None:
    place, made = path.parent / "U盘", backup.backups(path)[0]
    second_place.fill(path, place, made, backup.station_of(made.path))


def restore(path: Path) -> None:
    backup.restore(path, backup.backups(path)[0].path, LATER)


SCENES: dict[str, Callable[[Path], None]] = {"make": make, "fill": fill, "restore": restore}


def look(path: Path, allowed: list[object]) -> None:
    """Whatever was killed: the file is one of those that it may be, and every copy is good, every photo whole."""
    assert rows(path) in allowed, "the file is neither what it was nor what it was to be"
    folders = [backup.folder_of(path), *(path.parent / "U盘").glob("*-备份")]
    for folder in folders:
        copies = backup.backups_in(folder, "院")
        for made in copies:
            backup.verify(made.path)
        assert wanting(copies) == [], "a photo of a copy is missing"
    remains.sweep()
    make(path)
    assert [each.name for each in path.parent.rglob("*.part*")] == [], "left lying about"
    copies = backup.backups(path)
    needed = {blob.name for made in copies for blob in backup.blobs_of(made.path)}
    assert BlobFolder(backup.folder_of(path)).names() == needed, "photos that nobody needs"


def kill_at_every_moment(folder: Path, scene: str) -> int:
    """Kill at one moment after the other until there is none left; returns how many there were."""
    base = folder / "base"
    base.mkdir()
    path = prepared(base)
    (base / "U盘").mkdir()
    remains.keep_notes(folder / "data")
    moments = Moments()
    work = folder / "work"
    allowed = [rows(path)]
    if scene == "restore":
        shutil.copytree(base, work)
        restore(work / path.name)
        allowed.append(rows(work / path.name))
        shutil.rmtree(work)
    for moment in range(10_000):
        backup._made.clear()
        shutil.copytree(base, work)
        child = os.fork()
        if not child:
            remains.forget()  # the notes, which are the parent's, and its lock
            remains.keep_notes(folder / "data")
            moments.last = moment
            SCENES[scene](work / path.name)
            os._exit(0)
        _pid, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        assert killed or os.WEXITSTATUS(status) == 0, f"moment {moment} ended by itself"
        look(work / path.name, allowed)
        shutil.rmtree(work)
        if not killed:
            return moment
    raise AssertionError("it never ends")
