"""惠医惠警 on the screen: slips with masked names, agreements, and use by month."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import GridTable
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.green_channel.actions import declare_void, note_used
from cadre_desktop.welfare.green_channel.care import CARE
from cadre_desktop.welfare.green_channel.figures import use_by_month
from cadre_desktop.welfare.green_channel.registers import REFERRALS
from cadre_desktop.welfare.screens.care_page import CarePage

_Month = tuple[int, int, int]


class GreenChannelPage(CarePage):
    """惠医惠警."""

    def __init__(self, desk: Desk):
        self.use: LineModel[_Month] | None = None
        super().__init__(desk, CARE, (OwnPage("use", N_("按月使用"), self._make_use, icon="overview"),))
        desk.changes.happened.connect(self._changed)

    def _make_use(self, _desk: Desk) -> QWidget:
        columns: tuple[LineColumn[_Month], ...] = (
            LineColumn(N_("月份"), 90, lambda line: _("{month} 月").format(month=line[0]), order=lambda line: line[0]),
            LineColumn(N_("开具（张）"), 110, lambda line: str(line[1] or ""), order=lambda line: line[1]),
            LineColumn(N_("已使用（张）"), 120, lambda line: str(line[2] or ""), order=lambda line: line[2]),
        )
        table = GridTable(_("按月使用"))
        self.use = LineModel(columns, table)
        table.setModel(self.use)
        table.set_widths([column.width for column in columns])
        self._show_use()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(16, 10, 16, 14)
        column.addWidget(table)
        return page

    def _changed(self, tables: frozenset[str]) -> None:
        if self.desk.changes.touches(tables, "referral"):
            self._show_use()

    def _show_use(self) -> None:
        if self.use is not None:
            self.use.put(use_by_month(self.year or self.desk.clock.today().year))

    def year_shown(self, year: int | None) -> None:
        self._show_use()

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
