"""Paper from a PDF: the printer is asked for in the window, the pages are drawn in a job."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.page_canvas import image_of

_MOST_DPI = 300
"""More than this nobody sees on paper, and an A4 page at 600 dpi takes 140 MB."""
_MM_PER_INCH = 25.4


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, title: str, count: int) -> tuple[QPrinter, list[int]] | None:
    """The printer and the page numbers (from 0) the user wants; None when given up."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("打印 {title}").format(title=title))
    dialog.setMinMax(1, count)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    if printer.printRange() == QPrinter.PrintRange.PageRange:
        return printer, list(range(printer.fromPage() - 1, min(count, printer.toPage())))
    return printer, list(range(count))


def print_pages(path: Path, printer: QPrinter, numbers: Sequence[int], progress: Progress) -> int:
    """Draw these pages of a PDF on `printer`, each turned as it is and in its real size; answers how many.

    May run on any thread. Raises OSError when the printer does not take the work.
    """
    from cadre_desktop.kit.documents.pages import Pages

    printer.setFullPage(True)
    painter = QPainter()
    with Pages(path) as pages:
        try:
            for done, number in enumerate(numbers):
                progress.check()
                progress.report(done, len(numbers), _("正在打印第 {page} 页").format(page=number + 1))
                _next_sheet(painter, printer, pages.size(number))
                picture = image_of(pages.picture(number, min(_MOST_DPI, printer.resolution())))
                painter.drawImage(_place(printer, pages.size(number)), picture)
        finally:
            if painter.isActive():
                painter.end()
    return len(numbers)


def _next_sheet(painter: QPainter, printer: QPrinter, size: tuple[float, float]) -> None:
    """Begin the sheet for a page of `size` mm; a printer without a paper of its own takes the page's size."""
    width, height = size
    landscape = width > height
    if printer.outputFormat() == QPrinter.OutputFormat.PdfFormat:
        short, long = sorted(size)
        printer.setPageSize(QPageSize(QSizeF(short, long), QPageSize.Unit.Millimeter))
    side = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(side)
    begun = printer.newPage() if painter.isActive() else painter.begin(printer)
    if not begun:
        raise OSError(_("打印机没有接受这项打印，请检查打印机是否开机、联机、有纸。"))


def _place(printer: QPrinter, size: tuple[float, float]) -> QRectF:
    """Real size in the middle of the paper, smaller only where the paper is."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    width, height = (side * printer.resolution() / _MM_PER_INCH for side in size)
    scale = min(1.0, paper.width() / width, paper.height() / height)
    place = QRectF(0, 0, width * scale, height * scale)
    place.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    return place
