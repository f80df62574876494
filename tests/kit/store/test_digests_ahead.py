"""The hash of a step is the same whether the digests of its changes were made ahead or at its end."""

import pytest
from toys import Club, Member

from cadre_desktop.kit.store import bulk, chain, digests_ahead, journal
from cadre_desktop.kit.store.database import database

NAMES = ["王祯", "\x00零\x00", "第一行\n第二行", "𠮷野家", '{"a": 1}', ""]


@pytest.fixture(autouse=True)
def few_are_many(monkeypatch):
    monkeypatch.setattr(bulk, "MANY", 2)
    monkeypatch.setattr(chain, "_BLOCK", 4)


def _import(club, names):
    with bulk.indexes_made_after(Member, len(names)), bulk.journalled_together(Member, len(names)):
        Member.add_many([{"club": club.id, "name": name} for name in names])


def _tally(table, op):
    found = "SELECT count(*) FROM change WHERE step = (SELECT max(step) FROM change) AND table_name = ? AND op = ?"
    return database.value(found, table, op)


@pytest.mark.parametrize("count", [2, 3, 6, 60])
def test_digests_made_ahead_are_those_of_the_changes(store, monkeypatch, count):
    names = (NAMES * 10)[:count]
    used = []
    taken = digests_ahead.taken
    monkeypatch.setattr(digests_ahead, "taken", lambda: used.append(list(taken())) or used[-1])
    with store.step("导入"):
        club = Club.add(title="刑一庭")  # before the rows of which the digests are made ahead, and after them
        _import(club, names)
        Club.add(title="刑二庭")
    (ahead,) = used
    assert sum(each.last - each.first + 1 for each in ahead) == count
    assert journal.broken_link() is None
    assert (_tally("member", "I"), _tally("club", "I")) == (count, 2)
    assert (store.undo().label, Member.select().count()) == ("导入", 0)
    assert journal.broken_link() is None


def test_several_runs_of_one_step_keep_their_order(store):
    with store.step("导入"):
        club = Club.add(title="刑一庭")
        _import(club, NAMES)
        Club.add(title="刑二庭")
        _import(club, NAMES * 3)
    assert journal.broken_link() is None
    assert (_tally("member", "I"), Member.select().count()) == (24, 24)


def test_what_was_taken_back_does_not_count(store):
    with store.step("导入"):
        club = Club.add(title="刑一庭")
        with pytest.raises(ZeroDivisionError), store.step("其中一步"):
            _import(club, NAMES)
            assert digests_ahead.taken()
            raise ZeroDivisionError
        assert not digests_ahead.taken()
        Member.add_many([{"club": club.id, "name": f"{name}又"} for name in NAMES])  # they get the ids of before
    assert journal.broken_link() is None
    assert _tally("member", "I") == Member.select().count() == len(NAMES)


def test_nothing_is_kept_of_a_step_that_fails_or_has_ended(store):
    with pytest.raises(ZeroDivisionError), store.step("导入"):
        _import(Club.add(title="刑一庭"), NAMES)
        raise ZeroDivisionError
    assert not digests_ahead._digested and not digests_ahead._waiting and not digests_ahead._pools
    with store.step("导入"):
        _import(Club.add(title="刑一庭"), NAMES)
    assert not digests_ahead._digested and not digests_ahead._waiting and not digests_ahead._pools
    assert journal.broken_link() is None


def test_trouble_in_the_thread_ends_the_step(store, monkeypatch):
    def failing(*_given: object) -> bytes:
        raise ZeroDivisionError

    monkeypatch.setattr(chain, "_digested", failing)
    with pytest.raises(ZeroDivisionError), store.step("导入"):
        _import(Club.add(title="刑一庭"), NAMES)
    assert (journal.count(), Member.select().count()) == (0, 0)
