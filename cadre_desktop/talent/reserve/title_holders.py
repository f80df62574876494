"""The expert reserve is fed by the titles of contests: who of those that have one could enter a pool."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.store.database import database
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import problems_of
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.rules import MembershipStatus
from cadre_desktop.talent.stages.admitting import requirement_of

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_HOLDERS = f"""
    SELECT h.person_id, min(h.title), max(h.granted) FROM honour h
    WHERE h.source IS NOT NULL AND h.source NOT IN (SELECT id FROM honour_proposal) AND h.person_id IS NOT NULL
        AND h.granted >= ? AND h.granted <= ?
        AND h.person_id NOT IN (SELECT person_id FROM membership WHERE pool_id = ? AND status IN ({_STATES}))
    GROUP BY h.person_id ORDER BY max(h.granted) DESC, h.person_id
"""


class TitleHolder(NamedTuple):
    """Somebody whom a contest has given a title, and why the rule of the pool does not admit them, if it does not."""

    person: int
    title: str
    granted: date
    problems: tuple[str, ...]


def title_holders(pool: Pool, since: date, day: date) -> list[TitleHolder]:
    """Those outside a pool who were given a title from `since` on, the latest first. Nobody is admitted by this."""
    rows = database.rows(_HOLDERS, since.isoformat(), day.isoformat(), pool.id)
    facts, asked = read_facts([row[0] for row in rows], day, pool.id), requirement_of(pool)
    return [
        TitleHolder(key, title, date.fromisoformat(granted), tuple(problems_of(asked, facts[key], day)))
        for key, title, granted in rows
    ]
