"""The register of certificates as a list: print again, declare void."""

from cadre_desktop.certificates.actions import cancel, valid
from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.certificates.screens.certificate_preview import show_certificates
from cadre_desktop.certificates.screens.signing_keys_dialog import SigningKeysDialog
from cadre_desktop.certificates.screens.verify_dialog import open_verifying
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out


class CertificatesView(KindView):
    """All issued certificates. What was issued is not edited: a wrong one is declared void and issued anew."""

    def __init__(self, desk: Desk):
        super().__init__(
            desk,
            CERTIFICATE,
            title=_("证书登记"),
            editable=False,
            empty=EmptyText(_("还没有发过证书"), _("在班次里用“打印 > 结业证书”发放，编号和内容会登记在这里。")),
            actions=(
                ViewAction(N_("补印"), lambda _view: self.print_again(), "print", needs="rows", in_bar=True),
                ViewAction(N_("作废…"), lambda _view: self.declare_void(), "stop", needs="rows"),
                ViewAction(N_("验证证书…"), lambda _view: open_verifying(self.desk, self), "check"),
                ViewAction(N_("签名密钥…"), lambda _view: SigningKeysDialog(self.desk, self).open(), "settings"),
            ),
        )
        self._papers = Papers(desk, self)

    def print_again(self) -> None:
        """Show the selected certificates as they were issued; printed or saved they count as another printing."""
        keys, store = self.selected_keys(), self.desk.store
        if not keys:
            return

        pages = CertificatePages(
            store,
            _("补印 {count} 份证书").format(count=len(keys)),
            drafts=lambda: valid(keys),
            issue=lambda wanted: valid([key for key in keys if key in wanted]),
            key=lambda row: row.id,
        )
        remark = _("样张，供核对；打印或保存时才记一次补印。")
        show_certificates(self.desk, self._papers, _("证书"), pages, remark)

    def declare_void(self) -> None:
        """Declare the selected certificates void, with the reason that is asked for."""
        keys = self.selected_keys()
        reason = self.desk.notices.ask_text(_("作废证书"), _("作废原因")) if keys else None
        store = self.desk.store
        if reason is not None:
            carry_out(self.desk, _("正在保存"), lambda: cancel(store, keys, reason), lambda _count: None, self)
