"""What people do in a court's file, drawn by lot: the actions of the window and the command line, one at a time."""

import random
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from cadre_desktop.courses import actions as courses
from cadre_desktop.courses import certifying
from cadre_desktop.courses.records import Course, Enrolment
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit import editing
from cadre_desktop.kit.clock import FixedClock
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs, search
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.opening import open_store
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people import actions as people
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.schema import SCHEMA, kinds
from cadre_desktop.talent import actions as talent
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.rules import ExitReason
from cadre_desktop.talent.stages.admitting import AdmissionException, admit
from cadre_desktop.welfare import actions as welfare
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance
from tests.soak import contesting

OWN = "包头市中级人民法院"
BEGAN = datetime(2023, 6, 1, 9, 0)
ACTORS = ("王祯", "李静", "阿拉坦·巴特尔")
_SURNAMES, _GIVEN = "王李张刘单解仇欧阳查", "伟芳娜静敏磊洋艳勇军杰娟涛明超"


def found(path: Path, clock: FixedClock | None = None) -> Store:
    """A new file of a court, open, with its courts and departments and nobody in it."""
    store = open_store(path, SCHEMA, ACTORS[0], clock=clock or FixedClock(BEGAN), create_new=True, name=OWN)
    people.found_courts(store, OWN)
    with store.step("设部门"):
        for court in Court.select():
            Department.add_many([{"court": court.id, "name": name} for name in ("刑事审判第一庭", "执行局")])
    founding = store.last_step()
    assert founding is not None
    store.keep_for_good(founding)
    return store


def name(lot: random.Random) -> str:
    """A name as people have it."""
    return lot.choice(_SURNAMES) + "".join(lot.choices(_GIVEN, k=lot.choice((1, 2))))


def day(lot: random.Random) -> date:
    """A day in 2023."""
    return date(2023, 1, 1) + timedelta(days=lot.randrange(365))


def some(lot: random.Random, record: type[Record], most: int = 6, *where: Any) -> list[Any]:
    """A few rows, or none where there are none."""
    keys = [row.id for row in record.select(record.id).where(*where or (True,)).order_by(record.id)]
    chosen = sorted(lot.sample(keys, min(len(keys), lot.randint(1, most))))
    return [record.by_key(key) for key in chosen]


def _keys(rows: list[Any]) -> list[int]:
    return [row.id for row in rows]


def _room(lot: random.Random) -> Department:
    rooms = list(Department.select())
    if not rooms:
        raise Refused("there is no department")
    return lot.choice(rooms)


def _add_people(lot: random.Random, store: Store) -> None:
    rows = []
    for _number in range(lot.choice((1, 1, 3, 40))):
        room = _room(lot)
        rows.append(
            {"name": name(lot), "court": room.__data__["court"], "department": room.id, "born": date(1985, 3, 1)}
        )
    people.add_people(store, rows)


def _rename(lot: random.Random, store: Store) -> None:
    for row in some(lot, Person, 1):
        editing.change(store, kinds()["people"], row.id, {"name": name(lot), "post": lot.choice(("审判员", "书记员"))})


def _take_photos(lot: random.Random, store: Store) -> None:
    """Some are the same as before, as that of somebody who was entered twice."""
    rows = some(lot, Person, 4)
    with store.step("换照片"):
        for row in rows:
            photo = blobs.put(random.Random(lot.randrange(60)).randbytes(20_000))
            Person.update(photo=photo).where(Person.id == row.id).execute()


def _change_status(lot: random.Random, store: Store) -> None:
    people.change_status(store, _keys(some(lot, Person)), lot.choice(list(PersonStatus)), day(lot))


def _move(lot: random.Random, store: Store) -> None:
    room = _room(lot)
    people.move_people(store, _keys(some(lot, Person)), room.__data__["court"], room.id)


def _save_course(lot: random.Random, store: Store) -> None:
    starts = day(lot)
    values = {"title": f"执行实务培训班{lot.randrange(1000)}", "starts": starts, "ends": starts, "hours": 140}
    old = some(lot, Course, 1) if lot.random() < 0.3 else []
    courses.save_course(store, values, old[0].id if old else None)


def _enrol(lot: random.Random, store: Store) -> None:
    for course in some(lot, Course, 1):
        courses.enrol(store, course, _keys(some(lot, Person, 30)))


