"""People are moved between batches, given packages, and those who stayed away put into a make-up batch."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.records import Presence
from cadre_desktop.welfare.actions import save_event
from cadre_desktop.welfare.examination.grouping import assign, packages_by_rule, vet_room
from cadre_desktop.welfare.examination.reading import Batch, ExamMember, batches_of, members_of_round, missing
from cadre_desktop.welfare.examination.records import ExamAssignment, ExamBatch, ExamPackage, ExamRound
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance, WelfareKind


def add_batch(store: Store, exam_round: ExamRound, values: Values, *, make_up: bool = False) -> ExamBatch:
    """Add a batch with its event (title, starts, place, provider, places …) in one step.

    Raises Refused with a problem for each field.
    """
    if (values.get("places") or 0) < 0:
        raise Refused(Problem(_("名额不能是负数。"), field="places"))
    title = str(values.get("title") or "")
    with store.step(_("新增体检批次：{title}").format(title=title)):
        event = save_event(store, {**values, "kind": WelfareKind.PHYSICAL_EXAM.value})
        return ExamBatch.add(round=exam_round, event=event, make_up=make_up)


def _batch(key: int) -> Batch:
    row: Any = ExamBatch.get_or_none(ExamBatch.id == key)
    found = None
    if row is not None:
        found = next((one for one in batches_of(row.__data__["round"]) if one.key == key), None)
    if found is None:
        raise Refused(_("这个批次已被删除或撤销，请重新选择。"))
    return found


def move(store: Store, participants: Sequence[int], batch: int) -> int:
    """Move people (rows of a list) to another batch (key) in one step; returns how many were moved.

    Raises Refused above the batch's capacity, for those who were examined already, and for who is in that batch too.
    """
    target = _batch(batch)
    rows = list(Participant.select().where(Participant.id.in_(list(participants)), Participant.event != target.event))
    if any(row.attendance == Attendance.ATTENDED for row in rows):
        raise Refused(_("选中的人里有人已经体检，不能再移到别的批次；如记错，请先改参加情况。"))
    people = [row.__data__["person"] for row in rows]
    if Participant.select().where(Participant.event == target.event, Participant.person.in_(people)).exists():
        raise Refused(_("选中的人里有人已在“{batch}”，不能再移进去。").format(batch=target.title))
    vet_room(target, len(rows))
    if not rows:
        return 0
    keys = [row.id for row in rows]
    with store.step(_("{count} 人移到“{batch}”").format(count=len(keys), batch=target.title)):
        Presence.delete().where(Presence.entry.in_(keys)).execute()
        changed: Any = Participant.update(event=target.event, attendance=Attendance.INVITED, day=None)
        changed.where(Participant.id.in_(keys)).execute()
    return len(keys)


def set_package(store: Store, participants: Sequence[int], package: int) -> int:
    """Give people (rows of a list) a package of their round in one step; returns how many have another one than before.

    Raises Refused for a package of another round.
    """
    chosen = ExamPackage.by_key(package)
    asked = Participant.select(Participant.id).join(ExamBatch, on=(ExamBatch.event == Participant.event))
    of_round = asked.where(Participant.id.in_(list(participants)), ExamBatch.round == chosen.__data__["round"])
    inside = {row.id for row in of_round}
    if len(inside) < len(set(participants)):
        raise Refused(_("“{package}”不是这一轮的套餐，请重新选择。").format(package=chosen.title))
    rows = ExamAssignment.select().where(ExamAssignment.participant.in_(list(inside)))
    had = {row.__data__["participant"]: row.__data__["package"] for row in rows}
    other = [key for key, before in had.items() if before != package]
    new = [key for key in participants if key not in had]
    with store.step(_("{count} 人的套餐定为“{package}”").format(count=len(other) + len(new), package=chosen.title)):
        ExamAssignment.update(package=package).where(ExamAssignment.participant.in_(other)).execute()
        assign([(key, package) for key in new])
    return len(other) + len(new)


def fill_packages(store: Store, exam_round: ExamRound) -> tuple[int, int]:
    """Give a package by rule to those of a round who have none, in one step; returns for how many, and how many stay
    without one."""
    without = [one for one in members_of_round(exam_round.id) if not one.package]
    found = packages_by_rule(exam_round, [one.person for one in without])
    given = [(one.key, found[one.person]) for one in without if one.person in found]
    if given:
        with store.step(_("按规则定 {count} 人的套餐").format(count=len(given))):
            assign(given)
    return len(given), len(without) - len(given)


def to_make_up(exam_round: int, today: date) -> list[ExamMember]:
    """Who was not examined though his batch is over, and is in none still to come."""
    over = {batch.key: batch.over < today for batch in batches_of(exam_round)}
    members = members_of_round(exam_round)
    waiting = {one.person for one in members if not over[one.batch] and one.seated}
    return [one for one in missing(members) if one.person not in waiting]


def make_up(store: Store, exam_round: ExamRound, values: Values) -> int:
    """A make-up batch with everybody who stayed away and his package, in one step; returns how many.

    Raises Refused where nobody did, or the batch takes fewer.
    """
    people = to_make_up(exam_round.id, store.clock.today())
    if not people:
        raise Refused(_("“{title}”没有要补检的人。").format(title=exam_round.title))
    capacity = values.get("places")
    if capacity is not None and capacity < len(people):
        words = _("补检有 {count} 人，名额只有 {capacity} 人；请增加名额，或不填名额。")
        raise Refused(Problem(words.format(count=len(people), capacity=capacity), field="places"))
    with store.step(_("安排 {count} 人补检").format(count=len(people))):
        batch = add_batch(store, exam_round, values, make_up=True)
        before = Participant.select().where(Participant.id.in_([one.key for one in people]))
        courts = {row.id: row.__data__["court"] for row in before}
        rows = [
            {"event": batch.__data__["event"], "person": one.person, "court": courts[one.key],
             "attendance": Attendance.INVITED}
            for one in people
        ]  # fmt: skip
        keys = Participant.add_many(rows)
        assign([(key, one.package or None) for key, one in zip(keys, people, strict=True)])
    return len(people)
