"""The days that people are to be thought of: those who retire, and appointments that are to be carried out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import AppointmentBatch, BatchState, Person
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES
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


def _to_carry_out(first: date, last: date) -> Iterator[Due]:
    """Batches of appointments that are in force from a day."""
    for batch in _waiting().where(AppointmentBatch.decided >= first, AppointmentBatch.decided <= last):
        yield Due(batch.decided, _("任免执行：{title}").format(title=batch.title), batch.id)


def _not_carried_out(day: date) -> Iterator[Due]:
    """Batches that have been decided, and of which the dossiers know nothing yet."""
    for batch in _waiting().where(AppointmentBatch.decided < day, AppointmentBatch.state == BatchState.DECIDED):
        yield Due(batch.decided, _("任免未执行：{title}").format(title=batch.title), batch.id)


def _waiting() -> Any:
    return AppointmentBatch.select().where(AppointmentBatch.state != BatchState.CARRIED_OUT)


DUE_DATES = (DueDate(PERSON, _retiring), DueDate(APPOINTMENT_BATCHES.kind, _to_carry_out, _not_carried_out))
