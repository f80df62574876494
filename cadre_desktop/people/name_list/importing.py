"""What importing rows of a list of names does to the places of its events: nobody gets one that there is not.

A workbook says who is on the list; whom there is no place for waits, in the order of the workbook, and that is said. Of
an event that is over nobody waits any more: there the workbook says who took part, and only that they are too many is
said. Quotas bind nobody, here as on the screen, but who is beyond one is named.

Who waits already goes on waiting unless it is his turn: a workbook asks nothing, so it refuses what the screen asks.
Of a list that is masked nothing of this is told, which would tell who is on it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.kit.editing import label_of
from cadre_desktop.kit.kind import Changed, SeenTogether, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.people.name_list.actions import room_of, waiting_on
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
    told = [*_moved_up(names, changed), *_come_back(names, changed)]
    waits = False
    for key, numbers in of_event.items():
        event = names.events.get_or_none(names.events.id == key)
        if event is None:
            continue
        taken = _take_places(names, event, numbers, statuses, today)
        for number in taken.waiting:
            statuses[number] = names.waiting
        waits = waits or bool(taken.waiting)
        if names.confidential(event):
            continue
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
    """Who waits and whose turn it is by the workbook, see `vet_moving_up`."""
    for event, count in _taking_places(names, changed, {names.waiting}):
        text = _("“{event}”有 {count} 名候补按表格占了空出的名额。")
        yield text.format(event=names.title_of(event), count=count)


def _come_back(names: NameListOf, changed: Sequence[Changed]) -> Iterator[str]:
    """Who had left his place and has one again, where there are too few."""
    for event, count in _taking_places(names, changed, names.away):
        room = room_of(names, event)
        if room.capacity is not None and room.taken + count > room.capacity:
            text = _("“{event}”有 {count} 人按表格重新占了名额，共 {total} 人，多于 {places} 个名额，请核对。")
            total = room.taken + count
            yield text.format(event=names.title_of(event), count=count, total=total, places=room.capacity)


def _taking_places(names: NameListOf, changed: Sequence[Changed], before: Collection[str]) -> Iterator[tuple[Any, int]]:
    """The events, none that is masked, of which people who were `before` take places, and how many do."""
    name = names.status.name
    taking = [
        row.key
        for row in changed
        if name in row.changes and row.changes[name][0] in before and names.takes_place(row.changes[name][1])
    ]
    found = names.rows(names.record.id.in_(taking)) if taking else []
    events = {names.event_of(row).id: names.event_of(row) for row in found}
    for key, count in Counter(names.event_of(row).id for row in found).items():
        if not names.confidential(events[key]):
            yield events[key], count


def tell_fewer_places(
    names: NameListOf, columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed], today: date
) -> SeenTogether:
    """The `together` of the kind of the events: where one gets fewer places than people that is said. Nobody is moved,
    which is asked first on the screen of the list."""
    told, field = [], names.capacity.name
    for row in changed:
        seats = row.changes[field][1] if field in row.changes else None
        event = names.events.by_key(row.key)
        if seats is not None and (taken := room_of(names, event).taken) > seats:
            text = _(
                "“{event}”的名额改为 {seats} 个，占名额的已有 {taken} 人，没有移动任何人；"
                "请打开这份名单，在“名额”里把超出的转为候补。"
            )
            told.append(text.format(event=names.title_of(event), seats=seats, taken=taken))
    return SeenTogether({}, tuple(told))


def vet_moving_up(names: NameListOf, old: Values, new: Values) -> list[Problem]:
    """The `vet_change` of the same kind: who waits gets no place by a workbook before those who wait before him, none
    that is not free, and has not taken part without ever having had one."""
    was, to = old[names.status.name], new[names.status.name]
    event = names.events.get_or_none(names.events.id == old[names.event.name])
    if event is None or was != names.waiting or not names.takes_place(to):
        return []
    words = {"who": _who(names, event, old), "event": names.title_of(event)}
    if to != names.listed:
        text = _("{who}还在“{event}”的候补里，没有名额，不能按表格记为“{status}”；确已参加的，请在名单里选中后标记。")
        return [Problem(text.format(status=names.status.codes.label(to), **words), names.status.name)]
    room, row = room_of(names, event), {names.event.name: event.id, names.person.name: old[names.person.name]}
    turn = waiting_on(names, event).index(names.record.get(**row).id) + 1
    if turn <= room.next_up:
        return []
    text = _(
        "{who}在“{event}”的候补里排第 {turn} 位，空出 {free} 个名额，还轮不到；请先增加名额，或等名额空出再转为正式。"
    )
    return [Problem(text.format(turn=turn, free=room.next_up, **words), names.status.name)]


def _who(names: NameListOf, event: Any, row: Values) -> str:
    return _("有人") if names.confidential(event) else label_of(Person, row[names.person.name])
