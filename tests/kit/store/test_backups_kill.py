"""Backups that are killed at any moment, and two programs at work in one folder of photos at the same time."""

import os
from datetime import datetime, timedelta

import processes
import pytest
from test_lean_copies import enter, folder_of, photo

from cadre_desktop.kit.store import backup, blobs
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.opening import close_store

NOW = datetime(2023, 3, 1, 9, 30)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks a process for each moment")
@pytest.mark.parametrize("scene", ["make", "fill", "restore"])
def test_killed_at_every_moment(tmp_path, scene):
    """Every copy that is there is good with every photo, the file is the old or the new one, and the next backup leaves
    neither a rest nor a photo that nobody needs."""
    code = "from killed_backups import kill_at_every_moment as kill\nsay(kill(path, sys.argv[2]))"
    told = processes.run(code, tmp_path, scene)
    assert int(told) > 20


MAKING = """
from datetime import datetime
from cadre_desktop.kit.store import backup
really = Path.replace
def slowly(self, target):
    if Path(target).suffix == ".cadre":
        say("about to be put in its place")
        wait()
    return really(self, target)
Path.replace = slowly
say("begun")
backup.make(path, "退出", datetime(2023, 6, 1))
say("made")
"""


def test_what_another_program_is_about_to_need_is_not_removed(store):
    """Its photos lie there, its copy does not yet: nobody else knows what needs them."""
    enter(store, "王祯")
    close_store(store)
    other = processes.start(MAKING, store.path)
    assert [processes.heard(other) for _line in range(2)] == ["begun", "about to be put in its place"]
    folder = folder_of(store)
    assert folder.names() == {blobs.name_of(photo("王祯"))}
    assert folder.drop_unneeded(set(), set) == 0
    other.stdin.write("\n")
    other.stdin.flush()
    assert processes.heard(other) == "made"
    processes.kill(other)
    (made,) = backup.backups(store.path)
    backup.verify(made.path)
    assert folder.drop_unneeded(set(), set) == 1, "now it is known that nothing needs it, since the test says so"


def test_one_who_is_killed_holds_nobody_up(store):
    enter(store, "王祯")
    close_store(store)
    other = processes.start(MAKING, store.path)
    assert [processes.heard(other) for _line in range(2)] == ["begun", "about to be put in its place"]
    processes.kill(other)
    assert backup.backups(store.path) == []
    backup.verify(backup.make(store.path, "手动", NOW).path)
    assert folder_of(store).drop_unneeded(set(), set) == 1


def test_a_copy_waits_for_whoever_is_just_removing(store):
    """Else it would find photos there that are gone the next moment."""
    enter(store, "王祯")
    close_store(store)
    backup.make(store.path, "手动", NOW)
    others = []

    def needed() -> set[str]:
        others.append(processes.start(MAKING, store.path))
        assert processes.heard(others[0]) == "begun"
        return set()

    assert folder_of(store).drop_unneeded(set(), needed) == 1
    assert processes.heard(others[0]) == "about to be put in its place"
    others[0].stdin.write("\n")
    others[0].stdin.flush()
    assert processes.heard(others[0]) == "made"
    processes.kill(others[0])
    backup.verify(backup.backups(store.path)[0].path)


def test_several_make_copies_at_the_same_time(store):
    enter(store, "王祯", "李静")
    close_store(store)
    folder = folder_of(store)
    with folder.in_use(), folder.in_use():
        backup.make(store.path, "手动", NOW)
        assert folder.drop_unneeded(set(), set) == 0
    assert len(folder.names()) == 2


def test_on_a_disk_without_locks_nothing_is_removed(store, monkeypatch):
    enter(store, "王祯")

    def none(_file) -> bool:
        raise OSError(38, "Function not implemented")

    monkeypatch.setattr("cadre_desktop.kit.store.blob_folder.lock_shared", none)
    monkeypatch.setattr("cadre_desktop.kit.store.blob_folder.try_lock_alone", none)
    made = backup.make(store.path, "手动", NOW)
    backup.verify(made.path)
    assert folder_of(store).drop_unneeded(set(), set) == 0


def test_a_folder_that_may_only_be_read_is_read(store, tmp_path, monkeypatch):
    """A stick with its switch set, or a CD: the lock cannot be made there, and nothing is removed there either."""
    enter(store, "王祯")
    made = backup.make(store.path, "手动", NOW)
    (folder_of(store).path / ".lock").unlink()
    really = os.open

    def read_only(path, flags, *given, **options):
        if flags & os.O_CREAT and ".lock" in str(path):
            raise OSError(30, "Read-only file system", str(path))
        return really(path, flags, *given, **options)

    monkeypatch.setattr(os, "open", read_only)
    (tmp_path / "新").mkdir()
    backup.restore(tmp_path / "新" / "院.cadre", made.path, NOW + timedelta(days=1))
    assert BlobFolder(tmp_path / "新").drop_unneeded(set(), set) == 0
