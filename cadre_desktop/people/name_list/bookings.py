"""What is booked in the open file, by whichever slice, and what has to be pointed out of a session."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.name_list.attending import lecturer_of, sessions_of
from cadre_desktop.people.name_list.clashes import (
    Booking,
    Clash,
    Teacher,
    clashes_among,
    clashes_between,
    teachers_of,
    told_once,
)
from cadre_desktop.people.name_list.declaration import NameListOf, declared_lists
from cadre_desktop.people.name_list.records import Lecturer, Session
from cadre_desktop.people.name_list.rules import when_words
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus

_LONGEST = 15
"""Days of an event without sessions up to which its place is taken for booked: a longer one is not in one room."""


def bookings_between(first: date, last: date) -> list[Booking]:
    """What is booked from one day to another (both included) by all slices; what was called off is not."""
    return [booking for names in declared_lists() for booking in _bookings(names, first, last)]


def _bookings(names: NameListOf, first: date, last: date) -> Iterator[Booking]:
    host = f'v."{names.host.column_name}"' if names.host is not None else "NULL"
    venue, title = names.venue.column_name, names.title.column_name
    rows = database.rows(
        f'SELECT s.id, s.event, v."{title}", s.day, s.half, s.begins, s.ends, s.title, s.lecturer, s.venue,'
        f' v."{venue}", {host}, l.id, l.name, l.person_id'
        f' FROM session s JOIN "{table_name(names.events)}" v ON v.id = s.event'
        f" LEFT JOIN lecturer l ON l.id = s.taught_by_id WHERE s.day >= ? AND s.day <= ?{names.held_sql}"
        " ORDER BY s.day, s.begins, s.id",
        first.isoformat(),
        last.isoformat(),
    )
    for key, event, title, day, half, begins, ends, subject, text, own, venue, court, lecturer, name, person in rows:
        known = _known(lecturer, person)
        teachers = teachers_of(text, known, name or "")
        at = date.fromisoformat(day)
        room, leader = own or venue or "", names.words.lecturer
        yield Booking(
            key, event, title, at, half, begins, ends, subject, teachers, room, bool(own), court, leader=leader
        )
    yield from _whole_days(names, first, last, host)


def _whole_days(names: NameListOf, first: date, last: date, host: str) -> Iterator[Booking]:
    """The days of events without sessions: their venue is taken, and nobody knows who teaches when. What everybody
    takes part in when he can takes no time."""
    remote = f' AND NOT v."{names.remote.column_name}"' if names.remote is not None else ""
    starts, ends, venue = names.starts.column_name, names.ends.column_name, names.venue.column_name
    rows = database.rows(
        f'SELECT v.id, v."{names.title.column_name}", v."{starts}", coalesce(v."{ends}", v."{starts}"),'
        f' v."{venue}", {host} FROM "{table_name(names.events)}" v'
        f' WHERE v."{starts}" <= ? AND coalesce(v."{ends}", v."{starts}") >= ?'
        f" AND NOT EXISTS (SELECT 1 FROM session s WHERE s.event = v.id){names.held_sql}{remote}",
        last.isoformat(),
        first.isoformat(),
    )
    for event, title, begun, ended, venue, court in rows:
        start, end = date.fromisoformat(begun), date.fromisoformat(ended)
        if (end - start).days < _LONGEST:
            for number in range((end - start).days + 1):
                day = start + timedelta(days=number)
                if first <= day <= last:
                    yield Booking(0, event, title, day, venue=venue, court=court)


def _known(lecturer: int | None, person: int | None) -> str:
    """What distinguishes a lecturer from namesakes: whoever is of the own staff stays the same in another row."""
    if lecturer is None:
        return ""
    return f"person {person}" if person is not None else f"lecturer {lecturer}"


def clashes_of(names: NameListOf, event: Any) -> list[Clash]:
    """What an event and its sessions have in the way, by day; a whole-day booking that meets several sessions of the
    same event is told once a day."""
    days = [row.day for row in Session.select(Session.day).where(Session.event == event.id)]
    starts = names.value(event, names.starts)
    first, last = min([starts, *days]), max([names.value(event, names.ends) or starts, *days])
    found = told_once(clashes_among(bookings_between(first, last)))
    return [clash for clash in found if event.id in (clash.one.event, clash.other.event)]


def sessions_outside(names: NameListOf, event: Any) -> list[str]:
    """The sessions, in words, that no longer lie in the days of their event, since these were changed; those for making
    something up may be at any time."""
    starts = names.value(event, names.starts)
    first, last = starts, names.value(event, names.ends) or starts
    rows = [row for row in sessions_of(event.id) if not row.make_up and not first <= row.day <= last]
    return [" ".join(filter(None, (when_words(row.day, row.half, row.begins, row.ends), row.title))) for row in rows]


def teaching_remarks(names: NameListOf, event: Any, values: Values, key: int | None = None) -> list[str]:
    """What has to be pointed out of a session with these values (of a session that is there, or a new one): what it
    clashes with, and a lecturer who is no longer at work."""
    day: date | None = values.get("day")
    if day is None:
        return []
    lecturer = lecturer_of(values)
    own = values.get("venue") or ""
    booking = Booking(
        key or 0,
        event.id,
        names.title_of(event),
        day,
        values.get("half") or "",
        values.get("begins") or "",
        values.get("ends") or "",
        values.get("title") or "",
        _teachers(values, lecturer),
        own or names.value(event, names.venue) or "",
        bool(own),
        event.__data__.get(names.host.name) if names.host is not None else None,
        leader=names.words.lecturer,
    )
    others = [other for other in bookings_between(day, day) if other.key or other.event != event.id]
    found = (clash for other in others if other.key != key for clash in clashes_between(booking, other))
    taken = [clash.against(booking) for clash in found]
    own_time = [other for other in others if other.event != event.id and other.span.meets(booking.span)]
    return [
        *taken,
        *(
            _gone(names, lecturer, day)
            if lecturer is not None
            else _gone_by_name(names, values.get("lecturer") or "", day)
        ),
        *_listed_elsewhere(names, lecturer, own_time),
    ]


def session_remarks(names: NameListOf, event: Any, values: Values, key: int | None = None) -> list[str]:
    """The same, and that hours come to more than the event has. Nothing of it keeps anybody from saving it."""
    return [*teaching_remarks(names, event, values, key), *hours_remarks(names, event, values, key)]


def _teachers(values: Values, lecturer: Lecturer | None) -> tuple[Teacher, ...]:
    if lecturer is None:
        return teachers_of(values.get("lecturer") or "")
    return teachers_of(lecturer.name, _known(lecturer.id, lecturer.__data__["person"]), lecturer.name)


def _gone(names: NameListOf, lecturer: Lecturer, day: date) -> Iterator[str]:
    """That a lecturer of the own staff had retired or left by the day."""
    person: Any = Person.get_or_none(Person.id == lecturer.__data__["person"])
    if person is not None and _had_left(person, day):
        yield _gone_words(names, person)


def _gone_by_name(names: NameListOf, text: str, day: date) -> Iterator[str]:
    """The same of names that are merely written: where nobody of the name was at work any more, and no guest has it."""
    for teacher in teachers_of(text):
        people: list[Any] = list(Person.select().where(Person.name == teacher.name))
        guest = Lecturer.select().where(Lecturer.name == teacher.name, Lecturer.person.is_null()).exists()
        if people and not guest and all(_had_left(person, day) for person in people):
            yield _gone_words(names, people[-1])


def _had_left(person: Any, day: date) -> bool:
    since = person.status_since
    return not PersonStatus(person.status).on_staff and (since is None or since <= day)


def _gone_words(names: NameListOf, person: Any) -> str:
    since, status = person.status_since, _(PersonStatus(person.status).label)
    known, unknown = _("{lecturer}{name}已{status}（{since} 起），请核对。"), _("{lecturer}{name}已{status}，请核对。")
    return names.words.said(known if since else unknown, name=person.name, status=status, since=since)


def _listed_elsewhere(home: NameListOf, lecturer: Lecturer | None, others: Sequence[Booking]) -> Iterator[str]:
    """That a lecturer of the own staff is on the list of something else at that time; nothing is told of lists whose
    names are masked."""
    person = lecturer.__data__["person"] if lecturer is not None else None
    if lecturer is None or person is None or not others:
        return
    at = {other.event: other for other in others}
    for names in declared_lists():
        absent = [str(status) for status in (*names.away, names.waiting)]
        rows = names.rows(names.person == person, names.event.in_(list(at)), names.status.not_in(absent))
        for event in {names.event_of(row).id: names.event_of(row) for row in rows}.values():
            if not names.confidential(event):
                text = _("{lecturer}{name}在{other}的名单上，时间重叠，请核对。")
                yield home.words.said(text, name=lecturer.name, other=at[event.id].words)


def hours_remarks(names: NameListOf, event: Any, values: Values, key: int | None = None) -> Iterable[str]:
    """That the hours of the sessions come to more than the event has, with a session of these values."""
    whole = names.value(event, names.hours)
    if whole is None or values.get("hours") is None or values.get("make_up"):
        return
    rows: Any = Session.select(Session.hours).where(Session.event == event.id, Session.id != (key or 0))
    total = values["hours"] + sum(row.hours or 0 for row in rows.where(~Session.make_up))
    if total > whole:
        text = _("各{session}学时合计 {total}，多于总学时 {whole}，请核对。")
        yield names.words.said(text, total=fixed_text(total, 1), whole=fixed_text(whole, 1))
