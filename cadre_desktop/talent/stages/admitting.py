"""Admission to a pool: only who meets its rule enters; exceptions are kept with their reason and who decided them."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from peewee import SQL

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.talent.actions import members_of, post_membership
from cadre_desktop.talent.kinds import asked_by
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import problems_of
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.requirement import Requirement

_NAMED = 50
"""So many people who do not meet a rule are named when they are refused."""


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


@dataclass(frozen=True)
class AdmissionException:
    """Why somebody is admitted whom the rule does not admit, and who decided it."""

    reason: str
    decided_by: str

    def check(self) -> None:
        """Raises Refused unless both are said."""
        problems = []
        if not self.reason.strip():
            problems.append(Problem(_("请填写例外入库的理由。"), field="exception"))
        if not self.decided_by.strip():
            problems.append(Problem(_("请填写例外入库由谁决定，如“党组会（2023年6月1日）”。"), field="exception_by"))
        if problems:
            raise Refused(problems)


def requirement_of(pool: Pool) -> Requirement:
    """What a pool asks of its members."""
    return asked_by(pool.__data__)


def count_fit(pool: Pool, day: date) -> int:
    """How many people on the staff meet a pool's rule on a day, members included."""
    asked = requirement_of(pool)
    states = [status for status in PersonStatus if status.on_staff]
    keys = [person.id for person in Person.select(Person.id).where(Person.status.in_(states))]
    return sum(not problems_of(asked, facts, day) for facts in read_facts(keys, day, pool.id).values())


def sift(pool: Pool, people: Sequence[int], day: date) -> Sifted:
    """Measure people (keys) by the pool's rule as of `day`, in the order given."""
    asked = requirement_of(pool)
    inside = {member.__data__["person"] for member in members_of(pool)}
    facts = read_facts(people, day, pool.id)
    found = {
        person.id: person for person in Person.select().where(Person.id.in_(SQL(LISTED, [json.dumps(list(facts))])))
    }
    sifted = Sifted([], [], [])
    for key, known in facts.items():
        person = found[key]
        problems = problems_of(asked, known, day)
        if key in inside:
            sifted.already.append(person)
        elif problems:
            sifted.unfit.append((person, problems))
        else:
            sifted.fit.append(person)
    return sifted


def admit(
    store: Store,
    pool: Pool,
    people: Sequence[int],
    day: date,
    source: str = "",
    *,
    exception: AdmissionException | None = None,
) -> Admitted:
    """Admit people to a pool on `day` in one step; who is a member already is left alone.

    Raises Refused with a problem for each person the pool's rule does not admit, unless `exception` says why they are
    admitted all the same and who decided it; both are kept in their memberships.
    """
    sifted = sift(pool, people, day)
    if sifted.unfit and exception is None:
        raise Refused(
            Problem(f"{person.name}：{reason}", value=person.name)
            for person, reasons in sifted.unfit[:_NAMED]
            for reason in reasons
        )
    if sifted.unfit and exception is not None:
        exception.check()
    with store.step(_("{count} 人进入“{pool}”").format(count=len(sifted.fit) + len(sifted.unfit), pool=pool.name)):
        new = [_enter(store, pool, person, day, source) for person in sifted.fit]
        new += [_enter(store, pool, person, day, source, exception) for person, _reasons in sifted.unfit]
    return Admitted(new, [person.id for person in sifted.already])


def _enter(
    store: Store,
    pool: Pool,
    person: Person,
    day: date,
    source: str,
    exception: AdmissionException | None = None,
) -> int:
    member = Membership.add(
        pool=pool,
        person=person,
        court=person.__data__["court"],
        entered=day,
        source=source,
        exception=exception.reason.strip() if exception else "",
        exception_by=exception.decided_by.strip() if exception else "",
    )
    post_membership(store, member, pool)
    return member.id
