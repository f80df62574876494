"""What all certificates of a list have in common: kind and template, the day, who issues them."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.certificates.drafting import Template
from cadre_desktop.certificates.listing.checking import ListTerms
from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.templating import template_for, templates_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.look.folding_row import FoldingRow

_DATE, _ISSUER = 132, 170


def usual_words(kind: CertificateKind) -> str:
    """What no template in particular is called."""
    usual = template_for(kind)
    return _("默认（{name}）").format(name=usual.name if usual else _("程序自带"))


class TermsRow(FoldingRow):
    """`changed` says that other certificates are meant, `page_changed` that they have another page."""

    changed = Signal()
    page_changed = Signal()

    def __init__(self, today: date, issuer: str, parent: QWidget | None = None):
        super().__init__(parent=parent)
        self.kind = ChoiceInput(CertificateKind.table(), empty=False)
        self.template = ChoiceInput([], empty=False, nothing=None)
        self.issued, self.issuer = DateInput(), TextInput()
        self.kind.set_value(CertificateKind.HONOUR.value)
        self.issued.set_value(today)
        self.issuer.set_value(issuer)
        self.issued.setFixedWidth(_DATE)
        self.issuer.setMinimumWidth(_ISSUER)
        self.template.setMinimumContentsLength(12)
        for row, words, box in (
            (self.left, _("类别"), self.kind),
            (self.left, _("模板"), self.template),
            (self.right, _("日期"), self.issued),
            (self.right, _("落款"), self.issuer),
        ):
            label = QLabel(words)
            set_role(label, "muted")
            label.setBuddy(box)
            box.setAccessibleName(words)
            row.addWidget(label)
            row.addWidget(box, 1)
        self.kind.changed.connect(self._follow_kind)
        self.template.changed.connect(self.page_changed)
        self.issued.changed.connect(self.changed)
        self.issuer.changed.connect(self.changed)
        self.offer()

    def offer(self) -> None:
        """Offer the templates that there are now; the one chosen stays."""
        kind = self.chosen_kind
        choices = [(0, usual_words(kind)), *((each.id, each.name) for each in templates_of(kind))]
        self.template.offer(choices, 0)

    def _follow_kind(self) -> None:
        self.offer()
        self.page_changed.emit()

    @property
    def chosen_kind(self) -> CertificateKind:
        """The kind of the certificates."""
        return CertificateKind(self.kind.value())

    @property
    def chosen_template(self) -> Template:
        """The template; None for the usual one of the kind."""
        key = self.template.value()
        return CertificateTemplate.by_key(key) if key else None

    def terms(self, same: dict[str, str]) -> ListTerms:
        """What is filled in. Raises Unclear for a day that cannot be read, or is lacking."""
        try:
            issued = self.issued.value()
        except Unclear:
            mark_wrong(self.issued, True)
            raise
        mark_wrong(self.issued, issued is None)
        if issued is None:
            raise Unclear(_("请填写发证日期。"))
        return ListTerms(self.chosen_kind, self.chosen_template, issued, self.issuer.value(), same)
