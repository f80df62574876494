"""The staff of the demonstration court: 1 + 10 courts, their departments, and about 1,300 invented people."""

from datetime import date
from random import Random

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


def write_staff(store: Store, random: Random) -> list[int]:
    """Enter departments and people; returns the people's keys."""
    sizes = (INTERMEDIATE_STAFF, *GRASSROOTS_STAFF)
    rows: list[Values] = []
    seen: set[tuple[str, str]] = set()
    number = 0
    for court, size in zip(Court.select().order_by(Court.place), sizes, strict=True):
        departments = _departments(store, court)
        for index in range(size):
            number += 1
            rows.append(_person(random, court, departments, index, number, seen))
    return list(add_people(store, rows))


def _departments(store: Store, court: Court) -> list[Department]:
    plans = material("staff")["intermediate" if court.level == "intermediate" else "grassroots"]
    with store.step(f"建立{court.short_name}部门"):
        return [Department.add(court=court, name=name, line=line, place=n) for n, (name, line) in enumerate(plans, 1)]


def _person(
    random: Random, court: Court, departments: list[Department], index: int, number: int, seen: set[tuple[str, str]]
) -> Values:
    leaders = 7 if court.level == "intermediate" else 5
    department = departments[0] if index < leaders else random.choice(departments[1:])
    female = random.random() < (0.2 if index < leaders else 0.47)
    birth = _birth(random, index < leaders)
    ethnic = random.choice(_ETHNIC)
    name = ""
    while not name or (name, f"{birth:%Y-%m}") in seen:
        name = mongolian_name(random, female) if ethnic == "02" else han_name(random, female)
    seen.add((name, f"{birth:%Y-%m}"))
    joined = max(date(birth.year + random.randint(22, 27), random.choice((7, 8, 9)), 1), date(1983, 7, 1))
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
        "joined_court": date(joined.year + random.choice((0, 0, 0, 2, 5)), joined.month, 1),
        "joined_party": None,
        "phone": f"1390472{number:04d}",
        "line": department.line,
        "status": PersonStatus.SERVING,
        "status_since": None,
    }
    values |= _post(random, department, index, leaders, birth)
    return values | _state(random, birth)


def _birth(random: Random, leader: bool) -> date:
    year = int(random.triangular(1964, 1984, 1972)) if leader else int(random.triangular(1963, 2000, 1986))
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
        title = random.choice(("主任", "副主任", "干部", "干部", "干部", "干部"))
        return _role(StaffCategory.JUDICIAL_ADMINISTRATIVE, title, False, "civil_servant", birth)
    if department.name.startswith("司法警察"):
        return _role(StaffCategory.JUDICIAL_AUXILIARY, "司法警察", False, "civil_servant", birth)
    if department.name.startswith("司法技术"):
        return _role(StaffCategory.JUDICIAL_AUXILIARY, "司法技术人员", False, "civil_servant", birth)
    chance = random.random()
    if chance < 0.46 and birth.year <= 1993:
        title = random.choice(("庭长", "副庭长", "审判员", "审判员", "审判员", "审判员"))
        return _role(StaffCategory.JUDGE, title, True, "civil_servant", birth)
    title, employment = random.choice(
        (("法官助理", "civil_servant"), ("书记员", "contract"), ("书记员", "contract"), ("法官助理", "civil_servant"))
    )
    return _role(StaffCategory.JUDICIAL_AUXILIARY, title, False, employment, birth)


def _role(category: StaffCategory, post: str, quota: bool, employment: str, birth: date) -> Values:
    age = 2023 - birth.year
    grade = next(code for least, code in _GRADES.items() if age >= least) if quota else ""
    return {
        "category": category,
        "post": post,
        "quota_judge": quota,
        "capacity": capacity_of(post) or "",
        "employment": employment,
        "judge_grade": grade,
        "post_since": date(min(2022, birth.year + 30), 6, 1),
    }


def _state(random: Random, birth: date) -> Values:
    if birth.year <= 1963:
        return {"status": PersonStatus.RETIRED, "status_since": date(birth.year + 60, birth.month, 28)}
    chance = random.random()
    if chance < 0.008:
        return {"status": PersonStatus.ON_LEAVE, "status_since": date(2023, 9, 1)}
    return {}
