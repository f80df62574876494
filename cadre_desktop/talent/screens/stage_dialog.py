"""The dated entry without which nobody moves along 选育管用, and the reason for which somebody is suspended."""

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput, TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.talent.registers.evidence import Evidence
from cadre_desktop.talent.rules import Stage
from cadre_desktop.talent.stages.moving import StageEntry, evidence_for, move_to_stage, resume, suspend


class DatedDialog(FieldDialog):
    """A question with a day in it whose outcome is written; `done` receives how many it was for."""

    def __init__(self, desk: Desk, title: str, verb: str, done: Callable[[int], None], parent: QWidget):
        super().__init__(title, verb, parent, width=480)
        self._desk, self._done = desk, done
        self.day = DateInput()
        self.day.set_value(desk.clock.today())

    def day_said(self) -> date | None:
        """The day; None, and the dialog says so, where it cannot be read."""
        try:
            day = self.day.value()
        except Unclear as unclear:
            mark_wrong(self.day, True)
            self.wrong(str(unclear))
            return None
        mark_wrong(self.day, day is None)
        if day is None:
            self.wrong(_("请填写日期。"))
        return day

    def write(self, label: str, action: Callable[[], int]) -> None:
        """Carry it out; what is refused is said in the dialog."""
        carry_out(
            self._desk,
            label,
            action,
            self._written,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        mark_wrong(self.day, any(problem.field == "day" for problem in refused.problems))
        self.wrong(str(refused))

    def _written(self, count: int) -> None:
        self.accept()
        self._done(count)


class StageDialog(DatedDialog):
    """Asks what was done, when and with what result, and moves the memberships to the stage it belongs to."""

    def __init__(
        self, desk: Desk, memberships: Sequence[int], stage: Stage, done: Callable[[int], None], parent: QWidget
    ):
        title = _("转入“{stage}”阶段（{name}）").format(stage=_(stage.label), name=_(stage.also[0]))
        super().__init__(desk, title, _("转入 {count} 人").format(count=len(memberships)), done, parent)
        self._memberships = list(memberships)
        kinds = evidence_for(stage)
        self.evidence = ChoiceInput([(each, _(each.label)) for each in kinds], empty=False, nothing=None)
        self.evidence.set_value(kinds[0])
        self.outcome, self.document, self.note = TextInput(), TextInput(), LongTextInput(3)
        self.outcome.setPlaceholderText(_("如 得票 32 张，列第 2 名"))
        self.lay_out(
            (
                (_("事项"), self.evidence),
                (_("日期"), self.day),
                (_("结果"), self.outcome),
                (_("文号"), self.document),
                (_("说明"), self.note),
            ),
            above=_("每次转阶段都要有一条记录：做了什么、哪一天。已在这个阶段的人只添记录。"),
        )
        self.evidence.setFocus()

    def answer(self) -> None:
        """Move them; what is wrong is said."""
        day = self.day_said()
        if day is None:
            return
        entry = StageEntry(
            Evidence(self.evidence.value()), day, self.outcome.value(), self.note.value(), self.document.value()
        )
        store, keys = self._desk.store, self._memberships
        self.write(_("正在转阶段"), lambda: move_to_stage(store, keys, entry))


class PauseDialog(DatedDialog):
    """Asks from when and why members are suspended, or go on."""

    def __init__(
        self, desk: Desk, memberships: Sequence[int], evidence: Evidence, done: Callable[[int], None], parent: QWidget
    ):
        title = _(evidence.label)
        verb = _("{what} {count} 人").format(what=title, count=len(memberships))
        super().__init__(desk, title, verb, done, parent)
        self._memberships, self._evidence = list(memberships), evidence
        self.why = LongTextInput(3)
        self.lay_out(((_("日期"), self.day), (_("原因"), self.why)))
        self.why.setFocus()

    def answer(self) -> None:
        """Suspend them, or let them go on; what is wrong is said."""
        day, why, store, keys = self.day_said(), self.why.value(), self._desk.store, self._memberships
        if day is None:
            return
        act = suspend if self._evidence is Evidence.SUSPENSION else resume
        self.write(_("正在保存"), lambda: act(store, keys, day, why))
