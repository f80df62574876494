"""Many rows written at once leave the journal, and its hash, as if they had been written one by one."""

from contextlib import nullcontext
from pathlib import Path

import peewee
import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import bulk, journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import close_store, open_store

TEXTS = ["王祯", "", "'\"\\/", "第一行\n第二行\t", "\x00零\x00", "𠮷野家🎓", "é\u0301", '{"a": 1}']


def _journal_of(path: Path, clock: FixedClock, together: bool) -> tuple[object, ...]:
    """Everything the journal says of a file in which the same rows are written in the one way or in the other."""
    store = open_store(path, TOYS, "王祯", clock=clock, create_new=True, station=7)
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add(club=club, name="早来的")
    with store.step("导入"):
        Club.update(title="刑二庭").execute()
        with bulk.journalled_together(Member, len(TEXTS)) if together else nullcontext():
            for start in (0, 3):  # in blocks, as an import writes
                Member.add_many(
                    [
                        {"club": club.id, "name": f"{text}名", "phone": text, "place": index or None}
                        for index, text in enumerate(TEXTS[start : 3 if start == 0 else None])
                    ]
                )
        Member.update(place=5).where(Member.name == "早来的").execute()
    with store.step("以后"):
        Member.add(club=club, name="后来的")
    assert journal.broken_link() is None
    change, step = "id, step, table_name, row, op, was, now, length(salt)", "seq, id, label, actor, at, kind, target"
    sources = {"change": change, "step": step, "member": "*"}  # the salts, and so the hashes, are different every time
    found = tuple(database.rows(f"SELECT {columns} FROM {table} ORDER BY id") for table, columns in sources.items())
    triggers = database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
    store.undo()
    store.undo()
    assert Member.select().count() == 1
    store.redo()
    assert Member.select().count() == 1 + len(TEXTS)
    close_store(store)
    return (*found, triggers)


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bulk, "MANY", 2)


def test_rows_journalled_together_leave_the_same_journal_as_one_by_one(tmp_path, clock, few_are_many):
    one_by_one = _journal_of(tmp_path / "逐行.cadre", clock, together=False)
    at_once = _journal_of(tmp_path / "一次.cadre", clock, together=True)
    assert at_once == one_by_one
    assert len(at_once[0]) == 5 + len(TEXTS)


def test_no_row_is_left_out_of_the_journal(store, few_are_many):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    for told in (2, 4):
        with (
            pytest.raises(RuntimeError, match=f"3 lines for {told} rows"),
            store.step("导入"),
            bulk.journalled_together(Member, told),
        ):
            Member.add_many([{"club": club.id, "name": name} for name in "甲乙丙"])
    assert (Member.select().count(), journal.count(), journal.strays()) == (0, 1, 0)
    with pytest.raises(peewee.IntegrityError, match="write outside a step"):
        database.run("INSERT INTO club (id, title) VALUES (1, '外')")


def test_a_failure_amid_many_rows_leaves_the_triggers_and_no_row(store, few_are_many):
    def triggers() -> list[tuple[object, ...]]:
        return database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name")

    before = triggers()
    with store.step("建组"):
        Club.add(title="刑一庭")
    with pytest.raises(peewee.IntegrityError), store.step("导入"), bulk.journalled_together(Member, 2):
        Member.add_many([{"club": 1, "name": "甲"}, {"club": None, "name": "乙"}])
    assert triggers() == before
    assert (Member.select().count(), journal.count(), journal.strays()) == (0, 1, 0)


def test_what_another_hand_has_made_of_a_trigger_is_not_written_with(store, few_are_many):
    other = database.value("SELECT sql FROM sqlite_master WHERE name = 'journal_club_I'").replace("NULL", "'{}'")
    database.run("DROP TRIGGER journal_club_I")
    database.run(other)
    with pytest.raises(Refused, match="触发器"), store.step("导入"), bulk.journalled_together(Club, 2):
        Club.add_many([{"title": "甲"}, {"title": "乙"}])
    assert journal.steps() == []


@pytest.mark.parametrize("text", TEXTS)
def test_what_is_alike_in_all_rows_is_written_as_it_is(store, text):
    with store.step("导入"):
        club = Club.add(title="刑一庭")
        keys = database.new_keys(2)
        alike = {Member.club: club.id, Member.name: text, Member.since: None, Member.points: -3}
        Member.insert_tuples([Member.place], zip(keys, (1, 2), strict=True), alike)
    rows = database.rows("SELECT club_id, name, typeof(name), since, points, place, phone FROM member ORDER BY id")
    assert rows == [(club.id, text, "text", None, -3, place, "") for place in (1, 2)]
