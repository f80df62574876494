"""Authorised posts and judges' quota of courts on a day, and the three categories against the shares asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.people.structure.as_of import Mask, StaffAsOf, Whole
from cadre_desktop.people.structure.counting import Units, authorised
from cadre_desktop.people.structure.rules import Lead, share

_HOLDS = """
    SELECT e.court_id, e.authorised, e.judges_quota, e.leaders FROM establishment e
    WHERE e.since = (SELECT max(n.since) FROM establishment n WHERE n.court_id = e.court_id AND n.since <= ?)
"""


@dataclass(frozen=True)
class EstablishmentLine:
    """A court, or all of them (`court` 0): what it may have (None: not entered) and whom it has, by key.

    staff: those counted towards the authorised posts; judges: those in the quota; leaders: heads and deputies;
    categories: the staff by category.
    """

    court: int
    title: str
    posts: int | None
    judges_quota: int | None
    leaders_quota: int | None
    staff: Whole
    judges: Whole
    leaders: Whole
    categories: dict[StaffCategory, Whole]

    @property
    def free(self) -> int | None:
        """Posts that nobody has; below 0 where there are more people."""
        return None if self.posts is None else self.posts - len(self.staff)

    def category_share(self, category: StaffCategory) -> int | None:
        """A category in whole per cent of the staff."""
        return share(len(self.categories[category]), len(self.staff))

    @property
    def quota_share(self) -> int | None:
        """Judges of the quota in whole per cent of the authorised posts (of the staff, where these are not known)."""
        return share(len(self.judges), len(self.staff) if self.posts is None else self.posts)


def quota_lines(staff: StaffAsOf, units: Units, court: int | None = None) -> list[EstablishmentLine]:
    """All courts together, then each, in the order of lists; of one court (key) its line alone."""
    may = _establishments(staff.day)
    present = staff.staff
    courts = [key for key in units.courts if court in (None, key)]
    lines = [_line(staff, present & (staff.numbers["court"] == key), key, units.court(key), may) for key in courts]
    if court is not None:
        return lines
    return [_whole(staff, present, may, courts), *lines]


def _establishments(day: date) -> dict[int, tuple[int | None, int | None, int | None]]:
    return {court: (posts, judges, leaders) for court, posts, judges, leaders in database.rows(_HOLDS, f"{day}")}


def _whole(
    staff: StaffAsOf, present: Mask, may: dict[int, tuple[int | None, int | None, int | None]], courts: list[int]
) -> EstablishmentLine:
    entered = [may.get(court, (None, None, None)) for court in courts]
    sums = tuple(_sum(each[index] for each in entered) for index in range(3))
    return _line(staff, present, 0, _("合计"), {0: (sums[0], sums[1], sums[2])})


def _sum(numbers: Iterable[int | None]) -> int | None:
    """The sum; None where one is not known, which would make it too small."""
    known = list(numbers)
    return None if None in known else sum(number for number in known if number is not None)


def _line(
    staff: StaffAsOf,
    inside: Mask,
    court: int,
    title: str,
    may: dict[int, tuple[int | None, int | None, int | None]],
) -> EstablishmentLine:
    counted = inside & authorised(staff)
    posts, judges, leaders = may.get(court, (None, None, None))
    order = list(StaffCategory)
    category = staff.numbers["category"]
    return EstablishmentLine(
        court,
        title,
        posts,
        judges,
        leaders,
        staff.keys[counted],
        staff.keys[inside & (staff.numbers["quota"] == 1)],
        staff.keys[inside & (staff.leads(Lead.HEAD) | staff.leads(Lead.DEPUTY))],
        {each: staff.keys[counted & (category == number)] for number, each in enumerate(order, 1)},
    )
