"""What the journal says every row has to be, and the rows that are not so."""

import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import bulk, journal, replay
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.replay import RowDifference

TEXTS = ["", "a},{b", ":null", '{"a":null}', "'\"\\/", "\x00零\x00", "\uffff", "𠮷野家🎓", "第一行\n第二行"]


def differing() -> list[RowDifference]:
    return sorted(replay.differences(TOYS.records))


@pytest.fixture
def people(store):
    """A club of three, changed, deleted, undone and done again in every way."""
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        keys = list(Member.add_many([{"club": club.id, "name": name, "place": 3} for name in ("甲", "乙", "丙")]))
    with store.step("改"):
        Member.update(place=None, phone="1390").where(Member.id == keys[0]).execute()
        Member.update(name="乙乙").where(Member.id == keys[1]).execute()
    with store.step("删"):
        Member.delete().where(Member.id == keys[2]).execute()
    store.undo()
    store.redo()
    store.undo()
    with store.step("再改"):
        Member.update(points=7, place=1).execute()
        Member.update(place=None).where(Member.id == keys[2]).execute()
    assert differing() == []
    return keys


def outside(statement: str, *given: object) -> None:
    """Past the program."""
    for (name,) in database.rows("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
        database.run(f'DROP TRIGGER "{name}"')
    database.run("PRAGMA foreign_keys = 0")
    database.run(statement, *given)


@pytest.mark.parametrize(
    ("column", "value"), [("place", None), ("phone", ""), ("name", "丁"), ("points", 8), ("since", "")]
)
def test_a_changed_value_is_named_with_what_it_has_to_be(store, people, column, value):
    was = database.value(f"SELECT {column} FROM member WHERE id = ?", people[0])
    outside(f"UPDATE member SET {column} = ? WHERE id = ?", value, people[0])
    (one,) = differing()
    assert (one.table, one.row, list(one.fields())) == ("member", people[0], [(column, was, value)])


@pytest.mark.parametrize("place", range(3))
def test_a_row_that_is_gone_is_missed(store, people, place):
    outside("DELETE FROM member WHERE id = ?", people[place])
    (one,) = differing()
    assert (one.table, one.row, one.found) == ("member", people[place], None)
    assert (one.expected or {})["points"] == 7


def test_a_row_that_was_deleted_and_is_back_is_none_of_the_journals(store, people):
    with store.step("删"):
        Member.delete().where(Member.id == people[1]).execute()
    outside(
        "INSERT INTO member SELECT ?, club_id, name, since, points, place, phone, photo FROM member LIMIT 1", people[1]
    )
    (one,) = differing()
    assert (one.row, one.expected) == (people[1], None)


@pytest.mark.parametrize("key", [1, 1 << 40, "SELECT id FROM club"])
def test_a_row_from_nowhere_is_found_also_under_the_key_of_another_table(store, people, key):
    key = database.value(key) if isinstance(key, str) else key
    outside("INSERT INTO member SELECT ?, club_id, name, since, points, place, phone, photo FROM member LIMIT 1", key)
    (one,) = differing()
    assert (one.table, one.row, one.expected) == ("member", key, None)


def test_rows_of_two_tables_may_have_a_key_in_common(store, people):
    (key,) = (club.id for club in Club.select())
    with store.step("同号"):
        database.run("INSERT INTO member SELECT ?, club_id, '同', since, 0, 0, '', '' FROM member LIMIT 1", key)
        Club.update(title="民一庭").execute()
    assert differing() == []
    outside("UPDATE club SET title = '假'")
    (one,) = differing()
    assert (one.table, list(one.fields())) == ("club", [("title", "民一庭", "假")])


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("other", TEXTS)
def test_texts_of_every_kind_are_told_apart(store, people, text, other):
    with store.step("改"):
        Member.update(name=text).where(Member.id == people[0]).execute()
        Member.update(name="无", phone=text).where(Member.id == people[1]).execute()
    assert differing() == []
    outside("UPDATE member SET name = ?1 WHERE name = ?2", other, text)
    assert [list(one.fields()) for one in differing()] == ([] if text == other else [[("name", text, other)]])


def test_rows_journalled_together_and_undone_together_are_as_the_others(store, monkeypatch):
    monkeypatch.setattr(bulk, "MANY", 2)
    with store.step("导入"), bulk.journalled_together(Club, 3):
        Club.add_many([{"title": title} for title in "甲乙丙"])
    assert differing() == []
    store.undo()
    assert differing() == []
    store.redo()
    assert differing() == []


def test_settings_and_tallies_are_rows_too(store):
    store.set_setting("leave_limit", "1/7")
    with store.step("发证"):
        store.raise_tally("certificates", 3)
    store.set_setting("leave_limit", "1/5")
    assert differing() == []
    outside("UPDATE setting SET value = '1/2'")
    outside("DELETE FROM tally")
    assert [(one.table, list(one.fields())) for one in differing()] == [
        ("setting", [("value", "1/5", "1/2")]),
        ("tally", []),
    ]


def test_what_was_erased_is_replayed_from_where_it_begins_anew(store, people):
    with store.erasing("清除", {Member: [people[0], people[1]]}):
        Member.delete().where(Member.id == people[0]).execute()
        Member.update(name="某", phone="").where(Member.id == people[1]).execute()
    assert differing() == []
    with store.step("改"):
        Member.update(place=9).execute()
    assert differing() == []
    outside("UPDATE member SET name = '乙乙' WHERE id = ?", people[1])
    (one,) = differing()
    assert list(one.fields()) == [("name", "某", "乙乙")]


@pytest.mark.parametrize("text", ["{{}", "没有", "{}", "[]", '{"name":'])
def test_what_is_no_json_in_the_journal_stops_nobody(store, people, text):
    outside("UPDATE change SET now = ? WHERE op = 'I' AND row = ?", text, people[1])
    assert [one.row for one in differing()] == [people[1]]
    assert journal.broken_link() is not None


@pytest.mark.parametrize("other", [7, 2_000_000_000])
def test_rows_changed_by_several_stations_are_replayed_in_the_order_of_the_file(store, people, other):
    database.run("UPDATE station SET own = 0")
    database.run("INSERT INTO station VALUES (?, 'x', '另一台', 1, 0)", other)
    store.station = other
    for place in (5, 6):
        with store.step("改"):
            Member.update(place=place).execute()
    assert differing() == []
    outside("UPDATE member SET place = 5 WHERE id = ?", people[2])
    assert [list(one.fields()) for one in differing()] == [[("place", 6, 5)]]


def test_a_value_of_which_the_journal_has_nothing_is_a_difference(store, people):
    """So an upgrade writes down the columns it has made."""
    outside("UPDATE change SET now = json_remove(now, '$.phone') WHERE op = 'I' AND row = ?", people[1])
    (one,) = differing()
    assert (one.row, list(one.fields())) == (people[1], [("phone", None, "")])
