"""A session on paper: the sheet that those expected in it sign."""

from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.sheets import SignInSheet, print_sign_in_sheet
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.rosters import names_in_order, short_names
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.namesakes import namesakes, with_mark
from cadre_desktop.people.name_list.presence_sheet import read_sheet
from cadre_desktop.people.name_list.rules import LeaveKind
from cadre_desktop.people.records import Court


def print_session_sign_in(
    path: Path, names: NameListOf, event: Any, session: int, setup: Setup | None = None
) -> PaperOffer:
    """The sign-in sheet (签到表) of one session (key): everybody expected, those who make it up at the end; who is on
    leave already is said so. Of a confidential event it has no departments. Returns what there was to choose.

    Raises Refused when the session has gone or nobody is expected in it.
    """
    sheet, words = read_sheet(names, event), names.words
    head = next((each for each in sheet.sessions if each.key == session), None)
    if head is None:
        raise Refused(words.said(_("{session}已被删除，请刷新后再打印。")))
    lines = sheet.roll(head)
    title = names.title_of(event)
    if not lines:
        raise Refused(words.said(_("“{title}”这一{session}没有要参加的人，请先加入人员或安排{make_up}。"), title=title))
    held = _("{year}年{words}").format(year=head.day.year, words=head.words)  # the paper is filed
    details = [words.said(_("{session}：{words}"), words=held)]
    if head.lecturer:
        details.append(words.said(_("{lecturer}：{name}"), name=head.lecturer))
    venue = head.venue or names.value(event, names.venue)
    if venue:
        details.append(_("地点：{place}").format(place=venue))
    columns = [
        RosterColumn(_("姓名"), 24, "centre", name=True),
        RosterColumn(_("单位"), 50, parts=names_in_order(Court), brief=short_names(Court)),
    ]
    full = {short: name for name, short in short_names(Court).items()}
    marks = namesakes(names, event, shown=not names.confidential(event), told=False)
    rows = [[with_mark(line.name, marks.get(line.entry, "")), full.get(line.court, line.court)] for line in lines]
    if not names.confidential(event):
        columns.append(RosterColumn(_("部门"), 38))
        rows = [[*row, line.department] for row, line in zip(rows, lines, strict=True)]
    remarks = [
        _remark(names, sheet.said.get((session, line.entry)), sheet.makes_up.get((session, line.entry)))
        for line in lines
    ]
    if any(remarks):
        columns.append(RosterColumn(_("备注"), 22, "centre"))
        rows = [[*row, remark] for row, remark in zip(rows, remarks, strict=True)]
    return print_sign_in_sheet(path, SignInSheet(_("{title}签到表").format(title=title), columns, details), rows, setup)


def _remark(names: NameListOf, said: Any, makes_up: str | None) -> str:
    """补课, 公假: what is known beforehand."""
    if makes_up is not None:
        return _(names.words.make_up)
    if said is None or not said.leave:
        return ""
    return _(LeaveKind(said.leave).label)
