"""Taking a change of post back out of the dossier: every value that it wrote becomes what it was, as the journal says.

A value that somebody has changed since stays as it is, and is told.
"""

from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store import journal
from cadre_desktop.kit.store.journal import Change
from cadre_desktop.kit.store.record import Record, table_name
from cadre_desktop.people.records import Appointment, Person
from cadre_desktop.people.registers.posts_held import PostHeld


def take_back_line(line: Any) -> list[str]:
    """Take one line back, inside a step; returns what ought to be looked at."""
    step = _carried_out_by(line.id)
    if step is None:
        return [_("“{name}”的任免不是由批次执行的，档案没有改。").format(name=line.person.name)]
    if _is_of_another_now(line, step):
        words = _("“{name}”的任免执行后，人员信息合并过，档案没有改，请在任职任级经历和人员信息里核对。")
        return [words.format(name=line.person.name)]
    told: list[str] = []
    person = line.__data__["person"]
    for change in reversed(list(journal.changes(step))):
        if change.table == table_name(PostHeld) and _is_of(change, person):
            told += _restore(PostHeld, change, line)
        elif change.table == table_name(Person) and change.row == person:
            told += _restore(Person, change, line)
    return list(dict.fromkeys(told))


def _carried_out_by(line: int) -> int | None:
    """The step that carried a line out, the latest where it was done several times."""
    for step, change in journal.history(line):
        now, was = change.now or {}, change.was or {}
        if change.table == table_name(Appointment) and now.get("carried_out") == 1 and was.get("carried_out") != 1:
            return step.id
    return None


def _is_of_another_now(line: Any, carried_out: int) -> bool:
    """Whether the line is of another row of a person than when it was carried out: the two have been merged."""
    person = "person_id"
    later = [change for step, change in journal.history(line.id) if step.id > carried_out]
    before = next(((change.was or {})[person] for change in reversed(later) if person in (change.was or {})), None)
    return before is not None and bool(before != line.__data__["person"])


def _is_of(change: Change, person: int) -> bool:
    """Whether a row of the dossier is this person's."""
    said = (change.now or {}).get("person_id") or (change.was or {}).get("person_id")
    if said is None:
        row = PostHeld.get_or_none(PostHeld.id == change.row)
        said = row.__data__["person"] if row is not None else None
    return bool(said == person)


def _restore(record: type[Record], change: Change, line: Any) -> list[str]:
    """Put a row back; what is not as the line left it stays."""
    row: Any = record.get_or_none(record.id == change.row)
    changed = [_("“{name}”的档案后来又改过，改过的内容保留不动，请核对。").format(name=line.person.name)]
    if row is None:
        return changed
    now, was = change.now or {}, change.was or {}
    fields = [field for field in record._meta.sorted_fields if field.column_name in now]
    same = [field for field in fields if field.db_value(row.__data__[field.name]) == now[field.column_name]]
    if change.op == "I":
        if len(same) == len(fields):
            row.delete_instance()
            return []
        return changed
    for field in same:
        value = was.get(field.column_name)
        row.__data__[field.name] = field.python_value(value)
        row._dirty.add(field.name)
    if same:
        row.save()
    return [] if len(same) == len(fields) else changed
