"""Working days: which days are worked, and when a term counted in them ends.

A day is free on Saturdays, Sundays and holidays, but for those Saturdays and Sundays that are worked in their place.
The yearly notice of the State Council's office says which these are; `resources/codes/calendar_days.csv` has those
known when this edition was made, a data file those of later years. Of a year whose notice is not known only the
statutory holidays are (全国年节及纪念日放假办法), with those on a weekend made up for on the next working day, as it
says; whatever a notice moves beside, the number of working days stays. What depends on such a year is called estimated.
"""

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.resources import resource

NOTICE_DAYS = 5
"""Working days for which something is shown to everybody before it is decided (公示期), where no other rule is."""

_THIRTEEN_DAYS_SINCE = 2025
"""Since this year 除夕 and 2 May are holidays too: decision of the State Council of 10 November 2024."""
_ONE_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


def day_words(day: date) -> str:
    """3月1日 星期三."""
    return _("{month}月{day}日 星期{weekday}").format(month=day.month, day=day.day, weekday=_WEEKDAYS[day.weekday()])


class SpecialDay(NamedTuple):
    """A day on which it is otherwise than on other days of the week: free or, where a rest day is worked, not."""

    free: bool
    name: str


class Festivals(NamedTuple):
    """The days of a year that the sun or the moon sets: 春节 is the first day of the lunar year."""

    spring: date
    qingming: date
    dragon_boat: date
    mid_autumn: date


class Term(NamedTuple):
    """When a term ends, and what has to be said of it: "" unless a year's notice is not known."""

    last: date
    remark: str


@dataclass(frozen=True)
class WorkCalendar:
    """The special days, and the years whose notice they come from; see `calendar_with`."""

    days: Mapping[date, SpecialDay]
    known: frozenset[int]
    _estimates: dict[int, dict[date, SpecialDay]] = field(default_factory=dict, repr=False, compare=False)

    def special(self, day: date) -> SpecialDay | None:
        """What is different about a day: 休 or 班 with the name of the festival; None for a day like any other."""
        if day in self.days or day.year in self.known:
            return self.days.get(day)
        if day.year not in self._estimates:
            self._estimates[day.year] = estimated_days(day.year)
        return self._estimates[day.year].get(day)

    def is_worked(self, day: date) -> bool:
        """Whether a day is a working day."""
        special = self.special(day)
        return day.weekday() < 5 if special is None else not special.free

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from the first to the last day, both included."""
        return sum(map(self.is_worked, _days(first, last)))

    def estimated(self, first: date, last: date) -> list[int]:
        """The years between two days (included) whose notice is not known."""
        return [year for year in range(first.year, last.year + 1) if year not in self.known]

    def remark(self, first: date, last: date) -> str:
        """What has to be said of what was counted between two days: "" where the notices of all years are known."""
        years = _("、").join(map(str, self.estimated(first, last)))
        return _("{years} 年放假安排未录入，按法定节假日估算").format(years=years) if years else ""

    def term(self, posted: date, days: int = NOTICE_DAYS) -> Term:
        """The last day of a term of so many working days, of which the day it begins (公示之日) is none.

        After article 201 of the Civil Code the day on which a term begins is not counted. ValueError for a term
        without days.
        """
        if days < 1:
            raise ValueError(f"no term of {days} days")
        last, left = posted, days
        while left:
            last += _ONE_DAY
            left -= self.is_worked(last)
        return Term(last, self.remark(posted, last))

    def term_days(self, posted: date, last: date) -> int:
        """How many working days a term has that begins on a day, which is none of them, and ends on `last`."""
        return self.working_days(posted + _ONE_DAY, last)


def calendar_with(entered: Mapping[date, SpecialDay]) -> WorkCalendar:
    """The calendar of the shipped notices with the days that were entered in a data file, which go before them.

    A year is known from what was entered as soon as all its statutory holidays are among the free days: every notice
    names them, and a sheet that is filled in halfway must not pass for the whole.
    """
    shipped, known = _shipped()
    free = {day for day, special in entered.items() if special.free}
    years = {day.year for day in entered} - known
    complete = {year for year in years if free.issuperset(statutory_days(year))}
    return WorkCalendar({**shipped, **entered}, known | complete)


def statutory_days(year: int) -> dict[date, SpecialDay]:
    """The statutory holidays of a year; those of the moon and 清明节 only of the years that the shipped table has."""
    many = year >= _THIRTEEN_DAYS_SINCE
    found = {date(year, 1, 1): _("元旦")}
    found |= {date(year, 5, day): _("劳动节") for day in (1, 2) if day == 1 or many}
    found |= {date(year, 10, day): _("国庆节") for day in (1, 2, 3)}
    festivals = _festivals().get(year)
    if festivals is not None:
        spring = festivals.spring
        found |= {spring + number * _ONE_DAY: _("春节") for number in range(3)}
        found |= {spring - _ONE_DAY: _("除夕")} if many else {}
        others = ((festivals.qingming, N_("清明节")), (festivals.dragon_boat, N_("端午节")))
        for day, name in (*others, (festivals.mid_autumn, N_("中秋节"))):
            found[day] = "、".join(filter(None, (found.get(day), _(name))))
    return {day: SpecialDay(True, name) for day, name in found.items()}


def estimated_days(year: int) -> dict[date, SpecialDay]:
    """The free days of a year whose notice is not known: the statutory holidays, and for each of them on a weekend the
    next working day (补假)."""
    found = statutory_days(year)
    for day, special in sorted(found.items()):
        if day.weekday() >= 5:
            made_up = next(each for each in _days(day, day + 15 * _ONE_DAY) if each.weekday() < 5 and each not in found)
            found[made_up] = special
    return found


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=number) for number in range((last - first).days + 1))


def _rows(name: str) -> Iterable[dict[str, str]]:
    with resource("codes", name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _shipped() -> tuple[dict[date, SpecialDay], frozenset[int]]:
    """The days of the shipped notices, and the years of these. A notice may name the last days of the year before."""
    rows = list(_rows("calendar_days.csv"))
    days = {date.fromisoformat(row["day"]): SpecialDay(row["kind"] == "free", row["name"]) for row in rows}
    first = {row["source"]: date.fromisoformat(row["day"]) for row in reversed(rows)}
    return days, frozenset((day + _ONE_DAY).year for day in first.values())


@cache
def _festivals() -> dict[int, Festivals]:
    found = {}
    for row in _rows("lunar_festivals.csv"):
        names = ("spring_festival", "qingming", "dragon_boat", "mid_autumn")
        found[int(row["year"])] = Festivals(*(date.fromisoformat(row[name]) for name in names))
    return found
