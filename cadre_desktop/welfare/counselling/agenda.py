"""The days on which somebody is expected for counselling, and taken slots of which nobody noted what became of them."""

from collections.abc import Iterator
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.counselling.registers import SLOTS
from cadre_desktop.welfare.counselling.rules import SlotState

_BOOKED = """
    SELECT day, count(*), min(id) FROM counselling_slot
    WHERE state = ? AND day BETWEEN ? AND ? GROUP BY day ORDER BY day
"""
_EARLIEST = date(1, 1, 1)


def _days(first: date, last: date, words: str) -> Iterator[Due]:
    for day, count, key in database.rows(_BOOKED, SlotState.BOOKED.value, first.isoformat(), last.isoformat()):
        yield Due(date.fromisoformat(day), words.format(count=count), key)


def _coming(first: date, last: date) -> Iterator[Due]:
    return _days(first, last, _("心理辅导：已约 {count} 个时段"))


def _overdue(today: date) -> Iterator[Due]:
    return _days(_EARLIEST, today - timedelta(days=1), _("心理辅导：{count} 个时段未登记到场情况"))


DUE_DATES = (DueDate(SLOTS.kind, _coming, _overdue),)
