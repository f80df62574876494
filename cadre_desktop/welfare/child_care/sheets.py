"""The lists of a period on paper: who may collect whom, who comes and goes on a day, and each class. The purpose is on
every one of them."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Band, Roster, Row
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import Sex
from cadre_desktop.welfare.child_care.admitting import pick_ups_of
from cadre_desktop.welfare.child_care.deleting import refuse_deleted
from cadre_desktop.welfare.child_care.grades import grade_text
from cadre_desktop.welfare.child_care.records import CareClass, CarePeriod, CareStaff, Child
from cadre_desktop.welfare.child_care.rules import MOST_PICK_UPS, PURPOSE, CareRole, Enrolled

_SIGNED_ROW = 11.0
"""Mm of a row that is signed in."""


class ListedChild(NamedTuple):
    """A child on paper, with who may collect it."""

    number: int
    name: str
    sex: str
    grade: str
    room: str
    parent: str
    phone: str
    state: str
    health: bool
    leaves_alone: bool
    emergency: str
    pick_ups: Sequence[str] = ()


def purpose_of(period: CarePeriod) -> str:
    """Why the children's information is kept, and until when."""
    text = period.purpose or _(PURPOSE)
    if period.deletes_on is None:
        return text
    return text + _("删除日期：{day}。").format(day=period.deletes_on.isoformat())


def care_words(period: CarePeriod) -> str:
    """2024年1月22日至2月2日，8:30–18:00; the year of the end where it is another one."""
    starts, ends = period.starts, period.ends
    text = _("{year}年{month}月{day}日").format(year=starts.year, month=starts.month, day=starts.day)
    until = _("至{month}月{day}日") if ends.year == starts.year else _("至{year}年{month}月{day}日")
    text += until.format(year=ends.year, month=ends.month, day=ends.day)
    return f"{text}，{period.hours}" if period.hours else text


