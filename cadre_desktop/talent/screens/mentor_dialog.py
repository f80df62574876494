"""A mentor for a member of a pool, with the plan of what is to be learnt."""

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import LongTextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong
from cadre_desktop.people.records import Person
from cadre_desktop.talent.readiness.settings import mentors_at_most
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.screens.stage_dialog import DatedDialog
from cadre_desktop.talent.stages.mentoring import mentors_of, pair_up


class MentorDialog(DatedDialog):
    """Asks who guides the member, from when to when, and by which plan."""

    def __init__(self, desk: Desk, member: Membership, done: Callable[[int], None], parent: QWidget):
        person = Person.by_key(member.__data__["person"])
        super().__init__(desk, _("{name}的导师").format(name=person.name), _("结对"), done, parent)
        self._person = person.id
        self.mentor = RecordInput(Person, desk.jobs)
        self.ends = DateInput()
        self.plan = LongTextInput(5)
        self.lay_out(
            (
                (_("导师"), self.mentor),
                (_("结对日期"), self.day),
                (_("期满日期"), self.ends),
                (_("培养计划"), self.plan),
            ),
            above=self._held(),
            below=_("每季度的记录写在“人员 > 导师季度记录”里，超过一季度没有记录会提醒。"),
        )
        self.mentor.setFocus()

    def _held(self) -> str:
        held = mentors_of(self._person, self._desk.clock.today())
        most = mentors_at_most(self._desk.store)
        names = "、".join(pair.mentor.name for pair in held)
        text = _("现有导师：{names}；最多 {most} 位。") if held else _("现在没有导师；最多 {most} 位。")
        return text.format(names=names, most=most)

    def answer(self) -> None:
        """Pair them up; what is wrong is said."""
        day = self.day_said()
        if day is None:
            return
        try:
            mentor, ends = self.mentor.value(), self.ends.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        mark_wrong(self.mentor, mentor is None)
        if mentor is None:
            self.wrong(_("请选一位导师。"))
            return
        store, person, plan = self._desk.store, self._person, self.plan.value()

        def pair() -> int:
            pair_up(store, person, mentor, day, plan, ends)
            return 1

        self.write(_("正在结对"), pair)
