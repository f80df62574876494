"""What a print server is told of an order, and that it gets the pages of it as they are: without any print server."""

from types import SimpleNamespace

import pytest
from fake_print_server import FakeServer
from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages import printing
from cadre_desktop.kit.qt.pages.print_flow import deliver
from cadre_desktop.kit.qt.pages.printing import PrintOrder, job_options
from cadre_desktop.kit.spool import queue as spool

Duplex = QPrinter.DuplexMode


def a_printer(paper=QPageSize.PageSizeId.A4, copies=1, collated=True, duplex=Duplex.DuplexNone, grey=False, **dialog):
    """A printer of CUPS as the dialog has set it up."""
    words = [word for name, value in dialog.items() for word in (name.replace("_", "-"), value)]
    layout = QPageLayout(QPageSize(paper), QPageLayout.Orientation.Portrait, QMarginsF())
    return SimpleNamespace(
        printerName=lambda: "KEEP/draft",
        outputFormat=lambda: QPrinter.OutputFormat.NativeFormat,
        outputFileName=lambda: "",
        printEngine=lambda: SimpleNamespace(property=lambda _key: words),
        pageLayout=lambda: layout,
        copyCount=lambda: copies,
        collateCopies=lambda: collated,
        duplex=lambda: duplex,
        colorMode=lambda: QPrinter.ColorMode.GrayScale if grey else QPrinter.ColorMode.Color,
    )


def told(across=False, **how):
    return job_options(PrintOrder(a_printer(**how), [0]), across)


def test_the_least_that_is_told(qapp):
    assert told() == {"media": "A4", "print-scaling": "none", "sides": "one-sided"}


@pytest.mark.parametrize(
    ("how", "options"),
    [
        ({"paper": QPageSize.PageSizeId.A3}, {"media": "A3"}),
        ({"grey": True}, {"print-color-mode": "monochrome"}),
        ({"grey": True, "print_color_mode": "auto"}, {"print-color-mode": "auto"}),
        ({"InputSlot": "Tray2", "ColorModel": "Gray"}, {"InputSlot": "Tray2", "ColorModel": "Gray"}),
        ({"number_up": "2", "job_hold_until": "night"}, {"number-up": "2", "job-hold-until": "night"}),
        ({"copies": 3}, {"copies": "3", "Collate": "True"}),
        (
            {"copies": 3, "collated": False},
            {"Collate": "False", "multiple-document-handling": "separate-documents-uncollated-copies"},
        ),
        ({"duplex": Duplex.DuplexLongSide}, {"sides": "two-sided-long-edge"}),
        ({"duplex": Duplex.DuplexShortSide}, {"sides": "two-sided-short-edge"}),
        ({"duplex": Duplex.DuplexAuto}, {"sides": "two-sided-long-edge"}),
        ({"duplex": Duplex.DuplexAuto, "across": True}, {"sides": "two-sided-short-edge"}),
    ],
)
def test_what_was_chosen_is_told(qapp, how, options):
    assert options.items() <= told(**how).items()


@pytest.mark.parametrize("name", ["page_ranges", "page_set", "job_billing"])
def test_neither_pages_nor_what_is_empty_is_told(qapp, name):
    value = "" if name == "job_billing" else "even"
    assert told(**{name: value}) == told()


@pytest.fixture
def pdf(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "four.pdf"))
    for number in range(1, 5):
        canvas.setPageSize((595.28, 841.89) if number < 4 else (1190.55, 841.89))
        canvas.drawString(100, 100, f"page {number}")
        canvas.showPage()
    canvas.save()
    return tmp_path / "four.pdf"


def test_the_server_gets_these_pages_as_text_on_sheets_of_the_paper(qapp, monkeypatch, pdf):
    server = FakeServer()
    monkeypatch.setattr(spool, "Server", server)
    monkeypatch.setattr(printing, "library", lambda: server)
    order = PrintOrder(a_printer(duplex=Duplex.DuplexAuto), [3, 1])
    delivered = deliver(pdf, "花名册", order, Progress())
    assert order.queue == "KEEP" and (delivered.count, round(delivered.scale, 2)) == (2, 0.71)
    ((title, options, data),) = server.delivered.values()
    assert title == "花名册" and options["sides"] == "two-sided-short-edge"
    with Pages(data) as pages:
        sizes = [tuple(round(side) for side in pages.size(number)) for number in range(len(pages))]
        assert [pages.text(number).strip() for number in range(len(pages))] == ["page 4", "page 2"]
    assert sizes == [(297, 210), (210, 297)]


def test_printers_are_not_those_of_a_server_where_there_is_none(qapp, monkeypatch):
    monkeypatch.setattr(printing, "library", lambda: None)
    assert PrintOrder(a_printer(), [0]).queue == ""
    printing.check_printing()


@pytest.mark.parametrize(
    ("sizes", "chosen", "paper"),
    [
        ([(297, 420)], "A4", "A3"),
        ([(420, 297), (297, 420)], "A4", "A3"),
        ([(297, 420)], "A5", "A5"),
        ([(210, 297), (297, 420)], "A4", "A4"),
        ([(260, 185)], "A4", "A4"),
    ],
)
def test_the_paper_of_the_pages_is_taken_unless_another_was_chosen(qapp, monkeypatch, sizes, chosen, paper):
    ids = {name: QPageSize(getattr(QPageSize.PageSizeId, name)) for name in ("A3", "A4", "A5")}
    taken = [ids[chosen]]
    info = SimpleNamespace(defaultPageSize=lambda: ids["A4"], supportedPageSizes=lambda: list(ids.values()))
    monkeypatch.setattr(printing, "QPrinterInfo", lambda _printer: info)
    printer = SimpleNamespace(pageLayout=lambda: SimpleNamespace(pageSize=lambda: taken[-1]), setPageSize=taken.append)
    printing._take_paper(printer, sizes)
    assert taken[-1].key() == paper
