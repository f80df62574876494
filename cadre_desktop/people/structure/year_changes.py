"""Changes of post of a year that made leaders: into the leading bodies of grassroots courts, and to middle posts."""

from datetime import date
from typing import NamedTuple

from cadre_desktop.kit.language import _
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.rules import CourtLevel
from cadre_desktop.people.structure.rules import Lead, lead_of

_ROWS = """
    SELECT a.id, a.old_post, a.new_post, a.post_level, coalesce(d.name, ''), c.level
    FROM appointment a LEFT JOIN department d ON d.id = a.department_id
    JOIN person p ON p.id = a.person_id JOIN court c ON c.id = coalesce(a.court_id, p.court_id)
    WHERE a.carried_out AND a.decided >= ? AND a.decided <= ? AND (? IS NULL OR c.id = ?) ORDER BY a.decided, a.id
"""
_ABOVE = {None: 0, Lead.DEPUTY: 1, Lead.HEAD: 2, Lead.COURT: 3}


class YearChanges(NamedTuple):
    """Keys of changes of post: into leading bodies of grassroots courts (充实基层领导班子), and rises to head or deputy
    of an internal department of the intermediate court (提任中院环节干部)."""

    to_grassroots: list[int]
    to_middle: list[int]


def year_changes(day: date, court: int | None = None) -> YearChanges:
    """Those carried out in the year of a day, until it; of all courts or of one (key)."""
    found = YearChanges([], [])
    given = (date(day.year, 1, 1).isoformat(), day.isoformat(), court, court)
    for key, old, new, level, department, court_level in database.rows(_ROWS, *given):
        lead, before = lead_of(new, level, department), lead_of(old)
        if lead is Lead.COURT and court_level == CourtLevel.GRASSROOTS:
            found.to_grassroots.append(key)
        elif lead is not Lead.COURT and court_level == CourtLevel.INTERMEDIATE and _ABOVE[lead] > _ABOVE[before]:
            found.to_middle.append(key)
    return found


def titles() -> tuple[str, str]:
    """What the two are called."""
    return _("充实基层法院领导班子"), _("提任中院环节干部")
