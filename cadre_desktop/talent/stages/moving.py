"""Moving members of a pool along 选育管用: nobody moves without a dated entry that belongs to the stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.registers.evidence import Evidence, StageEvidence
from cadre_desktop.talent.rules import MembershipStatus, Stage

_NAMED = 5
"""So many people are named in a refusal."""

_PAUSING = (Evidence.SUSPENSION, Evidence.RESUMPTION)


@dataclass(frozen=True)
class StageEntry:
    """What was done with somebody on a day; the evidence belongs to one stage and moves to it."""

    evidence: Evidence
    day: date
    result: str = ""
    note: str = ""
    document_number: str = ""

    @property
    def stage(self) -> Stage:
        """The stage that it moves to."""
        return self.evidence.stage


def evidence_for(stage: Stage) -> tuple[Evidence, ...]:
    """What can be noted when somebody moves to a stage; suspending and resuming are actions of their own."""
    return tuple(each for each in Evidence if each.stage is stage and each not in _PAUSING)


def move_to_stage(store: Store, memberships: Sequence[int], entry: StageEntry) -> int:
    """Note an entry for each membership and move it to the stage of the entry, in one step; returns how many moved.

    Raises Refused, and moves nobody, when one has left the pool or is suspended, when the day is before somebody's
    entry or to come, or when the same is noted of that day already.
    """
    rows = _rows(memberships)
    _refuse_if(rows, lambda row: not MembershipStatus(row.status).in_pool, _("{names}已出库，不能再转阶段。"))
    text = _("{names}正在暂停培养，请先恢复培养再转阶段。")
    _refuse_if(rows, lambda row: row.status == MembershipStatus.SUSPENDED and entry.stage is not Stage.MANAGE, text)
    _vet_day(store, rows, entry)
    moved = [row for row in rows if row.stage != entry.stage]
    label = _("{count} 人转入“{stage}”阶段").format(count=len(rows), stage=_(entry.stage.label))
    with store.step(label):
        for row in rows:
            _note(row, entry)
            row.stage = entry.stage
            if entry.evidence is Evidence.CONSIDERED and row.status == MembershipStatus.ACTIVE:
                row.status = MembershipStatus.UNDER_REVIEW
            if row.dirty_fields:
                row.save()
    return len(moved)


def suspend(store: Store, memberships: Sequence[int], day: date, why: str) -> int:
    """Suspend members for a reason, with an entry of that day; returns how many. The stage stays as it is.

    Raises Refused without a reason, and for who is not developed now.
    """
    if not why.strip():
        raise Refused(Problem(_("请填写暂停培养的原因。"), field="note"))
    rows = _rows(memberships)
    developed = (MembershipStatus.ACTIVE, MembershipStatus.UNDER_REVIEW)
    _refuse_if(rows, lambda row: row.status not in developed, _("{names}已经暂停培养或已出库。"))
    return _pause(store, rows, StageEntry(Evidence.SUSPENSION, day, note=why.strip()), MembershipStatus.SUSPENDED)


def resume(store: Store, memberships: Sequence[int], day: date, why: str) -> int:
    """Let suspended members go on, with an entry of that day; returns how many. Raises Refused for all others."""
    rows = _rows(memberships)
    _refuse_if(rows, lambda row: row.status != MembershipStatus.SUSPENDED, _("{names}没有暂停培养，不用恢复。"))
    return _pause(store, rows, StageEntry(Evidence.RESUMPTION, day, note=why.strip()), MembershipStatus.ACTIVE)


def _pause(store: Store, rows: list[Membership], entry: StageEntry, status: MembershipStatus) -> int:
    _vet_day(store, rows, entry)
    with store.step(_("{count} 人{what}").format(count=len(rows), what=_(entry.evidence.label))):
        for row in rows:
            _note(row, entry)
            row.status = status
            row.save()
    return len(rows)


def _rows(memberships: Sequence[int]) -> list[Membership]:
    query = Membership.select(Membership, Person).join(Person).where(Membership.id.in_(list(memberships)))
    return list(query.order_by(Membership.id))


def _refuse_if(rows: list[Membership], wrong: Any, text: str) -> None:
    names = [row.person.name for row in rows if wrong(row)]
    if names:
        more = _(" 等 {count} 人").format(count=len(names)) if len(names) > _NAMED else ""
        raise Refused(text.format(names="、".join(names[:_NAMED]) + more))


def _vet_day(store: Store, rows: list[Membership], entry: StageEntry) -> None:
    if entry.day > store.clock.today():
        raise Refused(Problem(_("日期 {day} 还没有到，请填写实际发生的日期。").format(day=entry.day), field="day"))
    text = _("{names}的入库日期晚于 {day}，请核对日期。").replace("{day}", entry.day.isoformat())
    _refuse_if(rows, lambda row: row.entered > entry.day, text)
    same = StageEvidence.select(StageEvidence.membership).where(
        StageEvidence.membership.in_([row.id for row in rows]),
        StageEvidence.evidence == entry.evidence,
        StageEvidence.day == entry.day,
    )
    noted = {each.__data__["membership"] for each in same}
    text = _("{names}在 {day} 已经有“{evidence}”的记录。")
    text = text.replace("{day}", entry.day.isoformat()).replace("{evidence}", _(entry.evidence.label))
    _refuse_if(rows, lambda row: row.id in noted, text)


def _note(row: Membership, entry: StageEntry) -> None:
    StageEvidence.add(
        membership=row,
        stage=entry.stage,
        evidence=entry.evidence,
        day=entry.day,
        result=entry.result.strip(),
        note=entry.note.strip(),
        document_number=entry.document_number.strip(),
    )
