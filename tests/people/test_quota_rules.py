"""Places of courts and of their departments: how they compare, what is left, who gets one. Without a database."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.name_list.quota_rules import (
    Allotment,
    QuotaLine,
    Share,
    beyond_words,
    quota_words,
    shares_of,
    with_more,
)


def part(key, quota, listed=0, waiting=0, court=1):
    return QuotaLine(court, f"{key}庭", quota, listed, waiting, department=key)


def bureau(quota, listed, *parts, waiting=0):
    return QuotaLine(1, "中院", quota, listed, waiting, parts=parts)


def only_parts(listed, *parts):
    return QuotaLine(1, "中院", sum(each.quota for each in parts), listed, parts=parts, by_parts=True)


def test_what_departments_do_not_have_is_left_to_the_others():
    line = bureau(10, 7, part(11, 3, 2), part(12, 2, 4))
    assert (line.rest.quota, line.rest.listed, line.rest.open) == (3, 1, 2)
    assert bureau(2, 4, part(11, 1, 4)).rest.quota == 0
    assert bureau(None, 3).rest.quota is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (bureau(5, 5, part(11, 3, 1), part(12, 1, 2)), "中院12庭超 1 人，中院11庭差 2 人"),
        (bureau(5, 6, part(11, 3, 3)), "中院超 1 人"),
        (only_parts(2, part(11, 3, 2)), "中院11庭差 1 人"),
        (only_parts(4, part(11, 3, 3)), "中院其他部门 1 人没有名额"),
        (only_parts(3, part(11, 3, 3)), ""),
    ],
)
def test_courts_and_departments_that_are_over_or_short_are_told_those_over_first(line, words):
    assert quota_words([line]) == words


def test_with_people_more_a_department_and_its_court_have_more():
    (line,) = with_more([bureau(5, 1, part(11, 3, 1))], Counter({(1, 11): 2, (1, 12): 1, (2, 21): 4}))
    assert (line.listed, line.parts[0].listed) == (4, 3)


def test_only_who_sends_too_many_now_is_told():
    lines = [bureau(5, 5, part(11, 3, 3), part(12, 1, 2)), QuotaLine(2, "青山", 1, 3)]
    assert beyond_words(lines, Counter({(1, 11): 1})) == "中院超 1 人，中院11庭超 1 人"
    assert beyond_words([only_parts(3, part(11, 3, 3))], Counter({(1, 11): 2})) == "中院11庭超 2 人"
    assert beyond_words(lines, Counter()) == ""


def test_a_form_for_each_department_with_a_quota_and_one_for_the_others():
    lines = [bureau(6, 3, part(11, 3, 2)), QuotaLine(2, "青山", 2, 0), QuotaLine(3, "昆区", None, 0)]
    assert shares_of(lines) == [
        Share("中院", "11庭", 3, 2, 1),
        Share("中院", "", 3, 1, 2, others=True),
        Share("青山", "", 2, 0, 2),
    ]
    full = shares_of([bureau(3, 3, part(11, 3))])
    assert [(share.name, share.open, share.fewer) for share in full] == [("中院11庭", 0, True)]
    assert [share.name for share in shares_of(lines)] == ["中院11庭", "中院其他部门", "青山"]
    assert [share.name for share in shares_of([only_parts(0, part(11, 3))])] == ["中院11庭"]


def test_a_form_never_asks_for_more_than_the_court_has_open():
    assert shares_of([bureau(5, 4, part(11, 3, 0))])[0].open == 1


def test_places_go_by_department_then_court_then_all():
    places = Allotment([bureau(4, 0, part(11, 2)), QuotaLine(2, "青山", 1, 0)], 5)
    homes = [(1, 11), (1, 11), (1, 11), (1, None), (1, 12), (1, 12), (2, 21), (2, 21), (3, 31)]
    assert [places.take(*home) for home in homes] == [True, True, False, True, True, False, True, False, False]
    assert [Allotment([], 1).take(1, None), Allotment([], 0).take(1, None), Allotment([], None).take(3, 1)] == [
        True,
        False,
        True,
    ]


def test_nobody_passes_those_who_wait_for_the_same_places():
    assert not Allotment([bureau(3, 2, waiting=1)], None).take(1, None)
    assert not Allotment([bureau(9, 2, part(11, 3, 2, waiting=1))], None).take(1, 11)


COUNTS = st.integers(0, 6)
PARTS = st.lists(st.tuples(COUNTS, COUNTS), max_size=3)


@st.composite
def lines_of_courts(draw):
    found = []
    for court in (1, 2):
        parts = [
            part(10 * court + number, quota, listed, court=court) for number, (quota, listed) in enumerate(draw(PARTS))
        ]
        others, spare = draw(COUNTS), draw(st.none() | COUNTS)
        whole = sum(each.quota for each in parts)
        quota = whole if spare is None and parts else None if spare is None else whole + spare
        found.append(
            QuotaLine(
                court,
                f"{court}院",
                quota,
                others + sum(each.listed for each in parts),
                parts=tuple(parts),
                by_parts=spare is None and bool(parts),
            )
        )
    return found


ROOMS = {1: (None, 10, 11, 12), 2: (None, 20, 21, 22)}
HOMES = st.lists(st.sampled_from([(court, room) for court in ROOMS for room in ROOMS[court]]), max_size=40)


@given(lines_of_courts(), HOMES, st.none() | st.integers(0, 20))
def test_no_quota_is_passed_whoever_comes_in_whatever_order(lines, homes, free):
    places = Allotment(lines, free)
    took = Counter(home for home in homes if places.take(*home))
    assert free is None or took.total() <= free
    by_quota = any(line.quota is not None for line in lines)
    for after, line in zip(with_more(lines, took), lines, strict=True):
        if line.quota is None:
            assert after.listed == line.listed or not by_quota
        else:
            assert after.listed <= max(line.quota, line.listed)
            assert all(
                each.listed <= max(each.quota, was.listed) for each, was in zip(after.parts, line.parts, strict=True)
            )
            assert after.rest.listed <= max(line.rest.quota, line.rest.listed) or not line.parts


@given(lines_of_courts())
def test_the_forms_of_a_court_have_all_its_places(lines):
    for line in lines:
        shares = shares_of([line])
        if line.quota is None:
            assert shares == []
        elif all(each.listed <= each.quota for each in line.parts):
            assert sum(share.given for share in shares) == line.quota
        assert all(0 <= share.open <= line.open for share in shares)
