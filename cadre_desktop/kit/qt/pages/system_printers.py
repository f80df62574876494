"""Printers that belong to no print server, as on Windows: Qt knows them, pages are drawn on them.

What their drivers offer beyond papers, sides, trays and colour is chosen in the system's own dialog.
"""

from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QWidget

from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.pages.printing import PrintOrder, Question, Source
from cadre_desktop.kit.spool.offers import (
    ONE_SIDED,
    SIDES,
    STANDARD,
    TRAY,
    TWO_SIDED,
    Offers,
    Option,
    PaperSize,
    sides_offered,
)
from cadre_desktop.kit.spool.printers import Printer, Printers
from cadre_desktop.kit.spool.queue import NotPrinted
from cadre_desktop.kit.spool.standing import NO_QUEUE, Readiness

_COLOUR = "print-color-mode"
_GREY, _COLOURED = "monochrome", "color"
_MM = QPageSize.Unit.Millimeter
_MODES = {
    ONE_SIDED: QPrinter.DuplexMode.DuplexNone,
    TWO_SIDED: QPrinter.DuplexMode.DuplexAuto,
    "two-sided-long-edge": QPrinter.DuplexMode.DuplexLongSide,
    "two-sided-short-edge": QPrinter.DuplexMode.DuplexShortSide,
}

_SOURCES = {
    "Auto": (QPrinter.PaperSource.Auto, N_("自动选择")),
    "Upper": (QPrinter.PaperSource.Upper, N_("上纸盒")),
    "Middle": (QPrinter.PaperSource.Middle, N_("中纸盒")),
    "Lower": (QPrinter.PaperSource.Lower, N_("下纸盒")),
    "Cassette": (QPrinter.PaperSource.Cassette, N_("纸盒")),
    "LargeCapacity": (QPrinter.PaperSource.LargeCapacity, N_("大容量纸盒")),
    "Manual": (QPrinter.PaperSource.Manual, N_("手动进纸")),
    "Envelope": (QPrinter.PaperSource.Envelope, N_("信封盒")),
    "EnvelopeManual": (QPrinter.PaperSource.EnvelopeManual, N_("信封，手动进纸")),
}
"""The trays that Qt knows, where the driver has no more than these."""


def find_system_printers() -> Printers:
    """The printers of the system, by name."""
    known = [Printer(info.printerName(), _readiness(info), info.description()) for info in _infos()]
    known.sort(key=lambda printer: printer.name)
    return Printers(tuple(known), QPrinterInfo.defaultPrinterName())


def offers_of_system_printer(name: str) -> Offers:
    """What a printer offers as far as Qt knows it; NotPrinted where it is gone."""
    info = QPrinterInfo.printerInfo(name)
    if info.isNull():
        raise NotPrinted(_(NO_QUEUE).format(printer=name))
    papers = tuple(_paper(size) for size in info.supportedPageSizes() if size.isValid())
    usual = info.defaultPageSize().key()
    names = [paper.name for paper in papers]
    modes = info.supportedDuplexModes()
    mode = next((value for value, known in _MODES.items() if known == info.defaultDuplexMode()), ONE_SIDED)
    long, short = _MODES["two-sided-long-edge"] in modes, _MODES["two-sided-short-edge"] in modes
    return Offers(
        papers or STANDARD,
        usual if usual in names else (papers or STANDARD)[0].name,
        sides_offered(long, short, mode),
        _trays(info),
        more=_colours(info),
    )


def drawn_printer(order: PrintOrder, title: str) -> QPrinter:
    """What the pages of an order are drawn on."""
    info = QPrinterInfo.printerInfo(order.printer)
    printer = QPrinter(info, QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    for size in info.supportedPageSizes():
        if size.key() == order.paper.name:
            printer.setPageSize(size)
    printer.setCopyCount(order.copies)
    printer.setCollateCopies(order.collated)
    if SIDES in order.options:
        printer.setDuplex(_MODES[order.options[SIDES]])
    if TRAY in order.options:
        printer.setPaperSource(_SOURCES[order.options[TRAY]][0])
    if _COLOUR in order.options:
        grey = order.options[_COLOUR] == _GREY
        printer.setColorMode(QPrinter.ColorMode.GrayScale if grey else QPrinter.ColorMode.Color)
    return printer


def ask_system(parent: QWidget, name: str, question: Question) -> PrintOrder | None:
    """What is wanted, asked by the system's own dialog, with all that the driver of the printer `name` offers."""
    count = len(question.sizes)
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
    mode = QPrinter.PrinterMode.HighResolution
    printer = QPrinter(mode) if info.isNull() else QPrinter(info, mode)
    printer.setDocName(question.title)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, count)
    dialog.setFromTo(1, count)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return None
    numbers = take_pages(printer, count, question.current)
    paper = _paper(printer.pageLayout().pageSize())
    return PrintOrder(numbers, printer.printerName(), drawn=lambda: printer, paper=paper)


def take_pages(printer: QPrinter, count: int, current: int = 0) -> list[int]:
    """The pages (from 0) of `count` that were chosen for `printer`. The choice is removed from the printer, or Qt would
    apply it once more, to the sheets instead of the pages."""
    ranges, numbers = printer.pageRanges(), list(range(count))
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        numbers = [current]
    elif not ranges.isEmpty():
        numbers = [number for number in numbers if ranges.contains(number + 1)]
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        numbers.reverse()
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setPageRanges(QPageRanges())
    printer.setPageOrder(QPrinter.PageOrder.FirstPageFirst)
    return numbers


def _infos() -> list[QPrinterInfo]:
    return [info for info in map(QPrinterInfo.printerInfo, QPrinterInfo.availablePrinterNames()) if not info.isNull()]


def _trays(info: QPrinterInfo) -> Option | None:
    """The trays that certificates' own paper can lie in; on Windows alone Qt can tell."""
    known: list[QPrinter.PaperSource] = getattr(QPrinter(info), "supportedPaperSources", list)()
    choices = tuple((name, _(words)) for name, (source, words) in _SOURCES.items() if source in known)
    return Option(TRAY, _("纸盒"), choices, choices[0][0]) if len(choices) > 1 else None


def _readiness(info: QPrinterInfo) -> Readiness:
    if info.state() in (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted):
        return Readiness(_("脱机或出错"), _("请检查打印机是否开机、联机、有纸"))
    busy = info.state() == QPrinter.PrinterState.Active
    return Readiness(_("可用，正在打印别的任务") if busy else _("可用"))


def _paper(size: QPageSize) -> PaperSize:
    mm = size.size(_MM)
    return PaperSize(size.key(), (mm.width(), mm.height()), size.name())


def _colours(info: QPrinterInfo) -> tuple[Option, ...]:
    if len(info.supportedColorModes()) < 2:
        return ()
    usual = _GREY if info.defaultColorMode() == QPrinter.ColorMode.GrayScale else _COLOURED
    return (Option(_COLOUR, _("颜色"), ((_COLOURED, _("彩色")), (_GREY, _("黑白"))), usual),)


SYSTEM = Source(find_system_printers, offers_of_system_printer, drawn_printer, ask_system)
