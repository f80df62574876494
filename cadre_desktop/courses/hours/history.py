"""Which post level, rank and judge's grade people held from when to when, and in which years one of them changed.

What 任职任级经历 says holds. Without a row about post levels there, changes of post (职务调整) that name one stand in.
Before the first row of its kind nobody was of the upper level; on days that no row covers the person's own row holds.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import NamedTuple

from cadre_desktop.courses.hours.months import taken_up
from cadre_desktop.courses.hours.reckoning import Spells
from cadre_desktop.courses.hours.regulation import FACTS, POST_LEVEL, Regulation
from cadre_desktop.kit.store.database import database

Span = tuple[str, str | None, str]
"""The first and the last day (ISO text; None: still) and the value held."""
_OF_PERSON = itemgetter(0)


class Histories(NamedTuple):
    """By fact what was held when; by year the places of the people for whom one of them changed in it."""

    spells: dict[str, Spells]
    changed: dict[int, frozenset[int]]


class _Collected:
    """What has been read so far, as numbers: a hundred thousand people have twice as many rows."""

    def __init__(self, rules: Regulation):
        self._upper = {fact: rules.upper(fact) for fact in FACTS}
        self._spells = {fact: array("q") for fact in FACTS}
        self._changed: dict[int, set[int]] = defaultdict(set)

    def add(self, fact: str, index: int, spans: Iterable[Span]) -> None:
        """One person's spans of a fact, by their first days. Whatever differs from the value before is a change, and so
        is the first one known, since nobody has said what was before."""
        spells, upper, before = self._spells[fact], self._upper[fact], ""
        for starts, ends, value in spans:
            first, after = taken_up(starts, ends)
            spells.extend((index, first, after, value in upper))
            if value != before:
                self._changed[int(starts[:4])].add(index)
            before = value

    def histories(self) -> Histories:
        """All of it."""
        changed = {year: frozenset(indexes) for year, indexes in self._changed.items()}
        return Histories({fact: Spells.of(numbers) for fact, numbers in self._spells.items()}, changed)


def read_histories(indexes: Mapping[int, int], rules: Regulation, chosen: str, given: tuple[str, ...]) -> Histories:
    """The histories of the people that have a place; `chosen` with its parameters `given` narrows the rows to them."""
    found, decided = _Collected(rules), _decided(indexes, chosen, given)
    statement = f"SELECT person_id, starts, ends, {', '.join(FACTS)} FROM post_held WHERE {chosen}"
    held = database.run(f"{statement} ORDER BY person_id, starts, id", *given)
    for person, group in groupby(held, key=_OF_PERSON):
        index, rows = indexes[person], list(group)
        for number, fact in enumerate(FACTS, 3):
            spans = [(row[1], row[2], row[number]) for row in rows if row[number]]
            if spans and fact == POST_LEVEL:
                decided.pop(index, None)
            found.add(fact, index, spans)
    for index, steps in decided.items():
        found.add(POST_LEVEL, index, steps)
    return found.histories()


def _decided(indexes: Mapping[int, int], chosen: str, given: tuple[str, ...]) -> dict[int, list[Span]]:
    """Post levels by the changes of post: each holds until the next one; of those of one day the last entered holds."""
    statement = f"SELECT person_id, decided, post_level FROM appointment WHERE post_level <> '' AND {chosen}"
    steps: dict[int, dict[str, str]] = defaultdict(dict)
    for person, day, level in database.rows(f"{statement} ORDER BY decided, id", *given):
        steps[indexes[person]][day] = level
    return {index: list(_until_next(levels)) for index, levels in steps.items()}


def _until_next(levels: Mapping[str, str]) -> Iterator[Span]:
    """Values by the day each began on, as spans that end the day before the next one."""
    days = list(levels)
    for day, following in zip_longest(days, days[1:]):
        ends = f"{date.fromisoformat(following) - timedelta(days=1)}" if following else None
        yield day, ends, levels[day]
