"""The year's figure of newcomers: who reported in it."""

from datetime import date

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Listing, in_year, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.registers import NEWCOMERS


def newcomers(year: int, until: date | None = None) -> Listing:
    """Who reported in a year (on `until` at the latest)."""
    return Listing(NEWCOMERS.kind, (in_year(Newcomer.reported, year, year_words(year, until), until),))


FIGURES = (
    Figure(
        "newcomers",
        N_("新入职人员"),
        N_("人"),
        N_("当年报到的新入职人员"),
        lambda period: newcomers(period.year, period.until),
    ),
)
