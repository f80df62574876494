"""A month of training: courses and their sessions by day, working days, and what is in each other's way.

A handful of queries, however many sessions there are.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from cadre_desktop.courses.rules import CourseForm, CourseStatus
from cadre_desktop.courses.timetable.course_times import courses_that_share, times_between
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.bookings import bookings_between
from cadre_desktop.people.name_list.clashes import clashes_among, told_once
from cadre_desktop.people.name_list.rules import Half
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.working_days import SpecialDay

_WEEK = timedelta(days=7)


class Entry(NamedTuple):
    """A session of a course, or a day of a course without one (`session` is None); hours in tenths, as given.

    `starts` and `ends` are the days of the course.
    """

    course: int
    title: str
    status: str
    starts: date
    ends: date
    session: int | None = None
    half: str = ""
    begins: str = ""
    finishes: str = ""
    subject: str = ""
    lecturer: str = ""
    venue: str = ""
    hours: int | None = None
    make_up: bool = False
    online: bool = False

    @property
    def when(self) -> str:
        """9:00, or 上午; "" for a whole day."""
        return self.begins.removeprefix("0") or Half.table().label(self.half)

    @property
    def times(self) -> str:
        """上午 9:00–11:30, 全天."""
        span = "–".join(time.removeprefix("0") for time in (self.begins, self.finishes) if time)
        return " ".join(filter(None, (Half.table().label(self.half), span))) or _("全天")

    @property
    def about(self) -> str:
        """What it is: 财产查控（补课）, or the course's title where the session has none."""
        about = self.subject or self.title
        return _("{words}（补课）").format(words=about) if self.make_up else about


class MonthHint(NamedTuple):
    """What is in each other's way on a day, in a sentence, and the courses that it is about."""

    day: date
    words: str
    courses: tuple[int, ...]


@dataclass(frozen=True)
class Month:
    """What a month shows. `first` and `last` are the Monday and Sunday its weeks begin and end with, `special` the days
    on which it is otherwise than on other days of the week; `remark` says that a year is only estimated."""

    year: int
    number: int
    first: date
    last: date
    entries: Mapping[date, Sequence[Entry]] = field(default_factory=dict)
    hints: Sequence[MonthHint] = ()
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    worked: int = 0
    remark: str = ""

    @property
    def days(self) -> list[date]:
        """All days of its weeks."""
        return [self.first + timedelta(days=number) for number in range((self.last - self.first).days + 1)]

    def has(self, day: date) -> bool:
        """Whether a day is of the month itself."""
        return (day.year, day.month) == (self.year, self.number)

    def hints_of(self, day: date) -> Sequence[MonthHint]:
        """What is in each other's way on a day."""
        return self._hints.get(day, ())

    @cached_property
    def _hints(self) -> dict[date, list[MonthHint]]:
        """By day: cells that are drawn ask again and again."""
        found: dict[date, list[MonthHint]] = defaultdict(list)
        for hint in self.hints:
            found[hint.day].append(hint)
        return dict(found)

    def is_free(self, day: date) -> bool:
        """Whether nobody works on a day."""
        special = self.special.get(day)
        return day.weekday() > 4 if special is None else special.free

    @property
    def courses(self) -> int:
        """How many courses there are in the month itself."""
        return len({entry.course for day, entries in self.entries.items() if self.has(day) for entry in entries})

    @property
    def sessions(self) -> int:
        """How many sessions there are in the month itself."""
        own = (entries for day, entries in self.entries.items() if self.has(day))
        return sum(entry.session is not None for entries in own for entry in entries)


