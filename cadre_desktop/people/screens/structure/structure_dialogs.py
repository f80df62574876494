"""Whom to try out in which posts, and what the court counts its structure by."""

from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.look.field_base import mark_wrong, set_role
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.records import Person
from cadre_desktop.people.structure.as_of import StaffAsOf
from cadre_desktop.people.structure.counting import Units
from cadre_desktop.people.structure.structure_settings import SETTINGS, set_structure, settings_set
from cadre_desktop.people.structure.what_if import TrialAppointment, appointed

_ROWS = 6
_WIDTHS = (210, 190, 150)
"""Px of the fields of a person, a post and a court."""
_SERVING = Condition("t.status IN ('serving', 'on_leave')")


class WhatIfDialog(FieldDialog):
    """Up to six people with posts; `done` receives the proposals. Nothing is written."""

    def __init__(
        self,
        desk: Desk,
        staff: StaffAsOf,
        units: Units,
        done: Callable[[list[TrialAppointment]], None],
        parent: QWidget,
    ):
        super().__init__(_("假设任命"), _("看看会怎样"), parent, width=660)
        self._staff, self._done = staff, done
        courts = [(key, unit.short) for key, unit in units.courts.items()]
        self.people = [RecordInput(Person, desk.jobs, conditions=(_SERVING,), hint=_("姓名")) for _n in range(_ROWS)]
        self.posts = [TextInput() for _n in range(_ROWS)]
        self.courts = [ChoiceInput(courts, empty=True, nothing=None) for _n in range(_ROWS)]
        grid = QGridLayout()
        grid.setHorizontalSpacing(10)
        grid.setVerticalSpacing(8)
        for column, title in enumerate((_("人员"), _("拟任职务"), _("任职法院（不变的不选）"))):
            label = QLabel(title)
            set_role(label, "muted")
            grid.addWidget(label, 0, column)
        for row in range(_ROWS):
            fields = (self.people[row], self.posts[row], self.courts[row])
            for column, (field, width) in enumerate(zip(fields, _WIDTHS, strict=True)):
                field.setMinimumWidth(width)
                grid.addWidget(field, row + 1, column)
            number = row + 1
            self.people[row].setAccessibleName(_("第 {number} 人").format(number=number))
            self.posts[row].setAccessibleName(_("第 {number} 人的拟任职务").format(number=number))
            self.courts[row].setAccessibleName(_("第 {number} 人的任职法院").format(number=number))
            self.posts[row].setPlaceholderText(_("如 庭长、副庭长、副院长"))
        above = _("如果任命这几个人，{day} 的年龄结构会怎样：只试算，不写入档案。").format(day=staff.day.isoformat())
        self.lay_out((("", grid),), above=above)

    def answer(self) -> None:
        """Hand the proposals over; what cannot be tried is said in the dialog."""
        try:
            proposals = [each for row in range(_ROWS) if (each := self._proposal(row)) is not None]
            if not proposals:
                self.wrong(_("请至少选一个人并填写拟任职务。"))
                return
            appointed(self._staff, proposals)
        except (Unclear, Refused) as wrong:
            self.wrong(str(wrong))
            return
        self.accept()
        self._done(proposals)

    def _proposal(self, row: int) -> TrialAppointment | None:
        person, post = self.people[row].value(), self.posts[row].value()
        if person is None and not post:
            return None
        if person is None:
            raise Unclear(_("第 {number} 行填了职务，没有选人。").format(number=row + 1))
        return TrialAppointment(person, post, court=self.courts[row].value())


class StructureSettingsDialog(FieldDialog):
    """What the structure is counted by; `kept` is called once it is changed."""

    def __init__(self, desk: Desk, kept: Callable[[], None], parent: QWidget):
        super().__init__(_("队伍结构设置"), _("保存"), parent, width=520)
        self._desk, self._kept = desk, kept
        self.fields = {each.key: TextInput() for each in SETTINGS}
        rows: list[tuple[str, QWidget]] = []
        texts = settings_set(desk.store)
        for each in SETTINGS:
            self.fields[each.key].set_value(texts[each.key])
            about = QLabel(_("{about}；通常为 {usual}").format(about=_(each.about), usual=each.usual))
            about.setWordWrap(True)
            set_role(about, "muted")
            rows += [(_(each.title), self.fields[each.key]), ("", about)]
        self.lay_out(rows)

    def answer(self) -> None:
        """Keep them; what is wrong is shown in the dialog."""
        texts, store = {key: field.value() for key, field in self.fields.items()}, self._desk.store
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: set_structure(store, texts),
            lambda _nothing: self._done(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        wrong = {problem.field for problem in refused.problems}
        for key, field in self.fields.items():
            mark_wrong(field, key in wrong)
        self.wrong(str(refused))

    def _done(self) -> None:
        self.accept()
        self._kept()
