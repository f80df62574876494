"""The classes that the demonstration court runs: what they are called, when they begin and how many complete them."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from cadre_desktop.courses.rules import CourseForm, Series
from cadre_desktop.demo.material import material
from cadre_desktop.people.working_days import WorkCalendar

COURSES_2023 = 131
PERSON_TIMES_2023 = 10_289

_NUMERALS = "零一二三四五六七八九十"
_FARTHEST = 21
"""Days by which a class is put off, or held earlier, to be on working days."""


@dataclass(frozen=True)
class PlannedClass:
    """A class as it is planned; `size` people are to complete it. `venue` is empty where it depends on the day."""

    theme: str
    series: Series
    form: CourseForm
    starts: date
    days: int
    venue: str
    organiser: str
    target: str
    size: int
    number: int = 1

    @property
    def title(self) -> str:
        """执行实务与规范培训班（第二期）."""
        tens, ones = divmod(self.number, 10)
        number = _NUMERALS[self.number] if self.number <= 10 else f"{'' if tens == 1 else _NUMERALS[tens]}十"
        return f"{self.theme}（第{number}{_NUMERALS[ones] if self.number > 10 and ones else ''}期）"

    @property
    def ends(self) -> date:
        """The last day."""
        return self.starts + timedelta(days=self.days - 1)

    @property
    def is_examined(self) -> bool:
        """Whether it ends with an examination."""
        return self.days > 1 and self.theme in material("teaching")["examined"]

    @property
    def is_certified(self) -> bool:
        """Whether those who complete it may get a certificate: in 2023 of a course held here with an examination."""
        return self.starts.year == 2023 and self.form is CourseForm.ON_SITE and self.is_examined


def classes_of_2023(random: Random, calendar: WorkCalendar) -> list[PlannedClass]:
    """The 131 classes of 2023 by their beginning, with 10,289 person-times in all."""
    plans = [
        _trip("上海", "复旦大学", date(2023, 6, 11), 52),
        _trip("浙江杭州", "浙江大学", date(2023, 9, 17), 54),
    ]
    left = COURSES_2023 - len(plans)
    series = [one for one, count in _series_shares() for _n in range(count)][:left]
    sizes = _shares(random, PERSON_TIMES_2023 - sum(plan.size for plan in plans), left)
    for number, (one, size) in enumerate(zip(series, sizes, strict=True)):
        plans.append(_class(random, one, date(2023, 1, 9) + timedelta(days=number * 346 // left), size, calendar))
    return _numbered(plans)


def classes_of_2024(random: Random, calendar: WorkCalendar) -> list[PlannedClass]:
    """A third as many classes up to the middle of 2024."""
    series = [one for one, count in _series_shares() for _n in range(count // 3)]
    random.shuffle(series)
    first, apart = date(2024, 1, 8), 160
    return _numbered(
        [
            _class(
                random, one, first + timedelta(days=number * apart // len(series)), random.randint(40, 120), calendar
            )
            for number, one in enumerate(series)
        ]
    )


def _numbered(plans: list[PlannedClass]) -> list[PlannedClass]:
    """By their beginning, and those of one theme numbered through."""
    seen: Counter[str] = Counter()
    found = []
    for plan in sorted(plans, key=lambda plan: plan.starts):
        seen[plan.theme] += 1
        found.append(replace(plan, number=seen[plan.theme]))
    return found


def _series_shares() -> list[tuple[Series, int]]:
    return [(Series(name), count) for name, count in material("training")["shares"].items()]


def _shares(random: Random, total: int, count: int) -> list[int]:
    """`count` class sizes that add up to `total`."""
    weights = [random.choice((45, 60, 80, 80, 100, 130)) for _n in range(count)]
    shares = [total * weight // sum(weights) for weight in weights]
    for index in range(total - sum(shares)):
        shares[index % count] += 1
    return shares


def _trip(venue: str, organiser: str, starts: date, size: int) -> PlannedClass:
    theme, form, target = "业务领军人才集训班", CourseForm.STUDY_TRIP, "全市法院业务骨干"
    return PlannedClass(theme, Series.PROFESSIONAL, form, starts, 6, venue, organiser, target, size)


def _class(random: Random, series: Series, near: date, size: int, calendar: WorkCalendar) -> PlannedClass:
    theme = random.choice(material("training")["themes"][series.value])
    form = random.choice((CourseForm.ON_SITE,) * 5 + (CourseForm.ONLINE,) * 4 + (CourseForm.SECONDMENT,))
    venue = {CourseForm.ONLINE: "法官学院网络培训平台", CourseForm.SECONDMENT: "呼和浩特"}.get(form, "")
    organiser = "内蒙古自治区高级人民法院" if form is CourseForm.SECONDMENT else ""
    days = random.choice((1, 1, 2, 2, 3, 5))
    starts = _on_working_days(near, days, calendar)
    return PlannedClass(theme, series, form, starts, days, venue, organiser, "全市法院干警", size)


def _on_working_days(near: date, days: int, calendar: WorkCalendar) -> date:
    """The day next to `near` from which on so many days of one week are worked."""
    moves = sorted(range(-_FARTHEST, _FARTHEST + 1), key=abs)
    starts = (near + timedelta(days=move) for move in moves)
    return next(
        day for day in starts if day.year == near.year and day.weekday() + days <= 5 and _worked(day, days, calendar)
    )


def _worked(first: date, days: int, calendar: WorkCalendar) -> bool:
    return calendar.working_days(first, first + timedelta(days=days - 1)) == days