def _record_results(lot: random.Random, store: Store) -> None:
    rows = some(lot, Enrolment, 60)
    courses.record_results(store, _keys(rows), status=lot.choice(list(EnrolmentStatus)), leave=lot.choice((0, 10)))


def _withdraw(lot: random.Random, store: Store) -> None:
    courses.withdraw_enrolment(store, _keys(some(lot, Enrolment)))


def _close(lot: random.Random, store: Store) -> None:
    for course in some(lot, Course, 1):
        rows = list(Enrolment.select().where(Enrolment.course == course))
        with store.step(f"“{course.title}”结班"):
            courses.record_results(store, _keys(rows), status=EnrolmentStatus.COMPLETED)
            courses.close_course(store, course)


def _reopen(lot: random.Random, store: Store) -> None:
    for course in some(lot, Course, 1):
        courses.reopen_course(store, course, "学时有误")


def _certify(lot: random.Random, store: Store) -> None:
    for course in some(lot, Course, 1):
        certifying.issue_certificates(store, course)


def _save_pool(lot: random.Random, store: Store) -> None:
    old = some(lot, Pool, 1) if lot.random() < 0.6 else []
    values = {"name": f"优秀年轻干部库{lot.randrange(100)}", "type": "young", "age_limit": 45}
    talent.save_pool(store, values, old[0].id if old else None)


def _admit(lot: random.Random, store: Store) -> None:
    for pool in some(lot, Pool, 1):
        exception = lot.choice((None, AdmissionException("工作需要", "党组会")))
        admit(store, pool, _keys(some(lot, Person, 10)), day(lot), exception=exception)


def _leave(lot: random.Random, store: Store) -> None:
    talent.leave(store, _keys(some(lot, Membership)), day(lot), lot.choice(list(ExitReason)))


def _remove_members(lot: random.Random, store: Store) -> None:
    talent.remove_memberships(store, _keys(some(lot, Membership, 2)))


def _save_event(lot: random.Random, store: Store) -> None:
    values = {
        "title": f"走访慰问{lot.randrange(1000)}",
        "kind": lot.choice(("visit", "counselling")),
        "starts": day(lot),
    }
    welfare.save_event(store, values)


def _invite(lot: random.Random, store: Store) -> None:
    for event in some(lot, WelfareEvent, 1):
        welfare.invite(store, event, _keys(some(lot, Person, 20)))


def _attend(lot: random.Random, store: Store) -> None:
    welfare.record_attendance(store, _keys(some(lot, Participant, 20)), lot.choice(list(Attendance)))


def _remove(lot: random.Random, store: Store) -> None:
    kind = kinds()[lot.choice(("people", "courses", "pools", "welfare-events", "departments"))]
    editing.remove(store, kind, _keys(some(lot, kind.record, 3)))


ACTIONS: tuple[Callable[[random.Random, Store], None], ...] = (
    _add_people, _rename, _take_photos, _take_photos, _change_status, _move, _save_course, _enrol, _enrol,
    _record_results, _withdraw, _close, _reopen, _certify, _save_pool, _admit, _leave, _remove_members, _save_event,
    _invite, _attend, _remove,
    *contesting.ACTIONS,
)  # fmt: skip


def act(lot: random.Random, store: Store) -> bool:
    """Do something; answers False where it was refused, which writes nothing."""
    try:
        lot.choice(ACTIONS)(lot, store)
    except Refused:
        return False
    return True


def rows() -> dict[str, dict[int, tuple[Any, ...]]]:
    """All rows of all records by table and key."""
    return {
        table: {row[0]: row[1:] for row in database.rows(f'SELECT * FROM "{table}"')}
        for table in map(table_name, SCHEMA.records)
    }


def unsound() -> list[str]:
    """What is wrong with the open file, in sentences, whatever was done to it."""
    from cadre_desktop.kit.store import journal
    from cadre_desktop.kit.store.opening import damage

    wrong = []
    if found_damage := damage():
        wrong.append(f"damaged: {found_damage}")
    if database.rows("PRAGMA foreign_key_check"):
        wrong.append("links that point nowhere")
    if journal.broken_link() is not None:
        wrong.append("the journal's chain is broken")
    if journal.strays():
        wrong.append("changes that belong to no step")
    if database.value("SELECT step FROM journal_now") is not None:
        wrong.append("a step is open")
    wrong += [
        f"search keys of {table_name(record)} are stale"
        for record in SCHEMA.records
        if record.searched and not search.is_current(record)
    ]
    return wrong
