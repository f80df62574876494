"""Fewer places than people: those put on the list last go back to those who wait, once that is meant."""

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.actions import room_of, some_names
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.quotas import quota_lines

T = TypeVar("T")
_SPELLED_OUT = 12
"""How many of those who would wait are named."""


class FewerPlaces(Refused):
    """There are fewer places than people, and it says who would wait; carried out only once that is meant."""


def beyond_places(names: NameListOf, event: Any, seats: int | None) -> list[Any]:
    """The rows of those who have a place now and would have none of `seats`, in the order in which they would wait:
    those put on the list last. Who has taken part keeps his place."""
    if seats is None:
        return []
    placed = [row for row in names.rows(names.event == event) if names.takes_place(getattr(row, names.status.name))]
    asking = [row for row in placed if getattr(row, names.status.name) == names.listed]
    over = len(placed) - seats
    return asking[max(0, len(asking) - over) :] if over > 0 else []


def with_places(
    store: Store, names: NameListOf, key: int, values: Mapping[str, Any], change: Callable[[], T], *, moves: bool
) -> T:
    """Carry out `change`, which gives the event `key` these `values`. Where that leaves fewer places than people, those
    put on the list last wait from then on, in the same step, if that is meant (`moves`).

    Raises FewerPlaces where it is not said to be meant; Refused with a problem at the field of the places where more
    people have taken part already, or the courts' quotas are more.
    """
    event, field = names.events.by_key(key), names.capacity.name
    seats = values.get(field, getattr(event, field))
    if seats is None or seats == getattr(event, field):
        return change()
    late = beyond_places(names, event, seats)
    title = names.title_of(event)
    with store.step(_("“{title}”的名额改为 {seats} 个").format(title=title, seats=seats)):
        changed = change()  # what is wrong with the other values is said before anything is asked
        _vet(names, event, seats, len(late))
        if late and not moves:
            raise FewerPlaces(_asked(names, event, seats, late))
        _let_wait(names, late)
    return changed


def _vet(names: NameListOf, event: Any, seats: int, late: int) -> None:
    field = names.capacity.name
    settled = room_of(names, event).taken - late
    if settled > seats:
        text = _("已有 {count} 人有了结果（如结业、已参加），名额不能少于 {count} 个。")
        raise Refused(Problem(text.format(count=settled), field))
    quotas = sum(line.quota or 0 for line in quota_lines(names, event))
    if quotas > seats:
        text = _("各法院名额合计 {total} 个，多于总名额 {most} 个，请先调整名额分配。")
        raise Refused(Problem(text.format(total=quotas, most=seats), field))


def _asked(names: NameListOf, event: Any, seats: int, late: list[Any]) -> str:
    text = _("“{event}”的名额改为 {seats} 个，占名额的已有 {taken} 人，最后列入的 {count} 人要转为候补{who}。")
    return text.format(
        event=names.title_of(event),
        seats=seats,
        taken=room_of(names, event).taken,
        count=len(late),
        who=_who(names, event, late),
    )


def _who(names: NameListOf, event: Any, rows: list[Any]) -> str:
    """：王祯、李静, in the order in which they would wait; nothing where names are masked."""
    if names.confidential(event):
        return ""
    people = [getattr(row, names.person.name) for row in rows]
    shared = Counter(person.name for person in people)
    found = [person.name if shared[person.name] == 1 else _with_court(person) for person in people]
    return _("：{names}").format(names=some_names(found, _SPELLED_OUT))


def _with_court(person: Any) -> str:
    """王伟（青山法院）: one of several of the same name."""
    return _("{name}（{court}）").format(name=person.name, court=person.court.short_name or person.court.name)


def too_many(names: NameListOf, event: Any) -> str:
    """What is asked where more people have places than there are, "" where that is not so."""
    event = names.now(event)
    seats = names.value(event, names.capacity)
    late = beyond_places(names, event, seats)
    if not late:
        return ""
    text = _("“{event}”只有 {seats} 个名额，占名额的有 {taken} 人，最后列入的 {count} 人没有名额{who}。")
    taken = room_of(names, event).taken
    who = _who(names, event, late)
    return text.format(event=names.title_of(event), seats=seats, taken=taken, count=len(late), who=who)


def let_wait(store: Store, names: NameListOf, event: Any) -> int:
    """Let those wait who were put on the list last and for whom there is no place; returns how many.

    Raises Refused when the list is closed or there is a place for everybody.
    """
    event = names.now(event)
    names.vet_open(event)
    late = beyond_places(names, event, names.value(event, names.capacity))
    title = names.title_of(event)
    if not late:
        raise Refused(_("“{event}”没有超出名额的人。").format(event=title))
    with store.step(_("“{title}”超出名额的 {count} 人转为候补").format(title=title, count=len(late))):
        _let_wait(names, late)
    return len(late)


def _let_wait(names: NameListOf, rows: list[Any]) -> None:
    if rows:
        keys = [row.id for row in rows]
        names.record.update({names.status: names.waiting}).where(names.record.id.in_(keys)).execute()
