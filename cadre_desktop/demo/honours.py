"""Awards and changes of post of the demonstration court in 2023.

What comes from above is in the dossier as it was received: without a number or signature of this court, which has no
certificate of it in its register.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from cadre_desktop.demo.leaders import (
    STAYS,
    STEPS_DOWN,
    TO_DEPUTY,
    TO_GRASSROOTS,
    TO_HEAD,
    LeaderPlan,
    deputy_of,
    head_of,
    level_of,
)
from cadre_desktop.demo.staff import DemoStaff
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import add_honours
from cadre_desktop.people.appointing.carrying_out import appoint
from cadre_desktop.people.records import Court, Department, Person
from cadre_desktop.people.registers.posts_held import PostHeld
from cadre_desktop.people.rules import CourtLevel, HonourLevel, PersonStatus

COLLECTIVES_2023, PERSONS_2023 = 24, 34
_STEPPING_DOWN, _PROMOTED, _PROMOTED_LATER = date(2023, 6, 29), date(2023, 6, 30), date(2023, 11, 15)
_EARLY = 4
"""Deputies of so many departments are promoted with the heads, the others later in the year."""

_COLLECTIVE = (
    "全区优秀法院",
    "全区法院先进集体",
    "全国法院先进集体",
    "集体二等功",
    "自治区文明单位",
    "全区法院执行工作先进集体",
)
_PERSONAL = (
    "全区优秀法官",
    "全区法院先进个人",
    "全国法院办案标兵",
    "个人二等功",
    "全区法院调研工作先进个人",
    "自治区巾帼建功标兵",
)
_LOWER = ("市级先进工作者", "全市优秀政法干警", "全市政法系统先进个人")
_GRANTORS = {
    "自治区文明单位": "内蒙古自治区精神文明建设委员会",
    "自治区巾帼建功标兵": "内蒙古自治区妇女联合会",
    "市级先进工作者": "包头市人民政府",
    "全市优秀政法干警": "中共包头市委政法委员会",
    "全市政法系统先进个人": "中共包头市委政法委员会",
}
"""Who grants what the High People's Court does not."""


def write_honours(store: Store, random: Random) -> None:
    """24 collectives and 34 persons at autonomous-region level and above in 2023; some below it, some in 2022."""
    courts = list(Court.select().order_by(Court.place))
    departments = list(Department.select().order_by(Department.id))
    people = _serving()
    rows = [_collective(random, courts, departments, number) for number in range(COLLECTIVES_2023)]
    rows += [
        _award(random, _PERSONAL, 2023, person=person.id, court=person.__data__["court"])
        for person in random.sample(people, PERSONS_2023)
    ]
    for year, count in ((2023, 41), (2022, 33)):
        rows += [
            {
                **_award(random, _LOWER, year, person=person.id, court=person.__data__["court"]),
                "level": HonourLevel.CITY,
            }
            for person in random.sample(people, count)
        ]
    rows += [_award(random, _PERSONAL, 2022, person=person.id) for person in random.sample(people, 29)]
    rows += [_award(random, _COLLECTIVE, 2022, court=random.choice(courts).id) for _n in range(19)]
    add_honours(store, sorted(rows, key=lambda row: row["granted"]))


def _serving() -> list[Person]:
    return list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))


def _collective(random: Random, courts: list[Court], departments: list[Department], number: int) -> Values:
    if number < 9:
        return _award(random, _COLLECTIVE, 2023, court=courts[number].id)
    department = random.choice(departments)
    return _award(random, _COLLECTIVE[1:], 2023, court=department.__data__["court"], department=department.id)


def _award(random: Random, titles: tuple[str, ...], year: int, **whom: int) -> Values:
    title = random.choice(titles)
    national = title.startswith("全国")
    return {
        "title": title,
        "level": HonourLevel.NATIONAL if national else HonourLevel.REGION,
        "grantor": _GRANTORS.get(title, "最高人民法院" if national else "内蒙古自治区高级人民法院"),
        "granted": date(year, 1, 15) + timedelta(days=random.randint(0, 340)),
        **whom,
    }


def write_appointments(store: Store, staff: DemoStaff) -> None:
    """6 cadres into leading bodies of grassroots courts and 18 promoted to middle posts of the intermediate court; the
    heads whose posts they take step down before."""
    fates = [(plan, person) for plan, _court, person in staff.leaders if plan.fate != STAYS]
    with store.step("免去 6 人职务"):
        for plan, key in fates:
            if plan.fate == STEPS_DOWN:
                person: Person = Person.by_key(key)
                person.post, person.post_since = "审判员", _PROMOTED.replace(day=1)
                person.save()
                PostHeld.update(ends=_STEPPING_DOWN).where(*_still_led(key)).execute()
    leading = [
        _into_leading_body(key, index, court)
        for index, (key, court) in enumerate(zip(_of(fates, TO_GRASSROOTS), _grassroots(), strict=False))
    ]
    appoint(store, leading, f"充实基层法院领导班子 {len(leading)} 人")
    middle = [_to_middle(plan, key) for plan, key in fates if plan.fate in (TO_HEAD, TO_DEPUTY)]
    middle.sort(key=lambda row: row["decided"])
    appoint(store, middle, f"提任中院环节干部 {len(middle)} 人")


def _still_led(person: int) -> tuple[Any, ...]:
    """What a post meets that somebody still has."""
    return PostHeld.person == person, PostHeld.post != "", PostHeld.ends.is_null()


def _of(fates: list[tuple[LeaderPlan, int]], fate: str) -> list[int]:
    return [key for plan, key in fates if plan.fate == fate]


def _grassroots() -> list[Court]:
    return list(Court.select().where(Court.level == CourtLevel.GRASSROOTS).order_by(Court.place))


def _into_leading_body(person: int, index: int, court: Court) -> Values:
    return {
        "person": person,
        "decided": date(2023, 4, 18) if index < 3 else date(2023, 9, 26),
        "kind": "充实基层领导班子",
        "court": court.id,
        "department": Department.get(Department.court == court, Department.name == "院领导").id,
        "new_post": "副院长" if index % 2 else "党组成员、副院长",
        "post_level": "141",
    }


def _to_middle(plan: LeaderPlan, key: int) -> Values:
    person: Person = Person.by_key(key)
    department: Department = Department.by_key(person.__data__["department"])
    head = plan.fate == TO_HEAD
    post = (head_of if head else deputy_of)(department.name, True)
    return {
        "person": key,
        "decided": _PROMOTED if head or plan.department <= _EARLY else _PROMOTED_LATER,
        "kind": "提任中院环节干部",
        "court": person.__data__["court"],
        "department": department.id,
        "new_post": post,
        "post_level": level_of(post, True),
    }
