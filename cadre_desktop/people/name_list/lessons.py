"""What a lecturer has taught or is to teach: his lessons of a year with their hours, whichever slice holds them."""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.name_list.declaration import NameListOf, declared_lists
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.name_list.rules import when_words
from cadre_desktop.people.name_list.session_shares import shares_of


class Lesson(NamedTuple):
    """A session that somebody teaches. `hours` are tenths: its own, or its share of the hours of the event, to the
    nearest tenth; None where there are none."""

    key: int
    event: int
    title: str
    day: date
    half: str
    begins: str
    ends: str
    subject: str
    venue: str
    hours: int | None

    @property
    def when(self) -> str:
        """3月1日 上午 9:00–11:30."""
        return when_words(self.day, self.half, self.begins, self.ends)


class Lessons(NamedTuple):
    """A lecturer's lessons by day. `unsure` are those in which only the name was written that others have too."""

    found: tuple[Lesson, ...]
    unsure: int

    def of(self, year: int | None) -> list[Lesson]:
        """Those of a year, None for all."""
        return [lesson for lesson in self.found if year in (None, lesson.day.year)]

    @property
    def years(self) -> list[int]:
        """The years in which there are any, the latest first."""
        return sorted({lesson.day.year for lesson in self.found}, reverse=True)


def hours_of(lessons: list[Lesson]) -> int:
    """The hours of lessons together, in tenths."""
    return sum(lesson.hours or 0 for lesson in lessons)


def lessons_of(lecturer: Lecturer) -> Lessons:
    """All lessons of a lecturer: the sessions that link to him, and those in which his name alone was written, unless
    another lecturer has the same name. Called off events have none."""
    alike = Lecturer.select().where(Lecturer.name == lecturer.name).count() > 1
    rows = [row for names in declared_lists() for row in _rows(names, lecturer)]
    found = [lesson for lesson, linked in rows if linked or not alike]
    return Lessons(tuple(sorted(found, key=lambda each: (each.day, each.begins, each.key))), len(rows) - len(found))


def _rows(names: NameListOf, lecturer: Lecturer) -> Iterator[tuple[Lesson, bool]]:
    title, venue = names.title.column_name, names.venue.column_name
    rows = database.rows(
        f'SELECT s.id, s.event, v."{title}", s.day, s.half, s.begins, s.ends, s.title,'
        f" coalesce(nullif(s.venue, ''), v.\"{venue}\", ''), s.taught_by_id IS NOT NULL"
        f' FROM session s JOIN "{table_name(names.events)}" v ON v.id = s.event'
        f" WHERE (s.taught_by_id = ? OR (s.taught_by_id IS NULL AND s.lecturer = ?)){names.held_sql}",
        lecturer.id,
        lecturer.name,
    )
    shares = _shares(names, {row[1] for row in rows})
    for key, event, name, day, half, begins, ends, subject, index, linked in rows:
        at, hours = date.fromisoformat(day), shares.get(key)
        rounded = None if hours is None else int(hours + Fraction(1, 2))
        yield Lesson(key, event, name, at, half, begins, ends, subject, index, rounded), bool(linked)


def _shares(names: NameListOf, events: set[int]) -> dict[int, Fraction]:
    """By session the hours of all sessions of these events, where the slice counts hours."""
    if names.hours is None:
        return {}
    found: Any = names.events.select().where(names.events.id.in_(list(events)))
    return {key: hours for event in found for key, hours in shares_of(names, event).items()}
