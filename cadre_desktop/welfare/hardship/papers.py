"""Help in hardship on paper: the public notice, the sheet of a case, and the yearly list before 元旦春节.

Each says what it needs and no more. The notice is public: name, court and department, no cause and no income. The
list is signed by those who receive something: name, court, department and amount. The sheet of a case is filed, and
has the class of the cause; nothing is ever said of anybody's health.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from cadre_desktop.certificates.rules import day_text
from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.official import OfficialPaper
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.working_days import Term
from cadre_desktop.welfare.hardship.board import CaseLine, cases_of
from cadre_desktop.welfare.hardship.records import HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.hardship.rules import CaseState, MeasureKind
from cadre_desktop.welfare.hardship.steps import case_now, notice_term

_SIGNED = 12.0
"""Mm of a row in which somebody signs."""


class Recipient(NamedTuple):
    """Somebody on the yearly list."""

    name: str
    court: str
    department: str


def recipients(day: date) -> list[Recipient]:
    """Who is on the register on a day, by court and name. Raises Refused where nobody is."""
    found = [
        line
        for line in cases_of()
        if line.accepted is not None and line.accepted <= day and (line.ended is None or line.ended >= day)
    ]
    if not found:
        raise Refused(_("{day} 没有在册的困难干警，请核对日期。").format(day=day.isoformat()))
    return [Recipient(line.name, line.court, line.department) for line in sorted(found, key=_by_court)]


def _by_court(line: CaseLine) -> tuple[str, str, int]:
    return line.court, line.name, line.key


def list_title(year: int) -> str:
    """What the yearly list is called."""
    return _("{year}年元旦春节困难干警帮扶名单").format(year=year)


def print_yearly_list(
    path: Path, day: date, year: int, amount: int | None, organisation: str, setup: Setup | None = None
) -> PaperOffer:
    """Write who is helped before the new year and the spring festival of `year` as a PDF file to be signed; `amount` in
    fen is the same for all, None to be written by hand."""
    rows = recipients(day)
    money = fixed_text(amount, 2) if amount is not None else ""
    columns = (
        RosterColumn(_("法院"), 34),
        RosterColumn(_("部门"), 36),
        RosterColumn(_("姓名"), 24, "centre", name=True),
        RosterColumn(_("帮扶金额（元）"), 30, "centre", adds_up=amount is not None),
        RosterColumn(_("领取人签名"), 32, "centre"),
        RosterColumn(_("领取日期"), 28, "centre"),
    )
    total: tuple[str, ...] = ()
    if amount is not None:
        total = (_("合计"), "", "", fixed_text(amount * len(rows), 2), "", "")
    notes = _("共 {count} 人，{day} 在册。本表涉及个人困难情况，请妥善保管。")
    roster = Roster(
        list_title(year),
        columns,
        organisation=organisation,
        date=day_text(day),
        notes=notes.format(count=len(rows), day=day.isoformat()),
        row=_SIGNED,
        total=total,
    )
    return print_arranged(path, roster, [(row.court, row.department, row.name, money, "", "") for row in rows], setup)


def write_yearly_list(path: Path, day: date, year: int, amount: int | None) -> int:
    """The same as a workbook; returns how many people."""
    columns = (
        OutColumn("法院", 18),
        OutColumn("部门", 20),
        OutColumn("姓名", 12),
        OutColumn("帮扶金额（元）", 16, "decimal", 2),
        OutColumn("领取人签名", 16),
        OutColumn("领取日期", 14),
    )
    rows = [(row.court, row.department, row.name, amount, None, None) for row in recipients(day)]
    return write_tables(path, [(SheetSpec(f"{year}年两节帮扶", columns, frozen=3), rows)])[0]


def print_public_notice(path: Path, cases: Sequence[int], organisation: str, contact: str) -> int:
    """Write the notice of the cases that are on notice from one day on as a PDF file; returns its pages.

    Raises Refused where a case is not on notice, where their terms are not the same, and without a contact.
    """
    wanted = set(cases)
    lines = [line for line in cases_of() if line.key in wanted]
    if not lines or any(line.state is not CaseState.ON_NOTICE for line in lines):
        raise Refused(_("请选中“公示中”的申请；还没有公示的，请先“开始公示…”。"))
    terms = {(case_now(line.key).notice_from, line.term) for line in lines}
    if len(terms) > 1:
        raise Refused(_("所选申请的公示起止日期不同，请分开打印公示。"))
    if not contact.strip():
        raise Refused(Problem(_("请填写受理单位和电话。"), field="contact"))
    first, term = terms.pop()
    assert isinstance(term, Term)
    paper = OfficialPaper(_("困难干警认定公示"), author=organisation)
    paper.space()
    text = _("经本人申请、审核，拟将下列{count}名同志列入困难帮扶名册。现予以公示。")
    paper.paragraph(text.format(count=len(lines)))
    text = _("公示期自{first}起，至{last}止（公示之日的次日起算）。公示期间如有异议，请以真实姓名向{contact}反映。")
    paper.paragraph(text.format(first=day_text(first), last=day_text(term.last), contact=contact.strip()))
    columns = (
        RosterColumn(_("序号"), 16, "centre"),
        RosterColumn(_("姓名"), 34, "centre", name=True),
        RosterColumn(_("法院"), 54),
        RosterColumn(_("部门"), 52),
    )
    rows = sorted(lines, key=_by_court)
    paper.table(columns, [(str(number), row.name, row.court, row.department) for number, row in enumerate(rows, 1)])
    paper.signature(organisation, day_text(first), sealed=True)
    return paper.save(path)


def print_case_sheet(path: Path, key: int, organisation: str) -> int:
    """Write the sheet of a case, with what was done for the person, as a PDF file; returns its pages."""
    case = case_now(key)
    line = next(line for line in cases_of() if line.key == key)
    paper = OfficialPaper(_("困难干警帮扶档案"), author=organisation)
    paper.space(0.5)
    columns = (RosterColumn(_("项目"), 46, "centre"), RosterColumn(_("内容"), 110))
    paper.table(columns, _facts(case, line))
    paper.heading(_("帮扶记录"))
    measures = list(HardshipMeasure.select().where(HardshipMeasure.case == key).order_by(HardshipMeasure.day))
    if measures:
        paper.table(_measure_columns(), [_measure(row) for row in measures])
        paper.paragraph(_("合计 {amount} 元，{count} 次。").format(amount=_money(line.given), count=len(measures)))
    else:
        paper.paragraph(_("还没有帮扶记录。"))
    helpers = HardshipHelper.select().where(HardshipHelper.case == key).order_by(HardshipHelper.starts)
    if helpers.exists():
        paper.heading(_("结对帮扶"))
        words = _("{name}，自{starts}起。")
        until = _("{name}，{starts}至{ends}。")
        for row in helpers:
            text = until if row.ends else words
            ends = day_text(row.ends) if row.ends else ""
            paper.paragraph(text.format(name=row.helper.name, starts=day_text(row.starts), ends=ends))
    paper.space(0.6)
    paper.paragraph(_("填表人：　　　　　审核人：　　　　　年　月　日"))
    return paper.save(path)


def _measure_columns() -> tuple[RosterColumn, ...]:
    return (
        RosterColumn(_("日期"), 30, "centre"),
        RosterColumn(_("措施"), 28, "centre"),
        RosterColumn(_("金额（元）"), 28, "right"),
        RosterColumn(_("内容"), 44),
        RosterColumn(_("凭证号"), 26, "centre"),
    )


def _measure(row: Any) -> tuple[str, ...]:
    kind = _(MeasureKind(row.measure).label)
    return (row.day.isoformat(), kind, _money(row.amount) if row.amount else "", row.contents, row.voucher)


def _money(fen: int) -> str:
    return fixed_text(fen, 2, grouped=True)


def _facts(case: Any, line: CaseLine) -> list[tuple[str, str]]:
    """What the file knows of a case, line by line; what is not known is left out."""
    term = notice_term(case)
    notice = ""
    if term is not None:
        words = _("{first}至{last}（{days}个工作日）")
        notice = words.format(first=day_text(case.notice_from), last=day_text(term.last), days=case.notice_days)
        notice += f"；{term.remark}" if term.remark else ""
    known = (
        (_("姓名"), line.name),
        (_("单位部门"), line.court + line.department),
        (_("申请日期"), day_text(line.applied)),
        (_("主要致困原因"), _(line.cause.label)),
        (_("家庭人口"), _("{count} 人").format(count=case.household) if case.household else ""),
        (_("家庭月人均收入"), _("{yuan} 元").format(yuan=_money(case.monthly_income)) if case.monthly_income else ""),
        (_("公示"), notice),
        (_("认定日期"), day_text(line.accepted) if line.accepted else ""),
        (_("审批人"), case.approver),
        (_("状态"), _(line.state.label)),
        (_("脱困日期") if line.state is CaseState.ENDED else _("结束日期"), day_text(line.ended) if line.ended else ""),
    )
    return [(title, text) for title, text in known if text]
