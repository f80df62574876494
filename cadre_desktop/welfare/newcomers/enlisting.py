"""People in a batch of newcomers, and the checklist that each begins with."""

from collections.abc import Sequence
from datetime import date

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch, NewcomerTask
from cadre_desktop.welfare.newcomers.rules import CHECKLIST, SIZES, due_dates, prepare_newcomer, vet_newcomer

_NAMED = 8


def batch_now(key: int) -> NewcomerBatch:
    """A batch as it is now. Raises Refused for one that is gone."""
    batch = NewcomerBatch.get_or_none(NewcomerBatch.id == key)
    if not isinstance(batch, NewcomerBatch):
        raise Refused(_("这个批次已被删除或撤销，请另选一个批次。"))
    return batch


def newcomer_now(key: int) -> Newcomer:
    """A newcomer as the file has him now. Raises Refused for one that is gone."""
    row = Newcomer.get_or_none(Newcomer.id == key)
    if not isinstance(row, Newcomer):
        raise Refused(_("这个人已不在批次里，请刷新后再试。"))
    return row


def take_on(store: Store, batch: int, people: Sequence[int]) -> int:
    """Put people into a batch, each with the checklist, in one step; who is in it already is left alone. Returns how
    many were new.

    Raises Refused for people who are not on the staff.
    """
    row = batch_now(batch)
    held = {newcomer.__data__["person"] for newcomer in Newcomer.select().where(Newcomer.batch == row)}
    fresh = list(Person.select().where(Person.id.in_([key for key in dict.fromkeys(people) if key not in held])))
    gone = [person.name for person in fresh if not PersonStatus(person.status).on_staff]
    if gone:
        words = _("{names}已不在岗，不能列入入职批次；请先改人员状态。")
        raise Refused(words.format(names="、".join(gone[:_NAMED])))
    assert row.reports is not None
    with store.step(_("{count} 人列入“{title}”").format(count=len(fresh), title=row.title)):
        for person in fresh:
            values = prepare_newcomer({"batch": row, "person": person, "reported": row.reports})
            write_checklist(Newcomer.add(**values))
    return len(fresh)


def write_checklist(newcomer: Newcomer) -> None:
    """Write the items of a newcomer that are not there yet; inside a step."""
    assert newcomer.reported is not None
    there = {task.item for task in NewcomerTask.select().where(NewcomerTask.newcomer == newcomer)}
    due = due_dates(newcomer.reported)
    for position, item in enumerate(CHECKLIST, 1):
        if item.name not in there:
            NewcomerTask.add(newcomer=newcomer, item=item.name, position=position, due=due[item.name])


def strike(store: Store, newcomers: Sequence[int]) -> int:
    """Take people out of their batch with their checklists, in one step. Raises Refused for one whose probation has a
    result."""
    rows = list(Newcomer.select(Newcomer, Person).join(Person).where(Newcomer.id.in_(list(newcomers))))
    decided = [row.person.name for row in rows if row.result]
    if decided:
        words = _("{names}已有转正结论，不能移出批次。")
        raise Refused(words.format(names="、".join(decided[:_NAMED])))
    keys = [row.id for row in rows]
    with store.step(_("{count} 人移出入职批次").format(count=len(rows))):
        NewcomerTask.delete().where(NewcomerTask.newcomer.in_(keys)).execute()
        Newcomer.delete().where(Newcomer.id.in_(keys)).execute()
    return len(rows)


def report_on(store: Store, newcomers: Sequence[int], day: date) -> int:
    """Somebody has reported on another day: the term of probation, the talk and what is not done yet follow, in one
    step."""
    rows = list(Newcomer.select(Newcomer, Person).join(Person).where(Newcomer.id.in_(list(newcomers))))
    for row in rows:
        if problems := vet_newcomer({**row.__data__, **_dated(day)}):
            raise Refused(Problem(f"{row.person.name}：{problems[0].message}", field=problems[0].field))
    due = due_dates(day)
    with store.step(_("{count} 人的报到日期改为 {day}").format(count=len(rows), day=day.isoformat())):
        for row in rows:
            Newcomer.update(**_dated(day)).where(Newcomer.id == row).execute()
            for name, when in due.items():
                NewcomerTask.update(due=when).where(
                    NewcomerTask.newcomer == row, NewcomerTask.item == name, NewcomerTask.done.is_null()
                ).execute()
    return len(rows)


def _dated(day: date) -> Values:
    return prepare_newcomer({"reported": day})


def set_size(store: Store, newcomer: int, field: str, text: str) -> None:
    """Keep a size, or the height in cm (``height``), as it is typed. Raises Refused for a height that is none."""
    row = newcomer_now(newcomer)
    value: str | int | None = text.strip()
    if field == "height":
        if value and not str(value).isdigit():
            raise Refused(Problem(_("身高请按厘米填写整数，如 175，现为“{text}”。").format(text=text), field=field))
        value = int(str(value)) if value else None
    problems = [each for each in vet_newcomer({**row.__data__, field: value}) if each.field == field]
    if problems:
        raise Refused(problems)
    if row.__data__[field] != value:
        title = _("身高") if field == "height" else _(SIZES[field])
        with store.step(_("登记{title}尺码").format(title=title)):
            Newcomer.update(**{field: value}).where(Newcomer.id == row).execute()
