"""What the talent library knows of a person: pools with stage and evidence, reviews and tasks, planned moves."""

from collections.abc import Iterator
from typing import Any

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.published import AboutPerson, PersonLine
from cadre_desktop.people.profile.rows import rows_of
from cadre_desktop.people.records import Court, Department
from cadre_desktop.talent.kinds import MEMBERSHIP, ROTATION
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE, Evidence, StageEvidence
from cadre_desktop.talent.registers.reserve_tasks import RESERVE_TASKS, ReserveTask, TaskKind
from cadre_desktop.talent.registers.reviews import YEARLY_REVIEWS, ReviewGrade, YearlyReview
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, RotationStatus, Stage


def _pools(person: int) -> Iterator[PersonLine]:
    for row in Membership.select(Membership, Pool).join(Pool).where(Membership.person == person):
        status = MembershipStatus(row.status)
        stage = _("{stage}阶段").format(stage=_(Stage(row.stage).label)) if status.in_pool else ""
        reason = _(ExitReason(row.reason).label) if row.reason else ""
        note = "、".join(filter(None, (_(status.label), stage, reason, row.direction)))
        yield PersonLine(
            MEMBERSHIP,
            row.id,
            row.pool.name,
            row.entered,
            row.left,
            open=row.left is None,
            note=note,
            tone=status.tone,
            mark=row.pool.name,
        )
        yield from _followed(row)


def _followed(membership: Any) -> Iterator[PersonLine]:
    """What was done with somebody in a pool."""
    pool = membership.pool.name
    for row in rows_of(StageEvidence.membership, membership.id):
        stage = _("{stage}阶段").format(stage=_(Stage(row.stage).label))
        text = _("{stage}：{what}").format(stage=stage, what=_(Evidence(row.evidence).label))
        note = "、".join(filter(None, (row.result, row.document_number, pool)))
        yield PersonLine(STAGE_EVIDENCE.kind, row.id, text, row.day, note=note)
    for row in rows_of(YearlyReview.membership, membership.id):
        grade = ReviewGrade(row.grade)
        text = _("{year} 年度评议：{grade}").format(year=row.year, grade=_(grade.label))
        yield PersonLine(YEARLY_REVIEWS.kind, row.id, text, row.day, note=row.remarks or pool, tone=grade.tone)
    for row in rows_of(ReserveTask.membership, membership.id):
        text = _("{task}：{title}").format(task=_(TaskKind(row.task).label), title=row.title)
        yield PersonLine(
            RESERVE_TASKS.kind, row.id, text, row.starts, row.ends, open=row.ends is None, note=row.result or pool
        )


def _rotations(person: int) -> Iterator[PersonLine]:
    for row in rows_of(Rotation.person, person):
        status = RotationStatus(row.status)
        before = _whereabouts(row, "from_court", "from_department")
        after = " ".join(filter(None, (_whereabouts(row, "to_court", "to_department"), row.to_post)))
        text = _("{before} → {after}").format(before=before, after=after) if before else after
        note = "、".join(filter(None, (_(status.label), row.reason, row.document_number)))
        yield PersonLine(ROTATION, row.id, text, row.done or row.planned, row.until, note=note, tone=status.tone)


def _whereabouts(row: Rotation, court: str, department: str) -> str:
    names: list[str] = []
    for record, field in ((Court, court), (Department, department)):
        found: Any = record.get_or_none(record.id == row.__data__[field])
        names += [found.name] if found is not None else []
    return " ".join(names)


ABOUT_PERSON = (
    AboutPerson("pools", N_("人才库"), 80, _pools),
    AboutPerson("rotations", N_("交流轮岗"), 90, _rotations),
)
