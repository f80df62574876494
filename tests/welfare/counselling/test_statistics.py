"""The statistics add up and let nobody be found, not by subtracting either."""

from datetime import date
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.counselling.prints import print_statistics
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.rules import LEAST, Counted, merged
from cadre_desktop.welfare.counselling.statistics import statistics_of


def group(label, people):
    return Counted(label, len(people), 0, len(people), frozenset(people))


def labels(groups):
    return [one.label for one in groups]


def test_large_groups_stay_and_small_ones_are_merged():
    groups = [group("甲", range(9)), group("乙", range(3)), group("丙", range(10, 13)), group("丁", ())]
    assert labels(merged(groups, "其他")) == ["甲", "丁", "其他"]
    assert merged(groups, "其他")[-1].used == 6
    assert merged(groups[:1], "其他") == groups[:1]


def test_one_small_group_takes_the_next_smallest_with_it():
    groups = [group("甲", range(9)), group("乙", range(3)), group("丙", range(20, 26))]
    assert labels(merged(groups, "其他")) == ["甲", "其他"]
    assert merged(groups, "其他")[-1].used == 9


def test_one_person_many_times_is_one_person():
    often = Counted("乙", 8, 0, 8, frozenset([1]))
    assert labels(merged([group("甲", range(9)), often, group("丙", range(20, 30))], "其他")) == ["丙", "其他"]


def test_under_five_altogether_nothing_is_told():
    [rest] = merged([group("甲", range(2)), group("乙", range(2))], "其他")
    assert not rest.may_be_told


PEOPLE = some.lists(some.frozensets(some.integers(0, 25), max_size=9), max_size=6)


@given(PEOPLE)
def test_no_difference_of_sums_is_of_a_few_people(sets):
    groups = [group(str(number), people) for number, people in enumerate(sets)]
    found = merged(groups, "其他")
    assert sum(one.used for one in found) == sum(one.used for one in groups)
    everybody = frozenset().union(*sets)
    if len(everybody) < LEAST:
        return
    for size in range(1, len(found) + 1):
        for part in combinations(found, size):
            people = frozenset().union(*(one.people for one in part))
            assert not people or len(people) >= LEAST


@pytest.fixture
def year(court):
    """Slots of 2023: quarter 1 with months of 6, 2 and 7 people, quarter 2 with 3, and free ones."""
    with court.step("时段"):
        homes = list(Court.select().order_by(Court.place).limit(3))
        people = [Person.add(court=homes[0], name="王祯").id for _number in range(18)]
        taken = 0
        for month, count in ((1, 6), (2, 2), (3, 7), (5, 3)):
            for number in range(count):
                home = homes[0] if number < 5 else homes[1 + number % 2]
                CounsellingSlot.add(
                    day=date(2023, month, 3 + number), begins="09:00", ends="10:00", counsellor="周老师",
                    person=people[taken], court=home, state="attended" if number else "missed",
                )  # fmt: skip
                taken += 1
            CounsellingSlot.add(day=date(2023, month, 20), begins="09:00", ends="10:00", counsellor="周老师")
        CounsellingSlot.add(day=date(2023, 1, 21), begins="09:00", ends="10:00", state="cancelled")
    return statistics_of(2023)


def test_months_add_up_to_quarters_and_quarters_to_the_year(year):
    assert (year.total.offered, year.total.used, year.total.free, year.people) == (22, 18, 4, 18)
    assert [row.label for row in year.quarters] == ["其他（合并）"]
    months = [(row.label, row.used) for row in year.months]
    assert months == [("1 月", 6), ("3 月", 7), ("其他月份（合并）", 5)]
    for rows in (year.quarters, year.months, year.courts):
        assert sum(row.used or 0 for row in rows) == 18


def test_who_came_is_told_only_where_it_identifies_nobody(year):
    assert year.total.attended is None  # four were missed
    assert all(row.attended is None for row in (*year.months, *year.courts))


def test_courts_with_few_people_are_merged(year):
    assert [row.label for row in year.courts][-1] == "其他（合并）"
    assert all((row.used or 0) >= LEAST for row in year.courts)


def test_a_few_people_in_the_whole_year_are_not_told(court):
    with court.step("时段"):
        person = Person.add(court=Court.select().first(), name="王祯")
        day = {"begins": "09:00", "ends": "10:00", "counsellor": "周老师"}
        CounsellingSlot.add(day=date(2022, 3, 1), person=person, court=person.court, state="attended", **day)
        CounsellingSlot.add(day=date(2022, 3, 2), **day)
    found = statistics_of(2022)
    assert (found.total.offered, found.total.used, found.total.free, found.people) == (2, None, None, None)
    assert found.courts == ()
    assert all(row.used is None for row in (*found.quarters, *found.months))


def test_the_statistics_on_paper_name_nobody(year, tmp_path):
    print_statistics(tmp_path / "统计.pdf", year, "包头市中级人民法院")
    with Pages(tmp_path / "统计.pdf") as pages:
        text = pages.text(0)
    assert "其他（合并）" in text and "王祯" not in text
    with pytest.raises(Refused, match="没有心理辅导时段"):
        print_statistics(tmp_path / "空.pdf", statistics_of(2020), "")
