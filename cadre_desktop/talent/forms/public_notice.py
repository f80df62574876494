"""公示名单: who is to enter a pool, as an official paper for the notice board."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.kit.store.database import database
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.rules import Sex
from cadre_desktop.talent.records import Pool

_LISTED_PEOPLE = f"""
    SELECT p.name, p.sex, c.name, d.name, p.post
    FROM person p LEFT JOIN court c ON c.id = p.court_id LEFT JOIN department d ON d.id = p.department_id
    WHERE p.id IN {LISTED} ORDER BY p.strokes, p.id
"""


class NoticePeriod(NamedTuple):
    """From when to when objections are taken, and where to."""

    first: date
    last: date
    contact: str


def print_public_notice(path: Path, pool: Pool, people: Sequence[int], organisation: str, period: NoticePeriod) -> int:
    """Write the notice as a PDF file, people in the order of strokes; returns its pages.

    Raises Refused without anybody, for a period that ends before it begins, and without a contact.
    """
    problems = []
    if period.last < period.first:
        problems.append(Problem(_("公示截止日期早于开始日期，请核对。"), field="last"))
    if not period.contact.strip():
        problems.append(Problem(_("请填写受理单位和电话。"), field="contact"))
    rows = database.rows(_LISTED_PEOPLE, json.dumps(list(people)))
    if not rows:
        problems.append(Problem(_("请先选中要公示的人。")))
    if problems:
        raise Refused(problems)
    paper = OfficialPaper(_("{pool}拟入库人选公示").format(pool=pool.name), author=organisation)
    paper.space()
    text = _(
        "根据人才库建设工作安排，经推荐、考察和研究，拟将{count}名同志纳入{pool}（名单见下表，按姓氏笔画排序）。现予以公示。"
    )
    paper.paragraph(text.format(count=len(rows), pool=pool.name))
    text = _("公示期自{first}至{last}。公示期间，如有异议，请以真实姓名向{contact}反映。")
    paper.paragraph(
        text.format(first=day_text(period.first), last=day_text(period.last), contact=period.contact.strip())
    )
    columns = (
        RosterColumn(_("序号"), 12, "centre"),
        RosterColumn(_("姓名"), 22, "centre", name=True),
        RosterColumn(_("性别"), 12, "centre"),
        RosterColumn(_("单位"), 56),
        RosterColumn(_("部门"), 32),
        RosterColumn(_("职务"), 24),
    )
    paper.table(
        columns,
        [
            (str(number), name, _(Sex(sex).label) if sex else "", court or "", room or "", post)
            for number, (name, sex, court, room, post) in enumerate(rows, 1)
        ],
    )
    paper.signature(organisation, day_text(period.first))
    return paper.save(path)
