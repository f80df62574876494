"""Issuing a referral slip, and printing it with the department that is wanted, which is kept nowhere."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.records import Person
from cadre_desktop.welfare.green_channel.actions import in_force_first, issue
from cadre_desktop.welfare.green_channel.papers import print_slip
from cadre_desktop.welfare.green_channel.records import MedicalAgreement, Referral
from cadre_desktop.welfare.green_channel.rules import PatientRelation, Urgency


class IssueDialog(FieldDialog):
    """Who, to which hospital, how urgent and when. No diagnosis and no department."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("开具就医单"), _("开具"), parent, width=520)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk = desk
        rows = in_force_first(MedicalAgreement.select(), desk.clock.today())
        self.agreement = ChoiceInput([(row.id, _agreement_words(row, rows)) for row in rows], empty=False, nothing=None)
        self.person = RecordInput(Person, desk.jobs)
        self.relation = ChoiceInput(PatientRelation.table(), empty=False)
        self.urgency = ChoiceInput(Urgency.table(), empty=False)
        self.agreement.set_value(rows[0].id if rows else None)
        self.relation.set_value(PatientRelation.SELF)
        self.urgency.set_value(Urgency.USUAL)
        self.issued, self.appointed, self.appointed_at = DateInput(), DateInput(), TextInput()
        self.issued.set_value(desk.clock.today())
        self.appointed_at.setPlaceholderText(_("如 上午 9:00"))
        self.lay_out(
            (
                (_("干警姓名"), self.person),
                (_("就医人"), self.relation),
                (_("医院"), self.agreement),
                (_("缓急"), self.urgency),
                (_("开具日期"), self.issued),
                (_("预约日期"), self.appointed),
                (_("预约时间"), self.appointed_at),
            ),
            below=_("不记病情；就诊科室打印时再填，只印在纸上，不保存。"),
        )

    def answer(self) -> None:
        try:
            agreement, person = self.agreement.value(), self.person.value()
            given = {
                "relation": self.relation.value(),
                "urgency": self.urgency.value(),
                "issued": self.issued.value(),
                "appointed": self.appointed.value(),
                "appointed_at": self.appointed_at.value(),
            }
        except Unclear as error:
            self.wrong(str(error))
            return
        store = self._desk.store
        carry_out(
            self._desk,
            _("正在开具就医单"),
            lambda: issue(store, agreement, person, **given),
            self._done,
            self,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _done(self, row: Referral) -> None:
        self._desk.notices.tell(_("已开具 {number}，选中后打印。").format(number=row.number))
        self.accept()


def _agreement_words(row: MedicalAgreement, rows: Sequence[MedicalAgreement]) -> str:
    """The hospital; where it has several agreements, also from when on one is."""
    if sum(each.hospital == row.hospital for each in rows) == 1:
        return str(row.hospital)
    return _("{hospital}（{day} 起）").format(hospital=row.hospital, day=row.starts)


class PrintSlipDialog(FieldDialog):
    """The department is handed to the paper, which is deleted once it was looked at, and forgotten with the dialog."""

    def __init__(self, desk: Desk, key: int, parent: QWidget):
        super().__init__(_("打印就医单"), _("打印"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._key = desk, key
        self._papers = Papers(desk, parent)
        self.department = TextInput()
        self.lay_out([(_("就诊科室"), self.department)], above=_("只印在这张纸上，不保存；不填的留空，可以手写。"))

    def answer(self) -> None:
        key, organisation, department = self._key, self._desk.organisation(), self.department.value()
        self.accept()  # first: the preview opens over the window in front, and would go with this one
        self._papers.show(
            _("惠医惠警就医单"), lambda path: print_slip(path, key, organisation, department), fleeting=True
        )
