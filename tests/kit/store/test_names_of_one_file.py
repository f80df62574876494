"""One file under several names: links, renaming while it is open, names no disk or encoding likes, no file at all."""

import os
import socket
import sys
from pathlib import Path

import peewee
import processes
import pytest
from toys import TOYS, Club

from cadre_desktop.kit.store import backup, lock, opening
from cadre_desktop.kit.store.last_seen import LastSeen
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store, restore

linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere an open file keeps its name")

HOLDING = """
store = open_store(path, TOYS, "李静")
say("open")
wait()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A closed file."""
    file = tmp_path / "院.cadre"
    store = open_store(file, TOYS, "王祯", create_new=True)
    with store.step("一"):
        Club.add(title="甲")
    close_store(store)
    return file


def refused(path: Path) -> CannotOpen:
    with pytest.raises(CannotOpen) as caught:
        open_store(path, TOYS, "王祯")
    return caught.value


def test_a_file_with_two_names_is_refused_under_both(path):
    other = path.with_name("又名.cadre")
    other.hardlink_to(path)
    before = path.read_bytes()
    for name in (path, other):
        error = refused(name)
        assert error.reason == "linked"
        assert "2 个名字" in str(error)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.lock"))
    other.unlink()
    close_store(open_store(path, TOYS, "王祯"))


def test_a_disk_that_does_not_count_names_is_no_reason(path, monkeypatch):
    """Some file systems tell any number for every file."""
    real = os.fstat
    path.with_name("又名.cadre").hardlink_to(path)

    class Stat:
        def __init__(self, found):
            self.found = found

        def __getattr__(self, name):
            return 0 if name == "st_nlink" else getattr(self.found, name)

    monkeypatch.setattr(lock.os, "fstat", lambda number: Stat(real(number)))
    monkeypatch.setattr(lock.os.path, "samestat", lambda one, other: one.st_ino == other.st_ino)
    close_store(open_store(path, TOYS, "王祯"))


def test_a_link_is_the_file_it_points_to(path, tmp_path):
    link = tmp_path / "别处" / "链接.cadre"
    link.parent.mkdir()
    link.symlink_to(path)
    store = open_store(link, TOYS, "王祯")
    assert store.path == path
    backup.make(store.path, "手动", store.clock.now())
    close_store(store)
    assert [each.name for each in link.parent.iterdir()] == ["链接.cadre"]
    assert len(backup.backups(path)) == 1


@pytest.mark.parametrize("first_by_link", [False, True])
def test_a_link_and_the_file_are_not_open_at_once(path, first_by_link):
    link = path.with_name("链接.cadre")
    link.symlink_to(path)
    names = (link, path) if first_by_link else (path, link)
    other = processes.start(HOLDING, names[0])
    assert processes.heard(other) == "open"
    assert refused(names[1]).reason == "in_use"
    processes.kill(other)


@linux
def test_a_file_renamed_while_it_is_open_is_not_opened_again(path):
    other = processes.start(HOLDING, path)
    assert processes.heard(other) == "open"
    renamed = path.rename(path.with_name("改名.cadre"))
    error = refused(renamed)
    assert error.reason == "in_use"
    assert "另一个名字" in str(error)
    assert not path.with_name("改名.cadre.lock").exists()
    processes.kill(other)
    close_store(open_store(renamed, TOYS, "王祯"))


@linux
def test_a_link_made_while_it_is_open_does_not_open_it_twice(path):
    other = processes.start(HOLDING, path)
    assert processes.heard(other) == "open"
    path.with_name("又名.cadre").hardlink_to(path)
    assert refused(path.with_name("又名.cadre")).reason == "linked"
    processes.kill(other)


def test_a_restored_file_by_its_link_replaces_the_file_and_not_the_link(path, tmp_path):
    store = open_store(path, TOYS, "王祯")
    made = backup.make(path, "手动", store.clock.now())
    with store.step("二"):
        Club.add(title="乙")
    close_store(store)
    link = path.with_name("链接.cadre")
    link.symlink_to(path)
    restore(link, made.path, TOYS, "王祯", store.clock.now())
    assert link.is_symlink()
    store = open_store(path, TOYS, "王祯")
    assert [club.title for club in Club.select()] == ["甲"]
    close_store(store)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
