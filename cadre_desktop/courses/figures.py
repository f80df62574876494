"""The year's figures of training, each with the list of exactly the rows it counts.

班次 are the courses of the year that are closed; 人次 the completed enrolments in them, 人数 the persons among
those. Since only closed courses count, hours here are the hours in the dossier. A course belongs to the year, and
to the month, in which it starts; person-times of a court are those of the people who belonged to it then. Up to a day
(上年同期) count those that had ended by then: of a running year only such courses can be closed.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date

from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.rules import CourseStatus, EnrolmentStatus, Series
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, year_words
from cadre_desktop.kit.published import Bar, Breakdown, Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.kinds import PERSON
from cadre_desktop.people.records import Court

_HELD = f"starts >= ? AND starts < ? AND status = '{CourseStatus.CLOSED}'"
_COMPLETED = f"status = '{EnrolmentStatus.COMPLETED}'"


@dataclass(frozen=True)
class YearPart:
    """A year's training, or the part of it in one series ("" for none), month or court (0 for none), or of the
    courses that had ended by the day `until`."""

    year: int
    series: str | None = None
    month: int | None = None
    court: int | None = None
    until: date | None = None

    @property
    def words(self) -> str:
        """2023 年 3 月."""
        words = [year_words(self.year, self.until)]
        if self.month is not None:
            words.append(_("{month} 月").format(month=self.month))
        if self.series is not None:
            words.append(series_label(self.series))
        if self.court is not None:
            words.append(court_labels().get(self.court, _("未填法院")))
        return " ".join(words)

    def courses(self) -> Listing:
        """The courses held (班次)."""
        condition = self._held("t.", with_court=True)
        return Listing(COURSE, (replace(condition, words=_("{part}已结班班次").format(part=self.words)),))

    def enrolments(self) -> Listing:
        """The completed enrolments (人次)."""
        condition = self._completed("t.")
        return Listing(ENROLMENT, (replace(condition, words=_("{part}结业人次").format(part=self.words)),))

    def people(self) -> Listing:
        """The persons who completed at least one course (人数)."""
        inner = self._completed("e.")
        sql = f"t.id IN (SELECT e.person_id FROM enrolment e WHERE {inner.sql})"
        return Listing(PERSON, (Condition(sql, inner.parameters, _("{part}参训结业的人").format(part=self.words)),))

    def _held(self, table: str = "", with_court: bool = False) -> Condition:
        sql, parameters = " AND ".join(table + term for term in _HELD.split(" AND ")), self._span
        if self.until is not None:
            sql, parameters = f"{sql} AND coalesce({table}ends, {table}starts) <= ?", (*parameters, f"{self.until}")
        if self.series is not None:
            sql, parameters = f"{sql} AND {table}series = ?", (*parameters, self.series)
        if with_court and self.court is not None:
            sql, parameters = f"{sql} AND coalesce({table}court_id, 0) = ?", (*parameters, self.court)
        return Condition(sql, parameters)

    def _completed(self, table: str) -> Condition:
        held = self._held()
        sql = f"{table}course_id IN (SELECT id FROM course WHERE {held.sql}) AND {table}{_COMPLETED}"
        if self.court is None:
            return Condition(sql, held.parameters)
        return Condition(f"{sql} AND coalesce({table}court_id, 0) = ?", (*held.parameters, self.court))

    @property
    def _span(self) -> tuple[str | int, ...]:
        """From which ISO date on, and before which."""
        if self.month is None:
            return f"{self.year}", f"{self.year + 1}"
        return f"{self.year}-{self.month:02}", f"{self.year}-{self.month:02}~"


@dataclass
class CourseCount:
    """How many courses (班次) and person-times (人次), and the hours credited in tenths."""

    courses: int = 0
    person_times: int = 0
    hours: int = 0


@dataclass(frozen=True)
class CourseTotals:
    """A year's training. `by_series`, `by_month` and `by_court` are counts by `YearPart`, in their usual order."""

    year: int
    courses: int
    person_times: int
    persons: int
    hours: int
    by_series: dict[YearPart, CourseCount] = field(default_factory=dict)
    by_month: dict[YearPart, CourseCount] = field(default_factory=dict)
    by_court: dict[YearPart, CourseCount] = field(default_factory=dict)
    until: date | None = None

    @property
    def part(self) -> YearPart:
        """All of it, for the lists behind the totals."""
        return YearPart(self.year, until=self.until)

    @property
    def series(self) -> int:
        """How many of the five series had a course."""
        return sum(1 for part, count in self.by_series.items() if part.series and count.courses)


def year_totals(year: int, until: date | None = None) -> CourseTotals:
    """The figures of `year`, or of what had ended in it by the day `until`, from three queries that need
    nothing but indexes."""
    whole = YearPart(year, until=until)
    held = whole._held()
    courses = database.rows(f"SELECT id, series, starts, court_id FROM course WHERE {held.sql}", *held.parameters)
    inner = f"course_id IN (SELECT id FROM course WHERE {held.sql}) AND {_COMPLETED}"
    sums = database.rows(
        "SELECT course_id, court_id, count(*), sum(hours) FROM enrolment"
        f" WHERE {inner} GROUP BY course_id, status, court_id",
        *held.parameters,
    )
    persons = database.value(f"SELECT count(DISTINCT person_id) FROM enrolment WHERE {inner}", *held.parameters)
    times, hours = sum(row[2] for row in sums), sum(row[3] or 0 for row in sums)
    totals = CourseTotals(year, len(courses), times, int(persons), hours, *_empty(whole), until)
    _spread(totals, courses, sums)
    return totals


