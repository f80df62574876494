"""Days as a file for the calendars of phones and Outlook (iCalendar, RFC 5545).

What has times is at that time in China, wherever the phone is. What is exported again has the same UID, so that it
takes the place of what was there.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from cadre_desktop.kit.documents.atomic import write_atomically
from cadre_desktop.kit.problems import Refused

SUFFIX = ".ics"
_ZONE = ZoneInfo("Asia/Shanghai")
_ZONE_SINCE = date(2000, 1, 1)
"""The file has the zone's hours from here on: of summer time before 1992 no calendar need know."""
_HOST = "cadre-desktop"


@dataclass(frozen=True)
class CalendarEntry:
    """Something on a day or on several: `source` makes its UID.

    starts, ends: days, of which `ends` is the last; or with `begins` the time of the day on `starts` at which it begins
    (``09:00``), and `finishes` that at which it ends.
    """

    source: str
    summary: str
    starts: date
    ends: date | None = None
    begins: str = ""
    finishes: str = ""
    venue: str = ""
    description: str = ""
    category: str = ""
    tentative: bool = False


def write_ics(
    path: Path, title: str, entries: Iterable[CalendarEntry], now: datetime, product: str, nothing: str
) -> int:
    """Write them as an .ics file called `title`; returns how many there are.

    `now` is the time of the export, on the clock of this computer; `product` the part of the program it comes from.
    Raises Refused with `nothing` when there are none, OSError when the file cannot be written.
    """
    events = [_event(entry, now.astimezone(UTC)) for entry in entries]
    if not events:
        raise Refused(nothing)
    calendar = Calendar()
    calendar.add("prodid", f"-//Cadre Desktop//{product}//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", title)
    calendar.add("x-wr-timezone", _ZONE.key)
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones(first_date=_ZONE_SINCE)
    write_atomically(path, calendar.to_ical())
    return len(events)


def _event(entry: CalendarEntry, now: datetime) -> Event:
    event = Event()
    event.add("uid", f"{entry.source}@{_HOST}")
    event.add("dtstamp", now)
    event.add("summary", entry.summary)
    if entry.begins:
        event.add("dtstart", _at(entry.starts, entry.begins))
        if entry.finishes:
            event.add("dtend", _at(entry.starts, entry.finishes))
    else:
        event.add("dtstart", entry.starts)
        event.add("dtend", (entry.ends or entry.starts) + timedelta(days=1))
    if entry.venue:
        event.add("location", entry.venue)
    if entry.description:
        event.add("description", entry.description)
    if entry.category:
        event.add("categories", [entry.category])
    event.add("status", "TENTATIVE" if entry.tentative else "CONFIRMED")
    return event


def _at(day: date, clock: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(clock), _ZONE)
