"""What a coordinator does with talent pools. Admitting and leaving post to the dossier (A23)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from peewee import fn

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import differ
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.dossier import RotationMade, post_pool_entry, post_rotation, withdraw
from cadre_desktop.people.records import Department, Person
from cadre_desktop.people.registers.rotation_entries import RotationEntry
from cadre_desktop.talent.kinds import MEMBERSHIP, POOL, ROTATION, vet_membership_change
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.registers.evidence import Evidence, StageEvidence
from cadre_desktop.talent.registers.reserve_tasks import ReserveTask
from cadre_desktop.talent.registers.reviews import YearlyReview
from cadre_desktop.talent.rules import ExitReason, MembershipStatus, RotationStatus, Stage, ages_out_in

IN_POOL = tuple(status for status in MembershipStatus if status.in_pool)


def save_pool(store: Store, values: Values, key: int | None = None) -> Pool:
    """Add a pool or change one; a new name is brought to the dossiers of all who are or were in it."""
    if key is None:
        added = editing.add(store, POOL, values)
        assert isinstance(added, Pool)
        return added
    old = Pool.by_key(key).name
    with store.step(_("修改人才库“{name}”").format(name=values.get("name") or old)):
        pool = editing.change(store, POOL, key, values)
        assert isinstance(pool, Pool)
        if pool.name != old:
            for member in Membership.select().where(Membership.pool == pool):
                post_membership(store, member, pool)
    return pool


def members_of(pool: Pool) -> Any:
    """The memberships of those who are in a pool now."""
    return Membership.select().where(Membership.pool == pool, Membership.status.in_(IN_POOL))


def leave(store: Store, memberships: Sequence[int], day: date, reason: ExitReason) -> int:
    """End memberships on `day` for `reason` in one step, and note it in the dossier; returns how many.

    Memberships that have ended are left alone. Raises Refused for one that would end before it began.
    """
    rows = _with_people(Membership.id.in_(list(memberships)), Membership.left.is_null())
    early = [member.person.name for member in rows if member.entered > day]
    if early:
        message = _("{name}的入库日期晚于所填的出库日期，请核对。")
        raise Refused(Problem(message.format(name="、".join(early[:5])), field="left"))
    with store.step(_("{count} 人出库（{reason}）").format(count=len(rows), reason=_(reason.label))):
        for member in rows:
            member.left, member.reason, member.status = day, reason, reason.status
            if reason is ExitReason.DEPLOYED:
                member.stage = Stage.DEPLOY
                _note_appointment(member, day)
            member.save()
            post_membership(store, member, member.pool)
    return len(rows)


def _note_appointment(member: Membership, day: date) -> None:
    """Who leaves because of an appointment has that as evidence of the last stage."""
    of_day = (
        StageEvidence.membership == member,
        StageEvidence.evidence == Evidence.APPOINTED,
        StageEvidence.day == day,
    )
    if not StageEvidence.select().where(*of_day).exists():
        StageEvidence.add(membership=member, stage=Stage.DEPLOY, evidence=Evidence.APPOINTED, day=day)


def save_membership(store: Store, key: int, values: Values) -> Membership:
    """Change a membership from its form, and bring the dossier in line.

    Raises Refused as `editing.change` does, and for a stage or state of which there is no dated entry.
    """
    old = editing.values_of(Membership.by_key(key))
    if problems := vet_membership_change(old, {**old, **values}):
        raise Refused(problems)
    with store.step(_("修改入库人员“{name}”").format(name=Membership.by_key(key).person.name)):
        member = editing.change(store, MEMBERSHIP, key, values)
        assert isinstance(member, Membership)
        post_membership(store, member, Pool.by_key(member.__data__["pool"]))
    return member


def remove_memberships(store: Store, memberships: Sequence[int]) -> int:
    """Delete memberships entered by mistake, and what they posted to the dossier.

    Raises Refused for those of which something was recorded since: they end by leaving.
    """
    rows = list(Membership.select().where(Membership.id.in_(list(memberships))))
    kept = [row.person.name for row in rows if _is_recorded(row)]
    if kept:
        text = _("{names}已有选育管用记录、年度评议或专家任务，不能删除；要结束培养请用“出库”。")
        raise Refused(text.format(names="、".join(kept[:5])))
    with store.step(_("删除 {count} 条入库记录").format(count=len(rows))):
        for member in rows:
            withdraw(store, member.id)
            member.delete_instance()
    return len(rows)


def _is_recorded(member: Membership) -> bool:
    """Whether there is evidence, a review or a task of a membership."""
    recorded: tuple[Any, ...] = (StageEvidence, YearlyReview, ReserveTask)
    return any(record.select().where(record.membership == member).exists() for record in recorded)


_UNPOSTED = f"""
    SELECT m.id FROM membership m JOIN pool l ON l.id = m.pool_id LEFT JOIN pool_entry e ON e.source = m.id
    WHERE e.id IS NULL OR e.person_id <> m.person_id OR e.pool <> l.name OR e.entered <> m.entered
        OR {differ('e."left"', 'm."left"')}
