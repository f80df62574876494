"""Who has the file open: told to the second start, and forgotten by the system when the first one dies."""

import errno
import json
from pathlib import Path

import processes
import pytest
from toys import TOYS, Club

from cadre_desktop.kit.store import lock
from cadre_desktop.kit.store.lock import FileHeld, Lock
from cadre_desktop.kit.store.opening import CannotOpen, close_store, hold, open_store

fcntl = pytest.importorskip("fcntl")

HOLDING = """
store = open_store(path, TOYS, "李静", create_new=True)
say("open")
wait()
close_store(store)
say("closed")
wait()
"""


def lock_file(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def test_a_second_start_says_who_has_it_open_and_where(tmp_path, clock):
    path = tmp_path / "院.cadre"
    other = processes.start(HOLDING, path)
    assert processes.heard(other) == "open"
    host = json.loads(lock_file(path).read_text(encoding="utf-8"))["host"]
    with pytest.raises(CannotOpen) as caught:
        open_store(path, TOYS, "王祯", clock=clock)
    assert caught.value.reason == "in_use"
    assert "李静" in str(caught.value)
    assert f"“{host}”" in str(caught.value)
    assert "“院.cadre”" in str(caught.value)
    other.stdin.write("\n")
    other.stdin.flush()
    assert processes.heard(other) == "closed"
    close_store(open_store(path, TOYS, "王祯", clock=clock))
    processes.kill(other)


def test_where_nobody_has_given_a_name_the_computer_is_said_alone(tmp_path, clock):
    path = tmp_path / "院.cadre"
    other = processes.start(HOLDING.replace("李静", ""), path)
    assert processes.heard(other) == "open"
    with pytest.raises(CannotOpen, match=r"“院\.cadre”已在电脑“"):
        open_store(path, TOYS, "王祯", clock=clock)
    processes.kill(other)


def test_the_lock_does_not_outlive_a_kill(tmp_path):
    path = tmp_path / "院.cadre"
    other = processes.start(HOLDING, path)
    assert processes.heard(other) == "open"
    processes.kill(other)
    assert lock_file(path).exists()
    close_store(open_store(path, TOYS, "王祯"))
    assert not lock_file(path).exists()


def test_a_file_that_is_being_replaced_is_held(store):
    close_store(store)
    code = """
try:
    open_store(path, TOYS, "李静")
    say("opened")
except CannotOpen as error:
    say(error)
"""
    with hold(store.path, "王祯", store.clock.now()):
        assert "王祯" in processes.run(code, store.path)
    assert processes.run(code, store.path) == "opened"


def test_two_starts_on_a_file_that_is_not_there_yet_make_one(tmp_path):
    code = """
say("ready")
wait()
try:
    store = open_store(path, TOYS, sys.argv[2], create_new=True)
    with store.step("建组"):
        Club.add(title=sys.argv[2])
    say("opened")
    wait()
except CannotOpen as error:
    say(error.reason)
"""
    path = tmp_path / "院.cadre"
    both = [processes.start(code, path, name) for name in ("王祯", "李静")]
    for process in both:
        assert processes.heard(process) == "ready"
    for process in both:
        process.stdin.write("\n")
        process.stdin.flush()
    assert sorted(processes.heard(process) for process in both) == ["in_use", "opened"]
    for process in both:
        processes.kill(process)
    store = open_store(path, TOYS, "王祯")
    assert Club.select().count() == 1
    close_store(store)


def test_a_lock_file_deleted_by_its_last_holder_is_not_enough(tmp_path, clock, monkeypatch):
    """Opened just before the holder deleted it: locked, but no longer the file that others find."""
    path = tmp_path / "院.cadre"
    really, tries = fcntl.flock, []

    def deleted_meanwhile(file, how):
        really(file, how)
        tries.append(1)
        if len(tries) == 1:
            lock_file(path).unlink()

    monkeypatch.setattr(fcntl, "flock", deleted_meanwhile)
    mine = Lock()
    mine.take(path, "王祯", clock.now())
    assert len(tries) == 2
    with pytest.raises(FileHeld) as caught:
        Lock().take(path, "李静", clock.now())
    assert caught.value.who["actor"] == "王祯"
    mine.release()
    assert not lock_file(path).exists()


def test_a_holder_that_cannot_be_read_is_still_one(tmp_path, clock):
    path = tmp_path / "院.cadre"
    mine = Lock()
    mine.take(path, "王祯", clock.now())
    lock_file(path).write_text("[1", encoding="utf-8")
    with pytest.raises(FileHeld) as caught:
        Lock().take(path, "李静", clock.now())
    assert caught.value.who == {}
    mine.release()


def test_releasing_twice_deletes_nobodys_lock(tmp_path, clock):
    path = tmp_path / "院.cadre"
    first, second = Lock(), Lock()
    first.take(path, "王祯", clock.now())
    first.release()
    second.take(path, "李静", clock.now())
    first.release()
    assert lock_file(path).exists()
    second.release()


def test_a_folder_without_locks_is_no_held_file(tmp_path, clock, monkeypatch):
    """Some network shares know no locks."""

    def unknown(file):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(lock, "_try_lock", unknown)
    with pytest.raises(CannotOpen) as caught:
        open_store(tmp_path / "院.cadre", TOYS, "王祯", clock=clock, create_new=True)
    assert caught.value.reason == "unreadable"
    assert "本机" in str(caught.value)
