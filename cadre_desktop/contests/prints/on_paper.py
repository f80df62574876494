"""What all papers of a contest say alike: when and where, who competes, and the seal."""

from datetime import date

from cadre_desktop.certificates.rules import day_text, period_text
from cadre_desktop.contests.records import Contest, Event, Track
from cadre_desktop.contests.results import Competitor, TrackResult, events_of
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.kit.documents.sheets import days_between
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import short_names
from cadre_desktop.kit.store.anchors import foot_now
from cadre_desktop.people.records import Court

_MOST_DAYS = 7
"""A contest that takes longer is not signed for day by day."""

DIGEST_SHOWN = 16
"""Hexadecimal digits of a digest on paper, enough to compare by eye."""


def when(contest: Contest) -> str:
    """The days of a contest, empty if they are not known."""
    return period_text(contest.starts, contest.ends) if contest.starts else ""


def where(track: Track) -> str:
    """赛道：刑事审判."""
    return _("赛道：{track}").format(track=track.name)


def court_column(mm: float) -> RosterColumn:
    """Where people are from: short names of courts where there is little room."""
    return RosterColumn(_("单位"), mm, brief=short_names(Court))


def gathering(contest: Contest, track: Track) -> list[str]:
    """What is printed above a sign-in sheet: the track, when and where."""
    details = [where(track)]
    if when(contest):
        details.append(_("时间：{time}").format(time=when(contest)))
    if contest.place:
        details.append(_("地点：{place}").format(place=contest.place))
    return details


def event_day(event: Event, contest: Contest) -> str:
    """The day of an event, else those of its contest, empty if neither is known."""
    return day_text(event.held) if event.held else when(contest)


def contest_days(contest: Contest, track: Track) -> list[date]:
    """The days on which a track has events; where none is known those of the contest, unless it takes many weeks."""
    held = sorted({event.held for event in events_of(track.id) if event.held})
    return held or days_between(contest.starts, contest.ends, _MOST_DAYS)


def competing(track: Track, result: TrackResult) -> list[Competitor]:
    """Who competes, in the order of appearance. Raises Refused when there is nobody."""
    rows = [one for one in result.competitors.values() if one.competes]
    if not rows:
        raise Refused(_("“{track}”还没有选手，请先报名再打印。").format(track=track.name))
    return rows


def is_sealed(contest: Contest) -> bool:
    """Whether results are final: what is printed now carries the checksum."""
    return bool(contest.status == ContestStatus.SEALED)


def seal_note(contest: Contest) -> str:
    """The sentence beneath results: when they were sealed, or that they are not."""
    if not is_sealed(contest) or contest.sealed_on is None:
        return _("成绩尚未封存，仅供核对。")
    return _("成绩于{day}封存。").format(day=day_text(contest.sealed_on))


def seal_foot(contest: Contest) -> str:
    """What is printed at the foot of every page with results, so that a loose page can be distinguished from a draft:
    the beginning of the checksum, enough to compare by eye, and the code by which the file itself can be checked
    against the page."""
    seal = _("未封存，仅供核对")
    if is_sealed(contest):
        seal = _("封存校验码（SHA-256 前 {count} 位）：{code}").format(
            count=DIGEST_SHOWN, code=contest.sealed_hash[:DIGEST_SHOWN]
        )
    return "　".join(filter(None, [seal, foot_now()]))


def result_signers() -> tuple[str, ...]:
    """Who signs the results: who wrote down the marks, who checked them, and who watched over it."""
    return _("记分人"), _("复核人"), _("监督人")
