"""What is to be printed and how: the dialog is asked in the window, and what was chosen is read from it at once.

The pages are left out, ordered and put on their sheets by this program alone; neither Qt nor the print server gets to
know which were chosen, so that no page is left out twice.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrintEngine, QPrinter, QPrinterInfo
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from cadre_desktop.kit.documents.pages import SAME_MM, Paper
from cadre_desktop.kit.language import _
from cadre_desktop.kit.spool.libcups import SECONDS, library
from cadre_desktop.kit.spool.queue import check_server

_CUPS_OPTIONS = QPrintEngine.PrintEnginePropertyKey(0xFE00)
"""Where Qt's CUPS engine keeps the dialog's options, names and values in turn (PPK_CupsOptions in its qcups_p.h)."""
_CHOOSING = ("page-ranges", "page-set")
"""The options of CUPS that leave pages out."""
_SETS = {"odd": 0, "even": 1}
"""The rest of a page's number from 0, halved, by what CUPS calls its set."""
_MM = QPageSize.Unit.Millimeter
_PAGES_FIELD = "pagesLineEdit"
"""How Qt calls the field of pages (its qprintsettingsoutput.ui)."""
_DASHES = r"\s*[-\u2010-\u2015\u2212~\u301c至到]\s*"  # not shown
_BETWEEN_RANGES = r"[\s,、;。.第页]+"  # not shown
"""Of text whose full-width signs are plain ones already."""
_SAID_BY_PAGES = ("groupBox_3", "groupBox", "preview")
"""How Qt calls the orientation, the margins and their picture among the properties of a printer (its
qpagesetupwidget.ui)."""


_HEARD_EVERY_MS = 1500
Hear = Callable[[Callable[[BaseException | None], None]], object]
"""Asks the print server for any answer, away from the window, and calls what it is given: with why there is none, or
None."""


@dataclass(frozen=True)
class PrintOrder:
    """What somebody wants printed: the pages (from 0) in their order, and how, which `printer` knows.

    `fill`: pages of another size than the paper are made as large as it, not only smaller.
    """

    printer: QPrinter
    numbers: list[int]
    fill: bool = False

    @property
    def queue(self) -> str:
        """The queue of CUPS it goes to; empty where it goes to a file or to printers of another kind."""
        if self.file or library() is None or _words(self.printer) is None:
            return ""
        return self.printer.printerName().partition("/")[0]  # behind it stands which of the user's settings are meant

    @property
    def file(self) -> str:
        """The PDF file that is wanted instead of paper; empty for paper."""
        to_file = self.printer.outputFormat() == QPrinter.OutputFormat.PdfFormat
        return self.printer.outputFileName() if to_file else ""

    @property
    def paper(self) -> Paper:
        """The paper in mm, upright."""
        size = self.printer.pageLayout().pageSize().size(_MM)
        return size.width(), size.height()

    @property
    def paper_name(self) -> str:
        """What the paper is called in the dialog."""
        return self.printer.pageLayout().pageSize().name()


def check_printing(seconds: float = SECONDS) -> None:
    """NotPrinted when the print server is out of reach; waits so many seconds at most, on any thread."""
    if library() is not None:
        check_server(seconds)


def has_printer() -> bool:
    """Whether the system knows any printer."""
    return bool(QPrinterInfo.availablePrinterNames())


def ask_printer(
    parent: QWidget | None,
    title: str,
    sizes: Sequence[Paper],
    current: int = 0,
    last: str = "",
    hear: Hear | None = None,
) -> PrintOrder | None:
    """What the user wants printed of pages of these `sizes`, of which `current` is in sight; None when given up.

    Offered first is the printer called `last`, where there still is one of that name, else the system's own choice. The
    paper is the one the pages are made for, where the printer has it and no other was chosen. What `hear` finds
    amiss with the print server meanwhile is raised, and the dialog given up.
    """
    printer = _printer(last)
    printer.setDocName(title)
    dialog = _PrintDialog(printer, len(sizes), parent)
    dialog.setWindowTitle(_("打印 {title}").format(title=title))
    dialog.setMinMax(1, len(sizes))
    dialog.setFromTo(1, len(sizes))
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, True)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCurrentPage, True)
    filling = _Filling()
    dialog.setOptionTabs([filling])
    _unfold(dialog)
    with _without_what_pages_say(dialog), _listening(dialog, hear) as silence:
        answer = dialog.exec()
    if silence:
        raise silence[0]
    if answer != QDialog.DialogCode.Accepted:
        return None
    order = PrintOrder(printer, take_pages(printer, len(sizes), current), filling.fill.isChecked())
    if order.queue and not order.fill:
        _take_paper(printer, sizes)
    return order


