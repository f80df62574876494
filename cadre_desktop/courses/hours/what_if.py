"""What would come of it if people were enrolled in a course."""

from collections.abc import Collection
from dataclasses import dataclass

from cadre_desktop.courses.hours.reading import IN_COURSES, OPEN_COURSES, half_days
from cadre_desktop.courses.hours.regulation import Regulation
from cadre_desktop.courses.hours.sheet import HoursSheet
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.store.database import database


@dataclass(frozen=True)
class CourseOffered:
    """A course of the year that is not closed: its key, its title, and its hours in tenths."""

    key: int
    title: str
    hours: int


@dataclass(frozen=True)
class WhatIf:
    """The lines as they would be, how many people would be new in the course, and how many lack hours at the year's end
    as things are and then, with all that they lack (tenths)."""

    sheet: HoursSheet
    course: CourseOffered
    people: int
    short_before: int
    short_after: int
    lacking_before: int
    lacking_after: int


def courses_offered(year: int) -> list[CourseOffered]:
    """The courses of a year that are not closed, in the order of their dates."""
    rows = database.rows(
        f"SELECT c.id, c.title, coalesce(c.hours, 0) FROM course c WHERE {OPEN_COURSES}"
        " AND c.starts >= ? AND c.starts < ? ORDER BY c.starts, c.id",
        f"{year}",
        f"{year + 1}",
    )
    return [CourseOffered(*row) for row in rows]


def what_if(sheet: HoursSheet, course: CourseOffered, people: Collection[int], rules: Regulation) -> WhatIf:
    """The forecast with these people in a course as well; who is in it already stays as he is."""
    hours, days, online, party = database.rows(
        f"SELECT coalesce(c.hours, 0), {half_days('c')}, c.online, {IN_COURSES} FROM course c WHERE c.id = ?",
        rules.half_day_hours,
        course.key,
    )[0]
    placed = f"status <> '{EnrolmentStatus.WAITING}'"
    enrolled = {
        key for (key,) in database.rows(f"SELECT person_id FROM enrolment WHERE course_id = ? AND {placed}", course.key)
    }
    new = set(people) - enrolled
    added = {"online": hours} if online else {"onsite": hours, "days": days}
    after = sheet.adding(new, added | ({"party": hours} if party else {}))
    before, then = sheet.numbers["forecast"], after.numbers["forecast"]
    return WhatIf(
        after,
        course,
        len(new),
        int((before > 0).sum()),
        int((then > 0).sum()),
        int(before.sum()),
        int(then.sum()),
    )
