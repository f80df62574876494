"""The year's figures of comfort money, what it cost, and what is wrong with it.

What was given counts on the day it was given. People in hospital are counted too: their rows are shown masked.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing, in_year, year_span, year_words
from cadre_desktop.kit.published import Due, DueDate, Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.caring import Spending
from cadre_desktop.welfare.comfort import given
from cadre_desktop.welfare.comfort.ceilings import exceeded
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.registers import PAYMENTS
from cadre_desktop.welfare.comfort.rules import ComfortItem


def paid_in(year: int, until: date | None = None) -> Listing:
    """What was given in a year."""
    return Listing(PAYMENTS.kind, (in_year(ComfortPayment.paid, year, year_words(year, until), until),))


def _rows(period: Period) -> Listing:
    return paid_in(period.year, period.until)


def _counted(what: str, period: Period) -> int:
    sql = f"SELECT {what} FROM comfort_payment WHERE paid >= ? AND paid < ?"
    return int(database.value(sql, *year_span(period.year, period.until)) or 0)


FIGURES = (
    Figure(
        "comfort_people",
        N_("慰问人数"),
        N_("人"),
        N_("当年发放过慰问的人，每人计一次；点开为各笔登记"),
        _rows,
        lambda period: _counted("count(DISTINCT person_id)", period),
    ),
    Figure(
        "comfort_money",
        N_("慰问金额"),
        N_("元"),
        N_("当年发放的慰问金额合计，不足一元的舍去；点开为各笔登记"),
        _rows,
        lambda period: _counted("sum(amount) / 100", period),
    ),
)

SPENDING = (
    Spending(
        N_("慰问"),
        "SELECT paid, court_id, amount FROM comfort_payment WHERE paid IS NOT NULL",
        paid_in,
    ),
)


def _said(row: ComfortPayment) -> str:
    item = ComfortItem(row.item)
    if item.confidential:
        return _("{item}待发放").format(item=_(item.label))
    return _("{item}待发放：{name}").format(item=_(item.label), name=row.person.name)


def _waiting(first: date, last: date) -> Iterator[Due]:
    rows = ComfortPayment.select(ComfortPayment, Person).join(Person)
    for row in rows.where(ComfortPayment.paid.is_null(), ComfortPayment.occasion_day.between(first, last)):
        assert row.occasion_day is not None
        yield Due(row.occasion_day, _said(row), row.id)


def _coming(first: date, last: date) -> Iterator[Due]:
    return _waiting(first, last)


def _overdue(today: date) -> Iterator[Due]:
    return _waiting(date(1900, 1, 1), today - date.resolution)


DUE_DATES = (DueDate(PAYMENTS.kind, _coming, _overdue),)


def overdue_count(today: date) -> int:
    """How many payments should have been made before a day and are not."""
    sql = "SELECT count(*) FROM comfort_payment WHERE paid IS NULL AND occasion_day < ?"
    return int(database.value(sql, today.isoformat()))


def what_is_above() -> Iterable[str]:
    """What is above a ceiling or has none, as sentences that name nobody."""
    found: dict[str, int] = {}
    for (_key, item, year), why in exceeded(given.ceilings(), given.given()).items():
        if year is None:
            said = _("慰问登记中有 {count} 笔{item}超出最高金额，或没有填写标准。")
        else:
            said = _("慰问登记中有 {count} 人的{item}年度合计超出最高金额。")
        key = said.replace("{item}", _(item.label))
        found[key] = found.get(key, 0) + bool(why)
    return [words.format(count=count) for words, count in found.items()]


CHECKS = (what_is_above,)
