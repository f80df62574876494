"""Retirement on paper: letters to those who are about to retire, the list, and the approval form's columns."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.months import months_later
from cadre_desktop.people.retirement.due_list import DueList, Retiree, base_words, condition_words, remark_words
from cadre_desktop.people.retirement.rules import (
    EARLY,
    EARLY_NOTICE,
    FEMALE_60,
    LATE,
    LATE_ENDED,
    LATE_NOTICE,
    benefits_from,
    least_contribution,
)
from cadre_desktop.people.rules import Sex

_REASONS = {EARLY: "弹性提前", LATE: "弹性延迟期满", LATE_ENDED: "终止弹性延迟"}
_OWN_WISH = "处级女干部和女高级职称自愿"
_APPROVAL = (
    ("单位", 30, 34.0),
    ("姓名", 10, 18.0),
    ("性别", 6, 10.0),
    ("出生年月", 10, 17.0),
    ("参加工作", 10, 17.0),
    ("身份证号", 21, 33.0),
    ("岗位", 18, 26.0),
    ("职务职级、级别档次", 26, 32.0),
    ("中断工龄", 10, 13.0),
    ("退休事由", 18, 22.0),
    ("退休时间", 10, 17.0),
    ("待遇执行时间", 12, 17.0),
    ("单位意见", 14, 20.0),
    ("主管部门意见", 14, 20.0),
    ("审批意见", 14, 20.0),
)
"""The columns of the approval form of 2025, with their widths in a workbook and in mm; they are a contract with those
who receive it and are never translated."""


_LIST = (
    ("单位", 20),
    ("部门", 18),
    ("姓名", 10),
    ("性别", 6),
    ("出生年月", 10),
    ("职务职级", 26),
    ("类别", 24),
    ("到龄年月", 10),
    ("法定年龄", 14),
    ("最早年月", 10),
    ("退休年月", 10),
    ("说明", 40),
)


def list_title(listed: DueList) -> str:
    """What the list is called."""
    return _("退休预告名单（至 {month}）").format(month=_month(listed.until))


def refuse_nobody(people: Sequence[Retiree]) -> None:
    """Raises Refused where nobody retires."""
    if not people:
        raise Refused(_("这段时间没有人到龄退休，请把截止日期往后选。"))


def print_list(path: Path, listed: DueList, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the list as a PDF file; returns what there was to choose. Raises Refused where nobody is on it."""
    refuse_nobody(listed.people)
    columns = (
        RosterColumn(_("单位"), 26, parts=tuple(dict.fromkeys(one.court_short for one in listed.people))),
        RosterColumn(_("部门"), 24),
        RosterColumn(_("姓名"), 18, "centre", name=True),
        RosterColumn(_("性别"), 10, "centre"),
        RosterColumn(_("出生年月"), 17, "centre"),
        RosterColumn(_("职务职级"), 34),
        RosterColumn(_("类别"), 34),
        RosterColumn(_("到龄年月"), 17, "centre"),
        RosterColumn(_("法定年龄"), 22, "centre"),
        RosterColumn(_("最早年月"), 17, "centre"),
        RosterColumn(_("退休年月"), 17, "centre"),
        RosterColumn(_("说明"), 50),
    )
    rows = [_list_row(one, listed.day) for one in listed.people]
    notes = _("共 {count} 人。“拟”是按档案推定的类别，须经认定；最早年月须{condition}。")
    condition = _("缴费年限达到规定、提前 3 个月书面告知、经批准")
    roster = Roster(
        list_title(listed),
        columns,
        organisation=organisation,
        date=listed.day.isoformat(),
        notes=notes.format(count=len(rows), condition=condition),
    )
    return print_arranged(path, roster, rows, setup)


def _list_row(one: Retiree, day: date) -> list[str]:
    return [
        one.court_short,
        one.department,
        one.name,
        _(Sex(one.sex).label) if one.sex else "",
        _month(one.born),
        "、".join(filter(None, (one.post, one.rank_text))),
        base_words(one),
        _month(one.months.statutory),
        one.months.age,
        _month(one.months.earliest),
        _month(one.expected),
        remark_words(one, day),
    ]


def approval_rows(people: Iterable[Retiree]) -> list[list[str]]:
    """A row for each in the columns of the approval form; what the dossier does not know is left to be written."""
    return [
        [
            one.court,
            one.name,
            _(Sex(one.sex).label) if one.sex else "",
            _month(one.born),
            _month(one.joined_work) if one.joined_work else "",
            one.id_number,
            one.department,
            "、".join(filter(None, (one.post, one.rank_text))),
            "",
            reason_of(one),
            _month(one.expected),
            _month(benefits_from(one.expected)),
            "",
            "",
            "",
        ]
        for one in people
    ]


def reason_of(one: Retiree) -> str:
    """The reason of the approval form (one of seven) that fits."""
    if one.chosen.base == FEMALE_60 and one.chosen.choice == EARLY:
        return _OWN_WISH
    return _REASONS.get(one.chosen.choice, "到龄")


def approval_title() -> str:
    """What the list for the approval is called."""
    return _("退休审批名单")


