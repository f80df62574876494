"""What the triggers write down, and what they refuse."""

import json

import peewee
import pytest
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import blobs, journal
from cadre_desktop.kit.store.database import WriteOutsideStep, database
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.kit.store.record import table_name


def changes_of(step_number: int = 0) -> list[journal.Change]:
    """The changes of the latest step, or one before."""
    return list(journal.changes(journal.steps()[step_number].id))


@pytest.fixture
def club(store):
    with store.step("建组"):
        return Club.add(title="刑一庭")


def test_an_insert_is_written_whole(store, club):
    with store.step("加人"):
        member = Member.add(club=club, name="王祯", photo="ab" * 32)
    (change,) = changes_of()
    assert (change.table, change.row, change.op, change.was) == ("member", member.id, "I", None)
    assert change.now == {
        "club_id": club.id,
        "name": "王祯",
        "since": None,
        "points": 0,
        "place": None,
        "phone": "",
        "photo": "ab" * 32,
    }


def test_an_update_is_written_as_its_difference(store, club):
    with store.step("加人"):
        member = Member.add(club=club, name="王祯")
    with store.step("改"):
        Member.update(place=0, name="王祯").where(Member.id == member.id).execute()
    (change,) = changes_of()
    assert (change.op, change.was, change.now) == ("U", {"place": None}, {"place": 0})
    with store.step("清空"):
        Member.update(place=None).execute()
    (change,) = changes_of()
    assert (change.was, change.now) == ({"place": 0}, {"place": None})


def test_a_delete_is_written_whole_and_nothing_for_nothing(store, club):
    with store.step("改成一样"):
        Club.update(title="刑一庭").execute()
    assert journal.steps()[0].label == "建组"
    with store.step("删"):
        Club.delete().execute()
    (change,) = changes_of()
    assert (change.op, change.was, change.now) == ("D", {"title": "刑一庭"}, None)


@pytest.mark.parametrize(
    "text", ["", "'\"\\/", '{"a": 1}', "第一行\n第二行\t", "\x00零\x00", "𠮷野家🎓", "null", "é\u0301"]
)
def test_any_text_comes_back_from_the_journal(store, club, text):
    with store.step("改名"):
        Club.update(title=text).execute()
    (change,) = changes_of()
    assert change.now == {"title": text}
    store.undo()
    store.redo()
    assert Club.get().title == text


def test_keys_of_63_bits_are_exact(tmp_path):
    store = open_store(tmp_path / "大.cadre", TOYS, "王祯", create_new=True, station=(1 << 31) - 1)
    with store.step("建组"):
        club = Club.add(title="刑一庭")
        Member.add(club=club, name="王祯", points=(1 << 63) - 1)
    change = changes_of()[1]
    assert club.id > 1 << 62
    assert change.now is not None
    assert (change.now["club_id"], change.now["points"]) == (club.id, (1 << 63) - 1)
    store.undo()
    store.redo()
    assert Member.get().points == (1 << 63) - 1
    close_store(store)


def test_the_journal_carries_only_the_hash_of_a_photo(store, club):
    content = bytes(range(256)) * 40
    with store.step("照片"):
        Member.add(club=club, name="王祯", photo=blobs.put(content))
    assert blobs.get(Member.get().photo) == content
    assert blobs.put(content) == Member.get().photo
    assert database.value("SELECT count(*) FROM blob") == 1
    assert len(json.dumps(changes_of()[0].now)) < 300
    assert blobs.get("没有") is None


@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO club VALUES (5, '私')",
        "INSERT OR REPLACE INTO club SELECT id, '私' FROM club",
        "UPDATE club SET title = '私'",
        "DELETE FROM club",
        "INSERT INTO club SELECT id, '私' FROM club WHERE true ON CONFLICT (id) DO UPDATE SET title = '私'",
    ],
)
def test_the_database_itself_refuses_writes_outside_a_step(store, club, statement):
    with pytest.raises(peewee.IntegrityError, match="outside a step"):
        database.run(statement)
    assert [row.title for row in Club.select()] == ["刑一庭"]
    assert [step.label for step in journal.steps()] == ["建组"]


