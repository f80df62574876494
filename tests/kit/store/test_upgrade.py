"""Older files brought up to date by frozen SQL, in one piece or not at all, with a backup first."""

import errno
from collections.abc import Iterator
from pathlib import Path

import peewee
import pytest
from sqlcipher3 import dbapi2
from toys import TOYS

from cadre_desktop.kit.store import backup, journal, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import CountField, DateField, NameField, PhoneField, PhotoField, TextField, link
from cadre_desktop.kit.store.opening import CannotOpen, close_database, close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.kit.store.upgrading import UpgradeFailed


class NewClub(Record):
    """The toy parent of version 6: with a place."""

    title = TextField()
    hall = TextField(index=True)
    searched = (title, hall)

    class Meta:
        table_name = "club"


class NewMember(Record):
    """The toy child of version 6: `points` became `score`, kept in tenths."""

    club = link(NewClub)
    name = NameField()
    since = DateField()
    place = CountField()
    phone = PhoneField()
    photo = PhotoField()
    score = CountField(default=0)
    searched = (name, phone)

    class Meta:
        table_name = "member"


class Prize(Record):
    """New in version 5."""

    member = link(NewMember)
    title = TextField()


TO_5 = (
    """CREATE TABLE "prize" ("id" INTEGER NOT NULL PRIMARY KEY, "member_id" INTEGER NOT NULL, "title" TEXT NOT NULL,
    FOREIGN KEY ("member_id") REFERENCES "member" ("id") ON DELETE RESTRICT) STRICT""",
    'CREATE INDEX "prize_member_id" ON "prize" ("member_id")',
    "INSERT INTO prize SELECT id + 1000, id, '入会' FROM member",
)
TO_6 = (
    # A parent rebuilt: with foreign keys on this would delete or refuse its children.
    'CREATE TABLE "club_new" ("id" INTEGER NOT NULL PRIMARY KEY, "title" TEXT NOT NULL, "hall" TEXT NOT NULL) STRICT',
    "INSERT INTO club_new SELECT id, title, '本部' FROM club",
    "DROP TABLE club",
    "ALTER TABLE club_new RENAME TO club",
    'CREATE INDEX "club_hall" ON "club" ("hall")',
    'ALTER TABLE member ADD COLUMN "score" INTEGER NOT NULL DEFAULT 0',
    "UPDATE member SET score = points * 10",
    "ALTER TABLE member DROP COLUMN points",
)
NOW = Schema(6, (NewClub, NewMember, Prize), {5: TO_5, 6: TO_6})


@pytest.fixture
def old(store) -> Iterator[Path]:
    """A closed file of version 4 with rows and steps."""
    from toys import Club, Member

    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": name, "points": n} for n, name in enumerate(("王祯", "单雄信"))])
    close_store(store)
    yield store.path
    close_database()


