"""Files of every kind at the door: what is refused is untouched, and the sentence names the way out."""

import errno
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import peewee
import pytest
from sqlcipher3 import dbapi2
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import backup, dialect, opening
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import CannotOpen, close_database, close_store, damage, open_store
from cadre_desktop.kit.store.schema import APPLICATION_ID, Schema
from cadre_desktop.kit.store.store import Store


@pytest.fixture
def filled(store: Store) -> Path:
    """A closed file with some rows on many pages."""
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": f"王{number}"} for number in range(500)])
    close_store(store)
    return store.path


@pytest.fixture(autouse=True)
def nothing_open() -> Iterator[None]:
    yield
    close_database()


def refused(path: Path, schema: Schema = TOYS, **options: bool) -> CannotOpen:
    with pytest.raises(CannotOpen) as caught:
        open_store(path, schema, "王祯", **options)
    return caught.value


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_a_new_file_is_whole_and_alone(tmp_path, clock):
    store = open_store(tmp_path / "新.cadre", TOYS, "王祯", clock=clock, create_new=True, name="包头中院")
    assert database.rows("SELECT number, name FROM station WHERE own = 1") == [(store.station, "包头中院")]
    assert 0 < store.station < 1 << 31
    close_store(store)
    assert [path.name for path in tmp_path.iterdir()] == ["新.cadre"]
    assert open_store(store.path, TOYS, "王祯").station == store.station


def test_a_given_station_makes_the_same_file_identity(tmp_path):
    found = []
    for name in ("甲.cadre", "乙.cadre"):
        store = open_store(tmp_path / name, TOYS, "王祯", create_new=True, station=7)
        found.append((store.station, database.value("SELECT uuid FROM station")))
    assert found[0] == found[1]


def test_a_missing_file_is_not_made_by_accident(tmp_path):
    error = refused(tmp_path / "没有.cadre")
    assert (error.reason, list(tmp_path.iterdir())) == ("missing", [])
    assert "没有.cadre" in str(error)


def test_create_new_opens_what_is_there(filled):
    open_store(filled, TOYS, "王祯", create_new=True)
    assert Member.select().count() == 500


def test_a_failing_creation_leaves_nothing(tmp_path, monkeypatch):
    def full(schema: Schema) -> None:
        database.run("CREATE TABLE half (a INTEGER)")
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(opening, "create", full)
    error = refused(tmp_path / "新.cadre", create_new=True)
    assert "磁盘空间不足" in str(error)
    assert list(tmp_path.iterdir()) == []


def test_rests_of_a_killed_creation_do_no_harm(tmp_path):
    for ending in (".new", ".new-wal", ".new-shm", ".heads.part"):
        (tmp_path / f"新.cadre{ending}").write_bytes(b"rest")
    close_store(open_store(tmp_path / "新.cadre", TOYS, "王祯", create_new=True))
    assert [path.name for path in tmp_path.iterdir()] == ["新.cadre"]


def test_the_wal_of_a_file_that_was_moved_away_is_not_taken_for_the_new_ones(tmp_path):
    wal = tmp_path / "院.cadre-wal"
    wal.write_bytes(b"the latter half of a file")
    error = refused(tmp_path / "院.cadre", create_new=True)
    assert "院.cadre-wal" in str(error)
    assert files(tmp_path) == {"院.cadre-wal": b"the latter half of a file"}


@pytest.mark.parametrize(
    ("content", "reason", "word"),
    [
        (b"", "foreign", "空文件"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "foreign", "不是本程序"),
        ("培训名单\n".encode("gb18030"), "foreign", "不是本程序"),
        (b"PK\x03\x04 a workbook", "foreign", "不是本程序"),
        (b"SQLite format 3\0" + bytes(20), "damaged", "备份"),
    ],
)
def test_what_is_no_database_is_refused_untouched(tmp_path, content, reason, word):
    path = tmp_path / "别的.cadre"
    path.write_bytes(content)
    error = refused(path, create_new=True)
    assert error.reason == reason
    assert word in str(error)
    assert files(tmp_path) == {"别的.cadre": content}


