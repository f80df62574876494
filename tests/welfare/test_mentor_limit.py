"""A mentor has two newcomers at a time, also where pairs are typed into their list or come by a workbook."""

from datetime import date

import pytest

from cadre_desktop.kit import editing
from cadre_desktop.kit.intake.exchange import import_file
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.guiding import Guided, crowds
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS, MentorPair, save_pair
from cadre_desktop.people.tab import PeopleTab
from tests.kind_rows import filled

MARCH = date(2023, 3, 6)
NAMES = ("王祯", "李静", "欧阳文博")


@pytest.fixture
def mentor(court, people):
    with court.step("备料"):
        return Person.add(court=Person.by_key(people["王祯"]).__data__["court"], name="白文").id


def pair(people, name, mentor, **more):
    return {"person": people[name], "mentor": mentor, "purpose": "newcomer", "starts": MARCH, "plan": "计划", **more}


def test_only_what_is_more_than_before_is_too_many():
    three = [Guided(1, person, MARCH, None) for person in (2, 3, 4)]
    assert [crowd.people for crowd in crowds(three[:2], three)] == [(2, 3, 4)]
    assert crowds(three, three) == [] and crowds([], [Guided(1, 2, MARCH, MARCH), Guided(1, 2, MARCH, None)]) == []
    later = Guided(1, 5, date(2023, 9, 2), None)
    assert crowds([], [*(each._replace(ends=date(2023, 9, 1)) for each in three[:2]), later]) == []


def test_a_third_is_refused_in_the_form_and_in_the_list(court, people, mentor, desk, qtbot):
    tab = PeopleTab(desk)
    qtbot.addWidget(tab)
    for name in NAMES[:2]:
        save_pair(court, pair(people, name, mentor))
    save = tab.save_of(MENTOR_PAIRS.kind)
    with pytest.raises(Refused, match=r"白文自 2023-03-06 起将同时带 3 名新人（.*欧阳文博.*一位导师同时最多带 2 名"):
        save(None, pair(people, "欧阳文博", mentor))
    assert save_pair(court, pair(people, "欧阳文博", mentor, purpose="talent", starts=date(2023, 3, 7))).id
    first = MentorPair.get(MentorPair.person == people["王祯"])
    save_pair(court, pair(people, "欧阳文博", mentor), first.id)
    assert MentorPair.by_key(first.id).__data__["person"] == people["欧阳文博"], "another in the same pair"


def test_what_is_already_so_can_be_kept_and_put_right(court, people, mentor):
    keys = [editing.add(court, MENTOR_PAIRS.kind, pair(people, name, mentor)).id for name in NAMES]
    assert save_pair(court, {"plan": "改了"}, keys[0]).plan == "改了"
    save_pair(court, {"ends": date(2023, 9, 1)}, keys[0])
    with pytest.raises(Refused, match="同时最多带 2 名"):
        save_pair(court, pair(people, "王祯", mentor, starts=date(2023, 9, 2)))


def test_a_workbook_with_a_third_is_refused(court, people, mentor, tmp_path):
    head = ["姓名", "导师", "用途", "结对日期", "结束日期"]
    rows = [[name, "白文", "新人入职", "2023-03-06", "2024-03-06"] for name in NAMES]
    with pytest.raises(Refused, match="同时最多带 2 名"):
        import_file(court, MENTOR_PAIRS.kind, filled(tmp_path / "结对.xlsx", head, *rows))
    assert not MentorPair.select().exists()
    assert import_file(court, MENTOR_PAIRS.kind, filled(tmp_path / "结对.xlsx", head, *rows[:2])).new == 2
    more = [rows[2], ["欧阳文博", "李静", *rows[2][2:]]]
    done = import_file(court, MENTOR_PAIRS.kind, filled(tmp_path / "结对.xlsx", head, *more))
    assert (done.new, done.refused) == (1, 1) and "同时最多带 2 名" in str(done.problems[0])
