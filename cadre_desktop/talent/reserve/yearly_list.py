"""The yearly list of a reserve: the tasks of each member with what came of them, as a PDF file."""

from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import names_in_order, short_names
from cadre_desktop.kit.store.database import database
from cadre_desktop.people.records import Court
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.registers.reserve_tasks import TaskKind

_TASKS = """
    SELECT p.name, c.name, p.post, t.task, t.title, t.starts, t.ends, t.result, t.evidence
    FROM membership m JOIN person p ON p.id = m.person_id LEFT JOIN court c ON c.id = p.court_id
    LEFT JOIN reserve_task t ON t.membership_id = m.id AND t.starts <= ? AND (t.ends IS NULL OR t.ends >= ?)
    WHERE m.pool_id = ? AND m.entered <= ? AND (m."left" IS NULL OR m."left" >= ?)
    ORDER BY c.place, p.pinyin, m.id, t.starts, t.id
"""


def print_year_of_reserve(
    path: Path, pool: Pool, year: int, organisation: str, today: date, setup: Setup | None = None
) -> PaperOffer:
    """Who was in a pool in a year and which tasks they had in it; who had none is listed as well.

    Raises Refused when nobody was in the pool.
    """
    first, last = f"{year}-01-01", f"{year}-12-31"
    found = database.rows(_TASKS, last, first, pool.id, last, first)
    if not found:
        raise Refused(_("{year} 年没有人在“{pool}”。").format(year=year, pool=pool.name))
    columns = (
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("法院"), 40, parts=names_in_order(Court), brief=short_names(Court)),
        RosterColumn(_("职务"), 22),
        RosterColumn(_("类别"), 20, "centre"),
        RosterColumn(_("案号或课题"), 56),
        RosterColumn(_("起止"), 24, "centre"),
        RosterColumn(_("成果"), 50),
        RosterColumn(_("佐证材料"), 34),
    )
    people = len({(row[0], row[1]) for row in found})
    tasks = sum(row[3] is not None for row in found)
    notes = _("共 {people} 人，{tasks} 项任务。").format(people=people, tasks=tasks)
    title = _("{year}年{pool}任务和成果一览表").format(year=year, pool=pool.name)
    roster = Roster(title, columns, organisation, day_text(today), notes)
    return print_arranged(path, roster, [_row(*row) for row in found], setup)


def _row(*values: Any) -> tuple[str, ...]:
    name, court, post, task, title, starts, ends, result, evidence = values
    if task is None:
        return (name, court or "", post, "", _("本年没有任务"), "", "", "")
    span = f"{_month(starts)}—{_month(ends) if ends else _('今')}"
    return (name, court or "", post, _(TaskKind(task).label), title, span, result, evidence)


def _month(day: str) -> str:
    return day[:7].replace("-", ".")
