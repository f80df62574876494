"""What importing rows of a list of names does to the places of its events: nobody gets one that there is not.

A workbook says who is on the list; whom there is no place for waits, in the order of the workbook, and that is said. Of
an event that is over nobody waits any more: there the workbook says who took part, and only that they are too many is
said. Quotas bind nobody, here as on the screen, but who is beyond one is named.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.kit.kind import Changed, SeenTogether
from cadre_desktop.kit.language import _
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.quota_rules import Home, beyond_words
from cadre_desktop.people.name_list.quotas import quota_lines
from cadre_desktop.people.records import Person


class _Taken(NamedTuple):
    """Rows, by their places in the import, that wait, and the sentences about it."""

    waiting: Sequence[int]
    told: tuple[str, ...]


def place_imported(
    names: NameListOf, columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], today: date
) -> SeenTogether:
    """The `together` of the kind whose rows are those of the list `names`: see `Kind`."""
    of_event: dict[int, list[int]] = defaultdict(list)
    for number, key in enumerate(columns[names.event.name]):
        of_event[key].append(number)
    statuses = list(columns[names.status.name])
    told = list(_moved_up(names, changed))
    waits = False
    for key, numbers in of_event.items():
        event = names.events.get_or_none(names.events.id == key)
        if event is None:
            continue
        taken = _take_places(names, event, numbers, statuses, today)
        for number in taken.waiting:
            statuses[number] = names.waiting
        waits = waits or bool(taken.waiting)
        told += taken.told
        placed = _placed(names, numbers, statuses)
        courts, people = ([columns[each.name][number] for number in placed] for each in (names.court, names.person))
        told += _beyond_quotas(names, event, courts, people)
    return SeenTogether({names.status.name: statuses} if waits else {}, tuple(told))


def _placed(names: NameListOf, numbers: Sequence[int], statuses: Sequence[str]) -> list[int]:
    """The rows that take a place."""
    return [number for number in numbers if names.takes_place(statuses[number])]


def _take_places(names: NameListOf, event: Any, numbers: Sequence[int], statuses: Sequence[str], today: date) -> _Taken:
    """Which of the rows of one event have to wait."""
    room, title = room_of(names, event), names.title_of(event)
    coming = _placed(names, numbers, statuses)
    if room.capacity is None or not coming:
        return _Taken((), ())
    asking = [number for number in coming if statuses[number] == names.listed]
    settled = len(coming) - len(asking)  # what became of them is known: they were there
    last = names.value(event, names.ends) or names.value(event, names.starts)
    is_over = last is not None and last < today
    now = 0 if room.waiting else min(len(asking), max(0, room.capacity - room.taken - settled))
    later = [] if is_over else asking[now:]
    total = room.taken + len(coming) - len(later)
    told = []
    if later and room.waiting:
        text = _("“{event}”还有 {waiting} 人在候补，不能越过他们，表中 {later} 人列入候补。")
        told.append(text.format(event=title, waiting=room.waiting, later=len(later)))
    elif later:
        text = _("“{event}”只有 {places} 个名额，已有 {taken} 人，表中靠后的 {later} 人列入候补。")
        told.append(text.format(event=title, places=room.capacity, taken=room.taken, later=len(later)))
    if total > room.capacity and total > room.taken:
        text = _("“{event}”只有 {places} 个名额，导入后占名额的有 {total} 人，请核对。")
        told.append(text.format(event=title, places=room.capacity, total=total))
    return _Taken(later, tuple(told))


def _beyond_quotas(names: NameListOf, event: Any, courts: Sequence[int | None], people: Sequence[int]) -> Iterator[str]:
    """Which courts and departments have sent more than their quota with those of these people who get a place."""
    lines = quota_lines(names, event)
    if all(line.quota is None for line in lines):
        return
    rows: Any = Person.select(Person.id, Person.court, Person.department).where(Person.id.in_(list(people)))
    rooms = {key: (court, department) for key, court, department in rows.tuples()}
    more: Counter[Home] = Counter()
    for court, person in zip(courts, people, strict=True):
        home, department = rooms.get(person, (None, None))
        more[court, department if home == court else None] += 1
    if over := beyond_words(lines, more):
        text = _("“{event}”的名额分配：{over}，请核对。")
        yield text.format(event=names.title_of(event), over=over)


def _moved_up(names: NameListOf, changed: Sequence[Changed]) -> Iterator[str]:
    """Who waits and gets a place because the workbook says so: it may mean that, but it is said."""
    name = names.status.name
    moved = [
        row.key
        for row in changed
        if name in row.changes and row.changes[name][0] == names.waiting and names.takes_place(row.changes[name][1])
    ]
    found = names.rows(names.record.id.in_(moved)) if moved else []
    events = {names.event_of(row).id: names.event_of(row) for row in found}
    counts = Counter(names.event_of(row).id for row in found)
    for key, count in counts.items():
        text = _("“{event}”有 {count} 名候补按表格占了名额，请核对。")
        yield text.format(event=names.title_of(events[key]), count=count)
