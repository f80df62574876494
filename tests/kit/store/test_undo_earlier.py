"""Any step is undone by itself, however long ago, unless something builds on it: then the reason is told."""

import pytest
from toys import TOYS, Club, Member, state

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.fields import CountField, TextField
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.schema import Schema


@pytest.fixture
def club(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add_many([{"club": club.id, "name": name} for name in ("王祯", "李静", "欧阳文博")])
    return club


def test_an_earlier_step_is_undone_by_itself(store, club):
    with store.step("加单"):
        Member.add(club=club, name="单雄信")
    (added,) = journal.steps(1)
    with store.step("给分"):
        Member.update(points=4).where(Member.name == "李静").execute()
    assert store.hindrance(added, "undo") == ""
    store.undo(added)
    assert "单雄信" not in {member.name for member in Member.select()}
    assert {member.points for member in Member.select()} == {0, 4}
    assert store.redoable() == added
    assert store.undoable().label == "给分"
    store.redo()
    assert "单雄信" in {member.name for member in Member.select()}
    assert journal.broken_link() is None


def test_an_earlier_step_is_undone_and_done_again_after_a_restart(store, club):
    (made,) = journal.steps(1)
    with store.step("新组"):
        Club.add(title="民一庭")
    close_store(store)
    store = open_store(store.path, TOYS, "王祯")
    store.undo(made)
    assert [row.title for row in Club.select()] == ["民一庭"]
    close_store(store)
    store = open_store(store.path, TOYS, "王祯")
    store.redo(made)
    assert Member.select().count() == 3
    close_store(store)


def refusal(store, step, way="undo"):
    """The reason, told beforehand and when it is tried alike; nothing changes."""
    before, steps = state(), len(journal.steps())
    told = store.hindrance(step, way)
    with pytest.raises(Refused) as refused:
        getattr(store, way)(step)
    assert str(refused.value) == told != ""
    assert (state(), len(journal.steps())) == (before, steps)
    return told


def test_the_reason_names_step_actor_time_and_record(store, club):
    (made,) = journal.steps(1)
    store.actor = "李静"
    for points in (1, 2):
        with store.step(f"{points}分"):
            Member.update(points=points).where(Member.name == "王祯").execute()
    store.actor = "王祯"
    key = Member.get(Member.name == "王祯").id
    store.row_named = lambda table, row: f"{table} {row}"
    assert refusal(store, made) == (
        f"不能撤销“建组”：“2分”（李静，2023-03-01 09:30）后来也改过member {key}（还有 1 步也是），请先撤销那一步。"
    )


def test_a_row_that_points_at_it_is_the_reason(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    (made,) = journal.steps(1)
    with store.step("加人"):
        Member.add(club=club, name="王祯")
    assert "“加人”（王祯，2023-03-01 09:30）里的同样的数据用到了它的数据" in refusal(store, made)
    store.undo()
    assert store.undo(made) == made


def test_a_row_that_the_step_itself_has_turned_to_what_it_made_is_none(store, club):
    with store.step("移庭"):
        other = Club.add(title="民一庭")
        Member.update(club=other).where(Member.name == "李静").execute()
        Club.add(title="行政庭")
    (moved,) = journal.steps(1)
    assert store.hindrance(moved, "undo") == ""
    before = state()
    store.undo(moved)
    assert store.hindrance(moved, "redo") == ""
    store.redo(moved)
    assert state() == before


def test_a_row_that_it_needs_and_that_has_gone_is_the_reason(store, club):
    (made,) = journal.steps(1)
    with store.step("离开"):
        Member.delete().where(Member.name == "李静").execute()
    (left,) = journal.steps(1)
    with store.step("清空"):
        Member.delete().execute()
        Club.delete().execute()
    assert "“清空”（王祯，2023-03-01 09:30）删除了它要用到的" in refusal(store, left)
    store.undo()
    store.undo(left)
    assert store.hindrance(made, "undo") == ""


def test_a_redo_whose_row_has_gone_names_what_has_to_be_done_again(store):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    (made,) = journal.steps(1)
    with store.step("加人"):
        Member.add(club=club, name="王祯")
    (added,) = journal.steps(1)
    store.undo(added)
    store.undo(made)
    assert "请先恢复那一步" in refusal(store, added, "redo")
    store.redo(made)
    store.redo(added)
    assert Member.select().count() == 1


def test_steps_that_are_nobodys_to_undo(store, club):
    (made,) = journal.steps(1)
    store.undo()
    (taken_back,) = journal.steps(1)
    assert "已经撤销了" in refusal(store, made)
    assert "本身是一次撤销" in refusal(store, taken_back)
    store.redo()
    assert "没有撤销过" in refusal(store, made, "redo")
    store.actor = "李静"
    assert refusal(store, made) == "“建组”是王祯做的，须由本人撤销。"


def test_what_is_kept_for_good_is_never_undone(store, club):
    (made,) = journal.steps(1)
    with store.step("新组"):
        Club.add(title="民一庭")
    (later,) = journal.steps(1)
    store.keep_for_good(made)
    assert "是这个数据文件的开头，不能撤销" in refusal(store, made)
    assert store.undo().label == "新组"
    assert store.undoable() is None
    store.redo()
    store.keep_for_good(later)
    store.keep_for_good(made)  # takes nothing back
    assert "升级以前" in refusal(store, later)


def test_a_name_that_has_been_given_again_is_refused_when_it_is_tried(tmp_path):
    class Named(Record):
        title = TextField(unique=True)

    store = open_store(tmp_path / "名.cadre", Schema(4, (Named,)), "王祯", create_new=True)
    with store.step("甲"):
        Named.add(title="甲")
    with store.step("删"):
        Named.delete().execute()
    (gone,) = journal.steps(1)
    with store.step("再甲"):
        Named.add(title="甲")
    with pytest.raises(Refused, match="或与它重复"):
        store.undo(gone)
    assert Named.select().count() == 1
    close_store(store)


class Note(Record):
    """Keeps the key of any row without being linked to it."""

    text = TextField()
    source = CountField()
    leans = (source,)


@pytest.mark.parametrize("others", [0, 3_000])
def test_a_row_that_keeps_the_key_is_a_reason_too(tmp_path, others):
    store = open_store(tmp_path / "记.cadre", Schema(4, (Club, Note)), "王祯", create_new=True)
    with store.step("建组"):
        Club.add_many([{"title": str(number)} for number in range(others)])
        club = Club.add(title="刑一庭")
    (made,) = journal.steps(1)
    with store.step("记下"):
        Note.add(text="旁注", source=club.id)
    with pytest.raises(Refused, match="“记下”"):
        store.undo(made)
    assert "“记下”" in store.hindrance(made, "undo")
    store.undo()
    store.undo(made)
    assert Club.select().count() == 0
    close_store(store)
