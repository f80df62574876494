"""The register of certificates as a list: handed out, printed again, declared void, issued anew; and its sheets."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from cadre_desktop.certificates.actions import cancel, valid
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.life import (
    Renamed,
    give_back,
    life_lines,
    name_corrected,
    name_now,
    uncollected,
    void,
)
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.rules import CertificateState
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.signing_keys_dialog import SigningKeysDialog
from cadre_desktop.certificates.screens.verify_dialog import open_verifying
from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.saving import save_as

_MOST_LINES = 200
"""So much of its life is shown of an entry, the latest."""

Sheet = Callable[[Path, Listing, Setup], PaperOffer]


class CertificatesView(KindView):
    """All issued certificates. What was issued is not edited: a wrong one is declared void and issued anew.

    `list_wanted` asks for the page of lists, `numbers_wanted` for the account of all numbers, `last_wanted` for the
    last ones on paper.
    """

    list_wanted = Signal()

    numbers_wanted = Signal()
    last_wanted = Signal()

    def __init__(self, desk: Desk):
        self._listing = QAction(_("按名单发放…"))
        self._listing.triggered.connect(partial(CertificatesView.issue_listed, self))
        words = _("在班次、竞赛里用“打印”发放，或按名单发给嘉宾、集体和退休干警；编号和内容会登记在这里。")
        super().__init__(
            desk,
            CERTIFICATE,
            title=_("证书登记"),
            editable=False,
            empty=EmptyText(_("还没有发过证书"), words, steps=(self._listing,)),
            actions=self._actions(),
        )
        self._desk = desk
        self._papers = Papers(desk, self)
        self.usual = self._usual_filters()
        self.filters.add_tool(self._tool("filter", _("常用筛选"), self.usual))
        self.opened.connect(self._tell_life)

    def _actions(self) -> tuple[ViewAction, ...]:
        return (
            ViewAction(N_("按名单发放…"), lambda _view: self.issue_listed(), "add", in_bar=True, shortcut="Ctrl+L"),
            ViewAction(N_("登记领取…"), lambda _view: self.collect(), "check", needs="rows"),
            ViewAction(N_("补印"), lambda _view: self.print_again(), "print", needs="rows"),
            ViewAction(N_("发送文件…"), lambda _view: self.send(), "export", needs="rows"),
            ViewAction(N_("登记损坏…"), lambda _view: self.spoil(), needs="rows"),
            ViewAction(N_("退回…"), lambda _view: self.give_back(), "undo", needs="rows"),
            ViewAction(N_("作废…"), lambda _view: self.declare_void(), "stop", needs="rows"),
            ViewAction(N_("作废并重发…"), lambda _view: self.reissue(), needs="rows"),
            ViewAction(N_("打印台账…"), lambda _view: self.print_register(), "print"),
            ViewAction(N_("台账另存为工作簿…"), lambda _view: self.save_register(), "export"),
            ViewAction(N_("未领取名单…"), lambda _view: self.print_uncollected()),
            ViewAction(N_("签收表…"), lambda _view: self.print_receipts()),
            ViewAction(N_("信封标签…"), lambda _view: self.print_envelopes()),
            ViewAction(N_("验证证书…"), lambda _view: open_verifying(self._desk, self), "check"),
            ViewAction(N_("签名密钥…"), lambda _view: SigningKeysDialog(self._desk, self).open(), "settings"),
            ViewAction(N_("核对编号…"), lambda _view: self.numbers_wanted.emit()),
            ViewAction(N_("核对纸上最后的编号…"), lambda _view: self.last_wanted.emit()),
        )

    def issue_listed(self) -> None:
        """Go to the page on which certificates are issued to those of a list."""
        self.list_wanted.emit()

    def _usual_filters(self) -> QMenu:
        menu = QMenu(self)
        usual: tuple[tuple[str, Callable[[], None]], ...] = (
            (_("未领取"), lambda: self.narrow(uncollected())),
            (_("已作废"), lambda: self.narrow(void())),
            (_("姓名已更正"), self.show_corrected),
        )
        for words, show in usual:
            action = QAction(words, menu)
            action.triggered.connect(lambda _checked=False, show=show: show())
            menu.addAction(action)
        menu.addSeparator()
        menu.addAction(self.commands.clear)
        return menu

    def narrow(self, condition: Condition) -> None:
        """Show the certificates that meet a condition, all other filters cleared."""
        self.show_listing(Listing(CERTIFICATE, (condition,)))

    def show_corrected(self) -> None:
        """Show the certificates whose holders are called otherwise now, with both names beside one another."""
        self.table.columns.set_visible(CERTIFICATE.column(IssuedCertificate.person), True)
        self.narrow(name_corrected())

    def _tell_life(self, key: int | None) -> None:
        """Below what an entry says, what has happened to it; and that its holder is called otherwise now."""
        row = IssuedCertificate.get_or_none(IssuedCertificate.id == key)
        card = self.form.card
        if row is None or card is None:
            return
        if now := (name_now(row) if row.cancelled is None else ""):
            words = _("档案里的姓名已更正为“{name}”，可以“作废并重发”。").format(name=now)
            card.tell("", ((_("姓名"), words),), "warning")
        state = CertificateState.table().label(row.state)
        words = _("经过（{state}，带签名）") if row.proof else _("经过（{state}）")
        card.tell(words.format(state=state), life_lines(row)[-_MOST_LINES:])

    def print_again(self, chosen: Sequence[int] = ()) -> None:
        """Show the selected certificates as they were issued; printed they count as another printing."""
        if keys := list(chosen) or self.selected_keys():
            remark = _("样张，供核对；打印时才记一次补印，存成 PDF 的另记。")
            show_certificates(self.desk, self._papers, _("证书"), self._pages(keys), remark)

    def send(self) -> None:
        """Ask in which form the selected certificates are to be sent, and write them as files."""
        from cadre_desktop.certificates.screens.sending_dialog import SendingDialog

        if keys := self.selected_keys():
            pages = self._pages(keys)

            def opened(_rows: object) -> None:
                SendingDialog(self._desk, pages, self).open()

            carry_out(self.desk, _("正在准备"), pages.look_at, opened, self, writes=False)

    def _pages(self, keys: list[int]) -> CertificatePages:
        """These certificates as they were issued."""
        store = self.desk.store
        return CertificatePages(
            store,
            _("补印 {count} 份证书").format(count=len(keys)),
            drafts=lambda: valid(keys),
            issue=lambda wanted: valid([key for key in keys if key in wanted]),
            key=lambda row: row.id,
            title=_("证书"),
        )

    def collect(self) -> None:
        """Ask when and by whom the selected certificates were collected, and write it down."""
        from cadre_desktop.certificates.screens.life_dialogs import CollectDialog

        if keys := self.selected_keys():
            CollectDialog(self._desk, keys, self._told(_("登记了 {count} 份证书领取。")), self).exec()

    def spoil(self) -> None:
        """Ask how many sheets of the selected certificates were spoiled, and write it down."""
        from cadre_desktop.certificates.screens.life_dialogs import SpoilDialog

        if keys := self.selected_keys():
            SpoilDialog(self._desk, keys, self._told(_("登记了 {count} 份证书损坏。")), self).exec()

    def reissue(self) -> None:
        """Ask why the selected certificates are void, issue each anew, and show the new ones to be printed."""
        from cadre_desktop.certificates.screens.life_dialogs import ReissueDialog

        def done(pairs: list[Renamed]) -> None:
            self.desk.notices.tell(_("重发了 {count} 份证书，请打印新的。").format(count=len(pairs)))
            self.print_again([pair.new.id for pair in pairs])

        if keys := self.selected_keys():
            ReissueDialog(self._desk, keys, done, self).exec()

    def give_back(self) -> None:
        """Take back that the selected certificates were collected."""
        self._because(_("退回证书"), _("退回原因"), give_back, blank=True)

    def declare_void(self) -> None:
        """Declare the selected certificates void, with the reason that is asked for."""
        self._because(_("作废证书"), _("作废原因"), cancel)

    def _because(self, title: str, label: str, action: Callable[..., int], blank: bool = False) -> None:
        keys, store = self.selected_keys(), self.desk.store
        reason = self.desk.notices.ask_text(title, label, blank=blank) if keys else None
        if reason is not None:
            carry_out(self.desk, _("正在保存"), lambda: action(store, keys, reason), lambda _count: None, self)

    def _told(self, words: str) -> Callable[[int], None]:
        return lambda count: self.desk.notices.tell(words.format(count=count))

    def print_register(self) -> None:
        """The register as it is filtered here, on paper."""
        from cadre_desktop.certificates.register_prints import print_register

        self._lay_out(_("证书发放台账"), "register", self._signed(print_register))

    def print_uncollected(self) -> None:
        """Who of those filtered here has not collected."""
        from cadre_desktop.certificates.register_prints import print_uncollected

        self._lay_out(_("证书未领取名单"), "uncollected", self._signed(print_uncollected))

    def print_receipts(self) -> None:
        """A sheet on which they sign for them."""
        from cadre_desktop.certificates.register_prints import print_receipts

        self._lay_out(_("证书签收表"), "receipts", self._signed(print_receipts))

    def print_envelopes(self) -> None:
        """Labels for their envelopes."""
        from cadre_desktop.certificates.register_prints import print_envelopes

        self._lay_out(_("证书信封标签"), "envelopes", print_envelopes)

    def _signed(self, sheet: Callable[[Path, Listing, str, Setup], PaperOffer]) -> Sheet:
        """A sheet that names the own court."""
        name = self._desk.organisation()
        return lambda path, listing, setup: sheet(path, listing, name, setup)

    def _lay_out(self, title: str, key: str, sheet: Sheet) -> None:
        listing = self.listing

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            return sheet(path, listing, setup)

        self._papers.lay_out(title, f"certificates {key}", write)

    def save_register(self) -> None:
        """The register as it is filtered here, as a workbook."""
        from cadre_desktop.certificates.register_prints import write_register

        listing, told = self.listing, _("已导出 {count} 条到“{path}”。")
        title = _("证书发放台账")
        save_as(self.desk, self, title, title, lambda path, _progress: write_register(path, listing), told)
