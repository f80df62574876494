"""People of one name on a list who would look alike there, and what distinguishes them."""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.declaration import NameListOf


class Namesake(NamedTuple):
    """Somebody on a list; `born` is a month as it is kept (1985-03), what is not known is empty."""

    entry: int
    name: str
    court: int | None
    department: str
    born: str
    staff_number: str
    id_number: str


def told_apart(people: Iterable[Namesake], *, shown: bool, told: bool = True) -> dict[int, str]:
    """What is put behind the names of those who would look alike, by row: 1985.03, or where that is not known of all or
    the same, a staff number, or the end of the ID number.

    shown: whether departments are in a column of their own, so that people of one name in two departments do not look
    alike. Where they are not shown, the department distinguishes people first, if it may be `told`.
    """
    alike: dict[tuple[Any, ...], list[Namesake]] = {}
    for one in people:
        alike.setdefault((one.name, one.court, one.department if shown else None), []).append(one)
    found: dict[int, str] = {}
    for group in alike.values():
        if len(group) > 1:
            found |= _told(group, with_department=told and not shown)
    return found


def _told(group: list[Namesake], with_department: bool) -> dict[int, str]:
    ways = [
        *([[one.department for one in group]] if with_department else []),
        [one.born.replace("-", ".") for one in group],
        [one.staff_number for one in group],
        [_("证件尾号 {end}").format(end=one.id_number[-4:]) if one.id_number else "" for one in group],
    ]
    for way in ways:
        if all(way) and len(set(way)) == len(group):
            return {one.entry: words for one, words in zip(group, way, strict=True)}
    joined = ("，".join(filter(None, each)) for each in zip(*ways[:-1], strict=True))
    return {one.entry: words for one, words in zip(group, joined, strict=True) if words}


def with_mark(name: str, mark: str) -> str:
    """王伟（1985.03）."""
    return f"{name}（{mark}）" if mark else name


def namesakes(names: NameListOf, event: Any, *, shown: bool, told: bool = True) -> Mapping[int, str]:
    """`told_apart` of everybody on the list of an event."""
    court, person = names.court.column_name, names.person.column_name
    rows = database.rows(
        f"SELECT e.id, p.name, coalesce(e.\"{court}\", p.court_id), coalesce(d.name, ''), coalesce(p.born, ''),"
        f' p.staff_number, p.id_number FROM "{names.table}" e JOIN person p ON p.id = e."{person}"'
        f' LEFT JOIN department d ON d.id = p.department_id WHERE e."{names.event.column_name}" = ? ORDER BY e.id',
        event.id,
    )
    return told_apart((Namesake(*row) for row in rows), shown=shown, told=told)
