"""Newcomers on paper: the form at the end of probation, the list for the group portrait, and welcome cards."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.boxes.box import Box
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.typesetting import Style, fitted
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.rules import Sex
from cadre_desktop.people.sheets.cells import BODY, write
from cadre_desktop.welfare.newcomers.checklist import checklist_of
from cadre_desktop.welfare.newcomers.enlisting import batch_now, newcomer_now
from cadre_desktop.welfare.newcomers.mentoring import pairs_of
from cadre_desktop.welfare.newcomers.records import Newcomer
from cadre_desktop.welfare.newcomers.rules import probation_end

_LEFT, _TOP, _WIDTH = 22.0, 40.0, 166.0
_TITLE = Style(Role.TITLE, 20)
_LABEL = 28.0
_ROW = 12.0
_OPINIONS = (
    (N_("本人\n总结"), 66.0, N_("签名：　　　　　　　　年　　月　　日")),
    (N_("部门\n意见"), 34.0, N_("负责人签名：　　　　　　　　年　　月　　日")),
    (N_("政治部门\n意见"), 34.0, N_("（盖章）　　　　年　　月　　日")),
    (N_("法院\n意见"), 34.0, N_("（盖章）　　　　年　　月　　日")),
)
_CARD_NAME, _CARD = Style(Role.KAI, 36), Style(Role.KAI, 16)
_SMALL = Style(Role.SONG, 11)


def print_conversion_forms(path: Path, newcomers: Sequence[int]) -> int:
    """Write a 试用期满转正考核表 for each newcomer as a PDF file, opinions and signatures left open; returns the
    pages. Raises Refused without anybody."""
    if not newcomers:
        raise Refused(_("请先选中要打印考核表的人。"))
    paper = Paper(_("试用期满转正考核表"))
    for key in newcomers:
        _draw_form(paper.page(A4), newcomer_now(key))
    paper.save(path)
    return paper.pages


def _draw_form(page: PageDrawing, row: Newcomer) -> None:
    page.fitted(page.width / 2, 28, _("新录用公务员试用期满转正考核表"), _TITLE, _WIDTH, "centre")
    y, cells = _TOP, _facts(row)
    value = _WIDTH / 2 - _LABEL
    for index in range(0, len(cells), 2):
        x = _LEFT
        for title, text in cells[index : index + 2]:
            _cell(page, Box(x, y, _LABEL, _ROW), title)
            _cell(page, Box(x + _LABEL, y, value, _ROW), text)
            x += _WIDTH / 2
        y += _ROW
    for title, height, signed in _OPINIONS:
        _cell(page, Box(_LEFT, y, _LABEL, height), _(title))
        page.rect(_LEFT + _LABEL, y, _WIDTH - _LABEL, height, 0.5)
        page.text(_LEFT + _WIDTH - 4, y + height - 5, _(signed), Style(Role.SONG, 12), "right")
        y += height


def _cell(page: PageDrawing, box: Box, text: str) -> None:
    page.rect(box.x, box.y, box.width, box.height, 0.5)
    if text:
        write(page, box, text, Style(BODY.role, 12))


def _facts(row: Any) -> list[tuple[str, str]]:
    """The basic facts, two to a line."""
    person = row.person
    own = person.__data__
    pair = pairs_of([person.id]).get(person.id)
    ends = row.probation_ends or probation_end(row.reported)
    home = (person.court.short_name or person.court.name) + (person.department.name if own["department"] else "")
    return [
        (_("姓　名"), person.name),
        (_("性　别"), _(Sex(own["sex"]).label) if own["sex"] else ""),
        (_("出生年月"), f"{own['born']:%Y.%m}" if own["born"] else ""),
        (_("民　族"), _label("ethnic", own["ethnic"])),
        (_("政治面貌"), _label("political", own["political"])),
        (_("学　历"), _label("education", own["education"])),
        (_("单位部门"), home),
        (_("拟任职务"), ""),
        (_("报到日期"), day_text(row.reported)),
        (_("试用期满"), day_text(ends)),
        (_("导　师"), pair.mentor.name if pair is not None else ""),
        (_("半年谈话"), day_text(row.talked) if row.talked else ""),
    ]


def _label(table: str, code: str) -> str:
    return _(code_table(table).label(code)) if code else ""


def print_portrait_list(
    path: Path, batch: int, today: date, organisation: str, setup: Setup | None = None
) -> PaperOffer:
    """Write who is to be in the group portrait of a batch, and whose own portrait is lacking, as a PDF file (照片名单).

    Raises Refused without anybody.
    """
    row, grid = batch_now(batch), checklist_of(batch, today)
    if not grid.lines:
        raise Refused(_("“{title}”还没有人，请先加入人员。").format(title=row.title))
    photographed = _with_photo([line.person for line in grid.lines])
    columns = (
        RosterColumn(_("法院"), 40),
        RosterColumn(_("姓名"), 30, "centre", name=True),
        RosterColumn(_("入职照片"), 24, "centre"),
        RosterColumn(_("合影站位"), 30, "centre"),
        RosterColumn(_("备注"), 34),
    )
    rows = [(line.court, line.name, _("有") if line.person in photographed else _("缺"), "", "") for line in grid.lines]
    lacking = len(grid.lines) - len(photographed)
    notes = _("共 {count} 人，缺入职照片 {lacking} 人。").format(count=len(grid.lines), lacking=lacking)
    title = _("{batch}照片名单").format(batch=row.title)
    return print_arranged(path, Roster(title, columns, organisation=organisation, notes=notes), rows, setup)


def _with_photo(people: Sequence[int]) -> set[int]:
    return {row.id for row in Person.select(Person.id).where(Person.id.in_(list(people)), Person.photo != "")}


def print_welcome_cards(path: Path, batch: int, today: date, organisation: str) -> int:
    """Write welcome cards, two on a page to be cut apart, as a PDF file; returns the pages. Raises Refused without
    anybody."""
    row, grid = batch_now(batch), checklist_of(batch, today)
    if not grid.lines:
        raise Refused(_("“{title}”还没有人，请先加入人员。").format(title=row.title))
    mottos = {each.id: each.motto for each in Newcomer.select().where(Newcomer.batch == row)}
    people = Person.select(Person, Court).join(Court).where(Person.id.in_([line.person for line in grid.lines]))
    courts = {each.id: each.court.name for each in people}
    paper = Paper(_("欢迎卡"))
    for number, line in enumerate(grid.lines):
        if number % 2 == 0:
            page = paper.page(A4)
        top, motto = (number % 2) * page.height / 2, mottos.get(line.newcomer, "")
        _draw_card(page, top, line.name, motto, courts.get(line.person, organisation), row)
    paper.save(path)
    return paper.pages


def _draw_card(page: PageDrawing, top: float, name: str, motto: str, organisation: str, batch: Any) -> None:
    height, middle = page.height / 2, page.width / 2
    page.rect(14, top + 12, page.width - 28, height - 24, 0.8)
    page.rect(16, top + 14, page.width - 32, height - 28, 0.3)
    page.middle(middle, top + 38, _("欢迎加入"), _CARD, "centre")
    page.middle(middle, top + 50, organisation, fitted(organisation, _CARD, 150), "centre")
    page.middle(middle, top + 76, name, fitted(name, _CARD_NAME, 140), "centre")
    words = motto or _("愿你忠诚履职、公正司法，在审判事业中不断成长。")
    page.middle(middle, top + 104, words, fitted(words, _CARD, 150), "centre")
    page.middle(middle, top + 122, day_text(batch.reports), _SMALL, "centre")
