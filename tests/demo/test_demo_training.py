"""The demonstration court's courses: sessions that add up and clash with nothing, and who was there by the rule."""

from datetime import date
from typing import Any

import pytest

from cadre_desktop.courses.closing import decided_by_rule, enrolments_of, sheet_of
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus
from cadre_desktop.courses.timetable.course_times import courses_that_share, times_between
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.attending import sessions_of
from cadre_desktop.people.name_list.bookings import bookings_between
from cadre_desktop.people.name_list.clashes import clashes_among
from cadre_desktop.people.name_list.declaration import declared_lists
from cadre_desktop.people.name_list.lessons import lessons_of
from cadre_desktop.people.name_list.records import Lecturer, Presence
from cadre_desktop.people.name_list.rules import PresenceState, session_problems
from cadre_desktop.people.records import TrainingRecord
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.welfare.name_list import PARTICIPANTS

pytestmark = pytest.mark.xdist_group("demo")

FIRST, LAST = date(2023, 1, 1), date(2024, 12, 31)


def _closed() -> list[Any]:
    return list(Course.select().where(Course.status == CourseStatus.CLOSED).order_by(Course.starts))


def test_every_course_has_sessions_on_working_days_with_its_hours(demo: Store) -> None:
    calendar = work_calendar()
    for course in Course.select():
        sessions = [row for row in sessions_of(course.id) if not row.make_up]
        assert sum(row.hours for row in sessions) == course.hours, course.title
        assert all(course.starts <= row.day <= course.ends and calendar.is_worked(row.day) for row in sessions)
        assert all(row.title for row in sessions)
        assert [*(problem for row in sessions for problem in session_problems(row.begins, row.ends, row.hours))] == []
        assert sum(row.taught_by is None for row in sessions) <= 1  # what ends it is an examination, or everybody talks


def test_no_lecturer_and_no_room_is_taken_twice_by_courses_or_welfare_events(demo: Store) -> None:
    assert {ENROLMENTS, PARTICIPANTS} <= set(declared_lists())
    assert [clash.words for clash in clashes_among(bookings_between(FIRST, LAST))] == []


def test_nobody_is_in_two_courses_at_once_or_teaches_while_he_attends(demo: Store) -> None:
    courses = times_between(FIRST, LAST)
    assert [shared.words for shared in courses_that_share(courses)] == []
    own = list(Lecturer.select().where(Lecturer.person.is_null(False)))
    taught = 0
    for lecturer in own:
        lessons = lessons_of(lecturer).found
        taught += len(lessons)
        days = {lesson.day for lesson in lessons}
        attended = Course.select().join(Enrolment).where(Enrolment.person == lecturer.person)
        assert all(not (course.starts <= day <= course.ends) for course in attended for day in days), lecturer.name
    assert taught > 50


def test_who_completed_a_course_did_so_by_its_rule(demo: Store) -> None:
    """Of every third course: the rule says of everybody what closing has written, and the hours are those attended."""
    posted = {(row.source, row.__data__["person"]): row.hours for row in TrainingRecord.select()}
    for course in _closed()[::3]:
        sheet, rows = sheet_of(course), enrolments_of(course)
        assert sheet is not None and sheet.open_cells == 0
        for row in rows:
            completed = row.status == EnrolmentStatus.COMPLETED
            attended = course.hours - sheet.hours_missed(sheet.line_of[row.id]) if completed else None
            assert row.hours == attended == posted.get((course.id, row.__data__["person"]))
        assert sorted(decided_by_rule(demo, course)) == sorted(row.id for row in rows)


def test_attendance_is_of_all_kinds(demo: Store) -> None:
    states = {state: Presence.select().where(Presence.state == state).count() for state in PresenceState}
    made_up = Presence.select().where(Presence.makes_up.is_null(False)).count()
    assert all(states[state] for state in PresenceState if state is not PresenceState.EXPECTED)
    assert states[PresenceState.PRESENT] > 0.9 * sum(states.values())
    assert made_up
    outcomes = {row.status for row in Enrolment.select(Enrolment.status).distinct()}
    assert outcomes >= {"completed", "absent", "withdrawn", "failed"}


def test_over_a_hundred_went_on_one_of_two_study_trips_and_owe_a_report(demo: Store) -> None:
    trips = [course for course in _closed() if course.form == "study_trip"]
    assert len(trips) == 2
    completed = Enrolment.select(Enrolment.person).where(
        Enrolment.course.in_(trips), Enrolment.status == EnrolmentStatus.COMPLETED
    )
    assert len({row.__data__["person"] for row in completed}) > 100
    assert all(course.report_due is not None for course in trips)
