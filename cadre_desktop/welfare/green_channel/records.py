"""惠医惠警: agreements with hospitals and referral slips. No diagnosis; the department of the hospital that is wanted
is on the slip only.
"""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    NumberField,
    PhoneField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.green_channel.rules import PatientRelation, SlipState, Urgency


class MedicalAgreement(Record):
    """An agreement with a hospital, from `starts` to `ends` (none: until it is ended). `contact` is of the hospital,
    `own_contact` of the court; `reminder_days` is how long before its end it is to be thought of."""

    hospital = RequiredTextField()
    title = TextField()
    signed = DateField()
    starts = RequiredDateField()
    ends = DateField()
    contact = TextField()
    contact_phone = PhoneField()
    own_contact = TextField()
    own_phone = PhoneField()
    terms = TextField(long=True)
    reminder_days = CountField(default=60)

    searched = (hospital,)
    named = (hospital, starts)


class Referral(Record):
    """A numbered slip, for the person or a relative. `appointed` is the day of the appointment, `used` when it was."""

    number = NumberField()
    agreement = link(MedicalAgreement)
    person = link(Person)
    court = link(Court, null=True)
    relation = CodeField(PatientRelation.table(), default=PatientRelation.SELF)
    urgency = CodeField(Urgency.table(), default=Urgency.USUAL)
    issued = RequiredDateField(index=True)
    appointed = DateField()
    appointed_at = TextField()
    state = CodeField(SlipState.table(), default=SlipState.ISSUED)
    used = DateField()

    named = (number,)


RECORDS: tuple[type[Record], ...] = (MedicalAgreement, Referral)
