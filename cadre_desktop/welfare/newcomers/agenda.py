"""The days of newcomers: items of the checklist, half-year talks, and the end of probation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.newcomers.checklist import known_of
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerTask
from cadre_desktop.welfare.newcomers.registers import NEWCOMERS, TASKS
from cadre_desktop.welfare.newcomers.rules import FOLLOWING, Follows, ProbationResult

_CLOSED = (ProbationResult.CONFIRMED, ProbationResult.CANCELLED)


def _at_work(*conditions: Any) -> list[Any]:
    """Newcomers whose probation goes on."""
    rows = Newcomer.select(Newcomer, Person).join(Person)
    return list(rows.where(Newcomer.result.not_in(_CLOSED), *conditions).order_by(Newcomer.id))


def _items(*conditions: Any) -> Iterator[Due]:
    """Items that are not done; talk and result have days of their own."""
    rows = {row.id: row for row in _at_work()}
    tasks = NewcomerTask.select().where(NewcomerTask.done.is_null(), NewcomerTask.newcomer.in_(list(rows)), *conditions)
    open_ones: list[Any] = list(tasks.order_by(NewcomerTask.due, NewcomerTask.id))
    known = known_of([rows[key] for key in {task.__data__["newcomer"] for task in open_ones}])
    for task in open_ones:
        follows, key = FOLLOWING.get(task.item), task.__data__["newcomer"]
        if follows in (Follows.TALK, Follows.RESULT) or (follows is not None and follows in known[key]):
            continue
        words = _("入职手续：{name} {item}").format(name=rows[key].person.name, item=_(task.item))
        yield Due(task.due, words, task.id)


def _coming_items(first: date, last: date) -> Iterator[Due]:
    return _items(NewcomerTask.due.between(first, last))


def _overdue_items(today: date) -> Iterator[Due]:
    return _items(NewcomerTask.due < today)


def _talks(*conditions: Any) -> Iterator[Due]:
    for row in _at_work(Newcomer.talked.is_null(), *conditions):
        yield Due(row.talk_due, _("半年谈话：{name}").format(name=row.person.name), row.id)


def _ends(*conditions: Any) -> Iterator[Due]:
    for row in _at_work(*conditions):
        yield Due(row.probation_ends, _("试用期满：{name}").format(name=row.person.name), row.id)


def _coming(first: date, last: date) -> Iterator[Due]:
    yield from _talks(Newcomer.talk_due.between(first, last))
    yield from _ends(Newcomer.probation_ends.between(first, last))


def _overdue(today: date) -> Iterator[Due]:
    yield from _talks(Newcomer.talk_due < today)
    yield from _ends(Newcomer.probation_ends < today)


DUE_DATES = (DueDate(NEWCOMERS.kind, _coming, _overdue), DueDate(TASKS.kind, _coming_items, _overdue_items))
