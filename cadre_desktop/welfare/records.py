"""Welfare events (暖警活动) and who takes part.

For physical examinations and counselling only taking part and the date are kept: no result, no subject, nothing else.
"""

from cadre_desktop.kit.language import _
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


def _is_confidential(event: int) -> bool:
    """Whether an event is confidential, or gone, so that it is not known."""
    row = WelfareEvent.select(WelfareEvent.kind).where(WelfareEvent.id == event).tuples().first()
    return row is None or WelfareKind(row[0]).confidential


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
    private_files = staticmethod(_is_confidential)


def _why_no_files(participant: int) -> str:
    """Of an examination or a counselling no paper is kept, since it would show what came out of it."""
    row = Participant.select(WelfareEvent.kind).join(WelfareEvent).where(Participant.id == participant).tuples().first()
    if row is None or not WelfareKind(row[0]).health_matter:
        return ""
    return _("{kind}只记录是否参加和日期，不能添加附件。").format(kind=_(WelfareKind(row[0]).label))


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
    takes_no_files = staticmethod(_why_no_files)

    class Meta:
        indexes = ((("event", "person"), True),)


RECORDS: tuple[type[Record], ...] = (WelfareEvent, Participant)
