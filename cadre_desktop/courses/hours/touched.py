"""What the journal says since a step about whom hours may have changed for, so that nobody else is reckoned again."""

from collections.abc import Iterable

from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.registers.hours_targets import HoursTarget
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.state import At, values_since
from cadre_desktop.people.records import Appointment, Court, Department, Person, TrainingRecord
from cadre_desktop.people.registers.absences import Absence
from cadre_desktop.people.registers.party_roles import PartyStanding
from cadre_desktop.people.registers.posts_held import PostHeld

_OF_PEOPLE: tuple[type[Record], ...] = (
    TrainingRecord,
    Enrolment,
    HoursTarget,
    PostHeld,
    Appointment,
    Absence,
    PartyStanding,
)
_BY_PERSON = frozenset(map(table_name, _OF_PEOPLE))
_PERSON, _COURSE = table_name(Person), "course"
_BEARING = frozenset({_COURSE, table_name(Court), table_name(Department), "setting"})
"""Courses, courts, departments and settings: after one of these changed everybody is reckoned again."""
TABLES = tuple(sorted({*_BY_PERSON, *_BEARING, _PERSON}))
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
    return frozenset(named | themselves | _people_of(unnamed))


def _people_of(indexes: Iterable[tuple[str, int]]) -> set[int]:
    """Whose rows were changed in place; a row that is gone since then is named where it went."""
    found = (database.value(f"SELECT person_id FROM {table} WHERE id = ?", row) for table, row in indexes)
    return {person for person in found if person is not None}
