"""The journal is asked by rows, table, actor, name and day."""

from datetime import date, timedelta

import pytest
from toys import Club, Member

from cadre_desktop.kit.store import browsing, journal
from cadre_desktop.kit.store.browsing import Asked


@pytest.fixture
def told(store, clock):
    """Three days of two people; answers what a question lists, the step's names newest first."""
    with store.step("建组"):
        club = Club.add(title="刑一庭")
    clock.moment += timedelta(days=1)
    store.actor = "李静"
    with store.step("导入人员（甲.xlsx）"):
        Member.add_many([{"club": club.id, "name": name} for name in ("王祯", "单雄信")])
    clock.moment += timedelta(days=1)
    with store.step("改分"):
        Member.update(points=3).where(Member.name == "王祯").execute()
    store.undo()

    def ask(**wanted):
        return [(line.step.kind, line.step.label) for line in browsing.page(Asked(**wanted))]

    return ask


def test_everything_newest_first(told):
    assert told() == [("undo", "改分"), ("do", "改分"), ("do", "导入人员（甲.xlsx）"), ("do", "建组")]


def test_each_condition_and_all_together(told):
    wang, dan = (Member.get(Member.name == name).id for name in ("王祯", "单雄信"))
    assert told(actor="王祯") == [("do", "建组")]
    assert told(label="甲.xlsx") == [("do", "导入人员（甲.xlsx）")]
    assert told(table="club") == [("do", "建组")]
    assert told(rows=frozenset({dan})) == [("do", "导入人员（甲.xlsx）")]
    assert len(told(rows=frozenset({wang}))) == 3
    assert told(rows=frozenset()) == []
    assert told(rows=frozenset({wang}), table="club") == []
    assert told(rows=frozenset({wang}), actor="李静", label="改", until=date(2023, 3, 3), since=date(2023, 3, 3)) == [
        ("undo", "改分"),
        ("do", "改分"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "count"), [(1, None, 4), (2, None, 3), (2, 2, 1), (None, 1, 1), (3, 3, 2), (4, None, 0)]
)
def test_days_are_whole_days(told, since, until, count):
    days = {"since": since and date(2023, 3, since), "until": until and date(2023, 3, until)}
    assert len(told(**days)) == count


def test_a_line_tells_what_has_become_of_its_step(told):
    undone, done, imported, _made = browsing.page(Asked())
    assert (undone.of, undone.stands, undone.count) == (done.step, False, 1)
    assert (done.of, done.stands) == (done.step, False)
    assert (imported.stands, imported.count) == (True, 2)


def test_pages_follow_each_other(told):
    first = browsing.page(Asked(), limit=3)
    rest = browsing.page(Asked(), before=first[-1].step.seq, limit=3)
    assert [line.step for line in first + rest] == journal.steps()


def test_only_the_changes_that_are_asked_for(told):
    dan = Member.get(Member.name == "单雄信").id
    imported = next(step for step in journal.steps() if step.label.startswith("导入"))
    assert [change.row for change in browsing.changes(imported.id, Asked(rows=frozenset({dan})))] == [dan]
    assert browsing.changes(imported.id, Asked(table="club")) == []
    assert len(browsing.changes(imported.id, Asked(), 1)) == 1


def test_actors_and_deletions(store, told):
    assert browsing.actors() == ["李静", "王祯"]
    club = Club.get().id
    assert list(browsing.deleted("club_id", {club}, {"member"})) == []
    with store.step("清空"):
        Member.delete().execute()
    assert {change.was["name"] for change in browsing.deleted("club_id", {club}, {"member"})} == {"王祯", "单雄信"}
    assert list(browsing.deleted("club_id", {club + 99}, {"member"})) == []
    assert list(browsing.deleted("club_id", {club}, {"club"})) == []