def test_the_database_refuses_any_other_program_too(store, club):
    close_store(store)
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(store.path)
    with pytest.raises(dbapi2.IntegrityError, match="outside a step"):
        connection.execute("UPDATE club SET title = '私'")
    connection.close()


def test_replacing_a_row_is_journalled_as_what_it_is(store, club):
    with store.step("替换"):
        database.run("INSERT OR REPLACE INTO club VALUES (?, '民一庭')", club.id)
    assert [(change.op, change.was or change.now) for change in changes_of()] == [
        ("D", {"title": "刑一庭"}),
        ("I", {"title": "民一庭"}),
    ]
    store.undo()
    assert Club.get().title == "刑一庭"


def test_all_ways_of_adding_give_keys_of_the_station(store, club):
    with store.step("加"):
        rows = [Club.add(title="甲").id, Club.create(title="乙").id, *Club.add_many([{"title": "丙"}])]
        assert list(Club.add_many([])) == []
    assert rows == list(range(rows[0], rows[0] + 3))
    assert {key >> 32 for key in rows} == {store.station}


def test_keys_are_given_in_steps_only(store):
    with pytest.raises(WriteOutsideStep):
        database.new_keys(1)


def test_keys_of_a_step_that_failed_are_given_again_to_nobody_twice(store):
    with pytest.raises(ZeroDivisionError), store.step("坏"):
        Club.add(title="甲")
        raise ZeroDivisionError
    with store.step("好"):
        Club.add(title="乙")
    with store.step("更好"):
        Club.add(title="丙")
    keys = [club.id for club in Club.select().order_by(Club.id)] + [step.id for step in journal.steps()]
    assert len(set(keys)) == 4


def test_steps_are_numbered_upwards_and_paged(store, clock):
    for number in range(7):
        with store.step(f"第{number}步"):
            Club.add(title=str(number))
    steps = journal.steps()
    assert [step.label for step in steps] == [f"第{number}步" for number in reversed(range(7))]
    assert [step.seq for step in steps] == [7, 6, 5, 4, 3, 2, 1]
    assert journal.steps(2, before=steps[4].seq) == steps[5:]


def test_the_history_of_a_row_tells_everything_newest_first(store, club):
    store.actor = "李静"
    with store.step("改名"):
        Club.update(title="民一庭").execute()
    store.undo()
    told = [(step.label, step.kind, step.actor, change.op) for step, change in journal.history(club.id)]
    assert told == [("改名", "undo", "李静", "U"), ("改名", "do", "李静", "U"), ("建组", "do", "王祯", "I")]


TAMPERING = {
    "a value": "UPDATE change SET now = json_set(now, '$.title', '假') WHERE op = 'U'",
    "an old value": "UPDATE change SET was = json_set(was, '$.title', '假') WHERE op = 'U'",
    "the row": "UPDATE change SET row = row + 1 WHERE op = 'U'",
    "a change removed": "DELETE FROM change WHERE op = 'U'",
    "a change added": "INSERT INTO change"
    " SELECT NULL, step, 'club', 1, 'D', '{}', NULL, salt, NULL FROM change WHERE op = 'U'",
    "the salt": "UPDATE change SET salt = randomblob(16) WHERE op = 'U'",
    "the boundary of old and new": "UPDATE change SET was = was || now, now = '' WHERE op = 'U'",
    "an empty text for none": "UPDATE change SET was = '' WHERE op = 'I' AND step <> (SELECT min(id) FROM step)",
    "the station": "UPDATE step SET station = station + 1 WHERE label = '改名'",
    "the version": "UPDATE step SET schema = schema + 1 WHERE label = '改名'",
    "the place": "UPDATE step SET seq = seq + 10 WHERE label = '再改'",
    "the actor": "UPDATE step SET actor = '别人' WHERE label = '改名'",
    "the time": "UPDATE step SET at = '2020-01-01T00:00:00' WHERE label = '改名'",
    "the label": "UPDATE step SET label = '改名 ' WHERE label = '改名'",
    "a step removed": "DELETE FROM step WHERE label = '改名'",
}


@pytest.mark.parametrize("way", TAMPERING)
def test_tampering_shows(store, club, way):
    with store.step("改名"):
        Club.update(title="民一庭").execute()
    with store.step("再改"):
        Club.add(title="行政庭")
    assert journal.broken_link() is None
    database.run(TAMPERING[way])
    broken = journal.broken_link()
    assert broken is not None
    assert broken.label != "建组"


