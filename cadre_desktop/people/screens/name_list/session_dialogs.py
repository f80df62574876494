"""Asking for one session, and for sessions on all days of an event."""

from contextlib import suppress
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.number_fields import HoursInput
from cadre_desktop.kit.qt.fields.record_picker import RecordInput
from cadre_desktop.kit.qt.fields.text_fields import FlagInput, TextInput
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.attending import plan_sessions, save_session
from cadre_desktop.people.name_list.bookings import session_remarks
from cadre_desktop.people.name_list.declaration import NameListOf
from cadre_desktop.people.name_list.records import Lecturer, Session
from cadre_desktop.people.name_list.rules import Half, half_of, read_time

_TOLD_BY = (Lecturer.name, Lecturer.unit, Lecturer.title)
"""What lecturers of one name are told apart by."""
_TOLD = 3
"""Sentences about a session that there is room for; all of them are at the mouse."""
_HALVES, _DAYS = "halves", "days"
"""Ways to plan beside a single half of each day: both halves, or one session for the day."""


class SessionDialog(FieldDialog):
    """One session, new or as it is; saved in a job while the dialog stays, so that what is refused is said here.

    What it clashes with is told as one types, and keeps nobody from saving it.
    """

    def __init__(self, desk: Desk, names: NameListOf, event: Any, session: Session | None, parent: QWidget):
        said = names.words.said
        title = said(_("修改{session}")) if session else said(_("新增{session}"))
        super().__init__(title, _("保存"), parent, width=460)
        self._desk, self._names, self._event = desk, names, event
        self._key = session.id if session else None
        self.day, self.half, self.heading = DateInput(), ChoiceInput(Half.table()), TextInput()
        self.begins, self.ends, self.venue = TextInput(), TextInput(), TextInput()
        hint = _("从师资库选，或直接写姓名")
        self.lecturer = RecordInput(Lecturer, desk.jobs, fields=_TOLD_BY, free=True, hint=hint)
        self.remarks = QLabel()
        self.hours, self.make_up = HoursInput(), FlagInput(said(_("{make_up}：只要求安排到这一次的人参加")))
        for box, hint in ((self.begins, "9:00"), (self.ends, "11:30")):
            box.setPlaceholderText(hint)
        times = QHBoxLayout()
        times.setSpacing(8)
        for box, title in ((self.begins, _("开始时间")), (self.ends, _("结束时间"))):
            box.setAccessibleName(title)
            times.addWidget(box)
        rows: list[Any] = [(_("日期"), self.day), (_("时段"), self.half), (_("起止时间"), times)]
        rows += [(_("内容"), self.heading), (_(names.words.lecturer), self.lecturer), (_("地点"), self.venue)]
        if names.hours is not None:
            rows.append((_("学时"), self.hours))
        rows.append(("", self.make_up))
        below = said(_("学时不填时，总学时由没有填的{session}平分。")) if names.hours is not None else ""
        self.venue.setPlaceholderText(names.value(event, names.venue) or "")
        self.lay_out(rows, below=below)
        self.tell_above_buttons(self.remarks)
        self._load(session)
        self.begins.changed.connect(self._half_follows)
        self.ends.changed.connect(self._half_follows)
        for field in (self.day, self.half, self.begins, self.ends, self.lecturer, self.venue, self.hours, self.make_up):
            field.changed.connect(self._look)
        self._look()

    def _load(self, session: Session | None) -> None:
        if session is None:
            self.day.set_value(self._names.value(self._event, self._names.starts))
            return
        self.day.set_value(session.day)
        self.half.set_value(session.half)
        self.begins.set_value(session.begins)
        self.ends.set_value(session.ends)
        self.heading.set_value(session.title)
        if session.taught_by is None:
            self.lecturer.set_text(session.lecturer)
        else:
            self.lecturer.set_value(session.__data__["taught_by"])
        self.venue.set_value(session.venue)
        self.hours.set_value(session.hours)
        self.make_up.set_value(session.make_up)

    def _half_follows(self) -> None:
        """The half of the day is that in which the session lies, as soon as one can tell; one over noon has none."""
        with suppress(Unclear):
            begins, ends = read_time(self.begins.value()), read_time(self.ends.value())
            if begins:
                self.half.set_value(half_of(begins, ends))

    @property
    def values(self) -> Values:
        """What is entered. Raises Unclear for what cannot be read."""
        return {
            "day": self.day.value(),
            "half": self.half.value() or "",
            "begins": self.begins.value(),
            "ends": self.ends.value(),
            "title": self.heading.value(),
            "lecturer": self.lecturer.text().strip(),
            "taught_by": self.lecturer.value(),
            "venue": self.venue.value(),
            "hours": self.hours.value(),
            "make_up": self.make_up.value(),
        }

    def _look(self) -> None:
        """Say what the session clashes with, once what is typed can be read."""
        names, event, key = self._names, self._event, self._key
        try:
            values = self.values
            values |= {name: read_time(values[name]) for name in ("begins", "ends")}
        except Unclear:
            self._remark([])
            return
        self._desk.jobs.run(
            names.words.said(_("正在核对{session}")),
            lambda _progress: session_remarks(names, event, values, key),
            self._remark,
            keep_latest=f"session {id(self)}",
            owner=self,
        )

    def _remark(self, remarks: list[str]) -> None:
        rest = _("另有 {count} 处要核对。").format(count=len(remarks) - _TOLD) if len(remarks) > _TOLD else ""
        self.remarks.setText("\n".join(filter(None, (*remarks[:_TOLD], rest))))
        self.remarks.setToolTip("\n".join(remarks) if rest else "")
        self.remarks.setVisible(bool(remarks))

    def answer(self) -> None:
        """Save it; what is wrong is shown in the dialog."""
        try:
            values = self.values
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        store, names, event, key = self._desk.store, self._names, self._event, self._key
        carry_out(
            self._desk,
            _("正在保存"),
            lambda: save_session(store, names, event, values, key),
            lambda _saved: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=self._refused,
        )

    def _refused(self, refused: Refused) -> None:
        self.wrong(str(refused))
        fields: dict[str, QWidget] = {"hours": self.hours, "day": self.day, "begins": self.begins, "ends": self.ends}
        field = fields.get(refused.problems[0].field)
        if field is not None:
            QTimer.singleShot(0, field.setFocus)


