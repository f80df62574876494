"""What the lists of newcomers know of a person: when somebody reported, and how the probation ended."""

from collections.abc import Iterator

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch
from cadre_desktop.welfare.newcomers.registers import NEWCOMERS
from cadre_desktop.welfare.newcomers.rules import ProbationResult


def _as_newcomer(person: int) -> Iterator[PersonLine]:
    rows = Newcomer.select(Newcomer, NewcomerBatch).join(NewcomerBatch)
    for row in rows.where(Newcomer.person == person):
        result = ProbationResult(row.result) if row.result else None
        note = _(result.label) if result is not None else _("试用期至 {day}").format(day=row.probation_ends)
        yield PersonLine(NEWCOMERS.kind, row.id, row.batch.title, row.reported, note=note, mark=_("报到"))


ABOUT_PERSON = (AboutPerson("welfare", N_("暖警活动"), 160, _as_newcomer),)
