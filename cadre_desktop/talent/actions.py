"""What a coordinator does with talent pools. Admitting and leaving post to the dossier (A23)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import post_pool_entry, withdraw
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory
from cadre_desktop.talent.kinds import MEMBERSHIP
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.rules import (
    AdmissionRule,
    Candidate,
    ExitReason,
    MembershipStatus,
    Stage,
    admission_problems,
    ages_out_in,
)


@dataclass(frozen=True)
class Admitted:
    """Keys of the new memberships, and of the people who are in the pool already."""

    new: list[int]
    already: list[int]


def rule_of(pool: Pool) -> AdmissionRule:
    """A pool's admission rule."""
    categories = frozenset({StaffCategory(pool.category)} if pool.category else ())
    return AdmissionRule(pool.age_limit, pool.age_day, categories, pool.quota_only)


def candidate_of(person: Person) -> Candidate:
    """What admission has to know about a person."""
    category = StaffCategory(person.category) if person.category else None
    return Candidate(person.born, category, person.quota_judge, PersonStatus(person.status))


def admission_problems_of(pool: Pool, people: Iterable[Person], day: date) -> list[Problem]:
    """Who may not be admitted on `day`, and why, one problem each."""
    rule = rule_of(pool)
    return [
        Problem(f"{person.name}：{sentence}", value=person.name)
        for person in people
        for sentence in admission_problems(rule, candidate_of(person), day)
    ]


def admit(
    store: Store, pool: Pool, people: Sequence[int], day: date, source: str = "", *, exception: str = ""
) -> Admitted:
    """Admit people to a pool on `day` in one step; who is a member already is left alone.

    Raises Refused with a problem for each person the pool's rule does not admit, unless `exception` gives the
    reason for admitting them all the same; it is kept in the membership's notes.
    """
    rows = list(Person.select().where(Person.id.in_(list(people))))
    inside = {member.__data__["person"] for member in _inside(pool)}
    fresh = [person for person in rows if person.id not in inside]
    problems = admission_problems_of(pool, fresh, day)
    if problems and not exception:
        raise Refused(problems)
    with store.step(_("{count} 人进入“{pool}”").format(count=len(fresh), pool=pool.name)):
        new = [
            Membership.add(pool=pool, person=person, entered=day, source=source, notes=exception) for person in fresh
        ]
        for member in new:
            _post(store, member, pool)
    return Admitted([member.id for member in new], [person.id for person in rows if person.id in inside])


def _inside(pool: Pool) -> Any:
    states = [status for status in MembershipStatus if status.in_pool]
    return Membership.select().where(Membership.pool == pool, Membership.status.in_(states))


def set_stage(store: Store, memberships: Sequence[int], stage: Stage) -> int:
    """Move memberships to a stage of 选育管用 in one step; answers how many changed."""
    rows = list(Membership.select().where(Membership.id.in_(list(memberships)), Membership.stage != stage))
    with store.step(_("{count} 人转入“{stage}”阶段").format(count=len(rows), stage=stage.label)):
        for member in rows:
            member.stage = stage
            member.save()
    return len(rows)


def leave(store: Store, memberships: Sequence[int], day: date, reason: ExitReason) -> int:
    """End memberships on `day` for `reason` in one step, and tell the dossier; answers how many.

    Raises Refused for a membership that would end before it began.
    """
    rows = list(Membership.select().where(Membership.id.in_(list(memberships)), Membership.left.is_null()))
    early = [member for member in rows if member.entered and member.entered > day]
    if early:
        name = early[0].person.name
        raise Refused(Problem(_("{name}的入库日期晚于所填的出库日期，请核对。").format(name=name), field="left"))
    status = MembershipStatus.DEPLOYED if reason is ExitReason.DEPLOYED else MembershipStatus.LEFT
    with store.step(_("{count} 人出库（{reason}）").format(count=len(rows), reason=reason.label)):
        for member in rows:
            member.left, member.reason, member.status = day, reason, status
            member.save()
            _post(store, member, member.pool)
    return len(rows)


def save_membership(store: Store, key: int, values: Values) -> Membership:
    """Change a membership from its form, and bring the dossier in line."""
    member = Membership.by_key(key)
    values = MEMBERSHIP.check({**member.__data__, **values})
    with store.step(_("修改“{name}”的入库信息").format(name=member.person.name)):
        for name, value in values.items():
            if member.__data__.get(name) != value:
                setattr(member, name, value)
        if member.dirty_fields:
            member.save()
        _post(store, member, member.pool)
    return member


def remove_memberships(store: Store, memberships: Sequence[int]) -> int:
    """Delete memberships entered by mistake, and what they posted to the dossier."""
    rows = list(Membership.select().where(Membership.id.in_(list(memberships))))
    with store.step(_("删除 {count} 条入库记录").format(count=len(rows))):
        for member in rows:
            withdraw(store, member.id)
            member.delete_instance()
    return len(rows)


def post_imported(store: Store, memberships: Iterable[int]) -> None:
    """Post memberships that came in by import to the dossier."""
    with store.step(_("记入储备档案")):
        for member in Membership.select().where(Membership.id.in_(list(memberships))):
            _post(store, member, member.pool)


def _post(store: Store, member: Membership, pool: Pool) -> None:
    reason = ExitReason.table().label(member.reason)
    assert member.entered is not None
    post_pool_entry(store, member.id, member.__data__["person"], pool.name, member.entered, member.left, reason)


def ageing_out(year: int, pool: Pool | None = None) -> list[Membership]:
    """Members in a pool who pass its age limit in `year`."""
    states = [status for status in MembershipStatus if status.in_pool]
    query = (
        Membership.select(Membership, Pool, Person)
        .join(Pool)
        .switch(Membership)
        .join(Person)
        .where(Membership.status.in_(states), Pool.age_limit.is_null(False), Person.born.is_null(False))
    )
    if pool is not None:
        query = query.where(Membership.pool == pool)
    return [member for member in query if ages_out_in(member.person.born, member.pool.age_limit, year)]
