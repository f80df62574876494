"""The year's figures of help in hardship: cases on the register, and how often they were helped."""

from datetime import date

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.welfare.caring import Spending
from cadre_desktop.welfare.hardship.records import HardshipMeasure
from cadre_desktop.welfare.hardship.registers import CASES, MEASURES


def cases(year: int, until: date | None = None) -> Listing:
    """Who was on the register at some time of a year (up to `until`)."""
    first, after = year_span(year, until)
    sql = "t.accepted IS NOT NULL AND t.accepted < ? AND (t.ended IS NULL OR t.ended >= ?)"
    words = _("{year}在册").format(year=year_words(year, until))
    return Listing(CASES.kind, (Condition(sql, (after, first), words),))


def measures(year: int, until: date | None = None) -> Listing:
    """What was done for them in a year."""
    return Listing(MEASURES.kind, (in_year(HardshipMeasure.day, year, year_words(year, until), until),))


FIGURES = (
    Figure(
        "hardship_cases",
        N_("困难帮扶在册"),
        N_("人"),
        N_("当年曾在册的困难干警申请"),
        lambda period: cases(period.year, period.until),
    ),
    Figure(
        "hardship_help",
        N_("困难帮扶"),
        N_("次"),
        N_("当年的帮扶记录，金额见经费"),
        lambda period: measures(period.year, period.until),
    ),
)

SPENDING = Spending(
    N_("困难帮扶"),
    "SELECT m.day, c.court_id, m.amount FROM hardship_measure m JOIN hardship_case c ON c.id = m.case_id"
    " WHERE m.amount > 0",
    measures,
)
