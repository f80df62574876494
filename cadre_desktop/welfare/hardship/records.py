"""困难帮扶: who is on the hardship register, what is done, and who helps whom. Of health there is no field."""

from cadre_desktop.kit.store.fields import (
    CodeField,
    CountField,
    DateField,
    MoneyField,
    RequiredDateField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.hardship.rules import CaseState, HardshipCause, MeasureKind


class HardshipCase(Record):
    """An application and what came of it. The notice is up for `notice_days` working days from the day after
    `notice_from`; `ended` is the day on which somebody is out of hardship."""

    person = link(Person)
    court = link(Court, null=True)
    applied = RequiredDateField()
    cause = CodeField(HardshipCause.table(), required=True)
    household = CountField()
    monthly_income = MoneyField()
    state = CodeField(CaseState.table(), default=CaseState.APPLIED)
    notice_from = DateField()
    notice_days = CountField()
    accepted = DateField()
    approver = TextField()
    ended = DateField()
    end_reason = TextField()

    named = (person, applied)


class HardshipMeasure(Record):
    """One measure of help, with what it cost."""

    case = link(HardshipCase)
    day = RequiredDateField(index=True)
    measure = CodeField(MeasureKind.table(), required=True)
    amount = MoneyField()
    contents = TextField()
    voucher = TextField()
    approver = TextField()

    named = (case, day)


class HardshipHelper(Record):
    """Who helps somebody on the register (结对帮扶)."""

    case = link(HardshipCase)
    helper = link(Person)
    starts = RequiredDateField()
    ends = DateField()

    named = (case, helper)


RECORDS: tuple[type[Record], ...] = (HardshipCase, HardshipMeasure, HardshipHelper)
