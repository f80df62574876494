"""Lean copies in trouble: a disk that is full at any moment; and what is removed when copies are thinned."""

import os
import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from test_lean_copies import NAMES, enter, folder_of, photo

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, blobs
from cadre_desktop.kit.store.backup import CannotRead
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store

NOW = datetime(2023, 3, 1, 9, 30)


@pytest.fixture
def staffed(store):
    """A store with three people, each with a photo."""
    enter(store, *NAMES)
    return store


class TestThinning:
    """What no copy and not the file needs goes; nothing else ever."""

    @pytest.fixture(autouse=True)
    def another_run(self, monkeypatch):
        monkeypatch.setattr(backup, "_made", set())

    def lose(self, name: str) -> None:
        """A photo goes from the file, as erasing takes it."""
        (trigger,) = database.rows("SELECT sql FROM sqlite_master WHERE name = 'journal_blob_D'")[0]
        database.run("DROP TRIGGER journal_blob_D")
        database.run("DELETE FROM blob WHERE hash = ?", blobs.name_of(photo(name)))
        database.run(trigger)

    def test_it_goes_with_the_last_copy_that_needs_it(self, staffed):
        first = backup.make(staffed.path, "手动", NOW)
        second = backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
        self.lose("王祯")
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=2))
        assert len(folder_of(staffed).names()) == 3
        first.path.unlink()
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=3))
        assert len(folder_of(staffed).names()) == 3
        second.path.unlink()
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=4))
        assert folder_of(staffed).names() == {blobs.name_of(photo(name)) for name in ("李静", "阿拉坦")}

    @pytest.mark.parametrize("name", ["留着.cadre", "留着.db", "留着"])
    def test_a_copy_under_any_name_keeps_its_own(self, staffed, name):
        first = backup.make(staffed.path, "手动", NOW)
        renamed = first.path.rename(first.path.with_name(name))
        self.lose("王祯")
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
        backup.verify(renamed)

    @pytest.mark.parametrize("at", [0, 20, 70, 5000])
    def test_while_a_copy_cannot_be_read_nothing_goes(self, staffed, at):
        first = backup.make(staffed.path, "手动", NOW)
        content = bytearray(first.path.read_bytes())
        content[at : at + 4000] = b"\xff" * 4000
        first.path.write_bytes(content)
        self.lose("王祯")
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
        assert len(folder_of(staffed).names()) == 3

    def test_parts_of_killed_programs_go_and_strange_files_stay(self, staffed):
        made = backup.make(staffed.path, "手动", NOW)
        blob = folder_of(staffed).path_of(blobs.name_of(photo("王祯")))
        rest, strange = blob.with_name(".ab.1-ab.part"), blob.with_name("说明.txt")
        for path in (rest, strange):
            path.write_bytes(b"half")
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
        assert not rest.exists()
        assert strange.exists()
        backup.verify(made.path)

    def test_one_that_cannot_be_removed_is_no_failure(self, staffed, monkeypatch):
        first = backup.make(staffed.path, "手动", NOW)
        self.lose("王祯")
        first.path.unlink()
        really = Path.unlink

        def stuck(self: Path, missing_ok: bool = False) -> None:
            if BlobFolder.takes(self.name):
                raise PermissionError(13, "in use")
            really(self, missing_ok)

        monkeypatch.setattr(Path, "unlink", stuck)
        backup.verify(backup.make(staffed.path, "手动", NOW + timedelta(minutes=1)).path)
        assert len(folder_of(staffed).names()) == 3

    def test_two_hundred_days_of_coming_and_going(self, store, monkeypatch):
        """After each backup exactly what the file and the kept copies need lies there, and every copy is good."""
        lot = random.Random(7)
        for day in range(200):
            enter(store, f"第{day}天")
            if day > 3 and lot.random() < 0.7:
                self.lose(f"第{lot.randrange(day)}天")
            backup.make(store.path, "退出", NOW + timedelta(days=day))
            monkeypatch.setattr(backup, "_made", set())
        copies = backup.backups(store.path)
        needed = {blob.name for made in copies for blob in backup.blobs_of(made.path)}
        assert folder_of(store).names() == needed
        assert len(copies) < 40 < len(needed) < 200
        for made in copies:
            backup.verify(made.path)


