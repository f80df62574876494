"""Who is ready for a post: its profile in, a list in order with reasons out. It decides nothing and writes nothing."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.talent.comparing.scoring import GridScore, GridWeights, score, weights_of, weights_setting
from cadre_desktop.talent.comparing.scoring import check_weights as checked
from cadre_desktop.talent.kinds import asked_by
from cadre_desktop.talent.readiness.facts import read_facts
from cadre_desktop.talent.readiness.rules import CandidateFacts, Fitness, FitReason, fitness_of, reasons
from cadre_desktop.talent.readiness.settings import asked_hours
from cadre_desktop.talent.registers.post_profiles import PostProfile
from cadre_desktop.talent.requirement import Requirement

WEIGHTS = "talent_weights"
_ORDER = {Fitness.MET: 0, Fitness.UNKNOWN: 1, Fitness.UNMET: 2}
_ON_STAFF = ", ".join(f"'{status}'" for status in PersonStatus if status.on_staff)
_NAMES = f"""
    SELECT p.id, p.name, coalesce(c.name, ''), coalesce(nullif(c.short_name, ''), c.name, ''), coalesce(d.name, ''),
        p.post, p.pinyin
    FROM person p LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE p.id IN {LISTED} ORDER BY p.pinyin, p.id
"""


class NamedCandidate(NamedTuple):
    """Somebody as lists name people."""

    key: int
    name: str
    court: str
    court_short: str
    department: str
    post: str
    pinyin: str


@dataclass(frozen=True)
class ReadyPerson:
    """Somebody measured by a profile; `rank` counts from 1 among those who meet it, or may."""

    who: NamedCandidate
    fitness: Fitness
    reasons: tuple[FitReason, ...]
    score: GridScore
    rank: int = 0

    def words(self, fitness: Fitness) -> list[str]:
        """The reasons of one sort."""
        return [reason.text for reason in self.reasons if reason.fitness is fitness]

    @property
    def told(self) -> str:
        """What a list has room for: what is in the way or not known, or else why somebody fits."""
        return "".join(self.words(self.fitness))


@dataclass(frozen=True)
class ReadyList:
    """Those measured, who is ready first; `asked` is what the post asks."""

    profile: PostProfile
    asked: Requirement
    day: date
    people: tuple[ReadyPerson, ...]

    def of(self, fitness: Fitness) -> list[ReadyPerson]:
        """Those of one sort."""
        return [person for person in self.people if person.fitness is fitness]


def profile_named(text: str) -> PostProfile:
    """The profile with this number or title. Raises Refused when there is none."""
    wanted = text.strip()
    found = PostProfile.get_or_none(PostProfile.title == wanted)
    if found is None and wanted.isdigit():
        found = PostProfile.get_or_none(PostProfile.id == int(wanted))
    if found is None:
        titles = [profile.title for profile in PostProfile.select().order_by(PostProfile.title).limit(10)]
        known = _("现有的岗位：{titles}。").format(titles="、".join(titles)) if titles else _("还没有登记岗位要求。")
        raise Refused(_("没有“{post}”的岗位要求。{known}").format(post=wanted, known=known))
    assert isinstance(found, PostProfile)
    return found


def ready(store: Store, profile: PostProfile, day: date, people: Iterable[int] | None = None) -> ReadyList:
    """Measure people, or everybody on the staff, by what a post asks on `day`.

    Those who meet everything come first, then those of whom something is not known, then the others; within each the
    higher score first, and by name where it is the same.
    """
    hours = asked_hours(store)
    asked = asked_by(profile.__data__, hours)
    if people is None:
        people = [key for (key,) in database.rows(f"SELECT id FROM person WHERE status IN ({_ON_STAFF})")]
    facts = read_facts(list(people), day)
    kin = _kin_beside(profile)
    chosen = weights(store)
    measured = [
        _measure(who, facts[who.key], asked, day, score(facts[who.key], chosen, hours), kin.get(who.key))
        for who in named(facts)
    ]
    measured.sort(key=lambda each: (_ORDER[each.fitness], -each.score.total, each.who.pinyin, each.who.key))
    return ReadyList(profile, asked, day, tuple(_ranked(measured)))


def _measure(
    who: NamedCandidate, facts: CandidateFacts, asked: Requirement, day: date, points: GridScore, kin: str | None
) -> ReadyPerson:
    found = reasons(asked, facts, day)
    if kin is not None:
        found.append(FitReason(Fitness.UNKNOWN, kin))
    return ReadyPerson(who, fitness_of(found), tuple(found), points)


def _ranked(measured: list[ReadyPerson]) -> Iterable[ReadyPerson]:
    for rank, each in enumerate(measured, 1):
        out = each.fitness is Fitness.UNMET
        yield ReadyPerson(each.who, each.fitness, each.reasons, each.score, 0 if out else rank)


def named(people: Iterable[int]) -> list[NamedCandidate]:
    """People by name, in the order of names."""
    return [NamedCandidate(*row) for row in database.rows(_NAMES, json.dumps(list(people)))]


def _kin_beside(profile: PostProfile) -> dict[int, str]:
    """Those who have kin in the department of the post; which kin is nobody's business here."""
    room = profile.__data__.get("department")
    if room is None:
        return {}
    rows = database.rows(
        "SELECT r.person_id, o.name FROM relation r JOIN person o ON o.id = r.other_id WHERE o.department_id = ?"
        " UNION SELECT r.other_id, o.name FROM relation r JOIN person o ON o.id = r.person_id"
        " WHERE o.department_id = ?",
        room,
        room,
    )
    text = _("与这个部门的{name}有回避关系，请先核对任职回避。")
    return {person: text.format(name=name) for person, name in rows}


def weights(store: Store) -> GridWeights:
    """The weights of this court, the program's own where it has set none."""
    return weights_of(store.setting(WEIGHTS, ""))


def set_weights(store: Store, chosen: GridWeights) -> None:
    """Keep the weights of this court. Raises Refused for weights that cannot be."""
    store.set_setting(WEIGHTS, weights_setting(checked(chosen)))


def as_told(found: ReadyList) -> dict[str, Any]:
    """A list as JSON; keys and scores are texts."""
    return {
        "post": found.profile.title,
        "id": str(found.profile.id),
        "on": found.day.isoformat(),
        "counts": {fitness.value: len(found.of(fitness)) for fitness in Fitness},
        "people": [_told(each) for each in found.people if each.fitness is not Fitness.UNMET],
        "excluded": [_told(each) for each in found.of(Fitness.UNMET)],
    }


def _told(each: ReadyPerson) -> dict[str, Any]:
    who = each.who
    axes = each.score._asdict()
    return {
        "rank": each.rank or None,
        "id": str(who.key),
        "person": who.name,
        "court": who.court,
        "department": who.department,
        "post": who.post,
        "fitness": each.fitness.value,
        "score": {axis: f"{found.tenths // 10}.{found.tenths % 10}" for axis, found in axes.items()},
        **{fitness.value: each.words(fitness) for fitness in Fitness},
    }
