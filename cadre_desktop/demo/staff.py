"""The staff of the demonstration court: 1 + 10 courts, their departments, and about 1,300 invented people."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from cadre_desktop.demo.leaders import LeaderPlan, held_since, leaders_of
from cadre_desktop.demo.material import material
from cadre_desktop.demo.names import han_name, mongolian_name
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import add_people
from cadre_desktop.people.records import Court, Department
from cadre_desktop.people.rules import PersonStatus, Sex, StaffCategory, capacity_of, check_character

AREA = "150299"
"""An area code that is not assigned, so that no ID number is anybody's."""

INTERMEDIATE_STAFF = 248
GRASSROOTS_STAFF = (176, 158, 132, 112, 74, 48, 116, 96, 84, 68)

_ADMINISTRATIVE = {"12", "13", "14", "15", "16", "17"}
_ETHNIC = ("01",) * 70 + ("02",) * 23 + ("03",) * 3 + ("11",) * 3 + ("31",)
_GRADES = {60: "307", 50: "308", 42: "309", 36: "310", 30: "311", 0: "312"}
_RANKS: dict[str, tuple[tuple[int, str], ...]] = {
    StaffCategory.JUDICIAL_ADMINISTRATIVE: (
        (52, "general-06"),
        (46, "general-07"),
        (40, "general-08"),
        (33, "general-09"),
        (27, "general-10"),
        (0, "general-11"),
    ),
    StaffCategory.JUDICIAL_AUXILIARY: (
        (48, "assistant-04"),
        (42, "assistant-05"),
        (36, "assistant-06"),
        (31, "assistant-07"),
        (27, "assistant-08"),
        (0, "assistant-09"),
    ),
    "police": ((50, "police-07"), (42, "police-08"), (35, "police-09"), (29, "police-10"), (0, "police-11")),
}
"""Ranks by the age from which on somebody has them."""

_WOMEN_SINCE = 1970
"""No woman born before leads: at 55 she would have retired."""

_LAST_JOINED = 2022


@dataclass
class DemoStaff:
    """The keys of everybody, and with each plan of a leader the keys of court and person."""

    keys: range = range(0)
    leaders: list[tuple[LeaderPlan, int, int]] = field(default_factory=list)


def write_staff(store: Store, random: Random) -> DemoStaff:
    """Enter departments and people."""
    sizes = (INTERMEDIATE_STAFF, *GRASSROOTS_STAFF)
    rows: list[Values] = []
    planned: list[tuple[LeaderPlan, int, int]] = []
    seen: set[tuple[str, str]] = set()
    for index, (court, size) in enumerate(zip(Court.select().order_by(Court.place), sizes, strict=True)):
        departments = _departments(store, court)
        plans = dict(enumerate(leaders_of([each.name for each in departments], index), _leaders(court)))
        for number in range(size):
            if number in plans:
                planned.append((plans[number], court.id, len(rows)))
            rows.append(_person(random, court, departments, number, len(rows) + 1, seen, plans.get(number)))
    keys = add_people(store, rows)
    return DemoStaff(keys, [(plan, court, keys[index]) for plan, court, index in planned])


def _leaders(court: Court) -> int:
    """How many lead a court itself."""
    return 7 if court.level == "intermediate" else 5


def _departments(store: Store, court: Court) -> list[Department]:
    plans = material("staff")["intermediate" if court.level == "intermediate" else "grassroots"]
    with store.step(f"建立{court.short_name}部门"):
        return [Department.add(court=court, name=name, line=line, place=n) for n, (name, line) in enumerate(plans, 1)]


def _person(
    random: Random,
    court: Court,
    departments: list[Department],
    index: int,
    number: int,
    seen: set[tuple[str, str]],
    plan: LeaderPlan | None,
) -> Values:
    leaders = _leaders(court)
    department = departments[0] if index < leaders else random.choice(departments[1:])
    female = random.random() < (0.2 if index < leaders or plan else 0.47)
    birth = _birth(random, index < leaders, female)
    if plan is not None:
        department = departments[plan.department]
        female = female and plan.born >= _WOMEN_SINCE
        birth = birth.replace(year=plan.born)
    ethnic = random.choice(_ETHNIC)
    name = ""
    while not name or (name, f"{birth:%Y-%m}") in seen:
        name = mongolian_name(random, female) if ethnic == "02" else han_name(random, female)
    seen.add((name, f"{birth:%Y-%m}"))
    joined = max(date(birth.year + random.randint(22, 27), random.choice((7, 8, 9)), 1), date(1983, 7, 1))
    joined = min(joined, date(_LAST_JOINED, 9, 1))
    values: Values = {
        "court": court.id,
        "department": department.id,
        "name": name,
        "sex": Sex.FEMALE if female else Sex.MALE,
        "born": birth.replace(day=1),
        "id_number": _id_number(birth, number, female),
        "staff_number": f"BT{number:05d}",
        "ethnic": ethnic,
        "political": random.choice(("01",) * 8 + ("13", "03" if birth.year >= 1996 else "13")),
        "education": random.choice(("21",) * 7 + ("11", "11", "31")),
        "school": random.choice(material("staff")["schools"]),
        "joined_work": joined,
        "joined_court": date(min(_LAST_JOINED, joined.year + random.choice((0, 0, 0, 2, 5))), joined.month, 1),
        "joined_party": None,
        "phone": f"1390472{number:04d}",
        "line": department.line,
        "status": PersonStatus.SERVING,
        "status_since": None,
    }
    values |= _post(random, department, index, leaders, birth)
    if plan is not None:
        return values | _leading(department, plan)
    return values | _state(random, birth, female)


