"""A referral slip on paper: half a sheet of A4 with its counterfoil.

The department of the hospital that is wanted is on paper only: it is handed over here and kept nowhere.
"""

from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.welfare.green_channel.records import Referral
from cadre_desktop.welfare.green_channel.rules import PatientRelation, SlipState, Urgency

HALF_A4 = (210.0, 148.5)
_CUT = 66.0
"""Mm from the left edge to where the counterfoil is torn off."""
_TITLE, _SMALL_TITLE = Style(Role.TITLE, 18), Style(Role.TITLE, 13)
_WORD, _TEXT, _NOTE = Style(Role.HEI, 10.5), Style(Role.SONG, 10.5), Style(Role.SONG, 8.5)
_LINE = 9.6


def print_slip(path: Path, key: int, organisation: str, department: str = "") -> int:
    """Write a slip as a PDF file; `department` is the one of the hospital that is wanted, and is kept nowhere. Returns
    the number of pages. Raises Refused for a slip that is void."""
    row = Referral.by_key(key)
    if row.state == SlipState.VOID:
        raise Refused(_("就医单 {number} 已作废，不能打印。").format(number=row.number))
    paper = Paper(_("惠医惠警就医单"), author=organisation)
    page = paper.page(HALF_A4)
    page.lines([((_CUT, y), (_CUT, y + 2.0)) for y in range(6, 142, 4)], 0.6)
    _counterfoil(page, row)
    _slip(page, row, organisation, department)
    paper.save(path)
    return paper.pages


def _counterfoil(page: PageDrawing, row: Referral) -> None:
    page.text(_CUT / 2 + 3, 20, _("存　根"), _SMALL_TITLE, "centre")
    lines = (
        (_("编号"), row.number),
        (_("日期"), _day(row.issued)),
        (_("干警"), row.person.name),
        (_("就医人"), _(PatientRelation(row.relation).label)),
        (_("缓急"), _(Urgency(row.urgency).label)),
        (_("预约"), _appointment(row)),
    )
    _fields(page, 14, 34, 48, [*lines, (_("医院"), row.agreement.hospital)])
    page.text(14, 128, _("经办人："), _TEXT)


def _slip(page: PageDrawing, row: Referral, organisation: str, department: str) -> None:
    left, width = _CUT + 10, 210 - _CUT - 22
    page.text(left + width / 2, 18, _("惠医惠警就医单"), _TITLE, "centre")
    page.text(left, 28, organisation, _TEXT)
    page.text(left + width, 28, row.number, _TEXT, "right")
    agreement = row.agreement
    lines = (
        (_("日期"), _day(row.issued)),
        (_("就医人"), _patient(row)),
        (_("医院"), agreement.hospital),
        (_("就诊科室"), department),
        (_("缓急"), _(Urgency(row.urgency).label)),
        (_("预约时间"), _appointment(row)),
        (_("法院联系人"), _contact(agreement.own_contact, agreement.own_phone)),
        (_("医院联系人"), _contact(agreement.contact, agreement.contact_phone)),
    )
    page.rect(left - 3, 33, width + 6, len(lines) * _LINE + 5, 0.8)
    _fields(page, left, 41, width, lines)
    y = 41 + len(lines) * _LINE + 8
    page.text(left, y, _("请凭本单和本人有效身份证件，到医院优先窗口办理。本单不记载病情。"), _NOTE)
    page.text(left + width, y + 14, _("（盖章）"), _TEXT, "right")


def _fields(page: PageDrawing, x: float, y: float, width: float, lines: object) -> None:
    for word, text in lines:  # type: ignore[attr-defined]
        page.text(x, y, _("{word}：").format(word=word), _WORD)
        start = 11.5 if len(word) == 2 else 15.5 if len(word) == 3 else 19.5 if len(word) == 4 else 23.5
        page.fitted(x + start, y, text, _TEXT, width - start)
        page.line(x + start, y + 1.4, x + width, y + 1.4, 0.3)
        y += _LINE


def _day(day: object) -> str:
    return f"{day}"


def _patient(row: Referral) -> str:
    relation = PatientRelation(row.relation)
    if relation is PatientRelation.SELF:
        return str(row.person.name)
    return _("{name}的{relation}").format(name=row.person.name, relation=_(relation.label))


def _appointment(row: Referral) -> str:
    return " ".join(filter(None, (_day(row.appointed) if row.appointed else "", row.appointed_at)))


def _contact(name: str, phone: str) -> str:
    return " ".join(filter(None, (name, phone)))
