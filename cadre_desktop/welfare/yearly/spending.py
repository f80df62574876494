"""What was spent for welfare in a year, and what of the budget is left.

Spent is what events cost (their `spent`) and what kinds of care have written down themselves (`Care.spending`); both
are kept apart, so that what was written down twice is seen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, equals, in_year
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.caring import Spending
from cadre_desktop.welfare.common.records import WelfareBudget
from cadre_desktop.welfare.common.registers import BUDGETS
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind

EVENTS = ""
"""The source of what events cost, beside the titles of `Spending`."""


class Spent(NamedTuple):
    """What was spent for a kind in a month (1–12) by a court (None: not said), and where that was written down."""

    kind: WelfareKind
    month: int
    court: int | None
    fen: int
    source: str


class Budgeted(NamedTuple):
    """A row of the budget: of a month, or of the whole year; of a court, or of all."""

    kind: WelfareKind
    month: int | None
    court: int | None
    fen: int


@dataclass(frozen=True)
class YearMoney:
    """The money of a year; `court` narrows it to one. `courts`: short names by key, in their order."""

    year: int
    court: int | None
    budgets: Sequence[Budgeted]
    spent: Sequence[Spent]
    courts: dict[int, str]

    def budget(self, kind: WelfareKind | None = None, month: int | None = None) -> int | None:
        """What may be spent for a kind, or for all together; None where nothing was set."""
        if kind is None:
            found = [each for one in WelfareKind if (each := self.budget(one, month)) is not None]
            return sum(found) if found else None
        return whole_of([row for row in self.budgets if row.kind is kind], month)

    def budget_of_court(self, court: int | None) -> int | None:
        """What a court may spend for all kinds together."""
        found = []
        for kind in WelfareKind:
            rows = [row for row in self.budgets if row.kind is kind and row.court == court]
            if (each := whole_of(rows, None)) is not None:
                found.append(each)
        return sum(found) if found else None

    def sum(self, kind: WelfareKind | None = None, month: int | None = None, source: str | None = None) -> int:
        """What was spent for a kind, in a month, from a source; all of them together where none is said."""
        return sum(
            row.fen
            for row in self.spent
            if kind in (None, row.kind) and month in (None, row.month) and source in (None, row.source)
        )

    def sum_of_court(self, court: int | None, source: str | None = None) -> int:
        """What a court spent for all kinds together, from a source; None: what is of no court."""
        return sum(row.fen for row in self.spent if row.court == court and source in (None, row.source))


def whole_of(rows: Iterable[Budgeted], month: int | None) -> int | None:
    """What rows of one kind amount to, in a month or the whole year; None where there is none.

    A row for all courts has those of single courts within it, and a row for the year those of its months: what is
    within another is not counted beside it.
    """
    rows = list(rows)
    if month is not None:
        rows = [row for row in rows if row.month == month]
    rows = [row for row in rows if row.court is None] or rows
    courts = dict.fromkeys(row.court for row in rows)
    totals = [_of_one_court([row for row in rows if row.court == court]) for court in courts]
    return sum(totals) if totals else None


def _of_one_court(rows: Sequence[Budgeted]) -> int:
    yearly = [row.fen for row in rows if row.month is None]
    return sum(yearly) if yearly else sum(row.fen for row in rows)


def read_money(year: int, court: int | None = None) -> YearMoney:
    """The money of a year, of all courts or of one."""
    return YearMoney(
        year,
        court,
        [row for row in _budgets(year) if court in (None, row.court)],
        [row for row in _spent(year) if court in (None, row.court)],
        {one.id: one.short_name or one.name for one in Court.select().order_by(Court.place, Court.id)},
    )


def _budgets(year: int) -> list[Budgeted]:
    rows = WelfareBudget.select().where(WelfareBudget.year == year)
    return [Budgeted(WelfareKind(row.kind), row.month, row.__data__["court"], row.amount or 0) for row in rows]


_EVENTS_COST = "SELECT starts, court_id, spent, kind FROM welfare_event WHERE spent IS NOT NULL AND spent <> 0"


def _spent(year: int) -> Iterable[Spent]:
    span = (f"{year}", f"{year + 1}")
    grouped = "SELECT {kind} substr(day, 6, 2), court, sum(fen) FROM ({rows}) WHERE day >= ? AND day < ?"
    sums = _columns(_EVENTS_COST, "day, court, fen, kind")
    for kind, month, court, fen in database.rows(
        grouped.format(kind="kind,", rows=sums) + " GROUP BY kind, 2, court", *span
    ):
        yield Spent(WelfareKind(kind), int(month), court, fen, EVENTS)
    for care in CARES:
        for each in care.spending:
            sums = _columns(each.sql, "day, court, fen")
            for month, court, fen in database.rows(grouped.format(kind="", rows=sums) + " GROUP BY 1, court", *span):
                yield Spent(care.kind, int(month), court, fen, each.title)


def _columns(rows: str, names: str) -> str:
    """The rows of a query under names of columns."""
    return f"WITH n({names}) AS ({rows}) SELECT * FROM n"


def spending_of(kind: WelfareKind) -> Sequence[Spending]:
    """What a kind of care writes down itself."""
    return next((care.spending for care in CARES if care.kind is kind), ())


def events_that_cost(year: int, kind: WelfareKind | None = None, month: int | None = None) -> Listing:
    """The events whose costs are counted."""
    listing = Listing(WELFARE_EVENT, (Condition("t.spent IS NOT NULL AND t.spent <> 0", (), _("有支出")),))
    listing = listing.where(_when(WelfareEvent.starts, "t.starts", year, month))
    return listing if kind is None else listing.where(equals(WELFARE_EVENT.column(WelfareEvent.kind), (kind.value,)))


def of_court(listing: Listing, column: str, court: int | None) -> Listing:
    """The rows of a court, or those of none."""
    if court is None:
        return listing.where(Condition(f"{column} IS NULL", (), _("未填法院")))
    return listing.where(Condition(f"{column} = ?", (court,), Court.by_key(court).name))


def listed(spending: Spending, year: int, month: int | None = None) -> Listing:
    """The rows of what a kind of care wrote down, of a month where they can be told apart by it."""
    listing = spending.rows(year)
    if month is None or not spending.day:
        return listing
    return listing.where(_of_month(spending.day, year, month))


def budget_rows(year: int, kind: WelfareKind | None = None, month: int | None = None) -> Listing:
    """The rows of the budget."""
    kinds = BUDGETS.kind
    listing = Listing(kinds, (equals(kinds.column(WelfareBudget.year), (year,)),))
    if kind is not None:
        listing = listing.where(equals(kinds.column(WelfareBudget.kind), (kind.value,)))
    return listing if month is None else listing.where(equals(kinds.column(WelfareBudget.month), (month,)))


def _when(field: object, column: str, year: int, month: int | None) -> Condition:
    if month is None:
        return in_year(field, year, _("{year} 年").format(year=year))
    return _of_month(column, year, month)


def _of_month(column: str, year: int, month: int) -> Condition:
    words = _("{year} 年 {month} 月").format(year=year, month=month)
    return Condition(f"substr({column}, 1, 7) = ?", (f"{year}-{month:02}",), words)


def as_data(money: YearMoney) -> dict[str, Any]:
    """The money of a year for programs, in fen; None where nothing was budgeted."""
    kinds = []
    for kind in WelfareKind:
        budget, spent = money.budget(kind), money.sum(kind)
        of_events = money.sum(kind, source=EVENTS)
        left = None if budget is None else budget - spent
        kinds.append(
            {
                "care": kind.value,
                "budget": budget,
                "events": of_events,
                "registered": spent - of_events,
                "spent": spent,
                "left": left,
                "months": [money.sum(kind, month) for month in range(1, 13)],
            }
        )
    return {"year": money.year, "unit": "fen", "budget": money.budget(), "spent": money.sum(), "kinds": kinds}
