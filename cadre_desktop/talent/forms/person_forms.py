"""推荐表 and 审批表: a page for each member of a pool, filled in from the dossier, with room for opinions and seals."""

from collections.abc import Sequence
from datetime import date
from enum import Enum
from pathlib import Path

from cadre_desktop.kit.documents.drawing import PageDrawing
from cadre_desktop.kit.documents.fonts import Role
from cadre_desktop.kit.documents.paper import A4, Paper
from cadre_desktop.kit.documents.typesetting import Style
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import blobs
from cadre_desktop.talent.forms.boxes import BoxRow, FormBox, draw_rows, frame, label
from cadre_desktop.talent.forms.person_facts import FormFacts, facts_for_forms
from cadre_desktop.talent.readiness.rules import Fitness
from cadre_desktop.talent.records import Membership, Pool

_LEFT, _TOP, _WIDTH, _BOTTOM = 20.0, 34.0, 170.0, 281.0
_PHOTO = 34.0
_ROW = 11.0
_TITLE = Style(Role.TITLE, 20)
_NOTE = Style(Role.SONG, 9)
_COLUMNS = (20.0, 27.0, 20.0, 22.0, 22.0, 25.0)
"""Labels and texts beside the photo."""
_SIGNED = N_("（盖章）　　　　年　　月　　日")
_BY_HAND = N_("签名：　　　　　　　　年　　月　　日")
_LEAST_RESUME = 24.0
_LINE, _MOST_CHECKED = 4.9, 52.0
"""Of the requirements that were checked: the height of one, and the most of all."""


class FormKind(Enum):
    """Which form: a member is recommended, or the admission approved."""

    RECOMMENDATION = N_("推荐表")
    APPROVAL = N_("审批表")


def print_person_forms(path: Path, memberships: Sequence[int], kind: FormKind, today: date) -> int:
    """Write the form of each membership, in the order given, as a PDF file; returns the pages.

    Raises Refused without any.
    """
    rows = {row.id: row for row in Membership.select().where(Membership.id.in_(list(memberships)))}
    members = [rows[key] for key in memberships if key in rows]
    if not members:
        raise Refused(_("请先选中要打印表格的人。"))
    paper = Paper(_(kind.value))
    for member in members:
        pool = Pool.by_key(member.__data__["pool"])
        _draw(paper.page(A4), kind, pool, facts_for_forms(member), today)
    paper.save(path)
    return paper.pages


def _draw(page: PageDrawing, kind: FormKind, pool: Pool, facts: FormFacts, today: date) -> None:
    middle = _LEFT + _WIDTH / 2
    title = _("{pool}人选{form}").format(pool=pool.name, form=_(kind.value))
    page.fitted(middle, 22, title, _TITLE, _WIDTH, "centre")
    filled = _("填表日期：{day:%Y}年{day.month}月{day.day}日").format(day=today)
    page.text(_LEFT + _WIDTH, 31, filled, _NOTE, "right")
    if facts.day != today:
        words = _("年龄、考核和学时截至入库之日（{day:%Y}年{day.month}月{day.day}日）").format(day=facts.day)
        page.text(_LEFT, 31, words, _NOTE)
    beside = _beside_photo(facts)
    y = draw_rows(page, _LEFT, _TOP, beside)
    _draw_photo(page, facts, y - _TOP)
    below = _below(facts) + (_recommending(facts) if kind is FormKind.RECOMMENDATION else _approving(facts))
    left = _BOTTOM - y - sum(row.height for row in below)
    resume = BoxRow(max(left, _LEAST_RESUME), [label(26, _("简　历")), FormBox(144, facts.resume, tall=True)])
    at = next(number for number, row in enumerate(below) if row.boxes[0].text == _("近三年考核"))
    y = draw_rows(page, _LEFT, y, [*below[:at], resume, *below[at:]])
    frame(page, _LEFT, _TOP, _WIDTH, y - _TOP)