def _leading(department: Department, plan: LeaderPlan) -> Values:
    """Category, post and quota of a head or deputy, or of who becomes one."""
    birth = date(plan.born, 1, 1)
    if department.line in _ADMINISTRATIVE:
        category, usual = StaffCategory.JUDICIAL_ADMINISTRATIVE, "干部"
    elif department.name.startswith("司法"):
        police = department.name.startswith("司法警察")
        category, usual = StaffCategory.JUDICIAL_AUXILIARY, "司法警察" if police else "司法技术人员"
    else:
        category, usual = StaffCategory.JUDGE, "审判员"
    values = _role(category, usual, category is StaffCategory.JUDGE, "civil_servant", birth)
    return values | ({"post": plan.post, "post_since": held_since(plan)} if plan.post else {})


def _birth(random: Random, leader: bool, female: bool) -> date:
    year = int(random.triangular(1964, 1984, 1972)) if leader else int(random.triangular(1963, 2000, 1986))
    if leader and female:
        year = max(year, _WOMEN_SINCE)
    return date(year, random.randint(1, 12), random.randint(1, 28))


def _id_number(birth: date, number: int, female: bool) -> str:
    serial = number % 500 * 2 + (0 if female else 1)
    digits = f"{AREA}{birth:%Y%m%d}{serial:03d}"
    return digits + check_character(digits)


def _post(random: Random, department: Department, index: int, leaders: int, birth: date) -> Values:
    if index < leaders:
        titles = ("院长", "副院长", "副院长", "副院长", "政治部主任", "审判委员会专职委员", "审判委员会专职委员")
        return _role(StaffCategory.JUDGE, titles[index], True, "civil_servant", birth)
    if department.line in _ADMINISTRATIVE:
        return _role(StaffCategory.JUDICIAL_ADMINISTRATIVE, "干部", False, "civil_servant", birth)
    if department.name.startswith("司法警察"):
        return _role(StaffCategory.JUDICIAL_AUXILIARY, "司法警察", False, "civil_servant", birth)
    if department.name.startswith("司法技术"):
        return _role(StaffCategory.JUDICIAL_AUXILIARY, "司法技术人员", False, "civil_servant", birth)
    chance = random.random()
    if chance < 0.32 and birth.year <= 1993:
        return _role(StaffCategory.JUDGE, "审判员", True, "civil_servant", birth)
    title, employment = random.choice(
        (("法官助理", "civil_servant"), ("书记员", "contract"), ("书记员", "contract"), ("法官助理", "civil_servant"))
    )
    return _role(StaffCategory.JUDICIAL_AUXILIARY, title, False, employment, birth)


def _role(category: StaffCategory, post: str, quota: bool, employment: str, birth: date) -> Values:
    age = 2023 - birth.year
    steps = _RANKS.get("police" if post == "司法警察" else category, ())
    rank = next((code for least, code in steps if age >= least), "") if employment == "civil_servant" else ""
    return {
        "category": category,
        "post": post,
        "quota_judge": quota,
        "capacity": capacity_of(post) or "",
        "employment": employment,
        "judge_grade": next(code for least, code in _GRADES.items() if age >= least) if quota else "",
        "rank": rank,
        "post_since": date(min(2022, birth.year + 30), 6, 1),
    }


def rank_since(birth: date, judge_grade: str, rank: str) -> date:
    """Since when somebody has had that grade or rank: since the age that it needs, or since joining."""
    steps = {code: least for least, code in _GRADES.items()}
    for ranks in _RANKS.values():
        steps |= {code: least for least, code in ranks}
    return date(min(2022, birth.year + max(25, steps[judge_grade or rank])), 7, 1)


def _state(random: Random, birth: date, female: bool) -> Values:
    last = _WOMEN_SINCE - 2 if female else 1963
    if birth.year <= last:
        return {
            "status": PersonStatus.RETIRED,
            "status_since": date(birth.year + (55 if female else 60), birth.month, 28),
        }
    chance = random.random()
    if chance < 0.008:
        return {"status": PersonStatus.ON_LEAVE, "status_since": date(2023, 9, 1)}
    return {}
