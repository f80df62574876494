"""What the dossier says came of somebody's work and learning: trainings, honours, annual grades, pools."""

from collections.abc import Iterator
from datetime import date

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.kinds import HONOUR, POOL_ENTRY, TRAINING_RECORD
from cadre_desktop.people.profile.rows import rows_of
from cadre_desktop.people.profile.wording import coded, joined
from cadre_desktop.people.records import Honour, PoolEntry, TrainingRecord
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES, AnnualGrade, Grade
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS, HonourProposal, ProposalState


def hours_words(tenths: int) -> str:
    """So many hours of training: 4.5 学时."""
    return _("{hours} 学时").format(hours=fixed_text(tenths, 1))


def hours_by_year(person: int) -> list[tuple[int, int]]:
    """Years with trainings, the newest first, with the hours of each in tenths: the dossier's trainings and nothing
    else, as `dossier.hours_in`."""
    statement = "SELECT year, coalesce(sum(hours), 0) FROM training_record WHERE person_id = ? GROUP BY year"
    return sorted(database.rows(statement, person), reverse=True)


def _result(text: str) -> str:
    """结业 as it is; a bare number (83) is called a mark."""
    return _("成绩 {mark}").format(mark=text) if text.replace(".", "", 1).isdecimal() else text


def _trainings(person: int) -> Iterator[PersonLine]:
    for row in rows_of(TrainingRecord.person, person):
        online = _("网络培训") if row.online else ""
        counted = "" if row.counts else _("不计入年度任务")
        hours = hours_words(row.hours) if row.hours else ""
        yield PersonLine(
            TRAINING_RECORD,
            row.id,
            row.title,
            row.starts,
            row.ends,
            note=joined(hours, _result(row.result), online, coded(TrainingRecord.origin, row), row.organiser, counted),
            posted=row.source,
        )


def _honours(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Honour.person, person):
        note = joined(coded(Honour.level, row), row.grantor, row.document_number)
        yield PersonLine(HONOUR, row.id, row.title, row.granted, note=note, posted=row.source, mark=row.title)
    for row in rows_of(HonourProposal.person, person):
        state = ProposalState(row.state)
        if state is ProposalState.GRANTED:
            continue
        text = _("推荐：{title}（{state}）").format(title=row.title, state=_(state.label))
        note = joined(coded(HonourProposal.level, row), row.organ)
        yield PersonLine(HONOUR_PROPOSALS.kind, row.id, text, row.proposed, note=note, tone=state.tone)


def _grades(person: int) -> Iterator[PersonLine]:
    for row in rows_of(AnnualGrade.person, person):
        grade, year = Grade(row.grade), date(row.year, 12, 31)
        label = _(grade.label)
        yield PersonLine(
            ANNUAL_GRADES.kind, row.id, label, year, precision="year", note=row.notes, tone=grade.tone, mark=label
        )


def _pools(person: int) -> Iterator[PersonLine]:
    for row in rows_of(PoolEntry.person, person):
        yield PersonLine(
            POOL_ENTRY,
            row.id,
            row.pool,
            row.entered,
            row.left,
            open=row.left is None,
            note=row.reason,
            posted=row.source,
            mark=row.pool,
        )


OUTCOMES = (
    AboutPerson("training", N_("培训"), 40, _trainings),
    AboutPerson("honours", N_("表彰"), 60, _honours),
    AboutPerson("grades", N_("年度考核"), 70, _grades),
    AboutPerson("pools", N_("人才库"), 80, _pools),
)
"""Sections of the page of a person."""
