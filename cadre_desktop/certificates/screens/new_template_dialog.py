"""A new template: for which kind, from which design of the program, on which sheet, and its name."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from cadre_desktop.certificates.builtin.catalogue import BUILT_IN, built_in
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import add_template
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog

_USUAL = {kind: kind.value for kind in CertificateKind}
"""The program's design for each kind, by its key."""
_ACROSS, _UPRIGHT = "across", "upright"


class NewTemplateDialog(FieldDialog):
    """`made` carries the key of the new template."""

    made = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(_("新建证书模板"), _("新建"), parent)
        self._desk = desk
        self.kind = ChoiceInput(CertificateKind.table(), empty=False)
        self.design = ChoiceInput([(key, built_in(key).name) for key in BUILT_IN], empty=False)
        self.sheet = ChoiceInput([(name, name) for name in SHEETS], empty=False)
        self.turn = ChoiceInput([(_ACROSS, _("横向")), (_UPRIGHT, _("纵向"))], empty=False)
        self.name = TextInput()
        self.kind.set_value(CertificateKind.HONOUR.value)
        self.design.set_value(_USUAL[CertificateKind.HONOUR])
        self.sheet.set_value(next(iter(SHEETS)))
        self.turn.set_value(_ACROSS)
        self.kind.changed.connect(self._follow_kind)
        self.design.changed.connect(self._suggest)
        self._suggested = ""
        self._suggest()
        self.lay_out(
            (
                (_("证书类别"), self.kind),
                (_("样式"), self.design),
                (_("纸张"), self.sheet),
                (_("方向"), self.turn),
                (_("模板名称"), self.name),
            ),
            below=_("新建后直接进入设计页，文字、边框和位置都可以改。"),
        )

    def answer(self) -> None:
        """Add the template and hand its key on."""
        short, long = sorted(SHEETS[self.sheet.value()])
        sheet = (short, long) if self.turn.value() == _UPRIGHT else (long, short)
        kind, name, design = CertificateKind(self.kind.value()), self.name.value(), built_in(self.design.value(), sheet)
        store = self._desk.store

        def done(template: CertificateTemplate) -> None:
            self.accept()
            self.made.emit(template.id)

        carry_out(
            self._desk,
            _("正在保存"),
            lambda: add_template(store, kind, name, design),
            done,
            self,
            busy=self.go.setDisabled,
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _follow_kind(self) -> None:
        self.design.set_value(_USUAL[CertificateKind(self.kind.value())])
        self._suggest()

    def _suggest(self) -> None:
        """Suggest a name as long as nobody has typed one."""
        if self.name.value() == self._suggested:
            self._suggested = built_in(self.design.value()).name
            self.name.set_value(self._suggested)
