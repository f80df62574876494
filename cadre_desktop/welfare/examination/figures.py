"""The year's figures of the physical examination."""

from datetime import date

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.listing import Condition, Listing, year_span, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.figures import participations
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.rules import Attendance, WelfareKind

_HELD = """
    FROM exam_batch b JOIN welfare_event e ON e.id = b.event_id JOIN participant p ON p.event_id = e.id
    WHERE e.starts >= ? AND e.starts < ? AND p.attendance = ?
"""


def _held(year: int, until: date | None) -> tuple[str, str, str]:
    return (*year_span(year, until), Attendance.ATTENDED.value)


def batches(year: int, until: date | None = None) -> Listing:
    """The batches of a year to which somebody came."""
    condition = Condition(f"t.id IN (SELECT e.id {_HELD})", _held(year, until), year_words(year, until))
    return Listing(WELFARE_EVENT, (condition,))


def court_count(year: int, until: date | None = None) -> int:
    """From how many courts somebody came to them."""
    return int(database.value(f"SELECT count(DISTINCT p.court_id) {_HELD}", *_held(year, until)))


FIGURES = (
    Figure(
        "exam_people",
        N_("体检人次"),
        N_("人次"),
        N_("当年开始的年度体检中已参加的人次"),
        lambda period: participations(period.year, WelfareKind.PHYSICAL_EXAM, period.until),
    ),
    Figure(
        "exam_courts",
        N_("组织体检的法院"),
        N_("个"),
        N_("当年体检批次中有人参加的法院数；点开是这些批次"),
        lambda period: batches(period.year, period.until),
        lambda period: court_count(period.year, period.until),
    ),
)
