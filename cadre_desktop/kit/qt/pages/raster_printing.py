"""Paper where printers take no PDF, as on Windows: the pages are drawn one by one, as pictures."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.documents.pages import SAME_MM
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.pages.page_canvas import image_of

_MOST_DPI = 300
"""More than this nobody sees on paper, and an A4 page at 600 dpi takes 140 MB."""
_MM_PER_INCH = 25.4


def draw_pages(path: Path, printer: QPrinter, numbers: Sequence[int], progress: Progress, fill: bool = False) -> int:
    """Draw these pages of a PDF on `printer`, each turned as it is and in its real size, or with `fill` as large as the
    paper; returns how many.

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
                painter.drawImage(_box_on_paper(printer, pages.size(number), fill), picture)
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


def _box_on_paper(printer: QPrinter, size: tuple[float, float], fill: bool) -> QRectF:
    """Real size in the middle of the paper, smaller only where the paper is by more than programs round it; with `fill`
    as large as it."""
    paper = printer.paperRect(QPrinter.Unit.DevicePixel)
    dots = printer.resolution() / _MM_PER_INCH
    width, height, same = size[0] * dots, size[1] * dots, SAME_MM * dots
    scale = min(paper.width() / width, paper.height() / height)
    if not fill:
        scale = min(1.0, scale) if max(width - paper.width(), height - paper.height()) > same else 1.0
    box = QRectF(0, 0, width * scale, height * scale)
    box.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
    return box
