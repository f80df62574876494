"""From when to when a public notice hangs, and where objections go; remembered from one to the next."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.qt.fields.date_fields import DateInput
from cadre_desktop.kit.qt.fields.text_fields import TextInput
from cadre_desktop.kit.qt.talk.field_dialog import FieldDialog
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.registers.calendar_days import work_calendar
from cadre_desktop.people.working_days import NOTICE_DAYS
from cadre_desktop.talent.forms.public_notice import NoticePeriod, print_public_notice
from cadre_desktop.talent.records import Pool

_KEY = "public notice contact"

Show = Callable[[str, Callable[[Path], object]], None]


class NoticeDialog(FieldDialog):
    """Asks for period and contact, and shows the notice about `people` by `show`."""

    def __init__(self, desk: Desk, pool: Pool, people: Sequence[int], show: Show, parent: QWidget):
        super().__init__(_("公示名单（{count} 人）").format(count=len(people)), _("预览"), parent, width=500)
        self._desk, self._pool, self._people, self._show = desk, pool, list(people), show
        self.first, self.last, self.contact = DateInput(), DateInput(), TextInput()
        self.first.set_value(desk.clock.today())
        term = work_calendar().term(desk.clock.today())
        self.last.set_value(term.last)
        self.contact.set_value(str(desk.settings.get(_KEY, "")))
        self.contact.setPlaceholderText(_("如 政治部（0472-1234567）"))
        self.lay_out(
            ((_("公示开始"), self.first), (_("公示截止"), self.last), (_("受理单位和电话"), self.contact)),
            above=_("公示一般不少于 {days} 个工作日，截止日期已按工作日历推算。").format(days=NOTICE_DAYS)
            + term.remark,
        )

    def answer(self) -> None:
        """Show the notice; what is wrong is said."""
        try:
            first, last = self.first.value(), self.last.value()
        except Unclear as unclear:
            self.wrong(str(unclear))
            return
        contact = self.contact.value()
        if first is None or last is None or not contact or last < first:
            self.wrong(_("请填写公示起止日期（截止不早于开始）、受理单位和电话。"))
            return
        self._desk.settings.put(_KEY, contact)
        pool, people, period = self._pool, self._people, NoticePeriod(first, last, contact)
        court = own_court(self._desk.store)
        name = court.name if court else ""
        self.accept()
        self._show(
            _("{pool}公示名单").format(pool=pool.name),
            lambda path: print_public_notice(path, pool, people, name, period),
        )
