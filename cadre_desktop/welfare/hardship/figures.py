"""The year's figures of help in hardship: who is on the register, who was helped, how often, and with how much."""

from datetime import date

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure, Period
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.caring import Spending
from cadre_desktop.welfare.hardship.records import HardshipMeasure
from cadre_desktop.welfare.hardship.registers import CASES, MEASURES


def cases(year: int, until: date | None = None) -> Listing:
    """Who was on the register at some time of a year (up to `until`): the last case of each."""
    first, after = year_span(year, until)
    inner = "accepted IS NOT NULL AND accepted < ? AND (ended IS NULL OR ended >= ?)"
    sql = f"t.id IN (SELECT max(id) FROM hardship_case WHERE {inner} GROUP BY person_id)"
    words = _("{year}在册").format(year=year_words(year, until))
    return Listing(CASES.kind, (Condition(sql, (after, first), words),))


def measures(year: int, until: date | None = None) -> Listing:
    """What was done for them in a year."""
    return Listing(MEASURES.kind, (in_year(HardshipMeasure.day, year, year_words(year, until), until),))


def helped(year: int, until: date | None = None) -> Listing:
    """Who was helped in a year: the last case of each of which something was given."""
    sql = (
        "t.id IN (SELECT max(c.id) FROM hardship_case c JOIN hardship_measure m ON m.case_id = c.id"
        " WHERE m.day >= ? AND m.day < ? GROUP BY c.person_id)"
    )
    words = _("{year}得到帮扶").format(year=year_words(year, until))
    return Listing(CASES.kind, (Condition(sql, year_span(year, until), words),))


def paid(year: int, until: date | None = None) -> Listing:
    """The measures of a year that cost something."""
    return measures(year, until).where(Condition("t.amount > 0", (), N_("有金额")))


def _yuan(period: Period) -> int:
    sql = "SELECT sum(amount) / 100 FROM hardship_measure WHERE amount > 0 AND day >= ? AND day < ?"
    return int(database.value(sql, *year_span(period.year, period.until)) or 0)


FIGURES = (
    Figure(
        "hardship_cases",
        N_("困难帮扶在册"),
        N_("人"),
        N_("当年曾在册的困难干警，每人计一次；点开为各人最近一件申请，姓名隐藏"),
        lambda period: cases(period.year, period.until),
    ),
    Figure(
        "hardship_people",
        N_("困难帮扶人数"),
        N_("人"),
        N_("当年得到帮扶的困难干警，每人计一次；点开为各人最近一件申请，姓名隐藏"),
        lambda period: helped(period.year, period.until),
    ),
    Figure(
        "hardship_help",
        N_("困难帮扶次数"),
        N_("次"),
        N_("当年的帮扶记录，包括没有金额的；点开时姓名隐藏"),
        lambda period: measures(period.year, period.until),
    ),
    Figure(
        "hardship_money",
        N_("困难帮扶金额"),
        N_("元"),
        N_("当年帮扶记录的金额合计，不足一元的舍去；点开为有金额的各笔，姓名隐藏"),
        lambda period: paid(period.year, period.until),
        _yuan,
    ),
)

SPENDING = Spending(
    N_("困难帮扶"),
    "SELECT m.day, c.court_id, m.amount FROM hardship_measure m JOIN hardship_case c ON c.id = m.case_id"
    " WHERE m.amount > 0",
    paid,
)
