"""The print queue: how far a batch is, what came out and what did not, and printing the rest, all by keyboard."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.certificates import queueing
from cadre_desktop.certificates.actions import valid
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.registers.print_queue import PRINT_SHEET, PrintBatch, PrintSheet
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.record import table_name


class PrintQueueView(KindView):
    """The sheets of all batches, the newest first. Nothing is edited by hand: each state is said by an action."""

    def __init__(self, desk: Desk):
        super().__init__(
            desk,
            PRINT_SHEET,
            title=_("打印队列"),
            editable=False,
            empty=EmptyText(
                _("打印队列是空的"),
                _("打印证书时，每一张都记在这里；也可以在预览里“放入打印队列”，再在这里分几次打印。"),
            ),
            actions=(
                ViewAction(
                    N_("打印待印的"), lambda _view: self.print_waiting(), "print", shortcut="Alt+1", in_bar=True
                ),
                ViewAction(N_("从第几张起接着印…"), lambda _view: self.go_on(), shortcut="Alt+2"),
                ViewAction(N_("只印所选…"), lambda _view: self.print_selected(), needs="rows", shortcut="Alt+3"),
                ViewAction(N_("所选已印好"), lambda _view: self.note_printed(), needs="rows", shortcut="Alt+4"),
                ViewAction(N_("所选印坏了…"), lambda _view: self.note_spoiled(), needs="rows", shortcut="Alt+5"),
                ViewAction(N_("这一批全部印好"), lambda _view: self.note_all_printed(), shortcut="Alt+6"),
                ViewAction(N_("所选不印了"), lambda _view: self.drop(), needs="rows", shortcut="Alt+7"),
                ViewAction(N_("打印机校准…"), self._calibrate),
            ),
        )
        self._papers = Papers(desk, self)

    @property
    def batch(self) -> PrintBatch | None:
        """The batch of the row that is chosen, else the newest; None where there is none."""
        keys = self.selected_keys()
        if keys:
            sheet = PrintSheet.get_or_none(PrintSheet.id == keys[0])
            if sheet is not None:
                return PrintBatch.by_key(sheet.__data__["batch"])
        newest: PrintBatch | None = PrintBatch.select().order_by(PrintBatch.id.desc()).first()
        return newest

    def print_waiting(self) -> None:
        """Show the sheets of the batch that wait; they are printed from there."""
        batch = self.batch
        rows = queueing.waiting_in(batch.id) if batch is not None else []
        if rows:
            self._show(rows)
        else:
            self.desk.notices.tell(_("没有待印的证书。"))

    def print_selected(self) -> None:
        """Show the selected sheets, and no others."""
        keys = self.selected_keys()
        carry_out(self.desk, _("正在准备"), lambda: queueing.to_print(keys), self._show, self, writes=False)

    def go_on(self) -> None:
        """Go on from a sheet whose number is asked for, first the selected one: those before it came out well."""
        batch, keys, store = self.batch, self.selected_keys(), self.desk.store
        if batch is None:
            self.desk.notices.tell(_("没有待印的证书。"))
            return
        suggested = str(PrintSheet.by_key(keys[0]).position) if keys else ""
        label = _("从第几张起重新打印？在它以前送去打印的，都记为已印好。")
        typed = self.desk.notices.ask_text(_("接着印"), label, suggested)
        if typed is not None:
            number = typed
            carry_out(
                self.desk,
                _("正在登记"),
                lambda: queueing.continue_from(store, queueing.sheet_at(batch.id, number)),
                self._show,
                self,
            )

    def note_printed(self) -> None:
        """Note that the selected sheets came out well."""
        self._note(queueing.note_printed, self.selected_keys())

    def note_all_printed(self) -> None:
        """Note that all sheets of the batch that a printer was given, or somebody as files, came out well."""
        batch = self.batch
        if batch is not None:
            keys = queueing.given_in(batch.id)
            if keys:
                self._note(queueing.note_printed, keys)
            else:
                self.desk.notices.tell(_("这一批没有已送打印机、等着确认的证书。"))

    def note_spoiled(self) -> None:
        """Note that the selected sheets were spoiled, for a reason that is asked for once it is known that they can
        be."""
        keys, store = self.selected_keys(), self.desk.store

        def ask(rows: Sequence[PrintSheet]) -> None:
            if not rows:
                self.desk.notices.tell(_("所选的已记过印坏，或不印了。"))
                return
            reason = self.desk.notices.ask_text(_("印坏的证书"), _("原因，如 卡纸、墨不匀"))
            if reason is not None:
                self._note(lambda _store, sheets: queueing.note_spoiled(store, sheets, reason), keys)

        carry_out(self.desk, _("正在登记"), lambda: queueing.vet_spoiled(keys), ask, self, writes=False)

    def drop(self) -> None:
        """Have the selected sheets not be printed any more."""
        self._note(queueing.drop, self.selected_keys())

    def _note(self, action: Callable[..., int], keys: Sequence[int]) -> None:
        store = self.desk.store
        carry_out(self.desk, _("正在登记"), lambda: action(store, keys), lambda _count: None, self)

    def _show(self, rows: Sequence[PrintSheet]) -> None:
        """Show these sheets; what is printed then is noted at them."""
        if not rows:
            return
        store, sheets = self.desk.store, {row.__data__["certificate"]: row.id for row in rows}
        keys, batch = list(sheets), PrintBatch.by_key(rows[0].__data__["batch"])
        pages = CertificatePages(
            store,
            _("打印队列里的 {count} 份证书").format(count=len(keys)),
            drafts=lambda: valid(keys),
            issue=lambda wanted: valid([key for key in keys if key in wanted]),
            key=lambda row: row.id,
            title=batch.title,
            sheets=sheets,
        )
        remark = _("样张，供核对；打印后这些证书记为“已送打印机”，出纸后请回打印队列确认。")
        remark += _("另存为 PDF 到别处打印的，印好后也在那里记“所选已印好”。")
        show_certificates(self.desk, self._papers, batch.title, pages, remark)

    def _calibrate(self, _view: ListView) -> None:
        from cadre_desktop.certificates.screens.calibrating.calibration_dialog import open_calibration

        open_calibration(self.desk, None, self, lambda: None)


class PrintQueuePage(QWidget):
    """The queue below what there is to say of it: a printing that was broken off, and how far the batch is."""

    def __init__(self, desk: Desk):
        super().__init__()
        self._desk = desk
        self.view = PrintQueueView(desk)
        self.view.search.setPlaceholderText(_("持证人 / 编号 / 批次"))
        self.warning, self.standing = QLabel(), QLabel()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for label, role in ((self.warning, "remark"), (self.standing, "muted")):
            set_role(label, role)
            label.setWordWrap(True)
            column.addWidget(label)
        self.standing.setContentsMargins(16, 8, 16, 0)
        column.addWidget(self.view, 1)
        self.view.picked.connect(self.follow)
        desk.changes.happened.connect(self._after_change)
        self._newest = _newest_sheet()
        self.follow()

    def _after_change(self, tables: frozenset[str]) -> None:
        if not tables.isdisjoint({table_name(PrintSheet), table_name(PrintBatch)}):
            self._show_new_batch()
            self.follow()

    def _show_new_batch(self) -> None:
        """Go to a batch that was put in since the list was looked at, which is above the row that is chosen."""
        before, newest = self._newest, _newest_sheet()
        self._newest = newest
        if newest is not None and (before is None or newest.__data__["batch"] > before.__data__["batch"]):
            self.view.table.go_to(newest.id)

    def follow(self) -> None:
        """Say how far the batch is of what is chosen, and what was broken off."""
        batch = self.view.batch
        self.standing.setText(queueing.standing_of(batch) if batch is not None else "")
        self.standing.setVisible(batch is not None)
        broken = queueing.broken_off(self._desk.store)
        self.warning.setText(broken)
        self.warning.setVisible(bool(broken))


def _newest_sheet() -> PrintSheet | None:
    """The first sheet of the newest batch; None where nothing was put in yet."""
    order = PrintSheet.batch.desc(), PrintSheet.position, PrintSheet.attempt
    found: PrintSheet | None = PrintSheet.select().order_by(*order).first()
    return found
