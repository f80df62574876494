"""The classes that the demonstration court runs: what they are called, when they begin and how many complete them."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.demo.material import material

COURSES_2023 = 131
PERSON_TIMES_2023 = 10_289

_NUMERALS = "一二三四五六七八九十"


@dataclass(frozen=True)
class PlannedClass:
    """A class as it is planned; `size` people are to complete it."""

    title: str
    series: Series
    form: CourseForm
    starts: date
    days: int
    venue: str
    organiser: str
    target: str
    size: int


def classes_of_2023(random: Random) -> list[PlannedClass]:
    """The 131 classes of 2023 by their beginning, with 10,289 person-times in all."""
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


def classes_of_2024(random: Random) -> list[PlannedClass]:
    """A third as many classes up to the middle of 2024."""
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


def _trip(title: str, venue: str, organiser: str, starts: date, size: int) -> PlannedClass:
    target = "全市法院业务骨干"
    return PlannedClass(title, Series.PROFESSIONAL, CourseForm.STUDY_TRIP, starts, 6, venue, organiser, target, size)


def _class(random: Random, series: Series, starts: date, size: int, seen: dict[str, int]) -> PlannedClass:
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
    return PlannedClass(title, series, form, starts, days, venue, organiser, "全市法院干警", size)