@pytest.mark.parametrize("mode", ["delete", "wal"])
def test_another_programs_database_is_untouched(tmp_path, mode):
    path = tmp_path / "别的.cadre"
    connection = dbapi2.connect(path)
    connection.execute(f"PRAGMA journal_mode = {mode}")
    connection.execute("CREATE TABLE step (id INTEGER)")
    connection.close()
    before = files(tmp_path)
    assert refused(path).reason == "foreign"
    assert files(tmp_path) == before


def test_a_newer_version_is_untouched(filled):
    newer = Schema(5, TOYS.records, {5: ("CREATE TABLE later (id INTEGER)",)})
    close_store(open_store(filled, newer, "王祯"))
    before = files(filled.parent)
    error = refused(filled)
    assert error.reason == "newer"
    assert "安装新版本" in str(error)
    assert files(filled.parent) == before


def test_a_newer_version_still_in_the_wal_is_refused(filled):
    connection = dbapi2.connect(filled, isolation_level=None)
    connection.execute("PRAGMA user_version = 9")
    shutil.copyfile(f"{filled}-wal", f"{filled}-kept")
    connection.close()
    connection = dbapi2.connect(filled, isolation_level=None)
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    shutil.move(f"{filled}-kept", f"{filled}-wal")
    assert refused(filled).reason in {"newer", "damaged"}


