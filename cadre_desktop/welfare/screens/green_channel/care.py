"""惠医惠警 on the screen: slips with masked names, agreements, and use by month."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.welfare.green_channel.actions import declare_void, note_used
from cadre_desktop.welfare.green_channel.care import CARE
from cadre_desktop.welfare.green_channel.registers import REFERRALS
from cadre_desktop.welfare.screens.care_page import CarePage
from cadre_desktop.welfare.screens.green_channel.use_page import UsePage


class GreenChannelPage(CarePage):
    """惠医惠警."""

    def __init__(self, desk: Desk):
        self.use: UsePage | None = None
        super().__init__(desk, CARE, (OwnPage("use", N_("按月使用"), self._make_use, icon="overview"),))

    def _make_use(self, desk: Desk) -> QWidget:
        self.use = UsePage(desk)
        self.use.show_year(self.year)
        return self.use

    def year_shown(self, year: int | None) -> None:
        if self.use is not None:
            self.use.show_year(year)

    def actions_of(self, kind: Kind) -> Sequence[ViewAction]:
        if kind is not REFERRALS.kind:
            return ()
        return (
            ViewAction(N_("开具就医单…"), lambda _view: self.issue(), "add", in_bar=True, shortcut="Ctrl+N"),
            ViewAction(N_("打印就医单…"), self.print_slip, "print", needs="row"),
            ViewAction(N_("记为已使用"), self._used, "check", needs="rows"),
            ViewAction(N_("作废"), self._void, "stop", needs="rows"),
        )

    def empty_of(self, kind: Kind) -> EmptyText | None:
        if kind is not REFERRALS.kind:
            return EmptyText(_("还没有惠医协议"), _("先登记与医院的协议，再开具就医单；到期前会提醒。"))
        return EmptyText(_("还没有就医单"), _("点“开具就医单…”，按年度连续编号；姓名平时隐藏，不记病情和科室。"))

    def issue(self) -> None:
        """Ask for whom a slip is."""
        from cadre_desktop.welfare.screens.green_channel.slip_dialogs import IssueDialog

        IssueDialog(self.desk, self).open()

    def print_slip(self, view: ListView) -> None:
        """Ask why, since the slip says whom it is for, and which department of the hospital is wanted; and print it."""
        from cadre_desktop.welfare.screens.green_channel.slip_dialogs import PrintSlipDialog

        key = view.current_key
        if key is not None:
            self.guard_of(view).allow(lambda: PrintSlipDialog(self.desk, key, self).open())

    def _used(self, view: ListView) -> None:
        keys, store = view.selected_keys(), self.desk.store
        carry_out(
            self.desk, _("正在保存"), lambda: note_used(store, keys, store.clock.today()), lambda _count: None, self
        )

    def _void(self, view: ListView) -> None:
        keys, store = view.selected_keys(), self.desk.store
        words = _("要作废选中的 {count} 张就医单吗？编号不再使用。").format(count=len(keys))
        if keys and self.desk.notices.ask(words, _("作废"), _("取消"), danger=True):
            carry_out(self.desk, _("正在保存"), lambda: declare_void(store, keys), lambda _count: None, self)
