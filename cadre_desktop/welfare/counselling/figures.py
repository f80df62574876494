"""The year's figures of counselling; their rows are masked."""

from datetime import date

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Listing, equals, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.counselling.records import CounsellingSlot
from cadre_desktop.welfare.counselling.registers import SLOTS
from cadre_desktop.welfare.counselling.rules import LEAST, SlotState


def attended(year: int, until: date | None = None) -> Listing:
    """The slots of a year that somebody came to."""
    came = equals(SLOTS.kind.column(CounsellingSlot.state), (SlotState.ATTENDED.value,))
    return Listing(SLOTS.kind, (in_year(CounsellingSlot.day, year, year_words(year, until), until), came))


def people_count(year: int, until: date | None = None) -> int | None:
    """How many different people came to them; None for fewer than the statistics tell."""
    statement = "SELECT count(DISTINCT person_id) FROM counselling_slot WHERE day >= ? AND day < ? AND state = ?"
    count = int(database.value(statement, *year_span(year, until), SlotState.ATTENDED.value))
    return None if 0 < count < LEAST else count


FIGURES = (
    Figure(
        "counselling_sessions",
        N_("心理辅导次数"),
        N_("次"),
        N_("当年心理辅导时段中已到的；点开时姓名隐藏"),
        lambda period: attended(period.year, period.until),
    ),
    Figure(
        "counselling_people",
        N_("心理辅导人数"),
        N_("人"),
        N_("这些时段中不同的人数，不足 5 人不列出；点开是这些时段，姓名隐藏"),
        lambda period: attended(period.year, period.until),
        lambda period: people_count(period.year, period.until),
    ),
)
