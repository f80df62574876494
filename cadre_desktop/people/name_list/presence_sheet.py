"""Who was there, as one reads it: people × sessions, what each missed, and who has something to make up."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.name_list.attending import Cell, sessions_of
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.namesakes import namesakes, with_mark
from cadre_desktop.people.name_list.records import Session
from cadre_desktop.people.name_list.rules import (
    Half,
    PresenceMark,
    PresenceState,
    hours_missed,
    session_hours,
    when_words,
)
from cadre_desktop.people.name_list.session_words import SessionWords

MADE_UP = "made_up"
"""Among the states of a session: missed, and made up since."""


class PresenceLine(NamedTuple):
    """Somebody in the grid. `guest_of` is the event of whose list he is, where he only makes up a session here; `mark`
    distinguishes people of one name in a court."""

    entry: int
    name: str
    court: str
    department: str
    status: str
    guest_of: str = ""
    mark: str = ""

    @property
    def called(self) -> str:
        """The name, with the mark behind it if there is one."""
        return with_mark(self.name, self.mark)


class SessionHead(NamedTuple):
    """A session as it heads its column; `called` are the words of the slice whose it is."""

    key: int
    day: date
    half: str
    begins: str
    ends: str
    title: str
    make_up: bool
    lecturer: str = ""
    venue: str = ""
    called: SessionWords = SessionWords("", "", "", "")

    @property
    def when(self) -> str:
        """When it begins, or else the half of the day: there is little room above a column."""
        return self.begins.removeprefix("0") or Half.table().label(self.half)

    @property
    def words(self) -> str:
        """3月1日 上午 9:00–11:30 执行实务（补课）."""
        words = " ".join(filter(None, (when_words(self.day, self.half, self.begins, self.ends), self.title)))
        return self.called.said(_("{words}（{make_up}）"), words=words) if self.make_up else words

    @property
    def details(self) -> str:
        """The same with who teaches where, each in a line of its own."""
        lecturer = self.called.said(_("{lecturer}：{name}"), name=self.lecturer) if self.lecturer else ""
        venue = _("地点：{place}").format(place=self.venue) if self.venue else ""
        return "\n".join(filter(None, (self.words, lecturer, venue)))


class MadeUp(NamedTuple):
    """Where a missed session is made up: the session's key and words, and whether he was there."""

    session: int
    words: str
    done: bool


