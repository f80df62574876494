"""Asking who is mentor or relative of whom, and how grave each relation is taken."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cadre_desktop.contests.actions.panels import decided_severities, declare_tie, set_severities
from cadre_desktop.contests.rules.recusal import NamedTie
from cadre_desktop.contests.rules.words import ConflictKind, Severity
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog

Named = Sequence[tuple[int, str]]
"""Keys with names to choose from."""


class TieDialog(FieldDialog):
    """Judge, entrant, relation and a word about it."""

    def __init__(self, desk: Desk, judges: Named, entrants: Named, parent: QWidget):
        super().__init__(_("登记师徒或亲属关系"), _("登记"), parent)
        self._desk = desk
        self.judge, self.entrant = ChoiceInput(judges, nothing=None), ChoiceInput(entrants, nothing=None)
        kinds = [(kind.value, _(kind.label)) for kind in (ConflictKind.MENTOR, ConflictKind.RELATIVE)]
        self.kind = ChoiceInput(kinds, empty=False)
        self.kind.set_value(ConflictKind.MENTOR.value)
        self.reason = TextInput()
        self.reason.setPlaceholderText(_("例如：曾为其书记员导师"))
        rows = ((_("评委"), self.judge), (_("选手"), self.entrant), (_("关系"), self.kind), (_("说明"), self.reason))
        self.lay_out(rows)

    def answer(self) -> None:
        """Record the relation; without judge or entrant it says so."""
        judge, entrant, store = self.judge.value(), self.entrant.value(), self._desk.store
        if judge is None or entrant is None:
            self.wrong(_("请选择评委和选手。"))
            return
        tie, reason = NamedTie(judge, entrant, ConflictKind(self.kind.value())), self.reason.value()
        carry_out(self._desk, _("正在保存"), lambda: declare_tie(store, tie, reason), lambda _row: self.accept(), self)


class SeverityDialog(FieldDialog):
    """How each relation is taken when it is found: the sheet is left out, it is asked, or nothing."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(_("回避规则"), _("保存"), parent)
        self._desk = desk
        choices = [(severity.value, _(severity.label)) for severity in Severity]
        self.boxes = {kind: ChoiceInput(choices, empty=False) for kind in ConflictKind}
        for kind, severity in decided_severities(desk.store).items():
            self.boxes[kind].set_value(severity.value)
        rows = [(_(kind.label), box) for kind, box in self.boxes.items()]
        self.lay_out(rows, below=_("用于今后找出的关系；已经定为回避或不回避的不变。"))

    def answer(self) -> None:
        """Keep the rules, and find the conflicts of all open contests by them."""
        store = self._desk.store
        chosen = {kind: Severity(box.value()) for kind, box in self.boxes.items()}
        carry_out(
            self._desk, _("正在保存"), lambda: set_severities(store, chosen), lambda _nothing: self.accept(), self
        )
