"""Courses as a file for the calendars of phones and Outlook (iCalendar, RFC 5545).

A session with times is at that time in China, wherever the phone is; one of which only the half of the day is known,
and a course without sessions, is of the whole day. What is exported again has the same UID, so that it takes the place
of what was there.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseStatus, format_hours
from cadre_desktop.courses.timetable.months import Entry, bounds, entries_between
from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.records import Session

SUFFIX = ".ics"
_ZONE = ZoneInfo("Asia/Shanghai")
_ZONE_SINCE = date(2000, 1, 1)
"""The file has the zone's hours from here on: of summer time before 1992 no calendar need know."""
_PRODUCT = "-//Cadre Desktop//Training//ZH"
_HOST = "cadre-desktop"


def write_month(path: Path, year: int, month: int, now: datetime) -> int:
    """Write all courses of a month as an .ics file; returns how many events it has.

    `now` is the time of the export, on the clock of this computer. Raises Refused when there is nothing in the month,
    OSError when the file cannot be written.
    """
    entries = _of_days(entries_between(*bounds(year, month)))
    title, nothing = _("{year}年{month}月培训日历"), _("{year}年{month}月没有班次，没有写出日历。")
    return _write(path, title.format(year=year, month=month), entries, now, nothing.format(year=year, month=month))


def write_course(path: Path, course: Course, now: datetime) -> int:
    """Write one course as an .ics file; as `write_month`. A session outside the course's days is in it too."""
    days = [row.day for row in Session.select(Session.day).where(Session.event == course.id)]
    first = min([course.starts, *days])
    last = max([course.ends or course.starts, *days])
    entries = _of_days(entries_between(first, last, course.id))
    return _write(path, course.title, entries, now, _("“{title}”已取消，没有写出日历。").format(title=course.title))


def _of_days(days: dict[date, list[Entry]]) -> Iterator[tuple[date, Entry]]:
    """Each session, and each course that has none at all once, from its first day to its last."""
    courses = {entry.course for entries in days.values() for entry in entries}
    rows: Any = Session.select(Session.event).where(Session.event.in_(list(courses))).distinct().tuples()
    taught, seen = {event for (event,) in rows}, set[int]()
    for day in sorted(days):
        for entry in days[day]:
            if entry.session is not None:
                yield day, entry
            elif entry.course not in taught and entry.course not in seen:
                seen.add(entry.course)
                yield entry.starts, entry


def _write(path: Path, title: str, entries: Iterable[tuple[date, Entry]], now: datetime, nothing: str) -> int:
    events = [_event(day, entry, now.astimezone(UTC)) for day, entry in entries]
    if not events:
        raise Refused(nothing)
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", _ZONE.key)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=_ZONE_SINCE)
    write_atomically(path, calendar.to_ical())
    return len(events)


def _event(day: date, entry: Entry, now: datetime) -> Event:
    event = Event()
    source = f"course-{entry.course}" if entry.session is None else f"session-{entry.session}"
    event.add("uid", f"{source}@{_HOST}")
    event.add("dtstamp", now)
    event.add("summary", _summary(entry))
    for name, value in _times(day, entry):
        event.add(name, value)
    if entry.venue:
        event.add("location", entry.venue)
    event.add("description", _description(entry))
    event.add("categories", [_("培训")])
    event.add("status", "TENTATIVE" if entry.status in (CourseStatus.PLANNED, CourseStatus.ENROLLING) else "CONFIRMED")
    return event


def _times(day: date, entry: Entry) -> Iterator[tuple[str, date]]:
    if entry.session is None:
        yield "dtstart", entry.starts
        yield "dtend", entry.ends + timedelta(days=1)
    elif entry.begins:
        yield "dtstart", datetime.combine(day, time.fromisoformat(entry.begins), _ZONE)
        if entry.finishes:
            yield "dtend", datetime.combine(day, time.fromisoformat(entry.finishes), _ZONE)
    else:
        yield "dtstart", day
        yield "dtend", day + timedelta(days=1)


def _summary(entry: Entry) -> str:
    """执行实务培训班：财产查控; of a session without times with the part of the day before it."""
    words = (_("{title}：{subject}") if entry.subject else "{title}").format(title=entry.title, subject=entry.subject)
    if entry.make_up:
        words = _("{words}（补课）").format(words=words)
    untimed = entry.session is not None and not entry.begins and (entry.half or entry.finishes)
    return f"{entry.times} {words}" if untimed else words


def _description(entry: Entry) -> str:
    lines = [_("班次：{title}").format(title=entry.title)]
    lines += [_("时间：{times}").format(times=entry.times)] if entry.session is not None else []
    lines += [_("授课人：{name}").format(name=entry.lecturer)] if entry.lecturer else []
    lines += [_("学时：{hours}").format(hours=format_hours(entry.hours))] if entry.hours else []
    lines += [_("状态：{state}").format(state=_(CourseStatus(entry.status).label))]
    return "\n".join(lines)
