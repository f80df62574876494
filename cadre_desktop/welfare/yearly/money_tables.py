"""The tables of budget and spending: by kind, by month, by court. Every number opens what it counts."""

from functools import partial

from cadre_desktop.kit.documents.figure_table import Cell, FigureTable
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.welfare.common.records import WelfareBudget
from cadre_desktop.welfare.common.registers import BUDGETS
from cadre_desktop.welfare.rules import WelfareKind
from cadre_desktop.welfare.yearly.spending import (
    EVENTS,
    YearMoney,
    budget_rows,
    events_that_cost,
    listed,
    of_court,
    spending_of,
)

WHAT_IS_COUNTED = N_("支出＝活动的“支出（元）”＋各项目登记的金额（登记支出），分开列出。同一笔钱只填一处，不要重复。")
"""Said on the screen and on paper."""


def by_kind(money: YearMoney) -> FigureTable:
    """A row for each kind: budget, costs of events, what it wrote down itself, both together, what is left."""
    headings = (_("项目"), _("预算"), _("活动支出"), _("登记支出"), _("支出合计"), _("结余"), _("执行率"))
    rows = [_kind_row(money, kind) for kind in WelfareKind]
    rows.append(_whole_row(money))
    return FigureTable(_("按项目"), headings, 1, rows, strong=frozenset({len(rows) - 1}))


def _kind_row(money: YearMoney, kind: WelfareKind) -> list[Cell]:
    budget, own = money.budget(kind), spending_of(kind)
    of_events = _narrowed(money, partial(events_that_cost, money.year, kind), "t.court_id")
    wrote = money.sum(kind) - money.sum(kind, source=EVENTS)
    opened = _narrowed(money, partial(listed, own[0], money.year), own[0].court) if len(own) == 1 else None
    return [
        Cell(_(kind.label)),
        Cell(budget, partial(budget_rows, money.year, kind), money=True),
        Cell(money.sum(kind, source=EVENTS), of_events, money=True),
        Cell(wrote, opened, money=True),
        *_left(budget, money.sum(kind), partial(budget_rows, money.year, kind)),
    ]


def _whole_row(money: YearMoney) -> list[Cell]:
    of_events = money.sum(source=EVENTS)
    return [
        Cell(_("合计")),
        Cell(money.budget(), partial(budget_rows, money.year), money=True),
        Cell(of_events, _narrowed(money, partial(events_that_cost, money.year), "t.court_id"), money=True),
        Cell(money.sum() - of_events, money=True),
        *_left(money.budget(), money.sum(), partial(budget_rows, money.year)),
    ]


def _left(budget: int | None, spent: int, rows: "partial[Listing]") -> list[Cell]:
    """What was spent, what is left, and how much of the budget that is."""
    left = None if budget is None else budget - spent
    over = left is not None and left < 0
    share = f"{100 * spent / budget:.1f}%" if budget else "—"
    return [Cell(spent, money=True, wrong=over), Cell(left, rows, money=True, wrong=over), Cell(share, wrong=over)]


def _narrowed(money: YearMoney, rows: "partial[Listing]", column: str) -> "partial[Listing]":
    """The same rows, of the court that is looked at."""
    if money.court is None or not column:
        return rows
    return partial(_of_court, rows, column, money.court)


def _of_court(rows: "partial[Listing]", column: str, court: int | None) -> Listing:
    return of_court(rows(), column, court)


def by_month(money: YearMoney) -> FigureTable:
    """For each kind that has a budget or costs: a row for each of these with its months and the year."""
    headings = (_("项目"), "", *(_("{month}月").format(month=month) for month in range(1, 13)), _("全年"))
    rows: list[list[Cell]] = []
    for kind in WelfareKind:
        if money.budget(kind) is not None or money.sum(kind):
            rows += _month_rows(money, kind)
    return FigureTable(_("按月份"), headings, 2, rows, parted=True)