@dataclass(frozen=True)
class PresenceSheet:
    """The grid of one event. `said` holds what is recorded, `made_up` by cell missed where it is made up, `makes_up`
    for a cell into which somebody was put what he makes up there. Hours are tenths."""

    lines: tuple[PresenceLine, ...] = ()
    sessions: tuple[SessionHead, ...] = ()
    said: dict[Cell, PresenceMark] = field(default_factory=dict)
    made_up: dict[Cell, MadeUp] = field(default_factory=dict)
    makes_up: dict[Cell, str] = field(default_factory=dict)
    hours: dict[int, Fraction] = field(default_factory=dict)
    whole: int = 0

    def is_expected(self, session: SessionHead, line: PresenceLine) -> bool:
        """Whether somebody has to be there in a session."""
        return (session.key, line.entry) in self.makes_up or not (session.make_up or line.guest_of)

    @cached_property
    def line_of(self) -> dict[int, PresenceLine]:
        """The lines by their rows of the list."""
        return {line.entry: line for line in self.lines}

    def roll(self, session: SessionHead) -> list[PresenceLine]:
        """Who is expected in a session, in the order in which its sign-in sheet numbers them from 1."""
        return [line for line in self.lines if self.is_expected(session, line)]

    def counts(self, session: SessionHead) -> Counter[str]:
        """How many are in each state in a session; "" counts those of whom nothing is recorded."""
        return self._counts[session.key]

    @cached_property
    def _counts(self) -> dict[int, Counter[str]]:
        """The counts of all sessions: a grid that is drawn asks for them again and again."""
        own = {line.entry for line in self.lines if not line.guest_of}
        expected = {session.key: 0 if session.make_up else len(own) for session in self.sessions}
        open_to = {key for key, count in expected.items() if count}
        listed = {line.entry for line in self.lines}
        made = [cell for cell in self.makes_up if cell[1] in listed]
        for session, entry in made:
            expected[session] += session not in open_to or entry not in own
        found: dict[int, Counter[str]] = {session.key: Counter() for session in self.sessions}
        for (session, entry), mark in self.said.items():
            there = (session in open_to and entry in own) or (entry in listed and (session, entry) in self.makes_up)
            if there and mark.state is not PresenceState.EXPECTED:
                found[session][mark.state] += 1
        for session, counts in found.items():
            counts[""] = expected[session] - counts.total()
        return {session: +counts for session, counts in found.items()}

    def _state(self, session: int, entry: int) -> str:
        said = self.said.get((session, entry))
        return "" if said is None or said.state is PresenceState.EXPECTED else said.state

    def counts_of(self, line: PresenceLine) -> Counter[str]:
        """In how many sessions somebody is in each state; "" counts those of which nothing is recorded. What was
        missed and is made up counts once, as `MADE_UP`, and the session that makes it up counts for it alone."""
        counts: Counter[str] = Counter()
        for session in self.sessions:
            made = self.made_up.get((session.key, line.entry))
            if made is not None and made.done:
                counts[MADE_UP] += 1
            elif self.is_expected(session, line) and (line.guest_of or not session.make_up):
                counts[self._state(session.key, line.entry)] += 1
        return counts

    def missed(self, line: PresenceLine) -> list[SessionHead]:
        """The sessions somebody missed and has not made up."""
        keys = self._missed.get(line.entry)
        return [session for session in self.sessions if session.key in keys] if keys else []

    @cached_property
    def _missed(self) -> dict[int, set[int]]:
        """The sessions (keys) missed and not made up, by the row of the list: few of all cells."""
        found: dict[int, set[int]] = {}
        for cell, mark in self.said.items():
            made = self.made_up.get(cell)
            if mark.state.missed and not (made and made.done):
                found.setdefault(cell[1], set()).add(cell[0])
        return found

    def hours_missed(self, line: PresenceLine) -> int:
        """Tenths of an hour that somebody missed and has not made up, to the nearest half hour."""
        missed = [session.key for session in self.missed(line) if session.key in self.hours]
        return hours_missed(self.hours, missed, self.whole)

    @cached_property
    def open_cells(self) -> int:
        """How many cells still say nothing."""
        return sum(self.counts(session)[""] for session in self.sessions)

    @cached_property
    def to_make_up(self) -> list[tuple[PresenceLine, SessionHead]]:
        """Everybody who missed something that is made up nowhere yet, with what, in the order of the grid."""
        return [
            (line, session)
            for line in self.lines
            for session in self.missed(line)
            if not line.guest_of and (session.key, line.entry) not in self.made_up
        ]

    def with_said(self, cells: dict[Cell, PresenceMark | None]) -> "PresenceSheet":
        """The same with other things recorded, as it will be once they are written."""
        said = {**self.said}
        for cell, each in cells.items():
            if each is None and cell not in self.makes_up:
                said.pop(cell, None)
            else:
                said[cell] = each or PresenceMark(PresenceState.EXPECTED)
        made = replace(self, said=said)
        made._take_over(self, cells)
        return made

    def _take_over(self, before: "PresenceSheet", cells: Iterable[Cell]) -> None:
        """Change what `before` had worked out instead of working it out anew: of a large grid that takes longer than
        the time between two keys."""
        counts = dict(before._counts)
        missed = dict(before._missed)
        heads = {session.key: session for session in self.sessions}
        for cell in cells:
            session, line = heads.get(cell[0]), self.line_of.get(cell[1])
            if session is None or line is None:
                continue
            if self.is_expected(session, line):
                changed = Counter(counts[cell[0]])
                changed[before._state(*cell)] -= 1
                changed[self._state(*cell)] += 1
                counts[cell[0]] = +changed
            mark, made = self.said.get(cell), self.made_up.get(cell)
            is_missed = mark is not None and mark.state.missed and not (made and made.done)
            missed[cell[1]] = missed.get(cell[1], set()) - {cell[0]} | ({cell[0]} if is_missed else set())
        self.__dict__["_counts"], self.__dict__["_missed"] = counts, missed


