"""The dossier of the demonstration court: posts and ranks held, grades of years, résumés, who came and went, and what
courts are authorised to have."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from cadre_desktop.demo.leaders import TO_DEPUTY, held_since, level_of
from cadre_desktop.demo.staff import DemoStaff, rank_since
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Appointment, Court, Person
from cadre_desktop.people.registers.annual_grades import AnnualGrade, Grade
from cadre_desktop.people.registers.establishment import Establishment
from cadre_desktop.people.registers.movements import Direction, Movement, MovementWay
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.registers.resume import ResumeLine
from cadre_desktop.people.registers.retirement_decisions import RetirementBase, RetirementDecision
from cadre_desktop.people.rules import CourtLevel, PersonStatus, Sex
from cadre_desktop.people.structure.rules import Lead, lead_of

_ONE_DAY = timedelta(days=1)
_DEPUTY_BEFORE = 36
"""Heads older than that at their appointment were deputies before."""
_GRADED = (2021, 2022, 2023)
_EXCELLENT = 0.17
_RECRUITED_SINCE = 2020
_DECIDED: dict[str, int] = {Sex.MALE: 1966, Sex.FEMALE: 1971}
"""Of whom it has been decided by which age they retire: those born by the end of that year."""
_DECIDED_ON, _DECISION = date(2023, 12, 20), "包中法政〔2023〕9号"


def write_histories(store: Store, staff: DemoStaff) -> None:
    """Enter what everybody had held by the beginning of 2023."""
    people = list(Person.select().order_by(Person.id))
    with store.step("登记任职任级经历"):
        PostHeld.add_many([*_ranked(people), *_led(staff)])


def write_dossier(store: Store, staff: DemoStaff, random: Random) -> None:
    """Enter the rest, once the year's changes of post are known."""
    people = list(Person.select().order_by(Person.id))
    with store.step("登记编制职数"):
        Establishment.add_many(_establishments(people, staff))
    with store.step("核对任职经历"):
        _follow_changes()
    with store.step("登记简历"):
        ResumeLine.add_many(_resumes(people, staff))
    with store.step("登记人员进出"):
        Movement.add_many(_movements(people))
    with store.step("登记退休认定"):
        RetirementDecision.add_many(_decisions(people))
    for year in _GRADED:
        with store.step(f"登记 {year} 年度考核结果"):
            AnnualGrade.add_many(_grades(people, year, random))