def weeks_of(year: int, month: int) -> tuple[date, date]:
    """The Monday and the Sunday with which the weeks of a month begin and end."""
    first, last = bounds(year, month)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def bounds(year: int, month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return date(year, month, 1), following - timedelta(days=1)


def empty_month(year: int, month: int) -> Month:
    """A month before it was read."""
    return Month(year, month, *weeks_of(year, month))


def read_month(year: int, month: int) -> Month:
    """A month as it is in the open file."""
    first, last = weeks_of(year, month)
    calendar = work_calendar()
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    special = {day: found for day in days if (found := calendar.special(day)) is not None}
    own_first, own_last = bounds(year, month)
    return Month(
        year,
        month,
        first,
        last,
        entries_between(first, last),
        tuple(_hints(first, last)),
        special,
        calendar.working_days(own_first, own_last),
        calendar.remark(own_first, own_last),
    )


def entries_between(first: date, last: date, course: int | None = None) -> dict[date, list[Entry]]:
    """Sessions and days without one of all courses (or of one) from one day to another, by day and time; a session on a
    day outside its course's is among them, what was called off is not. Online courses without sessions are there on
    the days on which they begin and end."""
    found: dict[date, list[Entry]] = defaultdict(list)
    for day, entry in _session_entries(first, last, course):
        found[day].append(entry)
    taught = {(entry.course, day) for day, entries in found.items() for entry in entries}
    for entry in _course_entries(first, last, course):
        number = (entry.ends - entry.starts).days
        for day in (entry.starts + timedelta(days=passed) for passed in range(number + 1)):
            seen = not entry.online or day in (entry.starts, entry.ends)
            if first <= day <= last and seen and (entry.course, day) not in taught:
                found[day].append(entry)
    halves = {half.value: index for index, half in enumerate(Half)}
    for entries in found.values():
        entries.sort(key=lambda entry: (halves.get(entry.half, -1), entry.begins, entry.title, entry.course))
    return dict(found)


_COURSE = "c.id, c.title, c.status, c.starts, coalesce(c.ends, c.starts)"
_HELD = f"c.status <> '{CourseStatus.CANCELLED.value}'"


def _session_entries(first: date, last: date, course: int | None) -> Iterator[tuple[date, Entry]]:
    rows = database.rows(
        f"SELECT s.day, {_COURSE}, s.id, s.half, s.begins, s.ends, s.title, coalesce(l.name, s.lecturer),"
        " coalesce(nullif(s.venue, ''), c.place), s.hours, s.make_up"
        " FROM session s JOIN course c ON c.id = s.event LEFT JOIN lecturer l ON l.id = s.taught_by_id"
        f" WHERE s.day >= ? AND s.day <= ? AND {_HELD} AND (? IS NULL OR c.id = ?)",
        first.isoformat(),
        last.isoformat(),
        course,
        course,
    )
    for day, key, title, status, starts, ends, *more in rows:
        days = date.fromisoformat(starts), date.fromisoformat(ends)
        yield date.fromisoformat(day), Entry(key, title, status, *days, *more)


def _course_entries(first: date, last: date, course: int | None) -> Iterator[Entry]:
    rows = database.rows(
        f"SELECT {_COURSE}, c.place, c.lecturer, c.form FROM course c"
        f" WHERE c.starts <= ? AND coalesce(c.ends, c.starts) >= ? AND {_HELD} AND (? IS NULL OR c.id = ?)",
        last.isoformat(),
        first.isoformat(),
        course,
        course,
    )
    for key, title, status, starts, ends, index, lecturer, form in rows:
        days = date.fromisoformat(starts), date.fromisoformat(ends)
        online = form == CourseForm.ONLINE
        yield Entry(key, title, status, *days, lecturer=lecturer, venue=index, online=online)


def _hints(first: date, last: date) -> Iterator[MonthHint]:
    courses = times_between(first, last)
    known = {course.key for course in courses}
    for clash in told_once(clashes_among(bookings_between(first, last))):
        about = tuple(key for key in (clash.one.event, clash.other.event) if key in known)
        if about:
            yield MonthHint(clash.one.day, clash.words, about)
    for shared in courses_that_share(courses):
        yield MonthHint(shared.day, shared.words, (shared.one.key, shared.other.key))
