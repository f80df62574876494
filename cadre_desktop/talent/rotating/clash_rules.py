"""What is in the way of planned moves, in words: kin in one department, both heads leaving, a department emptied. Pure.

Departments are compared as they would be once all the moves looked at were made.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from cadre_desktop.kit.language import _

_DEPUTY = re.compile("副(?:院长|庭长|局长|主任|队长|科长|处长|部长|书记)|政委")
_HEAD = re.compile("(?:院长|庭长|局长|主任|队长|科长|处长|部长|书记)(?!员|科员|助理)")


class PlannedMove(NamedTuple):
    """A move looked at: who, with the present post, from and to which court and department (None: not said)."""

    key: int
    person: int
    name: str
    post: str
    from_court: int | None
    from_department: int | None
    to_court: int | None
    to_department: int | None


class Staffed(NamedTuple):
    """Somebody in a department now."""

    person: int
    name: str
    post: str
    court: int
    department: int | None


class MoveClash(NamedTuple):
    """What is in the way of a move, in one sentence."""

    key: int
    text: str


def leads(post: str) -> str:
    """``head`` or ``deputy`` for a post that leads a department, "" for any other."""
    if _DEPUTY.search(post):
        return "deputy"
    return "head" if _HEAD.search(post) else ""


def clashes(
    moves: Sequence[PlannedMove],
    staff: Iterable[Staffed],
    kin: Collection[tuple[int, int]],
    departments: dict[int, str],
) -> list[MoveClash]:
    """What is in the way of the moves, in their order; `kin` are pairs of people, in either order."""
    people = list(staff)
    found = [
        *_own(moves),
        *_kin(moves, people, kin, departments),
        *_leaders(moves, people, departments),
        *_emptied(moves, people, departments),
    ]
    order = {move.key: number for number, move in enumerate(moves)}
    return sorted(dict.fromkeys(found), key=lambda clash: order[clash.key])


def _own(moves: Sequence[PlannedMove]) -> Iterator[MoveClash]:
    for move in moves:
        if move.to_department is not None and move.to_department == move.from_department:
            yield MoveClash(move.key, _("{name}本来就在这个部门，不是轮岗。").format(name=move.name))


def _kin(
    moves: Sequence[PlannedMove],
    people: Sequence[Staffed],
    kin: Collection[tuple[int, int]],
    departments: dict[int, str],
) -> Iterator[MoveClash]:
    """Kin who would be in one department, or of whom one would lead the court the other is in."""
    pairs = {frozenset(pair) for pair in kin}
    after = {person.person: (person.court, person.department, person.post, person.name) for person in people}
    for move in moves:
        court = move.to_court if move.to_court is not None else move.from_court
        if court is not None:
            after[move.person] = (court, move.to_department, move.post, move.name)
    for move in moves:
        for other in sorted({key for pair in pairs if move.person in pair for key in pair} - {move.person}):
            if other not in after or move.person not in after:
                continue
            (court, room, post, _own_name), (other_court, other_room, other_post, name) = (
                after[move.person],
                after[other],
            )
            if room is not None and room == other_room:
                text = _("{name}与{other}有回避关系，轮岗后同在{room}。")
                yield MoveClash(move.key, text.format(name=move.name, other=name, room=departments.get(room, "")))
            elif court == other_court and ("院长" in post or "院长" in other_post):
                text = _("{name}与{other}有回避关系，其中一人是院领导，轮岗后同在一个法院。")
                yield MoveClash(move.key, text.format(name=move.name, other=name))


def _leaders(
    moves: Sequence[PlannedMove], people: Sequence[Staffed], departments: dict[int, str]
) -> Iterator[MoveClash]:
    """Departments whose head and all whose deputies leave: each of those who leave is told."""
    leaders: dict[int, list[Staffed]] = defaultdict(list)
    for person in people:
        if person.department is not None and leads(person.post):
            leaders[person.department].append(person)
    leaving = {move.person: move for move in moves if _leaves(move)}
    for room, led in leaders.items():
        kinds = {leads(person.post) for person in led}
        if kinds == {"head", "deputy"} and all(person.person in leaving for person in led):
            names = "、".join(person.name for person in led)
            for person in led:
                text = _("{room}的正职和副职（{names}）都要离开。")
                yield MoveClash(leaving[person.person].key, text.format(room=departments.get(room, ""), names=names))


def _emptied(
    moves: Sequence[PlannedMove], people: Sequence[Staffed], departments: dict[int, str]
) -> Iterator[MoveClash]:
    leaving = {move.person: move for move in moves if _leaves(move)}
    arriving = {move.to_department for move in moves if move.to_department != move.from_department}
    staff: dict[int, list[int]] = defaultdict(list)
    for person in people:
        if person.department is not None:
            staff[person.department].append(person.person)
    for room, held in staff.items():
        if room not in arriving and all(key in leaving for key in held):
            for key in held:
                yield MoveClash(leaving[key].key, _("{room}将没有人。").format(room=departments.get(room, "")))


def _leaves(move: PlannedMove) -> bool:
    """Whether somebody leaves the department; where none is said, only for another court."""
    if move.to_department is not None:
        return move.to_department != move.from_department
    return move.to_court is not None and move.to_court != move.from_court
