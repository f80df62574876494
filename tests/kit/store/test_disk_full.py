"""A full disk in the middle of a step: one sentence, nothing half, and the store goes on when there is room again."""

import peewee
import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import journal, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import damage
from cadre_desktop.kit.troubles import known_trouble


@pytest.fixture
def tight(store):
    """A store with room for a few pages more."""
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    pages = database.value("PRAGMA page_count")
    database.run(f"PRAGMA max_page_count = {pages + 3}")
    return store, club


def fill(club: Club, rows: int = 5_000) -> None:
    Member.add_many([{"club": club.id, "name": f"王{number}"} for number in range(rows)])


def assert_as_before() -> None:
    assert [club.title for club in Club.select()] == ["刑一庭"]
    assert Member.select().count() == 0
    assert [step.label for step in journal.steps()] == ["建组"]
    assert damage() is None


def test_a_step_that_does_not_fit_is_taken_back_with_a_sentence(tight):
    store, club = tight
    with pytest.raises(peewee.OperationalError) as caught, store.step("导入"):
        fill(club)
    assert "磁盘空间不足" in (known_trouble(caught.value) or "")
    assert_as_before()
    database.run("PRAGMA max_page_count = 1000000")
    with store.step("再导入"):
        fill(club, 100)
    assert Member.select().count() == 100
    assert all(search.is_current(record) for record in TOYS.records)
    assert journal.broken_link() is None


def test_also_within_a_step_of_a_step(tight):
    store, club = tight
    with pytest.raises(peewee.OperationalError) as caught, store.step("外"):
        Club.update(title="改").execute()
        with store.step("内"):
            fill(club)
    assert "磁盘空间不足" in (known_trouble(caught.value) or "")
    assert_as_before()


def test_an_error_swallowed_inside_a_step_saves_no_half(tight):
    """SQLite may have taken the whole transaction back by itself: then nothing written after it counts either."""
    store, club = tight
    with pytest.raises(peewee.DatabaseError), store.step("外"):
        Club.update(title="改").execute()
        try:
            fill(club)
        except peewee.OperationalError:
            database.run("ROLLBACK")  # as SQLite does on some of these errors
        Club.add(title="后来的")
    assert_as_before()


def test_when_only_the_search_keys_do_not_fit(tight, monkeypatch):
    store, club = tight

    def full(*given: object) -> None:
        raise peewee.OperationalError("database or disk is full")

    monkeypatch.setattr(search, "_insert", full)
    with pytest.raises(peewee.OperationalError), store.step("导入"):
        Member.add(club=club, name="王祯")
    assert_as_before()


def test_undo_on_a_full_disk_is_not_half_done(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": f"王{number}"} for number in range(500)])
    with store.step("删"):
        Member.delete().execute()
    database.run(f"PRAGMA max_page_count = {database.value('PRAGMA page_count')}")
    with pytest.raises(peewee.OperationalError) as caught:
        for _time in range(200):
            store.undo()
            store.redo()
    assert "磁盘空间不足" in (known_trouble(caught.value) or "")
    assert Member.select().count() in {0, 500}
    assert damage() is None
    database.run("PRAGMA max_page_count = 1000000")
    assert all(search.is_current(record) for record in TOYS.records)
    assert journal.broken_link() is None
