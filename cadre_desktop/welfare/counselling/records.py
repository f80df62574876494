"""心理辅导: slots that are booked or free. No topic and no notes; whom a slot is for is shown only on purpose."""

from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.counselling.rules import SlotState


class CounsellingSlot(Record):
    """A talk with a counsellor, from–to as ``09:00``; `person` is who booked it."""

    day = RequiredDateField(index=True)
    begins = RequiredTextField()
    ends = TextField()
    place = TextField()
    counsellor = TextField()
    court = link(Court, null=True)
    person = link(Person, null=True)
    state = CodeField(SlotState.table(), default=SlotState.FREE)

    named = (day, begins)


RECORDS: tuple[type[Record], ...] = (CounsellingSlot,)
