"""The second place for backups: chosen, filled on leaving and from the menu, known by its mark, missed when away."""

import os
import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, blobs, second_place
from cadre_desktop.kit.store.backup import BlobsMissing
from cadre_desktop.kit.store.blob_folder import BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.second_place import MARK
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Person
from cadre_desktop.window import commands
from cadre_desktop.window.file.restoring import RestoreDialog
from cadre_desktop.window.launch import Launcher
from cadre_desktop.window.preferences import PreferencesDialog


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a stick; pulled out when it is renamed."""
    (tmp_path / "U盘").mkdir()
    return tmp_path / "U盘"


@pytest.fixture
def filled(started: Launcher, stick: Path) -> Launcher:
    """A window whose second place is the stick."""
    started.session.second.choose(stick)
    return started


def rename(launcher: Launcher, name: str) -> None:
    with launcher.session.store.step(name):
        Court.update(short_name=name).execute()


def there(stick: Path) -> list[str]:
    return sorted(path.name for path in stick.rglob("*.cadre"))


def pull_out(stick: Path) -> Path:
    return stick.rename(stick.with_name("拔掉"))


def test_leaving_fills_it(filled, stick):
    path = filled.session.store.path
    rename(filled, "改过")
    filled.leave()
    assert there(stick) == [made.path.name for made in backup.backups(path)]
    assert backup.head(next(stick.rglob("*.cadre"))) == backup.head(path)


def test_leaving_brings_what_an_earlier_leaving_could_not(filled, stick):
    path = filled.session.store.path
    away = pull_out(stick)
    rename(filled, "改过")
    filled.leave()
    away.rename(stick)
    filled.open(path)
    filled.leave()
    assert len(backup.backups(path)) == 1, "nothing was written since"
    assert len(there(stick)) == 1


def test_the_menu_asks_for_the_place_the_first_time(started, stick, notices):
    rename(started, "改过")
    notices.answer(stick, True)
    commands.carry_out(started, "second")
    assert "同一个盘" in notices.texts[-2], "in this test it does lie on the disk of the data"
    assert "已备份到第二位置并检查无误" in notices.texts[-1]
    assert len(there(stick)) == 1
    commands.carry_out(started, "second")
    assert len(there(stick)) == 1, "nothing new"
    rename(started, "又改")
    started.clock.moment += timedelta(minutes=1)
    commands.carry_out(started, "second")
    assert len(there(stick)) == 2


def test_given_up_nothing_is_chosen(started, stick, notices):
    notices.answer(None)
    commands.carry_out(started, "second")
    notices.answer(stick, False)
    commands.carry_out(started, "second")
    assert started.session.second.folder is None
    assert list(stick.iterdir()) == []


def test_one_that_is_away_is_said_and_another_can_be_taken(filled, stick, tmp_path, notices):
    pull_out(stick)
    notices.answer(False)
    commands.carry_out(filled, "second")
    assert "没有插上" in notices.texts[-1]
    (tmp_path / "另一个").mkdir()
    notices.answer(True, tmp_path / "另一个", True)
    commands.carry_out(filled, "second")
    assert len(there(tmp_path / "另一个")) == 1


def test_an_empty_folder_where_the_stick_was_is_not_the_stick(filled, stick):
    """A mount point stays on the computer's own disk when the stick is pulled out."""
    pull_out(stick)
    stick.mkdir()
    rename(filled, "改过")
    filled.leave()
    assert list(stick.iterdir()) == []


def test_another_stick_is_not_taken_for_it(filled, stick):
    pull_out(stick)
    stick.mkdir()
    second_place.mark(stick)
    assert not filled.session.second.is_there
    with pytest.raises(Refused, match="找不到第二备份位置"):
        filled.session.backup("手动")
        filled.session.second.fill()


@pytest.mark.parametrize(("days", "said"), [(0, False), (6, False), (7, True), (30, True)])
@pytest.mark.parametrize("used", [False, True])
def test_one_that_stays_away_for_seven_days_is_said_on_opening(filled, stick, notices, days, said, used):
    path = filled.session.store.path
    if used:
        filled.clock.moment += timedelta(days=60)
        filled.session.backup("手动")
        filled.session.second.fill()
    filled.session.close()
    pull_out(stick)
    filled.clock.moment += timedelta(days=days)
    filled.open(path)
    found = [text for text in notices.texts if "第二备份位置" in text]
    assert bool(found) is said
    assert not said or (f"{days} 天" if used else "还没有备份进去过") in found[0]


def test_one_that_is_there_is_not_complained_of(filled, notices):
    filled.clock.moment += timedelta(days=30)
    path = filled.session.store.path
    filled.session.close()
    filled.open(path)
    assert not any("第二备份位置" in text for text in notices.texts)


def test_a_full_or_write_protected_stick_is_said_and_costs_nothing(filled, stick, notices, monkeypatch):
    path = filled.session.store.path
    rename(filled, "改过")

    def full(source, target, length):
        target.write(b"half")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    filled.leave()
    assert "没有备份到第二位置" in notices.texts[-1]
    assert "磁盘空间不足" in notices.messages[-1].detail
    assert [each.name for each in stick.rglob("*") if each.is_file()] == [MARK]
    assert len(backup.backups(path)) == 1


def test_a_stick_that_does_not_keep_what_it_is_given_is_said(filled, stick, notices, monkeypatch):
    rename(filled, "改过")
    monkeypatch.setattr(os, "fsync", lambda number: os.ftruncate(number, 5000))
    filled.leave()
    assert "没有备份到第二位置" in notices.texts[-1]
    assert there(stick) == []


