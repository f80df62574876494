"""Who should go to a course: a ranked proposal with reasons, spread over courts and departments."""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.proposing.reading import is_online, kind_of, read_group
from cadre_desktop.courses.proposing.rules import (
    PersonFacts,
    Scale,
    Weights,
    check_weights,
    points,
    ranked,
    reasons,
    weights_of,
    weights_setting,
)
from cadre_desktop.courses.proposing.spreading import Belongs, OpenQuotas, Spread, spread
from cadre_desktop.courses.proposing.targets import Target, target_in
from cadre_desktop.courses.records import Course, PlanItem
from cadre_desktop.courses.rules import EnrolmentStatus
from cadre_desktop.kit.intake.uncollected import uncollected
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.name_list.actions import room_of
from cadre_desktop.people.name_list.quotas import quota_lines
from cadre_desktop.people.records import Court, courts_in

SETTING = "proposal_weights"
USUAL_COUNT = 30
"""How many are proposed where neither places nor plan say how many there shall be."""


class ListedPerson(NamedTuple):
    """Somebody as lists name people; `department` and `post` are empty where they are not known."""

    key: int
    name: str
    court: str
    court_short: str
    department: str
    post: str


@dataclass(frozen=True)
class Proposed:
    """Somebody proposed: the rank among those proposed (from 1), the score in tenths and what has given it."""

    rank: int
    who: ListedPerson
    score: int
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """The reasons in one sentence, as they are kept with the enrolment."""
        return "；".join(self.reasons)


@dataclass(frozen=True)
class Excluded:
    """Somebody of the group who cannot go, and why."""

    who: ListedPerson
    why: str


@dataclass(frozen=True)
class Wanted:
    """What is asked: a proposal of `count` people of a target group, spread over courts and departments."""

    target: Target
    count: int
    over: Spread = Spread.DEPARTMENT


@dataclass(frozen=True)
class CourseProposal:
    """Who should go to a course, the first to be sent first, and who of the group cannot; `fit` is how many could.

    `by_quota` says that the quotas of courts and departments were kept.
    """

    wanted: Wanted
    proposed: tuple[Proposed, ...]
    excluded: tuple[Excluded, ...]
    fit: int
    by_quota: bool


@uncollected
def propose(store: Store, course: Course, wanted: Wanted) -> CourseProposal:
    """Propose people for a course as of its first day; nothing is written.

    Raises Refused for fewer than one person, and where the setting of the weights cannot be read.
    """
    if wanted.count < 1:
        raise Refused(Problem(_("推荐人数应为 1 以上的整数。"), field="count"))
    assert course.starts is not None
    scale = Scale(weights(store), course.starts.year, is_online(course))
    group = read_group(store, course, wanted.target)
    order = ranked(group.facts, scale)
    quotas = open_quotas(course)
    indexes = spread(
        [(facts.court, facts.department) for facts in order],
        wanted.count,
        wanted.over,
        seated=_seated(course),
        quotas=quotas,
    )
    chosen = [order[index] for index in indexes]
    names = _named((*(facts.person for facts in chosen), *group.barred))
    return CourseProposal(
        wanted,
        _proposed(chosen, scale, kind_of(course).words, names),
        tuple(Excluded(name, group.barred[key]) for key, name in names.items() if key in group.barred),
        len(order),
        quotas is not None,
    )


def _proposed(
    chosen: Iterable[PersonFacts], scale: Scale, kind: str, names: dict[int, ListedPerson]
) -> tuple[Proposed, ...]:
    return tuple(
        Proposed(rank, names[facts.person], sum(points(facts, scale)), reasons(facts, scale, kind))
        for rank, facts in enumerate(chosen, 1)
    )


def open_quotas(course: Course) -> OpenQuotas | None:
    """How many more people each court and department may send; None where none was given a quota."""
    lines = [line for line in quota_lines(ENROLMENTS, course) if line.quota is not None]
    if not lines:
        return None
    return OpenQuotas(
        {line.court: line.open for line in lines},
        {part.department: part.open for line in lines for part in line.parts if part.department is not None},
        {line.court: line.rest.open for line in lines if line.parts},
    )


def _seated(course: Course) -> Counter[Belongs]:
    """Those on the list of the course already, by where they are from."""
    rows = database.rows(
        "SELECT coalesce(e.court_id, p.court_id), p.department_id FROM enrolment e JOIN person p ON p.id = e.person_id"
        " WHERE e.course_id = ? AND e.status NOT IN (?, ?)",
        course.id,
        EnrolmentStatus.WITHDRAWN.value,
        EnrolmentStatus.ABSENT.value,
    )
    return Counter(Belongs(court, department) for court, department in rows)


def _named(people: Iterable[int]) -> dict[int, ListedPerson]:
    """People by key, in the order of courts, departments and names."""
    rows = database.rows(
        "SELECT p.id, p.name, c.name, coalesce(nullif(c.short_name, ''), c.name), coalesce(d.name, ''), p.post"
        " FROM person p JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id"
        f" WHERE p.id IN {LISTED} ORDER BY c.place, c.id, d.place, d.id, p.pinyin, p.id",
        json.dumps(list(people)),
    )
    return {row[0]: ListedPerson(*row) for row in rows}


def usual_target(course: Course) -> Target:
    """The group that the course's line of the plan names, else that of the course's own words."""
    item = PlanItem.get_or_none(PlanItem.id == course.__data__.get("plan_item"))
    if item is not None and (item.category or item.line or item.post_level):
        return Target(item.category, item.line, item.post_level)
    found = target_in(course.target)
    offered = [(court.id, court.name) for court in Court.select(Court.id, Court.name)]
    named = courts_in(course.target, offered) if course.target else []
    return Target(found.category, found.line, found.post_level, named[0] if len(named) == 1 else None)


def usual_count(course: Course) -> int:
    """As many as there are places for, or as the plan means for one course; 0 where all places are taken."""
    room = room_of(ENROLMENTS, course)
    quotas = open_quotas(course)
    if room.free is not None:
        return min(room.free, sum(quotas.courts.values())) if quotas else room.free
    if quotas is not None:
        return sum(quotas.courts.values())
    item = PlanItem.get_or_none(PlanItem.id == course.__data__.get("plan_item"))
    if item is not None and item.persons:
        return int(max(0, item.persons // max(1, item.courses or 1) - room.taken))
    return USUAL_COUNT


def weights(store: Store) -> Weights:
    """The weights of this court, the program's own where it has set none."""
    return weights_of(store.setting(SETTING))


def set_weights(store: Store, chosen: Weights) -> None:
    """Keep the weights of this court. Raises Refused for weights that cannot be."""
    store.set_setting(SETTING, weights_setting(check_weights(chosen)))
