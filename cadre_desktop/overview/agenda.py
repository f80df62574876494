"""What is coming in the next 30 days, and what is overdue."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseStatus
from cadre_desktop.kit.language import _
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import RETIREMENT_BASE, PersonStatus, Sex, retirement_month
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rules import RotationStatus
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance

AHEAD = 30
"""Days looked ahead."""


@dataclass(frozen=True)
class Item:
    """One line of the agenda: the day, what it is, and the record that opens."""

    day: date
    text: str
    kind: str
    key: int


def coming(today: date) -> list[Item]:
    """What begins between today and 30 days from now, by day."""
    last = today + timedelta(days=AHEAD)
    found = [*_courses_coming(today, last), *_welfare_coming(today, last), *_rotations_coming(today, last)]
    found += [*_contests_coming(today, last), *_retiring(today, last)]
    return sorted(found, key=lambda item: item.day)


def overdue(today: date) -> list[Item]:
    """What should have been finished, oldest first."""
    found = [*_courses_overdue(today), *_welfare_overdue(today), *_rotations_overdue(today), *_contests_overdue(today)]
    return sorted(found, key=lambda item: item.day)


def _courses_coming(today: date, last: date) -> Iterator[Item]:
    open_states = (CourseStatus.PLANNED, CourseStatus.RUNNING)
    query = Course.select().where(Course.starts.between(today, last), Course.status.in_(open_states))
    for course in query:
        yield Item(course.starts, _("开班：{title}").format(title=course.title), "courses", course.id)


def _courses_overdue(today: date) -> Iterator[Item]:
    open_states = (CourseStatus.PLANNED, CourseStatus.RUNNING)
    for course in Course.select().where(Course.starts < today, Course.status.in_(open_states)):
        ended = course.ends or course.starts
        if ended < today:
            yield Item(ended, _("未结班：{title}").format(title=course.title), "courses", course.id)


def _welfare_coming(today: date, last: date) -> Iterator[Item]:
    for event in WelfareEvent.select().where(WelfareEvent.starts.between(today, last)):
        yield Item(event.starts, _("活动：{title}").format(title=event.title), "welfare-events", event.id)


def _welfare_overdue(today: date) -> Iterator[Item]:
    waiting = Participant.select(Participant.event).where(Participant.attendance == Attendance.INVITED)
    for event in WelfareEvent.select().where(WelfareEvent.starts < today, WelfareEvent.id.in_(waiting)):
        ended = event.ends or event.starts
        if ended < today:
            yield Item(ended, _("未登记参加情况：{title}").format(title=event.title), "welfare-events", event.id)


def _rotations_coming(today: date, last: date) -> Iterator[Item]:
    query = Rotation.select().where(Rotation.planned.between(today, last), Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        yield Item(rotation.planned, _("轮岗：{name}").format(name=rotation.person.name), "rotations", rotation.id)


def _rotations_overdue(today: date) -> Iterator[Item]:
    query = Rotation.select().where(Rotation.planned < today, Rotation.status == RotationStatus.PLANNED)
    for rotation in query:
        text = _("轮岗未落实：{name}").format(name=rotation.person.name)
        yield Item(rotation.planned, text, "rotations", rotation.id)


def _contests_coming(today: date, last: date) -> Iterator[Item]:
    for contest in Contest.select().where(Contest.starts.between(today, last)):
        assert contest.starts is not None
        yield Item(contest.starts, _("竞赛：{name}").format(name=contest.name), "contests", contest.id)


def _contests_overdue(today: date) -> Iterator[Item]:
    for contest in Contest.select().where(Contest.ends < today, Contest.status != ContestStatus.SEALED):
        assert contest.ends is not None
        yield Item(contest.ends, _("未封存：{name}").format(name=contest.name), "contests", contest.id)


def _retiring(today: date, last: date) -> Iterator[Item]:
    """Serving people who reach their retirement month; nobody below 54 has to be looked at."""
    query = Person.select().where(
        Person.status == PersonStatus.SERVING, Person.sex != "", Person.born < f"{today.year - 53}"
    )
    for person in query:
        assert person.born is not None
        month = retirement_month(person.born, RETIREMENT_BASE[Sex(person.sex)])
        if today.replace(day=1) <= month <= last:
            text = _("到龄退休：{name}（{court}）").format(name=person.name, court=person.court.short_name)
            yield Item(max(month, today), text, "people", person.id)
