"""培训统计表: the courses of a month, a quarter or a year with who was in them, as the superior court collects them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.courses.rules import CourseForm, CourseStatus, EnrolmentStatus, Series, format_hours
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperChoice, PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.rosters import names_in_order, short_names
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.people.rules import StaffCategory

_CATEGORIES = (StaffCategory.JUDGE, StaffCategory.JUDICIAL_AUXILIARY, StaffCategory.JUDICIAL_ADMINISTRATIVE)
_BY_CATEGORY = ", ".join(f"sum(p.category = '{category}')" for category in _CATEGORIES)
_OWN = f"""
    SELECT coalesce(o.name, ''), c.title, c.training_class, c.series, c.organiser, c.form, c.online, c.starts, c.ends,
           coalesce(c.hours, 0), count(p.id), count(DISTINCT p.id), {_BY_CATEGORY}, c.cost, c.notes
    FROM course c LEFT JOIN court o ON o.id = c.court_id
    LEFT JOIN enrolment e ON e.course_id = c.id AND e.status = '{EnrolmentStatus.COMPLETED}'
    LEFT JOIN person p ON p.id = e.person_id
    WHERE c.status = '{CourseStatus.CLOSED}' AND c.starts >= ? AND c.starts < ?
    GROUP BY c.id ORDER BY c.starts, c.id
"""
_ELSEWHERE = f"""
    SELECT coalesce(o.name, ''), t.title, t.training_class, t.series, t.organiser, t.form, t.online, t.starts, t.ends,
           max(coalesce(t.hours, 0)), count(*), count(DISTINCT p.id), {_BY_CATEGORY}, NULL, ''
    FROM training_record t JOIN person p ON p.id = t.person_id
    LEFT JOIN court o ON o.id = coalesce(t.court_id, p.court_id)
    WHERE t.starts >= ? AND t.starts < ? AND (t.source IS NULL OR t.source NOT IN (SELECT id FROM course))
    GROUP BY o.id, t.title, t.starts, t.ends, t.organiser ORDER BY t.starts, t.title, o.place
"""
_PERSONS = f"""
    SELECT count(DISTINCT person_id) FROM (
        SELECT e.person_id FROM enrolment e JOIN course c ON c.id = e.course_id
        WHERE e.status = '{EnrolmentStatus.COMPLETED}' AND c.status = '{CourseStatus.CLOSED}'
        AND c.starts >= ? AND c.starts < ?
        UNION SELECT t.person_id FROM training_record t
        WHERE t.starts >= ? AND t.starts < ? AND (t.source IS NULL OR t.source NOT IN (SELECT id FROM course)))
