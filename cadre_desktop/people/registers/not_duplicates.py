"""Pairs that look like one person entered twice and of which somebody has said that they are two."""

from cadre_desktop.kit.store.fields import RequiredDateField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Person


class NotDuplicate(Record):
    """`person` and `other` (the smaller key first) are two people, as was decided on a day."""

    person = link(Person, index=False)
    other = link(Person)
    decided = RequiredDateField()

    named = (person, other)

    class Meta:
        indexes = ((("person", "other"), True),)