class TestTroubleWithTheDisk:
    """A full disk at any moment: the old backups and the file are as they were, and nothing half lies about."""

    WAYS = ("write_bytes", "replace", "fsync", "mkdir")

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("after", range(4))
    def test_making(self, staffed, monkeypatch, way, after):
        first = backup.make(staffed.path, "手动", NOW)
        old = {path: path.read_bytes() for path in first.path.parent.rglob("*") if path.is_file()}
        enter(staffed, "新一", "新二")
        with monkeypatch.context() as patched:
            happened = fail(patched, way, after)
            try:
                backup.make(staffed.path, "退出", NOW + timedelta(days=1))
            except (OSError, Refused):
                assert happened
            else:
                assert not happened
        found = {path: path.read_bytes() for path in first.path.parent.rglob("*") if path.is_file()}
        assert old.items() <= found.items()
        assert [path.name for path in found if ".part" in path.name] == []
        assert not happened or len(backup.backups(staffed.path)) == 1
        for made in backup.backups(staffed.path):
            backup.verify(made.path)
        backup.verify(backup.make(staffed.path, "退出", NOW + timedelta(days=2)).path)

    @pytest.mark.parametrize("way", WAYS)
    @pytest.mark.parametrize("after", range(4))
    def test_restoring(self, staffed, monkeypatch, way, after):
        first = backup.make(staffed.path, "手动", NOW)
        enter(staffed, "新一", "新二")
        close_store(staffed)
        before = staffed.path.read_bytes()
        with monkeypatch.context() as patched:
            happened = fail(patched, way, after)
            try:
                backup.restore(staffed.path, first.path, NOW + timedelta(days=1))
            except (OSError, Refused):
                assert happened
        assert not happened or staffed.path.read_bytes() == before
        assert [path.name for path in staffed.path.parent.rglob("*.part*")] == []
        backup.restore(staffed.path, first.path, NOW + timedelta(days=2))

    @pytest.mark.parametrize("pages", range(1, 12))
    def test_a_disk_without_room_for_the_copy(self, staffed, monkeypatch, pages):
        first = backup.make(staffed.path, "手动", NOW)
        really = dbapi2.connect

        def tight(*given, **options):
            connection = really(*given, **options)
            if ".part" in str(given[0]):
                connection.execute(f"PRAGMA max_page_count = {pages}")
            return connection

        with monkeypatch.context() as patched:
            patched.setattr(dbapi2, "connect", tight)
            with pytest.raises(Refused, match="磁盘空间不足"):
                backup.make(staffed.path, "退出", NOW + timedelta(days=1))
        assert [made.path for made in backup.backups(staffed.path)] == [first.path]
        assert list(first.path.parent.rglob("*.part*")) == []

    def test_a_disk_that_does_not_keep_what_it_is_given_is_said(self, staffed, monkeypatch):
        with monkeypatch.context() as patched:
            patched.setattr(os, "fsync", lambda number: os.truncate(number, 5))
            with pytest.raises(Refused, match="读回来与原来不符"):
                backup.make(staffed.path, "退出", NOW)
        assert backup.backups(staffed.path) == []
        assert folder_of(staffed).names() == set()


def fail(patched: pytest.MonkeyPatch, way: str, after: int) -> list[str]:
    """Let the disk be full when something is done once more than `after` times; what was refused is listed."""
    owner = os if way == "fsync" else Path
    really, done, refused = getattr(owner, way), [], []

    def full(*given, **options):
        done.append(way)
        if len(done) > after:
            refused.append(way)
            raise OSError(28, "No space left on device")
        return really(*given, **options)

    patched.setattr(owner, way, full)
    return refused


@pytest.mark.parametrize("at", [18, 44, 56, 59, 100, 4096 * 3])
def test_a_damaged_file_is_refused_and_set_aside_when_another_is_restored(staffed, at):
    """Its format, its letters, its catalogue, or its rows; what can still be read is copied as it is."""
    first = backup.make(staffed.path, "手动", NOW)
    close_store(staffed)
    content = bytearray(staffed.path.read_bytes())
    content[at : at + 40 if at >= 100 else at + 1] = b"\x02" * (40 if at >= 100 else 1)
    staffed.path.write_bytes(content)
    try:
        made = backup.make(staffed.path, "退出", NOW + timedelta(days=1))
    except CannotRead:
        assert [each.path for each in backup.backups(staffed.path)] == [first.path]
        assert list(first.path.parent.rglob("*.part*")) == []
    else:
        backup.verify(made.path)
    kept = backup.restore(staffed.path, first.path, NOW + timedelta(days=2))
    assert kept is not None and kept.exists()
    backup.verify(staffed.path)
