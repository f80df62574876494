"""When courses take place, and who is in two of them at the same time.

A course takes the times of its sessions, or without any all of its days; an online course without sessions takes none,
since everybody learns when he can. Sessions for making something up are for few and are left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations
from typing import NamedTuple

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus
from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.actions import some_names
from cadre_desktop.people.name_list.clashes import DaySpan, Times, common_day, span_of
from cadre_desktop.people.name_list.rules import when_words

_ALL_DAY = span_of("", "", "")
_ELSEWHERE = (EnrolmentStatus.WAITING, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.ABSENT)
"""States of those who are enrolled and not there."""
_HELD = f"c.status <> '{CourseStatus.CANCELLED.value}'"
_NOT_THERE = ", ".join(f"'{status.value}'" for status in _ELSEWHERE)


class CourseTimes(NamedTuple):
    """A course with the times it takes."""

    key: int
    title: str
    times: Times


class InTwo(NamedTuple):
    """Somebody who is in another course at the same time; `day` is the first one on which that is so."""

    person: int
    name: str
    other: int
    title: str
    day: date

    @property
    def words(self) -> str:
        """王祯（“书记员培训班”3月2日）."""
        return _("{name}（{title}{day}）").format(name=self.name, title=quoted(self.title), day=when_words(self.day))


class SharedPeople(NamedTuple):
    """Two courses at the same time that have people in common."""

    one: CourseTimes
    other: CourseTimes
    day: date
    names: tuple[str, ...]

    @property
    def words(self) -> str:
        """王祯、李静：同时在“甲班”和“乙班”（3月2日）."""
        text = _("{names}：同时在{one}和{other}（{day}）")
        names, day = some_names(self.names), when_words(self.day)
        return text.format(names=names, one=quoted(self.one.title), other=quoted(self.other.title), day=day)


def times_between(first: date, last: date, *courses: int) -> list[CourseTimes]:
    """The courses (of these keys, or all) that take any time from one day to another, with all their times; what was
    called off takes none."""
    only = f" AND c.id IN ({', '.join('?' * len(courses))})" if courses else ""
    rows = database.rows(
        "SELECT c.id, c.title, c.starts, coalesce(c.ends, c.starts), c.form FROM course c"
        f" WHERE c.starts <= ? AND coalesce(c.ends, c.starts) >= ? AND {_HELD}{only}"
        " ORDER BY c.starts, c.id",
        last.isoformat(),
        first.isoformat(),
        *courses,
    )
    sessions = _sessions(first, last, courses)
    found = []
    for key, title, starts, ends, form in rows:
        times: Times = sessions.get(key) or {}
        if not times and form != CourseForm.ONLINE:
            times = _whole_days(date.fromisoformat(starts), date.fromisoformat(ends))
        if times:
            found.append(CourseTimes(key, title, times))
    return found


def _sessions(first: date, last: date, courses: Sequence[int]) -> dict[int, dict[date, list[DaySpan]]]:
    only = f" AND c.id IN ({', '.join('?' * len(courses))})" if courses else ""
    rows = database.rows(
        "SELECT s.event, s.day, s.half, s.begins, s.ends FROM session s JOIN course c ON c.id = s.event"
        f" WHERE c.starts <= ? AND coalesce(c.ends, c.starts) >= ? AND NOT s.make_up{only}",
        last.isoformat(),
        first.isoformat(),
        *courses,
    )
    found: dict[int, dict[date, list[DaySpan]]] = defaultdict(lambda: defaultdict(list))
    for event, day, half, begins, ends in rows:
        found[event][date.fromisoformat(day)].append(span_of(half, begins, ends))
    return found


def _whole_days(first: date, last: date) -> dict[date, list[DaySpan]]:
    return {first + timedelta(days=number): [_ALL_DAY] for number in range((last - first).days + 1)}


def in_two_courses(course: Course, people: Iterable[int] | None = None) -> list[InTwo]:
    """Who of these people (keys), or of those enrolled in a course, is in another one at the same time, by name."""
    first, last = course.starts, course.ends or course.starts
    own = next(iter(times_between(first, last, course.id)), None)
    if own is None:
        return []
    others = {other.key: (other, common_day(own.times, other.times)) for other in times_between(first, last)}
    meeting = {key: (other, day) for key, (other, day) in others.items() if day is not None and key != course.id}
    if not meeting:
        return []
    marks = ", ".join("?" * len(meeting))
    rows = database.rows(
        f"SELECT e.person_id, p.name, e.course_id FROM enrolment e JOIN person p ON p.id = e.person_id"
        f" WHERE e.course_id IN ({marks}) AND e.status NOT IN ({_NOT_THERE}) ORDER BY p.pinyin, p.id",
        *meeting,
    )
    wanted = set(people) if people is not None else _enrolled([course.id]).keys()
    return [
        InTwo(person, name, other, meeting[other][0].title, day)
        for person, name, other in rows
        if person in wanted and (day := meeting[other][1]) is not None
    ]


def _enrolled(courses: Sequence[int]) -> dict[int, set[int]]:
    """Who is in these courses: by person the keys of them."""
    marks = ", ".join("?" * len(courses))
    found: dict[int, set[int]] = defaultdict(set)
    for person, course in database.rows(
        f"SELECT person_id, course_id FROM enrolment WHERE course_id IN ({marks}) AND status NOT IN ({_NOT_THERE})",
        *courses,
    ):
        found[person].add(course)
    return found


def in_two_words(found: Sequence[InTwo]) -> str:
    """王祯（“书记员培训班”3月2日）、李静（…）等 12 人同时在别的班次, of each the first one; "" where nobody is."""
    first: dict[int, str] = {}
    for each in found:
        first.setdefault(each.person, each.words)
    return _("{who}同时在别的班次").format(who=some_names(list(first.values()))) if first else ""


def elsewhere_words(course: Course, people: Sequence[int]) -> str:
    """Who of these people would be in two courses at the same time, in a sentence; "" where nobody would."""
    return in_two_words(in_two_courses(course, people))


def courses_that_share(courses: Sequence[CourseTimes]) -> list[SharedPeople]:
    """Pairs of courses at the same time with people in common, by day. One query, however many there are."""
    pairs = [(a, b, day) for a, b in combinations(courses, 2) if (day := common_day(a.times, b.times)) is not None]
    keys = sorted({course.key for one, other, _day in pairs for course in (one, other)})
    if not keys:
        return []
    people: dict[int, set[int]] = defaultdict(set)
    for person, enrolled in _enrolled(keys).items():
        for key in enrolled:
            people[key].add(person)
    both = [(a, b, day, people[a.key] & people[b.key]) for a, b, day in pairs]
    names = _names({person for *_pair, common in both for person in common})
    found = [SharedPeople(a, b, day, tuple(names[key] for key in names if key in common)) for a, b, day, common in both]
    return sorted((each for each in found if each.names), key=lambda each: each.day)


def _names(people: set[int]) -> dict[int, str]:
    """By key the names, in the order of these."""
    if not people:
        return {}
    marks = ", ".join("?" * len(people))
    return dict(database.rows(f"SELECT id, name FROM person WHERE id IN ({marks}) ORDER BY pinyin, id", *people))
