"""The file moved, renamed, deleted or replaced while it is open: nothing is written into what nobody finds again, and
everything can be saved anew."""

import os
import shutil
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import backup, journal, opening, whereabouts
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import CannotOpen, close_store, damage, open_store
from cadre_desktop.kit.store.settling import make_whole
from cadre_desktop.kit.store.store import Store
from cadre_desktop.kit.store.whereabouts import Gone

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no open file")


def move(path: Path) -> None:
    path.rename(path.with_name("移走.cadre"))


def move_elsewhere(path: Path) -> None:
    (path.parent / "别处").mkdir()
    path.rename(path.parent / "别处" / path.name)


def delete(path: Path) -> None:
    path.unlink()


def rename_folder(path: Path) -> None:
    path.parent.rename(path.parent.with_name("改名"))


def replace(path: Path) -> None:
    """By a copy of itself: the same bytes, another file."""
    shutil.copyfile(path, path.with_name("抄"))
    path.with_name("抄").replace(path)


def replace_folder(path: Path) -> None:
    kept = path.parent.with_name("改名")
    path.parent.rename(kept)
    shutil.copytree(kept, path.parent)


def delete_wal(path: Path) -> None:
    path.with_name(path.name + "-wal").unlink()


def replace_wal(path: Path) -> None:
    wal = path.with_name(path.name + "-wal")
    shutil.copyfile(wal, wal.with_name("抄"))
    wal.with_name("抄").replace(wal)


WAYS = (move, move_elsewhere, delete, rename_folder, replace, replace_folder, delete_wal, replace_wal)
every_way = pytest.mark.parametrize("take_away", WAYS, ids=lambda way: way.__name__)
Way = Callable[[Path], None]


@pytest.fixture
def taken(tmp_path: Path) -> Store:
    """A file in a folder of its own, with two steps, the last of which lies in the -wal only."""
    (tmp_path / "夹").mkdir()
    store = open_store(tmp_path / "夹" / "院.cadre", TOYS, "王祯", create_new=True)
    with store.step("一"):
        Club.add(title="甲")
    assert make_whole()
    with store.step("二"):
        Club.add(title="乙")
    yield store
    close_store(store)


def add(store: Store) -> None:
    with store.step("三"):
        Club.add(title="丙")


def titles() -> list[str]:
    return [club.title for club in Club.select().order_by(Club.id)]


@every_way
def test_no_step_and_no_setting_is_written(taken: Store, take_away: Way) -> None:
    take_away(taken.path)
    assert taken.missing
    for write in (
        lambda: add(taken),
        lambda: taken.set_setting("a", "b"),
        taken.undo,
        taken.rebuild_search,
    ):
        with pytest.raises(Gone, match="停止写入"):
            write()
    assert titles() == ["甲", "乙"]
    assert journal.count() == 2


@every_way
@pytest.mark.parametrize("how", ["opened", "saved anew"])
def test_it_is_noticed_before_anything_was_written(taken: Store, take_away: Way, how: str, tmp_path: Path) -> None:
    """Found by the trials: the -wal was known from the first step on only."""
    path = taken.path
    if how == "opened":
        close_store(taken)
        store = open_store(path, TOYS, "王祯")
    else:
        delete(path)
        store = taken
        (tmp_path / "新").mkdir()
        opening.save_as(store, tmp_path / "新" / "院.cadre")
    take_away(store.path)
    assert store.missing
    with pytest.raises(Gone):
        add(store)
    close_store(store)


@every_way
def test_a_step_under_way_is_taken_back(taken: Store, take_away: Way) -> None:
    with pytest.raises(Gone), taken.step("三"):
        Club.add(title="丙")
        take_away(taken.path)
    assert titles() == ["甲", "乙"]
    assert journal.count() == 2
    assert database.value("SELECT step FROM journal_now") is None


@every_way
def test_everything_is_saved_under_a_new_name_and_work_goes_on(taken: Store, take_away: Way, tmp_path: Path) -> None:
    with taken.step("三"):
        Member.add(club=Club.get(Club.title == "乙"), name="王祯")
    take_away(taken.path)
    new = tmp_path / "新.cadre"
    heard: list[frozenset[str]] = []
    taken.subscribe(heard.append)
    opening.save_as(taken, new)
    assert taken.path == new
    assert not taken.missing
    assert heard == [frozenset({"club", "member"})], "lists are asked to read anew"
    with taken.step("四"):
        Club.add(title="丙")
    taken.undo()
    taken.redo()
    assert damage() is None
    assert journal.broken_link() is None
    close_store(taken)
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["新.cadre"]
    again = open_store(new, TOYS, "王祯")
    assert titles() == ["甲", "乙", "丙"]
    assert [step.label for step in journal.steps()] == ["四", "四", "四", "三", "二", "一"]
    close_store(again)


