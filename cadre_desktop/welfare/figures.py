"""The year's figures of welfare events, each with the list of exactly the rows it counts.

An event belongs to the year in which it starts, and so do its participations: the people who came (人次).
"""

from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, equals, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.kinds import PARTICIPANT, WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import Attendance, WelfareKind

_CAME = ", ".join(f"'{attendance}'" for attendance in Attendance if attendance.counted)


def events(year: int, kind: WelfareKind | None = None, until: date | None = None) -> Listing:
    """The events that start in `year` (on `until` at the latest), of one kind or of all."""
    listing = Listing(WELFARE_EVENT, (in_year(WelfareEvent.starts, year, year_words(year, until), until),))
    if kind is None:
        return listing
    return listing.where(equals(WELFARE_EVENT.column(WelfareEvent.kind), (kind.value,)))


def participations(year: int, kind: WelfareKind | None = None, until: date | None = None) -> Listing:
    """Who came to those events. Confidential ones are among them: show them masked."""
    inner = "SELECT id FROM welfare_event WHERE starts >= ? AND starts < ?"
    parameters: tuple[str, ...] = year_span(year, until)
    words = _("{year}参加人次").format(year=year_words(year, until))
    if kind is not None:
        inner, parameters = f"{inner} AND kind = ?", (*parameters, kind.value)
        words = _("{year}{kind}参加人次").format(year=year_words(year, until), kind=_(kind.label))
    sql = f"t.attendance IN ({_CAME}) AND t.event_id IN ({inner})"
    return Listing(PARTICIPANT, (Condition(sql, parameters, words),))


@dataclass(frozen=True)
class EventCount:
    """How many events, and how many person-times."""

    events: int = 0
    person_times: int = 0


@dataclass(frozen=True)
class WelfareTotals:
    """A year's welfare events; `by_kind` has every kind, in their usual order."""

    year: int
    by_kind: dict[WelfareKind, EventCount]

    @property
    def events(self) -> int:
        """All events of the year."""
        return sum(count.events for count in self.by_kind.values())

    @property
    def person_times(self) -> int:
        """All participations of the year (人次)."""
        return sum(count.person_times for count in self.by_kind.values())


def year_totals(year: int) -> WelfareTotals:
    """The figures of `year`."""
    span = (f"{year}", f"{year + 1}")
    held = dict(
        database.rows("SELECT kind, count(*) FROM welfare_event WHERE starts >= ? AND starts < ? GROUP BY kind", *span)
    )
    came = dict(
        database.rows(
            "SELECT e.kind, count(*) FROM participant p JOIN welfare_event e ON e.id = p.event_id"
            f" WHERE e.starts >= ? AND e.starts < ? AND p.attendance IN ({_CAME}) GROUP BY e.kind",
            *span,
        )
    )
    return WelfareTotals(
        year, {kind: EventCount(held.get(kind.value, 0), came.get(kind.value, 0)) for kind in WelfareKind}
    )


def years() -> list[int]:
    """The years that have an event, latest first."""
    found = database.rows("SELECT DISTINCT substr(starts, 1, 4) FROM welfare_event")
    return sorted((int(year) for (year,) in found), reverse=True)


def attendance_of(event: int) -> dict[Attendance, int]:
    """How many participants of an event are in each state of attendance."""
    rows = dict(
        database.rows("SELECT attendance, count(*) FROM participant WHERE event_id = ? GROUP BY attendance", event)
    )
    return {attendance: rows.get(attendance.value, 0) for attendance in Attendance}


FIGURES = (
    Figure(
        "welfare_events",
        N_("暖警活动"),
        N_("场"),
        N_("当年开始的活动"),
        lambda period: events(period.year, until=period.until),
    ),
    Figure(
        "welfare_participations",
        N_("暖警参加人次"),
        N_("人次"),
        N_("这些活动的参加记录中到场的"),
        lambda period: participations(period.year, until=period.until),
    ),
)
"""What is published of a year's welfare events."""