class PlanDialog(FieldDialog):
    """Sessions on all days of an event: of which halves, with or without weekends."""

    def __init__(self, desk: Desk, names: NameListOf, event: Any, parent: QWidget):
        said = names.words.said
        super().__init__(said(_("按日期{planning}")), _(names.words.planning), parent, width=440)
        self._desk, self._names, self._event = desk, names, event
        self.way = ChoiceInput(
            (
                (_HALVES, _("上午、下午各一次")),
                (_DAYS, _("每天一次")),
                (Half.MORNING.value, _("只有上午")),
                (Half.AFTERNOON.value, _("只有下午")),
                (Half.EVENING.value, _("只有晚上")),
            ),
            empty=False,
        )
        self.way.set_value(_HALVES)
        self.weekends = QCheckBox(_("周末也安排"))
        starts, ends = names.value(event, names.starts), names.value(event, names.ends)
        self.weekends.setChecked(starts == (ends or starts) and starts.weekday() > 4)
        above = _("从 {starts} 到 {ends} 的每一天{planning}，已有的{session}不动。")
        above = said(above, starts=starts, ends=ends or starts)
        self.lay_out(((_("每天"), self.way), ("", self.weekends)), above=above)

    def answer(self) -> None:
        """Make them; what is refused is shown in the dialog."""
        store, names, event = self._desk.store, self._names, self._event
        way, weekends = self.way.value(), self.weekends.isChecked()
        several = {_HALVES: (Half.MORNING, Half.AFTERNOON), _DAYS: ()}
        halves = several[way] if way in several else (Half(way),)
        carry_out(
            self._desk,
            names.words.said(_("正在{planning}")),
            lambda: plan_sessions(store, names, event, halves, weekends=weekends),
            lambda _keys: self.accept(),
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )
