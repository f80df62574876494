"""The register of certificates as a list: print again, declare void."""

from pathlib import Path
from tempfile import TemporaryDirectory

from cadre_desktop.certificates.actions import cancel, reprint
from cadre_desktop.certificates.kinds import CERTIFICATE
from cadre_desktop.courses.screens.attempts import attempt
from cadre_desktop.desk import Desk
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.kind_view import KindView
from cadre_desktop.kit.qt.view_parts import EmptyText, ViewAction


class CertificatesView(KindView):
    """All issued certificates. What was issued is not edited: a wrong one is declared void and issued anew."""

    def __init__(self, desk: Desk):
        super().__init__(
            desk,
            CERTIFICATE,
            title=_("证书登记"),
            counted=N_("{count} 份"),
            editable=False,
            empty=EmptyText(_("还没有发过证书"), _("在班次里用“打印 > 结业证书”发放，编号和内容会登记在这里。")),
            actions=(
                ViewAction(N_("补印"), lambda _view: self.print_again(), "print", needs="rows", in_bar=True),
                ViewAction(N_("作废…"), lambda _view: self.declare_void(), "stop", needs="rows"),
            ),
        )
        self._folder: TemporaryDirectory[str] | None = None

    def print_again(self) -> None:
        """Print the selected certificates as they were issued; each printing is counted."""
        keys, store = self.selected_keys(), self.desk.store
        made = attempt(self.desk.notices, lambda: reprint(store, keys)) if keys else None
        if not made:
            return
        if self._folder is None:
            self._folder = TemporaryDirectory(prefix="cadre-", ignore_cleanup_errors=True)
            self.destroyed.connect(self._folder.cleanup)
        path = Path(self._folder.name) / "certificates.pdf"

        def work(progress: Progress) -> Path:
            from cadre_desktop.certificates.prints import print_issued

            print_issued(path, made, lambda done: progress.report(done, len(made)))
            return path

        self.desk.jobs.run(_("正在排版证书"), work, lambda written: self.desk.show_pdf(written, _("证书")), owner=self)

    def declare_void(self) -> None:
        """Declare the selected certificates void, with the reason that is asked for."""
        keys = self.selected_keys()
        reason = self.desk.notices.ask_text(_("作废证书"), _("作废原因")) if keys else None
        if reason is not None:
            attempt(self.desk.notices, lambda: cancel(self.desk.store, keys, reason))
