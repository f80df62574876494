"""走访慰问: comfort money (慰问) and the ceilings that it keeps to."""

from cadre_desktop.kit.store.fields import (
    CodeField,
    DateField,
    MoneyField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.comfort.rules import CeilingTerm, ComfortForm, ComfortItem, Festival
from cadre_desktop.welfare.records import WelfareEvent


class Ceiling(Record):
    """The maximum for an item in a region from a day on; None where it is not known and has to be asked for."""

    region = RequiredTextField()
    item = CodeField(ComfortItem.table(), required=True)
    term = CodeField(CeilingTerm.table(), default=CeilingTerm.EACH)
    maximum = MoneyField()
    valid_from = RequiredDateField()
    document_number = TextField()
    notes = TextField(long=True)

    named = (item, region)


class ComfortPayment(Record):
    """What somebody was given. `recipient` is who received it where that is not the person (a martyr's family),
    `occasion_day` the day of what it is for, `paid` when it was given."""

    person = link(Person)
    item = CodeField(ComfortItem.table(), required=True)
    festival = CodeField(Festival.table())
    court = link(Court, null=True)
    event = link(WelfareEvent, null=True)
    occasion_day = DateField()
    relation = TextField()
    recipient = TextField()
    reason = TextField()
    amount = MoneyField(null=False, default=0)
    form = CodeField(ComfortForm.table())
    paid = DateField(index=True)
    visitors = TextField()
    voucher = TextField()
    approver = TextField()

    named = (person, item)


RECORDS: tuple[type[Record], ...] = (Ceiling, ComfortPayment)