def read_sheet(names: NameListOf, event: Any) -> PresenceSheet:
    """The grid of an event: everybody on its list but those waiting, by court, department and name, then those who only
    make up a session here. Reads much, so it belongs into a job."""
    sessions = tuple(_head(names, row) for row in sessions_of(event.id))
    keys = [session.key for session in sessions]
    said: dict[Cell, PresenceMark] = {}
    makes_up: dict[Cell, str] = {}
    for session, entry, state, leave, other in _presence(keys, "session_id"):
        said[session, entry] = PresenceMark(PresenceState(state), leave)
        if other is not None:
            makes_up[session, entry] = _words(names, other)
    made_up = {
        (other, entry): MadeUp(session, _words(names, session), PresenceState(state).there)
        for session, entry, state, _leave, other in _presence(keys, "makes_up_id")
        if other is not None
    }
    marks = namesakes(names, event, shown=False, told=not names.confidential(event))
    own = _lines(names, f'e."{names.event.column_name}" = ?', event.id)
    own = [line._replace(mark=marks.get(line.entry, "")) for line in own]
    there = {line.entry for line in own}
    guests = [entry for _session, entry in makes_up if entry not in there]
    own += _guests(names, event, sorted(set(guests)))
    whole = names.value(event, names.hours) or 0
    hours = session_hours(_hours_given(event.id), whole)
    return PresenceSheet(tuple(own), sessions, said, made_up, makes_up, hours, whole)


def _hours_given(event: int) -> dict[int, int | None]:
    return {row.id: row.hours for row in sessions_of(event) if not row.make_up}


def _head(names: NameListOf, row: Session) -> SessionHead:
    assert row.day is not None
    time = (row.day, row.half, row.begins, row.ends)
    return SessionHead(row.id, *time, row.title, row.make_up, row.lecturer, row.venue, names.words)


def _words(names: NameListOf, session: int) -> str:
    return _head(names, Session.by_key(session)).words


def _presence(sessions: Sequence[int], column: str) -> list[tuple[int, int, str, str, int | None]]:
    marks = ", ".join("?" * len(sessions))
    rows = database.rows(
        f"SELECT session_id, entry, state, leave, makes_up_id FROM presence WHERE {column} IN ({marks})", *sessions
    )
    return list(rows)


def _lines(names: NameListOf, condition: str, *parameters: Any) -> list[PresenceLine]:
    person, court, status = names.person.column_name, names.court.column_name, names.status.column_name
    rows = database.rows(
        f"SELECT e.id, p.name, coalesce(nullif(c.short_name, ''), c.name, ''), coalesce(d.name, ''), e.\"{status}\""
        f' FROM "{names.table}" e JOIN person p ON p.id = e."{person}"'
        f' LEFT JOIN court c ON c.id = coalesce(e."{court}", p.court_id)'
        " LEFT JOIN department d ON d.id = p.department_id"
        f' WHERE {condition} AND e."{status}" <> ? ORDER BY c.place, d.place, d.id, p.pinyin, e.id',
        *parameters,
        str(names.waiting),
    )
    return [PresenceLine(*row) for row in rows]


def _guests(names: NameListOf, event: Any, entries: Sequence[int]) -> list[PresenceLine]:
    """Those of other lists. Who is of one that is masked (since it has become one) is not said where names are seen."""
    if not entries:
        return []
    homes = {row.id: names.event_of(row) for row in names.rows(names.record.id.in_(list(entries)))}
    marks = ", ".join("?" * len(entries))
    return [
        line._replace(guest_of=_("另一活动"), name=MASK, court="", department="")
        if names.confidential(homes[line.entry]) and not names.confidential(event)
        else line._replace(guest_of=names.title_of(homes[line.entry]))
        for line in _lines(names, f"e.id IN ({marks})", *entries)
    ]


def make_up_targets(names: NameListOf, event: Any, today: date) -> list[tuple[int, str]]:
    """Sessions (key and words) in which somebody may make up what he missed in an event: its own that were made for it,
    then those of other events of the slice that have not ended; those of a masked event in masked ones only."""
    own = [(row.id, _head(names, row).words) for row in sessions_of(event.id) if row.make_up]
    field = names.events.id
    others: Any = names.events.select().where(field != event.id, names.starts >= today.replace(month=1, day=1))
    found = [
        (row.id, f"{names.title_of(other)}　{_head(names, row).words}")
        for other in others.order_by(names.starts)
        if names.confidential(other) or not names.confidential(event)
        for row in sessions_of(other.id)
        if row.day is not None and row.day >= today
    ]
    return [*own, *found]
