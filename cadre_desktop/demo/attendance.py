"""Who was there in the demonstration court's courses, so that by the rule as many complete them as shall.

Marks are recorded as a coordinator would; who completes a course is decided by closing it.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from cadre_desktop.courses.examining import Marks, record_marks
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import LEAVE_LIMIT
from cadre_desktop.demo.material import material
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.attending import Cell, make_up, record_presence
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.name_list.rules import Half, LeaveKind, PresenceMark, PresenceState

PASS_MARK = "60"
_THERE = PresenceMark(PresenceState.PRESENT)
_LATE = PresenceMark(PresenceState.LATE)
_EARLY = PresenceMark(PresenceState.EARLY)
_ABSENT = PresenceMark(PresenceState.ABSENT)
_KINDS = (LeaveKind.OFFICIAL,) * 5 + (LeaveKind.SICK,) * 2 + (LeaveKind.PERSONAL,) * 3
_LAST_LATE, _LAST_EARLY, _LAST_AWAY, _LAST_MADE_UP = 0.05, 0.065, 0.12, 0.126
"""Of those who complete a course one in twenty comes late once, some leave early once, some miss something."""
_HALF_DAY = 40
"""Tenths of an hour that an evening makes up."""


class TaughtSession(NamedTuple):
    """A session that was held: its key and its hours in tenths."""

    key: int
    hours: int


def attend(
    store: Store, random: Random, course: Course, sessions: Sequence[TaughtSession], staying: Sequence[int],
    leaving: Sequence[int],
) -> None:  # fmt: skip
    """Record who was in the sessions of a course: those `staying` (keys of enrolments) complete it, those `leaving` do
    not. Who has missed more than the rule allows, but shall complete it, makes it up on the last evening."""
    cells: dict[Cell, PresenceMark | None] = {(each.key, row): _THERE for row in staying for each in sessions}
    whole = sum(each.hours for each in sessions)
    small = [each for each in sessions if each.hours <= whole * LEAVE_LIMIT]
    halves = [each for each in sessions[:-1] if each.hours == _HALF_DAY and each not in small]
    made_up: list[Cell] = []
    for row in staying:
        chance = random.random()
        if chance < _LAST_LATE:
            cells[random.choice(sessions).key, row] = _LATE
        elif chance < _LAST_EARLY:
            cells[random.choice(sessions).key, row] = _EARLY
        elif chance < _LAST_AWAY:
            if small:
                missed = (random.choice(small).key, row)
                cells[missed] = _on_leave(random) if random.random() < 0.9 else _ABSENT
        elif chance < _LAST_MADE_UP and halves:
            made_up.append((random.choice(halves).key, row))
            cells[made_up[-1]] = _on_leave(random)
    for row in leaving:
        cells |= _missing(random, sessions, row)
    record_presence(store, ENROLMENTS, course, cells)
    if made_up:
        _make_up(store, course, made_up)


def _on_leave(random: Random) -> PresenceMark:
    return PresenceMark(PresenceState.LEAVE, random.choice(_KINDS))


def _missing(random: Random, sessions: Sequence[TaughtSession], row: int) -> dict[Cell, PresenceMark]:
    """Never there, called away halfway, or away without leave."""
    mark = _on_leave(random) if random.random() < 0.85 else _ABSENT
    there = 0 if random.random() < 0.6 else (len(sessions) + 1) // 2
    return {(each.key, row): _THERE if number < there else mark for number, each in enumerate(sessions)}


def _make_up(store: Store, course: Course, missed: Sequence[Cell]) -> None:
    with store.step(f"“{course.title}”新增补课"):
        evening = Session.add(
            event=course.id,
            day=course.ends,
            half=Half.EVENING,
            begins="18:30",
            ends="21:30",
            title=material("teaching")["make_up"],
            make_up=True,
        )
    make_up(store, ENROLMENTS, missed, evening.id)
    record_presence(store, ENROLMENTS, course, {(evening.id, row): _THERE for _session, row in missed})


def examine(store: Store, random: Random, course: Course, rows: Sequence[int]) -> None:
    """Record the marks of those who complete a course (keys of enrolments): few need the retake."""
    marks = {}
    for row in rows:
        first = round(min(98, max(61, random.gauss(82, 7))))
        failed = random.random() < 0.04
        marks[row] = Marks(f"{random.randint(45, 58)}", f"{random.randint(62, 80)}") if failed else Marks(f"{first}")
    record_marks(store, course, marks)
