"""Nomination forms (推荐表) going out: one for each court, or department of it, with the places it has open."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_all_arranged
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, sheet_name, sheet_titles, write_table, write_tables
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.listed_rows import RowIdentity
from cadre_desktop.people.name_list.quota_rules import Share, shares_of
from cadre_desktop.people.name_list.quotas import quota_lines

EVENT = ("活动名称", "班次名称", "班次", "培训班", "活动")
REASON = ("推荐理由", "理由", "备注")
OTHERS = N_("其他部门")
_SPARE = 2
"""Blank lines beyond the open places of a printed form: who is nominated beyond them waits."""


def form_suffix() -> str:
    """What the title of every form ends with."""
    return _("推荐表")


def shares_to_fill(names: NameListOf, event: Any) -> list[Share]:
    """The places of courts and departments that have a quota. Raises Refused when no places are given out."""
    shares = shares_of(quota_lines(names, event))
    if not shares:
        text = _("“{title}”还没有分配名额，请先在“名额分配”里填写各法院、部门的名额。")
        raise Refused(text.format(title=names.title_of(event)))
    return shares


def _columns() -> list[OutColumn]:
    return [
        OutColumn(_("活动名称"), 30),
        OutColumn(_("法院"), 20),
        OutColumn(_("姓名"), 12, required=True),
        OutColumn(_("部门"), 18),
        OutColumn(_("职务"), 16),
        OutColumn(_("工号"), 14, note=_("填工号或身份证号，不会认错同名的人")),
        OutColumn(_("身份证号"), 22),
        OutColumn(_("推荐理由"), 30),
    ]


def write_forms(path: Path, names: NameListOf, event: Any) -> int:
    """Write a workbook with a form for each court and department that has a quota: a row for each open place, with
    court and department in it; returns how many forms.

    Raises Refused when no places are given out, or the file is open elsewhere.
    """
    title, columns = names.title_of(event), _columns()
    shares = shares_to_fill(names, event)
    sheets = sheet_titles(sheet_name(share.name, form_suffix()) for share in shares)
    forms = [
        (SheetSpec(sheet, columns), [_blank(title, share) for _line in range(max(1, share.open))])
        for sheet, share in zip(sheets, shares, strict=True)
    ]
    write_tables(path, forms)
    return len(forms)


def _blank(title: str, share: Share) -> list[str | None]:
    return [title, share.court, None, share.department or None, *[None] * 4]


def write_rows(path: Path, names: NameListOf, event: Any, rows: Iterable[tuple[RowIdentity, str, str]]) -> int:
    """Write rows of forms (who, the reason given, and why it was not taken in) as a form that can be read again once
    they have been put right; returns how many.

    Raises Refused when the file is open elsewhere.
    """
    title = names.title_of(event)
    columns = [*_columns(), OutColumn(_("没有读入的原因"), 50)]
    cells = [
        (title, said.court, said.name, said.department, None, said.staff_number, said.id_number, reason, why)
        for said, reason, why in rows
    ]
    return write_table(path, SheetSpec(sheet_name("", form_suffix()), columns), cells)


def print_forms(path: Path, names: NameListOf, event: Any, setup: Setup | None = None) -> PaperOffer:
    """The same on paper, each on pages of its own. Raises Refused when no places are given out."""
    title = names.title_of(event)
    shares, about = shares_to_fill(names, event), tuple(_about(names, event))
    sections = [_printed(title, about, share) for share in shares]
    return print_all_arranged(path, _("{title}推荐表").format(title=title), sections, setup)


def _about(names: NameListOf, event: Any) -> Iterator[str]:
    """When and where: who nominates has to know it."""
    first: date | None = names.value(event, names.starts)
    if first is not None:
        last: date = names.value(event, names.ends) or first
        text = _("{year}年{month}月{day}日").format(year=first.year, month=first.month, day=first.day)
        if last != first:
            text += _("至{month}月{day}日").format(month=last.month, day=last.day)
        yield _("时间：{time}").format(time=text)
    if venue := names.value(event, names.venue):
        yield _("地点：{place}").format(place=venue)


def _printed(title: str, about: Sequence[str], share: Share) -> tuple[Roster, Sequence[Sequence[str]]]:
    columns = [
        RosterColumn(_("姓名"), 24, "centre"),
        RosterColumn(_("部门"), 34),
        RosterColumn(_("职务"), 26),
        RosterColumn(_("工号"), 24),
        RosterColumn(_("推荐理由"), 52),
    ]
    words = _("名额 {places} 人，已报 {listed} 人，还可推荐 {open} 人").format(
        places=share.given, listed=share.listed, open=share.open
    )
    if share.fewer:
        left, none = _("（{court}只剩这些名额）"), _("（{court}的名额已报满）")
        words += (left if share.open else none).format(court=share.court)
    roster = Roster(
        title=_("{title}推荐表").format(title=title),
        columns=columns,
        organisation=share.name,
        details=(*about, words),
        notes=_("超出名额的按次序列为候补。"),
        row=10.0,
        signers=(_("推荐单位（盖章）"), _("日期")),
    )
    row = ["", share.department, "", "", ""]
    return roster, [row for _line in range(max(1, share.open) + _SPARE)]
