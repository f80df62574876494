"""The year's figures of retirement, each with the list of exactly the rows it counts."""

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, equals, in_year, year_span, year_words
from cadre_desktop.kit.published import Figure, Period
from cadre_desktop.welfare.farewell.records import Farewell
from cadre_desktop.welfare.farewell.registers import FAREWELLS
from cadre_desktop.welfare.kinds import WELFARE_EVENT
from cadre_desktop.welfare.records import WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind


def farewelled(period: Period) -> Listing:
    """Those whose ceremony began in the year."""
    sql = "t.event_id IN (SELECT id FROM welfare_event WHERE kind = ? AND starts >= ? AND starts < ?)"
    span = year_span(period.year, period.until)
    words = _("{year}荣退仪式欢送").format(year=year_words(period.year, period.until))
    return Listing(FAREWELLS.kind, (Condition(sql, (WelfareKind.RETIREMENT_CEREMONY.value, *span), words),))


def albums(period: Period) -> Listing:
    """Those who were given their album in the year."""
    words = _("{year}赠送纪念册").format(year=year_words(period.year, period.until))
    return Listing(FAREWELLS.kind, (in_year(Farewell.album_given, period.year, words, period.until),))


def ceremonies(period: Period) -> Listing:
    """The ceremonies that began in the year."""
    began = in_year(WelfareEvent.starts, period.year, year_words(period.year, period.until), period.until)
    of_kind = equals(WELFARE_EVENT.column(WelfareEvent.kind), (WelfareKind.RETIREMENT_CEREMONY.value,))
    return Listing(WELFARE_EVENT, (began, of_kind))


FIGURES = (
    Figure(
        "retirees_farewelled",
        N_("荣退欢送"),
        N_("人"),
        N_("当年举行的荣退仪式欢送的退休干警，按荣退档案里登记的仪式"),
        farewelled,
    ),
    Figure("albums", N_("荣退纪念册"), N_("册"), N_("当年赠送了纪念册的退休干警"), albums),
    Figure("ceremonies", N_("荣退仪式和座谈会"), N_("场"), N_("当年开始的荣退仪式和退休座谈会"), ceremonies),
)
