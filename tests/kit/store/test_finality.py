"""What is final is not changed from beneath by undoing or redoing something earlier."""

from collections.abc import Iterator

import pytest

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import CountField, TextField, link
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Final, Record
from cadre_desktop.kit.store.schema import Schema
from cadre_desktop.kit.store.store import Store


class League(Record):
    """Over once it is closed."""

    title = TextField()
    state = TextField()
    final = Final({"state": "= 'closed'"})


class Team(Record):
    league = link(League)
    name = TextField()


class Goal(Record):
    """Belongs to a league over its team."""

    team = link(Team)
    place = CountField(default=0)
    minute = CountField(default=0)


class Slip(Record):
    """A paper on which the goals of one team in one place stand; final once signed."""

    team = link(Team)
    place = CountField(default=0)
    signed = TextField()
    final = Final({"signed": "<> ''"}, alike=(team, place))


class Guest(Record):
    """Need not belong to a league."""

    league = link(League, null=True)
    name = TextField()


@pytest.fixture
def store(tmp_path) -> Iterator[Store]:
    opened = open_store(tmp_path / "球.cadre", Schema(4, (League, Team, Goal, Slip, Guest)), "王祯", create_new=True)
    yield opened
    close_store(opened)


@pytest.fixture
def team(store):
    with store.step("建队"):
        return Team.add(league=League.add(title="春季"), name="红队")


def step(store, label, work):
    with store.step(label):
        work()
    return journal.steps(1)[0]


def close(store, state="closed"):
    return step(store, f"league {state}", League.update(state=state).execute)


def test_nothing_is_undone_beneath_what_was_closed_since(store, team):
    goal = step(store, "进球", lambda: Goal.add(team=team, minute=7))
    closed = close(store)
    who = f"（王祯，{closed.at[:16].replace('T', ' ')}）"
    told = f"不能撤销“进球”：“league closed”{who}之后，同样的数据已经定下来了，请先撤销那一步。"
    assert store.hindrance(goal, "undo") == told
    with pytest.raises(Refused, match="已经定下来"):
        store.undo(goal)
    assert Goal.select().count() == 1
    store.undo(closed)
    store.undo(goal)
    assert Goal.select().count() == 0


@pytest.mark.parametrize("way", ["change", "delete"])
def test_changes_and_deletions_belong_to_it_as_well(store, team, way):
    step(store, "进球", lambda: Goal.add(team=team, minute=7))
    query = Goal.update(minute=8) if way == "change" else Goal.delete()
    done = step(store, way, query.execute)
    close(store)
    assert "已经定下来" in store.hindrance(done, "undo")


def test_what_was_opened_again_is_not_final(store, team):
    goal = step(store, "进球", lambda: Goal.add(team=team))
    close(store)
    close(store, "open")
    assert store.hindrance(goal, "undo") == ""


def test_what_was_done_after_the_closing_is_free(store, team):
    close(store)
    late = step(store, "补记", lambda: Goal.add(team=team))
    assert store.hindrance(late, "undo") == ""


def test_a_link_that_need_not_be_there_makes_nothing_belong(store, team):
    guest = step(store, "来宾", lambda: Guest.add(league=League.get(), name="李静"))
    close(store)
    assert store.hindrance(guest, "undo") == ""


def test_what_is_alike_belongs_to_a_paper(store, team):
    step(store, "填单", lambda: [Slip.add(team=team, place=place) for place in (1, 2)])
    here = step(store, "进球一", lambda: Goal.add(team=team, place=1))
    there = step(store, "进球二", lambda: Goal.add(team=team, place=2))
    signed = step(store, "签字", Slip.update(signed="王祯").where(Slip.place == 1).execute)
    assert "“签字”" in store.hindrance(here, "undo")
    assert store.hindrance(there, "undo") == ""
    store.undo(signed)
    assert store.hindrance(here, "undo") == ""


def test_nothing_is_redone_beneath_what_was_closed_since(store, team):
    goal = step(store, "进球", lambda: Goal.add(team=team))
    store.undo()
    close(store)
    assert "已经定下来" in store.hindrance(goal, "redo")


def test_a_closing_is_not_redone_over_what_has_changed_since(store, team):
    """What it concluded from is not there any more."""
    step(store, "进球", lambda: Goal.add(team=team))
    closed = close(store)
    store.undo(closed)
    assert store.hindrance(closed, "redo") == ""
    step(store, "又进球", lambda: Goal.add(team=team))
    with pytest.raises(Refused, match=r"“又进球”.*后来改过.*请重新办理"):
        store.redo(closed)
    assert League.get().state == ""


def test_another_change_of_the_same_row_is_redone_all_the_same(store, team):
    renamed = step(store, "改名", League.update(title="秋季").execute)
    store.undo()
    step(store, "进球", lambda: Goal.add(team=team))
    assert store.hindrance(renamed, "redo") == ""


def test_rows_that_have_gone_since_are_no_trouble(store, team):
    goal = step(store, "进球", lambda: Goal.add(team=team))
    step(store, "清空", lambda: [Goal.delete().execute(), Team.delete().execute()])
    close(store)
    assert "“清空”" in store.hindrance(goal, "undo")
    assert database.rows("PRAGMA foreign_key_check") == []
