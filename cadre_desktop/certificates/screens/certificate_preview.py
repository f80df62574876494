"""Certificates in the preview: whole or on bought stock, with the calibration of a printer, which can be measured from
there."""

from cadre_desktop.certificates.handing_out import CertificatePages
from cadre_desktop.certificates.screens.calibrating.known import known_calibrations
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.pages.relaying import PaperTool
from cadre_desktop.kit.qt.talk.view_desk import ViewDesk


def show_certificates(desk: ViewDesk, papers: Papers, title: str, pages: CertificatePages, remark: str) -> None:
    """Show certificates as a draft; what is printed or saved then is handed out, as it is seen."""
    pages.calibrations = lambda: known_calibrations(desk.settings)
    papers.show_draft(title, pages, remark, "certificates", (calibrating(desk, pages),))


def calibrating(desk: ViewDesk, pages: CertificatePages) -> PaperTool:
    """The button below the choices that opens the calibration for the stock of these pages."""

    def opened(beside: object, again: object) -> None:
        from PySide6.QtWidgets import QWidget

        from cadre_desktop.certificates.screens.calibrating.calibration_dialog import open_calibration

        assert isinstance(beside, QWidget) and callable(again)
        open_calibration(desk, pages.sheet, beside.window(), again)

    return PaperTool(_("打印机校准…"), opened)
