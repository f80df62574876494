"""The list behind every number."""

from collections.abc import Iterable, Sequence
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.store.database import listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.kinds import APPOINTMENT, PERSON


def people_listing(people: Iterable[int], words: str) -> Listing:
    """These people (keys), and what they are called."""
    return Listing(PERSON, (Condition(f"t.id IN {LISTED}", (listed(people),), words),))


def changes_listing(changes: Sequence[int], words: str) -> Listing:
    """These changes of post (keys)."""
    return Listing(APPOINTMENT, (Condition(f"t.id IN {LISTED}", (listed(changes),), words),))


def words_of(day: date, *parts: str) -> str:
    """2023-12-31 包头中院 正职 80后."""
    return " ".join((day.isoformat(), *(part for part in parts if part))) + _("（队伍结构）")
