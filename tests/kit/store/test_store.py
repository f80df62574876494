import peewee
import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.opening import close_store, open_store


def make_club(store, *names):
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        for name in names:
            Member.add(club=club, name=name)
    return club


def names():
    return sorted(member.name for member in Member.select())


def test_keys_carry_the_station(store):
    club = make_club(store, "王祯")
    assert club.id >> 32 == store.station
    assert Member.get().id == club.id + 1


def test_writing_outside_a_step_is_refused(store):
    club = make_club(store, "王祯")
    with pytest.raises(WriteOutsideStep):
        Club.add(title="x")
    with pytest.raises(peewee.IntegrityError, match="outside a step"):
        Club.update(title="y").where(Club.id == club.id).execute()
    with pytest.raises(peewee.IntegrityError, match="outside a step"):
        database.run('DELETE FROM "member"')
    assert names() == ["王祯"]


def test_a_failing_step_leaves_nothing(store):
    make_club(store, "王祯")
    with pytest.raises(ZeroDivisionError), store.step("坏"):
        Member.add(club=Club.get(), name="李静")
        raise ZeroDivisionError
    assert names() == ["王祯"]
    assert [step.label for step in journal.steps()] == ["建组"]
    assert store.find("李静") == []


def test_a_step_inside_a_step_joins_it(store):
    with store.step("外"):
        make_club(store, "王祯")
    assert [step.label for step in journal.steps()] == ["外"]


def test_an_empty_step_leaves_no_trace(store):
    with store.step("无"):
        pass
    assert journal.steps() == []


def test_undo_and_redo_of_insert_update_delete(store):
    club = make_club(store, "王祯", "李静")
    with store.step("改"):
        member = Member.get(Member.name == "王祯")
        member.points = 5
        member.save()
        Member.delete().where(Member.name == "李静").execute()
        Member.add(club=club, name="欧阳文博")
    assert names() == ["欧阳文博", "王祯"]
    assert store.undo().label == "改"
    assert names() == ["李静", "王祯"]
    assert Member.get(Member.name == "王祯").points == 0
    store.redo()
    assert names() == ["欧阳文博", "王祯"]
    assert Member.get(Member.name == "王祯").points == 5
    store.undo()
    store.undo()
    assert names() == []
    assert Club.select().count() == 0
    with pytest.raises(Refused, match="没有可以撤销"):
        store.undo()
    store.redo()
    store.redo()
    assert names() == ["欧阳文博", "王祯"]
    assert store.redoable() is None


def test_something_new_ends_redo(store):
    make_club(store, "王祯")
    store.undo()
    assert store.redoable()
    make_club(store, "李静")
    assert store.redoable() is None


def test_undo_is_refused_when_another_actor_built_upon_it(store):
    make_club(store, "王祯")
    store.actor = "李静"
    with store.step("改分"):
        Member.update(points=3).execute()
    store.actor = "王祯"
    with pytest.raises(Refused, match="改分"):
        store.undo()
    assert Member.get().points == 3


def test_undo_is_refused_when_rows_hang_on_it(store):
    club = make_club(store)
    store.actor = "李静"
    with store.step("加人"):
        Member.add(club=club, name="李静")
    store.actor = "王祯"
    with pytest.raises(Refused, match="用到了它的数据"):
        store.undo()
    assert names() == ["李静"]


def test_undo_works_after_a_restart(store, clock):
    make_club(store, "王祯")
    close_store(store)
    again = open_store(store.path, TOYS, "王祯", clock=clock)
    again.undo()
    assert names() == []
    close_store(again)


def test_search_follows_every_step(store):
    make_club(store, "单雄信", "欧阳文博")
    assert len(store.find("shan")) == 1
    assert len(store.find("oywb")) == 1
    assert len(store.find("刑")) == 1
    with store.step("改名"):
        Member.update(name="王祯").where(Member.name == "单雄信").execute()
    assert store.find("shan") == []
    assert len(store.find("wangz")) == 1
    store.undo()
    assert len(store.find("雄信")) == 1
    assert store.find("王祯") == []
    store.undo()
    assert database.value("SELECT count(*) FROM search_key") == 0


def test_the_chain_shows_tampering(store):
    make_club(store, "王祯")
    with store.step("改分"):
        Member.update(points=3).execute()
    assert journal.broken_link() is None
    database.run("""UPDATE change SET now = json_set(now, '$.points', 9) WHERE op = 'U'""")
    broken = journal.broken_link()
    assert broken
    assert broken.label == "改分"


def test_history_tells_who_changed_what(store):
    make_club(store, "王祯")
    with store.step("改分"):
        Member.update(points=3).execute()
    (step, change), _first = journal.history(Member.get().id)
    assert (step.label, step.actor, step.at) == ("改分", "王祯", "2023-03-01T09:30:00")
    assert (change.was, change.now) == ({"points": 0}, {"points": 3})


def test_listeners_hear_the_tables_of_a_committed_step(store):
    heard = []
    store.subscribe(heard.append)
    make_club(store, "王祯")
    store.undo()
    assert heard == [frozenset({"club", "member"})] * 2


def test_add_many_gives_keys_and_defaults(store):
    club = make_club(store)
    with store.step("批量"):
        keys = Member.add_many([{"club": club.id, "name": n, "since": None} for n in ("甲一", "乙二")])
    assert [m.id for m in Member.select().order_by(Member.id)] == list(keys)
    assert {m.points for m in Member.select()} == {0}


def test_settings_are_kept(store):
    assert store.setting("court", "无") == "无"
    store.set_setting("court", "包头中院")
    store.set_setting("court", "昆区法院")
    assert store.setting("court") == "昆区法院"


def test_a_setting_is_a_step_and_goes_back_with_it(store):
    store.set_setting("leave_limit", "1/7")
    store.set_setting("leave_limit", "1/5")
    steps = len(journal.steps())
    store.set_setting("leave_limit", "1/5")  # no change, no step
    assert len(journal.steps()) == steps == 2
    assert store.undo().label == "更改设置"
    assert store.setting("leave_limit") == "1/7"
    store.undo()
    assert store.setting("leave_limit", "无") == "无"
    store.redo()
    assert store.setting("leave_limit") == "1/7"


def test_a_setting_joins_the_step_under_way(store):
    with store.step("建组"):
        Club.add(title="刑一庭")
        store.set_setting("court", "包头中院")
    assert [step.label for step in journal.steps()] == ["建组"]
    store.undo()
    assert (store.setting("court"), Club.select().count()) == ("", 0)


def test_a_tally_only_rises(store):
    with store.step("发证"):
        Club.add(title="甲")
        store.raise_tally("certificates", 3)
    with store.step("再发"):
        Club.add(title="乙")
        store.raise_tally("certificates", 5)
    with store.step("无"):
        store.raise_tally("certificates", 4)
    assert store.tally("certificates") == 5
    store.undo(journal.steps()[1])
    store.undo()
    assert (store.tally("certificates"), Club.select().count()) == (5, 0)
    store.redo()
    assert store.tally("certificates") == 5


def test_memos_are_no_steps(store):
    store.keep_memo("import.mapping", "{}")
    assert (store.memo("import.mapping"), store.memo("没有", "空")) == ("{}", "空")
    assert journal.steps() == []


@pytest.mark.parametrize("table", ["setting", "tally"])
def test_settings_are_written_in_steps_only(store, table):
    with pytest.raises(peewee.IntegrityError, match="outside a step"):
        database.run(f"INSERT INTO {table} VALUES (1, 'a', 'b')")
