"""Certificates in the preview: whole or on bought stock, with the calibration of a printer, which can be measured from
there; printed, put into the print queue, or sent as files. Before they get their numbers the password of the court's
key is asked for, where it has one."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.screens.calibrating.known import known_calibrations
from cadre_desktop.certificates.screens.password_dialogs import sign_first
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.pages.relaying import PaperTool
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


def show_certificates(
    desk: ViewDesk, papers: Papers, title: str, pages: CertificatePages, remark: str, more: Sequence[PaperTool] = ()
) -> None:
    """Show certificates as a draft; what is printed or saved then is handed out, as it is seen. `more` tools are
    offered beside those that all certificates have."""
    pages.calibrations = lambda: known_calibrations(desk.settings)
    pages.title = pages.title or title
    tools = [*more, calibrating(desk, pages)]
    if not pages.sheets:
        tools.append(_enqueuing(desk, pages))
    tools.append(_sending(desk, pages))

    def before(over: "QWidget", numbers: Sequence[int], go_on: Callable[[], None]) -> None:
        sign_first(desk, over, pages.wants_signature(numbers), go_on)

    papers.show_draft(title, pages, remark, "certificates", tools, before)


def _enqueuing(desk: ViewDesk, pages: CertificatePages) -> PaperTool:
    """The button that gives the numbers now and has the sheets wait, to be printed a few at a time."""

    def told(count: int) -> None:
        text = _("{count} 份证书已放入打印队列，编号已给出。请在“证书”的“打印队列”里打印。")
        desk.notices.tell(text.format(count=count))

    def enqueue(beside: "QWidget", _again: Callable[[], None]) -> None:
        def go_on() -> None:
            carry_out(desk, _("正在发放"), pages.enqueue, told, beside)

        sign_first(desk, beside, pages.wants_signature(), go_on)

    return PaperTool(_("放入打印队列"), enqueue)


def _sending(desk: ViewDesk, pages: CertificatePages) -> PaperTool:
    """The button that gives the numbers and the certificates as files."""

    def opened(beside: "QWidget", _again: Callable[[], None]) -> None:
        from cadre_desktop.certificates.screens.sending_dialog import SendingDialog

        SendingDialog(desk, pages, beside.window()).open()

    return PaperTool(_("发送文件…"), opened)


def calibrating(desk: ViewDesk, pages: CertificatePages) -> PaperTool:
    """The button below the choices that opens the calibration for the stock of these pages."""

    def opened(beside: "QWidget", again: Callable[[], None]) -> None:
        from cadre_desktop.certificates.screens.calibrating.calibration_dialog import open_calibration

        open_calibration(desk, pages.sheet, beside.window(), again)

    return PaperTool(_("打印机校准…"), opened)