def _month_rows(money: YearMoney, kind: WelfareKind) -> list[list[Cell]]:
    months: tuple[int | None, ...] = (*range(1, 13), None)
    name, year = Cell(_(kind.label)), money.year
    rows = []
    if money.budget(kind) is not None:
        budget = [Cell(money.budget(kind, m), partial(budget_rows, year, kind, m), money=True) for m in months]
        rows.append([name, Cell(_("预算")), *budget])
    if money.sum(kind, source=EVENTS):
        cells = []
        for month in months:
            opened = _narrowed(money, partial(events_that_cost, year, kind, month), "t.court_id")
            cells.append(Cell(money.sum(kind, month, EVENTS), opened, money=True))
        rows.append([name, Cell(_("活动支出")), *cells])
    for each in spending_of(kind):
        if money.sum(kind, source=each.title):
            cells = []
            for month in months:
                opened = _narrowed(money, partial(listed, each, year, month), each.court)
                cells.append(Cell(money.sum(kind, month, each.title), opened, money=True))
            rows.append([name, Cell(_(each.title)), *cells])
    if money.budget(kind) is not None:
        left = [
            _left(money.budget(kind, m), money.sum(kind, m), partial(budget_rows, year, kind, m))[1] for m in months
        ]
        rows.append([name, Cell(_("结余")), *left])
    return rows


def _left_of(money: YearMoney, kind: WelfareKind, month: int | None) -> Cell:
    rows = partial(budget_rows, money.year, kind, month)
    return _left(money.budget(kind, month), money.sum(kind, month), rows)[1]


def by_court(money: YearMoney) -> FigureTable:
    """For each court that has a budget or costs, and for what is of none: a row for each of these."""
    headings = (_("法院"), "", _("全年"))
    rows: list[list[Cell]] = []
    for court, name in (*money.courts.items(), (None, _("未分法院"))):
        if money.court in (None, court):
            rows += _court_rows(money, court, name)
    return FigureTable(_("按法院"), headings, 2, rows, parted=True)


def _court_rows(money: YearMoney, court: int | None, name: str) -> list[list[Cell]]:
    budget, year = money.budget_of_court(court), money.year
    opened = partial(_budgets_of_court, year, court)
    rows = [] if budget is None else [[Cell(name), Cell(_("预算")), Cell(budget, opened, money=True)]]
    if cost := money.sum_of_court(court, EVENTS):
        events = partial(_of_court, partial(events_that_cost, year), "t.court_id", court)
        rows.append([Cell(name), Cell(_("活动支出")), Cell(cost, events, money=True)])
    for kind in WelfareKind:
        for each in spending_of(kind):
            if cost := money.sum_of_court(court, each.title):
                listing = partial(listed, each, year)
                own = partial(_of_court, listing, each.court, court) if each.court else listing
                rows.append([Cell(name), Cell(_(each.title)), Cell(cost, own, money=True)])
    if budget is not None:
        rows.append([Cell(name), Cell(_("结余")), _left(budget, money.sum_of_court(court), opened)[1]])
    return rows


def _budgets_of_court(year: int, court: int | None) -> Listing:
    return of_court(Listing(BUDGETS.kind, budget_rows(year).conditions), f"t.{WelfareBudget.court.column_name}", court)


def remarks(money: YearMoney) -> list[str]:
    """What is to be said of the numbers: parts of a budget that are more than the whole, and what was overspent."""
    found = []
    for kind in WelfareKind:
        rows = [row for row in money.budgets if row.kind is kind]
        whole = [row.fen for row in rows if row.court is None and row.month is None]
        parts = sum(row.fen for row in rows if row.court is not None and row.month is None)
        months = sum(row.fen for row in rows if row.court is None and row.month is not None)
        if whole and parts > sum(whole):
            found.append(_("“{kind}”各法院预算之和超过全市预算，请核对。").format(kind=_(kind.label)))
        if whole and months > sum(whole):
            found.append(_("“{kind}”各月预算之和超过全年预算，请核对。").format(kind=_(kind.label)))
        budget = money.budget(kind)
        if budget is not None and money.sum(kind) > budget:
            found.append(_("“{kind}”支出已超过预算。").format(kind=_(kind.label)))
    return found
