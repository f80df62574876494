"""The days that people are to be thought of: those who retire."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import RETIREMENT_BASE, PersonStatus, Sex, retirement_month


def _retiring(first: date, last: date) -> Iterator[Due]:
    """Serving people who reach their retirement month; nobody below 54 has to be looked at."""
    query = Person.select().where(
        Person.status == PersonStatus.SERVING, Person.sex != "", Person.born < f"{first.year - 53}"
    )
    for person in query:
        assert person.born is not None
        month = retirement_month(person.born, RETIREMENT_BASE[Sex(person.sex)])
        if first.replace(day=1) <= month <= last:
            text = _("到龄退休：{name}（{court}）").format(name=person.name, court=person.court.short_name)
            yield Due(max(month, first), text, person.id)


DUE_DATES = (DueDate(PERSON, _retiring),)