@pytest.mark.parametrize("take_away", [delete, move, replace], ids=lambda way: way.__name__)
def test_also_where_it_was_before(taken: Store, take_away: Way) -> None:
    path = taken.path
    take_away(path)
    opening.save_as(taken, path)
    with taken.step("三"):
        Club.add(title="丙")
    close_store(taken)
    assert not path.with_name(path.name + "-wal").exists()
    again = open_store(path, TOYS, "王祯")
    assert titles() == ["甲", "乙", "丙"]
    close_store(again)


@every_way
def test_no_backup_is_made_of_what_lies_there_instead(taken: Store, take_away: Way) -> None:
    take_away(taken.path)
    with pytest.raises(Refused):
        backup.make(taken.path, "退出", taken.clock.now())
    assert backup.backups(taken.path) == []


@every_way
def test_a_thread_that_comes_later_reads_no_other_file(taken: Store, take_away: Way) -> None:
    take_away(taken.path)
    found: list[BaseException | list[str]] = []

    def read() -> None:
        try:
            found.append(titles())
        except Gone as gone:
            found.append(gone)

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert isinstance(found[0], Gone)
    assert take_away not in (delete, move) or not taken.path.exists(), "nothing empty is made there"


@pytest.mark.parametrize("take_away", [move, move_elsewhere, rename_folder], ids=lambda way: way.__name__)
def test_a_file_that_was_only_moved_has_everything_once_the_program_has_let_go(
    taken: Store, take_away: Way, tmp_path: Path
) -> None:
    before = taken.path
    take_away(before)
    close_store(taken)
    (moved,) = (path for path in tmp_path.rglob("*.cadre") if path != before)
    again = open_store(moved, TOYS, "王祯")
    assert titles() == ["甲", "乙"]
    close_store(again)


def test_the_wal_of_the_file_that_lies_there_instead_is_not_deleted_with_ours(taken: Store) -> None:
    """SQLite deletes the -wal by its name when the last connection closes."""
    path = taken.path
    replace_folder(path)
    wal = path.with_name(path.name + "-wal")
    before = wal.read_bytes()
    close_store(taken)
    assert wal.read_bytes() == before != b""
    again = open_store(path, TOYS, "王祯")
    assert titles() == ["甲", "乙"]
    close_store(again)


def test_a_file_that_was_put_back_is_worked_in_again(taken: Store) -> None:
    away = taken.path.with_name("移走.cadre")
    taken.path.rename(away)
    assert taken.missing
    away.rename(taken.path)
    assert not taken.missing
    with taken.step("三"):
        Club.add(title="丙")
    assert titles() == ["甲", "乙", "丙"]


def test_a_new_name_that_is_open_elsewhere_or_has_a_foreign_wal_is_refused(taken: Store, tmp_path: Path) -> None:
    import processes

    code = 'store = open_store(path, TOYS, "李静", create_new=True)\nsay("open")\nwait()'
    other = processes.start(code, tmp_path / "他.cadre")
    assert processes.heard(other) == "open"
    delete(taken.path)
    with pytest.raises(CannotOpen, match="李静"):
        opening.save_as(taken, tmp_path / "他.cadre")
    processes.kill(other)
    (tmp_path / "别.cadre-wal").write_bytes(b"rest")
    with pytest.raises(CannotOpen, match=r"别\.cadre-wal"):
        opening.save_as(taken, tmp_path / "别.cadre")
    with pytest.raises((Refused, OSError)):
        opening.save_as(taken, tmp_path / "没有" / "新.cadre")
    assert titles() == ["甲", "乙"]
    opening.save_as(taken, tmp_path / "新.cadre")
    assert titles() == ["甲", "乙"]
    assert list(tmp_path.rglob("*.part")) == []


def test_a_file_taken_away_before_anything_was_seen_of_it_is_missed(tmp_path: Path) -> None:
    path = tmp_path / "院.cadre"
    path.write_bytes(b"")
    place = whereabouts.FileLocation(path)
    place.vet()
    path.unlink()
    for _look in range(2):
        with pytest.raises(Gone):
            place.vet()


def test_a_name_that_stands_is_a_step_as_ever(taken: Store) -> None:
    with taken.step("三"):
        Club.add(title="丙")
    assert taken.missing == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the file itself is not locked")
def test_a_disk_that_gives_its_files_new_numbers_takes_nothing_away(taken: Store, monkeypatch) -> None:
    real, shift = os.stat, [0]

    def renumbered(name, *given, **options):
        found = list(real(name, *given, **options))
        found[1] += shift[0]
        return os.stat_result(found)

    monkeypatch.setattr(whereabouts, "_stat", renumbered)
    monkeypatch.setattr(whereabouts.os, "fstat", renumbered)
    add(taken)
    shift[0] = 1000
    assert taken.missing == ""
    add(taken)
    delete(taken.path)
    shift[0] = 2000
    assert taken.missing
