"""Lean copies: exact but for what lies beside them, each content once, and whole again when they are restored."""

import random
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import backup, blobs, lean_copy, missing_blobs, opening
from cadre_desktop.kit.store.backup import BlobsMissing
from cadre_desktop.kit.store.blob_folder import BLOBS, BlobFolder
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store

NOW = datetime(2023, 3, 1, 9, 30)
NAMES = ("王祯", "李静", "阿拉坦")


def photo(name: str, size: int = 9_000) -> bytes:
    """A content that is the same for the same name."""
    return random.Random(name).randbytes(size)


def enter(store, *names: str) -> None:
    """People with their photos."""
    with store.step("登记"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": name, "photo": blobs.put(photo(name))} for name in names])


def folder_of(store) -> BlobFolder:
    return BlobFolder(backup.folder_of(store.path))


def content_of(path: Path) -> tuple[object, ...]:
    """All that a file is built of and holds, with the numbers of its rows, and its header."""
    connection = dbapi2.connect(path)
    built = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY rowid").fetchall()
    found = connection.execute("SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
    rows = {}
    for name, keyed in sorted(found.fetchall()):
        if not name.startswith("sqlite_schema"):
            quoted = name.replace('"', '""')
            rows[name] = connection.execute(f'SELECT {"" if keyed else "rowid, "}* FROM "{quoted}"').fetchall()
    settings = ("page_size", "auto_vacuum", "encoding", "user_version", "application_id", "journal_mode")
    header = [connection.execute(f"PRAGMA {name}").fetchone() for name in settings]
    sound = connection.execute("PRAGMA integrity_check").fetchall()
    connection.close()
    return built, rows, header, sound


def engine_copy(path: Path, target: Path) -> Path:
    """A copy as the engine makes it."""
    connection = dbapi2.connect(path)
    connection.execute("VACUUM INTO ?", (str(target),))
    connection.close()
    return target


@pytest.fixture
def staffed(store):
    """A store with three people, each with a photo."""
    enter(store, *NAMES)
    return store


def test_a_lean_copy_is_the_engines_copy_but_for_the_contents(staffed, tmp_path):
    made = backup.make(staffed.path, "手动", NOW)
    built, rows, header, sound = content_of(made.path)
    wanted_built, wanted_rows, wanted_header, wanted_sound = content_of(engine_copy(staffed.path, tmp_path / "v.cadre"))
    assert (built, sound) == (wanted_built, wanted_sound)
    marks = rows.pop("blob")
    assert [name for name, _mark in marks] == [name for name, _content in wanted_rows.pop("blob")]
    assert rows == wanted_rows
    assert header[4] == (lean_copy.LEAN_ID,)
    assert header[:4] + header[5:] == wanted_header[:4] + wanted_header[5:]
    assert made.path.stat().st_size < (tmp_path / "v.cadre").stat().st_size
    assert folder_of(staffed).names() == {blobs.name_of(photo(name)) for name in NAMES}
    assert all(folder_of(staffed).read(blobs.name_of(photo(name))) == photo(name) for name in NAMES)


STRANGE = """
CREATE TABLE [say "hello"] (a TEXT, b BLOB);
CREATE TABLE numbered (id INTEGER PRIMARY KEY AUTOINCREMENT, t TEXT);
CREATE TABLE worded (w TEXT PRIMARY KEY, n INTEGER);
CREATE TABLE two (a INTEGER, b INTEGER, PRIMARY KEY (a, b));
CREATE TABLE reckoned (a INTEGER, b TEXT AS (a || 'x') STORED, c INTEGER AS (a + 1));
CREATE UNIQUE INDEX "an index" ON worded (n);
CREATE INDEX partly ON two (b) WHERE b > 3;
CREATE VIEW "a view" AS SELECT w FROM worded;
CREATE TRIGGER "a trigger" AFTER INSERT ON worded BEGIN INSERT INTO two VALUES (NEW.n, 1); END;
INSERT INTO [say "hello"] VALUES ('a', x'00'), ('b', NULL), ('c', x'ff');
DELETE FROM [say "hello"] WHERE a = 'b';
INSERT INTO numbered (t) VALUES ('a'), ('b'), ('c');
DELETE FROM numbered WHERE id > 1;
INSERT INTO worded VALUES ('x', 1), ('y', 2), ('z', 9);
DELETE FROM worded WHERE w = 'y';
INSERT INTO reckoned (a) VALUES (1), (2);
ANALYZE;
"""


def test_whatever_else_stands_in_a_file_is_copied_exactly(staffed, tmp_path):
    """Odd names, keys given out last, gaps in numbers, columns made from others, views, statistics."""
    close_store(staffed)
    connection = dbapi2.connect(staffed.path)
    connection.executescript(STRANGE)
    connection.execute("PRAGMA user_version = 4")
    connection.close()
    made = backup.make(staffed.path, "手动", NOW)
    built, rows, _header, sound = content_of(made.path)
    wanted_built, wanted_rows, _wanted_header, wanted_sound = content_of(
        engine_copy(staffed.path, tmp_path / "v.cadre")
    )
    assert rows["numbered"] == [(1, 1, "a")] and rows["sqlite_sequence"][0][1:] == ("numbered", 3)
    rows.pop("blob"), wanted_rows.pop("blob")
    assert (built, rows, sound) == (wanted_built, wanted_rows, wanted_sound)


def test_each_content_lies_there_once_and_is_never_written_again(staffed):
    backup.make(staffed.path, "手动", NOW)
    before = {name: folder_of(staffed).path_of(name).stat() for name in folder_of(staffed).names()}
    enter(staffed, "后来")
    backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
    after = {name: folder_of(staffed).path_of(name).stat() for name in folder_of(staffed).names()}
    assert len(after) == 4
    assert all((after[name].st_ino, after[name].st_mtime_ns) == (s.st_ino, s.st_mtime_ns) for name, s in before.items())


def test_a_file_without_any_photo_is_copied_whole_and_has_no_folder(store):
    made = backup.make(store.path, "手动", NOW)
    assert not lean_copy.is_lean(made.path)
    assert not folder_of(store).path.exists()


def test_restored_it_is_whole_again(staffed, tmp_path):
    before = content_of(engine_copy(staffed.path, tmp_path / "v.cadre"))
    made = backup.make(staffed.path, "手动", NOW)
    enter(staffed, "后来")
    close_store(staffed)
    kept = opening.restore(staffed.path, made.path, TOYS, "王祯", NOW + timedelta(minutes=5))
    assert content_of(staffed.path) == before
    assert lean_copy.is_lean(kept)
    opening.restore(staffed.path, kept, TOYS, "王祯", NOW + timedelta(minutes=6))
    again = open_store(staffed.path, TOYS, "王祯")
    assert [blobs.get(member.photo) for member in Member.select()] == [photo(name) for name in (*NAMES, "后来")]
    close_store(again)


def test_a_copy_to_a_place_of_the_users_is_one_whole_file(staffed, tmp_path):
    backup.copy(staffed.path, tmp_path / "U盘.cadre")
    assert not lean_copy.is_lean(tmp_path / "U盘.cadre")
    assert [path.name for path in tmp_path.iterdir() if path.name == BLOBS] == []
    assert content_of(tmp_path / "U盘.cadre") == content_of(engine_copy(staffed.path, tmp_path / "v.cadre"))


def test_a_whole_backup_of_before_stays_one(staffed):
    """Lean and whole ones lie beside each other."""
    old = backup.folder_of(staffed.path) / "toys-20230228-093000-第1份-手动.cadre"
    old.parent.mkdir()
    engine_copy(staffed.path, old)
    backup.make(staffed.path, "手动", NOW)
    assert [made.number for made in backup.backups(staffed.path)] == [2, 1]
    close_store(staffed)
    backup.restore(staffed.path, old, NOW)
    assert content_of(staffed.path) == content_of(old)


ODD = {
    "changed": b"x" * 9_000,
    "empty": b"",
    "like a mark": b"cadre-beside:9000",
    "like no mark": b"cadre-beside:!cadre-beside:9000",
    "cut": photo("王祯")[:-1],
}


@pytest.mark.parametrize("content", ODD.values(), ids=ODD)
@pytest.mark.parametrize("whole_beside", [False, True])
def test_a_content_that_is_damaged_in_the_file_costs_no_backup(staffed, content, whole_beside):
    """It stays as it is in the copy, unless an earlier backup has it whole."""
    if whole_beside:
        backup.make(staffed.path, "手动", NOW)
    name = blobs.name_of(photo("王祯"))
    database.run("DROP TRIGGER journal_blob_U")
    database.run("UPDATE blob SET content = ? WHERE hash = ?", content, name)
    made = backup.make(staffed.path, backup.BEFORE_REPAIR, NOW + timedelta(days=1))
    target = staffed.path.with_name("新.cadre")
    backup.restore(target, made.path, NOW)
    connection = dbapi2.connect(target)
    found = dict(connection.execute("SELECT hash, content FROM blob"))
    connection.close()
    assert found[name] == (photo("王祯") if whole_beside else content)


def test_a_content_that_looks_like_a_mark_is_one(store):
    with store.step("登记"):
        name = blobs.put(b"cadre-beside:7")
        Member.add(club=Club.add(title="一").id, name="王祯", photo=name)
    made = backup.make(store.path, "手动", NOW)
    assert [blob.size for blob in backup.blobs_of(made.path)] == [14]
    target = store.path.with_name("新.cadre")
    backup.restore(target, made.path, NOW)
    connection = dbapi2.connect(target)
    assert connection.execute("SELECT content FROM blob").fetchall() == [(b"cadre-beside:7",)]
    connection.close()


@pytest.mark.parametrize("name", ["../../../etc/passwd", "AB" * 32, "ab" * 31, "", "ab" * 32 + "\n"])
def test_what_is_no_hash_is_no_name_of_a_file(staffed, name):
    database.run("DROP TRIGGER journal_blob_I")
    database.run("INSERT INTO blob VALUES (?, ?)", name, b"stranger")
    made = backup.make(staffed.path, "手动", NOW)
    assert len(folder_of(staffed).names()) == 3
    connection = dbapi2.connect(made.path)
    assert connection.execute("SELECT content FROM blob WHERE hash = ?", (name,)).fetchone() == (b"stranger",)
    connection.close()


class TestWhatIsMissing:
    """The copy alone was carried away, or what lies beside it has suffered."""

    @pytest.fixture
    def carried(self, staffed, tmp_path):
        """A lean copy without the folder beside it, on a computer where the file is not."""
        made = backup.make(staffed.path, "手动", NOW)
        (tmp_path / "别处").mkdir()
        return made.path.rename(tmp_path / "别处" / "备份.cadre")

    def test_it_is_said_with_names_and_nothing_changes(self, carried, tmp_path):
        target = carried.with_name("院.cadre")
        with pytest.raises(BlobsMissing) as caught:
            opening.restore(target, carried, TOYS, "王祯", NOW)
        words, names = missing_blobs.sentence(caught.value, TOYS)
        assert words.endswith("其中 3 项没有找到或已损坏。缺的是：王祯、李静、阿拉坦。")
        assert names == list(NAMES)
        assert sorted(path.name for path in carried.parent.iterdir()) == ["备份.cadre"]

    def test_of_many_the_first_are_named(self, store, tmp_path):
        enter(store, *(f"甲{number}" for number in range(12)))
        made = backup.make(store.path, "手动", NOW)
        carried = made.path.rename(tmp_path / "备份.cadre")
        with pytest.raises(BlobsMissing) as caught:
            backup.restore(tmp_path / "院.cadre", carried, NOW)
        words, names = missing_blobs.sentence(caught.value, TOYS)
        assert "甲4等 12 个。" in words and "甲5" not in words
        assert len(names) == 12

    def test_without_them_all_else_comes_and_they_can_be_put_in_again(self, carried):
        target = carried.with_name("院.cadre")
        backup.restore(target, carried, NOW, without_missing=True)
        store = open_store(target, TOYS, "王祯")
        assert [member.name for member in Member.select()] == list(NAMES)
        assert database.value("SELECT count(*) FROM blob") == 0
        with store.step("补照片"):
            blobs.put(photo("王祯"))
            Member.update(points=1).execute()
        assert blobs.get(Member.select().where(Member.name == "王祯").get().photo) == photo("王祯")
        close_store(store)

    def test_what_the_file_itself_or_its_backups_have_is_found(self, staffed, carried):
        """On the computer it comes from nothing is missing, wherever the copy lies."""
        folder = folder_of(staffed)
        folder.path_of(blobs.name_of(photo("王祯"))).unlink()
        folder.path_of(blobs.name_of(photo("李静"))).write_bytes(b"damaged")
        close_store(staffed)
        backup.restore(staffed.path, carried, NOW)
        store = open_store(staffed.path, TOYS, "王祯")
        assert [blobs.get(member.photo) for member in Member.select()] == [photo(name) for name in NAMES]
        close_store(store)

    @pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
    def test_one_that_is_damaged_beside_is_missing(self, staffed, tmp_path, harm):
        made = backup.make(staffed.path, "手动", NOW)
        place = folder_of(staffed).path_of(blobs.name_of(photo("李静")))
        content = {"gone": b"", "cut": place.read_bytes()[:-1], "changed": b"x" + place.read_bytes()[1:]}[harm]
        place.unlink() if harm == "gone" else place.write_bytes(content)
        (tmp_path / "新").mkdir()
        with pytest.raises(BlobsMissing, match="1 项没有找到"):
            backup.restore(tmp_path / "新" / "院.cadre", made.path, NOW)
        assert list((tmp_path / "新").iterdir()) == []

    @pytest.mark.parametrize("harm", ["gone", "cut"])
    def test_a_copy_counts_as_good_only_when_all_is_there(self, staffed, harm):
        made = backup.make(staffed.path, "手动", NOW)
        place = folder_of(staffed).path_of(blobs.name_of(photo("李静")))
        content = place.read_bytes()
        place.unlink() if harm == "gone" else place.write_bytes(content[:-1])
        with pytest.raises(BlobsMissing):
            backup.verify(made.path)
        backup.make(staffed.path, "手动", NOW + timedelta(minutes=1))
        assert place.read_bytes() == content, "the file still has it"
        backup.verify(made.path)

    def test_a_change_of_the_same_size_is_found_and_mended_in_turns_or_at_once(self, staffed):
        made = backup.make(staffed.path, "手动", NOW)
        place = folder_of(staffed).path_of(blobs.name_of(photo("李静")))
        content = place.read_bytes()
        place.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
        backup.make(staffed.path, backup.BEFORE_UPGRADE, NOW)
        assert place.read_bytes() == content, "a copy that is the only way back reads all again"
        place.write_bytes(bytes(len(content)))
        for turn in range(32):
            backup.make(staffed.path, "手动", NOW + timedelta(minutes=turn))
        assert place.read_bytes() == content
        assert made.path.exists()


def test_a_lean_copy_is_not_taken_for_a_data_file(staffed):
    made = backup.make(staffed.path, "手动", NOW)
    close_store(staffed)
    before = made.path.read_bytes()
    with pytest.raises(CannotOpen, match="是一份备份") as caught:
        open_store(made.path, TOYS, "王祯")
    assert caught.value.reason == "backup"
    assert made.path.read_bytes() == before
    assert sorted(path.name for path in made.path.parent.iterdir()) == sorted([made.path.name, BLOBS])


def test_one_put_in_the_place_of_the_file_by_hand_is_set_aside_and_restored(staffed, tmp_path):
    made = backup.make(staffed.path, "手动", NOW)
    wanted = content_of(engine_copy(staffed.path, tmp_path / "v.cadre"))
    close_store(staffed)
    staffed.path.write_bytes(made.path.read_bytes())
    kept = opening.restore(staffed.path, made.path, TOYS, "王祯", NOW)
    assert content_of(staffed.path) == wanted
    backup.verify(kept)
