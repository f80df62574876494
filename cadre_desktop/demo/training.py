"""The demonstration court's courses: the year 2023 whole (131 courses, 10,289 person-times), part of 2024."""

from collections import deque
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from cadre_desktop.courses.actions import close_course, enrol, open_enrolling, save_course, start_course
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.registers.reports import hand_in
from cadre_desktop.courses.registers.studies import StudyReport
from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.demo.attendance import PASS_MARK, TaughtSession, attend, examine
from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.demo.classes import PlannedClass, classes_of_2023, classes_of_2024
from cadre_desktop.demo.teaching import Diary, lessons_of_class, rooms_of, write_lecturers
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.rules import PersonStatus, StaffCategory

_MOST_LEAVING = 3
"""So many more than complete a course are enrolled at most."""
_NAMED = 3
"""So many lecturers are named with a course at most."""
_FEN_A_DAY, _TRIP_COSTS, _YUAN = 8_000, 5, 100
"""What a person costs on a day, how many times as much at a university, and what is reckoned in."""
_REPORT_DAYS, _REPORTS_OWED = 30, 2
"""When after a study trip a report is due, and how many are not handed in."""


class DemoTraining:
    """Runs one course after the other with the same people and lecturers: those of 2023, and those of 2024 up to the
    clock's last day; later ones are planned. `certify` gets each course whose holders get certificates."""

    def __init__(self, store: Store, clock: DemoClock, random: Random, certify: Callable[[Course], None]):
        self._store, self._clock, self._random, self._certify = store, clock, random, certify
        self._calendar = work_calendar()
        self._people = list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))
        self._teachers = write_lecturers(store, random, self._people)
        self._diary = Diary()
        self._travelled = set[int]()
        plans = classes_of_2023(random, self._calendar) + classes_of_2024(random, self._calendar)
        self._plans = deque(plans)

    def go_on(self, until: date = date.max) -> None:
        """Run the courses that begin before a day."""
        while self._plans and self._plans[0].starts < until:
            self._run(self._plans.popleft())

    def _run(self, plan: PlannedClass) -> None:
        """Plan a course, enrol people, record who was there and close it, as far as the last day has come."""
        store, random, last = self._store, self._random, self._clock.last
        self._clock.set(plan.starts - timedelta(days=7))
        days = [day for day in _days(plan) if self._calendar.is_worked(day)]
        lessons, course = self._planned(plan, days)
        sessions = self._scheduled(course, lessons)
        if plan.starts > last:
            if random.random() < 0.5:
                open_enrolling(store, course)
                enrol(store, course, self._sample(plan, days, plan.size))
            return
        rows = enrol(store, course, self._sample(plan, days, plan.size + random.randint(0, _MOST_LEAVING))).new
        self._clock.set(min(plan.ends + timedelta(days=1), last))
        if plan.ends >= last:
            start_course(store, course)
            return
        leaving = set(random.sample(rows, len(rows) - plan.size))
        staying = [row for row in rows if row not in leaving]
        attend(store, random, course, sessions, staying, sorted(leaving))
        if plan.is_examined:
            examine(store, random, course, staying)
        close_course(store, course)
        if plan.is_certified:
            self._certify(course)
        if course.report_due is not None:
            self._hand_in(course, course.report_due)

    def _planned(self, plan: PlannedClass, days: Sequence[date]) -> tuple[list[dict[str, Any]], Course]:
        """The lessons of a course, and the course."""
        rooms = rooms_of(plan)
        room = self._diary.room(self._random.sample(rooms, len(rooms)), days) if rooms else ""
        own_venue = room if plan.venue else ""
        lessons = lessons_of_class(self._random, self._diary, plan, days, self._teachers, own_venue)
        return lessons, save_course(self._store, _course(self._random, plan, plan.venue or room, lessons))

    def _scheduled(self, course: Course, lessons: Sequence[dict[str, Any]]) -> list[TaughtSession]:
        with self._store.step(f"“{course.title}”排课 {len(lessons)} 次"):
            keys = Session.add_many([{"event": course.id, **lesson} for lesson in lessons])
        return [TaughtSession(key, lesson["hours"]) for key, lesson in zip(keys, lessons, strict=True)]

    def _sample(self, plan: PlannedClass, days: Sequence[date], size: int) -> list[int]:
        """People (keys) a class is meant for who are free: judges for trips and professional classes more often than
        others; nobody goes on two trips."""
        people = self._people
        if plan.series is Series.PROFESSIONAL:
            people = [person for person in people if person.category != StaffCategory.JUDICIAL_ADMINISTRATIVE]
        if plan.form is CourseForm.STUDY_TRIP:
            people = [person for person in people if person.category == StaffCategory.JUDGE]
            people = [person for person in people if person.id not in self._travelled]
        chosen = sorted(person.id for person in self._random.sample(self._diary.free(people, days), size))
        self._diary.attend(chosen, days)
        if plan.form is CourseForm.STUDY_TRIP:
            self._travelled |= set(chosen)
        return chosen

    def _hand_in(self, course: Course, due: date) -> None:
        rows: Any = StudyReport.select(StudyReport.id).join(Enrolment).where(Enrolment.course == course)
        keys = [key for (key,) in rows.order_by(StudyReport.id).tuples()]
        hand_in(self._store, keys[_REPORTS_OWED:], due - timedelta(days=2))


def _days(plan: PlannedClass) -> list[date]:
    return [plan.starts + timedelta(days=number) for number in range(plan.days)]


def _course(random: Random, plan: PlannedClass, venue: str, lessons: Sequence[dict[str, Any]]) -> Values:
    lecturers = list(dict.fromkeys(lesson["lecturer"] for lesson in lessons if lesson["lecturer"]))
    values = {
        "title": plan.title,
        "series": plan.series,
        "form": plan.form,
        "online": plan.form is CourseForm.ONLINE,
        "starts": plan.starts,
        "ends": plan.ends,
        "hours": sum(lesson["hours"] for lesson in lessons),
        "place": venue,
        "lecturer": "、".join(lecturers[:_NAMED]) + ("等" if len(lecturers) > _NAMED else ""),
        "target": plan.target,
        "pass_mark": PASS_MARK if plan.is_examined else "",
        "cost": _cost(random, plan),
    }
    if plan.organiser:
        values["organiser"] = plan.organiser
    if plan.form is CourseForm.STUDY_TRIP:
        values["report_due"] = plan.ends + timedelta(days=_REPORT_DAYS)
    return values


def _cost(random: Random, plan: PlannedClass) -> int:
    """What a class costs, in fen."""
    fen = _FEN_A_DAY * plan.size * plan.days * (_TRIP_COSTS if plan.form is CourseForm.STUDY_TRIP else 1)
    return round(fen * random.uniform(0.9, 1.1) / _YUAN) * _YUAN
