"""With which template the certificates of a contest or course are issued, asked for where they are printed."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from cadre_desktop.certificates.registers.templates import CertificateTemplate
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.screens.listing.terms_row import usual_words
from cadre_desktop.certificates.templating import template_chosen_for, templates_of, use_for, use_usual_for
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.pages.relaying import PaperTool
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class TemplateChoiceDialog(FieldDialog):
    """Asks for one of the templates of a kind, or the usual one; `done` is called once that is kept for the contest or
    course with the `key`."""

    def __init__(
        self,
        desk: ViewDesk,
        kind: CertificateKind,
        key: int,
        title: str,
        done: Callable[[], None],
        parent: "QWidget | None" = None,
    ):
        super().__init__(_("证书模板"), _("选用"), parent)
        self._desk, self._kind, self._key, self._done = desk, kind, key, done
        offered = templates_of(kind)
        self.template = ChoiceInput([(0, usual_words(kind)), *((each.id, each.name) for each in offered)], empty=False)
        chosen = template_chosen_for(kind, key)
        self.template.set_value(chosen.id if chosen else 0)
        below = _("已发的证书不变，补印还是原样；以后发的用选定的模板。")
        if not offered:
            below = _("还没有{kind}的模板，请先在“证书”的“证书模板”里新建。").format(kind=kind.label)
        words = _("“{title}”的{kind}用哪个模板：").format(title=title, kind=kind.label)
        self.lay_out(((_("证书模板"), self.template),), above=words, below=below)

    def answer(self) -> None:
        """Keep what was chosen."""
        store, kind, key, template = self._desk.store, self._kind, self._key, self.template.value()

        def keep() -> None:
            if template:
                use_for(store, CertificateTemplate.by_key(template), key)
            else:
                use_usual_for(store, kind, key)

        def kept(_nothing: None) -> None:
            self.accept()
            self._done()

        carry_out(
            self._desk,
            _("正在保存"),
            keep,
            kept,
            self,
            busy=self.go.setDisabled,
            refused=lambda refused: self.wrong(str(refused)),
        )


def choosing_template(desk: ViewDesk, kind: CertificateKind, key: int, title: str) -> PaperTool:
    """The button beside the pages that asks for another template, and lays them out again."""

    def opened(beside: "QWidget", again: Callable[[], None]) -> None:
        TemplateChoiceDialog(desk, kind, key, title, again, beside.window()).open()

    return PaperTool(_("证书模板…"), opened)
