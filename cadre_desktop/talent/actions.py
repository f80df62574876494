"""What a coordinator does with talent pools. Admitting and leaving post to the dossier (A23)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import differ
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.dossier import post_pool_entry, withdraw
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory
from cadre_desktop.talent.kinds import MEMBERSHIP, POOL
from cadre_desktop.talent.records import Membership, Pool, Rotation
from cadre_desktop.talent.rules import (
    AdmissionRule,
    Candidate,
    ExitReason,
    MembershipStatus,
    RotationStatus,
    Stage,
    admission_problems,
    ages_out_in,
)

IN_POOL = tuple(status for status in MembershipStatus if status.in_pool)


@dataclass(frozen=True)
class Sifted:
    """People measured by a pool's rule: who meets it, who does not and why, and who is a member already."""

    fit: list[Person]
    unfit: list[tuple[Person, list[str]]]
    already: list[Person]


@dataclass(frozen=True)
class Admitted:
    """Keys of the new memberships, and of the people who are in the pool already."""

    new: list[int]
    already: list[int]


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
                _post(store, member, pool)
    return pool


def rule_of(pool: Pool) -> AdmissionRule:
    """A pool's admission rule."""
    categories = frozenset({StaffCategory(pool.category)} if pool.category else ())
    return AdmissionRule(pool.age_limit, pool.age_day, categories, pool.quota_only)


def candidate_of(person: Person) -> Candidate:
    """What admission has to know about a person."""
    category = StaffCategory(person.category) if person.category else None
    return Candidate(person.born, category, person.quota_judge, PersonStatus(person.status))


def sift(pool: Pool, people: Sequence[int], day: date) -> Sifted:
    """Measure people (keys) by the pool's rule as of `day`, in the order given."""
    rule = rule_of(pool)
    inside = {member.__data__["person"] for member in _inside(pool)}
    found = {person.id: person for person in Person.select().where(Person.id.in_(list(people)))}
    sifted = Sifted([], [], [])
    for key in dict.fromkeys(people):
        person = found[key]
        reasons = admission_problems(rule, candidate_of(person), day)
        if key in inside:
            sifted.already.append(person)
        elif reasons:
            sifted.unfit.append((person, reasons))
        else:
            sifted.fit.append(person)
    return sifted


def _inside(pool: Pool) -> Any:
    return Membership.select().where(Membership.pool == pool, Membership.status.in_(IN_POOL))


def admit(
    store: Store, pool: Pool, people: Sequence[int], day: date, source: str = "", *, exception: str = ""
) -> Admitted:
    """Admit people to a pool on `day` in one step; who is a member already is left alone.

    Raises Refused with a problem for each person the pool's rule does not admit, unless `exception` gives the
    reason for admitting them all the same; it is kept in the notes of their memberships.
    """
    sifted = sift(pool, people, day)
    if sifted.unfit and not exception.strip():
        raise Refused(
            Problem(f"{person.name}：{reason}", value=person.name)
            for person, reasons in sifted.unfit
            for reason in reasons
        )
    note = _("例外入库：{reason}").format(reason=exception.strip())
    fresh = [(person, "") for person in sifted.fit] + [(person, note) for person, _reasons in sifted.unfit]
    with store.step(_("{count} 人进入“{pool}”").format(count=len(fresh), pool=pool.name)):
        new = [_enter(store, pool, person, day, source, notes) for person, notes in fresh]
    return Admitted(new, [person.id for person in sifted.already])


def _enter(store: Store, pool: Pool, person: Person, day: date, source: str, notes: str) -> int:
    court = person.__data__["court"]
    member = Membership.add(pool=pool, person=person, court=court, entered=day, source=source, notes=notes)
    _post(store, member, pool)
    return member.id


def set_stage(store: Store, memberships: Sequence[int], stage: Stage) -> int:
    """Move memberships to a stage of 选育管用 in one step; returns how many changed."""
    rows = list(Membership.select().where(Membership.id.in_(list(memberships)), Membership.stage != stage))
    with store.step(_("{count} 人转入“{stage}”阶段").format(count=len(rows), stage=_(stage.label))):
        for member in rows:
            member.stage = stage
            member.save()
    return len(rows)


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
            member.save()
            _post(store, member, member.pool)
    return len(rows)


def save_membership(store: Store, key: int, values: Values) -> Membership:
    """Change a membership from its form, and bring the dossier in line. Raises Refused as `editing.change` does."""
    with store.step(_("修改入库人员“{name}”").format(name=Membership.by_key(key).person.name)):
        member = editing.change(store, MEMBERSHIP, key, values)
        assert isinstance(member, Membership)
        _post(store, member, Pool.by_key(member.__data__["pool"]))
    return member


def remove_memberships(store: Store, memberships: Sequence[int]) -> int:
    """Delete memberships entered by mistake, and what they posted to the dossier."""
    rows = list(Membership.select().where(Membership.id.in_(list(memberships))))
    with store.step(_("删除 {count} 条入库记录").format(count=len(rows))):
        for member in rows:
            withdraw(store, member.id)
            member.delete_instance()
    return len(rows)


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
                _post(store, member, member.pool)
    return len(found)


def _post(store: Store, member: Membership, pool: Pool) -> None:
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
    """Note how far planned moves have come, in one step; returns how many changed."""
    rows = list(Rotation.select().where(Rotation.id.in_(list(rotations)), Rotation.status != status))
    with store.step(_("{count} 项轮岗改为“{status}”").format(count=len(rows), status=_(status.label))):
        for rotation in rows:
            rotation.status = status
            rotation.save()
    return len(rows)