def test_a_truncated_file_is_damaged(filled):
    whole = filled.read_bytes()
    filled.write_bytes(whole[: len(whole) // 2 // 4096 * 4096])
    error = refused(filled)
    assert error.reason == "damaged"
    assert "备份" in str(error)
    assert filled.read_bytes() == whole[: len(whole) // 2 // 4096 * 4096]


def test_a_file_without_its_first_tables_is_damaged(tmp_path):
    path = tmp_path / "空壳.cadre"
    connection = dbapi2.connect(path)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    assert refused(path).reason == "damaged"


def test_a_page_overwritten_in_the_middle_is_found_by_the_check(filled):
    whole = bytearray(filled.read_bytes())
    middle = len(whole) // 2 // 4096 * 4096
    whole[middle : middle + 4096] = b"\xa5" * 4096
    filled.write_bytes(bytes(whole))
    open_store(filled, TOYS, "王祯")
    assert damage() is not None


def test_a_sound_file_has_no_damage(filled):
    open_store(filled, TOYS, "王祯")
    assert damage() is None


def test_an_older_copy_beside_a_strange_wal_is_not_mixed_with_it(filled):
    """A copy put by hand under the name of the file after a crash, whose -wal is still there."""
    older = backup.make(filled, "手动", opening.SystemClock().now()).path
    writer = dbapi2.connect(filled, isolation_level=None)
    writer.execute("PRAGMA wal_autocheckpoint = 0")
    writer.execute("UPDATE journal_now SET step = 1")
    writer.execute("UPDATE member SET name = name || '改', points = 7")
    shutil.copyfile(f"{filled}-wal", f"{filled}-kept")
    writer.close()
    shutil.copyfile(older, filled)
    shutil.move(f"{filled}-kept", f"{filled}-wal")
    before = filled.read_bytes()
    assert refused(filled).reason == "damaged"
    assert filled.read_bytes() == before


def test_a_file_moved_with_its_wal_keeps_everything_and_without_it_is_sound(filled, tmp_path):
    writer = dbapi2.connect(filled, isolation_level=None)
    writer.execute("UPDATE journal_now SET step = 1")
    writer.execute("UPDATE member SET points = 7")
    both, alone = tmp_path / "both", tmp_path / "alone"
    for folder in (both, alone):
        folder.mkdir()
        shutil.copyfile(filled, folder / "院.cadre")
    shutil.copyfile(f"{filled}-wal", both / "院.cadre-wal")
    writer.close()
    for folder, points in ((both, 7), (alone, 0)):
        open_store(folder / "院.cadre", TOYS, "王祯")
        assert {member.points for member in Member.select()} == {points}
        assert damage() is None


def test_a_folder_is_no_file(tmp_path):
    error = refused(tmp_path)
    assert error.reason == "unreadable" and "是文件夹" in str(error)


def test_a_folder_that_is_a_file(tmp_path):
    (tmp_path / "文件").write_bytes(b"")
    error = refused(tmp_path / "文件" / "院.cadre", create_new=True)
    assert error.reason == "unreadable"


def test_a_folder_that_is_not_there(tmp_path):
    error = refused(tmp_path / "没有" / "院.cadre", create_new=True)
    assert error.reason == "unreadable"
    assert "换一个位置" in str(error)


@pytest.fixture
def as_guest() -> Iterator[Path]:
    """A folder of one's own, as somebody who is not root (whom no permission stops)."""
    folder = Path(tempfile.mkdtemp(prefix="cadre-guest-"))
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(folder, 65534, -1)
        os.seteuid(65534)
    yield folder
    if root:
        os.seteuid(0)
    folder.chmod(0o700)
    shutil.rmtree(folder)


needs_permissions = pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")


@needs_permissions
def test_a_read_only_folder_takes_no_new_file(as_guest):
    close_store(open_store(as_guest / "旧.cadre", TOYS, "王祯", create_new=True))
    as_guest.chmod(0o500)
    for name, create_new in (("新.cadre", True), ("旧.cadre", False)):
        error = refused(as_guest / name, create_new=create_new)
        assert error.reason == "unreadable"
        assert "不能写入" in str(error)
    assert [path.name for path in as_guest.iterdir()] == ["旧.cadre"]


@needs_permissions
def test_a_read_only_file_is_no_damaged_one(as_guest):
    path = as_guest / "旧.cadre"
    close_store(open_store(path, TOYS, "王祯", create_new=True))
    path.chmod(0o444)
    assert refused(path).reason == "unreadable"
    path.chmod(0)
    error = refused(path)
    assert error.reason == "unreadable"
    assert "权限" in str(error)


def test_a_refused_file_closes_the_one_before(filled, tmp_path):
    open_store(filled, TOYS, "王祯")
    refused(tmp_path / "没有.cadre")
    assert database.is_closed()
    assert not filled.with_name(filled.name + ".lock").exists()


def test_nothing_is_read_or_written_after_closing(store):
    close_store(store)
    with pytest.raises(Exception, match="must be initialized"):
        Club.select().count()
    with pytest.raises(RuntimeError, match="is closed"), store.step("晚了"):
        Club.add(title="x")


def test_a_store_that_was_replaced_writes_nothing_into_the_next(store, tmp_path):
    following = open_store(tmp_path / "乙.cadre", TOYS, "李静", create_new=True)
    with pytest.raises(RuntimeError, match="is closed"), store.step("甲的步骤"):
        Club.add(title="甲")
    with following.step("乙的步骤"):
        Club.add(title="乙")
    assert [club.title for club in Club.select()] == ["乙"]


@pytest.mark.parametrize(("free", "word"), [(0, "磁盘已满"), (1 << 30, "磁盘读写出错")])
def test_a_full_disk_is_told_from_a_broken_one(filled, monkeypatch, free, word):
    """Without room for the index of the -wal SQLite speaks of an I/O error at opening."""

    def broken(path, frozen=""):
        if path is not None:
            raise peewee.OperationalError("disk I/O error")

    monkeypatch.setattr(database, "switch", broken)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: SimpleNamespace(free=free))
    error = refused(filled)
    assert error.reason == "unreadable" and word in str(error)


def test_a_file_is_not_founded_where_its_wal_cannot_be_copied_back(tmp_path, monkeypatch):
    """SQLite closes without a word where the disk has room for the -wal but not for the file: a stump is left."""
    value = database.value

    def full(sql, *values):
        if sql == dialect.COPY_BACK_WHOLE:
            raise peewee.OperationalError("database or disk is full")
        return value(sql, *values)

    monkeypatch.setattr(database, "value", full)
    error = refused(tmp_path / "新.cadre", create_new=True)
    assert error.reason == "unreadable" and "磁盘已满，没有新建“新.cadre”" in str(error)
    assert not [path.name for path in tmp_path.iterdir() if path.suffix != ".lock"]
