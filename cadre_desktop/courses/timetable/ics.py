"""Courses as a file for the calendars of phones and Outlook.

A session with times is at that time; one of which only the half of the day is known, and a course without sessions, is
of the whole day.
"""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import CourseStatus, format_hours
from cadre_desktop.courses.timetable.months import Entry, bounds, entries_between
from cadre_desktop.kit.documents.ics import CalendarEntry, write_ics
from cadre_desktop.kit.language import _
from cadre_desktop.people.name_list.records import Session


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
    return write_ics(path, title, (_calendar_entry(day, entry) for day, entry in entries), now, "Training", nothing)


def _calendar_entry(day: date, entry: Entry) -> CalendarEntry:
    whole = entry.session is None
    return CalendarEntry(
        source=f"course-{entry.course}" if whole else f"session-{entry.session}",
        summary=_summary(entry),
        starts=entry.starts if whole else day,
        ends=entry.ends if whole else day,
        begins="" if whole else entry.begins,
        finishes="" if whole else entry.finishes,
        venue=entry.venue,
        description=_description(entry),
        category=_("培训"),
        tentative=entry.status in (CourseStatus.PLANNED, CourseStatus.ENROLLING),
    )


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
