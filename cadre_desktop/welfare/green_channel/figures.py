"""The year's slips and agreements, use by month without names, and agreements that end."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import partial

from cadre_desktop.kit.documents.figure_table import Cell, FigureTable
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, in_year, year_span, year_words
from cadre_desktop.kit.published import Due, DueDate, Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.green_channel.records import MedicalAgreement, Referral
from cadre_desktop.welfare.green_channel.registers import AGREEMENTS, REFERRALS
from cadre_desktop.welfare.green_channel.rules import SlipState

_VALID = Condition(f"t.state <> '{SlipState.VOID}'", (), N_("不含作废"))


def _referrals(period: Period) -> Listing:
    words = year_words(period.year, period.until)
    return Listing(REFERRALS.kind, (in_year(Referral.issued, period.year, words, period.until), _VALID))


def _agreements(period: Period) -> Listing:
    last = period.until or date(period.year, 12, 31)
    words = _("{year}有效").format(year=year_words(period.year, period.until))
    sql = "t.starts <= ? AND (t.ends IS NULL OR t.ends >= ?)"
    return Listing(AGREEMENTS.kind, (Condition(sql, (last.isoformat(), f"{period.year}"), words),))


FIGURES = (
    Figure("referrals", N_("就医单"), N_("张"), N_("当年开具、没有作废的就医单"), _referrals),
    Figure("agreements", N_("惠医协议"), N_("份"), N_("当年有效的惠医协议"), _agreements),
)


def use_by_month(year: int) -> list[tuple[int, int, int]]:
    """Of each month how many slips were issued and how many used, without names."""
    span = year_span(year)
    counts = dict.fromkeys(range(1, 13), (0, 0))
    rows = database.rows(
        "SELECT CAST(substr(issued, 6, 2) AS INTEGER), count(*), sum(state = ?) FROM referral"
        " WHERE issued >= ? AND issued < ? AND state <> ? GROUP BY 1",
        SlipState.USED.value, *span, SlipState.VOID.value,
    )  # fmt: skip
    counts |= {month: (issued, used) for month, issued, used in rows}
    return [(month, *both) for month, both in counts.items()]


def use_table(year: int) -> FigureTable:
    """The same as a table with its sum; every number opens the slips it counts."""
    months = use_by_month(year)
    whole = (0, sum(issued for _month, issued, _used in months), sum(used for _month, _issued, used in months))
    headings = (_("月份"), _("开具（张）"), _("已使用（张）"))
    rows = [
        [
            Cell(_("{month} 月").format(month=month) if month else _("合计")),
            Cell(issued or "", partial(_slips, year, month, used=False)),
            Cell(used or "", partial(_slips, year, month, used=True)),
        ]
        for month, issued, used in (*months, whole)
    ]
    return FigureTable(_("按月使用"), headings, 1, rows, strong=frozenset({len(rows) - 1}))


def _slips(year: int, month: int, *, used: bool) -> Listing:
    """The slips of a month, of the whole year with 0, that are not void; only those used where so asked."""
    words = _("{year}年{month}月").format(year=year, month=month) if month else year_words(year)
    issued = Condition("t.issued LIKE ?", (f"{year}-{month:02}-%" if month else f"{year}-%",), words)
    state = Condition(f"t.state = '{SlipState.USED}'", (), N_("已使用")) if used else _VALID
    return Listing(REFERRALS.kind, (issued, state))


def _end(row: MedicalAgreement) -> date:
    assert row.ends is not None
    return row.ends


def _reminded(row: MedicalAgreement) -> date:
    """From when on its end is to be thought of."""
    return _end(row) - timedelta(days=row.reminder_days or 0)


def _ending(row: MedicalAgreement) -> Due:
    return Due(_end(row), _("与{hospital}的惠医协议到期").format(hospital=row.hospital), row.id)


def _coming(first: date, last: date) -> Iterator[Due]:
    """An agreement is thought of from its reminder on, or when its end is near anyhow."""
    for row in MedicalAgreement.select().where(MedicalAgreement.ends >= first):
        if _end(row) <= last or _reminded(row) <= first:
            yield _ending(row)


def ending_soon(today: date) -> list[MedicalAgreement]:
    """The agreements whose reminder is due and that no later one of the same hospital follows."""
    rows = MedicalAgreement.select().where(MedicalAgreement.ends.is_null(False))
    return [row for row in rows if _reminded(row) <= today and not _followed(row)]


def _followed(row: MedicalAgreement) -> bool:
    later = MedicalAgreement.select().where(MedicalAgreement.hospital == row.hospital)
    return any(each.ends is None or each.ends > _end(row) for each in later if each.id != row.id)


def _overdue(today: date) -> Iterable[Due]:
    return [_ending(row) for row in ending_soon(today) if _end(row) < today]


def _to_renew(first: date, _last: date) -> Iterable[Due]:
    return [_ending(row) for row in ending_soon(first) if _end(row) >= first]


TO_RENEW = DueDate(AGREEMENTS.kind, _to_renew)
DUE_DATES = (DueDate(AGREEMENTS.kind, _coming, _overdue),)
