"""The year's plan against what was reached, for each line, series, month, form and court; each number has its rows.

Planned are the lines of the plan. Reached is what the closed courses of the year have come to, wherever the number is
one of the plan's too: courses (期), person-times (人次), persons, hours of the courses held, cost. Courses of the year
that are not closed stand apart. A course belongs to the year and month in which it starts; a line or course that names
no court is run by the court whose file this is.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple

from cadre_desktop.courses.figures import court_labels, series_label
from cadre_desktop.courses.kinds import COURSE, ENROLMENT
from cadre_desktop.courses.planning.lateness import LineProgress, LineState, Verdict, judge
from cadre_desktop.courses.records import PlanItem
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus, Series
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, year_words
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.kinds import PERSON

_CLOSED = f"status = '{CourseStatus.CLOSED}'"
_OPEN = f"status NOT IN ('{CourseStatus.CLOSED}', '{CourseStatus.CANCELLED}')"
_COMPLETED = f"status = '{EnrolmentStatus.COMPLETED}'"


@dataclass(frozen=True)
class PlanPart:
    """A year's plan and what was reached of it, or the part in one series, form, month (0 for no month) or court, or of
    one line (0 for the courses that are in no line). `own` is the key of the court whose file this is, 0 for none."""

    year: int
    own: int = 0
    series: str | None = None
    form: str | None = None
    month: int | None = None
    court: int | None = None
    item: int | None = None

    @property
    def words(self) -> str:
        """2023 年 凝心铸魂."""
        more = self.label
        return f"{year_words(self.year)} {more}" if more else year_words(self.year)

    @property
    def label(self) -> str:
        """What the part is called beside its like; empty for the whole year."""
        if self.series is not None:
            return series_label(self.series)
        if self.form is not None:
            return _(CourseForm(self.form).label) if self.form else _("未填形式")
        if self.month is not None:
            return _("{month}月").format(month=self.month) if self.month else _("不定月份")
        if self.court is not None:
            return court_labels().get(self.court, _("未填法院"))
        if self.item is not None:
            title = database.rows("SELECT title FROM plan_item WHERE id = ?", self.item)
            return title[0][0] if title else _("计划外")
        return ""

    def lines(self) -> Listing:
        """The lines of the plan (项), whose courses, persons, hours and budget are what is planned."""
        terms: list[tuple[str, Any]] = [("t.year = ?", self.year)]
        terms += [("t.series = ?", self.series)] if self.series is not None else []
        terms += [("t.form = ?", self.form)] if self.form is not None else []
        terms += [("coalesce(t.month, 0) = ?", self.month)] if self.month is not None else []
        terms += [(f"{self.court_of('t')} = ?", self.court)] if self.court is not None else []
        terms += [("t.id = ?", self.item)] if self.item is not None else []
        return Listing(PLAN_ITEMS.kind, (_all(terms, _("{part}计划项目").format(part=self.words)),))

    def courses(self) -> Listing:
        """The courses that are closed (已办), whose hours and cost are what was reached."""
        condition = self._courses("t", _CLOSED)
        return Listing(COURSE, (replace(condition, words=_("{part}已办班次").format(part=self.words)),))

    def under_way(self) -> Listing:
        """The courses that are neither closed nor cancelled."""
        condition = self._courses("t", _OPEN)
        return Listing(COURSE, (replace(condition, words=_("{part}未结班班次").format(part=self.words)),))

    def enrolments(self) -> Listing:
        """The completed enrolments (人次) in the courses that are closed."""
        inner = self._courses("c", _CLOSED)
        sql = f"t.course_id IN (SELECT c.id FROM course c WHERE {inner.sql}) AND t.{_COMPLETED}"
        return Listing(ENROLMENT, (Condition(sql, inner.parameters, _("{part}结业人次").format(part=self.words)),))

    def people(self) -> Listing:
        """The persons who completed at least one of these courses."""
        inner = self._courses("c", _CLOSED)
        sql = (
            "t.id IN (SELECT e.person_id FROM course c JOIN enrolment e ON e.course_id = c.id"
            f" WHERE {inner.sql} AND e.{_COMPLETED})"
        )
        return Listing(PERSON, (Condition(sql, inner.parameters, _("{part}参训结业的人").format(part=self.words)),))

    def court_of(self, table: str) -> str:
        """The SQL of the court that runs a line or a course."""
        return f"coalesce({table}.court_id, {self.own:d})"

    def _courses(self, table: str, state: str) -> Condition:
        terms: list[tuple[str, Any]] = [
            (f"{table}.starts >= ?", f"{self.year}"),
            (f"{table}.starts < ?", f"{self.year + 1}"),
        ]
        terms += [(f"{table}.series = ?", self.series)] if self.series is not None else []
        terms += [(f"{table}.form = ?", self.form)] if self.form is not None else []
        terms += [(f"{_month_of(table)} = ?", self.month)] if self.month is not None else []
        terms += [(f"{self.court_of(table)} = ?", self.court)] if self.court is not None else []
        terms += [(f"coalesce({table}.plan_item_id, 0) = ?", self.item)] if self.item is not None else []
        condition = _all(terms)
        return replace(condition, sql=f"{condition.sql} AND {table}.{state}")


def _all(terms: Sequence[tuple[str, Any]], words: str = "") -> Condition:
    return Condition(" AND ".join(sql for sql, _value in terms), tuple(value for _sql, value in terms), words)


def _month_of(table: str) -> str:
    return f"CAST(substr({table}.starts, 6, 2) AS INTEGER)"


class Planned(NamedTuple):
    """What lines ask for: how many lines, courses (期), persons, hours of the courses (tenths) and budget (fen); None
    where no line says."""

    lines: int = 0
    courses: int = 0
    persons: int | None = None
    hours: int | None = None
    budget: int | None = None


class Reached(NamedTuple):
    """What closed courses have come to: courses, person-times, persons, hours of the courses (tenths), cost (fen; None
    where no course says); and how many courses are under way."""

    courses: int = 0
    person_times: int = 0
    persons: int = 0
    hours: int = 0
    cost: int | None = None
    under_way: int = 0


@dataclass(frozen=True)
class Compared:
    """A part of the year, as planned and as reached."""

    part: PlanPart
    planned: Planned
    reached: Reached


@dataclass(frozen=True)
class ComparedLine:
    """A line of the plan: its row, what was reached, how many of its courses there are, and how far it has come."""

    item: PlanItem
    compared: Compared
    progress: LineProgress
    verdict: Verdict

    @property
    def overspent(self) -> int:
        """By how many fen the cost exceeds the budget."""
        budget, cost = self.item.budget, self.compared.reached.cost
        return max(0, cost - budget) if budget is not None and cost is not None else 0


@dataclass(frozen=True)
class YearPlan:
    """A year's plan against what was reached, as of `today`.

    `outside` are the courses of the year that are in no line.
    """

    year: int
    today: date
    total: Compared
    outside: Compared
    lines: Sequence[ComparedLine]
    by_series: Sequence[Compared]
    by_month: Sequence[Compared]
    by_form: Sequence[Compared]
    by_court: Sequence[Compared]

    def in_state(self, state: LineState) -> list[ComparedLine]:
        """The lines that have come as far as that."""
        return [line for line in self.lines if line.verdict.state is state]


@dataclass(frozen=True)
class _Grouped:
    """Planned and reached by a key; `part` makes the part of a key."""

    part: Callable[[Any], PlanPart]
    planned: dict[Any, Planned] = field(default_factory=dict)
    reached: dict[Any, Reached] = field(default_factory=dict)

    def compared(self, key: Any) -> Compared:
        """What there is of one key."""
        return Compared(self.part(key), self.planned.get(key, Planned()), self.reached.get(key, Reached()))

    def among(self, keys: Iterable[Any], always: bool = False) -> list[Compared]:
        """Those of `keys` of which there is anything, or all of them, and then all others there are."""
        known = list(keys)
        there = {*self.planned, *self.reached}
        shown = [key for key in known if always or key in there]
        return [self.compared(key) for key in (*shown, *sorted(there - set(known), key=str))]


def own_key(store: Store) -> int:
    """The key of the court whose file this is, 0 where none is known."""
    own = own_court(store)
    return own.id if own else 0


def compare(year: int, own: int, today: date) -> YearPlan:
    """The plan of `year` against what was reached by `today`; `own` is the court that runs what names none."""
    whole = PlanPart(year, own)
    total = _grouped(whole, "0", "0", lambda _key: whole)
    series = _grouped(whole, "p.series", "c.series", lambda key: replace(whole, series=key))
    form = _grouped(whole, "p.form", "c.form", lambda key: replace(whole, form=key))
    month = _grouped(whole, "coalesce(p.month, 0)", _month_of("c"), lambda key: replace(whole, month=key))
    courts = _grouped(whole, whole.court_of("p"), whole.court_of("c"), lambda key: replace(whole, court=key))
    item = _grouped(whole, "p.id", "coalesce(c.plan_item_id, 0)", lambda key: replace(whole, item=key))
    return YearPlan(
        year,
        today,
        total.compared(0),
        item.compared(0),
        _lines(year, item, today),
        series.among((each.value for each in Series), always=True),
        month.among(range(1, 13), always=True),
        form.among(each.value for each in CourseForm),
        courts.among(court_labels()),
    )


def _grouped(whole: PlanPart, planned: str, reached: str, part: Callable[[Any], PlanPart]) -> _Grouped:
    """Sums by the SQL expressions `planned` (of a line p) and `reached` (of a course c)."""
    lines = database.rows(
        f"SELECT {planned} AS key, count(*), sum(p.courses), sum(p.persons), sum(p.courses * p.hours), sum(p.budget)"
        " FROM plan_item p WHERE p.year = ? GROUP BY key",
        whole.year,
    )
    held, open_ = whole._courses("c", _CLOSED), whole._courses("c", _OPEN)
    courses = database.rows(
        f"SELECT {reached} AS key, count(*), sum(c.hours), sum(c.cost) FROM course c WHERE {held.sql} GROUP BY key",
        *held.parameters,
    )
    people = database.rows(
        f"SELECT {reached} AS key, count(*), count(DISTINCT e.person_id) FROM course c"
        f" JOIN enrolment e ON e.course_id = c.id WHERE {held.sql} AND e.{_COMPLETED} GROUP BY key",
        *held.parameters,
    )
    states = database.rows(
        f"SELECT {reached} AS key, count(*) FROM course c WHERE {open_.sql} GROUP BY key", *open_.parameters
    )
    counts = {key: Reached(count, 0, 0, hours or 0, cost) for key, count, hours, cost in courses}
    for key, times, persons in people:
        counts[key] = counts[key]._replace(person_times=times, persons=persons)
    for key, count in states:
        counts[key] = counts.get(key, Reached())._replace(under_way=count)
    return _Grouped(part, {key: Planned(*sums) for key, *sums in lines}, counts)


def _lines(year: int, grouped: _Grouped, today: date) -> list[ComparedLine]:
    elsewhere = dict(
        database.rows(
            "SELECT c.plan_item_id, count(*) FROM course c JOIN plan_item p ON p.id = c.plan_item_id WHERE p.year = ?"
            f" AND NOT (c.starts >= ? AND c.starts < ?) AND c.status <> '{CourseStatus.CANCELLED}' GROUP BY 1",
            year,
            f"{year}",
            f"{year + 1}",
        )
    )
    found = []
    for item in PlanItem.select().where(PlanItem.year == year).order_by(PlanItem.number.asc(nulls="LAST"), PlanItem.id):
        compared = grouped.compared(item.id)
        reached = compared.reached
        progress = LineProgress(
            year, item.month, item.courses or 0, reached.courses, reached.under_way, elsewhere.get(item.id, 0)
        )
        found.append(ComparedLine(item, compared, progress, judge(progress, today)))
    return found
