"""The year's figures of the dossier, each with the list of exactly the rows it counts."""

from datetime import date

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.people.kinds import APPOINTMENT, HONOUR
from cadre_desktop.people.records import Appointment
from cadre_desktop.people.rules import HonourLevel


def honours(year: int, personal: bool, until: date | None = None) -> Listing:
    """Awards of a year (given on `until` at the latest) at autonomous-region level and above, to persons or to
    collectives."""
    levels = [level.value for level in HonourLevel if level.at_least_region]
    whom = "IS NOT NULL" if personal else "IS NULL"
    words = _("{year}自治区级以上个人表彰") if personal else _("{year}自治区级以上集体表彰")
    words = words.format(year=year_words(year, until))
    marks = ", ".join("?" * len(levels))
    sql = f"t.person_id {whom} AND t.level IN ({marks}) AND t.granted >= ? AND t.granted < ?"
    return Listing(HONOUR, (Condition(sql, (*levels, *year_span(year, until)), words),))


def appointments(year: int, until: date | None = None) -> Listing:
    """The changes of post decided in a year (on `until` at the latest); those of a batch once it is carried out."""
    words = _("{year}职务调整").format(year=year_words(year, until))
    decided = in_year(Appointment.decided, year, words, until)
    return Listing(APPOINTMENT, (Condition(f"({decided.sql}) AND t.carried_out", decided.parameters, words),))


FIGURES = (
    Figure(
        "honours_collective",
        N_("自治区级以上集体表彰"),
        N_("个"),
        N_("当年授予集体的自治区级以上表彰"),
        lambda period: honours(period.year, personal=False, until=period.until),
        short=N_("集体表彰"),
    ),
    Figure(
        "honours_personal",
        N_("自治区级以上个人表彰"),
        N_("人"),
        N_("当年授予个人的自治区级以上表彰"),
        lambda period: honours(period.year, personal=True, until=period.until),
        short=N_("个人表彰"),
    ),
    Figure(
        "appointments",
        N_("职务调整"),
        N_("人次"),
        N_("当年决定并已执行的职务调整"),
        lambda period: appointments(period.year, period.until),
    ),
)
"""What is published of the dossier."""
