"""Who has worked in which lines of work, and who was never moved."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.store.database import database
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.rules import MembershipStatus

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_MEMBERS = f"""
    SELECT p.id, p.name, coalesce(nullif(c.short_name, ''), c.name), coalesce(d.name, ''),
        (SELECT count(*) FROM rotation_entry e WHERE e.person_id = p.id AND e.starts <= ?)
    FROM person p LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE p.id IN (SELECT person_id FROM membership WHERE status IN ({_STATES}) AND (pool_id = ? OR ? IS NULL))
    ORDER BY c.place, d.place, d.id, p.pinyin, p.id
"""


class LineRow(NamedTuple):
    """Somebody with the lines worked in, by code, each with what shows it; `moves` is how many moves were made."""

    person: int
    name: str
    court: str
    department: str
    moves: int
    lines: dict[str, str]


class LineMatrix(NamedTuple):
    """The lines that anybody has worked in, in the order of their table, and the people."""

    lines: tuple[str, ...]
    rows: tuple[LineRow, ...]


def line_matrix(day: date, pool: int | None = None) -> LineMatrix:
    """The members of a pool, or of all, with the lines they have worked in by `day`."""
    members = database.rows(_MEMBERS, day.isoformat(), pool, pool)
    facts = read_facts([row[0] for row in members], day, pool)
    rows = [
        LineRow(person, name, court, room, moves, dict(facts[person].lines))
        for person, name, court, room, moves in members
    ]
    used = {code for row in rows for code in row.lines}
    return LineMatrix(tuple(item.value for item in code_table("line") if item.value in used), tuple(rows))
