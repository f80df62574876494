"""What a round costs by package: of those who have a seat, each once however often he was asked again, and of
those who came."""

from typing import NamedTuple

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Condition, Listing, year_span, year_words
from cadre_desktop.welfare.caring import Spending
from cadre_desktop.welfare.examination.reading import members_of_round, packages_of
from cadre_desktop.welfare.examination.registers import ASSIGNMENTS
from cadre_desktop.welfare.rules import Attendance

_UNPAID = f"e.spent IS NULL AND p.attendance = '{Attendance.ATTENDED.value}' AND k.price > 0"
"""Of a batch whose event says what was spent, nothing more is counted."""
_FROM = """
    FROM exam_assignment x JOIN participant p ON p.id = x.participant_id JOIN welfare_event e ON e.id = p.event_id
    JOIN exam_package k ON k.id = x.package_id
"""


class PackageCost(NamedTuple):
    """A package with its price in fen (None: not known), how many are to have it, and how many of them came."""

    title: str
    price: int | None
    planned: int
    came: int

    @property
    def planned_sum(self) -> int:
        """In fen, of all who are to have it."""
        return (self.price or 0) * self.planned

    @property
    def came_sum(self) -> int:
        """In fen, of those who came."""
        return (self.price or 0) * self.came


def costs_of(exam_round: int) -> list[PackageCost]:
    """The packages of a round (key), and at the end those without a package if there are any."""
    members = [one for one in members_of_round(exam_round) if one.seated]
    once = {one.person: one for one in sorted(members, key=lambda one: one.examined)}.values()
    found = [(package.id, package.title, package.price) for package in packages_of(exam_round)]
    if any(not one.package for one in members):
        found.append((0, "", None))
    return [
        PackageCost(
            title,
            price,
            sum(one.package == key for one in once),
            sum(one.package == key and one.examined for one in members),
        )
        for key, title, price in found
    ]


def _counted(year: int) -> Listing:
    inner = f"SELECT x.id {_FROM} WHERE {_UNPAID} AND coalesce(p.day, e.starts) >= ? AND coalesce(p.day, e.starts) < ?"
    return Listing(ASSIGNMENTS.kind, (Condition(f"t.id IN ({inner})", year_span(year), year_words(year)),))


SPENDING = Spending(
    N_("体检套餐费用"),
    f"SELECT coalesce(p.day, e.starts), p.court_id, k.price {_FROM} WHERE {_UNPAID}",
    _counted,
)
