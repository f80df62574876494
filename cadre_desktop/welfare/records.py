"""Welfare events (暖警活动) and who takes part.

For physical examinations and counselling only taking part and the date are kept: no result, no subject, nothing else.
"""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    MoneyField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.rules import Attendance, WelfareKind


class WelfareEvent(Record):
    """One event of a kind, with date, venue (`place`), budget in fen and who provides it (a hospital, a hotel)."""

    title = RequiredTextField()
    kind = CodeField(WelfareKind.table(), required=True)
    court = link(Court, null=True)
    starts = RequiredDateField(index=True)
    ends = DateField()
    place = TextField()
    provider = TextField()
    contact = TextField()
    budget = MoneyField()
    spent = MoneyField()
    places = CountField()
    notes = TextField(long=True)

    searched = (title, provider)
    named = (title, starts)


class Participant(Record):
    """One person in one event. `day` is when this person took part, where people come on different days; `court` the
    one the person belonged to when put on the list."""

    event = link(WelfareEvent, index=False)
    person = link(Person)
    court = link(Court, null=True)
    attendance = CodeField(Attendance.table(), default=Attendance.INVITED)
    day = DateField()
    companions = CountField()
    notes = TextField()

    named = (person,)

    class Meta:
        indexes = ((("event", "person"), True),)


RECORDS: tuple[type[Record], ...] = (WelfareEvent, Participant)
