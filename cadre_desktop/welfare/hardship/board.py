"""The cases as the coordinator sees them: how far each is, until when its notice hangs, and what was given."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import peewee

from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.working_days import Term
from cadre_desktop.welfare.hardship.records import HardshipCase
from cadre_desktop.welfare.hardship.rules import CaseState, HardshipCause
from cadre_desktop.welfare.hardship.steps import notice_term


@dataclass(frozen=True)
class CaseLine:
    """A case; `term` is that of its notice, `given` what was spent in fen, `helpers` the names of who helps now."""

    key: int
    person: int
    name: str
    court: str
    department: str
    state: CaseState
    cause: HardshipCause
    applied: date
    accepted: date | None
    ended: date | None
    term: Term | None
    given: int
    times: int
    helpers: tuple[str, ...]

    def waits(self, today: date) -> bool:
        """Whether its notice is over, so that it is to be decided."""
        return self.state is CaseState.ON_NOTICE and self.term is not None and self.term.last < today


_ORDER = (CaseState.ON_NOTICE, CaseState.APPLIED, CaseState.ACCEPTED, CaseState.ENDED, CaseState.REFUSED)


def cases_of(year: int | None = None, *, open_only: bool = False) -> list[CaseLine]:
    """The cases that were open at some time of a year (None: of all years), those to be decided first."""
    spent = {
        key: (total or 0, count)
        for key, total, count in database.rows(
            "SELECT case_id, sum(amount), count(*) FROM hardship_measure GROUP BY case_id"
        )
    }
    helpers: dict[int, list[str]] = {}
    for key, name in database.rows(
        "SELECT h.case_id, p.name FROM hardship_helper h JOIN person p ON p.id = h.helper_id"
        " WHERE h.ends IS NULL ORDER BY h.starts, h.id"
    ):
        helpers.setdefault(key, []).append(name)
    calendar = work_calendar()
    rows = (
        HardshipCase.select(HardshipCase, Person, Court, Department)
        .join(Person)
        .join(Court)
        .switch(Person)
        .join(Department, peewee.JOIN.LEFT_OUTER)
    )
    found = []
    for case in rows:
        if not _is_of(case, year) or (open_only and CaseState(case.state).closed):
            continue
        given, times = spent.get(case.id, (0, 0))
        found.append(_line(case, notice_term(case, calendar), given, times, tuple(helpers.get(case.id, ()))))
    return sorted(found, key=lambda line: (_ORDER.index(line.state), -line.applied.toordinal(), line.key))


def _is_of(case: Any, year: int | None) -> bool:
    if year is None:
        return True
    return bool(case.applied.year <= year and (case.ended is None or case.ended.year >= year))


def _line(case: Any, term: Term | None, given: int, times: int, helpers: tuple[str, ...]) -> CaseLine:
    person = case.person
    return CaseLine(
        case.id,
        person.id,
        person.name,
        person.court.short_name or person.court.name,
        person.department.name if person.__data__["department"] else "",
        CaseState(case.state),
        HardshipCause(case.cause),
        case.applied,
        case.accepted,
        case.ended,
        term,
        given,
        times,
        helpers,
    )
