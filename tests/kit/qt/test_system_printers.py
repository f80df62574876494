"""Printers as Qt knows them, where they belong to no print server that is asked: here those of the tests' own."""

from types import SimpleNamespace

import pytest
from PySide6.QtGui import QPageRanges, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages import system_printers
from cadre_desktop.kit.qt.pages.printing import PrintOrder, Question
from cadre_desktop.kit.qt.pages.raster_printing import draw_pages
from cadre_desktop.kit.qt.pages.system_printers import (
    ask_system,
    drawn_printer,
    find_system_printers,
    offers_of_system_printer,
    take_pages,
)
from cadre_desktop.kit.spool.offers import PaperSize
from cadre_desktop.kit.spool.queue import NotPrinted

A4 = (210.0, 297.0)


@pytest.fixture
def pdf(tmp_path):
    """Six pages, each with a bar as long as its number."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "six.pdf"
    canvas = Canvas(str(path), pagesize=(595.28, 841.89))
    for number in range(1, 7):
        canvas.rect(100, 100, 60.0 * number, 60, fill=1)
        canvas.showPage()
    canvas.save()
    return path


def bar(pages, number):
    """The number of a page by the length of its bar."""
    picture = pages.picture(number, 72)
    line = picture.height - 130
    row = picture.rgba[line * picture.width * 4 : (line + 1) * picture.width * 4]
    return round(sum(value < 128 for value in row[::4]) / 60)


def bars(source):
    with Pages(source) as pages:
        return [bar(pages, number) for number in range(len(pages))]


def a_printer(tmp_path, ranges="", order=QPrinter.PageOrder.FirstPageFirst):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    if ranges:
        printer.setPrintRange(QPrinter.PrintRange.PageRange)
        printer.setPageRanges(QPageRanges.fromString(ranges))
    printer.setPageOrder(order)
    return printer


@pytest.mark.parametrize(
    ("ranges", "pages"),
    [("", [0, 1, 2, 3, 4, 5]), ("2,5", [1, 4]), ("2-4,6", [1, 2, 3, 5]), ("5,2", [1, 4]), ("4-99", [3, 4, 5])],
)
def test_pages_are_those_asked_for_and_the_printer_forgets_them(qapp, tmp_path, ranges, pages):
    printer = a_printer(tmp_path, ranges)
    assert take_pages(printer, 6) == pages
    assert printer.pageRanges().isEmpty() and printer.printRange() == QPrinter.PrintRange.AllPages


def test_the_last_page_comes_first_when_asked(qapp, tmp_path):
    printer = a_printer(tmp_path, "2,5", QPrinter.PageOrder.LastPageFirst)
    assert take_pages(printer, 6) == [4, 1]
    assert printer.pageOrder() == QPrinter.PageOrder.FirstPageFirst


def test_the_page_in_sight_alone(qapp, tmp_path):
    printer = a_printer(tmp_path)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert take_pages(printer, 6, 3) == [3]


def test_chosen_pages_are_all_that_is_drawn(qapp, tmp_path, pdf):
    printer = a_printer(tmp_path, "2,5")
    assert draw_pages(pdf, printer, take_pages(printer, 6), Progress()) == 2
    assert bars(tmp_path / "out.pdf") == [2, 5]


def test_the_printers_there_are_and_how_they_stand(qapp, queue):
    queue.add("一楼")
    found = find_system_printers()
    assert [printer.name for printer in found.known] == ["KEEP", "一楼"]
    assert {printer.ready.words for printer in found.known} == {"可用"}
    queue.remove("一楼")


@pytest.mark.parametrize(
    ("state", "words", "ails"),
    [
        (QPrinter.PrinterState.Idle, "可用", False),
        (QPrinter.PrinterState.Active, "可用，正在打印别的任务", False),
        (QPrinter.PrinterState.Aborted, "脱机或出错", True),
        (QPrinter.PrinterState.Error, "脱机或出错", True),
    ],
)
def test_a_printer_in_trouble_is_said_to_be(state, words, ails):
    found = system_printers._readiness(SimpleNamespace(state=lambda: state))
    assert (found.words, bool(found.matter)) == (words, ails)


def test_what_a_printer_offers(qapp, queue):
    offers = offers_of_system_printer("KEEP")
    assert {paper.label for paper in offers.papers} >= {"A4", "A3"} and offers.usual_paper == "A4"
    assert dict(offers.sides.choices).keys() == {
        "one-sided",
        "two-sided",
        "two-sided-long-edge",
        "two-sided-short-edge",
    }
    assert [option.keyword for option in offers.more] == ["print-color-mode"]


@pytest.mark.parametrize(
    ("sources", "trays"),
    [
        (("Upper", "Manual"), ["上纸盒", "手动进纸"]),
        (("Manual", "Auto", "Lower"), ["自动选择", "下纸盒", "手动进纸"]),
        (("Auto",), None),
        (("Tractor",), None),
        ((), None),
    ],
)
def test_trays_are_offered_where_qt_knows_them(qapp, monkeypatch, sources, trays):
    """On Windows, where its class has the function; certificates' paper is in a tray of its own, or fed by hand."""
    known = [QPrinter.PaperSource[name] for name in sources]
    monkeypatch.setattr(QPrinter, "supportedPaperSources", lambda _printer: known, raising=False)
    tray = system_printers._trays(QPrinterInfo())
    assert (tray and [words for _name, words in tray.choices]) == trays


