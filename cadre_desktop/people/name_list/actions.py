"""Putting people on a list of names and taking them off, whoever keeps it; those beyond its capacity wait in order."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from peewee import fn

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.people.records import Person

_NAMED = 3
"""How many names a sentence spells out."""


@dataclass(frozen=True)
class Enlisted:
    """Keys of the rows newly on the list and of those now waiting, and of the people who had been on it already; what
    there is to be said of the people."""

    new: list[int]
    already: list[int]
    waiting: tuple[int, ...] = ()
    told: str = ""


@dataclass(frozen=True)
class ListRoom:
    """How full a list is; `capacity` is None where room is not limited."""

    capacity: int | None
    taken: int
    waiting: int

    @property
    def free(self) -> int | None:
        """How many may still be put on it; None for any number."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def over(self) -> int:
        """How many have a place that there is not: the capacity was lowered, or a workbook brought too many."""
        return 0 if self.capacity is None else max(0, self.taken - self.capacity)

    def beyond(self, fresh: int) -> int:
        """How many of `fresh` people more would have to wait; nobody passes those who are waiting."""
        if self.free is None or not fresh:
            return 0
        return fresh if self.waiting else max(0, fresh - self.free)

    @property
    def next_up(self) -> int:
        """How many of those waiting there is room for."""
        return self.waiting if self.free is None else min(self.waiting, self.free)


class NoRoom(Refused):
    """There is less room than people; `now` of them could be put on the list, the others would wait."""

    def __init__(self, message: str, now: int, later: int):
        super().__init__(message)
        self.now, self.later = now, later


def some_names(names: Sequence[str], most: int = _NAMED) -> str:
    """王祯、李静、单雄信等 12 人: at most so many are spelled out."""
    text = "、".join(names[:most])
    return text if len(names) <= most else _("{names}等 {count} 人").format(names=text, count=len(names))


def room_of(names: NameListOf, event: Any) -> ListRoom:
    """How full the list of an event is."""
    rows: Any = names.record.select(names.status, fn.COUNT(names.record.id)).where(names.event == event)
    counts: dict[str, int] = dict(rows.group_by(names.status).tuples())
    waiting = counts.get(names.waiting, 0)
    away = sum(counts.get(status, 0) for status in names.away)
    return ListRoom(names.value(event, names.capacity), sum(counts.values()) - waiting - away, waiting)


def enlist(
    store: Store,
    names: NameListOf,
    event: Any,
    people: Iterable[int],
    *,
    waits: bool = False,
    reasons: Mapping[int, str] = MappingProxyType({}),
) -> Enlisted:
    """Put people (keys) on the list of an event in one step; who is on it already stays as he is. Where the list keeps
    why somebody is on it, `reasons` say so by person.

    Raises NoRoom when the event has less room, or others are waiting for it, unless it is said that those beyond
    them `waits`; Refused when the list is closed or somebody cannot be on it.
    """
    event = names.now(event)
    names.vet_open(event)
    wanted = list(dict.fromkeys(people))
    held: Any = names.record.select(names.person).where(names.event == event)
    there = {person for (person,) in held.tuples()}
    fresh = [key for key in wanted if key not in there]
    asked = (Person.id, Person.name, Person.court, Person.status, Person.status_since)
    looked_at = wanted if names.confidential(event) else fresh  # else what is said would tell who is on it already
    found = {person.id: person for person in Person.select(*asked).where(Person.id.in_(looked_at))}
    if gone := len(looked_at) - len(found):
        raise Refused(_("所选的人里有 {count} 人已从花名册删除，请重新选择。").format(count=gone))
    names.vet_people(event, list(found.values()))
    told = names.tell_people(event, list(found.values()))
    now = _with_room(names, event, len(fresh), waits)
    with store.step(_(names.enlisting).format(title=names.title_of(event), count=len(fresh))):
        rows = [
            {
                names.event.name: event.id,
                names.person.name: key,
                names.court.name: found[key].__data__["court"],
                names.status.name: names.listed if index < now else names.waiting,
                **({names.reason.name: reasons.get(key, "")} if names.reason is not None else {}),
            }
            for index, key in enumerate(fresh)
        ]
        keys = list(names.record.add_many(rows))
    return Enlisted(keys[:now], [key for key in wanted if key in there], tuple(keys[now:]), told)


def _with_room(names: NameListOf, event: Any, fresh: int, waits: bool) -> int:
    """How many of `fresh` people there is room for now; nobody passes those who are waiting."""
    room = room_of(names, event)
    now = fresh - room.beyond(fresh)
    if now == fresh or waits:
        return now
    listed = room.taken + room.waiting
    if room.waiting:
        text = _("“{event}”还有 {waiting} 人在候补，不能越过他们再加 {fresh} 人。").format(
            event=names.title_of(event), waiting=room.waiting, fresh=fresh
        )
    else:
        text = _("“{event}”只有 {places} 个名额，已有 {listed} 人，不能再加 {fresh} 人。").format(
            event=names.title_of(event), places=room.capacity, listed=listed, fresh=fresh
        )
    raise NoRoom(text, now, fresh - now)


def strike(store: Store, names: NameListOf, entries: Sequence[int]) -> int:
    """Take rows (keys) off their lists in one step, with what was recorded of their presence; returns how many.

    Raises Refused when a list is closed, or for somebody who has to stay on it.
    """
    rows = names.rows(names.record.id.in_(list(entries)))
    for event in {names.event_of(row).id: names.event_of(row) for row in rows}.values():
        names.vet_open(event)
    names.vet_leaving(rows)
    with store.step(_(names.striking).format(count=len(rows))):
        Presence.delete().where(Presence.entry.in_([row.id for row in rows])).execute()
        for row in rows:
            row.delete_instance()
    return len(rows)


def waiting_on(names: NameListOf, event: Any) -> list[int]:
    """The rows (keys) of those waiting, the first in order first."""
    return [row.id for row in names.rows(names.event == event, names.status == names.waiting)]


def next_names(names: NameListOf, event: Any) -> list[str]:
    """The names of those waiting for whom there is room, in order."""
    keys = waiting_on(names, event)[: room_of(names, event).next_up]
    found = {row.id: getattr(row, names.person.name).name for row in names.rows(names.record.id.in_(keys))}
    return [found[key] for key in keys]


def move_up(store: Store, names: NameListOf, event: Any, count: int | None = None) -> int:
    """Give free seats to those waiting, in order: to `count` of them, or to as many as there is room for.

    Returns how many moved up. Raises Refused when the list is closed, nobody waits or there is no room.
    """
    event = names.now(event)
    names.vet_open(event)
    room = room_of(names, event)
    if not room.waiting:
        raise Refused(_("“{event}”没有人在候补。").format(event=names.title_of(event)))
    moved = min(room.next_up, room.waiting if count is None else count)
    if not moved:
        raise Refused(
            _("“{event}”的 {places} 个名额已满，请先增加名额或移出人员。").format(
                event=names.title_of(event), places=room.capacity
            )
        )
    keys = waiting_on(names, event)[:moved]
    with store.step(_("“{title}”候补转正 {count} 人").format(title=names.title_of(event), count=moved)):
        names.record.update({names.status: names.listed}).where(names.record.id.in_(keys)).execute()
    return moved
