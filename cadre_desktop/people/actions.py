"""What a user means to do with the courts and people on file."""

from collections.abc import Sequence
from datetime import date

from cadre_desktop.kit.kind import Values, missing
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.kinds import HONOUR, PERSON
from cadre_desktop.people.records import Court, Department, Honour, Person
from cadre_desktop.people.rules import CourtLevel, PersonStatus, courts_of_baotou
from cadre_desktop.people.vetting import complete_person, vet_honour, vet_person

_FOUNDING = N_("建立法院名录")


def found_courts(store: Store, own: str) -> Court:
    """Enter the courts of a new file: all of Baotou when `own` is one of them, else `own` alone. Returns `own`.

    This is never undone: without its courts a file is none.
    """
    name = own.strip()
    if not name:
        raise Refused(Problem(_("请填写法院名称。"), field="name"))
    offered = [(court.name, court.short, court.level, court.case_code) for court in courts_of_baotou()]
    if name not in {court[0] for court in offered}:
        offered = [(name, "", CourtLevel.INTERMEDIATE if "中级" in name else CourtLevel.GRASSROOTS, "")]
    with store.step(_(_FOUNDING)):
        for index, (full, short, level, case_code) in enumerate(offered, 1):
            Court.add(name=full, short_name=short, level=level, case_code=case_code, place=index)
        store.set_setting("own_court", name)
    keep_founding(store)
    return Court.get(Court.name == name)


def keep_founding(store: Store) -> None:
    """Let nobody undo the founding of the courts; files of earlier versions do not have that yet."""
    first = store.first_step()
    if first is not None and first.label == _(_FOUNDING):
        store.keep_for_good(first)


def own_court(store: Store) -> Court | None:
    """The court this file belongs to."""
    return Court.get_or_none(Court.name == store.setting("own_court"))


def change_status(store: Store, people: Sequence[int], status: PersonStatus, since: date) -> int:
    """Set people to serving, on leave, moved or retired as of `since`, in one step; returns how many changed."""
    rows = list(Person.select().where(Person.id.in_(list(people)), Person.status != status))
    with store.step(_("{count} 人改为“{status}”").format(count=len(rows), status=status.label)):
        for person in rows:
            person.status = status
            person.status_since = since
            person.save()
    return len(rows)


def move_people(store: Store, people: Sequence[int], court: int, department: int | None) -> int:
    """Move people to another court or department of it, in one step; returns how many.

    Raises Refused when the department belongs to another court.
    """
    if department is not None and Department.by_key(department).__data__["court"] != court:
        raise Refused(Problem(_("该部门不属于所选法院，请重新选择部门。"), field="department"))
    rows = list(Person.select().where(Person.id.in_(list(people))))
    with store.step(_("调整 {count} 人的部门").format(count=len(rows))):
        for person in rows:
            person.court = court
            person.department = department
            person.save()
    return len(rows)


def add_people(store: Store, rows: Sequence[Values]) -> range:
    """Add many people (values by field name, alike in all rows) in one step; returns their keys.

    Raises Refused with the problems of all rows; then nobody has been added.
    """
    complete = [complete_person(values) for values in rows]
    problems = [problem for values in complete for problem in (*missing(PERSON, values), *vet_person(values))]
    if problems:
        raise Refused(problems)
    with store.step(_("新增 {count} 人").format(count=len(rows))):
        return Person.add_many(complete)


def add_honours(store: Store, rows: Sequence[Values]) -> int:
    """Add many awards in one step; returns how many. Raises Refused with the problems of all rows."""
    problems = [problem for values in rows for problem in (*missing(HONOUR, values), *vet_honour(values))]
    if problems:
        raise Refused(problems)
    with store.step(_("新增 {count} 项表彰").format(count=len(rows))):
        for values in rows:
            Honour.add(**values)
    return len(rows)