def _empty(
    whole: YearPart,
) -> tuple[dict[YearPart, CourseCount], dict[YearPart, CourseCount], dict[YearPart, CourseCount]]:
    """All series, months and courts with nothing counted yet, so that none is missing from a chart."""
    by_series = {replace(whole, series=series.value): CourseCount() for series in Series}
    by_month = {replace(whole, month=month): CourseCount() for month in range(1, 13)}
    return by_series, by_month, {replace(whole, court=court): CourseCount() for court in court_labels()}


def _spread(
    totals: CourseTotals,
    courses: list[tuple[int, str, str, int | None]],
    sums: list[tuple[int, int | None, int, int | None]],
) -> None:
    counted: dict[int, list[CourseCount]] = {}
    for key, series, starts, court in courses:
        counted[key] = [
            totals.by_series.setdefault(replace(totals.part, series=series), CourseCount()),
            totals.by_month[replace(totals.part, month=int(starts[5:7]))],
        ]
        for count in (*counted[key], _court(totals, court)):
            count.courses += 1
    for course, court, times, hours in sums:
        for count in (*counted[course], _court(totals, court)):
            count.person_times += times
            count.hours += hours or 0


def _court(totals: CourseTotals, court: int | None) -> CourseCount:
    return totals.by_court.setdefault(replace(totals.part, court=court or 0), CourseCount())


def series_label(series: str) -> str:
    """凝心铸魂; for courses outside the five series 其他."""
    return Series(series).short if series else _("其他")


def court_labels() -> dict[int, str]:
    """Courts by key in their usual order, by their short names where they have one."""
    return {court.id: court.short_name or court.name for court in Court.select().order_by(Court.place, Court.id)}


def years() -> list[int]:
    """The years that have a course or a plan, latest first."""
    found = database.rows("SELECT DISTINCT substr(starts, 1, 4) FROM course UNION SELECT DISTINCT year FROM plan_item")
    return sorted({int(year) for (year,) in found}, reverse=True)


def under_way(year: int) -> Counter[CourseStatus]:
    """How many courses of `year` are in each state, those not yet held included."""
    rows = database.rows(
        "SELECT status, count(*) FROM course WHERE starts >= ? AND starts < ? GROUP BY status",
        f"{year}",
        f"{year + 1}",
    )
    return Counter({CourseStatus(status): count for status, count in rows})


def of_year(year: int) -> Condition:
    """All courses of a year, in whatever state."""
    name = f't."{Course.starts.column_name}"'
    return Condition(f"{name} >= ? AND {name} < ?", (f"{year}", f"{year + 1}"), _("{year} 年").format(year=year))


def _held_in(period: Period) -> YearPart:
    return YearPart(period.year, until=period.until)


def _in_series(period: Period) -> Listing:
    with_series = Condition("t.series <> ''", (), _("有班次系列"))
    return Listing(COURSE, (*_held_in(period).courses().conditions, with_series))


def _count_series(period: Period) -> int:
    held = _held_in(period)._held()
    sql = f"SELECT count(DISTINCT series) FROM course WHERE {held.sql} AND series <> ''"
    return int(database.value(sql, *held.parameters))


def _planned_in(period: Period) -> Listing:
    """The lines of the year's plan, which is made for all of it: up to a day there are no fewer."""
    words = _("{year} 年培训计划").format(year=period.year)
    return Listing(PLAN_ITEMS.kind, (Condition("t.year = ?", (period.year,), words),))


FIGURES = (
    Figure(
        "courses",
        N_("培训班次"),
        N_("班次"),
        N_("当年开班并已结班的班次"),
        lambda period: _held_in(period).courses(),
    ),
    Figure(
        "person_times",
        N_("结业人次"),
        N_("人次"),
        N_("这些班次中结业的参训记录"),
        lambda period: _held_in(period).enrolments(),
    ),
    Figure(
        "persons_trained",
        N_("结业人数"),
        N_("人"),
        N_("至少在其中一个班次结业的人，每人只计一次"),
        lambda period: _held_in(period).people(),
    ),
    Figure("series", N_("班次系列"), N_("个"), N_("这些班次所属的班次系列"), _in_series, _count_series),
    Figure("plan_lines", N_("培训计划"), N_("项"), N_("当年培训计划的项目"), _planned_in),
)
"""What is published of a year's training."""


def _by_month(year: int) -> list[Bar]:
    return [
        _bar(_("{month}月").format(month=part.month), part, count) for part, count in year_totals(year).by_month.items()
    ]


def _by_court(year: int) -> list[Bar]:
    """The courts that there are; who belonged to none is in no bar."""
    counts = year_totals(year).by_court
    parts = ((name, YearPart(year, court=key)) for key, name in court_labels().items())
    return [_bar(name, part, counts[part]) for name, part in parts]


def _bar(label: str, part: YearPart, count: CourseCount) -> Bar:
    return Bar(label, count.person_times, part.enrolments)


BREAKDOWNS = (
    Breakdown(N_("各月结业人次"), N_("结业人次"), _by_month, compared=True),
    Breakdown(N_("各法院结业人次"), N_("结业人次"), _by_court),
)
"""What is shown of it as charts."""
