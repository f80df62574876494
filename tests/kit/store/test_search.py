"""What somebody types finds what is meant, after every kind of change."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from toys import TOYS, Club, Member

from cadre_desktop.kit.store import search
from cadre_desktop.kit.store.database import database

PEOPLE = {
    "王祯": "13804721966",
    "单雄信": "13904720001",
    "翟解放": "",
    "欧阳文博": "0472-5138000",
    "乌云其木格": "15047200012",
    "阿·古拉": "",
}


@pytest.fixture
def club(store):
    with store.step("建组"):
        club = Club.add(title="刑事审判第一庭（Criminal 1）")
        Member.add_many([{"club": club.id, "name": name, "phone": phone} for name, phone in PEOPLE.items()])
    return club


def found(store, text: str) -> set[str]:
    names = {member.id: member.name for member in Member.select()} | {club.id: club.title for club in Club.select()}
    return {names[key] for _table, key in store.find(text)}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("王", {"王祯"}),
        ("祯", {"王祯"}),
        ("王祯", {"王祯"}),
        ("wangzhen", {"王祯"}),
        ("WangZ", {"王祯"}),
        ("wz", {"王祯"}),
        ("shan", {"单雄信"}),
        ("danxiongxin", {"单雄信"}),
        ("zhai", {"翟解放"}),
        ("oyw", {"欧阳文博"}),
        ("ouyangwenbo", {"欧阳文博"}),
        ("wenbo", {"欧阳文博"}),
        ("其木", {"乌云其木格"}),
        ("阿·古", {"阿·古拉"}),
        ("ag", {"阿·古拉"}),
        ("刑事 criminal", {"刑事审判第一庭（Criminal 1）"}),
        ("第一庭", {"刑事审判第一庭（Criminal 1）"}),
        ("13804721966", {"王祯"}),
        ("1966", {"王祯"}),
        ("21966", {"王祯"}),
        ("804721966", {"王祯"}),
        ("904721966", set()),
        ("66", {"王祯"}),
        ("04725138", {"欧阳文博"}),
        ("0472-5138", {"欧阳文博"}),
        ("8000", {"欧阳文博"}),
        ("5138000", {"欧阳文博"}),
        ("1390472", {"单雄信"}),
        ("王 李", set()),
        ("王 zhen", {"王祯"}),
        ("王 1966", {"王祯"}),
        ("祯王", set()),
        ("不存在", set()),
        ("", set()),
        ("  ", set()),
        ("%", set()),
        ("' OR 1=1 --", set()),
    ],
)
def test_names_readings_initials_titles_and_tails(store, club, text, names):
    assert found(store, text) == names


def test_numbers_with_letters_are_found_however_they_are_written(store, club):
    with store.step("登记"):
        Member.add(club=club, name="马华", phone="Nm-00017x")
    for text in ("nm00017X", "NM-0001", "017x", "17X"):
        assert found(store, text) == {"马华"}
    assert found(store, "nm00018") == set()


def test_a_number_is_found_by_an_index(store, club):
    """Not by looking at every row: a list of a million is asked at every keystroke."""
    where, parameters = search.condition(Member, "1966")
    plan = database.rows(f"EXPLAIN QUERY PLAN SELECT id FROM member WHERE {where}", *parameters)
    used = " ".join(line[3] for line in plan)
    assert "search_member_phone_head" in used
    assert "search_member_phone_tail" in used


def test_a_limit_holds_for_each_kind_of_record(store, club):
    with store.step("多"):
        Member.add_many([{"club": club.id, "name": "王多", "phone": ""} for _number in range(30)])
    assert len(store.find("王", limit=20)) == 20


def test_changes_of_unsearched_fields_touch_no_key(store, club):
    before = database.rows("SELECT * FROM search_key")
    with store.step("改分"):
        Member.update(points=3).execute()
    assert database.rows("SELECT * FROM search_key") == before


def test_keys_go_with_their_rows(store, club):
    with store.step("删"):
        Member.delete().where(Member.name == "王祯").execute()
    assert found(store, "王") == set()
    with store.step("全删"):
        Member.delete().execute()
        Club.delete().execute()
    assert database.value("SELECT count(*) FROM search_key") == 0


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM search_key WHERE key = 'wzhen'",
        "INSERT INTO search_key SELECT scope, 'falsch', text FROM search_key LIMIT 1",
        "UPDATE search_key SET key = key || 'x' WHERE key = 'wzhen'",
        "INSERT INTO search_key SELECT scope, key, 7777 FROM search_key LIMIT 1",
        "DELETE FROM search_text WHERE value = '王祯'",
        "UPDATE search_text SET value = '王二' WHERE value = '王祯'",
    ],
)
def test_stale_missing_and_orphaned_keys_are_noticed_and_made_anew(store, club, statement):
    assert all(search.is_current(record) for record in TOYS.records)
    right = database.rows("SELECT * FROM search_key ORDER BY 1, 2, 3")
    database.run(statement)
    assert not all(search.is_current(record) for record in TOYS.records)
    store.rebuild_search()
    assert all(search.is_current(record) for record in TOYS.records)
    assert database.rows("SELECT * FROM search_key ORDER BY 1, 2, 3") == right


def test_all_keys_are_made_anew_block_by_block(store, club, monkeypatch):
    right = database.rows("SELECT * FROM search_key ORDER BY 1, 2, 3")
    database.run("DELETE FROM search_key")
    monkeypatch.setattr(search, "_BLOCK", 2)
    store.rebuild_search()
    assert database.rows("SELECT * FROM search_key ORDER BY 1, 2, 3") == right


NAMES = st.text(alphabet="王祯单解翟欧阳aZ1 ·😀", max_size=5)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.lists(st.tuples(st.integers(0, 5), NAMES, NAMES), min_size=1, max_size=8), max_size=4))
def test_after_any_steps_the_keys_follow_from_the_rows(store, steps):
    for number, changes in enumerate(steps):
        with store.step(f"第{number}步"):
            club = Club.get_or_none() or Club.add(title="组")
            for place, name, phone in changes:
                member = Member.get_or_none(Member.place == place)
                if member is None:
                    Member.add(club=club, place=place, name=name, phone=phone)
                elif name:
                    Member.update(name=name, phone=phone).where(Member.id == member.id).execute()
                else:
                    member.delete_instance()
        assert all(search.is_current(record) for record in TOYS.records)
