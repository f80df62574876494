"""The lines of an appointment batch: from which post to which, as they are drafted and decided."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from peewee import JOIN

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.appointing.words import PostChange, full_post
from cadre_desktop.people.records import Appointment, AppointmentBatch, BatchState, Court, Department, Person
from cadre_desktop.people.rules import PersonStatus

FIELDS = ("kind", "court", "department", "new_post", "post_level", "rank", "judge_grade", "removed_post", "reason")
"""What somebody fills in of a line; the rest follows from the person and the batch."""


class BatchLine(NamedTuple):
    """A line as it is shown: the appointment and its person, the post now, and what it would become."""

    key: int
    person: int
    name: str
    unit: str
    now: str
    to: str
    removed: str
    raised: str
    reason: str
    carried_out: bool


def lines_of(batch: int) -> list[BatchLine]:
    """The lines of a batch in the order in which they were drafted, with the post each person has at present."""
    return [_line(row) for row in rows_of(batch)]


def rows_of(batch: int) -> list[Any]:
    """The appointments of a batch with their people, courts and departments."""
    to, room = Court.alias(), Department.alias()
    query: Any = Appointment.select(Appointment, Person, Court, Department, to, room).join(Person)
    query = query.join(Court, on=Person.court == Court.id).switch(Person)
    query = query.join(Department, JOIN.LEFT_OUTER, on=Person.department == Department.id).switch(Appointment)
    query = query.join(to, JOIN.LEFT_OUTER, on=(Appointment.court == to.id), attr="to_court").switch(Appointment)
    query = query.join(room, JOIN.LEFT_OUTER, on=(Appointment.department == room.id), attr="to_department")
    return list(query.where(Appointment.batch == batch).order_by(Appointment.id))


def _line(row: Any) -> BatchLine:
    person = row.person
    change = change_of(row)
    now = row.old_post if row.carried_out else present_post(person)
    court = person.court.short_name or person.court.name
    unit = court + (person.department.name if person.__data__["department"] else "")
    return BatchLine(
        row.id, person.id, person.name, unit, now, change.appointed, change.removed, change.raised, row.reason,
        bool(row.carried_out),
    )  # fmt: skip


def present_post(person: Any) -> str:
    """The post of somebody with the department it is in."""
    department = person.department.name if person.__data__["department"] else ""
    return full_post(person.post, department) if person.post else ""


def change_of(row: Any, *, courts: bool = False) -> PostChange:
    """A line as a document says it; `courts`: with the names of the courts."""
    person = row.person
    court = row.to_court if row.__data__["court"] else person.court
    room = row.to_department if row.__data__["department"] else None
    if room is None and not row.__data__["court"] and person.__data__["department"]:
        room = person.department
    named = court.name if courts else ""
    appointed = full_post(row.new_post, room.name if room else "", named) if row.new_post else ""
    removed = row.removed_post
    if courts and removed:
        left = row.from_court.name if row.__data__["from_court"] else person.court.name
        removed = full_post(removed, court=left)
    labels = (code_table("ranks").label(row.rank), code_table("judge_grades").label(row.judge_grade))
    return PostChange(person.name, appointed, removed, "、".join(filter(None, labels)))


def add_people(store: Store, batch: int, people: Iterable[int], values: Mapping[str, Any] | None = None) -> list[int]:
    """Put people on a batch, with what is known of their lines, in one step; returns the keys of the lines. Who is on
    it already stays as he is. Raises Refused for a batch that is carried out."""
    row = open_batch(batch)
    known = {each.__data__["person"] for each in Appointment.select().where(Appointment.batch == batch)}
    wanted = [key for key in dict.fromkeys(people) if key not in known]
    with store.step(_("“{title}”加入 {count} 人").format(title=row.title, count=len(wanted))):
        return [_add(row, Person.by_key(key), dict(values or {})) for key in wanted]


def _add(batch: AppointmentBatch, person: Any, values: Values) -> int:
    line = Appointment.add(
        **{
            "new_post": "",
            **values,
            "person": person.id,
            "batch": batch.id,
            "decided": batch.decided,
            "document_number": batch.document_number,
            "from_court": person.__data__["court"],
            "old_post": person.post,
            "carried_out": False,
        }
    )
    return int(line.id)


def change_line(store: Store, line: int, values: Mapping[str, Any]) -> None:
    """Fill in a line (fields of `FIELDS`), in one step. Raises Refused where the batch is carried out, and for a
    department of another court."""
    row = Appointment.by_key(line)
    open_batch(row.__data__["batch"])
    _vet_department(row, values)
    with store.step(_("修改“{name}”的任免").format(name=row.person.name)):
        for name, value in values.items():
            setattr(row, name, value)
        row.save()


def _vet_department(row: Appointment, values: Mapping[str, Any]) -> None:
    department = values.get("department")
    court = values.get("court") or row.person.__data__["court"]
    if department is not None and Department.by_key(department).__data__["court"] != court:
        raise Refused(Problem(_("该部门不属于任职单位，请重新选择部门。"), field="department"))


def remove_lines(store: Store, lines: Sequence[int]) -> int:
    """Take lines off their batch, in one step; returns how many. Raises Refused where it is carried out."""
    rows = list(Appointment.select().where(Appointment.id.in_(list(lines))))
    for batch in {row.__data__["batch"] for row in rows}:
        open_batch(batch)
    with store.step(_("从任免批次移除 {count} 人").format(count=len(rows))):
        for row in rows:
            row.delete_instance()
    return len(rows)


def open_batch(batch: int) -> AppointmentBatch:
    """A batch that may still be changed. Raises Refused for one that is carried out."""
    row = AppointmentBatch.by_key(batch)
    if row.state == BatchState.CARRIED_OUT:
        raise Refused(_("“{title}”已执行，不能再改；确需更正请先撤回执行。").format(title=row.title))
    return row


def problems_of(batch: int) -> list[Problem]:
    """What is lacking in a batch before it can be decided or carried out, a sentence each."""
    rows = rows_of(batch)
    if not rows:
        return [Problem(_("这个批次还没有人，请先加入人员。"))]
    return [Problem(text) for row in rows for text in _lacking(row)]


def _lacking(row: Any) -> Iterator[str]:
    name = row.person.name
    if not any((row.new_post, row.removed_post, row.rank, row.judge_grade)):
        yield _("“{name}”没有填写任命、免去或晋升什么，请补充或移除。").format(name=name)
    if not PersonStatus(row.person.status).on_staff and (row.new_post or row.rank or row.judge_grade):
        status = _(PersonStatus(row.person.status).label)
        yield _("“{name}”已{status}，不能任命；请移除，或先更正人员状态。").format(name=name, status=status)
    if row.new_post and row.removed_post and row.new_post == row.removed_post and not row.__data__["court"]:
        yield _("“{name}”任命和免去的是同一个职务，请核对。").format(name=name)
