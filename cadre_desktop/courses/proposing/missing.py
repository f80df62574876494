"""How many hours somebody lacks in a year: the one place where proposals ask for it."""

from collections.abc import Iterable

from cadre_desktop.kit.store.database import database

YEARLY_TARGET = 900
"""Tenths: 90 hours a year, 干部教育培训工作条例 (2023)."""


def missing_hours(year: int, people: Iterable[int], target: int = YEARLY_TARGET) -> dict[int, int]:
    """Tenths of an hour that each of `people` (keys) lacks of the `target` of `year`, after what the dossier counts."""
    done: dict[int, int] = dict(
        database.rows(
            "SELECT person_id, sum(hours) FROM training_record WHERE year = ? AND counts GROUP BY person_id", year
        )
    )
    return {person: max(0, target - done.get(person, 0)) for person in people}
