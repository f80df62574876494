"""The year's figures of talent work, each with the list of exactly the rows it counts.

A pool's members at the end of a year are the memberships entered by 31 December and not left before it; while that
day has not come, those in the pool now.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, equals, in_year
from cadre_desktop.kit.published import Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.talent.kinds import MEMBERSHIP, ROTATION
from cadre_desktop.talent.records import Membership, Rotation
from cadre_desktop.talent.rules import MembershipStatus, PoolType, RotationStatus, Stage

_STATES = ", ".join(f"'{status}'" for status in MembershipStatus if status.in_pool)
_OPEN = tuple(status for status in RotationStatus if status.open)
_BORN_IN = "CAST(substr(p.born, 1, 4) AS INTEGER)"


def in_pool(day: date | None = None) -> Condition:
    """Memberships in force on `day`, or now."""
    if day is None:
        return Condition(f"t.status IN ({_STATES})", (), _("在库"))
    words = _("{day} 在库").format(day=day.isoformat())
    return Condition('t.entered <= ? AND (t."left" IS NULL OR t."left" >= ?)', (f"{day}", f"{day}"), words)


def year_end(year: int, today: date) -> date | None:
    """31 December of `year`; None while it is still to come."""
    day = date(year, 12, 31)
    return day if day < today else None


def members(day: date | None = None, *, pool: int | None = None, type_: PoolType | None = None) -> Listing:
    """The members on `day` (None: now) of one pool, of all pools of a type, or of all."""
    listing = Listing(MEMBERSHIP, (in_pool(day),))
    if pool is not None:
        listing = listing.where(of_pool(pool))
    if type_ is not None:
        listing = listing.where(_of_type(type_))
    return listing


def of_pool(pool: int) -> Condition:
    """Memberships of one pool."""
    return equals(MEMBERSHIP.column(Membership.pool), (pool,))


def _of_type(type_: PoolType) -> Condition:
    return Condition("t.pool_id IN (SELECT id FROM pool WHERE type = ?)", (type_.value,), _(type_.label))


def ageing_out(year: int, pool: int | None = None) -> Listing:
    """Members now in a pool who pass its age limit in `year`: the birthday after the limit falls into it."""
    born = (
        "SELECT 1 FROM person p JOIN pool l ON l.id = t.pool_id WHERE p.id = t.person_id AND l.age_limit IS NOT NULL"
        f" AND p.born IS NOT NULL AND {_BORN_IN} + l.age_limit + 1 = ?"
    )
    words = _("{year} 年超龄").format(year=year)
    listing = Listing(MEMBERSHIP, (in_pool(), Condition(f"EXISTS ({born})", (year,), words)))
    return listing if pool is None else listing.where(of_pool(pool))


def entered(year: int) -> Listing:
    """The memberships begun in `year`."""
    return Listing(MEMBERSHIP, (in_year(Membership.entered, year, _("{year} 年入库").format(year=year)),))


def left(year: int) -> Listing:
    """The memberships ended in `year`."""
    return Listing(MEMBERSHIP, (in_year(Membership.left, year, _("{year} 年出库").format(year=year)),))


def rotations_open(year: int) -> Listing:
    """The moves planned for `year` that are not done yet."""
    return _rotations(year, _OPEN, _("{year} 年待完成轮岗").format(year=year))


def rotations_done(year: int) -> Listing:
    """The moves planned for `year` that are done."""
    return _rotations(year, (RotationStatus.DONE,), _("{year} 年已完成轮岗").format(year=year))


def _rotations(year: int, states: tuple[RotationStatus, ...], words: str) -> Listing:
    states_of = equals(ROTATION.column(Rotation.status), [state.value for state in states], words)
    return Listing(ROTATION, (in_year(Rotation.planned, year), states_of))


@dataclass(frozen=True)
class TalentTotals:
    """A year's talent work. `day` is when members were counted, None for now."""

    year: int
    day: date | None
    by_type: dict[PoolType, int]
    by_stage: dict[Stage, int]
    entered: int
    left: int
    ageing_out: int
    rotations_open: int
    rotations_done: int

    @property
    def members(self) -> int:
        """All memberships in force."""
        return sum(self.by_type.values())


def year_totals(year: int, today: date) -> TalentTotals:
    """The figures of `year`."""
    day = year_end(year, today)
    types = members_by(day, "(SELECT type FROM pool WHERE id = t.pool_id)")
    stages = members_by(day, "t.stage")
    return TalentTotals(
        year,
        day,
        {type_: types.get(type_.value, 0) for type_ in PoolType},
        {stage: stages.get(stage.value, 0) for stage in Stage},
        *(listing(year).count() for listing in (entered, left, ageing_out, rotations_open, rotations_done)),
    )


def members_by(day: date | None, group: str) -> dict[Any, int]:
    """How many members there are on `day` (None: now) for each value of the SQL expression `group`."""
    condition = in_pool(day)
    statement = f"SELECT {group} g, count(*) FROM membership t WHERE {condition.sql} GROUP BY g"
    return dict(database.rows(statement, *condition.parameters))


def years() -> list[int]:
    """The years in which something was planned or somebody entered, latest first."""
    found = database.rows(
        "SELECT DISTINCT substr(entered, 1, 4) FROM membership UNION SELECT substr(planned, 1, 4) FROM rotation"
    )
    return sorted({int(year) for (year,) in found}, reverse=True)


def _of_type_in(period: Period, type_: PoolType) -> Listing:
    return members(period.until or year_end(period.year, period.today), type_=type_)


FIGURES = (
    Figure(
        "pool_young",
        N_("优秀年轻干部库"),
        N_("人"),
        N_("年末（当年为今天）在优秀年轻干部库的人员"),
        lambda period: _of_type_in(period, PoolType.YOUNG),
    ),
    Figure(
        "pool_expert",
        N_("审判专家后备库"),
        N_("人"),
        N_("年末（当年为今天）在审判专家后备库的人员"),
        lambda period: _of_type_in(period, PoolType.EXPERT),
    ),
)
"""What is published of the pools."""
