"""Typing the numbers of those missing as one reads them off the signed sheet; whom they mean is shown as one types."""

from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.presence_sheet import PresenceLine, SessionHead
from cadre_desktop.people.name_list.roll_call import RollCall, call_roll
from cadre_desktop.people.name_list.rules import PresenceMark, read_said
from cadre_desktop.people.screens.name_list.presence_model import PresenceModel

_OFFERED = "43gbs25"
"""The kinds by their keys in the grid, the usual one first."""


class MissingDialog(FieldDialog):
    """Numbers, what they say of people, and whether all others were there; recorded in one step or not at all."""

    def __init__(self, desk: Desk, model: PresenceModel, session: SessionHead, parent: QWidget):
        super().__init__(_("按序号登记考勤"), _("登记"), parent, width=520)
        self._desk, self._model, self._session = desk, model, session
        self.numbers = QLineEdit()
        self.numbers.setPlaceholderText(_("如 3、17、20-22"))
        marks = [(key, mark) for key in _OFFERED if (mark := read_said(key)) is not None]
        self._marks: dict[str, PresenceMark] = dict(marks)
        self.kind = ChoiceInput([(key, mark.told(model.absence)) for key, mark in marks], empty=False)
        self.kind.set_value(_OFFERED[0])
        self.others = QCheckBox(_("其余没有登记的人都记为出勤"))
        self.others.setChecked(True)
        self.told = QLabel()
        self.told.setWordWrap(True)
        self.told.setMinimumHeight(3 * self.told.fontMetrics().lineSpacing())
        set_role(self.told, "muted")
        rows = ((_("缺席序号"), self.numbers), (_("登记为"), self.kind), ("", self.others), ("", self.told))
        above = _("{session}：照“本次签到表”上的序号填写，可以写一串、写起止。")
        self.lay_out(rows, above=above.format(session=session.words))
        self.numbers.textChanged.connect(self._follow)
        self.kind.currentIndexChanged.connect(self._follow)
        self.others.toggled.connect(self._follow)
        self._follow()
        self.numbers.setFocus()

    @property
    def called(self) -> RollCall:
        """What is to be recorded. Raises Unclear for a number the sheet has not."""
        said = self._marks[self.kind.value()]
        others = self.others.isChecked()
        return call_roll(self._model.sheet, self._session, self.numbers.text(), said, others_present=others)

    def _follow(self) -> None:
        """Say whom the numbers mean, so that a slip is seen before anything is recorded."""
        self.problem.hide()
        try:
            called = self.called
        except Unclear as unclear:
            mark_wrong(self.numbers, True)
            self.told.setText(str(unclear))
            return
        mark_wrong(self.numbers, False)
        named = "、".join(f"{number} {self._name(line)}" for number, line in called.named)
        words = [_("{names}，共 {count} 人。").format(names=named, count=len(called.named))] if named else []
        if called.excused:
            names = "、".join(map(self._name, called.excused))
            words.append(_("{names}已登记请假，保持不变。").format(names=names))
        if called.present:
            words.append(_("其余 {count} 人记为出勤。").format(count=called.present))
        self.told.setText("".join(words))

    def _name(self, line: PresenceLine) -> str:
        return MASK if self._model.masked else line.called

    def answer(self) -> None:
        """Record it; what is wrong is told, and nothing is recorded."""
        try:
            called = self.called
        except Unclear as unclear:
            self.wrong(str(unclear))
            self.numbers.setFocus()
            return
        if not called.cells:
            self.wrong(_("没有要登记的人；请填写序号，或勾选“其余没有登记的人都记为出勤”。"))
            return
        self._model.take(called.cells)
        self._desk.notices.tell(_("已登记 {count} 人，可按 Ctrl+Z 撤销。").format(count=len(called.cells)))
        self.accept()
