"""The year's figures by system, each with the list of exactly the rows it counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cadre_desktop.contests import figures as contests
from cadre_desktop.courses.figures import year_totals
from cadre_desktop.courses.kinds import COURSE
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.people.kinds import APPOINTMENT, HONOUR
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


def figures_of(year: int, today: date) -> list[Figure]:
    """All figures of `year` by system, in the order of the annual report; standing ones as of its end or `today`."""
    return [*_training(year), *_contests(year), *_talent(year, today), *_honours(year), *_welfare(year)]


def _counted(key: str, label: str, unit: str, listing: Listing, short: str = "") -> Figure:
    return Figure(key, label, listing.count(), unit, listing, short)


def _training(year: int) -> Iterator[Figure]:
    totals = year_totals(year)
    part = totals.part
    yield Figure("courses", _("培训班次"), totals.courses, _("班次"), part.courses())
    yield Figure("person_times", _("参训人次"), totals.person_times, _("人次"), part.enrolments())
    yield Figure("persons_trained", _("参训人数"), totals.persons, _("人"), part.people())
    with_series = Listing(COURSE, (*part.courses().conditions, Condition("t.series <> ''", (), _("有班系"))))
    yield Figure("series", _("班系"), totals.series, _("个"), with_series)


def _contests(year: int) -> Iterator[Figure]:
    yield Figure("contest_categories", _("竞赛人员类别"), contests.categories(year), _("类"), contests.tracks(year))
    yield _counted("contest_tracks", _("竞赛专业"), _("个"), contests.tracks(year))
    yield _counted("contest_experts", _("业务能手"), _("人"), contests.experts(year))


def _talent(year: int, today: date) -> Iterator[Figure]:
    for key, label, kind in (
        ("pool_young", _("优秀年轻干部库"), PoolType.YOUNG),
        ("pool_expert", _("审判专家后备库"), PoolType.EXPERT),
    ):
        yield _counted(key, label, _("人"), talent.members(talent.year_end(year, today), type_=kind))


def _honours(year: int) -> Iterator[Figure]:
    yield _counted(
        "honours_collective", _("自治区级以上集体表彰"), _("个"), honours(year, personal=False), _("集体表彰")
    )
    yield _counted("honours_personal", _("自治区级以上个人表彰"), _("人"), honours(year, personal=True), _("个人表彰"))
    words = _("{year} 年职务调整").format(year=year)
    between = Condition("t.decided >= ? AND t.decided < ?", (f"{year}", f"{year + 1}"), words)
    yield _counted("appointments", _("职务调整"), _("人次"), Listing(APPOINTMENT, (between,)))


def honours(year: int, personal: bool) -> Listing:
    """Awards of a year at autonomous-region level and above, to persons or to collectives."""
    levels = [level.value for level in HonourLevel if level.at_least_region]
    whom = "IS NOT NULL" if personal else "IS NULL"
    words = (_("{year} 年自治区级以上个人表彰") if personal else _("{year} 年自治区级以上集体表彰")).format(year=year)
    marks = ", ".join("?" * len(levels))
    sql = f"t.person_id {whom} AND t.level IN ({marks}) AND t.granted >= ? AND t.granted < ?"
    return Listing(HONOUR, (Condition(sql, (*levels, f"{year}", f"{year + 1}"), words),))


def _welfare(year: int) -> Iterator[Figure]:
    yield _counted("welfare_events", _("暖警活动"), _("场"), welfare.events(year))
    yield _counted("welfare_participations", _("暖警参加人次"), _("人次"), welfare.participations(year))