@pytest.mark.parametrize("kind", ["pipe", "socket", "device"])
def test_a_pipe_or_a_device_is_refused_at_once(tmp_path, kind):
    path = tmp_path / "管"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "socket":
        with socket.socket(socket.AF_UNIX) as server:
            server.bind(str(path))
    else:
        path = Path("/dev/null")
    assert "管道或设备" in str(refused(path))
    with pytest.raises(CannotOpen, match="管道或设备"):
        open_store(path, TOYS, "王祯", create_new=True)


LONG = ["长" * 66, "长" * 79, "x" * 200, "x" * 240, "长" * 40 + "x" * 100]


@pytest.mark.parametrize("stem", LONG, ids=lambda stem: f"{len(stem.encode())} bytes")
@pytest.mark.parametrize("ending", [".cadre", ""])
def test_backups_work_wherever_the_data_file_does(tmp_path, stem, ending, clock):
    path = tmp_path / (stem + ending)
    store = open_store(path, TOYS, "王祯", clock=clock, create_new=True)
    with store.step("一"):
        Club.add(title="甲")
    made = backup.make(path, "导入前", clock.now())
    assert backup.backups(path) == [made]
    close_store(store)
    restore(path, made.path, TOYS, "王祯", clock.now())
    assert [found.reason for found in backup.backups(path)] == ["恢复前", "导入前"]
    path.write_bytes(b"\xff" * 5000)
    restore(path, made.path, TOYS, "王祯", clock.now())
    close_store(open_store(path, TOYS, "王祯"))


@pytest.mark.parametrize("name", ["x" * 248, "长" * 83, "x" * 255, "长" * 100])
def test_a_name_too_long_for_what_lies_beside_is_told_at_once(tmp_path, name):
    with pytest.raises(CannotOpen, match="文件名太长"):
        open_store(tmp_path / name, TOYS, "王祯", create_new=True)
    assert list(tmp_path.iterdir()) == []


@linux
def test_a_folder_whose_name_is_not_unicode_works(tmp_path, clock):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xb0\xfc\xcd\xb7"))
    folder.mkdir()
    path, seen = folder / "院.cadre", LastSeen(folder / "last_seen.json")
    store = open_store(path, TOYS, "王祯", clock=clock, create_new=True)
    with store.step("一"):
        Club.add(title="甲")
    seen.note(path)
    made = backup.make(path, "手动", clock.now())
    close_store(store)
    restore(path, made.path, TOYS, "王祯", clock.now())
    store = open_store(path, TOYS, "王祯")
    assert seen.lacking(path) is None
    assert [club.title for club in Club.select()] == ["甲"]
    close_store(store)


@linux
def test_where_the_lock_on_the_file_shuts_out_the_database_the_one_beside_it_has_to_do(path, monkeypatch):
    """Network shares make one lock of both kinds."""
    real, tries = opening.database.switch, []

    def shut_out(*given, **named):
        if given[0] is not None and opening._lock.itself is not None:
            tries.append(given)
            raise peewee.OperationalError("database is locked")
        real(*given, **named)

    monkeypatch.setattr(opening.database, "switch", shut_out)
    store = open_store(path, TOYS, "王祯")
    assert len(tries) == 1
    assert [club.title for club in Club.select()] == ["甲"]
    close_store(store)


@pytest.mark.skipif(os.name != "posix", reason="on Windows the user's profile does this")
def test_a_new_file_and_its_backups_are_their_owners_alone_and_a_shared_one_stays_shared(tmp_path):
    old = os.umask(0)
    try:
        path = tmp_path / "院.cadre"
        store = open_store(path, TOYS, "王祯", create_new=True)
        made = backup.make(path, "手动", store.clock.now())
        beside = [each for each in tmp_path.rglob("*") if each.suffix != ".lock"]
        assert {each.stat().st_mode & 0o077 for each in beside} == {0}
        close_store(store)
        path.chmod(0o660)
        restore(path, made.path, TOYS, "王祯", store.clock.now())
        assert path.stat().st_mode & 0o777 == 0o660
    finally:
        os.umask(old)
