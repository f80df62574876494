"""A year's figures of the skills competition, each with the list of exactly the rows it counts."""

from datetime import date

from cadre_desktop.contests.kinds import RESULT, TRACK
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing, year_words
from cadre_desktop.kit.published import Figure
from cadre_desktop.kit.store.database import database

EXPERT = "业务能手"
"""The title a contest gives; whoever carries it in a sealed contest of the year is counted."""


def tracks(year: int, until: date | None = None) -> Listing:
    """The tracks of all contests of `year` (begun on `until` at the latest)."""
    sql = "t.contest_id IN (SELECT id FROM contest WHERE year = ? AND coalesce(starts, '') <= ?)"
    words = _("{year}竞赛专业").format(year=year_words(year, until))
    return Listing(TRACK, (Condition(sql, (year, _last(until)), words),))


def categories(year: int, until: date | None = None) -> int:
    """How many staff categories compete in those contests."""
    sql = (
        "SELECT count(DISTINCT t.category) FROM track t JOIN contest c ON c.id = t.contest_id"
        " WHERE c.year = ? AND coalesce(c.starts, '') <= ? AND t.category <> ''"
    )
    return int(database.value(sql, year, _last(until)))


def _last(until: date | None) -> str:
    """The latest ISO date that counts; any, if there is no such day."""
    return "9999" if until is None else f"{until}"


def experts(year: int, until: date | None = None) -> Listing:
    """The results of `year` (of contests over by `until`) that carry the title of expert (业务能手), whatever the
    level's further name."""
    sql = (
        "t.award LIKE ? AND t.entrant_id IN (SELECT e.id FROM entrant e JOIN track k ON k.id = e.track_id"
        " JOIN contest c ON c.id = k.contest_id"
        " WHERE c.year = ? AND c.status = 'sealed' AND coalesce(c.ends, c.starts, '') <= ?)"
    )
    words = _("{year}业务能手").format(year=year_words(year, until))
    return Listing(RESULT, (Condition(sql, (f"%{EXPERT}%", year, _last(until)), words),))


FIGURES = (
    Figure(
        "contest_categories",
        N_("竞赛人员类别"),
        N_("类"),
        N_("当年各竞赛的赛道所属的人员类别"),
        lambda period: tracks(period.year, period.until),
        lambda period: categories(period.year, period.until),
    ),
    Figure(
        "contest_tracks",
        N_("竞赛专业"),
        N_("个"),
        N_("当年各竞赛的赛道"),
        lambda period: tracks(period.year, period.until),
    ),
    Figure(
        "contest_experts",
        N_("业务能手"),
        N_("人"),
        N_("当年已封存的竞赛中获“业务能手”称号的成绩"),
        lambda period: experts(period.year, period.until),
    ),
)
"""What is published of a year's competitions."""
