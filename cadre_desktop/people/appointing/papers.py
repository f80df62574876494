"""An appointment batch on paper: the notice of appointments and removals after GB/T 9704, and its lines as a table."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.appointing.lines import change_of, lines_of, problems_of, rows_of
from cadre_desktop.people.appointing.words import PostChange, appointed_sentences, ended, removed_sentences
from cadre_desktop.people.records import AppointmentBatch, BatchState

_NAMED = 2
"""So many people are named in a title; of more, the first."""


def notice_title(changes: Sequence[PostChange]) -> str:
    """关于王祯、李静同志职务任免的通知, after what it is about."""
    names = list(dict.fromkeys(change.name for change in changes))
    who = "、".join(names) if len(names) <= _NAMED else _("{name}等").format(name=names[0])
    appoints, removes = (any(getattr(change, what) for change in changes) for what in ("appointed", "removed"))
    if appoints and removes:
        what = _("职务任免")
    elif appoints or removes:
        what = _("任职") if appoints else _("免职")
    else:
        what = _("职级晋升")
    return _("关于{who}同志{what}的通知").format(who=who, what=what)


def print_notice(path: Path, batch: int, issuer: str) -> int:
    """Write the notice of a batch as a PDF file; returns its pages. A draft says that it is one. `issuer` signs it,
    with room for the seal.

    Raises Refused for a batch in which something is lacking, OSError when the file cannot be written.
    """
    row = AppointmentBatch.by_key(batch)
    if problems := problems_of(batch):
        raise Refused(problems)
    changes = [change_of(line, courts=True) for line in rows_of(batch)]
    paper = OfficialPaper(notice_title(changes), author=issuer)
    if row.document_number:
        paper.under_title(row.document_number)
    if row.state == BatchState.DRAFT:
        paper.remark(_("（拟定稿，尚未决定，仅供核对）"))
    paper.space(1)
    opening = _("经{organ}{day}研究决定：")
    paper.paragraph(opening.format(organ=row.organ or issuer, day=day_text(row.decided)))
    for sentence in ended([*appointed_sentences(changes), *removed_sentences(changes)]):
        paper.paragraph(sentence)
    paper.signature(issuer or row.organ, day_text(row.decided), sealed=True)
    return paper.save(path)


def day_text(day: date) -> str:
    """2024年5月6日, without leading zeros."""
    return f"{day.year}年{day.month}月{day.day}日"


def print_lines(path: Path, batch: int, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the lines of a batch as a table, a PDF file; returns what there was to choose.

    Raises Refused when nobody is on it, OSError when the file cannot be written.
    """
    row = AppointmentBatch.by_key(batch)
    lines = lines_of(batch)
    if not lines:
        raise Refused(_("这个批次还没有人，请先加入人员。"))
    columns = [
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("单位"), 40),
        RosterColumn(_("现任职务"), 36),
        RosterColumn(_("拟任职务") if row.state != BatchState.CARRIED_OUT else _("新任职务"), 40),
        RosterColumn(_("免去职务"), 36),
        RosterColumn(_("晋升职级、等级"), 30),
        RosterColumn(_("理由"), 40),
    ]
    rows = [(each.name, each.unit, each.now, each.to, each.removed, each.raised, each.reason) for each in lines]
    kept = [index for index in range(len(columns)) if index < _NAMED or any(line[index] for line in rows)]
    facts = [
        _("文号：{number}").format(number=row.document_number) if row.document_number else "",
        _("决定机关：{organ}").format(organ=row.organ) if row.organ else "",
        _("决定日期：{day}").format(day=day_text(row.decided)),
    ]
    roster = Roster(
        row.title,
        [columns[index] for index in kept],
        organisation=organisation,
        details=["　".join(filter(None, facts))],
        notes=_("共 {count} 人。").format(count=len(lines)),
    )
    return print_arranged(path, roster, [tuple(line[index] for index in kept) for line in rows], setup)
