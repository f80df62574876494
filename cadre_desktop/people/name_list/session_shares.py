"""The hours of each session of an event: its own, or an equal share of what the others leave."""

from fractions import Fraction
from typing import Any

from cadre_desktop.people.name_list.attending import sessions_of
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.rules import session_hours


def shares_of(names: NameListOf, event: Any) -> dict[int, Fraction]:
    """Tenths of an hour by session. What is made up in a session is no part of the event's hours: one that is there for
    that has only hours of its own."""
    sessions = sessions_of(event.id)
    shares = session_hours(
        {row.id: row.hours for row in sessions if not row.make_up}, names.value(event, names.hours) or 0
    )
    return shares | {row.id: Fraction(row.hours) for row in sessions if row.make_up and row.hours is not None}
