"""How many newcomers a mentor has at a time, wherever pairs are written: in the form, or by a workbook."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Changed, Kind, SeenTogether, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.record import Record
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person

NEWCOMERS_AT_MOST = 2
"""So many newcomers a mentor has at a time: usual in courts."""


class Guided(NamedTuple):
    """Whom a mentor guides, from when to when (no end: still)."""

    mentor: int
    person: int
    starts: date
    ends: date | None

    def on(self, day: date) -> bool:
        """Whether that is so on a day."""
        return self.starts <= day and (self.ends is None or self.ends >= day)


class Crowd(NamedTuple):
    """A mentor who would have more newcomers from a day on than allowed, and whom."""

    mentor: int
    day: date
    people: tuple[int, ...]


def crowds(before: Iterable[Guided], after: Iterable[Guided]) -> list[Crowd]:
    """Where pairs make a mentor have too many at a time, and more than there were before."""
    was, now = list(before), list(after)
    found = []
    for mentor, day in sorted({(pair.mentor, pair.starts) for pair in now}):
        people = _on(now, mentor, day)
        if len(people) > NEWCOMERS_AT_MOST and len(people) > len(_on(was, mentor, day)):
            found.append(Crowd(mentor, day, people))
    return found


def _on(pairs: Iterable[Guided], mentor: int, day: date) -> tuple[int, ...]:
    return tuple(sorted({pair.person for pair in pairs if pair.mentor == mentor and pair.on(day)}))


def said_of(crowd: Crowd) -> str:
    """The sentence that says why."""
    words = _(
        "{name}自 {day} 起将同时带 {count} 名新人（{names}），一位导师同时最多带 {most} 名；请另选导师，或先结束一对。"
    )
    names = {row.id: row.name for row in Person.select().where(Person.id.in_([crowd.mentor, *crowd.people]))}
    return words.format(
        name=names[crowd.mentor],
        day=crowd.day.isoformat(),
        count=len(crowd.people),
        names="、".join(names[person] for person in crowd.people),
        most=NEWCOMERS_AT_MOST,
    )


def as_guided(values: Mapping[str, Any], purpose: str) -> Guided | None:
    """A pair's values; None where it is of another purpose, or not whole."""
    if values.get("purpose") != purpose or not all(values.get(name) for name in ("mentor", "person", "starts")):
        return None
    return Guided(values["mentor"], values["person"], values["starts"], values.get("ends"))


def known_pairs(record: type[Record], purpose: str, mentors: Iterable[int]) -> dict[int, Guided]:
    """The pairs of these mentors, by key."""
    pairs: Any = record
    rows = pairs.select().where(pairs.mentor.in_(list(mentors)), pairs.purpose == purpose)
    found = ((row.id, as_guided(row.__data__, purpose)) for row in rows)
    return {key: pair for key, pair in found if pair is not None}


def save_guided(store: Store, kind: Kind, purpose: str, values: Values, key: int | None = None) -> Record:
    """Enter or change a pair. Raises Refused where its mentor would have too many newcomers at a time."""
    before = editing.values_of(kind.record.by_key(key)) if key is not None else {}
    wanted = as_guided({**before, **values}, purpose)
    if wanted is not None:
        known = known_pairs(kind.record, purpose, (wanted.mentor,))
        rest = [pair for other, pair in known.items() if other != key]
        if found := crowds(known.values(), [*rest, wanted]):
            raise Refused(Problem(said_of(found[0]), field="mentor"))
    return editing.add(store, kind, values) if key is None else editing.change(store, kind, key, values)


def vet_guided(record: type[Record], purpose: str, values: Values) -> list[Problem]:
    """Why a workbook may not add a pair beside those that are there."""
    wanted = as_guided(values, purpose)
    if wanted is None:
        return []
    known = list(known_pairs(record, purpose, (wanted.mentor,)).values())
    return [Problem(said_of(crowd), field="mentor") for crowd in crowds(known, [*known, wanted])[:1]]


def guided_together(
    record: type[Record], purpose: str, columns: Mapping[str, Sequence[Any]], changed: Sequence[Changed]
) -> SeenTogether:
    """Why the pairs of a workbook are too many for a mentor."""
    names = ("mentor", "person", "starts", "ends", "purpose")
    new = zip(*(columns[name] for name in names), strict=True) if columns.get("mentor") else ()
    more = [as_guided(dict(zip(names, row, strict=True)), purpose) for row in new]
    changes = {row.key: {name: value for name, (_old, value) in row.changes.items()} for row in changed}
    pairs: Any = record
    there = pairs.select().where(pairs.id.in_(list(changes)))
    became = {row.id: as_guided({**row.__data__, **changes[row.id]}, purpose) for row in there}
    mentors = {pair.mentor for pair in (*more, *became.values()) if pair is not None}
    known = known_pairs(record, purpose, mentors)
    rest = [pair for key, pair in known.items() if key not in became]
    after = [*rest, *(pair for pair in (*more, *became.values()) if pair is not None)]
    told = tuple(said_of(crowd) for crowd in crowds(known.values(), after))
    return SeenTogether({}, told, told)
