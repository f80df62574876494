"""The demonstration court's courses: the year 2023 whole (131 courses, 10,289 person-times), part of 2024."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cadre_desktop.courses.actions import close_course, enrol, record_results, save_course
from cadre_desktop.courses.records import Enrolment
from cadre_desktop.courses.rules import CourseForm, EnrolmentStatus, Series
from cadre_desktop.demo.calendar import DemoClock
from cadre_desktop.demo.material import material
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus, StaffCategory

COURSES_2023 = 131
PERSON_TIMES_2023 = 10_289

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class _Plan:
    title: str
    series: Series
    form: CourseForm
    starts: date
    days: int
    venue: str
    organiser: str
    target: str
    size: int


def write_training(store: Store, clock: DemoClock, random: Random) -> None:
    """Run the courses of 2023, and those of 2024 up to the clock's last day; later ones are planned."""
    people = _serving()
    for plan in _plans_2023(random):
        _run(store, clock, random, plan, people)
    for plan in _plans_2024(random):
        _run(store, clock, random, plan, people)


def _serving() -> list[Person]:
    return list(Person.select().where(Person.status == PersonStatus.SERVING).order_by(Person.id))


def _plans_2023(random: Random) -> list[_Plan]:
    plans = [
        _trip("业务领军人才集训班（第一期）", "上海", "复旦大学", date(2023, 6, 11), 52),
        _trip("业务领军人才集训班（第二期）", "浙江杭州", "浙江大学", date(2023, 9, 17), 54),
    ]
    left = COURSES_2023 - len(plans)
    series = [one for one, count in _series_shares() for _n in range(count)][:left]
    sizes = _shares(random, PERSON_TIMES_2023 - sum(plan.size for plan in plans), left)
    seen: dict[str, int] = {}
    for number, (one, size) in enumerate(zip(series, sizes, strict=True)):
        plans.append(_class(random, one, date(2023, 1, 9) + timedelta(days=number * 346 // left), size, seen))
    return sorted(plans, key=lambda plan: plan.starts)


def _plans_2024(random: Random) -> list[_Plan]:
    seen: dict[str, int] = {}
    series = [one for one, count in _series_shares() for _n in range(count // 3)]
    random.shuffle(series)
    return [
        _class(
            random, one, date(2024, 1, 8) + timedelta(days=number * 160 // len(series)), random.randint(40, 120), seen
        )
        for number, one in enumerate(series)
    ]


def _series_shares() -> list[tuple[Series, int]]:
    return [(Series(name), count) for name, count in material("training")["shares"].items()]


def _shares(random: Random, total: int, count: int) -> list[int]:
    """`count` class sizes that add up to `total`."""
    weights = [random.choice((45, 60, 80, 80, 100, 130)) for _n in range(count)]
    shares = [total * weight // sum(weights) for weight in weights]
    for index in range(total - sum(shares)):
        shares[index % count] += 1
    return shares


def _trip(title: str, venue: str, organiser: str, starts: date, size: int) -> _Plan:
    target = "全市法院业务骨干"
    return _Plan(title, Series.PROFESSIONAL, CourseForm.STUDY_TRIP, starts, 6, venue, organiser, target, size)


def _class(random: Random, series: Series, starts: date, size: int, seen: dict[str, int]) -> _Plan:
    theme = random.choice(material("training")["themes"][series.value])
    seen[theme] = seen.get(theme, 0) + 1
    while starts.weekday() > 3:
        starts += timedelta(days=1)
    form = random.choice((CourseForm.ON_SITE,) * 5 + (CourseForm.ONLINE,) * 4 + (CourseForm.SECONDMENT,))
    venue = {
        CourseForm.ON_SITE: random.choice(material("training")["places"]),
        CourseForm.ONLINE: "法官学院网络培训平台",
    }.get(form, "呼和浩特")
    organiser = "内蒙古自治区高级人民法院" if form is CourseForm.SECONDMENT else ""
    number = seen[theme]
    title = f"{theme}（第{_NUMERALS[number - 1] if number <= 10 else number}期）"
    days = random.choice((1, 1, 2, 2, 3, 5))
    return _Plan(title, series, form, starts, days, venue, organiser, "全市法院干警", size)


def _run(store: Store, clock: DemoClock, random: Random, plan: _Plan, people: list[Person]) -> None:
    clock.set(plan.starts - timedelta(days=7))
    values = {
        "title": plan.title,
        "series": plan.series,
        "form": plan.form,
        "online": plan.form is CourseForm.ONLINE,
        "starts": plan.starts,
        "ends": plan.starts + timedelta(days=plan.days - 1),
        "hours": plan.days * 80,
        "place": plan.venue,
        "lecturer": random.choice(material("training")["lecturers"]),
        "target": plan.target,
    }
    if plan.organiser:
        values["organiser"] = plan.organiser
    course = save_course(store, values)
    if plan.starts > clock.last:
        if random.random() < 0.5:
            enrol(store, course, (person.id for person in _sample(random, plan, people, plan.size)))
        return
    absent = random.randint(0, 3)
    chosen = _sample(random, plan, people, plan.size + absent)
    enrol(store, course, (person.id for person in chosen))
    clock.set(min(plan.starts + timedelta(days=plan.days), clock.last))
    if plan.starts + timedelta(days=plan.days) > clock.last:
        return
    rows = [row.id for row in Enrolment.select(Enrolment.id).where(Enrolment.course == course).order_by(Enrolment.id)]
    record_results(store, rows[: plan.size], status=EnrolmentStatus.COMPLETED)
    if rows[plan.size :]:
        record_results(store, rows[plan.size :], status=EnrolmentStatus.ABSENT, result="请假未参加")
    close_course(store, course)


def _sample(random: Random, plan: _Plan, people: list[Person], size: int) -> list[Person]:
    """People a class is meant for: judges for trips and professional classes more often than others."""
    if plan.series is Series.PROFESSIONAL:
        pool = [person for person in people if person.category != StaffCategory.JUDICIAL_ADMINISTRATIVE]
    else:
        pool = people
    if plan.form is CourseForm.STUDY_TRIP:
        pool = [person for person in people if person.category == StaffCategory.JUDGE]
    return sorted(random.sample(pool, size), key=lambda person: person.id)
