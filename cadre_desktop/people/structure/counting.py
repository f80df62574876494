"""The staff of a day counted by court and department: what is counted of whom, and the people behind every number."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import Sex, StaffCategory
from cadre_desktop.people.structure.as_of import Mask, StaffAsOf, Whole
from cadre_desktop.people.structure.rules import Lead, Rulebook, Schooling

_HAN = 1
_PARTY = ("01", "02")
_OUTSIDE = ("contract", "dispatch", "worker")
_EIGHTIES = (1980 * 12, 1990 * 12)

TOTAL, SEX, NATION, SCHOOLING, CATEGORY, AGE, LEADING = (
    N_("人数"),
    N_("性别"),
    N_("民族"),
    N_("学历"),
    N_("人员分类"),
    N_("年龄"),
    N_("领导职务"),
)
"""The groups of what is counted."""


@dataclass(frozen=True)
class Facet:
    """Something counted: its name, the group and the title it is found under, and who is meant. `unknown`: those of
    whom the group is not known; such a one is only there when there is anybody."""

    key: str
    group: str
    title: str
    mask: Mask
    unknown: bool = False


@dataclass(frozen=True)
class UnitRow:
    """A line: the whole (`court` 0), a court (`department` None) or a department of it (0: not known which)."""

    court: int
    department: int | None
    title: str
    court_title: str


@dataclass(frozen=True)
class Unit:
    """A court or a department as it is called."""

    name: str
    short: str


class Units:
    """Courts and departments by key, in the order of lists."""

    def __init__(self) -> None:
        courts = database.rows("SELECT id, name, short_name FROM court ORDER BY place, id")
        departments = database.rows("SELECT id, name FROM department ORDER BY court_id, place, id")
        self.courts = {key: Unit(name, short or name) for key, name, short in courts}
        self.departments = {key: Unit(name, name) for key, name in departments}

    def court(self, key: int) -> str:
        """The short name of a court."""
        return self.courts[key].short if key in self.courts else _("（法院不详）")

    def department(self, key: int) -> str:
        """The name of a department."""
        return self.departments[key].name if key in self.departments else _("（部门不详）")


def born_in_eighties(staff: StaffAsOf) -> Mask:
    """80后 by the year of birth."""
    born = staff.numbers["born"]
    return (born >= _EIGHTIES[0]) & (born < _EIGHTIES[1])


def authorised(staff: StaffAsOf) -> Mask:
    """Who is counted towards the authorised posts: everybody but those with a contract, dispatched or workers."""
    return ~staff.texts["employment"].where(lambda value: value in _OUTSIDE)


def facets_of(staff: StaffAsOf, rules: Rulebook) -> tuple[Facet, ...]:
    """Everything that is counted of a staff; of those on it alone."""
    found = (
        Facet("people", _(TOTAL), _(TOTAL), np.ones(len(staff.keys), np.bool_)),
        Facet("authorised", _(TOTAL), _("编制内"), authorised(staff)),
        *_coded(staff, "sex", _(SEX), [(sex.value, _(sex.label)) for sex in Sex]),
        *_nation(staff),
        *_schooling(staff),
        *_coded(staff, "category", _(CATEGORY), [(each.value, _(each.label)) for each in StaffCategory]),
        Facet("quota", _(CATEGORY), _("员额法官"), staff.numbers["quota"] == 1),
        Facet("party", _(TOTAL), _("中共党员"), staff.texts["political"].where(lambda value: value in _PARTY)),
        *_ages(staff, rules),
        *(Facet(f"lead.{lead}", _(LEADING), _(lead.label), staff.leads(lead)) for lead in Lead),
    )
    there = staff.staff
    return tuple(facet for facet in found if not facet.unknown or bool((facet.mask & there).any()))


def _coded(staff: StaffAsOf, name: str, group: str, titles: Sequence[tuple[str, str]]) -> Iterator[Facet]:
    numbers = staff.numbers[name]
    for index, (value, title) in enumerate(titles, 1):
        yield Facet(f"{name}.{value}", group, title, numbers == index)
    yield Facet(f"{name}.unknown", group, _("{group}未填").format(group=group), numbers == 0, unknown=True)


def _nation(staff: StaffAsOf) -> Iterator[Facet]:
    ethnic = staff.numbers["ethnic"]
    yield Facet("nation.han", _(NATION), _("汉族"), ethnic == _HAN)
    yield Facet("nation.minority", _(NATION), _("少数民族"), ethnic > _HAN)
    yield Facet("nation.unknown", _(NATION), _("民族未填"), ethnic == 0, unknown=True)


def _schooling(staff: StaffAsOf) -> Iterator[Facet]:
    education = staff.texts["education"]
    for group in Schooling:
        yield Facet(f"schooling.{group.name.lower()}", _(SCHOOLING), _(group.label), education.where(_in(group)))
    yield Facet("schooling.unknown", _(SCHOOLING), _("学历未填"), education.where(lambda code: not code), unknown=True)


def _in(group: Schooling) -> Callable[[str], bool]:
    return lambda code: Schooling.of(code) is group


def _ages(staff: StaffAsOf, rules: Rulebook) -> Iterator[Facet]:
    ages = staff.ages()
    bands = np.searchsorted(np.array(rules.bands.tops), ages)
    for index, label in enumerate(rules.bands.labels):
        yield Facet(f"age.{index}", _(AGE), label, (bands == index) & (ages >= 0))
    yield Facet("age.unknown", _(AGE), _("出生年月未填"), ages < 0, unknown=True)
    yield Facet("eighties", _(AGE), _("80后"), born_in_eighties(staff))


@dataclass(frozen=True)
class StructureTable:
    """Counts of the staff of a day: a line for the whole, for each court and for each of its departments."""

    staff: StaffAsOf
    rows: tuple[UnitRow, ...]
    facets: tuple[Facet, ...]
    counts: Whole

    @cached_property
    def _columns(self) -> dict[str, int]:
        return {facet.key: index for index, facet in enumerate(self.facets)}

    def facet(self, key: str) -> Facet:
        """What is counted under a name."""
        return self.facets[self._columns[key]]

    def count(self, row: int, key: str) -> int:
        """How many people of a line are meant; 0 for what is not counted."""
        return int(self.counts[row, self._columns[key]]) if key in self._columns else 0

    def inside(self, row: int) -> Mask:
        """Who of everybody on file is in a line."""
        unit, numbers = self.rows[row], self.staff.numbers
        found = self.staff.staff
        if unit.court:
            found = found & (numbers["court"] == unit.court)
        if unit.department is not None:
            found = found & (numbers["department"] == unit.department)
        return found

    def people(self, row: int, key: str) -> list[int]:
        """The keys of the people that a number counts."""
        found: list[int] = self.staff.keys[self.inside(row) & self.facet(key).mask].tolist()
        return found

    def average_age(self, row: int) -> float | None:
        """The mean of the ages that are known; None where none is."""
        ages = self.staff.ages()[self.inside(row)]
        known = ages[ages >= 0]
        return float(known.mean()) if len(known) else None


def table_of(staff: StaffAsOf, rules: Rulebook, units: Units, court: int | None = None) -> StructureTable:
    """Count the staff of everybody, or of one court (key)."""
    there = staff.staff if court is None else staff.staff & (staff.numbers["court"] == court)
    courts, departments = staff.numbers["court"][there], staff.numbers["department"][there]
    pairs, inverse = _pairs(courts, departments, units)
    rows, belongs = _rows(pairs, units)
    facets = facets_of(staff, rules)
    counts = np.zeros((len(rows), len(facets)), np.int64)
    for column, facet in enumerate(facets):
        inside = np.bincount(inverse[facet.mask[there]], minlength=len(pairs))
        for row, of_pairs in enumerate(belongs):
            counts[row, column] = inside[of_pairs].sum()
    return StructureTable(staff, rows, facets, counts)


def _pairs(courts: Whole, departments: Whole, units: Units) -> tuple[list[tuple[int, int]], Whole]:
    """Courts with their departments in the order of lists, and for each person the index of the pair."""
    at_court = {key: index for index, key in enumerate(units.courts)}
    at_department = {key: index for index, key in enumerate(units.departments)}
    _different, first, inverse = np.unique(
        np.column_stack((courts, departments)), axis=0, return_index=True, return_inverse=True
    )
    found = [(int(courts[index]), int(departments[index])) for index in first]
    order = sorted(
        range(len(found)),
        key=lambda index: (at_court.get(found[index][0], 1 << 30), at_department.get(found[index][1], 1 << 30)),
    )
    ranks = np.zeros(len(found), np.int64)
    ranks[order] = np.arange(len(found))
    return [found[index] for index in order], ranks[inverse.reshape(-1)]


def _rows(pairs: Sequence[tuple[int, int]], units: Units) -> tuple[tuple[UnitRow, ...], list[slice]]:
    """The lines, and which of the pairs each of them is made of."""
    rows, belongs = [UnitRow(0, None, _("合计"), "")], [slice(0, len(pairs))]
    start = 0
    while start < len(pairs):
        court = pairs[start][0]
        end = next((index for index in range(start, len(pairs)) if pairs[index][0] != court), len(pairs))
        title = units.court(court)
        rows.append(UnitRow(court, None, title, title))
        belongs.append(slice(start, end))
        for index in range(start, end):
            rows.append(UnitRow(court, pairs[index][1], units.department(pairs[index][1]), title))
            belongs.append(slice(index, index + 1))
        start = end
    return tuple(rows), belongs