"""


def post_missing(store: Store) -> int:
    """Post to the dossier what memberships that came in by import have not posted yet; returns how many did."""
    found = [key for (key,) in database.rows(_UNPOSTED)]
    if found:
        with store.step(_("{count} 条入库经历记入档案").format(count=len(found))):
            for member in _with_people(Membership.id.in_(found)):
                post_membership(store, member, member.pool)
    return len(found)


def post_membership(store: Store, member: Membership, pool: Pool) -> None:
    """Note a membership in the dossier as it is now. Call inside the step that changes it."""
    reason = ExitReason.table().label(member.reason)
    assert member.entered is not None
    post_pool_entry(store, member.id, member.__data__["person"], pool.name, member.entered, member.left, reason)


def ageing_out(year: int, pool: Pool | None = None) -> list[Membership]:
    """Members in a pool who pass its age limit in `year`."""
    limits = [Membership.status.in_(IN_POOL), Pool.age_limit.is_null(False), Person.born.is_null(False)]
    if pool is not None:
        limits.append(Membership.pool == pool)
    rows = _with_people(*limits)
    return [member for member in rows if ages_out_in(member.person.born, member.pool.age_limit, year)]


def _with_people(*conditions: Any) -> list[Any]:
    query = Membership.select(Membership, Pool, Person).join(Pool).switch(Membership).join(Person)
    return list(query.where(*conditions))


def set_rotation_status(store: Store, rotations: Sequence[int], status: RotationStatus) -> int:
    """Note how far planned moves have come, in one step, and bring the dossier in line; returns how many changed.

    What is done without a day of its own was done on the planned day; what is planned again has none.
    """
    rows = list(Rotation.select().where(Rotation.id.in_(list(rotations)), Rotation.status != status))
    with store.step(_("{count} 项轮岗改为“{status}”").format(count=len(rows), status=_(status.label))):
        for rotation in rows:
            rotation.status = status
            if status is RotationStatus.DONE:
                rotation.done = rotation.done or rotation.planned
            elif status is RotationStatus.PLANNED:
                rotation.done = None
            rotation.save()
            post_made(store, rotation)
    return len(rows)


def save_rotation(store: Store, key: int | None, values: Values) -> Rotation:
    """Add a planned move or change one, and bring the dossier in line. Raises Refused as `editing` does."""
    name = Rotation.by_key(key).person.name if key is not None else ""
    with store.step(_("修改“{name}”的轮岗").format(name=name) if name else _("新增轮岗")):
        saved = editing.add(store, ROTATION, values) if key is None else editing.change(store, ROTATION, key, values)
        assert isinstance(saved, Rotation)
        post_made(store, saved)
    return saved


def remove_rotations(store: Store, rotations: Sequence[int]) -> int:
    """Delete moves entered by mistake, and what they posted to the dossier."""
    with store.step(_("删除 {count} 项轮岗").format(count=len(rotations))):
        for key in rotations:
            withdraw(store, key, RotationEntry)
        return editing.remove(store, ROTATION, rotations)


def post_made(store: Store, rotation: Rotation) -> None:
    """Post a move that has been made to the dossier (A49), or take back what was posted of one that was not. Call
    inside the step that changes it."""
    rotation = Rotation.by_key(rotation.id)  # a row that was just added does not have what it was not given
    if not _is_made(rotation):
        withdraw(store, rotation.id, RotationEntry)
        return
    own = rotation.__data__
    rooms = {room.id: room for room in Department.select().where(Department.id.in_(_rooms_of(rotation)))}
    there = rooms.get(own["to_department"])
    made = RotationMade(
        own["person"],
        own["done"],
        own["until"] if own["until"] and own["until"] >= own["done"] else None,
        own["from_court"],
        rooms[own["from_department"]].name if own["from_department"] else "",
        own["to_court"] or own["from_court"],
        there.name if there else "",
        own["to_post"],
        own["line"] or (there.line if there else ""),
    )
    post_rotation(store, rotation.id, made)


def _rooms_of(rotation: Rotation) -> list[int]:
    own = rotation.__data__
    return [key for key in (own["from_department"], own["to_department"]) if key is not None]


def _is_made(rotation: Rotation) -> bool:
    return rotation.done is not None and rotation.status in (RotationStatus.UNDER_WAY, RotationStatus.DONE)


def post_missing_rotations(store: Store) -> int:
    """Post to the dossier what moves that came in by import have not posted; returns how many did."""
    entered = RotationEntry.select(RotationEntry.source).where(RotationEntry.source == Rotation.id)
    rows = [row for row in Rotation.select().where(Rotation.done.is_null(False), ~fn.EXISTS(entered)) if _is_made(row)]
    if rows:
        with store.step(_("{count} 次交流记入档案").format(count=len(rows))):
            for row in rows:
                post_made(store, row)
    return len(rows)
