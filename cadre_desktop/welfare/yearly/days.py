"""The days of all kinds of care: events, deadlines and what is due, as the year calendar shows them.

Of a confidential event only its kind is told beside its day where it leaves the program; no line names anybody. What
kinds of care have too many days of (`Care.due`: birthdays) is not among them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.working_days import SpecialDay
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

_ONE_DAY = timedelta(days=1)


class DayLine(NamedTuple):
    """Something on a day, or from `day` to `last`: in a sentence, of which kind of care, and the row that it opens.

    told: what may be written where others read it: no title that somebody typed of a confidential event; details: the
    single things that it comes to.
    """

    day: date
    text: str
    care: WelfareKind
    kind_key: str
    key: int
    last: date
    told: str
    venue: str = ""
    details: str = ""

    @property
    def is_event(self) -> bool:
        """Whether it takes place, and is not only due."""
        return self.kind_key == WELFARE_EVENT.key


@dataclass(frozen=True)
class YearDays:
    """The lines of a year by day, its special days, and how many of its days are worked; `remark` says where that is
    only estimated."""

    year: int
    lines: Mapping[date, Sequence[DayLine]] = field(default_factory=dict)
    special: Mapping[date, SpecialDay] = field(default_factory=dict)
    worked: int = 0
    remark: str = ""

    def is_free(self, day: date) -> bool:
        """Whether nobody works on a day."""
        special = self.special.get(day)
        return day.weekday() > 4 if special is None else special.free

    def of_month(self, month: int) -> list[DayLine]:
        """The lines that begin in a month, and those that began before and go on, each once."""
        days = (day for day in sorted(self.lines) if day.month == month)
        return list(dict.fromkeys(line for day in days for line in self.lines[day]))


def lines_between(first: date, last: date, care: WelfareKind | None = None) -> list[DayLine]:
    """What there is between two days (both included), of a kind of care or of all, by day. An event that began before
    and goes on is among them."""
    found = [*_events(first, last, care)]
    for each in CARES:
        if care in (None, each.kind):
            found += _due(each, first, last)
    order = {kind: index for index, kind in enumerate(WelfareKind)}
    return sorted(found, key=lambda line: (line.day, order[line.care], line.text, line.key))


def read_year(year: int, care: WelfareKind | None = None) -> YearDays:
    """A year as it is in the open file."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    calendar = work_calendar()
    lines: dict[date, list[DayLine]] = {}
    for line in lines_between(first, last, care):
        for day in _days(max(line.day, first), min(line.last, last)):
            lines.setdefault(day, []).append(line)
    special = {day: found for day in _days(first, last) if (found := calendar.special(day)) is not None}
    return YearDays(year, lines, special, calendar.working_days(first, last), calendar.remark(first, last))


def _days(first: date, last: date) -> Iterator[date]:
    return (first + number * _ONE_DAY for number in range((last - first).days + 1))


def _events(first: date, last: date, care: WelfareKind | None) -> Iterator[DayLine]:
    begun = WelfareEvent.select().where(WelfareEvent.starts <= last)
    going_on = (WelfareEvent.starts >= first) | (WelfareEvent.ends >= first)
    rows = begun.where(going_on) if care is None else begun.where(going_on, WelfareEvent.kind == care.value)
    for event in rows:
        kind = WelfareKind(event.kind)
        told = _(kind.label) if kind.confidential else event.title
        venue = "" if kind.confidential else event.place
        until = max(event.ends or event.starts, event.starts)
        yield DayLine(event.starts, event.title, kind, WELFARE_EVENT.key, event.id, until, told, venue)


def _due(care: Care, first: date, last: date) -> Iterator[DayLine]:
    for each in care.due_dates:
        for due in each.coming(first, last):
            yield DayLine(due.day, due.text, care.kind, each.kind.key, due.key, due.day, due.text)
