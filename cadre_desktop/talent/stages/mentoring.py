"""Mentors of the members of pools: who guides whom, at most so many at a time as the court allows."""

from datetime import date

from cadre_desktop.kit import editing
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS, MentorPair, MentorPurpose
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.talent.readiness.settings import mentors_at_most


def pair_up(store: Store, person: int, mentor: int, starts: date, plan: str, ends: date | None = None) -> MentorPair:
    """Let `mentor` guide `person` from a day on.

    Raises Refused where somebody would have more mentors at a time than the court allows, for a mentor who is not at
    work, and as the register does.
    """
    guide = Person.by_key(mentor)
    if not PersonStatus(guide.status).on_staff:
        text = _("{name}的人员状态为“{status}”，不能当导师。")
        words = text.format(name=guide.name, status=_(PersonStatus(guide.status).label))
        raise Refused(Problem(words, field="mentor"))
    if not plan.strip():
        raise Refused(Problem(_("请填写培养计划。"), field="plan"))
    most, held = mentors_at_most(store), mentors_of(person, starts)
    if len(held) >= most:
        text = _("{name}已有 {count} 位导师（{names}），最多 {most} 位；请先结束一对，或在设置里改上限。")
        names = "、".join(pair.mentor.name for pair in held)
        words = text.format(name=Person.by_key(person).name, count=len(held), names=names, most=most)
        raise Refused(Problem(words, field="mentor"))
    values = {
        "person": person,
        "mentor": mentor,
        "purpose": MentorPurpose.TALENT,
        "starts": starts,
        "ends": ends,
        "plan": plan.strip(),
    }
    pair = editing.add(store, MENTOR_PAIRS.kind, values)
    assert isinstance(pair, MentorPair)
    return pair


def mentors_of(person: int, day: date) -> list[MentorPair]:
    """The pairs of the pools in which somebody is guided on a day, or will be after it."""
    open_ones = (MentorPair.ends.is_null()) | (MentorPair.ends >= day)
    query = MentorPair.select().where(
        MentorPair.person == person, MentorPair.purpose == MentorPurpose.TALENT, open_ones
    )
    return list(query.order_by(MentorPair.starts))
