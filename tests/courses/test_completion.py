"""Marks as people write them, and who completes a course by its rule: every branch."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.courses.completion import (
    ATTENDED,
    CompletionRule,
    Taken,
    attended_share,
    has_passed,
    mark_problem,
    outcome_of,
    read_mark,
)
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.problems import Unclear

RULE, EXAM = CompletionRule(140), CompletionRule(140, pass_mark="60")


@pytest.mark.parametrize(
    ("text", "needed", "passed"),
    [
        ("60", "60", True),
        ("59.5", "60", False),
        ("９２ 分", "60分", True),
        ("优秀", "60", True),
        ("合格", "60", True),
        ("不及格", "60", False),
        ("缺考", "60", False),
        ("良好", "良好", True),
        ("合格", "良好", False),
        ("免考", "合格", True),
    ],
)
def test_a_mark_is_measured_by_the_pass_mark(text, needed, passed):
    assert has_passed(text, needed) is passed


@pytest.mark.parametrize("text", ["八十", "85/100", "-5", "1e3", "1000.5", "?", ""])
def test_what_is_no_mark_is_told_with_what_to_write(text):
    with pytest.raises(Unclear, match="不是成绩，请写分数"):
        read_mark(text)


def test_points_cannot_be_measured_by_a_word():
    with pytest.raises(Unclear, match="请先把合格分数改为分数"):
        has_passed("85", "合格")


@pytest.mark.parametrize(
    ("rule", "taken", "status", "words"),
    [
        (RULE, Taken(), EnrolmentStatus.COMPLETED, "全勤"),
        (RULE, Taken(20, 20), EnrolmentStatus.COMPLETED, "出勤 12 学时"),
        (RULE, Taken(25, 25), EnrolmentStatus.WITHDRAWN, "请假 2.5 学时，超过总学时的 1/7"),
        (RULE, Taken(25, 0), EnrolmentStatus.FAILED, "出勤 11.5 学时，不到总学时 14 的 6/7"),
        (RULE, Taken(140, 0), EnrolmentStatus.ABSENT, "全部 14 学时缺课"),
        (RULE, Taken(999, 999), EnrolmentStatus.ABSENT, "全部 14 学时缺课"),
        (CompletionRule(140, Fraction(4, 5)), Taken(28), EnrolmentStatus.COMPLETED, "出勤 11.2 学时"),
        (CompletionRule(140, Fraction(4, 5)), Taken(30), EnrolmentStatus.FAILED, "不到总学时 14 的 4/5"),
        (EXAM, Taken(result="60"), EnrolmentStatus.COMPLETED, "全勤，成绩 60"),
        (EXAM, Taken(result="59"), EnrolmentStatus.FAILED, "成绩 59，低于合格分数 60，没有补考"),
        (EXAM, Taken(result="59", retake="61"), EnrolmentStatus.COMPLETED, "全勤，补考 61"),
        (EXAM, Taken(result="缺考", retake="40"), EnrolmentStatus.FAILED, "成绩 缺考、补考 40，低于合格分数 60"),
        (EXAM, Taken(), None, "没有成绩"),
        (EXAM, Taken(result="八十"), None, "不是成绩"),
        (EXAM, Taken(25, 25, "95"), EnrolmentStatus.WITHDRAWN, "请假"),
        (CompletionRule(0), Taken(), EnrolmentStatus.COMPLETED, "全勤"),
    ],
)
def test_who_completes_a_course_by_its_rule(rule, taken, status, words):
    outcome = outcome_of(rule, taken)
    assert outcome.status is status
    assert words in outcome.reason


@pytest.mark.parametrize(
    ("course", "court", "share"),
    [("", "", ATTENDED), ("4/5", "", Fraction(4, 5)), ("", "9/10", Fraction(9, 10)), ("1/1", "4/5", Fraction(1))],
)
def test_the_share_is_that_of_the_course_else_of_the_court(course, court, share):
    assert attended_share(course, court) == share


@pytest.mark.parametrize("text", ["80%", "5/4", "0/0", "多数"])
def test_a_share_that_is_none_is_told(text):
    with pytest.raises(Unclear, match="结业出勤比例应写成"):
        attended_share(text)


@pytest.mark.parametrize(
    ("result", "retake", "words"),
    [
        ("85", "", ""),
        ("", "", ""),
        ("55", "70", ""),
        ("缺考", "70", ""),
        ("", "70", "只有补考成绩"),
        ("85", "90", "不用补考"),
        ("好", "", "不是成绩"),
        ("55", "好", "不是成绩"),
    ],
)
def test_marks_that_do_not_fit_are_told(result, retake, words):
    found = mark_problem(result, retake, "60")
    assert words in found and bool(found) is bool(words)


@given(st.integers(1, 400), st.integers(0, 400), st.integers(0, 400))
def test_more_missed_never_helps(hours, missed, more):
    """Whoever completes a course after missing more completes it after missing less."""
    rule = CompletionRule(hours * 5)
    later = outcome_of(rule, Taken((missed + more) * 5, (missed + more) * 5)).status
    earlier = outcome_of(rule, Taken(missed * 5, missed * 5)).status
    assert later is not EnrolmentStatus.COMPLETED or earlier is EnrolmentStatus.COMPLETED