@pytest.mark.parametrize("name", list(system_printers._SOURCES))
def test_the_tray_that_is_chosen_is_the_printers(qapp, monkeypatch, name):
    chosen = []
    monkeypatch.setattr(QPrinter, "setPaperSource", lambda _printer, source: chosen.append(source))
    drawn_printer(PrintOrder([0], "KEEP", options={"InputSlot": name}), "证书")
    assert chosen == [QPrinter.PaperSource[name]]


def test_a_printer_that_is_gone_offers_nothing(qapp, queue):
    with pytest.raises(NotPrinted, match="“没有”已不在这台电脑上"):
        offers_of_system_printer("没有")


def test_an_order_is_drawn_as_it_was_chosen(qapp, queue):
    paper = next(paper for paper in offers_of_system_printer("KEEP").papers if paper.label == "A3")
    options = {"sides": "two-sided-short-edge", "print-color-mode": "monochrome"}
    order = PrintOrder([0], "KEEP", paper=paper, copies=3, collated=False, options=options)
    printer = drawn_printer(order, "花名册")
    assert (printer.printerName(), printer.docName()) == ("KEEP", "花名册")
    assert printer.pageLayout().pageSize().id() == QPageSize.PageSizeId.A3
    assert (printer.copyCount(), printer.collateCopies()) == (3, False)
    assert printer.duplex() == QPrinter.DuplexMode.DuplexShortSide
    assert printer.colorMode() == QPrinter.ColorMode.GrayScale


@pytest.mark.parametrize("numbers", [[1, 4], [0]])
def test_what_is_drawn_is_filtered_nowhere_either(qapp, queue, pdf, numbers):
    order = PrintOrder(numbers, "KEEP", paper=PaperSize("A4", A4, "A4"))
    before = queue.jobs()
    assert draw_pages(pdf, drawn_printer(order, "花名册"), order.numbers, Progress()) == len(numbers)
    (job,) = set(queue.jobs()) - set(before)
    assert bars(queue.kept(job).pdf) == [number + 1 for number in numbers]


@pytest.mark.parametrize("name", ["KEEP", "没有", ""])
def test_the_dialog_of_the_system_is_asked_with_the_printer_that_is_chosen(qtbot, queue, monkeypatch, name):
    seen, parent = [], QWidget()
    qtbot.addWidget(parent)

    def run(dialog):
        seen.append(dialog.printer().printerName())
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(QPrintDialog, "exec", run)
    order = ask_system(parent, name, Question("花名册", [A4] * 6, 3))
    assert seen == ["KEEP"] and order.numbers == [0, 1, 2, 3, 4, 5] and order.queue == ""
    assert order.drawn().docName() == "花名册" and order.paper.label == "A4"
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QPrintDialog.DialogCode.Rejected)
    assert ask_system(parent, name, Question("花名册", [A4], 0)) is None
