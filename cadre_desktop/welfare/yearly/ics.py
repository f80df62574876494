"""The days of welfare as a file for the calendars of phones and Outlook, with neutral words for what is
confidential: events, what is due, whom to remember, and what should be over already."""

from datetime import date, datetime
from pathlib import Path

from cadre_desktop.kit.documents.ics import CalendarEntry, write_ics
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.yearly.days import DayLine, lines_between
from cadre_desktop.welfare.yearly.reminding import marked_late, remembered_between

_PRODUCT = "Welfare"


def write_year(path: Path, year: int, now: datetime) -> int:
    """Write a year's days as an .ics file; returns how many there are. Raises Refused when there are none."""
    title = _("{year}年暖警日历").format(year=year)
    nothing = _("{year}年没有活动和到期事项，没有写出日历。").format(year=year)
    return write_days(path, title, date(year, 1, 1), date(year, 12, 31), now, nothing)


def write_days(path: Path, title: str, first: date, last: date, now: datetime, nothing: str = "") -> int:
    """The same for the days between two, both included."""
    lines = [*lines_between(first, last), *remembered_between(first, last)]
    lines = marked_late(lines, first, last, now.date())
    refused = nothing or _("{first} 至 {last} 没有活动和到期事项，没有写出日历。")
    refused = refused.format(first=first.isoformat(), last=last.isoformat())
    return write_ics(path, title, map(_entry, lines), now, _PRODUCT, refused)


def _entry(line: DayLine) -> CalendarEntry:
    return CalendarEntry(
        source=f"{line.kind_key}-{line.key}-{line.day:%Y%m%d}",
        summary=line.told,
        starts=line.day,
        ends=line.last,
        venue=line.venue,
        description="\n".join(filter(None, (_("暖警：{kind}").format(kind=_(line.care.label)), line.details))),
        category=_("暖警"),
    )
