"""Asking who is mentor or relative of whom, and how grave each relation is taken."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from cadre_desktop.contests.actions import decided_severities, declare_tie, set_severities
from cadre_desktop.contests.recusal import NamedTie
from cadre_desktop.contests.rules import ConflictKind, Severity
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.carrying_out import carry_out
from cadre_desktop.kit.qt.fields import ChoiceBox, TextField, set_role

Named = Sequence[tuple[int, str]]
"""Keys with names to choose from."""


class TieDialog(QDialog):
    """Judge, entrant, relation and a word about it."""

    def __init__(self, desk: Desk, judges: Named, entrants: Named, parent: QWidget):
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("登记师徒或亲属关系"))
        self.setMinimumWidth(440)
        self.judge, self.entrant = ChoiceBox(judges, nothing=None), ChoiceBox(entrants, nothing=None)
        kinds = [(kind.value, _(kind.label)) for kind in (ConflictKind.MENTOR, ConflictKind.RELATIVE)]
        self.kind = ChoiceBox(kinds, empty=False)
        self.kind.set_value(ConflictKind.MENTOR.value)
        self.reason = TextField()
        self.reason.setPlaceholderText(_("例如：曾为其书记员导师"))
        self.problem = QLabel()
        set_role(self.problem, "problem")
        rows = ((_("评委"), self.judge), (_("选手"), self.entrant), (_("关系"), self.kind), (_("说明"), self.reason))
        _lay_out(self, rows, self.problem, _("登记"), self.declare)

    def declare(self) -> None:
        """Record the relation; without judge or entrant it says so."""
        judge, entrant, store = self.judge.value(), self.entrant.value(), self._desk.store
        if judge is None or entrant is None:
            self.problem.setText(_("请选择评委和选手。"))
            return
        tie, reason = NamedTie(judge, entrant, ConflictKind(self.kind.value())), self.reason.value()
        carry_out(self._desk, _("正在保存"), lambda: declare_tie(store, tie, reason), lambda _row: self.accept(), self)


class SeverityDialog(QDialog):
    """How each relation is taken when it is found: the sheet is left out, it is asked, or nothing."""

    def __init__(self, desk: Desk, parent: QWidget):
        super().__init__(parent)
        self._desk = desk
        self.setWindowTitle(_("回避规则"))
        self.setMinimumWidth(440)
        choices = [(severity.value, _(severity.label)) for severity in Severity]
        self.boxes = {kind: ChoiceBox(choices, empty=False) for kind in ConflictKind}
        for kind, severity in decided_severities(desk.store).items():
            self.boxes[kind].set_value(severity.value)
        words = QLabel(_("用于今后找出的关系；已经定为回避或不回避的不变。"))
        words.setWordWrap(True)
        set_role(words, "muted")
        rows = [(_(kind.label), box) for kind, box in self.boxes.items()]
        _lay_out(self, rows, words, _("保存"), self.keep)

    def keep(self) -> None:
        """Keep the rules, and find the conflicts of all open contests by them."""
        store = self._desk.store
        chosen = {kind: Severity(box.value()) for kind, box in self.boxes.items()}
        carry_out(
            self._desk, _("正在保存"), lambda: set_severities(store, chosen), lambda _nothing: self.accept(), self
        )


def _lay_out(dialog: QDialog, rows: Sequence[tuple[str, QWidget]], words: QLabel, verb: str, act: Any) -> None:
    """Fields one below the other, a sentence, and two buttons."""
    form = QFormLayout()
    form.setVerticalSpacing(10)
    for title, field in rows:
        form.addRow(title, field)
        field.setAccessibleName(title)
    cancel, go = QPushButton(_("取消")), QPushButton(verb)
    go.setProperty("kind", "primary")
    go.setDefault(True)
    cancel.clicked.connect(dialog.reject)
    go.clicked.connect(act)
    buttons = QHBoxLayout()
    buttons.addStretch()
    buttons.addWidget(cancel)
    buttons.addWidget(go)
    column = QVBoxLayout(dialog)
    column.setContentsMargins(24, 20, 24, 18)
    column.setSpacing(12)
    column.addLayout(form)
    column.addWidget(words)
    column.addLayout(buttons)
