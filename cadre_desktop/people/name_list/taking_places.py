"""What is recorded of people on a list may give them a place: of that somebody is asked where there is none."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.name_list.actions import room_of, some_names
from cadre_desktop.people.name_list.declaration import NameListOf


class TakesPlaces(Refused):
    """People who wait, or have left their place to others, would take one; carried out only once that is meant."""


def vet_places(names: NameListOf, rows: Iterable[Any], status: str | None) -> None:
    """Raise TakesPlaces for rows that would take a place of their event by getting this `status` (None: they keep
    theirs): who waits for one, and who comes back where all are taken. Confidential lists name nobody."""
    if status is None or not names.takes_place(status):
        return
    of_event: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        if not names.takes_place(getattr(row, names.status.name)):
            of_event[row.__data__[names.event.name]].append(row)
    problems = [problem for key, found in of_event.items() for problem in _problems(names, key, found)]
    if problems:
        raise TakesPlaces(problems)


def _problems(names: NameListOf, key: int, rows: list[Any]) -> Iterable[Problem]:
    event = names.events.by_key(key)
    waiting = [row for row in rows if getattr(row, names.status.name) == names.waiting]
    back = [row for row in rows if row not in waiting]
    if waiting:
        text = _("{who}还在“{event}”的候补里，没有名额。")
        yield Problem(text.format(who=_who(names, event, waiting), event=names.title_of(event)), names.status.name)
    room = room_of(names, event)
    if back and room.free is not None and room.free < len(back):
        text = _("“{event}”的 {places} 个名额已有 {taken} 人，{who}原先没有占名额。")
        who = _who(names, event, back)
        yield Problem(
            text.format(event=names.title_of(event), places=room.capacity, taken=room.taken, who=who), names.status.name
        )


def _who(names: NameListOf, event: Any, rows: list[Any]) -> str:
    if names.confidential(event):
        return _("{count} 人").format(count=len(rows))
    return some_names([getattr(row, names.person.name).name for row in rows])
