"""What belongs to any list of names, whichever slice keeps it: sessions, who was there, lecturers, and quotas.

`event` and `entry` are keys of rows of a slice (a course and its enrolment, a welfare event and its participant). Keys
are given out once in a file, so one says which row is meant without its table, and rooms below the slices need no link
to rooms above them; undoing a row that others lean on is refused as with links.
"""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    FlagField,
    HoursField,
    NameField,
    PhoneField,
    RequiredDateField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.name_list.rules import Half, LeaveKind, PresenceState
from cadre_desktop.people.records import Court, Department, Person


class Lecturer(Record):
    """Somebody who gives lessons: of the own staff (`person`) or a guest of `unit`. `title` is a post or a 职称."""

    name = NameField()
    person = link(Person, null=True)
    unit = TextField()
    title = TextField()
    subjects = TextField(long=True)
    phone = PhoneField()
    notes = TextField(long=True)

    searched = (name, unit)
    named = (name, unit)


class Session(Record):
    """One dated part of an event (课次): a half day or from–to, as ``09:00``.

    Into a `make_up` session only those are expected who were put into it for one they missed. `hours` are tenths, None
    for an equal share of the event's hours. `lecturer` is the name as it is printed, `taught_by` who of the lecturers
    it is, if one of them; `venue` is empty where it is the event's.
    """

    event = CountField(null=False, index=True)
    day = RequiredDateField()
    half = CodeField(Half.table())
    begins = TextField()
    ends = TextField()
    title = TextField()
    lecturer = TextField()
    hours = HoursField()
    make_up = FlagField()
    taught_by = link(Lecturer, null=True, since=6)
    venue = TextField(since=6)

    named = (day, title)
    leans = (event,)


class Presence(Record):
    """Whether one person on a list was there in one session; no row where nothing is recorded.

    `makes_up` is the session that is made up by being there.
    """

    session = link(Session, index=False)
    entry = CountField(null=False, index=True)
    state = CodeField(PresenceState.table(), required=True)
    leave = CodeField(LeaveKind.table())
    makes_up = link(Session, null=True)

    named = (session,)
    leans = (entry,)

    class Meta:
        indexes = ((("session", "entry"), True),)


class CourtQuota(Record):
    """How many people a court may send to an event (名额分配)."""

    event = CountField(null=False, index=False)
    court = link(Court, index=False)
    places = CountField(null=False)

    named = (court,)
    leans = (event,)

    class Meta:
        indexes = ((("event", "court"), True),)


class DepartmentQuota(Record):
    """How many people a department may send to an event: places of its court that are kept for it."""

    event = CountField(null=False, index=False)
    department = link(Department, index=False)
    places = CountField(null=False)

    named = (department,)
    leans = (event,)

    class Meta:
        indexes = ((("event", "department"), True),)


RECORDS: tuple[type[Record], ...] = (Lecturer, Session, Presence, CourtQuota, DepartmentQuota)