def _establishments(people: list[Person], staff: DemoStaff) -> list[Values]:
    """Some more posts than people, a quota of judges of 39 % of them, and as many heads and deputies as there are."""
    rows = []
    for court in Court.select().order_by(Court.place):
        own = [each for each in people if each.__data__["court"] == court.id and PersonStatus(each.status).on_staff]
        permanent = sum(each.employment == "civil_servant" for each in own)
        judges = sum(each.quota_judge for each in own)
        posts = max(permanent + 3 + permanent // 20, -(-judges * 100 // 39))
        heads = sum(key == court.id and plan.fate != TO_DEPUTY for plan, key, _person in staff.leaders)
        rows.append(
            {
                "court": court.id,
                "since": date(2019, 1, 1),
                "authorised": posts,
                "judges_quota": posts * 39 // 100,
                "leaders": heads,
                "document_number": "包编办发〔2018〕31号",
            }
        )
    return rows


def _ranked(people: list[Person]) -> Iterator[Values]:
    for person in people:
        if person.born is not None and (person.judge_grade or person.rank):
            since = rank_since(person.born, person.judge_grade, person.rank)
            yield _held(person.id, since, rank=person.rank, judge_grade=person.judge_grade)


def _led(staff: DemoStaff) -> Iterator[Values]:
    """What heads and deputies led; many heads were deputies before."""
    intermediate = Court.get(Court.level == CourtLevel.INTERMEDIATE).id
    for plan, court, person in staff.leaders:
        if not plan.post:
            continue
        since, head = held_since(plan), not plan.post.startswith("副")
        if head and since.year - plan.born > _DEPUTY_BEFORE:
            before = since.replace(year=since.year - 4)
            yield _held(person, before, since - _ONE_DAY, court, "副庭长", level_of("副庭长", court == intermediate))
        yield _held(person, since, None, court, plan.post, level_of(plan.post, court == intermediate))


def _follow_changes() -> None:
    """Post the year's changes of post, as far as carrying them out has not done so."""
    known = {(row.__data__["person"], row.starts) for row in PostHeld.select().where(PostHeld.post != "")}
    for change in Appointment.select().order_by(Appointment.id):
        person = change.__data__["person"]
        if (person, change.decided) in known:
            continue
        still = PostHeld.select().where(PostHeld.person == person, PostHeld.post != "", PostHeld.ends.is_null())
        for row in list(still):
            row.ends = change.decided - _ONE_DAY
            row.save()
        court = change.__data__["court"]
        PostHeld.add(**_held(person, change.decided, None, court, change.new_post, change.post_level))


def _held(
    person: int,
    starts: date,
    ends: date | None = None,
    court: int | None = None,
    post: str = "",
    level: str = "",
    rank: str = "",
    judge_grade: str = "",
) -> Values:
    return {
        "person": person,
        "starts": starts,
        "ends": ends,
        "court": court,
        "post": post,
        "post_level": level,
        "rank": rank,
        "judge_grade": judge_grade,
    }


def _resumes(people: list[Person], staff: DemoStaff) -> list[Values]:
    """The résumés of heads and deputies: studies, the first years, and what they were at the beginning of 2023."""
    names = {court.id: court.name for court in Court.select()}
    by_key = {person.id: person for person in people}
    rows: list[Values] = []
    for plan, court, key in staff.leaders:
        person = by_key[key]
        joined = person.joined_work
        assert joined is not None
        led = held_since(plan) if plan.post else None
        studies = date(joined.year - 4, 9, 1), date(joined.year, joined.month, 1), f"{person.school}学习"
        first = joined.replace(day=1), led, f"{names[court]}书记员、助理审判员、审判员"
        lines = [studies, first, *([(led, None, f"{names[court]}{plan.post}")] if led else [])]
        rows += [
            {"person": key, "position": number, "starts": starts, "ends": ends, "text": text}
            for number, (starts, ends, text) in enumerate(lines, 1)
        ]
    return rows


def _movements(people: list[Person]) -> list[Values]:
    """Who was recruited since 2020, and who has retired."""
    rows = []
    for person in people:
        if person.joined_court is not None and person.joined_court.year >= _RECRUITED_SINCE:
            hired = person.employment != "civil_servant"
            way = MovementWay.HIRED if hired else MovementWay.RECRUITED
            rows.append(_moved(person, Direction.IN, way, person.joined_court))
        if person.status == PersonStatus.RETIRED and person.status_since is not None:
            rows.append(_moved(person, Direction.OUT, MovementWay.RETIRED, person.status_since))
    return rows


def _moved(person: Person, direction: Direction, way: MovementWay, day: date) -> Values:
    court = person.__data__["court"]
    return {"person": person.id, "direction": direction, "way": way, "moved": day, "court": court}


def _decisions(people: list[Person]) -> list[Values]:
    """By which age those retire who are near it: women who lead a court, at the age of men."""
    rows = []
    for person in people:
        if person.born is None or not PersonStatus(person.status).on_staff or person.born.year > _DECIDED[person.sex]:
            continue
        base = RetirementBase.MALE_60 if person.sex == Sex.MALE else RetirementBase.FEMALE_55
        if person.sex == Sex.FEMALE and lead_of(person.post) is Lead.COURT:
            base = RetirementBase.FEMALE_60
        rows.append(
            {"person": person.id, "decided": _DECIDED_ON, "base": base, "document_number": "包中法政〔2023〕9号"}
        )
    return rows


def _grades(people: list[Person], year: int, random: Random) -> list[Values]:
    """Grades of the civil servants who were there the whole year: some 17 % excellent, nearly all others competent."""
    there = [person for person in people if person.employment == "civil_servant" and _was_there(person, year)]
    rows = []
    for person in there:
        chance = random.random()
        grade = Grade.EXCELLENT if chance < _EXCELLENT else Grade.COMPETENT
        if chance > 0.995:
            grade = Grade.BASIC
        if person.joined_court is not None and person.joined_court.year == year:
            grade = Grade.UNGRADED
        rows.append({"person": person.id, "year": year, "grade": grade})
    return rows


def _was_there(person: Person, year: int) -> bool:
    """Whether somebody had joined by the end of a year and not left in it."""
    if person.joined_court is None or person.joined_court.year > year:
        return False
    gone = person.status_since if not PersonStatus(person.status).on_staff else None
    return gone is None or gone.year > year
