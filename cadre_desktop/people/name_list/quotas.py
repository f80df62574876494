"""How many people each court and department may send to an event (名额分配), beside how many it has sent."""

from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database, listed
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.quota_rules import Home, QuotaLine
from cadre_desktop.people.name_list.records import CourtQuota, DepartmentQuota
from cadre_desktop.people.records import Court, Department


class GivenQuotas(NamedTuple):
    """The quotas that were given for an event, by court and by department (keys)."""

    courts: dict[int, int]
    departments: dict[int, int]


class SentPeople(NamedTuple):
    """How many people have a place, and how many wait for one."""

    listed: int
    waiting: int


def quotas_of(event: Any) -> GivenQuotas:
    """The quotas of an event."""
    courts = CourtQuota.select().where(CourtQuota.event == event.id)
    of_departments = DepartmentQuota.select().where(DepartmentQuota.event == event.id)
    return GivenQuotas(
        {row.__data__["court"]: row.places or 0 for row in courts},
        {row.__data__["department"]: row.places or 0 for row in of_departments},
    )


def departments() -> dict[int, list[tuple[int, str]]]:
    """Key and name of the departments of each court (key), in their order."""
    found: dict[int, list[tuple[int, str]]] = {}
    for row in Department.select().order_by(Department.place, Department.id):
        found.setdefault(row.__data__["court"], []).append((row.id, row.name))
    return found


def sent_by(names: NameListOf, event: Any) -> dict[Home, SentPeople]:
    """How many people are on the list by court and department. Who has moved to another court since he was put on it
    counts for that of then, and there for no department."""
    court, person, status = names.court.column_name, names.person.column_name, names.status.column_name
    rows = database.rows(
        f'SELECT coalesce(e."{court}", p.court_id) c, CASE WHEN d.court_id = coalesce(e."{court}", p.court_id)'
        f' THEN d.id END, e."{status}", count(*) FROM "{names.table}" e JOIN person p ON p.id = e."{person}"'
        f' LEFT JOIN department d ON d.id = p.department_id WHERE e."{names.event.column_name}" = ? GROUP BY 1, 2, 3',
        event.id,
    )
    found: dict[Home, SentPeople] = {}
    for of_court, department, said, count in rows:
        before = found.get((of_court, department), SentPeople(0, 0))
        if said == names.waiting:
            found[of_court, department] = before._replace(waiting=before.waiting + count)
        elif names.takes_place(said):
            found[of_court, department] = before._replace(listed=before.listed + count)
    return found


def homes_of(people: Iterable[int]) -> Counter[Home]:
    """How many of these people (keys) are from each court and department."""
    return Counter(
        database.rows(f"SELECT court_id, department_id FROM person WHERE id IN {LISTED}", listed(list(people)))
    )


def quota_lines(names: NameListOf, event: Any) -> list[QuotaLine]:
    """How each court compares with its quota, in the order of the courts; those without quota and people among them."""
    given, sent, called = quotas_of(event), sent_by(names, event), departments()
    return [_line(court, given, sent, called.get(court.id, [])) for court in _courts()]


def _courts() -> list[Court]:
    return list(Court.select().order_by(Court.place, Court.id))


def _line(
    court: Court, given: GivenQuotas, sent: Mapping[Home, SentPeople], called: list[tuple[int, str]]
) -> QuotaLine:
    here = [each for (of_court, _department), each in sent.items() if of_court == court.id]
    parts = tuple(
        QuotaLine(court.id, name, given.departments[key], *sent.get((court.id, key), SentPeople(0, 0)), department=key)
        for key, name in called
        if key in given.departments
    )
    quota = given.courts.get(court.id)
    by_parts = quota is None and bool(parts)
    return QuotaLine(
        court.id,
        court.short_name or court.name,
        sum(part.quota or 0 for part in parts) if by_parts else quota,
        sum(each.listed for each in here),
        sum(each.waiting for each in here),
        parts=parts,
        by_parts=by_parts,
    )


def set_quotas(
    store: Store,
    names: NameListOf,
    event: Any,
    quotas: Mapping[int, int | None],
    of_departments: Mapping[int, int | None] = MappingProxyType({}),
) -> int:
    """Say how many people courts and departments (keys) may send, None for no quota, in one step; returns how many
    changed. What a department may send is part of what its court may; where the court has no number, it is their sum.

    Raises Refused when the list is closed, for a department that is gone, when the departments of a court together have
    more than the court, or the courts more than the event has room for.
    """
    event = names.now(event)
    names.vet_open(event)
    held = quotas_of(event)
    whole = GivenQuotas(_kept(held.courts, quotas), _kept(held.departments, of_departments))
    _vet_quotas(names, event, whole, [*quotas.values(), *of_departments.values()])
    changed: list[tuple[Any, int, int | None]] = [
        (CourtQuota, key, count) for key, count in quotas.items() if held.courts.get(key) != count
    ]
    changed += [
        (DepartmentQuota, key, count) for key, count in of_departments.items() if held.departments.get(key) != count
    ]
    with store.step(_("“{title}”分配名额").format(title=names.title_of(event))):
        for record, key, count in changed:
            _set_quota(record, event, key, count)
    return len(changed)


def _kept(held: Mapping[int, int], given: Mapping[int, int | None]) -> dict[int, int]:
    return {key: count for key, count in {**held, **given}.items() if count is not None}


def _vet_quotas(names: NameListOf, event: Any, whole: GivenQuotas, typed: list[int | None]) -> None:
    if any(count is not None and count < 0 for count in typed):
        raise Refused(Problem(_("名额不能是负数。"), field="places"))
    by_court: dict[int, int] = {}
    rows = {row.id: row.__data__["court"] for row in Department.select().where(Department.id.in_([*whole.departments]))}
    if gone := len(whole.departments) - len(rows):
        raise Refused(_("有 {count} 个部门已被删除，请重新打开名额分配再填。").format(count=gone))
    for department, count in whole.departments.items():
        by_court[rows[department]] = by_court.get(rows[department], 0) + count
    for court in _courts():
        most, together = whole.courts.get(court.id), by_court.get(court.id, 0)
        if most is not None and together > most:
            text = _("{court}各部门名额合计 {total} 个，多于这个法院的名额 {most} 个，请调整。")
            name = court.short_name or court.name
            raise Refused(Problem(text.format(court=name, total=together, most=most), field="places"))
    total, most = sum({**by_court, **whole.courts}.values()), names.value(event, names.capacity)
    if most is not None and total > most:
        text = _("各法院名额合计 {total} 个，多于总名额 {most} 个，请调整。")
        raise Refused(Problem(text.format(total=total, most=most), field="places"))


def _set_quota(record: Any, event: Any, key: int, count: int | None) -> None:
    of = record.court if record is CourtQuota else record.department
    row = record.get_or_none(record.event == event.id, of == key)
    if row is None:
        record.add(**{"event": event.id, of.name: key, "places": count})
    elif count is None:
        row.delete_instance()
    else:
        row.places = count
        row.save()
