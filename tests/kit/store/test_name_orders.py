"""Files whose keys another edition of the program made get new ones when they are opened."""

import pytest
from sqlcipher3 import dbapi2

from cadre_desktop.kit.chinese import stroke_key
from cadre_desktop.kit.names import EDITION, pinyin_key
from cadre_desktop.kit.store import name_orders, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import NameField, OrderField
from cadre_desktop.kit.store.opening import CannotOpen, close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


class Guest(Record):
    """Somebody whose name is kept with what it sorts by."""

    name = NameField()
    pinyin = OrderField(name, pinyin_key, index=True)
    strokes = OrderField(name, stroke_key)
    searched = (name,)
    named = (name,)


GUESTS = Schema(4, (Guest,))


def kept():
    return [(row.name, row.pinyin, row.strokes) for row in Guest.select().order_by(Guest.id)]


def right(*names):
    return [(name, pinyin_key(name), stroke_key(name)) for name in names]


@pytest.fixture
def path(tmp_path):
    """A file as another edition left it: a guest was added and renamed under keys that are not ours."""
    path = tmp_path / "客人.cadre"
    store = open_store(path, GUESTS, "王祯", create_new=True)
    with store.step("登记"):
        guest = Guest.add(name="贠立", pinyin="yuan li", strokes="旧")
        Guest.add(name="王㛃", pinyin=pinyin_key("王㛃"), strokes="旧")
    with store.step("更名"):
        guest.name, guest.pinyin, guest.strokes = "么立", "me li", "旧旧"
        guest.save()
    database.run("DELETE FROM search_key WHERE key GLOB 'y*'")
    database.run("DELETE FROM memo WHERE key = ?", name_orders.MEMO)
    close_store(store)
    return path


def test_a_new_file_has_the_keys_of_this_edition(tmp_path):
    store = open_store(tmp_path / "新.cadre", GUESTS, "王祯", create_new=True)
    assert name_orders.are_current()
    assert store.memo(name_orders.MEMO) == f"{EDITION} 0"
    close_store(store)


def test_opening_makes_the_keys_anew_and_nothing_else(path):
    store = open_store(path, GUESTS, "王祯")
    assert name_orders.are_current()
    assert kept() == right("么立", "王㛃")
    assert search.is_current(Guest)
    assert [len(store.find(text)) for text in ("yaoli", "mel", "王㛃")] == [1, 1, 1]
    assert [step.label for step in (store.undoable(),) if step] == ["更名"]
    assert database.value("SELECT count(*) FROM change") == 3
    with pytest.raises(Exception, match="write outside a step"):
        database.run("UPDATE guest SET name = '乙'")
    close_store(store)
    store = open_store(path, GUESTS, "王祯")
    assert kept() == right("么立", "王㛃")
    close_store(store)


def test_what_undo_and_redo_bring_back_has_the_keys_of_this_edition(path):
    store = open_store(path, GUESTS, "王祯")
    store.undo()
    assert kept() == right("贠立", "王㛃")
    assert store.find("yunli")
    store.redo()
    assert kept() == right("么立", "王㛃")
    store.undo()
    store.undo()
    assert kept() == []
    store.redo()
    assert kept() == right("贠立", "王㛃")
    assert search.is_current(Guest)
    close_store(store)


def test_steps_of_this_edition_are_replayed_as_they_are(path):
    store = open_store(path, GUESTS, "王祯")
    with store.step("登记"):
        Guest.add(name="李一", pinyin="有意不同", strokes="")
    store.undo()
    store.redo()
    assert Guest.get(Guest.name == "李一").pinyin == "有意不同"
    close_store(store)


@pytest.mark.parametrize("kept_stamp", ["x y", "3", "", "1 2 3"])
def test_what_is_no_edition_counts_as_another(path, kept_stamp):
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute("INSERT OR REPLACE INTO memo VALUES (?, ?)", (name_orders.MEMO, kept_stamp))
    connection.close()
    store = open_store(path, GUESTS, "王祯")
    assert kept() == right("么立", "王㛃")
    assert name_orders.are_current()
    close_store(store)


def test_into_a_damaged_file_no_keys_are_written(path):
    """Found by the trials: what tells the edition was lost by damage, and with it other pages."""
    connection = dbapi2.connect(path)
    page = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'change_row'").fetchone()[0]
    size = connection.execute("PRAGMA page_size").fetchone()[0]
    connection.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"A" * size
    path.write_bytes(content)
    with pytest.raises(CannotOpen) as refused:
        open_store(path, GUESTS, "王祯")
    assert refused.value.reason == "damaged"
    assert path.read_bytes() == content
