"""Who is admitted to child care and why, who goes into which class, and who came how often."""

from datetime import date

import pytest

from cadre_desktop.welfare.child_care.grades import grade_text, read_grade
from cadre_desktop.welfare.child_care.rules import (
    Applicant,
    Attended,
    ClassRoom,
    Enrolled,
    admission,
    attended,
    deal_classes,
    odd_age,
    usual_deletion,
)


def verdicts(*applicants, capacity=None, least=70_000):
    return {each.number: (each.state, each.reason) for each in admission(applicants, capacity, least)}


def test_hardship_goes_before_single_parent_before_both_in_court_before_who_came_first():
    found = admission(
        [
            Applicant(1, 1, applied_at="2024-01-02 09:00"),
            Applicant(2, 2, both_in_court=True, applied_at="2024-01-05 09:00"),
            Applicant(3, 3, single_parent=True, both_in_court=True, applied_at="2024-01-06 09:00"),
            Applicant(4, 4, hardship=True, applied_at="2024-01-07 09:00"),
            Applicant(5, 5, applied_at="2024-01-01 09:00"),
            Applicant(6, 6, hardship=True, single_parent=True, applied_at="2024-01-06 09:00"),
            Applicant(7, 7),
        ],
        4,
        70_000,
    )
    assert [each.number for each in found] == [6, 4, 3, 2, 5, 1, 7]
    assert [each.reason for each in found] == [
        "困难家庭，第 1 位",
        "困难家庭，第 2 位",
        "单亲家庭，第 3 位",
        "双职工，第 4 位",
        "按报名先后，名额已满",
        "按报名先后，名额已满",
        "按报名先后，名额已满",
    ]
    assert [each.state for each in found] == [Enrolled.ADMITTED] * 4 + [Enrolled.WAITING] * 3


def test_who_lacks_something_is_not_admitted_and_takes_no_place():
    found = verdicts(
        Applicant(1, 1, hardship=True, consent=False),
        Applicant(2, 2, hardship=True, pick_ups=0),
        Applicant(3, 3, consent=False, pick_ups=0),
        Applicant(4, 4, pick_ups=0, leaves_alone=True),
        capacity=1,
    )
    assert found[1] == (Enrolled.APPLIED, "缺监护人同意，补齐后再录取")
    assert found[2] == (Enrolled.APPLIED, "缺接送人，补齐后再录取")
    assert found[3] == (Enrolled.APPLIED, "缺监护人同意、接送人，补齐后再录取")
    assert found[4][0] is Enrolled.ADMITTED


def test_who_came_less_than_asked_for_the_last_time_waits():
    found = verdicts(Applicant(1, 1, hardship=True, last=69_999), Applicant(2, 2, last=70_000), Applicant(3, 3))
    assert found[1] == (Enrolled.WAITING, "上期出勤 69%，低于 70%，本期不录取")
    assert found[2][0] is found[3][0] is Enrolled.ADMITTED


def test_who_is_admitted_keeps_the_place_and_who_left_is_left_out():
    found = verdicts(
        Applicant(1, 1, state=Enrolled.ADMITTED),
        Applicant(2, 2, state=Enrolled.WITHDRAWN, hardship=True),
        Applicant(3, 3, state=Enrolled.WAITING, hardship=True),
        Applicant(4, 4, hardship=True, applied_at="1"),
        capacity=2,
    )
    assert found.keys() == {3, 4}
    assert found[4] == (Enrolled.ADMITTED, "困难家庭，第 2 位")
    assert found[3] == (Enrolled.WAITING, "困难家庭，名额已满")
    assert verdicts(Applicant(1, 1, state=Enrolled.ADMITTED), Applicant(2, 2), capacity=0)[2][0] is Enrolled.WAITING
    assert verdicts(Applicant(2, 2))[2][0] is Enrolled.ADMITTED


def test_children_are_dealt_to_the_emptier_class_of_their_grade():
    low, lower, high = ClassRoom(10, 1, 3, 2), ClassRoom(11, 1, 3, 2, 1), ClassRoom(12, 4, None, None)
    dealt = deal_classes([(1, 1), (2, 2), (3, 3), (4, 3), (5, 6), (6, None), (7, 0)], [low, lower, high])
    assert dealt == {1: 10, 2: 10, 3: 11, 5: 12}
    assert deal_classes([(1, None), (2, 9)], [ClassRoom(1, None, None, None)]) == {1: 1, 2: 1}
    assert deal_classes([(1, 3)], [ClassRoom(1, None, 3, 1, 1)]) == {}


def test_days_of_leave_do_not_count_and_late_ones_are_counted():
    days = [("present", True), ("present", True), ("present", True), ("absent", False), ("excused", False)]
    found = attended(days)
    assert found == Attended(3, 4, 3) and found.share == 75_000 and found.often_late
    assert attended([]).share is None and not attended(days[:2]).often_late


def test_what_is_known_goes_after_thirty_days():
    assert usual_deletion(date(2024, 2, 2)) == date(2024, 3, 3)


@pytest.mark.parametrize(
    ("written", "grade"),
    [
        ("三年级", 3),
        ("3", 3),
        ("3年级", 3),
        ("小学 六年级", 6),
        ("初一", 7),
        ("初中三年级", 9),
        ("高二", 11),
        ("12", 12),
        ("大班", 0),
        ("学前", 0),
        ("初四", None),
        ("小学七年级", None),
        ("13", None),
        ("三年级（2）班", 3),
        ("三年二班", 3),
        ("六年级下学期", 6),
        ("十二年级", 12),
        ("一百年级", None),
        ("3.5", None),
        ("毕业", None),
        ("", None),
    ],
)
def test_school_years_as_they_are_written(written, grade):
    assert read_grade(written) == grade


def test_school_years_as_they_are_shown():
    assert [grade_text(grade) for grade in (None, 0, 3)] == ["", "学前", "3 年级"]


@pytest.mark.parametrize(
    ("born", "words"),
    [
        (None, ""),
        (date(2015, 3, 1), ""),
        (date(2024, 3, 1), "晚于本期开始"),
        (date(2022, 3, 1), "1 岁"),
        (date(1990, 3, 1), "33 岁"),
    ],
)
def test_an_age_that_is_none_of_a_child_is_odd(born, words):
    found = odd_age(born, date(2023, 7, 10))
    assert words in found and bool(found) == bool(words)
    assert odd_age(born, None) == ""
