"""By which base each person retires, and in which month: as decided, or as the dossier suggests it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.retirement.rules import BaseChosen, Proposal, month_expected, propose

_LOWEST_LEVEL, _LOWEST_GRADE = "132", "307"
"""县处级副职, 四级高级法官: whether these are of the county level as retirement means it is for a decision to say."""
_LOWEST_RANKS = ("general-06", "assistant-04", "clerk-04", "police-06")


def county_ranks() -> frozenset[str]:
    """Ranks and judges' grades from which on somebody may be of the county level."""
    found = {item.value for item in code_table("judge_grades") if item.value <= _LOWEST_GRADE}
    for lowest in _LOWEST_RANKS:
        sequence = lowest.partition("-")[0]
        found |= {
            item.value for item in code_table("ranks") if item.value.startswith(f"{sequence}-") and item.value <= lowest
        }
    return frozenset(found)


class Decided(NamedTuple):
    """What has been decided about somebody by a day. `since`: the day of the latest decision."""

    chosen: BaseChosen
    since: date
    document_number: str = ""


def decided_by(day: date, people: str = "1", given: tuple[Any, ...] = ()) -> dict[int, Decided]:
    """By person what has been decided by a day; a later decision that names no base leaves that of before.

    `people`: what the persons' keys (``person_id``) meet, as SQL with the values `given`.
    """
    rows = database.rows(
        "SELECT person_id, base, choice, chosen, notified, decided, document_number FROM retirement_decision"
        f" WHERE decided <= ? AND {people} ORDER BY decided, id",
        day.isoformat(),
        *given,
    )
    found: dict[int, Decided] = {}
    for key, base, choice, chosen, notified, decided, number in rows:
        before = found.get(key)
        base = base or (before.chosen.base if before else "")
        said = BaseChosen(base, choice or "statutory", _day(chosen), _day(notified))
        found[key] = Decided(said, date.fromisoformat(decided), number)
    return found


def _day(text: str | None) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text) if len(text) == 10 else date(int(text[:4]), int(text[5:7]), 1)


def leaders_on(day: date, lowest: str = "999") -> set[int]:
    """Who holds a post with a level (of `lowest` at least) on a day, by the history of posts."""
    rows = database.rows(
        "SELECT DISTINCT person_id FROM post_held WHERE post_level <> '' AND post_level <= ? AND starts <= ?"
        " AND (ends IS NULL OR ends >= ?)",
        lowest,
        day.isoformat(),
        day.isoformat(),
    )
    return {key for (key,) in rows}


@cache
def _as_proposed(base: str) -> BaseChosen:
    """What holds where nothing is decided: the base and its statutory month."""
    return BaseChosen(base)


class Bases:
    """Which base holds for whom on a day; made once for many people."""

    def __init__(self, day: date):
        self._decided = decided_by(day)
        self._county = leaders_on(day, _LOWEST_LEVEL)
        self._ranks = county_ranks()

    def decided(self, person: int) -> Decided | None:
        """What has been decided about somebody."""
        return self._decided.get(person)

    def proposal(self, person: int, sex: str, employment: str, rank: str, grade: str) -> Proposal:
        """What the dossier suggests for somebody."""
        county = sex == "female" and (person in self._county or rank in self._ranks or grade in self._ranks)
        return propose(sex, employment, county)

    def chosen(self, person: int, proposal: Proposal) -> BaseChosen | None:
        """What holds for somebody: the decision, its base filled up from the proposal; None where no base is known."""
        decided = self._decided.get(person)
        if decided is None:
            return _as_proposed(proposal.base) if proposal.base else None
        chosen = decided.chosen if decided.chosen.base else replace(decided.chosen, base=proposal.base)
        return chosen if chosen.base else None


def expected_months(
    day: date, people: str = "1", given: tuple[Any, ...] = (), *, sure: bool = False
) -> Iterator[tuple[int, date]]:
    """Persons and the months in which they retire, as far as birth and sex are known, by what is decided by a day.

    `people`: what rows of ``person`` meet, as SQL with the values `given`; with `sure` those are left out for whom
    several bases are open and none is decided.
    """
    bases = Bases(day)
    rows = database.rows(
        f"SELECT id, born, sex, employment, rank, judge_grade FROM person WHERE born IS NOT NULL AND ({people})",
        *given,
    )
    for key, born, sex, employment, rank, grade in rows:
        proposal = bases.proposal(key, sex, employment, rank, grade)
        chosen = bases.chosen(key, proposal)
        decided = bases.decided(key)
        if chosen is None or (sure and proposal.open and not (decided and decided.chosen.base)):
            continue
        yield key, month_expected(date(int(born[:4]), int(born[5:7]), 1), chosen)


def expected_by_person(day: date) -> Mapping[int, date]:
    """The same for everybody, by person."""
    return dict(expected_months(day))