def test_changes_of_no_step_are_strays(store, club):
    assert journal.strays() == 0
    database.run("INSERT INTO change VALUES (NULL, 5, 'club', 1, 'D', '{}', NULL, NULL, NULL)")
    assert journal.strays() == 1


def test_a_failing_part_of_a_step_is_taken_back_alone(store):
    with store.step("外"):
        Club.add(title="留")
        with pytest.raises(ZeroDivisionError), store.step("内"):
            Club.add(title="去")
            raise ZeroDivisionError
        with store.step("内二"):
            Club.add(title="也留")
    assert [club.title for club in Club.select()] == ["留", "也留"]
    assert [(change.now or {})["title"] for change in changes_of()] == ["留", "也留"]
    assert store.find("去") == []
    assert journal.broken_link() is None


def test_a_step_after_a_failed_one_is_whole(store, club):
    for error in (ZeroDivisionError, KeyboardInterrupt, peewee.IntegrityError):
        with pytest.raises(error), store.step("坏"), store.step("里面"):
            Club.add(title="x")
            raise error
    with pytest.raises(peewee.IntegrityError), store.step("悬空"):
        Member.add(club=77, name="无")
    with store.step("好"):
        Club.add(title="民一庭")
    assert [step.label for step in journal.steps()] == ["好", "建组"]
    assert database.value("SELECT step FROM journal_now") is None


def test_listeners_hear_nothing_of_what_was_rolled_back(store):
    heard: list[frozenset[str]] = []
    store.subscribe(heard.append)
    with pytest.raises(ZeroDivisionError), store.step("坏"):
        Club.add(title="x")
        raise ZeroDivisionError
    with store.step("空"):
        pass
    assert heard == []
    with store.step("好"):
        Club.add(title="x")
    store.unsubscribe(heard.append)
    with store.step("又"):
        Club.add(title="y")
    assert heard == [frozenset({table_name(Club)})]


def test_a_listener_may_write_a_step_of_its_own(store):
    def follow(tables: frozenset[str]) -> None:
        if tables == {"club"}:
            with store.step("跟随"):
                Member.add(club=Club.get(), name="王祯")

    store.subscribe(follow)
    with store.step("建组"):
        Club.add(title="x")
    assert [step.label for step in journal.steps()] == ["跟随", "建组"]


def test_settings_written_in_a_step_fall_with_it(store):
    store.set_setting("a", "1")
    with pytest.raises(ZeroDivisionError), store.step("坏"):
        store.set_setting("a", "2")
        raise ZeroDivisionError
    assert store.setting("a") == "1"


def test_a_photo_belongs_to_the_step_after_it_came(store, club):
    name = blobs.put(b"a portrait")
    with store.step("照片"):
        Member.add(club=club, name="王祯", photo=name)
    with store.step("别的"):
        Club.add(title="民一庭")
    (change,) = [change for change in changes_of(1) if change.table == "blob"]
    assert (change.op, change.row, change.now) == ("I", 0, {"hash": name})
    assert [change.table for change in changes_of()] == ["club"]
    store.undo()
    store.undo()
    assert blobs.get(name) == b"a portrait"  # it costs little, and redoing needs it
    store.redo()
    assert Member.get().photo == name
    assert blobs.put(b"a portrait") == name
    with store.step("又"):
        Club.add(title="行政庭")
    assert [change.table for change in changes_of()] == ["club"]


@pytest.mark.parametrize("statement", ["UPDATE blob SET content = x'00'", "DELETE FROM blob"])
def test_photos_stay_as_they_are(store, club, statement):
    blobs.put(b"a portrait")
    with pytest.raises(peewee.IntegrityError):
        database.run(statement)


def test_two_photos_do_not_stand_in_each_others_way(store, club):
    for name in ("甲", "乙"):
        with store.step("照片"):
            Member.add(club=club, name=name, photo=blobs.put(name.encode()))
    assert store.hindrance(journal.steps()[1], "undo") == ""
    store.undo(journal.steps()[1])
    assert [member.name for member in Member.select()] == ["乙"]