def children_of(period: CarePeriod, admitted: bool = False) -> list[ListedChild]:
    """The children of a period by class and number, without who left. Raises Refused where there are none."""
    if problems := refuse_deleted(period.id):
        raise Refused(list(problems))
    states = [Enrolled.ADMITTED] if admitted else [Enrolled.ADMITTED, Enrolled.APPLIED, Enrolled.WAITING]
    rows = list(Child.select(Child, Person).join(Person).where(Child.period == period.id, Child.state.in_(states)))
    if not rows:
        told = _("“{title}”还没有录取的子女，请先录取再打印。") if admitted else _("“{title}”还没有报名的子女。")
        raise Refused(told.format(title=period.title))
    rooms = {row.id: row.title for row in CareClass.select().where(CareClass.period == period.id)}
    collecting = pick_ups_of([row.id for row in rows])
    found = [
        ListedChild(
            row.number or 0,
            row.name,
            Sex.table().label(row.sex),
            grade_text(row.grade),
            rooms.get(row.__data__["care_class"], ""),
            row.person.name,
            row.person.phone,
            row.state,
            row.health_declared,
            row.leaves_alone,
            "　".join(filter(None, (row.emergency_contact, row.emergency_phone))),
            [_collecting(each.name, each.relation, each.phone) for each in collecting.get(row.id, ())],
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: (each.room == "", each.room, each.number))


def _collecting(name: str, relation: str, phone: str) -> str:
    return " ".join(filter(None, (f"{name}（{relation}）" if relation else name, phone)))


def _banded(children: Sequence[ListedChild], cells: Sequence[Sequence[str]]) -> list[Row]:
    """The rows, those of each class below its name where there are classes."""
    if not any(child.room for child in children):
        return list(cells)
    found: list[Row] = []
    before: str | None = None
    for child, row in zip(children, cells, strict=True):
        if child.room != before:
            found.append(Band(child.room or _("未编班")))
            before = child.room
        found.append(row)
    return found


def _roster(period: CarePeriod, title: str, columns: Sequence[RosterColumn], **more: object) -> Roster:
    details = [_("时间：{when}").format(when=care_words(period))]
    if period.place:
        details[0] += _("　地点：{place}").format(place=period.place)
    return Roster(
        f"{period.title}{title}",
        columns,
        details=details,
        notes=purpose_of(period),
        numbered=False,
        banded=_("班级"),
        foot=_("含未满十四周岁子女信息，仅用于本期托辅，{day} 删除，请妥善保管").format(
            day=(period.deletes_on or period.ends).isoformat()
        ),
        **more,  # type: ignore[arg-type]
    )


def print_pick_up_list(path: Path, period: int, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Who may collect each child, and whom to call. Raises Refused where nobody is admitted."""
    row = CarePeriod.by_key(period)
    children = children_of(row, admitted=True)
    columns = [
        RosterColumn(_("编号"), 12, "centre"),
        RosterColumn(_("子女姓名"), 20, "centre", name=True),
        RosterColumn(_("职工及电话"), 34),
        *(RosterColumn(_("接送人{number}").format(number=number), 38) for number in range(1, MOST_PICK_UPS + 1)),
        RosterColumn(_("紧急联系人"), 36),
        RosterColumn(_("健康声明"), 18, "centre"),
        RosterColumn(_("自行离园"), 18, "centre"),
    ]
    cells = [
        (
            str(child.number),
            child.name,
            " ".join(filter(None, (child.parent, child.phone))),
            *[*child.pick_ups, "", "", ""][:MOST_PICK_UPS],
            child.emergency,
            _("已交") if child.health else _("未交"),
            _("是") if child.leaves_alone else "",
        )
        for child in children
    ]
    roster = _roster(row, _("接送人名单"), columns, organisation=organisation)
    return print_arranged(path, roster, _banded(children, cells), setup)


def print_daily_sheet(path: Path, period: int, day: date, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """The sheet of a day: who brings and who collects a child signs with the time."""
    row = CarePeriod.by_key(period)
    children = children_of(row, admitted=True)
    columns = [
        RosterColumn(_("编号"), 12, "centre"),
        RosterColumn(_("子女姓名"), 20, "centre", name=True),
        RosterColumn(_("可接送人"), 46),
        RosterColumn(_("到园时间"), 20, "centre"),
        RosterColumn(_("送园人签名"), 26, "centre"),
        RosterColumn(_("离园时间"), 20, "centre"),
        RosterColumn(_("接走人签名"), 26, "centre"),
        RosterColumn(_("备注"), 22),
    ]
    cells = [
        (
            str(child.number),
            child.name,
            "、".join(each.split(" ")[0] for each in child.pick_ups) or (_("自行离园") if child.leaves_alone else ""),
            *[""] * 5,
        )
        for child in children
    ]
    title = _("每日签到签离表（{month}月{day}日）").format(month=day.month, day=day.day)
    roster = _roster(row, title, columns, organisation=organisation, row=_SIGNED_ROW)
    return print_arranged(path, roster, _banded(children, cells), setup)


def print_class_list(path: Path, period: int, organisation: str, setup: Setup | None = None) -> PaperOffer:
    """Each class with its children, tutors and volunteers."""
    row = CarePeriod.by_key(period)
    children = children_of(row, admitted=True)
    columns = [
        RosterColumn(_("编号"), 14, "centre"),
        RosterColumn(_("子女姓名"), 26, "centre", name=True),
        RosterColumn(_("性别"), 14, "centre"),
        RosterColumn(_("年级"), 22, "centre"),
        RosterColumn(_("班级"), 34),
        RosterColumn(_("职工"), 24, "centre", name=True),
        RosterColumn(_("电话"), 32, "centre"),
    ]
    cells = [
        (str(each.number), each.name, each.sex, each.grade, each.room, each.parent, each.phone) for each in children
    ]
    roster = _roster(row, _("班级名单"), columns, organisation=organisation)
    staff = _staff_words(row)
    if staff:
        roster = Roster(**{**roster.__dict__, "details": [*roster.details, staff]})
    return print_arranged(path, roster, _banded(children, cells), setup)


def _staff_words(period: CarePeriod) -> str:
    rows = list(CareStaff.select().where(CareStaff.period == period.id).order_by(CareStaff.id))
    parts = []
    for role in CareRole:
        names = "、".join(row.name for row in rows if row.role == role)
        if names:
            parts.append(_("{role}：{names}").format(role=_(role.label), names=names))
    return "　".join(parts)
