"""Undo and redo, by one and by two people, refused rather than half done."""

import pytest
from toys import TOYS, Club, Member, state

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import bulk, journal, search, undo
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.fields import TextField, link
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


@pytest.fixture
def club(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": name} for name in ("王祯", "李静", "欧阳文博")])
    return club


def test_many_updates_of_one_row_in_a_step(store, club):
    before = state()
    with store.step("反复"):
        for points in (1, 2, 3):
            Member.update(points=points, name=f"王{points}").where(Member.name.startswith("王")).execute()
        Member.delete().where(Member.name == "王3").execute()
        Member.add(club=club, name="新人")
        Member.update(points=9).where(Member.name == "新人").execute()
    after = state()
    store.undo()
    assert state() == before
    store.redo()
    assert state() == after


def test_parents_and_children_come_and_go_together(store, club):
    before = state()
    with store.step("撤庭"):
        Member.delete().execute()
        Club.delete().execute()
        other = Club.add(title="民一庭")
        Member.add(club=other, name="单雄信")
    after = state()
    store.undo()
    assert state() == before
    store.redo()
    assert state() == after
    assert database.rows("PRAGMA foreign_key_check") == []


def test_children_may_come_before_their_parent(store):
    with store.step("先子后父"):
        key = database.new_keys(1)[0]
        Member.add(club=key, name="王祯")
        database.run("INSERT INTO club VALUES (?, '刑一庭')", key)
    after = state()
    with store.step("移庭"):
        other = Club.add(title="民一庭")
        Member.update(club=other).execute()
        Club.delete().where(Club.id == key).execute()
    store.undo()
    assert state() == after


def test_an_undo_can_be_undone_again_and_again(store, club):
    states = [state()]
    with store.step("改"):
        Member.update(points=5).execute()
    states.append(state())
    for _round in range(3):
        assert store.undo().label == "改"
        assert state() == states[0]
        assert store.redo().label == "改"
        assert state() == states[1]
    assert [step.kind for step in journal.steps()] == ["redo", "undo"] * 3 + ["do", "do"]
    assert journal.broken_link() is None


def test_redo_goes_forward_in_the_order_of_the_steps(store, club):
    for points in (1, 2, 3):
        with store.step(f"{points}分"):
            Member.update(points=points).execute()
    assert [store.undo().label for _time in range(3)] == ["3分", "2分", "1分"]
    assert [store.redo().label for _time in range(3)] == ["1分", "2分", "3分"]
    assert store.undo().label == "3分"
    with store.step("新"):
        Member.update(points=7).execute()
    with pytest.raises(Refused, match="没有可以恢复"):
        store.redo()
    assert [store.undo().label for _time in range(3)] == ["新", "2分", "1分"]


def test_undo_and_redo_after_a_restart(store, club):
    with store.step("改"):
        Member.update(points=5).execute()
    close_store(store)
    store = open_store(store.path, TOYS, "王祯")
    store.undo()
    close_store(store)
    store = open_store(store.path, TOYS, "王祯")
    assert store.redoable() is not None
    store.redo()
    assert {member.points for member in Member.select()} == {5}
    close_store(store)


def test_each_person_undoes_their_own(store, club):
    store.actor = "李静"
    assert store.undoable() is None
    with store.step("李的"):
        other = Club.add(title="民一庭")
    store.actor = "王祯"
    assert store.undo().label == "建组"
    assert [row.id for row in Club.select()] == [other.id]
    store.actor = "李静"
    assert store.redoable() is None
    assert store.undo().label == "李的"
    store.actor = "王祯"
    assert store.redo().label == "建组"


def test_a_later_step_of_somebody_else_has_to_go_first(store, club):
    with store.step("改"):
        Member.update(points=1).execute()
    store.actor = "李静"
    with store.step("再改"):
        Member.update(points=2).execute()
    store.actor = "王祯"
    before = state()
    with pytest.raises(Refused, match="不能撤销“改”：“再改”（李静，2023-03-01 09:30）"):
        store.undo()
    assert state() == before
    store.actor = "李静"
    store.undo()
    store.actor = "王祯"
    assert store.undo().label == "改"


def test_redo_is_refused_when_what_it_rested_on_was_undone(store, club):
    """Otherwise it would write over rows that are not as it found them, or change nothing and say it did."""
    with store.step("加人"):
        member = Member.add(club=club, name="单雄信")
    store.actor = "李静"
    with store.step("给分"):
        Member.update(points=2).where(Member.id == member.id).execute()
    store.undo()
    store.actor = "王祯"
    store.undo()
    store.actor = "李静"
    left = "不能恢复“给分”：它改的是“加人”（王祯，2023-03-01 09:30）留下的同样的数据"
    with pytest.raises(Refused, match=left + "，那一步已经撤销，请先恢复那一步"):
        store.redo()
    store.actor = "王祯"
    store.redo()
    store.actor = "李静"
    assert store.redo().label == "给分"
    assert Member.by_key(member.id).points == 2


def test_redo_is_refused_after_a_later_change_of_somebody_else(store, club):
    with store.step("改"):
        Member.update(points=1).execute()
    store.undo()
    store.actor = "李静"
    with store.step("李改"):
        Member.update(points=2).execute()
    store.actor = "王祯"
    with pytest.raises(Refused, match="李改"):
        store.redo()
    assert {member.points for member in Member.select()} == {2}


def test_rows_that_hang_on_it_are_named_as_the_reason(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    store.actor = "李静"
    with store.step("加人"):
        Member.add(club=club, name="王祯")
    store.actor = "王祯"
    before = state()
    with pytest.raises(Refused, match="用到了它的数据"):
        store.undo()
    assert state() == before
    assert journal.steps()[0].label == "加人"


def test_a_big_step_is_undone_whole(store):
    with store.step("导入"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": f"王{number}", "points": number} for number in range(5_000)])
    after = state()
    store.undo()
    assert state() == ([], [], [])
    store.redo()
    assert state() == after
    assert all(search.is_current(record) for record in TOYS.records)


def test_the_undo_asked_by_two_threads_at_once_is_done_once_each(store, club):
    """The step to undo is looked up under the lock, so that nobody undoes the same one twice."""
    import threading

    for points in (1, 2):
        with store.step(f"{points}分"):
            Member.update(points=points).execute()
    start, labels = threading.Barrier(2), []

    def work() -> None:
        start.wait()
        labels.append(store.undo().label)

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert labels == ["2分", "1分"]
    assert {member.points for member in Member.select()} == {0}


# Many rows at once.


@pytest.fixture(params=[1, 3, 20_000])
def many(request, monkeypatch):
    """From how many changes on the rows of a step go or come at once."""
    for module in (undo, bulk):
        monkeypatch.setattr(module, "MANY", request.param)
    return request.param


def indexes() -> list[tuple[object, ...]]:
    return database.rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' ORDER BY name")


def test_a_step_of_every_kind_of_change_comes_and_goes_alike(store, club, many):
    before, made = state(), indexes()
    with store.step("导入"):
        others = Club.add_many([{"title": f"{number}庭"} for number in range(6)])
        Member.add_many([{"club": others[number % 6], "name": f"王{number}"} for number in range(12)])
        Member.update(points=3).where(Member.club == others[0]).execute()
        Member.delete().where(Member.club == others[1]).execute()
        Club.delete().where(Club.id == others[1]).execute()
        Member.delete().where(Member.club == club).execute()
        Member.add_many([{"club": others[2], "name": "李静"}] * 4)
    after = state()
    for _round in range(2):
        store.undo()
        assert (state(), indexes()) == (before, made)
        store.redo()
        assert (state(), indexes()) == (after, made)
    assert journal.broken_link() is None
    assert all(search.is_current(record) for record in TOYS.records)


def test_what_goes_at_once_stands_in_the_journal_row_by_row(store, club, many):
    with store.step("导入"):
        keys = Member.add_many([{"club": club.id, "name": f"王{number}"} for number in range(5)])
    (made,) = journal.steps(1)
    store.undo()
    (undone,) = journal.steps(1)
    gone = {(change.row, change.op, str(change.was)) for change in journal.changes(undone.id)}
    came = {(change.row, "D", str(change.now)) for change in journal.changes(made.id)}
    assert gone == came
    assert {row for row, _op, _was in gone} == set(keys)


def test_an_undo_of_many_that_fails_leaves_rows_and_indexes(store, many):
    with store.step("建组"):
        clubs = Club.add_many([{"title": f"{number}庭"} for number in range(5)])
    store.actor = "李静"
    with store.step("加人"):
        Member.add(club=clubs[3], name="王祯")
    store.actor = "王祯"
    before, made = state(), indexes()
    with pytest.raises(Refused):
        store.undo()
    assert (state(), indexes()) == (before, made)


class Branch(Record):
    """A row that hangs on another of its own table."""

    above = link("self", null=True)
    title = TextField()
    searched = (title,)
    named = (title,)


def test_rows_that_hang_on_each_other_go_in_their_order(tmp_path, many):
    store = open_store(tmp_path / "树.cadre", Schema(4, (Branch,)), "王祯", create_new=True)
    with store.step("建树"):
        above = None
        for number in range(5):
            above = Branch.add(above=above, title=str(number))
    store.undo()
    assert Branch.select().count() == 0
    store.redo()
    assert Branch.select().count() == 5
    close_store(store)
