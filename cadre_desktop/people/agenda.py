"""The days that people are to be thought of: those who retire, the letters before, appointments to be carried out."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.months import month_number, months_later
from cadre_desktop.people.records import AppointmentBatch, BatchState
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES
from cadre_desktop.people.retirement.due_list import due_list
from cadre_desktop.people.retirement.letter_settings import letter_months

_LONG_AGO = 12


def _retiring(first: date, last: date) -> Iterator[Due]:
    """People on the staff who retire in these days, and those to whom a letter is due in them."""
    letters = letter_months()
    months_on = max(letters, default=0)
    for one in due_list(first, months_later(last, months_on)).people:
        about = {"name": one.name, "court": one.court_short}
        if not one.overdue_on(first) and one.expected <= last:
            words = _("退休（待认定）：{name}（{court}）") if one.open else _("到龄退休：{name}（{court}）")
            yield Due(max(one.expected, first), words.format(**about), one.key)
        for months, day in one.letter_days(letters):
            if first <= day <= last and one.expected > last:
                words = _("退休提醒：{name}（{court}，前 {months} 个月）")
                yield Due(day, words.format(months=months, **about), one.key)


def _overdue(today: date) -> Iterator[Due]:
    """People on the staff whose month is over, though nobody has entered that they have retired; of those of more than
    a year ago and those whose base is open the list of retirements speaks."""
    first = month_number(today) - _LONG_AGO
    for one in due_list(today, today).people:
        if one.overdue_on(today) and first <= month_number(one.expected) and not one.open:
            words = _("未办退休：{name}（{court}）").format(name=one.name, court=one.court_short)
            yield Due(months_later(one.expected, 1) - date.resolution, words, one.key)


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


RETIRING = DueDate(PERSON, _retiring, _overdue)
DUE_DATES = (RETIRING, DueDate(APPOINTMENT_BATCHES.kind, _to_carry_out, _not_carried_out))