def print_approval(path: Path, people: Sequence[Retiree], organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Write the approval form's columns as a PDF file. Raises Refused where nobody is chosen."""
    refuse_nobody(people)
    columns = [
        RosterColumn(title, mm, "centre" if mm < 18 else "left", name=title == "姓名")
        for title, _width, mm in _APPROVAL
    ]
    notes = _("退休事由七项：到龄、弹性提前、弹性延迟期满、终止弹性延迟、特殊工种、因病、处级女干部和女高级职称自愿。")
    roster = Roster(approval_title(), columns, organisation=organisation, notes=notes, row=12, size=(420, 297))
    return print_arranged(path, roster, approval_rows(people), setup)


def write_approval(path: Path, people: Sequence[Retiree]) -> int:
    """The same as a workbook; returns how many people."""
    refuse_nobody(people)
    columns = [OutColumn(title, width) for title, width, _mm in _APPROVAL]
    return write_tables(path, [(SheetSpec("退休审批名单", columns, frozen=2), approval_rows(people))])[0]


def write_list(path: Path, listed: DueList) -> int:
    """The list as a workbook; returns how many people."""
    refuse_nobody(listed.people)
    columns = [OutColumn(title, width) for title, width in _LIST]
    columns.insert(10, OutColumn("最早的条件", 36))
    rows: list[list[Any]] = []
    for one in listed.people:
        row: list[Any] = list(_list_row(one, listed.day))
        row.insert(10, condition_words(one))
        rows.append(row)
    return write_tables(path, [(SheetSpec("退休预告", columns, frozen=3), rows)])[0]


def letter_title(number: int, months: Sequence[int]) -> str:
    """What the letter so many months before is called: the first, the last, and those between."""
    if number == max(months):
        return _("到龄退休预告通知书")
    return _("办理退休手续通知书") if number == min(months) else _("到龄退休提醒函")


def print_letters(path: Path, people: Sequence[Retiree], number: int, months: Sequence[int], day: date) -> int:
    """Write a letter to each of these people as official papers in one PDF file, signed by their courts; returns its
    pages.

    Raises Refused where nobody is chosen, or the base of somebody still has to be decided: a letter names a month that
    must be certain.
    """
    refuse_nobody(people)
    undecided = [one.name for one in people if one.open or one.trouble]
    if undecided:
        words = _("{names}的退休类别还没有认定或有误，请先认定再发通知。")
        raise Refused(words.format(names="、".join(undecided)))
    title = letter_title(number, months)
    paper = OfficialPaper(title, author=people[0].court)
    for index, one in enumerate(people):
        if index:
            paper.begin_paper(title)
        _letter(paper, one, number, months, day)
    return paper.save(path)


def _letter(paper: OfficialPaper, one: Retiree, number: int, months: Sequence[int], day: date) -> None:
    paper.space(0.6)
    paper.address(_("{name}同志：").format(name=one.name))
    for words in _letter_words(one, number, months, day):
        paper.paragraph(words)
    paper.space(0.4)
    paper.paragraph(_("特此通知。"))
    paper.signature(one.court, _date(day))


def _letter_words(one: Retiree, number: int, months: Sequence[int], day: date) -> Iterable[str]:
    about = {"born": _date(one.born, month=True), "age": one.months.age, "month": _date(one.expected, month=True)}
    if one.chosen.choice in _REASONS:
        yield _("您选择的退休时间为{month}（{reason}）。").format(reason=_REASONS[one.chosen.choice], **about)
    else:
        reformed = one.months.statutory.year >= 2025
        rule = _("国务院关于渐进式延迟法定退休年龄的办法") if reformed else _("规定")
        words = _("您出生于{born}，按{rule}，法定退休年龄为{age}，于{month}到龄退休。")
        yield words.format(rule=rule, **about)
    if number == max(months):
        yield from _choices(one, day)
        yield _("请核对出生年月、参加工作时间和档案记载，有出入的于一个月内提出。")
    elif number == min(months):
        words = _("请于到龄当月办结退休审批、工作交接和证件、设备的交还，养老金自{month}起发放。")
        yield words.format(month=_date(benefits_from(one.expected), month=True))
    else:
        yield _("请安排好未结案件和工作的交接，备齐身份证、户口簿、参加工作和工龄的材料，于到龄前一个月交政治部。")


def _choices(one: Retiree, day: date) -> Iterable[str]:
    """What may be chosen still: an earlier month that leaves time for the notice, a later one for those who may."""
    soonest = months_later(day, EARLY_NOTICE)
    first = max(
        one.months.earliest,
        soonest.replace(day=1) if soonest.day <= (one.birth_day or 1) else months_later(soonest.replace(day=1), 1),
    )
    if one.chosen.choice in _REASONS:
        return
    if first < one.months.statutory:
        words = _(
            "如选择弹性提前退休，最早可至{first}，须养老保险缴费满{months}个月，并在选定的时间前{notice}个月书面告知，按管理权限报批。"
        )
        contribution = least_contribution(first.year)
        yield words.format(first=_date(first, month=True), months=contribution, notice=EARLY_NOTICE)
    if one.late_allowed:
        words = _("如双方同意延迟退休，最晚可至{last}，须于到龄前{notice}个月书面约定。")
        yield words.format(last=_date(one.months.latest, month=True), notice=LATE_NOTICE)


def due_letters(listed: DueList, number: int, months: Sequence[int]) -> list[Retiree]:
    """Those to whom the letter so many months before is due on the day of the list: the day has come, and that of the
    next letter has not."""
    later = [each for each in months if each < number]
    found = []
    for one in listed.people:
        first = months_later(one.day, -number)
        last = months_later(one.day, -max(later)) if later else one.day
        if first <= listed.day < last:
            found.append(one)
    return found


def _month(day: date) -> str:
    return f"{day:%Y.%m}"


def _date(day: date, month: bool = False) -> str:
    return f"{day.year}年{day.month}月" if month else f"{day.year}年{day.month}月{day.day}日"
