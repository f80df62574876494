"""How a result list is published (公示): in which order, for how many working days, and who takes objections."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from cadre_desktop.kit.language import N_

WORKING_DAYS = 5
"""How long lists of honours are open to objection: 5 个工作日 (the usual term of 评先评优公示)."""

_WEEKEND = 5


class NameOrder(Enum):
    """How the names are ordered: by strokes of the surname within each award, which shows no rank, or by rank."""

    STROKES = N_("按姓氏笔画")
    RANK = N_("按名次")


@dataclass(frozen=True)
class Publication:
    """What is asked before a list is published.

    `tracks` are keys, none for all; `first` and `last` day of the term for objections, both included; `contact` who
    takes them and `phone`; `everybody` lists those without an award too.
    """

    first: date
    last: date
    order: NameOrder = NameOrder.STROKES
    contact: str = ""
    phone: str = ""
    tracks: tuple[int, ...] = ()
    everybody: bool = False


def last_day(first: date, working_days: int = WORKING_DAYS) -> date:
    """The last of so many working days from `first` on, counting `first` itself if it is one.

    Saturdays and Sundays are left out; public holidays, which the State Council sets every year, are not known here.
    """
    day = first
    left = working_days - (day.weekday() < _WEEKEND)
    while left > 0:
        day += timedelta(days=1)
        left -= day.weekday() < _WEEKEND
    return day


def working_days(first: date, last: date) -> int:
    """Mondays to Fridays from `first` to `last`, both included."""
    days = range((last - first).days + 1)
    return sum((first + timedelta(days=day)).weekday() < _WEEKEND for day in days)
