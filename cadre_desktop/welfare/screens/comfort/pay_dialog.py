"""Paying many at once: what they are given, and who would be above a ceiling, said before anything is written."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.welfare.comfort.due_list import ComfortDue
from cadre_desktop.welfare.comfort.money import capital_yuan, yuan
from cadre_desktop.welfare.comfort.paying import ManyAtOnce, Payable, pay, payable
from cadre_desktop.welfare.comfort.rules import ComfortForm, ComfortItem

_NAMED = 3


class PayDialog(FieldDialog):
    """`lines` are people with one occasion who have not been given it yet."""

    def __init__(self, desk: Desk, lines: Sequence[ComfortDue], parent: QWidget | None = None):
        occasion = lines[0].occasion
        super().__init__(_("发放{occasion}").format(occasion=occasion.label), _("发放"), parent, width=540)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._occasion = desk, occasion
        self._names = {line.person: line.name for line in lines}
        self._days = {line.person: line.day for line in lines}
        self.amount, self.paid = FixedInput(2, _("元")), DateInput()
        self.amount.grouped = True
        festival = occasion.item is ComfortItem.FESTIVAL
        forms = [form for form in ComfortForm if not (festival and form is ComfortForm.MONEY)]
        self.form = ChoiceInput([(str(form), _(form.label)) for form in forms], empty=False)
        self.form.set_value(ComfortForm.GOODS)
        self.goods, self.voucher, self.approver = TextInput(), TextInput(), TextInput()
        self.goods.setPlaceholderText(_("实物请写明，如 米面油"))
        self.without = FlagInput(_("不发给超出标准或已发过的人，其余照发"))
        self.comes_to: QLabel = remark("")
        self.paid.set_value(desk.clock.today())
        self.lay_out(
            (
                (_("每人金额"), self.amount),
                (_("形式"), self.form),
                (_("物品"), self.goods),
                (_("发放日期"), self.paid),
                (_("凭证号"), self.voucher),
                (_("批准人"), self.approver),
                ("", self.comes_to),
                ("", self.without),
            ),
            above=_("选中 {count} 人。").format(count=len(lines)),
        )
        self.without.hide()
        self.amount.changed.connect(self.tell)
        self.paid.changed.connect(self.tell)
        self.form.changed.connect(self.tell)
        self.tell()

    def wanted(self) -> ManyAtOnce:
        """What is filled in. Raises Unclear for a field that cannot be read, Refused without a day."""
        paid = self.paid.value()
        if paid is None:
            raise Refused(_("请填发放日期。"))
        return ManyAtOnce(
            self._occasion.item,
            self.amount.value() or 0,
            paid,
            self._occasion.festival or "",
            self.form.value(),
            self.goods.value(),
            self.voucher.value(),
            self.approver.value(),
        )

    def _sorted_out(self) -> Payable:
        return payable(self.wanted(), self._names, self._days)

    def tell(self) -> None:
        """What it comes to, and who would be left out."""
        self.problem.hide()
        try:
            found = self._sorted_out()
        except (Refused, Unclear) as error:
            self.comes_to.setText(str(error) if self.amount.text() else "")
            self.without.hide()
            return
        total = (self.wanted().amount) * len(found.people)
        words = _("发给 {count} 人，合计 {yuan} 元（{capitals}）。")
        text = words.format(count=len(found.people), yuan=yuan(total), capitals=capital_yuan(total))
        if found.refused:
            told = "".join(f"{self._names[person]}：{why}" for person, why in found.refused[:_NAMED])
            text += _("不能发放 {count} 人：{told}").format(count=len(found.refused), told=told)
        self.comes_to.setText(text)
        self.without.setVisible(bool(found.refused))

    def answer(self) -> None:
        try:
            what, found = self.wanted(), self._sorted_out()
        except (Refused, Unclear) as error:
            self.comes_to.setText("")
            self.wrong(str(error))
            return
        if found.refused and not self.without.value():
            words = _("有 {count} 人不能发放。请改少金额，或勾选“不发给超出标准或已发过的人”。")
            self.wrong(words.format(count=len(found.refused)))
            return
        store, days = self._desk.store, self._days
        carry_out(
            self._desk,
            _("正在登记"),
            lambda: pay(store, what, found.people, days),
            self._done,
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _done(self, count: int) -> None:
        self._desk.notices.tell(_("已登记发放 {count} 人，可按 Ctrl+Z 撤销。").format(count=count))
        self.accept()