def _beside_photo(facts: FormFacts) -> list[BoxRow]:
    text = facts.texts
    lines = (
        (_("姓　名"), facts.name, _("性　别"), text["sex"], _("出生年月\n（周岁）"), text["born"]),
        (_("民　族"), text["ethnic"], _("籍　贯"), text["native"], _("政治面貌"), text["political"]),
        (
            _("参加工作\n时间"),
            text["joined_work"],
            _("入党时间"),
            text["joined_party"],
            _("人员分类"),
            text["category"],
        ),
        (_("学　历"), text["education"], _("学　位"), text["degree"], _("职级\n等级"), text["rank"]),
    )
    return [
        BoxRow(
            _ROW,
            [
                FormBox(width, words, label=number % 2 == 0)
                for number, (width, words) in enumerate(zip(_COLUMNS, line, strict=True))
            ],
        )
        for line in lines
    ]


def _draw_photo(page: PageDrawing, facts: FormFacts, height: float) -> None:
    x = _LEFT + sum(_COLUMNS)
    content = blobs.get(facts.photo) if facts.photo else None
    draw_rows(page, x, _TOP, [BoxRow(height, [FormBox(_PHOTO, "" if content else _("照片"), label=True)])])
    if content:
        page.picture(content, x + 1, _TOP + 1, _PHOTO - 2, height - 2)


def _below(facts: FormFacts) -> list[BoxRow]:
    text = facts.texts
    return [
        BoxRow(_ROW, [label(26, _("毕业院校\n及专业")), FormBox(144, text["schools"])]),
        BoxRow(
            _ROW,
            [
                label(26, _("单位及职务")),
                FormBox(84, text["home"]),
                label(24, _("任现职时间")),
                FormBox(36, text["post_since"]),
            ],
        ),
        BoxRow(
            _ROW,
            [label(26, _("人才库")), FormBox(84, text["pool"]), label(24, _("入库时间")), FormBox(36, text["entered"])],
        ),
        BoxRow(
            _ROW,
            [
                label(26, _("推荐方式")),
                FormBox(84, text["source"]),
                label(24, _("培养方向")),
                FormBox(36, text["direction"]),
            ],
        ),
        BoxRow(
            _ROW,
            [
                label(26, _("近三年考核")),
                FormBox(84, text["grades"]),
                label(24, _("上年学时")),
                FormBox(36, text["hours"]),
            ],
        ),
        BoxRow(
            _ROW + 2,
            [
                label(26, _("竞赛称号\n和表彰")),
                FormBox(84, text["titles"]),
                label(24, _("做过的条线")),
                FormBox(36, text["lines"]),
            ],
        ),
    ]


def _recommending(facts: FormFacts) -> list[BoxRow]:
    return [
        BoxRow(30, [label(26, _("推荐理由")), FormBox(144, facts.texts["reason"], tall=True)]),
        BoxRow(24, [label(26, _("所在部门\n意见")), FormBox(144, tall=True, signed=_(_BY_HAND))]),
        BoxRow(26, [label(26, _("推荐法院\n党组意见")), FormBox(144, tall=True, signed=_(_SIGNED))]),
    ]


def _approving(facts: FormFacts) -> list[BoxRow]:
    marks = {Fitness.MET: "√", Fitness.UNKNOWN: "？", Fitness.UNMET: "×"}
    checked = "\n".join(f"{marks[reason.fitness]} {reason.text}" for reason in facts.reasons) or _("本库没有条件限制。")
    high = min(max(_LINE * (checked.count("\n") + 1) + 3, _ROW + 2), _MOST_CHECKED)
    rows = [BoxRow(high, [label(26, _("入库条件\n核对")), FormBox(144, checked, tall=True)])]
    if facts.exception:
        rows.append(BoxRow(_ROW + 2, [label(26, _("例外理由\n和决定人")), FormBox(144, facts.exception, tall=True)]))
    return [
        *rows,
        BoxRow(26, [label(26, _("政治部审核\n意见")), FormBox(144, tall=True, signed=_(_SIGNED))]),
        BoxRow(26, [label(26, _("党组审批\n意见")), FormBox(144, tall=True, signed=_(_SIGNED))]),
    ]
