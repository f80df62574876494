"""Backups whose photos lie beside them, in the window: opened, restored, and restored where photos are missing."""

import random
import shutil
from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.kit.store import backup, blobs
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Person
from cadre_desktop.window import commands
from cadre_desktop.window.file.restoring import RestoreDialog
from cadre_desktop.window.frame.main_window import MainWindow
from cadre_desktop.window.launch import Launcher

NAMES = ("王祯", "李静", "阿拉坦", "文静", "单雄信", "解缙", "查良镛")


@pytest.fixture
def staffed(started: Launcher) -> Launcher:
    """A window over a file with people, all with photos."""
    store = started.session.store
    own = Court.get().id
    add_people(store, [{"court": own, "name": name, "sex": "male", "born": date(1985, 3, 1)} for name in NAMES])
    with store.step("照片"):
        for person in Person.select():
            photo = blobs.put(random.Random(person.name).randbytes(9_000))
            Person.update(photo=photo).where(Person.id == person.id).execute()
    return started


@pytest.fixture
def made(staffed: Launcher) -> backup.Backup:
    """A backup of it."""
    return staffed.session.backup("手动")


def lose(staffed: Launcher, *names: str) -> None:
    """Photos go from the file."""
    hashes = [person.photo for person in Person.select() if person.name in names]
    with staffed.session.store.step("照片没有了"):
        Person.update(photo="").where(Person.photo.in_(hashes)).execute()
        for hash_ in hashes:
            database.run("DELETE FROM blob WHERE hash = ?", hash_)


def photos() -> dict[str, bool]:
    return {person.name: blobs.get(person.photo) is not None for person in Person.select()}


def choose(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """In the dialog a backup is chosen."""

    def chosen(dialog: RestoreDialog) -> int:
        dialog.chosen = path
        return 1

    monkeypatch.setattr(RestoreDialog, "exec", chosen)


def test_restored_from_the_menu_every_photo_is_there(staffed, made, monkeypatch, notices):
    lose(staffed, *NAMES)
    choose(monkeypatch, made.path)
    commands.carry_out(staffed, "restore")
    assert photos() == dict.fromkeys(NAMES, True)
    assert "已恢复备份" in notices.texts[-1]


@pytest.mark.parametrize("agreed", [False, True])
def test_what_is_missing_is_named_first_and_asked(staffed, made, monkeypatch, notices, tmp_path, agreed):
    carried = Path(shutil.copy(made.path, tmp_path / "别处.cadre"))
    lose(staffed, "李静", "文静")
    shutil.rmtree(BlobFolder(made.path.parent).path)
    steps = staffed.session.store.last_step()
    choose(monkeypatch, carried)
    notices.answer(agreed)
    commands.carry_out(staffed, "restore")
    asked = next(text for text in notices.texts if "没有找到" in text)
    assert "其中 2 项没有找到或已损坏。缺的是：李静、文静。" in asked
    assert photos() == {name: name not in ("李静", "文静") for name in NAMES}
    assert (staffed.session.store.last_step() == steps) is not agreed
    assert staffed.window.desk.store is staffed.session.store, "the window goes on with the file that is open now"


def test_of_many_all_names_can_be_read_first(staffed, made, monkeypatch, notices, tmp_path):
    carried = Path(shutil.copy(made.path, tmp_path / "别处.cadre"))
    lose(staffed, *NAMES)
    shutil.rmtree(BlobFolder(made.path.parent).path)
    choose(monkeypatch, carried)
    notices.answer(False)
    commands.carry_out(staffed, "restore")
    warned = next(message for message in notices.messages if message.kind == "warn")
    assert "等 7 个" in warned.text
    assert warned.detail.splitlines() == list(NAMES)


class TestOpened:
    """A backup that is opened by double click, under whatever name."""

    @pytest.fixture(params=["as it was made", "renamed", "as a data file"])
    def copy(self, staffed, made, request, tmp_path) -> Path:
        """On another computer: the folder of backups was brought there, its file was not."""
        staffed.session.close()
        (tmp_path / "U盘").mkdir()
        folder = made.path.parent.rename(tmp_path / "U盘" / made.path.parent.name)
        staffed.session.recent()[0].unlink()
        path = folder / made.path.name
        if request.param == "renamed":
            return path.rename(folder / "六月的.cadre")
        return path.rename(folder / "六月的.db") if request.param == "as a data file" else path

    def test_it_becomes_a_data_file_with_all_photos_and_stays_as_it_is(self, staffed, copy, notices, tmp_path):
        before = copy.read_bytes()
        notices.answer(True)
        staffed.open(copy)
        assert "是一份备份" in notices.texts[-1]
        assert isinstance(staffed.window, MainWindow)
        assert staffed.session.store.path.parent == tmp_path
        assert photos() == dict.fromkeys(NAMES, True)
        assert copy.read_bytes() == before

    @pytest.mark.parametrize("answers", [(False,), (True, False), (True, True)])
    def test_without_its_folder_it_is_asked(self, staffed, copy, notices, tmp_path, answers):
        (copy.parent / BLOBS).rename(tmp_path / "别处")
        notices.answer(*answers)
        staffed.open(copy)
        assert not notices.answers
        if all(answers):
            assert photos() == dict.fromkeys(NAMES, False)
        else:
            assert staffed.session.store is None
            assert [path for path in tmp_path.iterdir() if path.suffix == ".cadre"] == []


def test_the_rescue_of_a_file_that_cannot_be_opened_asks_too(staffed, made, notices):
    path = staffed.session.store.path
    staffed.session.close()
    path.write_bytes(b"\xff" * 5_000)
    (made.path.parent / BLOBS).rename(path.parent / "别处")
    notices.answer(True, False)
    staffed.open(path)
    assert staffed.session.store is None
    assert path.read_bytes() == b"\xff" * 5_000
    notices.answer(True, True)
    staffed.open(path)
    assert photos() == dict.fromkeys(NAMES, False)


def test_leaving_makes_a_backup_where_the_newest_is_not_good_any_more(staffed, made):
    assert not staffed.session.needs_backup()
    next(path for path in (made.path.parent / BLOBS).glob("??/*")).unlink()
    assert staffed.session.needs_backup()
    staffed.session.backup("退出")
    assert not staffed.session.needs_backup()
    backup.verify(made.path)


def test_the_dialog_tells_both_sizes_and_what_is_missing(staffed, made, qtbot):
    store = staffed.session.store
    backup.copy(store.path, made.path.with_name(made.path.name.replace("第1份", "第2份")))
    next(path for path in (made.path.parent / BLOBS).glob("??/*")).unlink()
    dialog = RestoreDialog(store.path, None)
    qtbot.addWidget(dialog)
    whole, lean = (dialog.list.item(row).text() for row in range(2))
    assert "照片" not in whole
    assert " + 照片和附件 0.1 MB（缺 1 项）" in lean
