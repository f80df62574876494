"""Paper from a PDF: the printer is asked for in the window, the pages are drawn in a job."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageRanges, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QWidget

from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.page_canvas import image_of

_MOST_DPI = 300
"""More than this nobody sees on paper, and an A4 page at 600 dpi takes 140 MB."""
_MM_PER_INCH = 25.4
_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt's CUPS engine keeps the dialog's options, names and values in turn (PPK_CupsOptions in its qcups_p.h)."""
_CHOOSING = ("page-ranges", "page-set")
"""The options of CUPS that leave pages out."""
_SETS = {"odd": 0, "even": 1}
"""The rest of a page's number from 0, halved, by what CUPS calls its set."""


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(parent: QWidget, title: str, count: int, current: int = 0) -> tuple[QPrinter, list[int]] | None:
    """The printer and the page numbers (from 0) the user wants, in the order of printing; None when given up.

    `current` is the page in sight. The printer knows nothing of the choice any more: pages are left out here alone.
    """
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_("打印 {title}").format(title=title))
    dialog.setMinMax(1, count)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    _unfold(dialog)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    return printer, take_pages(printer, count, current)


def take_pages(printer: QPrinter, count: int, current: int = 0) -> list[int]:
    """The pages (from 0) of `count` that were chosen for `printer`, which forgets the choice.

    Kept there, it would be made once more, among the sheets instead of the pages: Qt 6.8 leaves out sheets by it and
    hands it to CUPS besides; 6.11 knows it only as an option of CUPS.
    """
    options = cups_options(printer)
    ranges, which = printer.pageRanges(), _SETS.get(options.get("page-set", ""))
    if which is not None and printer.fromPage() and printer.fromPage() % 2 == 0:
        which = 1 - which  # Qt has CUPS count the sheets from 1, so it calls odd what is even
    if ranges.isEmpty():
        ranges = QPageRanges.fromString(options.get("page-ranges", ""))
    left_empty = ranges.isEmpty() and "page-ranges" in options
    numbers = [] if left_empty else list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        numbers = [current]
    elif not ranges.isEmpty():
        numbers = [number for number in numbers if ranges.contains(number + 1)]
    if which is not None:
        numbers = [number for number in numbers if number % 2 == which]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageRanges(QPageRanges())
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    _set_cups_options(printer, {name: value for name, value in options.items() if name not in _CHOOSING})
    return numbers


def _unfold(dialog: QPrintDialog) -> None:
    """Show pages and copies at once: they are what people choose, and Qt's own dialog hides them behind a button."""
    for box in dialog.findChildren(QDialogButtonBox):
        for button in box.buttons():
            if box.buttonRole(button) == QDialogButtonBox.ButtonRole.ResetRole:
                button.click()


def cups_options(printer: QPrinter) -> dict[str, str]:
    """What the dialog hands to CUPS beside what `QPrinter` itself knows; nothing where printers are not CUPS's."""
    words = printer.printEngine().property(_CUPS_OPTIONS) or []
    return dict(zip(words[::2], words[1::2], strict=True))


def _set_cups_options(printer: QPrinter, options: dict[str, str]) -> None:
    if cups_options(printer):
        printer.printEngine().setProperty(_CUPS_OPTIONS, [word for option in options.items() for word in option])


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
