"""Proposals for honours: sent, granted into the dossier with their source, refused, and listed with their reasons."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.dossier import post_honours, withdraw
from cadre_desktop.people.records import Honour
from cadre_desktop.people.registers.honour_proposals import HonourProposal, ProposalState


def mark(store: Store, keys: Sequence[int], state: ProposalState) -> int:
    """Say that proposals are proposed, sent or refused, in one step; what had been granted is withdrawn from the
    dossier. Returns how many changed."""
    rows = [row for row in _rows(keys) if row.state != state]
    with store.step(_("{count} 项表彰推荐改为“{state}”").format(count=len(rows), state=_(state.label))):
        for row in rows:
            if row.state == ProposalState.GRANTED:
                withdraw(store, row.id, Honour)
                row.granted = None
            row.state = state
            row.save()
    return len(rows)


def grant(store: Store, keys: Sequence[int], granted: date, organ: str = "", document_number: str = "") -> int:
    """Record that what was proposed has been granted: each becomes an honour in the dossier, in one step; returns how
    many. Raises Refused for a day before the proposal, a day to come, and for one that has been granted."""
    rows = _rows(keys)
    problems = [Problem(text, field="granted") for row in rows if (text := _why_not(row, granted, store.clock.today()))]
    if problems:
        raise Refused(problems)
    with store.step(_("授予 {count} 项表彰").format(count=len(rows))):
        for row in rows:
            row.state, row.granted = ProposalState.GRANTED, granted
            row.organ = organ or row.organ
            row.document_number = document_number or row.document_number
            row.save()
            post_honours(store, row.id, [_honour(row)])
    return len(rows)


def _rows(keys: Sequence[int]) -> list[HonourProposal]:
    return list(HonourProposal.select().where(HonourProposal.id.in_(list(keys))).order_by(HonourProposal.id))


def _why_not(row: HonourProposal, granted: date, today: date) -> str:
    if row.state == ProposalState.GRANTED:
        return _("“{title}”已经授予，请不要再选它。").format(title=row.title)
    if granted < row.proposed:
        text = _("“{title}”的授予日期早于推荐日期 {day}，请核对。")
        return text.format(title=row.title, day=row.proposed.isoformat())
    return _("授予日期还没有到，请核对。") if granted > today else ""


def _honour(row: HonourProposal) -> dict[str, Any]:
    values = row.__data__
    return {
        "person": values["person"],
        "court": values["court"],
        "department": values["department"],
        "title": row.title,
        "level": row.level,
        "grantor": row.organ,
        "document_number": row.document_number,
        "granted": row.granted,
        "notes": row.reasons,
    }


def whom(row: Any) -> tuple[str, str]:
    """Who is proposed, and where he or it belongs: 王祯 of 包头中院刑一庭, or 刑一庭 of 包头中院."""
    values = row.__data__
    if values["person"]:
        person = row.person
        department = person.department.name if person.__data__["department"] else ""
        return person.name, person.court.name + department
    court = row.court.name if values["court"] else ""
    return (row.department.name, court or row.department.court.name) if values["department"] else (court, court)


def print_proposals(path: Path, keys: Sequence[int], organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write proposals with their reasons as a PDF file (表彰推荐名单); returns what there was to choose.

    Raises Refused for none, OSError when the file cannot be written.
    """
    rows = _rows(keys)
    if not rows:
        raise Refused(_("没有选择表彰推荐，请先在列表里选择要打印的。"))
    columns = (
        RosterColumn(_("推荐对象"), 26, "centre", name=True),
        RosterColumn(_("单位"), 44),
        RosterColumn(_("推荐荣誉"), 44),
        RosterColumn(_("级别"), 20, "centre"),
        RosterColumn(_("推荐理由"), 110),
    )
    lines = [(*whom(row), row.title, _level(row), row.reasons.replace("\n", " ")) for row in rows]
    lacking = sum(not row.reasons.strip() for row in rows)
    notes = _("共 {count} 项。").format(count=len(rows))
    if lacking:
        notes += _("其中 {count} 项没有填写推荐理由。").format(count=lacking)
    roster = Roster(_("表彰推荐名单"), columns, organisation=organisation, notes=notes)
    return print_arranged(path, roster, lines, setup)


def _level(row: Any) -> str:
    return str(HonourProposal.level.codes.label(row.level))
