"""A payment to somebody in hospital; and whose ceilings hold for this file."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit import editing
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import FixedInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog, remark
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.comfort.actions import save_payment, set_region
from cadre_desktop.welfare.comfort.given import region
from cadre_desktop.welfare.comfort.records import ComfortPayment
from cadre_desktop.welfare.comfort.rules import ComfortForm, ComfortItem
from cadre_desktop.welfare.screens.comfort.ceiling_note import note_of


class HospitalDialog(FieldDialog):
    """Says while the amount is typed what may still be given. `key` is the payment that is changed, None for a new
    one."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, key: int | None = None):
        title, verb = (_("登记住院慰问"), _("登记")) if key is None else (_("修改住院慰问"), _("保存"))
        super().__init__(title, verb, parent, width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._key = desk, key
        self._before: Values = editing.values_of(ComfortPayment.by_key(key)) if key is not None else {}
        self.person, self.amount, self.paid = RecordInput(Person, desk.jobs), FixedInput(2, _("元")), DateInput()
        self.form = ChoiceInput(ComfortForm.table(), empty=False)
        self.form.set_value(ComfortForm.GOODS)
        self.visitors, self.voucher, self.approver = TextInput(), TextInput(), TextInput()
        self.note = remark("")
        self.paid.set_value(desk.clock.today())
        self.lay_out(
            (
                (_("姓名"), self.person),
                (_("金额"), self.amount),
                ("", self.note),
                (_("形式"), self.form),
                (_("发放日期"), self.paid),
                (_("走访人"), self.visitors),
                (_("凭证号"), self.voucher),
                (_("批准人"), self.approver),
            ),
            below=_("不写病情。姓名平时隐藏，不进一般的名单、导出和检索。"),
        )
        if key is not None:
            for name, field in self._fields.items():
                field.set_value(self._before[name])
        for field in (self.person, self.amount, self.paid):
            field.changed.connect(self._tell)
        self._tell()

    @property
    def _fields(self) -> dict[str, Any]:
        return {
            "person": self.person,
            "amount": self.amount,
            "form": self.form,
            "paid": self.paid,
            "visitors": self.visitors,
            "voucher": self.voucher,
            "approver": self.approver,
        }

    def _values(self) -> Values:
        values: Values = {name: field.value() for name, field in self._fields.items()}
        values |= {"item": ComfortItem.HOSPITAL, "amount": values["amount"] or 0}
        if self._before and self._before["occasion_day"] == self._before["paid"]:
            values["occasion_day"] = None  # it goes with the day on which it is given
        return values

    def _tell(self) -> None:
        self.problem.hide()
        try:
            self.note.setText(note_of(self._values(), self._key, shown=True))
        except Unclear:
            self.note.setText("")

    def answer(self) -> None:
        try:
            values = self._values()
        except Unclear as error:
            self.wrong(str(error))
            return
        store, key = self._desk.store, self._key
        carry_out(
            self._desk,
            _("正在登记"),
            lambda: save_payment(store, values, key),
            lambda _row: self.accept(),
            self,
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        self.note.setText("")  # it says the same
        self.wrong(str(refused))


class RegionDialog(FieldDialog):
    """The region whose ceilings are kept to."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("本地地区"), _("保存"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        self.region = TextInput()
        self.region.set_value(region())
        self.lay_out([(_("地区"), self.region)], above=_("登记慰问时按这个地区的标准核对，如“内蒙古”。"))

    def answer(self) -> None:
        store, wanted = self._desk.store, self.region.value()
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_region(store, wanted),
            lambda _nothing: self.accept(),
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )
