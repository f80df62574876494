"""A year's figures of the skills competition, each with the list of exactly the rows it counts."""

from cadre_desktop.contests.kinds import RESULT, TRACK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.store.database import database

EXPERT = "业务能手"
"""The title a contest gives; whoever carries it in a sealed contest of the year is counted."""


def tracks(year: int) -> Listing:
    """The tracks of all contests of `year`."""
    sql = "t.contest_id IN (SELECT id FROM contest WHERE year = ?)"
    return Listing(TRACK, (Condition(sql, (year,), _("{year} 年竞赛专业").format(year=year)),))


def categories(year: int) -> int:
    """How many staff categories compete in `year`."""
    sql = (
        "SELECT count(DISTINCT t.category) FROM track t JOIN contest c ON c.id = t.contest_id"
        " WHERE c.year = ? AND t.category <> ''"
    )
    return int(database.value(sql, year))


def experts(year: int) -> Listing:
    """The sealed results of `year` that carry the title of expert (业务能手), whatever the level's further name."""
    sql = (
        "t.award LIKE ? AND t.entrant_id IN (SELECT e.id FROM entrant e JOIN track k ON k.id = e.track_id"
        " JOIN contest c ON c.id = k.contest_id WHERE c.year = ? AND c.status = 'sealed')"
    )
    words = _("{year} 年业务能手").format(year=year)
    return Listing(RESULT, (Condition(sql, (f"%{EXPERT}%", year), words),))