def _printer(name: str) -> QPrinter:
    """The printer of that name with the paper that is usual for it; the system's default where there is none."""
    mode = QPrinter.PrinterMode.HighResolution
    info = QPrinterInfo.printerInfo(name) if name else QPrinterInfo()
    return QPrinter(mode) if info.isNull() else QPrinter(info, mode)


class _PrintDialog(QPrintDialog):
    """Qt's own dialog, which takes pages as they are typed in Chinese."""

    def __init__(self, printer: QPrinter, count: int, parent: QWidget | None):
        super().__init__(printer, parent)
        self._count = count

    def accept(self) -> None:
        """Put the pages into the words that Qt reads, so that it finds nothing amiss, and go on."""
        fields: Iterable[QLineEdit] = self.findChildren(QLineEdit, _PAGES_FIELD)
        for field in fields:  # none on Windows, which has a dialog of its own
            field.setText(plain_ranges(field.text(), self._count))
        super().accept()


def plain_ranges(typed: str, count: int) -> str:
    """Page ranges (2,5,7-9) as Qt and CUPS read them, of what somebody has typed for a document of `count` pages.

    Full-width digits, other commas and dashes, blanks, 第 and 页 are taken as they are meant; a range that lacks its
    end goes to the last page, one that lacks its beginning comes from the first. What is none is left as it is.
    """
    text = re.sub(_DASHES, "-", unicodedata.normalize("NFKC", typed))
    parts = [part for part in re.split(_BETWEEN_RANGES, text) if part]
    found = []
    for part in parts:
        ends = re.fullmatch(r"([0-9]*)-([0-9]*)", part)
        first, last = ends.groups() if ends and part != "-" else ("", "")
        found.append(f"{first or 1}-{last or max(count, int(first or 1))}" if first or last else part)
    return ",".join(found)


class _Filling(QWidget):
    """Another side of the dialog: whether pages keep their size."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(_("大小"))
        self.keep = QRadioButton(_("实际大小：用与页面一样大的纸；纸小时才缩小"))
        self.fill = QRadioButton(_("放大或缩小到“属性”里所选的纸"))
        self.keep.setChecked(True)
        remark = QLabel(_("页面的方向和边距以预览为准；套打和证书请用实际大小。"))
        remark.setWordWrap(True)
        column = QVBoxLayout(self)
        for widget in (self.keep, self.fill, remark):
            column.addWidget(widget)
        column.addStretch()


def _unfold(dialog: QPrintDialog) -> None:
    """Show pages and copies at once: they are what people choose, and Qt's own dialog hides them behind a button."""
    for box in (child for child in dialog.children() if isinstance(child, QDialogButtonBox)):
        for button in box.buttons():
            if box.buttonRole(button) == QDialogButtonBox.ButtonRole.ResetRole:
                button.click()


@contextmanager
def _listening(dialog: QPrintDialog, hear: Hear | None) -> Iterator[list[BaseException]]:
    """Gives the dialog up once the print server has fallen silent, and has that in the list: another printer chosen in
    it would have Qt wait for the server, in the window, for minutes."""
    timer = QTimer(dialog, singleShot=True, interval=_HEARD_EVERY_MS)
    silence: list[BaseException] = []
    over = False

    def heard(error: BaseException | None) -> None:
        if over:
            return
        if error is not None and QApplication.activeModalWidget() is dialog:  # not under a window of its own
            silence.append(error)
            dialog.reject()
        else:
            timer.start()

    if hear is not None and library() is not None:
        timer.timeout.connect(lambda: hear(heard))
        timer.start()
    try:
        yield silence
    finally:
        over = True
        timer.stop()


