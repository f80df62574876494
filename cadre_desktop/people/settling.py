"""Which century and which month dates of a person mean, from what else the row says.

96.7 may be July 1996 or 2096, and 1979.1 January or, its last zero dropped by a spreadsheet, October. A birth is
settled by the ID number, else by the age of people who work; all other dates come after it and not after today. What
then still leaves two, or none, is not settled.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Candidates, Values
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.rules import PersonStatus, age_on, check_id_number

WORKING_AGE = range(16, 76)
"""Ages at which somebody on a roster may be, retired or not, when nothing but plain sense says it: nobody is 103."""

OLD_AGE = range(16, 106)
"""The same for those whom the row calls retired or dead."""

ENTERED_AFTER = {"joined_party": 18, "joined_work": 16, "joined_court": 16, "post_since": 16, "status_since": 16}
"""By field the least age in years at its date."""

LONGEST = 75
"""Years a date of somebody's service may lie back when the birth is not known."""


def settle_person(values: Values) -> Values:
    """The values with the dates that the rest of the row settles; the others are left as `Candidates`."""
    return settle(values, date.today())


def settle(values: Values, today: date) -> Values:
    """As `settle_person`, as of `today`."""
    values = dict(values)
    known = _birth_by_number(values, today)
    born = values.get("born")
    if isinstance(born, Candidates):
        values["born"] = _one(_births(born.options, known, values, today), born)
    birth = known or (values["born"] if isinstance(values.get("born"), date) else None)
    for name, age in ENTERED_AFTER.items():
        said = values.get(name)
        if isinstance(said, Candidates):
            values[name] = _one((day for day in said.options if _may_be(day, birth, age, today)), said)
    return values


def settle_facts(values: Values) -> Values:
    """Dates of a dossier's facts (trainings, honours): within a working life and not after the next year."""
    return settle_recent(values, date.today())


def settle_recent(values: Values, today: date) -> Values:
    """As `settle_facts`, as of `today`."""
    years = range(today.year - LONGEST, today.year + 2)
    return {
        name: _one((day for day in said.options if day.year in years), said) if isinstance(said, Candidates) else said
        for name, said in values.items()
    }


def _one(fitting: Iterable[date], said: Candidates) -> Any:
    """The only one that fits, or else what was said."""
    found = list(fitting)
    return found[0] if len(found) == 1 else said


def _birth_by_number(values: Values, today: date) -> date | None:
    try:
        return check_id_number(values["id_number"], today).birth if values.get("id_number") else None
    except Unclear:
        return None  # vet_person names the problem


def _births(options: Iterable[date], known: date | None, values: Values, today: date) -> list[date]:
    """The births that fit: the ID number's month, or failing that its year, so that what contradicts it is reported."""
    if known is not None:
        same = [day for day in options if (day.year, day.month) == (known.year, known.month)]
        return same or [day for day in options if abs(day.year - known.year) < WORKING_AGE.start]
    ages = OLD_AGE if values.get("status") in (PersonStatus.RETIRED, PersonStatus.DECEASED) else WORKING_AGE
    fitting = [day for day in options if day <= today and age_on(day, today) in ages]
    return [day for day in fitting if _old_enough(day, values)]


def _old_enough(birth: date, values: Values) -> bool:
    """Whether somebody born then was old enough at every date of the row that is certain."""
    dated = ((values.get(name), age) for name, age in ENTERED_AFTER.items())
    return all(_years_later(birth, age) <= day for day, age in dated if isinstance(day, date))


def _may_be(day: date, birth: date | None, age: int, today: date) -> bool:
    earliest = _years_later(birth, age) if birth else date(today.year - LONGEST, 1, 1)
    return earliest <= day <= today


def _years_later(birth: date, years: int) -> date:
    """The first of the month of a birthday: months are compared, since rosters give no days."""
    return date(birth.year + years, birth.month, 1)
