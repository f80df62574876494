"""What a coordinator does with welfare events."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import Attendance


@dataclass(frozen=True)
class Invited:
    """Keys of the new participants, and of the people who were on the list already."""

    new: list[int]
    already: list[int]


def invite(store: Store, event: WelfareEvent, people: Sequence[int]) -> Invited:
    """Put people on an event's list in one step; who is on it already is left alone.

    Raises Refused when the event has fewer places.
    """
    listed = {row.__data__["person"] for row in Participant.select().where(Participant.event == event)}
    fresh = [person for person in dict.fromkeys(people) if person not in listed]
    if event.places is not None and len(listed) + len(fresh) > event.places:
        raise Refused(
            _("“{event}”只有 {places} 个名额，已有 {listed} 人，不能再加 {fresh} 人。").format(
                event=event.title, places=event.places, listed=len(listed), fresh=len(fresh)
            )
        )
    with store.step(_("{count} 人列入“{event}”").format(count=len(fresh), event=event.title)):
        keys = Participant.add_many([{"event": event.id, "person": person} for person in fresh])
    return Invited(list(keys), [person for person in dict.fromkeys(people) if person in listed])


def record_attendance(
    store: Store, participants: Sequence[int], attendance: Attendance, day: date | None = None
) -> int:
    """Note who came, on `day` or on the event's first day; one step. Answers how many rows changed."""
    rows = list(Participant.select().where(Participant.id.in_(list(participants))))
    changed = 0
    with store.step(_("{count} 人记为“{attendance}”").format(count=len(rows), attendance=attendance.label)):
        for row in rows:
            came = (day or row.day or row.event.starts) if attendance is Attendance.ATTENDED else None
            if (row.attendance, row.day) != (attendance, came):
                row.attendance, row.day = attendance, came
                row.save()
                changed += 1
    return changed


def strike(store: Store, participants: Sequence[int]) -> int:
    """Take people off an event's list in one step. Raises Refused for somebody who has taken part."""
    rows = list(Participant.select(Participant, Person).join(Person).where(Participant.id.in_(list(participants))))
    came = [row.person.name for row in rows if row.attendance == Attendance.ATTENDED]
    if came:
        raise Refused(
            Problem(_("{names}已参加，不能移出名单；如记错，请先改参加情况。").format(names="、".join(came[:5])))
        )
    with store.step(_("{count} 人移出名单").format(count=len(rows))):
        for row in rows:
            row.delete_instance()
    return len(rows)
