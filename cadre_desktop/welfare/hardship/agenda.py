"""The days of cases: notices that are over. Nobody is named."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.welfare.hardship.records import HardshipCase
from cadre_desktop.welfare.hardship.registers import CASES
from cadre_desktop.welfare.hardship.rules import CaseState
from cadre_desktop.welfare.hardship.steps import notice_term


def _notices() -> Iterator[Due]:
    """The last day of every notice that hangs or waits for a decision."""
    calendar = work_calendar()
    for case in HardshipCase.select().where(HardshipCase.state == CaseState.ON_NOTICE).order_by(HardshipCase.id):
        term = notice_term(case, calendar)
        if term is not None:
            yield Due(term.last, _("困难帮扶公示期满，待认定"), case.id)


def _coming(first: date, last: date) -> Iterator[Due]:
    return (due for due in _notices() if first <= due.day <= last)


def _overdue(today: date) -> Iterator[Due]:
    return (due for due in _notices() if due.day < today)


DUE_DATES = (DueDate(CASES.kind, _coming, _overdue),)
