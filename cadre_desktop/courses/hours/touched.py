"""What the journal says since a step about whom hours may have changed for, so that nobody else is reckoned again."""

from collections.abc import Iterable

from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.registers.hours_targets import HoursTarget
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.state import At, values_since
from cadre_desktop.people.name_list.records import Presence, Session
from cadre_desktop.people.records import Appointment, Court, Department, Person, TrainingRecord
from cadre_desktop.people.registers.absences import Absence
from cadre_desktop.people.registers.party_roles import PartyStanding
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.retirement_decisions import RetirementDecision

_OF_PEOPLE: tuple[type[Record], ...] = (
    TrainingRecord,
    Enrolment,
    HoursTarget,
    PostHeld,
    Appointment,
    Absence,
    PartyStanding,
    RetirementDecision,
)
_BY_PERSON = frozenset(map(table_name, _OF_PEOPLE))
_PERSON, _COURSE, _PRESENCE = table_name(Person), "course", table_name(Presence)
_BEARING = frozenset({_COURSE, table_name(Session), table_name(Court), table_name(Department), "setting"})
"""Courses and their sessions, courts, departments and settings: after one of these changed everybody is reckoned
again."""
TABLES = tuple(sorted({*_BY_PERSON, *_BEARING, _PERSON, _PRESENCE}))
"""What hours depend on."""
_MOST = 2000
"""Changes beyond which reckoning everybody is no slower than following them."""


def people_touched(at: At) -> frozenset[int] | None:
    """The people for whom something was written after `at` that hours depend on.

    None when everybody has to be reckoned again: settings or courses changed as well, it was too much to follow, or the
    file is not the one `at` is of.
    """
    rows = values_since(at, "person_id", _MOST + 1)
    if rows is None or len(rows) > _MOST or any(table in _BEARING for table, *_change in rows):
        return None
    named = {key for table, _row, *keys in rows if table in _BY_PERSON for key in keys if key}
    themselves = {row for table, row, *_keys in rows if table == _PERSON}
    unnamed = {(table, row) for table, row, was, now in rows if table in _BY_PERSON and not (was and now)}
    present = _people_present({row for table, row, *_keys in rows if table == _PRESENCE})
    return None if present is None else frozenset(named | themselves | _people_of(unnamed) | present)


def _people_present(rows: set[int]) -> set[int] | None:
    """Whose attendance of a course these rows are; None where one is gone, since nobody knows whose it was."""
    if not rows:
        return set()
    found = database.rows(
        f"SELECT p.id, e.person_id FROM presence p LEFT JOIN enrolment e ON e.id = p.entry WHERE p.id IN {LISTED}",
        listed(rows),
    )
    return {person for _row, person in found if person is not None} if len(found) == len(rows) else None


def _people_of(indexes: Iterable[tuple[str, int]]) -> set[int]:
    """Whose rows were changed in place; a row that is gone since then is named where it went."""
    found = (database.value(f"SELECT person_id FROM {table} WHERE id = ?", row) for table, row in indexes)
    return {person for person in found if person is not None}
