"""A ceremony as its papers need it: the event, who is sent off, and who else comes."""

from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.certificates.rules import period_text
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.farewell.life import Life, life_of
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import Attendance


@dataclass(frozen=True)
class SentOff:
    """Somebody who is sent off, with what is kept of the farewell."""

    farewell: int
    life: Life
    host_text: str
    speech: str
    keepsake: str
    relatives: int


class CeremonyGuest(NamedTuple):
    """Somebody else who comes: the person's key, name and court."""

    person: int
    name: str
    court: str


@dataclass(frozen=True)
class Ceremony:
    """`when` is the day in words, or the days."""

    title: str
    starts: date
    when: str
    venue: str
    host: str
    people: tuple[SentOff, ...]
    guests: tuple[CeremonyGuest, ...] = ()


_GUESTS = """
    SELECT p.id, p.name, coalesce(nullif(c.short_name, ''), c.name, '') FROM participant a
    JOIN person p ON p.id = a.person_id LEFT JOIN court c ON c.id = coalesce(a.court_id, p.court_id)
    LEFT JOIN department d ON d.id = p.department_id
    WHERE a.event_id = ? AND a.attendance IN (?, ?) ORDER BY c.place, d.place, d.id, p.pinyin, a.id
"""


def ceremony(event: int) -> Ceremony:
    """The ceremony of an event. Raises Refused where nobody is sent off at it."""
    row: Any = WelfareEvent.by_key(event)
    chosen = Farewell.select(Farewell, Person).join(Person).where(Farewell.event == event)
    people = tuple(_sent_off(each) for each in chosen.order_by(Farewell.serial, Person.pinyin, Farewell.id))
    if not people:
        raise Refused(_("“{event}”还没有荣退的人，请先在荣退准备里给他们选这场仪式。").format(event=row.title))
    met = {one.life.key for one in people}
    listed = (CeremonyGuest(*each) for each in database.rows(_GUESTS, event, Attendance.INVITED, Attendance.ATTENDED))
    return Ceremony(
        row.title,
        row.starts,
        period_text(row.starts, row.ends),
        row.place,
        row.court.name if row.court else "",
        people,
        tuple(guest for guest in listed if guest.person not in met),
    )


def sent_off(farewell: int) -> SentOff:
    """One who is sent off."""
    return _sent_off(Farewell.by_key(farewell))


def _sent_off(row: Any) -> SentOff:
    return SentOff(
        row.id,
        life_of(row.__data__["person"], row.retires),
        row.host_text,
        row.speech,
        row.keepsake,
        row.relatives or 0,
    )
