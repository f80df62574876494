"""Months as whole numbers, and which of them something from one day to another takes up. Pure.

Targets go by months, as offices reckon them (按月折算): 90 hours a year are 7.5 a month. A month counts as one in which
something held if it held on at least half of its days.
"""

from calendar import monthrange
from functools import cache

EVER = 0
"""The month from which what has no beginning holds."""

NEVER = 1 << 20
"""The month in which what has no end would end."""


def month_number(year: int, month: int) -> int:
    """Months since the beginning of the calendar; January is month 1."""
    return year * 12 + month - 1


def months_of(year: int) -> range:
    """The twelve months of a year."""
    return range(month_number(year, 1), month_number(year + 1, 1))


@cache
def _from(day: str) -> int:
    """The first month that counts of what begins on a day (ISO text)."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    length = monthrange(year, month)[1]
    return month_number(year, month) + (2 * (length - number + 1) < length)


@cache
def _until(day: str) -> int:
    """The month after the last that counts of what ends with a day (ISO text)."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    return month_number(year, month) + (2 * number >= monthrange(year, month)[1])


def taken_up(starts: str | None, ends: str | None) -> tuple[int, int]:
    """The first month that counts and the one after the last, of what holds on both days too (ISO texts; None: since
    ever, or for good). Where no month counts the two are the same."""
    if starts and ends and starts[:7] == ends[:7]:
        year, month = int(starts[:4]), int(starts[5:7])
        days, here = int(ends[8:10]) - int(starts[8:10]) + 1, month_number(year, month)
        return here, here + (2 * days >= monthrange(year, month)[1])
    first = _from(starts) if starts else EVER
    last = _until(ends) if ends else NEVER
    return first, max(first, last)


def until_before(day: str) -> int:
    """The month after the last that counts of what ended before a day (ISO text): somebody who has left since then."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    return month_number(year, month) + (2 * (number - 1) >= monthrange(year, month)[1])
