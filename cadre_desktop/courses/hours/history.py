"""Which post level, rank and judge's grade people held from when to when, and in which years one of them changed.

What 任职任级经历 says holds. Without a row about post levels there, changes of post (职务调整) that name one stand in.
Before the first row of its kind nobody was of the upper level; on days that no row covers the person's own row holds.
"""

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from cadre_desktop.courses.hours.months import taken_up
from cadre_desktop.courses.hours.reckoning import Spells
from cadre_desktop.courses.hours.regulation import FACTS, JUDGE_GRADE, POST_LEVEL, RANK, Regulation
from cadre_desktop.kit.store.database import database

Span = tuple[str, str | None, str]
"""The first and the last day (ISO text; None: still) and the value held."""


class Histories(NamedTuple):
    """By fact what was held when; by year the places of the people for whom one of them changed in it."""

    spells: dict[str, Spells]
    changed: dict[int, frozenset[int]]


def read_histories(places: Mapping[int, int], rules: Regulation, chosen: str, given: tuple[str, ...]) -> Histories:
    """The histories of the people that have a place; `chosen` with its parameters `given` narrows the rows to them."""
    spans: dict[str, dict[int, list[Span]]] = {fact: defaultdict(list) for fact in FACTS}
    statement = "SELECT person_id, starts, ends, post_level, rank, judge_grade FROM post_held"
    for person, starts, ends, post_level, rank, grade in database.rows(f"{statement} WHERE {chosen}", *given):
        for fact, value in ((POST_LEVEL, post_level), (RANK, rank), (JUDGE_GRADE, grade)):
            if value and person in places:
                spans[fact][places[person]].append((starts, ends, value))
    _stand_in(spans[POST_LEVEL], places, chosen, given)
    spells = {fact: _spells(spans[fact], rules.upper(fact)) for fact in FACTS}
    return Histories(spells, _changed(spans))


def _stand_in(levels: dict[int, list[Span]], places: Mapping[int, int], chosen: str, given: tuple[str, ...]) -> None:
    """Post levels of people without a history, from their changes of post: each holds until the next one."""
    statement = f"SELECT person_id, decided, post_level FROM appointment WHERE post_level <> '' AND {chosen}"
    known, decided = set(levels), defaultdict(list)
    for person, day, level in database.rows(f"{statement} ORDER BY decided, id", *given):
        if person in places and places[person] not in known:
            decided[places[person]].append((day, level))
    for place, steps in decided.items():
        following = [day for day, _level in steps[1:]]
        levels[place] = [
            (day, after, level) for (day, level), after in zip(steps, [*following, None], strict=True) if day != after
        ]


def _spells(spans: Mapping[int, list[Span]], upper: frozenset[str]) -> Spells:
    return Spells.of(
        [
            (place, *taken_up(starts, ends), value in upper)
            for place, rows in spans.items()
            for starts, ends, value in rows
        ]
    )


def _changed(spans: Mapping[str, Mapping[int, list[Span]]]) -> dict[int, frozenset[int]]:
    """Who came to hold another value than before, by the year in which that began; the first one known counts too,
    since nobody has said what was before."""
    found: dict[int, set[int]] = defaultdict(set)
    for by_place in spans.values():
        for place, rows in by_place.items():
            before = ""
            for starts, _ends, value in sorted(rows, key=lambda row: row[0]):
                if value != before:
                    found[int(starts[:4])].add(place)
                before = value
    return {year: frozenset(places) for year, places in found.items()}
