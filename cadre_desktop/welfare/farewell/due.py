"""The days of retirement that are to be thought of: a package that is not ready, a retiree nobody has visited.

The ceremonies themselves are events, which are thought of as all events are.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from cadre_desktop.kit.language import _
from cadre_desktop.kit.published import Due, DueDate
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.months import months_later
from cadre_desktop.welfare.farewell.preparing import prepared_of
from cadre_desktop.welfare.farewell.registers import FAREWELLS, RETIRED_CONTACTS
from cadre_desktop.welfare.farewell.rules import MONTHS_BEFORE

_TOLD_FOR = timedelta(days=366)
"""What was never prepared is no longer told of after a year."""

_PACKAGES = """
    SELECT f.id, p.name, coalesce(e.starts, f.retires) FROM farewell f JOIN person p ON p.id = f.person_id
    LEFT JOIN welfare_event e ON e.id = f.event_id
    WHERE f.album_given IS NULL AND coalesce(e.starts, f.retires) IS NOT NULL
"""


def _packages() -> Iterator[Due]:
    """Those that are not ready, each with the day by which it should be."""
    rows = database.rows(_PACKAGES)
    states = prepared_of([key for key, _name, _day in rows])
    for key, name, text in rows:
        state = states[key]
        if not state.ready:
            held = date.fromisoformat(text if len(text) == 10 else f"{text}-01")
            words = "、".join(_(part.label) for part in state.lacking if part.before)
            told = _("{name}的荣退材料还缺：{words}").format(name=name, words=words)
            yield Due(months_later(held, -MONTHS_BEFORE), told, key)


def _coming(first: date, last: date) -> Iterator[Due]:
    return (due for due in _packages() if first <= due.day <= last)


def _overdue(today: date) -> Iterator[Due]:
    return (due for due in _packages() if today - _TOLD_FOR <= due.day < today)


_UNVISITED = """
    SELECT c.id, p.name FROM retired_contact c JOIN person p ON p.id = c.person_id
    WHERE p.status = 'retired' AND (p.status_since IS NULL OR p.status_since < ?) AND NOT EXISTS
        (SELECT 1 FROM retired_visit v WHERE v.person_id = c.person_id AND v.day >= ? AND v.day < ?)
"""


def unvisited(year: int) -> list[tuple[int, str]]:
    """The contacts (key and name) of those who had retired before the year's end and whom nobody visited in it."""
    return database.rows(_UNVISITED, f"{year + 1}", f"{year}", f"{year + 1}")


def _visits_coming(first: date, last: date) -> Iterator[Due]:
    for year in range(first.year, last.year + 1):
        end = date(year, 12, 31)
        if first <= end <= last:
            yield from _visits(year, end)


def _visits_overdue(today: date) -> Iterator[Due]:
    """Those whom nobody visited in the year before, nor since."""
    met = {key for key, _name in unvisited(today.year)}
    return (due for due in _visits(today.year - 1, date(today.year - 1, 12, 31)) if due.key in met)


def _visits(year: int, day: date) -> Iterator[Due]:
    for key, name in unvisited(year):
        yield Due(day, _("{year} 年还没有走访：{name}").format(year=year, name=name), key)


DUE_DATES = (
    DueDate(FAREWELLS.kind, _coming, _overdue),
    DueDate(RETIRED_CONTACTS.kind, _visits_coming, _visits_overdue),
)
