"""Planned moves as they are made: into the dossier, and with them people to their new departments."""

from collections.abc import Sequence
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import move_people
from cadre_desktop.people.records import Person
from cadre_desktop.talent.actions import post_made
from cadre_desktop.talent.records import Rotation
from cadre_desktop.talent.rules import RotationStatus


def carry_out_moves(
    store: Store, rotations: Sequence[int], day: date, document_number: str = "", *, transfer: bool = False
) -> int:
    """Make planned moves on `day` in one step: noted as done, or as under way where they end on a day to come, and
    posted to the dossier. With `transfer` people belong to their new court, department and line from now on.

    Returns how many. Raises Refused, and makes none, for a move that is made or given up already, for a day to come
    and for one after the end of a move.
    """
    rows = list(Rotation.select(Rotation, Person).join(Person).where(Rotation.id.in_(list(rotations))))
    if day > store.clock.today():
        raise Refused(Problem(_("到岗日期 {day} 还没有到，请填写实际到岗的日期。").format(day=day), field="day"))
    closed = [row.person.name for row in rows if row.status != RotationStatus.PLANNED]
    if closed:
        raise Refused(_("{names}的轮岗已经落实或已取消，请只选“计划”中的。").format(names="、".join(closed[:5])))
    late = [row.person.name for row in rows if row.until is not None and row.until < day]
    if late:
        text = _("{names}的结束日期早于到岗日期，请先更正。")
        raise Refused(Problem(text.format(names="、".join(late[:5])), field="day"))
    with store.step(_("落实 {count} 人轮岗").format(count=len(rows))):
        for row in rows:
            ends_later = row.until is not None and row.until > store.clock.today()
            row.status = RotationStatus.UNDER_WAY if ends_later else RotationStatus.DONE
            row.done = day
            row.document_number = document_number.strip() or row.document_number
            row.save()
            post_made(store, row)
            if transfer:
                _transfer(store, row)
    return len(rows)


def _transfer(store: Store, row: Rotation) -> None:
    own = row.__data__
    person = Person.by_key(own["person"])
    court = own["to_court"] or person.__data__["court"]
    if (court, own["to_department"]) != (person.__data__["court"], None):
        move_people(store, [person.id], court, own["to_department"])
    if own["line"]:
        moved = Person.by_key(person.id)
        moved.line = own["line"]
        moved.save()
