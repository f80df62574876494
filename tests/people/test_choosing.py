"""Whom the list of people to choose from shows."""

from datetime import date

import pytest

from cadre_desktop.people.choosing import (
    UNASKED,
    Group,
    Sought,
    among,
    besides,
    everybody_meant,
    group_titles,
    retiring_in,
)
from cadre_desktop.people.records import Court, Person

TODAY = date(2023, 6, 1)
PEOPLE = (
    ("新人", date(1998, 6, 1), "male", "serving", None, date(2023, 2, 1)),
    ("中年", date(1983, 7, 1), "female", "on_leave", None, date(2008, 7, 1)),
    ("将退", date(1963, 11, 1), "male", "serving", None, date(1985, 7, 1)),
    ("已退", date(1968, 2, 1), "female", "retired", date(2023, 3, 1), date(1990, 7, 1)),
    ("早退", date(1950, 2, 1), "male", "retired", date(2010, 3, 1), date(1975, 7, 1)),
    ("未知", None, "", "serving", None, None),
)


@pytest.fixture
def people(court):
    with court.step("录入人员"):
        home = Court.select().first()
        return {
            name: Person.add(
                court=home, name=name, born=born, sex=sex, status=status, status_since=since, joined_court=joined
            ).id
            for name, born, sex, status, since, joined in PEOPLE
        }


def names(sought):
    return {Person.by_key(key).name for key in sought.listing(TODAY).page(0, 99)}


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        (Sought(), {"新人", "中年", "将退", "未知"}),
        (Sought(Group.EVERYBODY), {row[0] for row in PEOPLE}),
        (Sought(Group.NEWCOMERS), {"新人"}),
        (Sought(Group.RETIRING), {"将退", "已退"}),
        (Sought(age_from=25), {"新人", "中年", "将退"}),
        (Sought(age_from=26), {"中年", "将退"}),
        (Sought(age_to=24), set()),
        (Sought(age_to=25), {"新人"}),
        (Sought(age_from=39, age_to=39), {"中年"}),
        (Sought(age_from=40), {"将退"}),
        (Sought(Group.EVERYBODY, age_from=60), {"早退"}),
    ],
)
def test_groups_and_ages(people, sought, found):
    assert names(sought) == found


def test_who_retires_by_the_rule_of_the_year(people):
    assert retiring_in(2023) == [people["已退"], people["将退"]]
    assert retiring_in(2022) == []


def test_some_and_all_others(people):
    some = [people["新人"], people["早退"]]
    listing = Sought(Group.EVERYBODY).listing(TODAY)
    assert sorted(listing.where(among(some)).page(0, 10)) == sorted(some)
    assert listing.where(besides(some)).count() == len(PEOPLE) - 2


def test_groups_are_called_by_the_year():
    assert [title for _group, title in group_titles(2023)] == ["在职人员", "2023 年退休", "2023 年新进", "全部人员"]


@pytest.mark.parametrize(
    ("count", "narrowed", "asked"),
    [(UNASKED, False, False), (UNASKED + 1, False, True), (UNASKED + 1, True, False)],
)
def test_taking_everybody_is_asked_with_the_number(notices, count, narrowed, asked):
    notices.answer(*[False] * asked)
    assert everybody_meant(notices, count, narrowed=narrowed) is not asked
    assert notices.texts == [f"没有设置任何筛选条件，将一次加入全部 {count} 人。确定要加入吗？"] * asked
