"""The main file alone has everything once nobody writes, and nobody waits for that."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import peewee
import processes
import pytest
from sqlcipher3 import dbapi2
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import journal, settling
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, damage, open_store
from cadre_desktop.kit.store.settling import Settler, make_whole
from cadre_desktop.kit.store.store import Store

LONGEST = 60
"""Seconds after which a thread that should have answered never will."""


class Quiet:
    """A settler for which the file is idle at once; it tells when it has settled."""

    def __init__(self, store: Store) -> None:
        self.noted: list[str] = []
        self.whole = threading.Event()
        self.settler = Settler(store, lambda: self.noted.append(journal.head()), 0.0, self.whole.set)
        self.settler.start()

    def wait(self) -> None:
        """Until the file has settled after the last `expect`."""
        assert self.whole.wait(LONGEST)


@pytest.fixture
def quiet(store: Store) -> Iterator[Quiet]:
    made = Quiet(store)
    made.wait()
    yield made
    made.settler.stop()


def copied(path: Path, target: Path) -> list[str]:
    """The club titles in a copy of the main file alone, made by another program as a file manager would."""
    code = "import shutil, sys; shutil.copyfile(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", code, str(path), str(target)], check=True)
    connection = dbapi2.connect(target)
    found = [title for (title,) in connection.execute("SELECT title FROM club ORDER BY id")]
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
    return found


def test_a_copy_of_the_main_file_alone_has_every_row_once_nobody_writes(store, quiet, tmp_path):
    for number in range(3):
        quiet.whole.clear()
        with store.step(f"第{number}组"):
            Club.add(title=str(number))
        quiet.wait()
        assert copied(store.path, tmp_path / f"{number}.cadre") == [str(done) for done in range(number + 1)]


def test_without_it_the_copy_is_a_stump(store, tmp_path):
    with store.step("建组"):
        Club.add(title="刑一庭")
    assert copied(store.path, tmp_path / "copy.cadre") == []


def test_settings_are_settled_too(store, quiet, tmp_path):
    quiet.whole.clear()
    store.set_setting("own_court", "包头中院")
    quiet.wait()
    copied(store.path, tmp_path / "copy.cadre")
    connection = dbapi2.connect(tmp_path / "copy.cadre")
    assert connection.execute("SELECT value FROM setting WHERE key = 'own_court'").fetchone() == ("包头中院",)
    connection.close()


def test_every_step_is_noted_before_the_file_settles(store, quiet):
    quiet.whole.clear()
    with store.step("建组"):
        Club.add(title="刑一庭")
    quiet.wait()
    assert quiet.noted[0] == ""
    assert quiet.noted[-1] == journal.head()


def test_what_an_older_reader_still_needs_is_settled_later(store):
    with store.step("建组"):
        Club.add(title="甲")
    assert make_whole()
    reader = dbapi2.connect(store.path, isolation_level=None)
    reader.execute("BEGIN")
    assert reader.execute("SELECT count(*) FROM club").fetchone() == (1,)
    for title in ("乙", "丙"):  # the reader stands between the two
        with store.step(title):
            Club.add(title=title)
        if title == "乙":
            reader.execute("COMMIT")
            reader.execute("BEGIN")
            reader.execute("SELECT count(*) FROM club").fetchone()
    assert not make_whole()
    reader.execute("COMMIT")
    assert make_whole()
    reader.close()


def test_a_writer_neither_waits_for_it_nor_makes_it_wait(store):
    """Both happen in one thread here, where waiting would be for ever."""
    with store.step("建组"):
        club = Club.add(title="甲")
        assert make_whole_elsewhere() is not None
        Member.add(club=club, name="王祯")
    assert Member.select().count() == 1


def make_whole_elsewhere() -> bool | None:
    found: list[bool] = []

    def work() -> None:
        found.append(make_whole())
        database.close()

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(LONGEST)
    return found[0] if found else None


def test_after_closing_nothing_lies_beside_the_file(store, quiet):
    with store.step("建组"):
        Club.add(title="甲")
    quiet.settler.stop()
    close_store(store)
    assert [path.name for path in store.path.parent.iterdir()] == [store.path.name]


def test_trouble_with_the_disk_waits_for_the_next_write(store, monkeypatch, caplog):
    failed = threading.Event()
    really = settling.make_whole

    def full() -> bool:
        if not failed.is_set():
            failed.set()
            raise peewee.OperationalError("database or disk is full")
        return really()

    monkeypatch.setattr(settling, "make_whole", full)
    made = threading.Event()
    settler = Settler(store, lambda: None, 0.0, made.set)
    settler.start()
    assert failed.wait(LONGEST)
    store.set_setting("again", "1")
    assert made.wait(LONGEST)
    settler.stop()
    assert "not settled: database or disk is full" in caplog.text


def test_a_settler_whose_file_was_closed_ends_by_itself(store, quiet, tmp_path):
    other = open_store(tmp_path / "乙.cadre", TOYS, "李静", create_new=True)
    store.written()
    quiet.settler.join(LONGEST)
    assert not quiet.settler.is_alive()
    assert other.is_open
    assert not store.is_open


KILLED = """
from cadre_desktop.kit.store.settling import Settler
store = open_store(path, TOYS, "王祯", create_new=True)
Settler(store, lambda: None, 0.0, lambda: say("whole")).start()
number = 0
while True:
    with store.step(f"第{number}组"):
        Club.add(title=str(number))
    number += 1
    say(number)
"""


def test_killed_while_it_settles(tmp_path):
    path = tmp_path / "院.cadre"
    process = processes.start(KILLED, path)
    said = [processes.heard(process) for _line in range(60)] + processes.kill(process)
    done = max(int(word) for word in said if word.isdecimal())
    store = open_store(path, TOYS, "王祯")
    assert Club.select().count() in {done, done + 1}
    assert damage() is None
    assert journal.broken_link() is None
    close_store(store)