def dump(path: Path) -> dict[str, object]:
    """Everything in a file: its version, its schema, the rows of every table."""
    connection = dbapi2.connect(path)
    schema = connection.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    rows = {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
    version = connection.execute("PRAGMA user_version").fetchone()
    connection.close()
    return {"version": version, "schema": schema, **rows}


def test_rows_survive_two_versions_at_once(old, clock):
    store = open_store(old, NOW, "王祯", clock=clock)
    assert database.value("PRAGMA user_version") == 6
    assert [(member.name, member.score) for member in NewMember.select()] == [("王祯", 0), ("单雄信", 10)]
    assert [club.hall for club in NewClub.select()] == ["本部"]
    assert [prize.title for prize in Prize.select()] == ["入会", "入会"]
    assert database.rows("PRAGMA foreign_key_check") == []
    assert database.value("PRAGMA foreign_keys") == 1
    assert journal.broken_link() is None
    close_store(store)


def test_the_backup_before_it_is_the_old_file(old, clock):
    before = dump(old)
    close_store(open_store(old, NOW, "王祯", clock=clock))
    (made,) = backup.backups(old)
    assert (made.reason, made.at) == ("升级前", clock.now())
    close_store(open_store(made.path, TOYS, "王祯"))
    assert dump(made.path) == before


def test_what_was_upgraded_is_as_if_made_new(old, tmp_path, clock):
    statement = "SELECT type, name, tbl_name FROM sqlite_master WHERE name NOT LIKE 'sqlite_%' ORDER BY 1, 2"
    trigger = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY 1"
    store = open_store(old, NOW, "王祯", clock=clock)
    upgraded = database.rows(statement), _triggers(trigger)
    close_store(store)
    store = open_store(tmp_path / "新.cadre", NOW, "王祯", create_new=True)
    fresh = database.rows(statement), _triggers(trigger)
    close_store(store)
    assert upgraded == fresh


def _triggers(statement: str) -> list[tuple[str, list[str]]]:
    """By name with the columns they speak of; their order is that of the table."""
    return [(name, sorted(sql.split())) for name, sql in database.rows(statement)]


def test_new_tables_and_columns_are_journalled_and_searched(old, clock):
    store = open_store(old, NOW, "王祯", clock=clock)
    assert store.find("shan") == [("member", NewMember.get(NewMember.name == "单雄信").id)]
    assert len(store.find("本部")) == 1
    with store.step("改"):
        NewMember.update(score=5).execute()
        Prize.add(member=NewMember.get(), title="一等")
    assert {change.table for change in journal.changes(journal.steps(1)[0].id)} == {"member", "prize"}
    with pytest.raises(peewee.IntegrityError, match="outside a step"):
        database.run("DELETE FROM prize")
    store.undo()
    assert [member.score for member in NewMember.select()] == [0, 10]
    assert all(search.is_current(record) for record in NOW.records if record.searched)
    close_store(store)


def test_steps_of_before_cannot_be_undone_after_it(old, clock):
    """They speak of columns that are no more, and the rows are no longer as they left them."""
    store = open_store(old, NOW, "王祯", clock=clock)
    assert store.undoable() is None
    assert store.redoable() is None
    assert [(step.label, step.kind) for step in journal.steps()] == [
        ("数据文件升级到第 6 版", "upgrade"),
        ("建组", "do"),
    ]
    assert "不能撤销" in store.hindrance(journal.steps()[0], "undo")
    close_store(store)


FAILING = {
    "bad SQL": ("UPDATE member SET name = 'x'", "DROP TABLE nobody"),
    "rows that point nowhere": ("DELETE FROM club",),
    "a constraint": ("INSERT INTO club VALUES (1, 'a')", "INSERT INTO club VALUES (1, 'b')"),
}


@pytest.mark.parametrize("way", FAILING)
def test_a_failing_upgrade_leaves_the_file_as_it_was(old, clock, way):
    before = dump(old)
    broken = Schema(6, NOW.records, {5: TO_5, 6: FAILING[way]})
    with pytest.raises((UpgradeFailed, CannotOpen, peewee.DatabaseError)):
        open_store(old, broken, "王祯", clock=clock)
    assert dump(old) == before
    assert [made.reason for made in backup.backups(old)] == ["升级前"]
    store = open_store(old, TOYS, "王祯", clock=clock)
    assert store.undo().label == "建组"
    close_store(store)


def test_a_program_error_in_an_upgrade_shows_as_one(old, clock):
    """It must not be told as damage: the user would go back to a backup for nothing."""
    with pytest.raises(peewee.OperationalError, match="no such table"):
        open_store(old, Schema(5, NOW.records, {5: ("DROP TABLE nobody",)}), "王祯", clock=clock)


def test_without_a_backup_there_is_no_upgrade(old, clock, monkeypatch):
    def full(file: Path, part: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    before = dump(old)
    monkeypatch.setattr(backup, "_copy", full)
    with pytest.raises(CannotOpen, match="磁盘空间不足"):
        open_store(old, NOW, "王祯", clock=clock)
    assert dump(old) == before


def test_an_upgrade_on_a_full_disk_is_told_as_such(old, clock, monkeypatch):
    def full(records: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    before = dump(old)
    monkeypatch.setattr(search, "rebuild_all", full)
    with pytest.raises(CannotOpen, match="磁盘空间不足") as caught:
        open_store(old, NOW, "王祯", clock=clock)
    assert caught.value.reason == "unreadable"
    assert dump(old) == before


def test_an_upgraded_file_is_refused_by_the_older_program(old, clock):
    close_store(open_store(old, NOW, "王祯", clock=clock))
    with pytest.raises(CannotOpen) as caught:
        open_store(old, TOYS, "王祯", clock=clock)
    assert caught.value.reason == "newer"
