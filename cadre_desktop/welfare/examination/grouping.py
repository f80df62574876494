"""People are invited by rule and put into the batches of a round: looked at first, then carried out in one step."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.rules import PersonStatus, age_on
from cadre_desktop.welfare.examination.reading import Batch, ages_on, batches_of, package_rules, packages_of
from cadre_desktop.welfare.examination.records import ExamAssignment, ExamRound
from cadre_desktop.welfare.examination.rules import BatchRoom, ExamPerson, NoPackage, PackageRule, deal, package_for
from cadre_desktop.welfare.records import Participant
from cadre_desktop.welfare.rules import Attendance

_PEOPLE = """
    SELECT p.id, p.court_id, p.department_id, coalesce(p.sex, ''), coalesce(p.born, '')
    FROM person p JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE p.status IN ({statuses}){courts}
    ORDER BY c.place, c.id, d.place, d.id, p.pinyin, p.id
"""
_IN_ROUND = "SELECT a.person_id FROM participant a JOIN exam_batch b ON b.event_id = a.event_id WHERE b.round_id = ?"


@dataclass(frozen=True)
class ExamWanted:
    """Whom and where to: `courts` (keys; none: all of the round), `batches` (keys; none: all of the round that are not
    over), `own_only`: people come only to batches that their own court runs; `unclear_too`: who fits no package or
    several gets a seat all the same, the package is chosen later."""

    courts: tuple[int, ...] = ()
    batches: tuple[int, ...] = ()
    own_only: bool = False
    unclear_too: bool = False


class OpenPackage(NamedTuple):
    """Somebody who fits no package, or more than one."""

    person: int
    why: NoPackage


@dataclass(frozen=True)
class Grouping:
    """What the rule comes to. dealt: who would come to which batch, by the order of the batches; unclear: whose package
    the rule cannot say; beyond: for whom there is no seat; already: how many are in the round before; past: batches
    that get nobody because their last day is over."""

    exam_round: ExamRound
    batches: tuple[Batch, ...]
    dealt: dict[int, list[ExamPerson]]
    unclear: list[OpenPackage]
    beyond: list[ExamPerson]
    already: int
    past: tuple[Batch, ...] = ()

    @property
    def count(self) -> int:
        """How many would get a seat."""
        return sum(map(len, self.dealt.values()))


def group_people(key: int, wanted: ExamWanted, today: date) -> Grouping:
    """Who would come to which batch of a round (key). Raises Refused where there are no packages, or no batch to be
    filled.
    """
    exam_round = ExamRound.by_key(key)
    batches, past = _batches(exam_round, wanted, today)
    rules = package_rules(packages_of(exam_round.id))
    if not rules:
        raise Refused(_("“{title}”还没有套餐，请先在“体检套餐”里新增。").format(title=exam_round.title))
    rows = _people(exam_round, wanted)
    there = {person for (person,) in database.rows(_IN_ROUND, exam_round.id)}
    people, unclear = _with_packages([row for row in rows if row[0] not in there], rules, ages_on(exam_round, batches))
    if not wanted.unclear_too:
        open_ones = {one.person for one in unclear}
        people = [one for one in people if one.key not in open_ones] if open_ones else people
    rooms = [BatchRoom(batch.key, batch.court if wanted.own_only else None, batch.free) for batch in batches]
    dealt = deal(people, rooms)
    already = sum(row[0] in there for row in rows) if there else 0
    return Grouping(exam_round, tuple(batches), dealt.batches, unclear, dealt.beyond, already, past)


def _batches(exam_round: ExamRound, wanted: ExamWanted, today: date) -> tuple[list[Batch], tuple[Batch, ...]]:
    """Those to be filled, and those that are left out because they are over."""
    every = batches_of(exam_round.id)
    if not every:
        raise Refused(_("“{title}”还没有批次，请先新增批次，写明日期和名额。").format(title=exam_round.title))
    if wanted.batches:
        return [batch for batch in every if batch.key in wanted.batches], ()
    coming = [batch for batch in every if batch.over >= today]
    if not coming:
        raise Refused(_("“{title}”的批次都已结束，请先新增批次，或选定要排入的批次。").format(title=exam_round.title))
    return coming, tuple(batch for batch in every if batch.over < today)


def _people(exam_round: ExamRound, wanted: ExamWanted) -> list[tuple[int, int, int | None, str, str]]:
    """Those whom the round is for, by court, department and name."""
    statuses = ", ".join(f"'{status}'" for status in statuses_of(exam_round))
    own = exam_round.__data__["court"]
    courts = (own,) if own else wanted.courts
    if not courts:
        return database.rows(_PEOPLE.format(statuses=statuses, courts=""))
    chosen = f" AND p.court_id IN {LISTED}"
    return database.rows(_PEOPLE.format(statuses=statuses, courts=chosen), json.dumps(list(courts)))


def statuses_of(exam_round: ExamRound) -> tuple[PersonStatus, ...]:
    """Of which status people are whom a round is for."""
    serving = tuple(status for status in PersonStatus if status.on_staff)
    return (*serving, PersonStatus.RETIRED) if exam_round.retired else serving


def _with_packages(
    rows: Sequence[tuple[int, int, int | None, str, str]], rules: Sequence[PackageRule], day: date
) -> tuple[list[ExamPerson], list[OpenPackage]]:
    known: dict[tuple[str, str], int | NoPackage] = {}
    people, unclear = [], []
    for person, court, department, sex, born in rows:
        found = known.get((sex, born))
        if found is None:
            found = known[sex, born] = package_for(rules, sex, _age(born, day))
        if isinstance(found, NoPackage):
            unclear.append(OpenPackage(person, found))
            found = None
        people.append(ExamPerson(person, court, department, found))
    return people, unclear


def _age(born: str, day: date) -> int | None:
    """Births are known by the month, and count from its first day."""
    return age_on(date(int(born[:4]), int(born[5:7]), 1), day) if born else None


def packages_by_rule(exam_round: ExamRound, people: Sequence[int]) -> dict[int, int]:
    """The package that the rule gives to each of these people (keys), for whom it does."""
    day, rules = ages_on(exam_round, batches_of(exam_round.id)), package_rules(packages_of(exam_round.id))
    rows = database.rows(
        f"SELECT id, coalesce(sex, ''), coalesce(born, '') FROM person WHERE id IN {LISTED}", json.dumps(list(people))
    )
    found = {person: package_for(rules, sex, _age(born, day)) for person, sex, born in rows}
    return {person: package for person, package in found.items() if not isinstance(package, NoPackage)}


def carry_out_grouping(store: Store, grouping: Grouping) -> int:
    """Put people into the batches as was looked at, in one step; returns how many.

    Raises Refused where meanwhile a batch has less room, somebody is in the round already or is nobody for it any more.
    """
    everybody = [one for people in grouping.dealt.values() for one in people]
    if not everybody:
        raise Refused(_("没有可以排入批次的人，请核对法院、批次名额和套餐。"))
    _vet(grouping, [one.key for one in everybody])
    with store.step(_("体检按规则分组 {count} 人").format(count=len(everybody))):
        event_of = {batch.key: batch.event for batch in grouping.batches}
        rows = ((event_of[batch], one.key, one.court) for batch, people in grouping.dealt.items() for one in people)
        keys = database.new_keys(len(everybody))
        Participant.insert_tuples(
            [Participant.event, Participant.person, Participant.court],
            ((key, *row) for key, row in zip(keys, rows, strict=True)),
            {Participant.attendance: Attendance.INVITED},
        )
        assign(list(zip(keys, (one.package for one in everybody), strict=True)))
    return len(everybody)


def assign(packages: Sequence[tuple[int, int | None]]) -> None:
    """Give participants (keys) their packages, in the step that is open; None for those that stay without."""
    given = [(participant, package) for participant, package in packages if package is not None]
    keys = database.new_keys(len(given))
    ExamAssignment.insert_tuples(
        [ExamAssignment.participant, ExamAssignment.package],
        ((key, *row) for key, row in zip(keys, given, strict=True)),
    )


def _vet(grouping: Grouping, people: Sequence[int]) -> None:
    exam_round, listed = ExamRound.by_key(grouping.exam_round.id), json.dumps(people)
    now = {batch.key: batch for batch in batches_of(exam_round.id)}
    statuses = ", ".join(f"'{status}'" for status in statuses_of(exam_round))
    fit = database.value(f"SELECT count(*) FROM person WHERE status IN ({statuses}) AND id IN {LISTED}", listed)
    if fit < len(people):
        words = _("有 {count} 人已不在岗，本轮体检只安排在职人员；请重新分组，要安排退休人员请在体检轮次里勾选。")
        raise Refused(words.format(count=len(people) - fit))
    double = database.value(f"SELECT count(*) FROM ({_IN_ROUND}) WHERE person_id IN {LISTED}", exam_round.id, listed)
    if double or any(key not in now for key in grouping.dealt):
        raise Refused(_("名单或批次刚刚有变化，请重新分组。"))
    for key, dealt in grouping.dealt.items():
        vet_room(now[key], len(dealt))


def vet_room(batch: Batch, count: int) -> None:
    """Raises Refused where a batch has no room for so many more people."""
    if batch.free is not None and count > batch.free:
        words = _("“{batch}”名额 {capacity} 人，已排 {taken} 人，放不下再来的 {count} 人；请增加名额或另选批次。")
        raise Refused(words.format(batch=batch.title, capacity=batch.capacity, taken=batch.taken, count=count))
