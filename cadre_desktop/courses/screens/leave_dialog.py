"""The hours of leave after the grid, beside the leave recorded so far: taken over only as confirmed here."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from cadre_desktop.courses.actions import Recorded, leave_by_sessions, take_over_leave
from cadre_desktop.courses.records import Course
from cadre_desktop.courses.rules import format_hours
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.name_list.presence_sheet import PresenceSheet
from cadre_desktop.people.screens.name_list.ticked_list import TickedList


class LeaveDialog(FieldDialog):
    """Everybody whose leave differs from what the sessions show, all ticked at first; `done` receives what was
    kept."""

    def __init__(self, desk: Desk, sheet: PresenceSheet, done: Callable[[Recorded], None], parent: QWidget):
        super().__init__(_("按考勤核对请假学时"), _("登记为请假学时"), parent, width=560)
        self._desk, self._done = desk, done
        words = _("{name}（{court}）　考勤请假 {shown} 学时，现登记请假 {leave} 学时")
        self.people = TickedList(
            (
                (line.entry, shown),
                words.format(name=line.name, court=line.court, shown=format_hours(shown), leave=format_hours(leave)),
            )
            for line, leave, shown in leave_by_sessions(sheet)
        )
        above = _(
            "勾选的人以考勤为准；不勾选的保持原样。旷课、缺席不是请假，结班时按出勤计算。结业与否按请假比例重新判断。"
        )
        if sheet.open_cells:
            above += _("还有 {count} 人次的考勤没有登记，没有登记的不算请假。").format(count=sheet.open_cells)
        self.lay_out(((_("学时不符"), self.people),), above=above)

    @property
    def chosen(self) -> Mapping[int, int]:
        """The hours of leave (tenths) by enrolment of those ticked."""
        return dict(self.people.ticked)

    def answer(self) -> None:
        """Keep them; what is refused is shown in the dialog."""
        chosen, store = self.chosen, self._desk.store
        if not chosen:
            self.wrong(_("没有勾选任何人；不需要登记请按“取消”。"))
            return
        carry_out(
            self._desk,
            _("正在登记"),
            lambda: take_over_leave(store, chosen),
            self._kept,
            self,
            busy=lambda busy: self.go.setEnabled(not busy),
            refused=lambda refused: self.wrong(str(refused)),
        )

    def _kept(self, recorded: Recorded) -> None:
        self.accept()
        self._done(recorded)


def check_leave(
    desk: Desk, course: Course, sheet: PresenceSheet, done: Callable[[Recorded], None], parent: QWidget
) -> None:
    """Show what differs, or say that nothing does."""
    if not sheet.sessions:
        desk.notices.tell(_("还没有课次，无从核对。"))
    elif not course.hours:
        desk.notices.tell(_("请先填写班次的学时，再核对。"))
    elif not leave_by_sessions(sheet):
        desk.notices.tell(_("请假学时与考勤一致。"))
    else:
        LeaveDialog(desk, sheet, done, parent).exec()
