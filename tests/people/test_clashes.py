"""What is taken twice at the same time: spans of half days and times, lecturers, rooms."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.people.name_list.clashes import (
    Booking,
    ClashKind,
    DaySpan,
    Teacher,
    clashes_among,
    clashes_between,
    common_day,
    span_of,
    teachers_of,
)
from cadre_desktop.people.name_list.rules import Half, when_words

DAY = date(2023, 3, 1)
HALVES = ["", *(half.value for half in Half)]
TIMES = st.one_of(st.just(""), st.integers(0, 1439).map(lambda minute: f"{minute // 60:02}:{minute % 60:02}"))


def booking(key=1, event=1, **more):
    return Booking(key, event, f"班{event}", more.pop("day", DAY), **more)


@pytest.mark.parametrize(
    ("half", "begins", "ends", "span"),
    [
        ("", "", "", (0, 1440)),
        ("morning", "", "", (0, 720)),
        ("afternoon", "", "", (720, 1080)),
        ("evening", "", "", (1080, 1440)),
        ("morning", "09:00", "11:30", (540, 690)),
        ("morning", "09:00", "", (540, 720)),
        ("afternoon", "", "16:00", (720, 960)),
        ("morning", "14:00", "15:00", (840, 900)),  # times tell better than the half
        ("morning", "14:00", "", (840, 1440)),
        ("evening", "", "17:00", (0, 1020)),
        ("", "20:00", "", (1200, 1440)),
    ],
)
def test_the_time_a_session_takes(half, begins, ends, span):
    assert span_of(half, begins, ends) == DaySpan(*span)


@given(st.sampled_from(HALVES), TIMES, TIMES, st.sampled_from(HALVES), TIMES, TIMES)
def test_to_clash_is_mutual(half, begins, ends, other_half, other_begins, other_ends):
    one, other = span_of(half, begins, ends), span_of(other_half, other_begins, other_ends)
    assert one.meets(other) is other.meets(one)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({"half": "morning"}, {"half": "afternoon"}, False),
        ({"half": "morning"}, {}, True),
        ({"begins": "09:00", "ends": "10:00"}, {"begins": "10:00", "ends": "11:00"}, False),
        ({"begins": "09:00", "ends": "10:01"}, {"begins": "10:00", "ends": "11:00"}, True),
        ({"half": "morning"}, {"begins": "11:30", "ends": "13:00"}, True),
        ({"half": "morning"}, {"half": "morning", "day": date(2023, 3, 2)}, False),
    ],
)
def test_a_lecturer_at_two_times(one, other, meet):
    teacher = teachers_of("王祯")
    pair = booking(teachers=teacher, **one), booking(2, 2, teachers=teacher, **other)
    assert [clash.kind for clash in clashes_between(*pair)] == ([ClashKind.LECTURER] if meet else [])


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Teacher("王祯"), Teacher("王祯"), True),
        (Teacher("王祯", "person 1"), Teacher("王祯", "lecturer 2"), False),  # namesakes
        (Teacher("王祯", "person 1"), Teacher("王祯（中院）", "person 1"), True),
        (Teacher("王祯", "person 1"), Teacher("王祯"), True),  # only the name was written down
        (Teacher("阿拉坦·巴特尔"), Teacher("阿拉坦•巴特尔"), True),
        (Teacher("王祯"), Teacher("王震"), False),
    ],
)
def test_who_is_the_same_lecturer(one, other, same):
    assert one.is_also(other) is other.is_also(one) is same


def test_several_names_in_one_cell():
    assert teachers_of("王祯、李静/ 张三；") == (Teacher("王祯"), Teacher("李静"), Teacher("张三"))
    assert teachers_of("王祯", "person 1", "王祯") == (Teacher("王祯", "person 1"),)
    assert teachers_of("") == ()


@pytest.mark.parametrize(
    ("venue", "own", "room"),
    [
        ("中院三楼会议室", False, True),
        ("第一审判庭", False, True),
        ("402", False, True),
        ("呼和浩特", False, False),
        ("内蒙古法官学院", False, False),
        ("内蒙古法官学院", True, True),  # named by the session itself
        ("法官学院网络培训平台", True, False),
        ("腾讯会议室", True, False),
        ("各法院会议室", True, False),
        ("", True, False),
    ],
)
def test_what_is_a_room(venue, own, room):
    assert bool(booking(venue=venue, own_place=own).room) is room


@pytest.mark.parametrize(
    ("venue", "courts", "clash"),
    [
        ("三楼会议室", (1, 1), True),
        ("三楼会议室", (1, 2), False),
        ("三楼会议室", (1, None), True),
        ("青山法院三楼会议室", (1, 2), True),
    ],
)
def test_a_room_of_one_court_is_none_of_another(venue, courts, clash):
    one, other = (booking(key, key, venue=venue, court=court) for key, court in enumerate(courts, 1))
    assert [each.kind for each in clashes_between(one, other)] == ([ClashKind.VENUE] if clash else [])


def test_groups_of_one_event_share_a_room_but_no_lecturer():
    one, other = (booking(key, 1, venue="三楼会议室", teachers=teachers_of("王祯")) for key in (1, 2))
    assert [each.kind for each in clashes_between(one, other)] == [ClashKind.LECTURER]


def test_what_clashes_is_told_from_both_sides():
    one = booking(1, 1, half="morning", teachers=teachers_of("王祯"))
    when = {"half": "morning", "begins": "09:00", "ends": "11:30"}
    other = booking(2, 2, **when, subject="财产查控", teachers=teachers_of("王祯"))
    (clash,) = clashes_among([one, other])
    assert clash.words == "授课人王祯：“班1”3月1日 上午 与“班2”3月1日 上午 9:00–11:30（财产查控） 时间重叠"
    assert clash.against(one) == "授课人王祯同时安排在“班2”3月1日 上午 9:00–11:30（财产查控），请核对。"
    assert clash.against(other) == "授课人王祯同时安排在“班1”3月1日 上午，请核对。"


def test_clashes_come_by_days():
    late = [booking(key, key, day=date(2023, 3, 9), venue="一楼大厅") for key in (1, 2)]
    early = [booking(key, key, day=date(2023, 3, 2), venue="一楼大厅") for key in (3, 4, 5)]
    found = [(each.one.key, each.other.key) for each in clashes_among([*late, *early])]
    assert found == [(3, 4), (3, 5), (4, 5), (1, 2)]


def test_the_first_day_two_events_have_in_common():
    second = date(2023, 3, 2)
    one = {DAY: [DaySpan(0, 720)], second: [DaySpan(0, 720)]}
    assert common_day(one, {DAY: [DaySpan(720, 1080)], second: [DaySpan(600, 700)]}) == second
    assert common_day(one, {DAY: [DaySpan(720, 1080)]}) is None
    assert common_day({}, one) is None


def test_when_in_words():
    assert when_words(DAY, "morning", "09:00", "11:30") == "3月1日 上午 9:00–11:30"
    assert when_words(DAY, "", "", "11:30") == "3月1日 11:30"
    assert when_words(DAY) == "3月1日"
