"""What is keyed or pasted of presence, times of sessions, hours missed, quotas."""

from datetime import date
from fractions import Fraction

import pytest

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.name_list.quota_rules import QuotaLine, quota_words
from cadre_desktop.people.name_list.rules import (
    Half,
    LeaveKind,
    PresenceMark,
    PresenceState,
    half_of,
    hours_missed,
    planned_slots,
    read_places,
    read_said,
    read_time,
    session_hours,
    session_problems,
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        *((text, PresenceMark(PresenceState.PRESENT)) for text in ("1", "√", "✓", "到", " 到场 ", "Y")),
        *((text, PresenceMark(PresenceState.LATE)) for text in ("2", "t", "迟", "△")),
        *((text, PresenceMark(PresenceState.EARLY)) for text in ("5", "e", "早", "早退")),
        *((text, PresenceMark(PresenceState.LEAVE)) for text in ("3", "L", "假", "请假")),
        *((text, PresenceMark(PresenceState.ABSENT)) for text in ("4", "a", "X", "×", "缺", "旷课")),
        *((text, PresenceMark(PresenceState.LEAVE, LeaveKind.OFFICIAL)) for text in ("g", "公", "公假", "出差")),
        *((text, PresenceMark(PresenceState.LEAVE, LeaveKind.SICK)) for text in ("b", "病假")),
        *((text, PresenceMark(PresenceState.LEAVE, LeaveKind.PERSONAL)) for text in ("S", "事")),
        *((text, None) for text in ("", "  ", "0", "—", "-")),
    ],
)
def test_a_cell_is_read_as_people_write_it(text, said):
    assert read_said(text) == said


def test_every_sign_of_the_grid_can_be_pasted_again():
    states = [state for state in PresenceState if state is not PresenceState.EXPECTED]
    everything = [*map(PresenceMark, states), *(PresenceMark(PresenceState.LEAVE, kind) for kind in LeaveKind)]
    assert [read_said(said.sign) for said in everything] == everything
    assert len({said.sign for said in everything}) == len(everything)


@pytest.mark.parametrize("text", ["8", "待", "待补", "张三", "√√"])
def test_what_means_nothing_is_refused_with_what_to_write(text):
    with pytest.raises(Unclear, match=f"“{text}”看不懂，请写"):
        read_said(text)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("9:00", "09:00"),
        ("9：30", "09:30"),
        ("14点半", "14:30"),
        ("9点", "09:00"),
        ("0930", "09:30"),
        ("8时15分", "08:15"),
        ("", ""),
        ("9", "09:00"),
    ],
)
def test_times_are_read_as_people_write_them(text, time):
    assert read_time(text) == time


@pytest.mark.parametrize("text", ["25:00", "9:75", "上午", "9:0:0", "930"])
def test_what_is_no_time_is_refused(text):
    with pytest.raises(Unclear, match="不是时间"):
        read_time(text)


@pytest.mark.parametrize(
    ("begins", "ends", "half"),
    [
        ("", "", ""),
        ("", "17:30", ""),
        ("09:00", "", "morning"),
        ("09:00", "12:30", "morning"),
        ("09:00", "17:30", ""),
        ("11:30", "14:00", "morning"),
        ("12:00", "17:30", "afternoon"),
        ("18:00", "21:00", "evening"),
    ],
)
def test_the_half_follows_from_the_times(begins, ends, half):
    assert half_of(begins, ends) == half


def test_a_session_ends_after_it_begins_and_has_half_hours():
    assert [problem.field for problem in session_problems("09:00", "09:00", 3)] == ["ends", "hours"]
    assert list(session_problems("09:00", "11:30", 25)) == []
    assert list(session_problems("", "11:30", None)) == []


def test_slots_are_planned_for_every_day():
    halves = (Half.MORNING, Half.AFTERNOON)
    slots = planned_slots(date(2023, 3, 3), date(2023, 3, 6), halves, weekends=False)
    assert [(slot.day.day, slot.half) for slot in slots] == [
        (3, "morning"),
        (3, "afternoon"),
        (6, "morning"),
        (6, "afternoon"),
    ]
    assert len(planned_slots(date(2023, 3, 3), date(2023, 3, 6), (), weekends=True)) == 4
    assert len(planned_slots(date(2023, 3, 3), None, (), weekends=True)) == 1


def test_hours_not_given_are_shared_and_missed_ones_go_by_half_hours():
    hours = session_hours({1: 40, 2: None, 3: None, 4: None}, 140)
    assert (hours[1], hours[2]) == (40, Fraction(100, 3))
    assert hours_missed(hours, [2], 140) == 35
    assert hours_missed(hours, [1, 2, 3, 4], 140) == 140
    assert hours_missed(hours, [], 140) == 0
    assert session_hours({1: 200, 2: None}, 140)[2] == 0
    assert hours_missed(session_hours({1: 200}, 140), [1], 140) == 140


def test_quotas_tell_who_has_too_many_and_too_few():
    lines = [
        QuotaLine(1, "昆区", 3, 1),
        QuotaLine(2, "青山", 2, 3),
        QuotaLine(3, "石拐", 2, 2),
        QuotaLine(4, "中院", None, 0),
    ]
    assert quota_words(lines) == "青山超 1 人，昆区差 2 人"
    assert quota_words([QuotaLine(1, "昆区", None, 5)]) == ""
    assert "没有分配名额" in quota_words([*lines, QuotaLine(5, "东河", None, 1)])


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("3、17、20-22", [3, 17, 20, 21, 22]),
        ("第3号，17号 20至22号", [3, 17, 20, 21, 22]),
        ("２０～２２；3 3", [3, 20, 21, 22]),
        ("5 - 7", [5, 6, 7]),
        ("80", [80]),
        ("  ", []),
    ],
)
def test_numbers_of_a_signed_sheet_are_read_as_people_write_them(text, numbers):
    assert read_places(text, 80) == numbers


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3、81", "只有 1 到 80 号，没有 81 号"),
        ("78-90", "没有 78-90 号"),
        ("0", "没有 0 号"),
        ("22-20", "“22-20”不是序号"),
        ("3、王祯", "“王祯”不是序号"),
        ("-3", "不是序号"),
    ],
)
def test_a_wrong_number_is_told_and_nothing_is_taken(text, words):
    with pytest.raises(Unclear, match=words) as told:
        read_places(text, 80)
    assert "没有登记任何人" in str(told.value)