def test_files_of_one_name_are_kept_apart(filled, stick, tmp_path):
    rename(filled, "改过")
    filled.leave()
    name = filled.session.settings.get("recent")[0]
    (tmp_path / "另一处").mkdir()
    other = tmp_path / "另一处" / Path(name).name
    filled.session.open(other, create_new=True, name="别的法院")
    filled.session.backup("手动")
    filled.session.second.fill()
    assert len({path.parent for path in stick.rglob("*.cadre")}) == 2
    assert len(filled.session.second.backups(other)) == 1


@pytest.mark.parametrize("name", ["院 *?.cadre", 'a"b<c>.cadre', "长" * 75 + ".cadre", "…. .cadre"])
def test_names_that_a_stick_does_not_know_are_changed(filled, stick, tmp_path, name):
    path = tmp_path / name
    filled.session.open(path, create_new=True, name="法院")
    filled.session.backup("手动")
    target = filled.session.second.fill()
    assert not set('\\/:*?"<>|') & set(target.name + target.parent.name)
    assert [made.path for made in filled.session.second.backups(path)] == [target]


def test_it_is_thinned_as_the_first_place_is_but_never_what_was_just_brought(filled, stick, monkeypatch):
    for day in range(60):
        filled.clock.moment += timedelta(days=1)
        rename(filled, f"第{day}天")
        filled.session.backup("退出")
        filled.session.second.fill()
        monkeypatch.setattr(backup, "_made", set())
    assert 10 < len(there(stick)) < 30
    filled.clock.moment -= timedelta(days=50)
    rename(filled, "时钟回拨")
    filled.session.backup("退出")
    assert filled.session.second.fill().exists()


def test_its_backups_are_offered_where_the_first_place_has_them_no_more(filled, stick, qtbot):
    rename(filled, "改过")
    filled.session.backup("手动")
    filled.session.second.fill()
    path = filled.session.store.path
    dialog = RestoreDialog(path, filled.window, filled.session.second.backups(path))
    assert dialog.list.count() == 1
    shutil.rmtree(backup.folder_of(path))
    dialog = RestoreDialog(path, filled.window, filled.session.second.backups(path))
    assert "第二备份位置" in dialog.list.item(0).text()
    rename(filled, "后来")
    dialog._restore()
    filled.session.restore(dialog.chosen)
    assert {court.short_name for court in Court.select()} == {"改过"}


def take_photo(launcher: Launcher, name: str) -> str:
    """A person with a photo; returns its hash."""
    store = launcher.session.store
    (key,) = add_people(store, [{"court": Court.get().id, "name": name, "sex": "male", "born": date(1985, 3, 1)}])
    with store.step("照片"):
        hash_ = blobs.put(random.Random(name).randbytes(9_000))
        Person.update(photo=hash_).where(Person.id == key).execute()
    return hash_


def test_each_photo_lies_there_once_and_comes_back_from_there(filled, stick):
    names = {take_photo(filled, "王祯"), take_photo(filled, "李静")}
    for minute in range(3):
        rename(filled, f"第{minute}次")
        filled.clock.moment += timedelta(minutes=1)
        filled.session.backup("手动")
        filled.session.second.fill()
    (copies,) = stick.glob("*-备份")
    assert len(there(stick)) == 3
    assert BlobFolder(copies).names() == names
    path = filled.session.store.path
    shutil.rmtree(backup.folder_of(path))
    with filled.session.store.step("照片没有了"):
        Person.update(photo="").execute()
        database.run("DELETE FROM blob")
    filled.session.restore(filled.session.second.backups(path)[0].path)
    assert {blobs.name_of(blobs.get(person.photo)) for person in Person.select()} == names


@pytest.mark.parametrize("from_file", [False, True])
def test_what_is_damaged_beside_the_file_is_not_brought_there(filled, stick, from_file):
    """It comes from the file itself; where that has lost it too, the stick gets no copy that is not good."""
    hash_ = take_photo(filled, "王祯")
    made = filled.session.backup("手动")
    BlobFolder(made.path.parent).path_of(hash_).write_bytes(b"x" * 9_000)
    if from_file:
        filled.session.second.fill()
        (copies,) = stick.glob("*-备份")
        assert BlobFolder(copies).read(hash_) is not None
        return
    with filled.session.store.step("照片没有了"):
        database.run("DELETE FROM blob")
    with pytest.raises(BlobsMissing, match="1 项没有找到"):
        filled.session.second.fill()
    assert there(stick) == []


def test_photos_that_no_copy_there_needs_go_there_too(filled, stick, monkeypatch):
    for day in range(36):
        filled.clock.moment += timedelta(days=1)
        with filled.session.store.step("照片没有了"):
            database.run("DELETE FROM blob")
        take_photo(filled, "王" + chr(0x4E00 + day))
        filled.session.backup("退出")
        filled.session.second.fill()
        monkeypatch.setattr(backup, "_made", set())
    (copies,) = stick.glob("*-备份")
    kept = filled.session.second.backups(filled.session.store.path)
    assert BlobFolder(copies).names() == {blob.name for made in kept for blob in backup.blobs_of(made.path)}
    assert len(kept) < 24


def test_the_settings_choose_it_and_give_it_up(started, stick, notices):
    dialog = PreferencesDialog(started, started.window)
    assert dialog.second.text() == "没有设"
    assert dialog.give_up.isHidden()
    notices.answer(stick, True)
    dialog._choose()
    assert dialog.second.toolTip() == str(stick)
    pull_out(stick)
    dialog._show_second()
    assert "现在找不到" in dialog.second.text()
    dialog._give_up()
    assert started.session.second.folder is None


def test_a_folder_that_cannot_be_written_to_is_said(started, tmp_path, notices, monkeypatch):
    notices.answer(tmp_path / "没有")
    commands.carry_out(started, "second")
    assert "请另选一个" in notices.texts[-1]
    assert started.session.second.folder is None