@contextmanager
def _without_what_pages_say(dialog: QPrintDialog) -> Iterator[None]:
    """Takes out of the properties of a printer, when their window opens, what would change nothing: how pages lie and
    what margins they have is said by the pages. No option of Qt's does it.

    The window is made as it opens, and its opening waits inside of Qt; a filter of events that looks at windows being
    made brings PySide down.
    """

    def hide(_window: object) -> None:
        widgets: Iterable[QWidget] = dialog.findChildren(QWidget)
        for widget in widgets:
            beside = widget.window() is not dialog  # whose own copies and collation are called groupBox too
            if beside and widget.objectName() in _SAID_BY_PAGES and not widget.isHidden():
                widget.hide()
                widget.window().adjustSize()

    changed = QApplication.instance().focusWindowChanged  # type: ignore[union-attr]
    changed.connect(hide)
    try:
        yield
    finally:
        changed.disconnect(hide)


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


def _take_paper(printer: QPrinter, sizes: Sequence[Paper]) -> None:
    """Have the paper that all pages are made for, unless another than the printer's usual one was chosen."""
    papers = {tuple(round(side) for side in sorted(size)) for size in sizes}
    info, layout = QPrinterInfo(printer), printer.pageLayout()
    if len(papers) != 1 or not layout.pageSize().isEquivalentTo(info.defaultPageSize()):
        return
    (short, long) = papers.pop()
    for size in info.supportedPageSizes():
        found = size.size(_MM)
        if abs(found.width() - short) < SAME_MM and abs(found.height() - long) < SAME_MM:
            printer.setPageSize(size)
            return


def job_options(order: PrintOrder, across: bool) -> dict[str, str]:
    """What the print server is told of an order whose pages lie `across` or not: all that the dialog knows.

    Nothing about which pages, nor how they lie or are scaled: the PDF itself says that, and its sheets are as large as
    the paper.
    """
    printer = order.printer
    options = {name: value for name, value in cups_options(printer).items() if value and name not in _CHOOSING}
    options["media"] = printer.pageLayout().pageSize().key()
    options["print-scaling"] = "none"
    options["sides"] = _sides(printer.duplex(), across)
    if printer.copyCount() > 1:
        collated = printer.collateCopies()
        options["copies"] = str(printer.copyCount())
        options["Collate"] = "True" if collated else "False"
        handling = "collated" if collated else "uncollated"
        options["multiple-document-handling"] = f"separate-documents-{handling}-copies"
    if printer.colorMode() == QPrinter.ColorMode.GrayScale:
        options.setdefault("print-color-mode", "monochrome")
    return options


def _sides(mode: QPrinter.DuplexMode, across: bool) -> str:
    """As Qt tells CUPS."""
    if mode == QPrinter.DuplexMode.DuplexAuto:
        mode = QPrinter.DuplexMode.DuplexShortSide if across else QPrinter.DuplexMode.DuplexLongSide
    edges = {QPrinter.DuplexMode.DuplexLongSide: "long", QPrinter.DuplexMode.DuplexShortSide: "short"}
    return f"two-sided-{edges[mode]}-edge" if mode in edges else "one-sided"


def cups_options(printer: QPrinter) -> dict[str, str]:
    """What the dialog hands to CUPS beside what `QPrinter` itself knows; nothing where printers are not CUPS's."""
    words = _words(printer) or []
    return dict(zip(words[::2], words[1::2], strict=True))


def _words(printer: QPrinter) -> list[str] | None:
    found = printer.printEngine().property(_CUPS_OPTIONS)
    return found if isinstance(found, list) else None


def _set_cups_options(printer: QPrinter, options: dict[str, str]) -> None:
    if cups_options(printer):
        printer.printEngine().setProperty(_CUPS_OPTIONS, [word for option in options.items() for word in option])
