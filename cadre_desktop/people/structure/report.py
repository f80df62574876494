"""Everything that is said of the structure of a day, read at once; screen, paper, workbook and JSON share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cadre_desktop.people.structure.as_of import StaffAsOf, read_staff
from cadre_desktop.people.structure.basis import Remark, remarks
from cadre_desktop.people.structure.counting import StructureTable, Units, table_of
from cadre_desktop.people.structure.leading import LeadFigures, lead_figures
from cadre_desktop.people.structure.quota import EstablishmentLine, quota_lines
from cadre_desktop.people.structure.rules import Rulebook
from cadre_desktop.people.structure.year_changes import YearChanges, year_changes


@dataclass(frozen=True)
class Retiring:
    """Who of a court (key; 0: of all) has retired by a day to come."""

    court: int
    title: str
    people: list[int]
    heads: list[int]


@dataclass(frozen=True)
class StructureReport:
    """The structure of a day, of all courts or of one (`court`, its key).

    leads: the leaders of the day; staff_before, before: everybody and the leaders of the day compared with; year:
    changes of post of the year until then; retiring: who retires between today and the day, by court; trial: whom
    the figures suppose in which posts, in words.
    """

    staff: StaffAsOf
    units: Units
    rules: Rulebook
    court: int | None
    table: StructureTable
    leads: list[LeadFigures]
    staff_before: StaffAsOf
    before: list[LeadFigures]
    quota: list[EstablishmentLine]
    year: YearChanges
    retiring: list[Retiring]
    remarks: list[Remark]
    trial: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day."""
        return self.staff.day

    @property
    def compared(self) -> date:
        """The day that leaders are compared with."""
        return self.staff_before.day

    def leads_of(self, court: int) -> tuple[list[LeadFigures], list[LeadFigures]]:
        """The leaders of one court (key) on the day and on the day compared with."""
        return lead_figures(self.staff, self.rules, court), lead_figures(self.staff_before, self.rules, court)

    @property
    def court_title(self) -> str:
        """Of which court it is; "" of all."""
        return "" if self.court is None else self.units.courts[self.court].name


def year_before(day: date) -> date:
    """The last day of the year before: what figures of the year are usually compared with."""
    return date(max(day.year - 1, date.min.year), 12, 31)


def two_years_on(day: date) -> date:
    """The same day two years later."""
    return day.replace(year=day.year + 2) if (day.month, day.day) != (2, 29) else date(day.year + 2, 2, 28)


def read_report(
    day: date, today: date, rules: Rulebook, court: int | None = None, compared: date | None = None
) -> StructureReport:
    """Read everything about a day, and the leaders of the day it is compared with."""
    before = compared or (year_before(day) if day <= today else today)
    return report_of(read_staff(day, today), read_staff(before, today), rules, court)


def report_of(
    staff: StaffAsOf, before: StaffAsOf, rules: Rulebook, court: int | None = None, trial: Sequence[str] = ()
) -> StructureReport:
    """The same of a staff that has been read, or tried out."""
    units = Units()
    return StructureReport(
        staff,
        units,
        rules,
        court,
        table_of(staff, rules, units, court),
        lead_figures(staff, rules, court),
        before,
        lead_figures(before, rules, court),
        quota_lines(staff, units, court),
        year_changes(staff.day, court),
        _retiring(staff, units, court),
        remarks(staff, court),
        tuple(trial),
    )


def _retiring(staff: StaffAsOf, units: Units, court: int | None) -> list[Retiring]:
    if staff.day <= staff.today:
        return []
    gone = staff.retired_by_then
    found = []
    for key in units.courts:
        inside = gone & (staff.numbers["court"] == key)
        if court in (None, key) and inside.any():
            people = staff.keys[inside].tolist()
            found.append(Retiring(key, units.court(key), people, staff.keys[inside & (staff.lead > 0)].tolist()))
    return found
