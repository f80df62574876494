"""Closing a course by its rule: what is missing, who completes it and why; reopening takes exactly that back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cadre_desktop.courses.actions import (
    close_course,
    enrol,
    open_enrolling,
    record_results,
    reopen_course,
    save_course,
    start_course,
)
from cadre_desktop.courses.certifying import issue_certificates
from cadre_desktop.courses.closing import closing_of
from cadre_desktop.courses.examining import Marks, record_marks
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.attending import make_up, plan_sessions, record_presence, save_session
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.people.name_list.rules import Half, PresenceMark, PresenceState
from cadre_desktop.people.records import TrainingRecord

HERE, AWAY, LEAVE = map(PresenceMark, (PresenceState.PRESENT, PresenceState.ABSENT, PresenceState.LEAVE))
EARLY = PresenceMark(PresenceState.EARLY)


@pytest.fixture
def sessions(court, course, people):
    """Four sessions of 3.5 hours each."""
    enrol(court, course, people.values())
    return plan_sessions(court, ENROLMENTS, course, (Half.MORNING, Half.AFTERNOON))


@pytest.fixture
def entries(sessions):
    return {row.person.name: row.id for row in Enrolment.select()}


def record(store, course, sessions, entries, **missed):
    """Everybody was there, but for what is said of somebody: a mark for each session."""
    cells = {(session, entry): HERE for session in sessions for entry in entries.values()}
    for name, marks in missed.items():
        cells |= {(session, entries[name]): mark for session, mark in zip(sessions, marks, strict=False)}
    record_presence(store, ENROLMENTS, course, cells)


def lines(store, course):
    return {line.name: line for line in closing_of(store, course).lines}


def messages(store, course):
    return [problem.message for problem in closing_of(store, course).problems]


def test_attendance_decides_who_completes_it(court, course, sessions, entries):
    record(court, course, sessions, entries, 王祯=[LEAVE], 李静=[AWAY], 单雄信=[AWAY] * 4, 欧阳文博=[EARLY])
    found = lines(court, course)
    assert {name: line.status.value for name, line in found.items()} == {
        "王祯": "withdrawn",
        "李静": "failed",
        "单雄信": "absent",
        "欧阳文博": "completed",
        "阿拉坦·巴特尔": "completed",
    }
    assert found["王祯"].reason == "请假 3.5 学时，超过总学时的 1/7"
    assert found["李静"].reason == "出勤 10.5 学时，不到总学时 14 的 6/7"
    assert close_course(court, course) == 2
    assert {row.person.name: row.hours for row in TrainingRecord.select()} == {"欧阳文博": 140, "阿拉坦·巴特尔": 140}
    assert {row.status for row in Enrolment.select()} == {"withdrawn", "failed", "absent", "completed"}


def test_the_share_of_the_course_lets_more_be_missed(court, course, sessions, entries):
    save_course(court, {"attended": "3/4"}, course.id)
    record(court, course, sessions, entries, 李静=[AWAY])
    line = lines(court, course)["李静"]
    assert (line.status.value, line.hours, line.reason) == ("completed", 105, "出勤 10.5 学时")


def test_the_share_of_the_court_counts_where_the_course_has_none(court, course, sessions, entries):
    court.set_setting("attended_share", "3/4")
    record(court, course, sessions, entries, 李静=[AWAY])
    assert lines(court, course)["李静"].status is EnrolmentStatus.COMPLETED


def test_a_wrong_share_is_told(court, course, sessions, entries):
    with court.step("以前的程序没有核对"):
        Course.update(attended="八成").execute()
    record(court, course, sessions, entries)
    assert messages(court, course) == ["结业出勤比例应写成“4/5”这样不大于 1 的分数，现为“八成”。"]


def test_unmarked_attendance_is_named_by_session(court, course, sessions, entries):
    record(court, course, sessions[1:], entries)
    assert messages(court, course) == ["3月1日 上午：李静、王祯、欧阳文博等 5 人的考勤没有登记；没有上的课次请删除。"]
    assert {line.reason for line in closing_of(court, course).lines} == {"考勤没有登记全，暂按出勤计算"}
    with pytest.raises(Refused, match="考勤没有登记"):
        close_course(court, course)
    assert TrainingRecord.select().count() == 0
    assert Course.by_key(course.id).status == CourseStatus.PLANNED


def test_of_who_has_left_no_attendance_is_asked(court, course, sessions, entries):
    record(court, course, sessions, {name: key for name, key in entries.items() if name != "王祯"})
    assert len(messages(court, course)) == 4
    record_results(court, [entries["王祯"]], status=EnrolmentStatus.WITHDRAWN)
    assert messages(court, course) == []


def test_what_was_made_up_counts_and_what_is_pending_is_told(court, course, sessions, entries):
    extra = save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 8), "make_up": True}).id
    record(court, course, sessions, entries, 李静=[AWAY])
    make_up(court, ENROLMENTS, [(sessions[0], entries["李静"])], extra)
    assert any("3月8日（补课）：李静的考勤没有登记" in text for text in messages(court, course))
    record_presence(court, ENROLMENTS, course, {(extra, entries["李静"]): HERE})
    assert (messages(court, course), lines(court, course)["李静"].hours) == ([], 140)


def test_marks_decide_where_there_is_a_pass_mark(court, course, sessions, entries):
    save_course(court, {"pass_mark": "60"}, course.id)
    record(court, course, sessions, entries)
    assert messages(court, course) == ["李静、王祯、欧阳文博等 5 人：没有成绩；没有参加考试的请写“缺考”。"]
    marks = dict.fromkeys(entries.values(), Marks("85"))
    marks |= {entries["王祯"]: Marks("55", "62"), entries["单雄信"]: Marks("缺考")}
    assert record_marks(court, course, marks) == 5
    close_course(court, course)
    assert {row.person.name: row.result for row in TrainingRecord.select()} == {
        "王祯": "补考 62",
        "李静": "85",
        "欧阳文博": "85",
        "阿拉坦·巴特尔": "85",
    }


def test_who_was_marked_by_hand_stays_so_and_the_rule_is_told(court, course, sessions, entries):
    record(court, course, sessions, entries, 李静=[AWAY] * 2)
    record_results(court, [entries["李静"]], status=EnrolmentStatus.COMPLETED, overrule=True)
    line = lines(court, course)["李静"]
    assert (line.status.value, line.hours, line.by_hand) == ("completed", 70, True)
    assert line.reason == "已标记结业；按规则：出勤 7 学时，不到总学时 14 的 6/7"


def test_reopening_takes_exactly_back_what_closing_did(court, course, sessions, entries):
    record(court, course, sessions, entries, 王祯=[LEAVE], 李静=[AWAY] * 2)
    record_results(court, [entries["李静"]], status=EnrolmentStatus.COMPLETED, overrule=True)
    before = state()
    close_course(court, course)
    reopen_course(court, course, "漏记")
    assert state() == before
    record_presence(court, ENROLMENTS, course, {(sessions[0], entries["王祯"]): HERE})
    close_course(court, course)
    assert {row.status for row in Enrolment.select()} == {"completed"}


def test_who_holds_a_certificate_has_to_complete_it(court, course, sessions, entries):
    record(court, course, sessions, entries)
    close_course(court, course)
    issue_certificates(court, course)
    reopen_course(court, course, "漏记")
    record_presence(court, ENROLMENTS, course, {(sessions[0], entries["王祯"]): AWAY})
    assert messages(court, course) == ["王祯已发结业证书，现在却不能结业，请先作废证书。"]


def test_hours_of_sessions_that_make_another_sum_are_told(court, course, sessions, entries):
    for session in sessions:
        save_session(court, ENROLMENTS, course, {"day": date(2023, 3, 1), "hours": 30}, session)
    record(court, course, sessions, entries)
    assert closing_of(court, course).notes == ("各课次学时合计 12，班次学时 14，按班次学时计算。",)


def test_closing_twice_is_told(court, course, sessions, entries):
    record(court, course, sessions, entries)
    close_course(court, course)
    with pytest.raises(Refused, match="已结班"):
        close_course(court, course)


def test_enrolling_begins_once(court, course):
    open_enrolling(court, course)
    assert Course.by_key(course.id).status == CourseStatus.ENROLLING
    with pytest.raises(Refused, match="不用再开放报名"):
        open_enrolling(court, course)
    start_course(court, course)
    assert Course.by_key(course.id).status == CourseStatus.RUNNING


def test_marks_are_recorded_all_or_none(court, course, sessions, entries):
    save_course(court, {"pass_mark": "60"}, course.id)
    with pytest.raises(Refused, match="王祯：“八十”不是成绩"):
        record_marks(court, course, {entries["李静"]: Marks("85"), entries["王祯"]: Marks("八十")})
    assert {row.result for row in Enrolment.select()} == {""}
    with pytest.raises(Refused, match="不在这个班次的名单上"):
        record_marks(court, course, {course.id: Marks("85")})


def state():
    rows = Enrolment.select().order_by(Enrolment.id)
    return [(row.id, row.status, row.leave, row.hours, row.result, row.retake) for row in rows]


def sums():
    posted = TrainingRecord.select().order_by(TrainingRecord.person)
    return [(row.person.id, row.hours, row.result, row.online) for row in posted]


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_close_reopen_close_gives_the_same_sums(court, course, sessions, entries, data):
    """Whatever was recorded, and what closing was said to come to is what it comes to."""
    with court.step("重来"):
        Presence.delete().execute()
    marks = st.sampled_from([HERE, HERE, AWAY, LEAVE, EARLY])
    cells = {(session, entry): data.draw(marks) for session in sessions for entry in entries.values()}
    record_presence(court, ENROLMENTS, course, cells)
    before, forecast = state(), closing_of(court, course)
    close_course(court, course)
    first, closed = sums(), state()
    assert sum(hours for _person, hours, _result, _online in first) == forecast.hours
    assert len(first) == forecast.completed
    reopen_course(court, course, "核对")
    assert (sums(), state()) == ([], before)
    close_course(court, course)
    assert (sums(), state()) == (first, closed)
    reopen_course(court, course, "再来")
