"""One line of an appointment batch: whom, from which post, to which."""

from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.linked_pickers import tie_pickers
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk
from cadre_desktop.kit.store.store import Store
from cadre_desktop.people.appointing.lines import FIELDS, add_people, change_line, present_post
from cadre_desktop.people.kinds import APPOINTMENT
from cadre_desktop.people.records import Appointment, Court, Department, Person


class LineDialog(FieldDialog):
    """Without a `line` a new one, of whoever is picked. What somebody is removed from is offered as he holds it now."""

    def __init__(self, desk: ViewDesk, batch: int, line: int | None, parent: QWidget):
        super().__init__(_("任免") if line else _("加入人员"), _("保存"), parent, width=560)
        self._desk, self._batch, self._line = desk, batch, line
        self.person = RecordInput(Person, desk.jobs, hint=_("输入姓名、拼音或首字母"))
        self.now = QLabel()
        self.now.setWordWrap(True)
        self.fields: dict[str, Any] = {
            "new_post": TextInput(),
            "court": RecordInput(Court, desk.jobs),
            "department": RecordInput(Department, desk.jobs),
            "post_level": ChoiceInput(code_table("post_levels")),
            "removed_post": TextInput(),
            "rank": ChoiceInput(code_table("ranks")),
            "judge_grade": ChoiceInput(code_table("judge_grades")),
            "kind": TextInput(),
            "reason": TextInput(),
        }
        self.fields["kind"].setPlaceholderText(_("如 提任、交流、晋升职级"))
        columns = (APPOINTMENT.column(Appointment.court), APPOINTMENT.column(Appointment.department))
        tie_pickers({name: self.fields[name] for name in ("court", "department")}, columns)
        titles = {column.name: column.title for column in APPOINTMENT.columns}
        order = (
            "new_post",
            "court",
            "department",
            "post_level",
            "removed_post",
            "rank",
            "judge_grade",
            "kind",
            "reason",
        )
        rows = [(titles[name], self.fields[name]) for name in order]
        below = _("任职单位和部门不变的不用填；只免不任的，新任职务留空。")
        self.lay_out([(_("姓名"), self.person), (_("现任"), self.now), *rows], below=below)
        self.person.picked.connect(self._follow)
        self._fill()

    def _fill(self) -> None:
        if self._line is None:
            self.person.setFocus()
            return
        row = Appointment.by_key(self._line)
        self.person.set_value(row.__data__["person"])
        self.person.setEnabled(False)
        for name in FIELDS:
            self.fields[name].set_value(row.__data__[name])
        given = any((row.new_post, row.removed_post, row.rank, row.judge_grade))
        self._follow(row.__data__["person"], offer=not given)
        self.fields["new_post"].setFocus()

    def _follow(self, person: int, offer: bool = True) -> None:
        """Say what the person holds now, and offer to remove him from it."""
        row: Any = Person.by_key(person)
        since = _("（{month} 起）").format(month=f"{row.post_since:%Y.%m}") if row.post_since else ""
        self.now.setText(f"{row.court.name} {present_post(row) or _('（没有职务）')}{since}")
        if offer:
            self.fields["removed_post"].set_value(present_post(row))

    def answer(self) -> None:
        """Keep the line; what is wrong is said in the dialog."""
        try:
            person = self.person.value()
            values = {name: self.fields[name].value() for name in FIELDS}
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        if person is None:
            self.wrong(_("请选择人员。"))
            return
        store, batch, line = self._desk.store, self._batch, self._line
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: _keep(store, batch, line, person, values),
            lambda _none: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )


def _keep(store: Store, batch: int, line: int | None, person: int, values: dict[str, Any]) -> None:
    """Add a line, or change one."""
    with store.step(_("保存任免")):
        found = line or next(iter(add_people(store, batch, [person])), None)
        if found is None:
            found = Appointment.get(Appointment.batch == batch, Appointment.person == person).id
        change_line(store, found, values)
