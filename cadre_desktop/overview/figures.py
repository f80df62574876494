"""The year's figures by system, each with the list of exactly the rows it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre_desktop.contests import figures as contests
from cadre_desktop.courses.figures import year_totals
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing, in_year, year_span, year_words
from cadre_desktop.people.kinds import APPOINTMENT, HONOUR
from cadre_desktop.people.records import Appointment
from cadre_desktop.people.rules import HonourLevel
from cadre_desktop.talent import figures as talent
from cadre_desktop.talent.rules import PoolType
from cadre_desktop.welfare import figures as welfare


@dataclass(frozen=True)
class Figure:
    """One number of a year. `listing` are the rows it counts; `short` is its label where there is little room."""

    key: str
    label: str
    value: int
    unit: str
    listing: Listing | None = None
    short: str = ""


def figures_of(year: int, today: date, until: date | None = None) -> list[Figure]:
    """All figures of `year` by system, in the order of the annual report; standing ones as of its end or `today`.

    `until` is a past day of that year: then only what had happened by then is counted, and what stood on it.
    """
    return [
        *_training(year, until),
        *_contests(year, until),
        *_talent(until or talent.year_end(year, today)),
        *_honours(year, until),
        *_welfare(year, until),
    ]


def same_day_before(year: int, today: date) -> date | None:
    """The day up to which the year before `year` is compared with it (上年同期): while the year runs, the same day a
    year earlier (28 February for the 29th); None for a year that is over, which is compared with a whole one."""
    if year != today.year:
        return None
    leap = (today.month, today.day) == (2, 29)
    return today.replace(year=year - 1, day=28 if leap else today.day)


def _counted(key: str, label: str, unit: str, listing: Listing, short: str = "") -> Figure:
    return Figure(key, label, listing.count(), unit, listing, short)


def _training(year: int, until: date | None) -> Iterator[Figure]:
    totals = year_totals(year, until)
    part = totals.part
    yield Figure("courses", _("培训班次"), totals.courses, _("班次"), part.courses())
    yield Figure("person_times", _("结业人次"), totals.person_times, _("人次"), part.enrolments())
    yield Figure("persons_trained", _("结业人数"), totals.persons, _("人"), part.people())
    with_series = Listing(COURSE, (*part.courses().conditions, Condition("t.series <> ''", (), _("有班系"))))
    yield Figure("series", _("班系"), totals.series, _("个"), with_series)


def _contests(year: int, until: date | None) -> Iterator[Figure]:
    tracks = contests.tracks(year, until)
    yield Figure("contest_categories", _("竞赛人员类别"), contests.categories(year, until), _("类"), tracks)
    yield _counted("contest_tracks", _("竞赛专业"), _("个"), tracks)
    yield _counted("contest_experts", _("业务能手"), _("人"), contests.experts(year, until))


def _talent(day: date | None) -> Iterator[Figure]:
    for key, label, kind in (
        ("pool_young", _("优秀年轻干部库"), PoolType.YOUNG),
        ("pool_expert", _("审判专家后备库"), PoolType.EXPERT),
    ):
        yield _counted(key, label, _("人"), talent.members(day, type_=kind))


def _honours(year: int, until: date | None) -> Iterator[Figure]:
    given = honours(year, personal=False, until=until)
    yield _counted("honours_collective", _("自治区级以上集体表彰"), _("个"), given, _("集体表彰"))
    given = honours(year, personal=True, until=until)
    yield _counted("honours_personal", _("自治区级以上个人表彰"), _("人"), given, _("个人表彰"))
    words = _("{year}职务调整").format(year=year_words(year, until))
    between = in_year(Appointment.decided, year, words, until)
    yield _counted("appointments", _("职务调整"), _("人次"), Listing(APPOINTMENT, (between,)))


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


def _welfare(year: int, until: date | None) -> Iterator[Figure]:
    yield _counted("welfare_events", _("暖警活动"), _("场"), welfare.events(year, until=until))
    yield _counted("welfare_participations", _("暖警参加人次"), _("人次"), welfare.participations(year, until=until))
