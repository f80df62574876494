"""Comfort money on paper: the sheet that those who are given something sign (签领表), and the list of visits."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from cadre_desktop.kit.documents.arranging import print_arranged
from cadre_desktop.kit.documents.roster import Roster
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.documents.table import RosterColumn
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store import dialect
from cadre_desktop.kit.store.database import database
from cadre_desktop.welfare.comfort.money import capital_yuan, yuan
from cadre_desktop.welfare.comfort.rules import ComfortForm, ComfortItem, Festival

_SIGNED_ROW = 11.0
"""Mm of a row in which somebody signs."""
_SHOWN = 3
_LISTED = f"""
    SELECT p.name, coalesce(c.short_name, ''), coalesce(d.name, ''), y.item, y.festival, y.reason, y.amount, y.form,
           coalesce(y.paid, ''), y.visitors, y.voucher, y.approver, y.recipient, y.relation
    FROM comfort_payment y JOIN person p ON p.id = y.person_id
    LEFT JOIN court c ON c.id = coalesce(y.court_id, p.court_id) LEFT JOIN department d ON d.id = p.department_id
    WHERE y.id IN {dialect.LISTED}
    ORDER BY c.place, d.place, d.id, p.pinyin, y.id
"""


class PaidLine(NamedTuple):
    """A payment as paper has it."""

    name: str
    court: str
    department: str
    item: str
    festival: str
    reason: str
    amount: int
    form: str
    paid: str
    visitors: str
    voucher: str
    approver: str
    recipient: str
    relation: str

    @property
    def occasion(self) -> str:
        """生日慰问, 春节慰问."""
        if self.festival:
            return _("{festival}慰问").format(festival=_(Festival(self.festival).label))
        return _(ComfortItem(self.item).label)

    @property
    def given(self) -> str:
        """300 元, or 300 元（米面油）."""
        money = _("{yuan} 元").format(yuan=yuan(self.amount))
        goods = self.reason or (_(ComfortForm(self.form).label) if self.form and self.form != ComfortForm.MONEY else "")
        return _("{money}（{goods}）").format(money=money, goods=goods) if goods else money


def paid_lines(keys: Iterable[int]) -> list[PaidLine]:
    """The payments with these keys by court, department and name. Raises Refused where there are none."""
    rows = [PaidLine(*row) for row in database.rows(_LISTED, json.dumps(list(keys)))]
    if not rows:
        raise Refused(_("没有可打印的慰问登记，请先选中几笔，或换一个筛选。"))
    return rows


def receipt_title(keys: Iterable[int]) -> str:
    """What the sheet is called; it never names a person."""
    occasions = {row.occasion for row in paid_lines(keys)}
    return _("{occasion}签领表").format(occasion=occasions.pop() if len(occasions) == 1 else _("慰问"))


def _several(texts: Iterable[str]) -> str:
    found = list(dict.fromkeys(text for text in texts if text))
    more = _("等") if len(found) > _SHOWN else ""
    return "、".join(found[:_SHOWN]) + more


def _filled(title: str, text: str) -> str:
    return _("{title}：{text}").format(title=title, text=text or "＿＿＿＿＿＿")


def print_receipts(path: Path, keys: Sequence[int], organisation: str = "", setup: Setup | None = None) -> PaperOffer:
    """The sheet for signatures (签领表), with the total in figures and capital numerals. Returns what there was to
    choose; raises Refused where there is nothing to sign for."""
    rows = paid_lines(keys)
    total = sum(row.amount for row in rows)
    columns = (
        RosterColumn(_("姓名"), 20, "centre", name=True),
        RosterColumn(_("部门"), 32),
        RosterColumn(_("事由"), 24),
        RosterColumn(_("金额/物品"), 32),
        RosterColumn(_("签名"), 28),
        RosterColumn(_("代领"), 20),
    )
    texts = [(row.name, row.department or row.court, row.occasion, row.given, "", row.recipient) for row in rows]
    notes = _("共 {count} 笔，合计 {yuan} 元（大写：{capitals}）。").format(
        count=len(rows), yuan=yuan(total), capitals=capital_yuan(total)
    )
    details = [
        "　".join(
            (
                _filled(_("批准人"), _several(row.approver for row in rows)),
                _filled(_("凭证号"), _several(row.voucher for row in rows)),
            )
        )
    ]
    roster = Roster(
        receipt_title(keys),
        columns,
        organisation,
        _several(sorted({row.paid for row in rows})),
        notes,
        details=details,
        row=_SIGNED_ROW,
        signers=(_("经办人"), _("审核人"), _("批准人")),
    )
    return print_arranged(path, roster, texts, setup)


def print_visits(path: Path, keys: Sequence[int], organisation: str = "", setup: Setup | None = None) -> PaperOffer:
    """The list of visits (走访慰问名单). Returns what there was to choose; raises Refused where there is none."""
    rows = sorted(paid_lines(keys), key=lambda row: row.paid)
    columns = (
        RosterColumn(_("日期"), 24, "centre"),
        RosterColumn(_("姓名"), 22, "centre", name=True),
        RosterColumn(_("单位、部门"), 44),
        RosterColumn(_("事由"), 28),
        RosterColumn(_("接受慰问的家属"), 34),
        RosterColumn(_("走访人"), 34),
        RosterColumn(_("金额/物品"), 40),
    )
    texts = [
        (row.paid, row.name, row.court + row.department, row.occasion, _family(row), row.visitors, row.given)
        for row in rows
    ]
    notes = _("共走访 {count} 人次，合计 {yuan} 元。").format(
        count=len(rows), yuan=yuan(sum(row.amount for row in rows))
    )
    return print_arranged(path, Roster(_("走访慰问名单"), columns, organisation, notes=notes), texts, setup)


def _family(row: PaidLine) -> str:
    if row.recipient and row.relation:
        return _("{name}（{relation}）").format(name=row.recipient, relation=row.relation)
    return row.recipient or row.relation
