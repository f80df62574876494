"""How far the newcomers of a batch are: mentor, induction, half-year talk, and the end of probation."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court, Person
from cadre_desktop.welfare.newcomers.checklist import known_of
from cadre_desktop.welfare.newcomers.mentoring import pairs_of
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.rules import Follows, ProbationResult


@dataclass(frozen=True)
class ProgressLine:
    """A newcomer; `notes` are the quarterly notes of the pair, `ended` whether the mentor's opinion is there."""

    newcomer: int
    name: str
    court: str
    reported: date
    mentor: str
    notes: int
    ended: bool
    induction: str
    talk_due: date | None
    talked: date | None
    probation_ends: date | None
    result: ProbationResult | None


def progress_of(batch: int) -> list[ProgressLine]:
    """The people of a batch by court and name."""
    query = Newcomer.select(Newcomer, Person, Court).join(Person).join(Court).where(Newcomer.batch == batch)
    rows: list[Any] = list(query.order_by(Court.place, Person.pinyin, Newcomer.id))
    known, pairs = known_of(rows), pairs_of([row.person.id for row in rows])
    notes = dict(database.rows("SELECT pair_id, count(*) FROM mentor_note GROUP BY pair_id"))
    found = []
    for row in rows:
        pair = pairs.get(row.person.id)
        found.append(
            ProgressLine(
                row.id,
                row.person.name,
                row.person.court.short_name or row.person.court.name,
                row.reported,
                pair.mentor.name if pair is not None else "",
                notes.get(pair.id, 0) if pair is not None else 0,
                bool(pair is not None and pair.opinion),
                known[row.id].get(Follows.INDUCTION, ""),
                row.talk_due,
                row.talked,
                row.probation_ends,
                ProbationResult(row.result) if row.result else None,
            )
        )
    return found
