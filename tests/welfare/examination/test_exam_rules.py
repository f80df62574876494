"""Which package suits somebody, and how departments are put into batches."""

from collections import Counter
from itertools import groupby

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cadre_desktop.welfare.examination.rules import (
    BatchRoom,
    ExamPerson,
    NoPackage,
    PackageRule,
    deal,
    package_for,
    package_problems,
)

FOUR = (
    PackageRule(1, "male", None, 44),
    PackageRule(2, "male", 45, None),
    PackageRule(3, "female", None, 44),
    PackageRule(4, "female", 45, 60),
)


@pytest.mark.parametrize(
    ("sex", "age", "found"),
    [
        ("male", 44, 1),
        ("male", 45, 2),
        ("male", 0, 1),
        ("female", 44, 3),
        ("female", 60, 4),
        ("female", 61, NoPackage.NONE),
        ("", 30, NoPackage.NO_SEX),
        ("male", None, NoPackage.NO_BIRTH),
        ("", None, NoPackage.NO_SEX),
    ],
)
def test_sex_and_age_choose_the_package(sex, age, found):
    assert package_for(FOUR, sex, age) == found


def test_a_package_without_limits_suits_whoever_is_not_known():
    assert package_for([PackageRule(9, "", None, None)], "", None) == 9
    assert package_for([PackageRule(9, "male", None, None)], "female", None) is NoPackage.NONE


def test_two_packages_that_suit_are_not_chosen_between():
    married = PackageRule(5, "female", None, None)
    assert package_for([*FOUR, married], "female", 30) is NoPackage.SEVERAL
    assert package_for([*FOUR, married], "female", 61) == 5


def test_limits_and_price_of_a_package():
    assert package_problems(20, 30, 0) == package_problems(None, None, None) == []
    assert [problem.field for problem in package_problems(-1, None, -5)] == ["age_from", "price"]
    assert [problem.field for problem in package_problems(30, 20, None)] == ["age_to"]


def people_of(*departments: tuple[int, int, int]) -> list[ExamPerson]:
    """So many people of each (court, department, count)."""
    found = [(court, department) for court, department, count in departments for _number in range(count)]
    return [ExamPerson(key, court, department, None) for key, (court, department) in enumerate(found)]


def keys(dealt: list[ExamPerson]) -> list[int]:
    return [one.key for one in dealt]


def test_departments_stay_together_in_order():
    dealt = deal(people_of((1, 1, 3), (1, 2, 3), (1, 3, 2)), [BatchRoom(1, None, 5), BatchRoom(2, None, 4)])
    assert keys(dealt.batches[1]) == [0, 1, 2, 6, 7]
    assert keys(dealt.batches[2]) == [3, 4, 5]
    assert dealt.beyond == []


def test_a_department_too_large_for_any_batch_is_spread_and_who_is_left_is_said():
    dealt = deal(people_of((1, 1, 7)), [BatchRoom(1, None, 3), BatchRoom(2, None, 0), BatchRoom(3, None, 2)])
    assert [keys(dealt.batches[number]) for number in (1, 2, 3)] == [[0, 1, 2], [], [3, 4]]
    assert keys(dealt.beyond) == [5, 6]


def test_batches_of_a_court_are_for_it_alone_and_filled_first():
    rooms = [BatchRoom(1, None, None), BatchRoom(2, 7, 2), BatchRoom(3, 8, None)]
    dealt = deal(people_of((7, 1, 2), (7, 2, 1), (9, 1, 1)), rooms)
    assert keys(dealt.batches[2]) == [0, 1]
    assert keys(dealt.batches[1]) == [2, 3]
    assert dealt.batches[3] == []


GROUPS = some.lists(some.tuples(some.integers(1, 3), some.integers(1, 4), some.integers(1, 9)), max_size=9)
ROOMS = some.lists(
    some.tuples(some.sampled_from([None, 1, 2]), some.none() | some.integers(0, 15)), min_size=1, max_size=5
)


@given(GROUPS, ROOMS)
def test_nobody_is_lost_or_comes_twice_and_capacity_holds(groups, rooms):
    people = people_of(*groups)
    batches = [BatchRoom(number, court, free) for number, (court, free) in enumerate(rooms)]
    dealt = deal(people, batches)
    everybody = [one for batch in dealt.batches.values() for one in batch] + dealt.beyond
    assert Counter(everybody) == Counter(people)
    for batch in batches:
        inside = dealt.batches[batch.key]
        assert batch.free is None or len(inside) <= batch.free
        assert all(batch.court in (None, one.court) for one in inside)
        assert keys(inside) == sorted(keys(inside))
    for one in dealt.beyond:  # whoever is left finds no seat anywhere
        for batch in batches:
            if batch.court in (None, one.court):
                assert batch.free is not None and len(dealt.batches[batch.key]) == batch.free


@given(GROUPS)
def test_with_room_for_all_no_department_is_parted(groups):
    people = people_of(*groups)
    dealt = deal(people, [BatchRoom(1, None, 3), BatchRoom(2, None, None)])
    for _room, members in groupby(people, lambda one: (one.court, one.department)):
        batches = {number for one in members for number, inside in dealt.batches.items() if one in inside}
        assert len(batches) == 1
