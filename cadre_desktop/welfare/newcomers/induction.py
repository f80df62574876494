"""初任培训: which trainings of the dossier and which courses' lists a newcomer is on.

Courses are known by what every list of names declares, so that welfare knows nothing of the slice that keeps them.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.record import table_name
from cadre_desktop.people.name_list.declaration import NameListOf, declared_lists

_WORDS = ("初任", "岗前", "新录用", "新入职")
"""What a course for newcomers has in its title."""
_INITIAL = "initial"
"""初任培训 among the classes of training (resources/codes/training_class.json)."""


def inductions(people: Mapping[int, date], course: str = "") -> dict[int, str]:
    """By person (key, with the day of reporting) the title of the induction, of those who have had one since they
    reported or are on the list of one; `course` is the title that a batch names."""
    found: dict[int, str] = {}
    for person, title, day in [*_trained(list(people), course), *_listed(list(people), course)]:
        if person in people and (day or "") >= f"{people[person].year}":
            found.setdefault(person, title)
    return found


def _about(title: str, course: str) -> tuple[str, list[str]]:
    """SQL that a title is that of an induction, with its parameters."""
    words = [f"{title} LIKE ?" for _word in _WORDS]
    parameters = [f"%{word}%" for word in _WORDS]
    if course.strip():
        return " OR ".join([*words, f"{title} = ?"]), [*parameters, course.strip()]
    return " OR ".join(words), parameters


def _trained(people: Sequence[int], course: str) -> list[tuple[int, str, str]]:
    sql, parameters = _about("t.title", course)
    statement = (
        f"SELECT t.person_id, t.title, t.starts FROM training_record t WHERE t.person_id IN {LISTED}"
        f" AND (t.training_class = ? OR {sql}) ORDER BY t.starts DESC, t.id"
    )
    return database.rows(statement, json.dumps(list(people)), _INITIAL, *parameters)


def _listed(people: Sequence[int], course: str) -> list[tuple[int, str, str]]:
    return [row for names in declared_lists() if names.hours is not None for row in _on(names, people, course)]


def _on(names: NameListOf, people: Sequence[int], course: str) -> list[tuple[int, str, str]]:
    """Who is on the list of an induction that is held; those who wait or have left their place are not."""
    title, starts = names.title.column_name, names.starts.column_name
    sql, parameters = _about(f'v."{title}"', course)
    away = [names.waiting.value, *(each.value for each in names.away)]
    statement = (
        f'SELECT e."{names.person.column_name}", v."{title}", v."{starts}"'
        f' FROM "{names.table}" e JOIN "{table_name(names.events)}" v ON v.id = e."{names.event.column_name}"'
        f' WHERE e."{names.person.column_name}" IN {LISTED} AND ({sql}){names.held_sql}'
        f' AND e."{names.status.column_name}" NOT IN {LISTED} ORDER BY v."{starts}" DESC'
    )
    return database.rows(statement, json.dumps(list(people)), *parameters, json.dumps(away))
