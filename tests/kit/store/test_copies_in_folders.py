"""Backups that somebody has put in order: what they need beside the folder stays, is found, and is read again."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from test_lean_copies import NAMES, enter, folder_of, photo
from toys import Member

from cadre_desktop.kit.store import backup, blobs, second_place
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.database import database

NOW = datetime(2023, 3, 1, 9, 30)


@pytest.fixture
def staffed(store):
    """A store with three people, each with a photo."""
    enter(store, *NAMES)
    return store


def forget_photos(store) -> None:
    """The file holds none of them any more, as after an erasure."""
    with store.step("清除"):
        Member.update(photo="").execute()
        database.run("DELETE FROM blob")
        enter(store, "新来的")


@pytest.mark.parametrize("where", ["2022年", "2022年/冬", "."])
def test_what_a_backup_needs_stays_wherever_in_the_folder_it_was_put(staffed, where, tmp_path):
    made = backup.make(staffed.path, "手动", NOW)
    place = made.path.parent / where
    place.mkdir(parents=True, exist_ok=True)
    moved = made.path.rename(place / "冬天.cadre")
    forget_photos(staffed)
    backup.make(staffed.path, "手动", NOW + timedelta(days=1))
    assert folder_of(staffed).names() == {blobs.name_of(photo(name)) for name in (*NAMES, "新来的")}
    backup.restore(tmp_path / "另一个.cadre", moved, NOW)
    moved.unlink()
    backup.make(staffed.path, "手动", NOW + timedelta(days=2))
    assert folder_of(staffed).names() == {blobs.name_of(photo("新来的"))}


def test_nothing_goes_while_a_folder_among_them_cannot_be_read(staffed, monkeypatch):
    made = backup.make(staffed.path, "手动", NOW)
    made.path.unlink()
    forget_photos(staffed)

    def refuse(folder: Path, onerror):
        onerror(PermissionError(13, "denied", str(folder)))
        yield from ()

    monkeypatch.setattr("os.walk", refuse)
    backup.make(staffed.path, "手动", NOW + timedelta(days=1))
    assert len(folder_of(staffed).names()) == 4


def test_what_has_changed_on_a_stick_is_found_in_turns_and_brought_again(staffed, tmp_path):
    stick = tmp_path / "U盘"
    stick.mkdir()
    station = backup.station_of(staffed.path)
    first = second_place.fill(staffed.path, stick, backup.make(staffed.path, "手动", NOW), station)
    place = BlobFolder(first.parent).path_of(blobs.name_of(photo("李静")))
    content = place.read_bytes()
    place.write_bytes(bytes(len(content)))
    for turn in range(1, 33):
        made = backup.make(staffed.path, "手动", NOW + timedelta(minutes=turn))
        second_place.fill(staffed.path, stick, made, station)
    assert place.read_bytes() == content