"""


@dataclass(frozen=True)
class ReturnPeriod:
    """From the first month of a year to the last (both included)."""

    year: int
    first: int = 1
    last: int = 12

    @property
    def span(self) -> tuple[str, str]:
        """From which ISO date on, and before which."""
        after = date(self.year, self.last, 1) + timedelta(days=31)
        return f"{date(self.year, self.first, 1)}", f"{after.replace(day=1)}"

    @property
    def words(self) -> str:
        """2023年, 2023年第一季度, 2023年5月."""
        if (self.first, self.last) == (1, 12):
            return _("{year}年").format(year=self.year)
        if self.first == self.last:
            return _("{year}年{month}月").format(year=self.year, month=self.first)
        quarter = _("一二三四")[self.last // 3 - 1]
        return _("{year}年第{quarter}季度").format(year=self.year, quarter=quarter)


class ReturnLine(NamedTuple):
    """A course as the return has it: hours in tenths, cost in fen; `times` are person-times, of them the judges, the
    judicial auxiliaries and the administrative staff."""

    court: str
    title: str
    training_class: str
    organiser: str
    way: str
    starts: str
    ends: str
    days: int
    hours: int
    times: int
    persons: int
    judges: int
    auxiliaries: int
    administrators: int
    cost: int | None
    notes: str


class ReturnTotals(NamedTuple):
    """The foot of the return: courses, person-times, persons."""

    courses: int
    times: int
    persons: int


def whole_year(year: int) -> ReturnPeriod:
    """All of a year."""
    return ReturnPeriod(year)


def return_title(period: ReturnPeriod) -> str:
    """What the return is called."""
    return _("{period}培训统计表").format(period=period.words)


def return_lines(period: ReturnPeriod) -> list[ReturnLine]:
    """The courses that were closed, and training held elsewhere, by the day they began on."""
    rows = [row for statement in (_OWN, _ELSEWHERE) for row in database.rows(statement, *period.span)]
    return sorted((_line(row) for row in rows), key=lambda line: line.starts)


def _line(row: tuple[object, ...]) -> ReturnLine:
    court, title, class_, series, organiser, form, online, starts, ends, *numbers = row
    first, last = str(starts), str(ends or starts)
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days + 1
    kind = code_table("training_class").label(str(class_)) or _series(str(series))
    *counts, cost, notes = numbers
    hours, times, persons, judges, auxiliaries, administrators = (int(str(count or 0)) for count in counts)
    return ReturnLine(
        str(court),
        str(title),
        kind,
        str(organiser),
        _way(str(form), bool(online)),
        first,
        last,
        days,
        hours,
        times,
        persons,
        judges,
        auxiliaries,
        administrators,
        None if cost is None else int(str(cost)),
        str(notes),
    )


def _series(text: str) -> str:
    """The short name of a series, by its value or its label."""
    known = Series.table().find(text)
    return Series(known).short if known else text


def _way(form: str, online: bool) -> str:
    """线下, 线上 or 调训."""
    if CourseForm.table().find(form) == CourseForm.SECONDMENT:
        return _("调训")
    return _("线上") if online else _("线下")


def totals(lines: Iterable[ReturnLine], period: ReturnPeriod) -> ReturnTotals:
    """What the foot says of these lines; who was in several courses is one person."""
    listed = list(lines)
    persons = database.value(_PERSONS, *period.span, *period.span)
    return ReturnTotals(len(listed), sum(line.times for line in listed), int(persons))


def foot_line(period: ReturnPeriod) -> str:
    """班次, 人次, 人数 of the period, and since the beginning of the year."""
    so_far = replace(period, first=1)
    now, year = (totals(return_lines(each), each) for each in (period, so_far))
    words = _("本期培训班次 {now.courses} 个，{now.times} 人次，{now.persons} 人；年累计班次 {year.courses} 个，")
    return (words + _("{year.times} 人次，{year.persons} 人。")).format(now=now, year=year)


def _choice() -> PaperChoice:
    quarters = [
        (f"q{quarter}", _("第{quarter}季度").format(quarter="一二三四"[quarter - 1])) for quarter in range(1, 5)
    ]
    months = [(f"m{month}", _("{month} 月").format(month=month)) for month in range(1, 13)]
    return PaperChoice("period", _("期间"), (("", _("全年")), *quarters, *months))


def _chosen(year: int, setup: Setup) -> ReturnPeriod:
    value = setup.value(_choice())
    number = int(value[1:]) if value else 0
    if value.startswith("q"):
        return ReturnPeriod(year, 3 * number - 2, 3 * number)
    return ReturnPeriod(year, number, number) if value else whole_year(year)


def _columns() -> list[RosterColumn]:
    return [
        RosterColumn(_("单位"), 22, parts=names_in_order(Court), brief=short_names(Court)),
        RosterColumn(_("班次名称"), 56),
        RosterColumn(_("类别"), 16, "centre"),
        RosterColumn(_("主办"), 30),
        RosterColumn(_("方式"), 12, "centre"),
        RosterColumn(_("起止"), 24, "centre"),
        RosterColumn(_("天数"), 11, "right"),
        RosterColumn(_("学时"), 12, "right"),
        RosterColumn(_("人次"), 13, "right", adds_up=True),
        RosterColumn(_("人数"), 13, "right"),
        RosterColumn(_("法官"), 12, "right", adds_up=True),
        RosterColumn(_("辅助"), 12, "right", adds_up=True),
        RosterColumn(_("行政"), 12, "right", adds_up=True),
        RosterColumn(_("经费（元）"), 18, "right", adds_up=True),
        RosterColumn(_("备注"), 14),
    ]


def _texts(line: ReturnLine) -> tuple[str, ...]:
    from cadre_desktop.courses.hours.transcript import in_two_lines, period

    counts = (line.times, line.persons, line.judges, line.auxiliaries, line.administrators)
    words = (
        line.court,
        line.title,
        line.training_class,
        line.organiser,
        line.way,
        in_two_lines(period(line.starts, line.ends)),
    )
    cost = "" if line.cost is None else fixed_text(line.cost, 2)
    return (*words, str(line.days), format_hours(line.hours), *map(str, counts), cost, line.notes)


def print_return(path: Path, year: int, organisation: str, today: date, setup: Setup | None = None) -> PaperOffer:
    """The return as a PDF file; returns what there is to choose, the month or quarter among it."""
    chosen = _chosen(year, setup or Setup())
    roster = Roster(
        title=return_title(chosen),
        columns=_columns(),
        organisation=_("填报单位：{name}").format(name=organisation),
        date=_("填报日期：{day}").format(day=today.isoformat()),
        notes=foot_line(chosen),
        foot=foot_now(),
        signers=(_("填报人"), _("审核人"), _("负责人")),
    )
    offer = print_arranged(path, roster, [_texts(line) for line in return_lines(chosen)], setup)
    return replace(offer, choices=(_choice(), *offer.choices))


def write_return(path: Path, period: ReturnPeriod) -> int:
    """The return as a workbook with its foot line; returns how many courses."""
    columns = [
        OutColumn(_("序号"), 7, "int"),
        OutColumn(_("单位"), 24),
        OutColumn(_("班次名称"), 44),
        OutColumn(_("类别"), 10),
        OutColumn(_("主办"), 24),
        OutColumn(_("方式"), 8),
        OutColumn(_("开始"), 12, "date"),
        OutColumn(_("结束"), 12, "date"),
        OutColumn(_("天数"), 8, "int"),
        OutColumn(_("学时"), 9, "number", 1),
        *(OutColumn(title, 8, "int") for title in (_("人次"), _("人数"), _("法官"), _("辅助"), _("行政"))),
        OutColumn(_("经费"), 12, "decimal", 2),
        OutColumn(_("备注"), 20),
    ]
    lines = return_lines(period)
    dated = ((*line[:5], date.fromisoformat(line.starts), date.fromisoformat(line.ends), *line[7:]) for line in lines)
    rows = [(number, *line) for number, line in enumerate(dated, 1)]
    foot: tuple[object, ...] = (None, _("合计"), foot_line(period), *(None for _column in columns[3:]))
    write_table(path, SheetSpec(return_title(period), columns), [*rows, foot])
    return len(rows)
