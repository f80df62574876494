"""The slots as a page lists them."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.counselling.rules import SlotState

_SLOTS = """
    SELECT s.id, s.day, s.begins, s.ends, s.counsellor, s.place, s.state, coalesce(p.name, '')
    FROM counselling_slot s LEFT JOIN person p ON p.id = s.person_id
    WHERE s.day >= ? AND s.day < ? ORDER BY s.day, s.begins, s.counsellor, s.id
"""


class SlotLine(NamedTuple):
    """A slot; `name` is whom it is for, to be masked."""

    key: int
    day: date
    span: str
    counsellor: str
    venue: str
    state: SlotState
    name: str


def slots_of(year: int | None) -> list[SlotLine]:
    """The slots of a year (None: of all) by day and time."""
    first, last = ("", "A") if year is None else (str(year), str(year + 1))
    return [
        SlotLine(
            key,
            date.fromisoformat(day),
            f"{begins}–{ends}" if ends else begins,
            counsellor,
            venue,
            SlotState(state),
            name,
        )
        for key, day, begins, ends, counsellor, venue, state, name in database.rows(_SLOTS, first, last)
    ]
