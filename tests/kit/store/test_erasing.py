"""What law asks to be erased is gone from the journal, and the journal is still whole."""

import hashlib

import pytest
from sqlcipher3 import dbapi2
from toys import TOYS, Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import chain, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store


@pytest.fixture
def child(store):
    """A member whose name was once written otherwise; somebody else came with the same step."""
    with store.step("建组"):
        club = Club.add(title="少年庭")
    with store.step("加人"):
        child = Member.add(club=club, name="未成年甲", phone="13800000001")
        Member.add(club=club, name="王祯", phone="13900000002")
    with store.step("更正"):
        Member.update(name="未成年乙").where(Member.id == child.id).execute()
    return child.id


def bytes_of(store) -> bytes:
    """Everything in the file and beside it."""
    beside = [store.path, store.path.with_name(store.path.name + "-wal")]
    return b"".join(path.read_bytes() for path in beside if path.exists())


def erase(store, key: int) -> None:
    with store.erasing("按规定清除 1 人", {Member: [key]}):
        Member.delete().where(Member.id == key).execute()


def test_nothing_of_it_is_left_in_the_file(store, child):
    head = journal.head()
    erase(store, child)
    left = bytes_of(store)
    assert all(word.encode() not in left for word in ("未成年", "13800000001"))
    assert "王祯".encode() in left
    assert store.find("weicheng") == []
    assert journal.broken_link() is None
    assert journal.has(head)


def test_it_is_a_dated_step_that_nobody_undoes(store, child, clock):
    erase(store, child)
    last = journal.steps(1)[0]
    assert (last.label, last.kind, last.actor, last.at) == (
        "按规定清除 1 人",
        "erase",
        "王祯",
        clock.now().isoformat(timespec="seconds"),
    )
    assert "不能撤销" in store.hindrance(last, "undo")
    with pytest.raises(Refused, match="不能撤销"):
        store.undo(last)
    assert [(change.op, change.was, change.now) for _step, change in journal.history(child)] == [
        ("E", None, None),
        ("D", None, None),
        ("U", None, None),
        ("I", None, None),
    ]


def test_steps_whose_content_is_gone_are_passed_over_by_undo(store, child):
    erase(store, child)
    assert [step.label for step in (store.undoable(),) if step] == ["建组"]
    for step in journal.steps()[1:3]:
        assert "已按规定清除" in store.hindrance(step, "undo")
    assert store.redoable() is None


def test_a_row_may_stay_with_emptied_fields(store, child):
    with store.erasing("清除联系方式", {Member: [child]}):
        Member.update(phone="", name="某").where(Member.id == child).execute()
    (_step, change), *_older = journal.history(child)
    assert change.op == "E"
    assert (change.now or {})["name"] == "某"
    assert "未成年".encode() not in bytes_of(store)
    assert journal.broken_link() is None
    with store.step("再改"):
        Member.update(name="某某").where(Member.id == child).execute()
    store.undo()
    assert Member.by_key(child).name == "某"
    erase(store, child)
    assert "某".encode() not in b"".join(
        (now or "").encode() for (now,) in database.rows("SELECT now FROM change WHERE row = ?", child)
    )
    assert journal.broken_link() is None


def test_what_is_left_cannot_be_tried_out(store, child):
    """Without the salt even somebody who knows the content cannot tell that it was this one."""
    content, salt = database.rows(
        "SELECT json_array(NULL, octet_length(now)) || now, salt FROM change WHERE row = ?", child
    )[0]
    erase(store, child)
    assert database.value("SELECT count(salt) FROM change WHERE row = ? AND op <> 'E'", child) == 0
    (digest,) = database.rows("SELECT digest FROM change WHERE row = ? AND op = 'I'", child)[0]
    assert hashlib.sha256(content.encode()).digest() != digest
    assert hashlib.sha256(salt + content.encode()).digest() == digest
    assert len(salt) == 16


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE change SET digest = randomblob(32) WHERE op = 'I' AND digest IS NOT NULL",
        "UPDATE change SET row = row + 1 WHERE digest IS NOT NULL",
        "UPDATE change SET op = 'U' WHERE op = 'D' AND digest IS NOT NULL",
        "UPDATE change SET table_name = 'club' WHERE digest IS NOT NULL",
        "DELETE FROM change WHERE op = 'D'",
        "DELETE FROM change WHERE op = 'E'",
    ],
)
def test_what_is_left_of_an_erased_change_cannot_be_altered(store, child, statement):
    erase(store, child)
    database.run(statement)
    assert journal.broken_link() is not None


def test_changes_of_before_version_4_stay(store, child):
    database.run("UPDATE step SET schema = 3 WHERE label = '加人'")
    with pytest.raises(Refused, match="“加人”是程序升级以前的步骤"):
        erase(store, child)
    assert Member.by_key(child).name == "未成年乙"
    assert journal.steps(1)[0].label == "更正"


def test_a_failed_erasure_erases_nothing(store, child):
    with pytest.raises(ZeroDivisionError), store.erasing("清除", {Member: [child]}):
        raise ZeroDivisionError
    assert database.value("SELECT count(*) FROM change WHERE digest IS NOT NULL") == 0
    with (
        store.step("外"),
        pytest.raises(RuntimeError, match="a step of its own"),
        store.erasing("内", {Member: [child]}),
    ):
        pass


def test_texts_of_every_kind_are_digested_as_they_are(tmp_path, clock):
    """The database joins salt and content; here it is done by hand."""
    store = open_store(tmp_path / "文.cadre", TOYS, "王祯", clock=clock, create_new=True)
    for text in ("", "\x00零\x00", "𠮷野家🎓", "'\"\\", "a" * 10_000):
        with store.step("建组"):
            Club.add(title=text)
    for digest, key in chain.digests("1"):
        was, now, salt = database.rows("SELECT was, now, salt FROM change WHERE id = ?", key)[0]
        lengths = f"[{'null' if was is None else len(was.encode())},{len(now.encode())}]"
        assert hashlib.sha256(salt + (lengths + (was or "") + now).encode()).digest() == digest
    close_store(store)


def test_nor_is_anything_left_where_pages_were_moved_before(store):
    """Pages that grow are split, and what was on them stays in their free parts until those are written over."""
    with store.step("建组"):
        club = Club.add(title="少年庭")
    keys = []
    for number in range(300):
        with store.step("加人"):
            keys.append(Member.add(club=club, name=f"未成年{chr(0x4E00 + number)}", phone="1380000").id)
    with store.erasing("按规定清除", {Member: keys}):
        Member.delete().where(Member.id.in_(keys)).execute()
    assert "未成年".encode() not in bytes_of(store)
    with store.step("再建一组"):
        Club.add(title="民庭")


def test_what_could_not_be_swept_is_said_and_the_step_stands(store, child):
    database.run("PRAGMA busy_timeout = 0")
    other = dbapi2.connect(str(store.path), isolation_level=None)
    store.written = lambda: other.execute("BEGIN IMMEDIATE")
    with pytest.raises(Refused, match="已经清除，这一步已记下；但"):
        erase(store, child)
    other.close()
    assert journal.steps(1)[0].kind == "erase"
    assert store.find("weicheng") == []
