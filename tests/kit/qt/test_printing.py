"""Which pages go to a printer: exactly those that were asked for, once, with every Qt that is allowed."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QWidget,
)

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs, Progress
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.pages import printing
from cadre_desktop.kit.qt.pages.preview import Preview
from cadre_desktop.kit.qt.pages.print_flow import deliver
from cadre_desktop.kit.qt.pages.raster_printing import draw_pages
from cadre_desktop.kit.qt.talk.settings import FileSettings

A4 = (210.0, 297.0)


@pytest.fixture
def pdf(tmp_path):
    """Six pages that say which they are."""
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "six.pdf"
    canvas = Canvas(str(path), pagesize=(595.28, 841.89))
    for number in range(1, 7):
        canvas.setFont("Helvetica", 60)
        canvas.drawString(100, 400, f"page {number}")
        canvas.rect(100, 100, 60.0 * number, 60, fill=1)
        canvas.showPage()
    canvas.save()
    return path


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
    assert printing.take_pages(printer, 6) == pages
    assert printer.pageRanges().isEmpty() and printer.printRange() == QPrinter.PrintRange.AllPages


def test_the_last_page_comes_first_when_asked(qapp, tmp_path):
    printer = a_printer(tmp_path, "2,5", QPrinter.PageOrder.LastPageFirst)
    assert printing.take_pages(printer, 6) == [4, 1]
    assert printer.pageOrder() == QPrinter.PageOrder.FirstPageFirst


def test_the_page_in_sight_alone(qapp, tmp_path):
    printer = a_printer(tmp_path)
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    assert printing.take_pages(printer, 6, 3) == [3]


@pytest.mark.parametrize(
    ("options", "pages"),
    [
        ({"page-ranges": "2,5"}, [1, 4]),
        ({"page-ranges": "2-5", "page-set": "odd"}, [2, 4]),
        ({"page-set": "even"}, [1, 3, 5]),
        ({"page-ranges": ""}, []),
        ({"page-ranges": "8"}, []),
    ],
)
def test_a_choice_known_only_as_options_of_cups_counts(qapp, tmp_path, monkeypatch, options, pages):
    kept = {}
    monkeypatch.setattr(printing, "cups_options", lambda _printer: {**options, "InputSlot": "Tray2"})
    monkeypatch.setattr(printing, "_set_cups_options", lambda _printer, left: kept.update(left))
    assert printing.take_pages(a_printer(tmp_path), 6) == pages
    assert kept == {"InputSlot": "Tray2"}


def test_odd_pages_from_an_even_one_on_are_still_the_odd_ones(qapp, tmp_path, monkeypatch):
    """Qt calls them even then, since it means the sheets that CUPS would get."""
    monkeypatch.setattr(printing, "cups_options", lambda _printer: {"page-ranges": "2-5", "page-set": "even"})
    assert printing.take_pages(a_printer(tmp_path, "2-5"), 6) == [2, 4]


def test_chosen_pages_are_all_that_is_drawn(qapp, tmp_path, pdf):
    printer = a_printer(tmp_path, "2,5")
    assert draw_pages(pdf, printer, printing.take_pages(printer, 6), Progress()) == 2
    with Pages(tmp_path / "out.pdf") as drawn:
        assert [bar(drawn, number) for number in range(len(drawn))] == [2, 5]


def bar(pages, number):
    """The number of a page by the length of its bar."""
    picture = pages.picture(number, 72)
    line = picture.height - 130
    row = picture.rgba[line * picture.width * 4 : (line + 1) * picture.width * 4]
    return round(sum(value < 128 for value in row[::4]) / 60)


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("2,5", "2,5"),
        ("2，5", "2,5"),
        ("２，５", "2,5"),
        ("2、5", "2,5"),
        ("2；5。", "2,5"),
        ("2 5", "2,5"),
        ("2 - 5", "2-5"),
        ("2－3，5", "2-3,5"),
        ("2—3", "2-3"),
        ("1～3", "1-3"),
        ("1至3", "1-3"),
        ("第2页，第4到5页", "2,4-5"),
        ("1-3,5-", "1-3,5-6"),
        ("-3", "1-3"),
        ("9-", "9-9"),
        ("", ""),
        ("，", ""),
        ("-", "-"),
        ("a", "a"),
        ("2,甲", "2,甲"),
    ],
)
def test_pages_may_be_typed_as_chinese_is(typed, plain):
    assert printing.plain_ranges(typed, 6) == plain


# With a print server and Qt's own dialog.


def choose(monkeypatch, how, sizes=(A4,) * 6, last=""):
    """What `ask_printer` answers when `how` is done in the dialog and it is accepted."""

    def run(dialog: QPrintDialog) -> QPrintDialog.DialogCode:
        how(dialog)
        dialog.accept()
        return dialog.result()

    monkeypatch.setattr(printing.QPrintDialog, "exec", run)
    return printing.ask_printer(None, "花名册", sizes, 3, last)


def marked(name):
    return lambda dialog: dialog.findChild(QRadioButton, name).setChecked(True)


def pages(text, which=0):
    def how(dialog):
        marked("pagesRadioButton")(dialog)
        dialog.findChild(QLineEdit, "pagesLineEdit").setText(text)
        dialog.findChild(QComboBox, "pageSetCombo").setCurrentIndex(which)

    return how


def from_to(first, last, which=0):
    def how(dialog):
        marked("printRange")(dialog)
        dialog.findChild(QSpinBox, "to").setValue(last)
        dialog.findChild(QSpinBox, "from").setValue(first)
        dialog.findChild(QComboBox, "pageSetCombo").setCurrentIndex(which)

    return how


def backwards(dialog):
    dialog.findChild(QCheckBox, "reverse").setChecked(True)


@pytest.mark.parametrize(
    ("how", "numbers"),
    [
        (marked("printAll"), [0, 1, 2, 3, 4, 5]),
        (marked("printCurrentPage"), [3]),
        (pages("2,5"), [1, 4]),
        (pages("1-3, 6"), [0, 1, 2, 5]),
        (pages("２，５"), [1, 4]),
        (pages("1-3、5-"), [0, 1, 2, 4, 5]),
        (pages("2-5", which=1), [2, 4]),
        (pages("1-6", which=2), [1, 3, 5]),
        (from_to(2, 4), [1, 2, 3]),
        (from_to(2, 6, which=1), [2, 4]),
        (from_to(3, 6, which=2), [3, 5]),
        (backwards, [5, 4, 3, 2, 1, 0]),
    ],
)
def test_what_is_chosen_in_the_dialog_is_what_is_asked_for(qapp, queue, monkeypatch, how, numbers):
    order = choose(monkeypatch, how)
    assert order.numbers == numbers and order.queue == "KEEP"
    assert not {"page-ranges", "page-set"} & printing.job_options(order, across=False).keys()


@pytest.mark.parametrize(("text", "numbers"), [("2,5", [2, 5]), ("4", [4])])
def test_the_printer_gets_these_sheets(qapp, queue, monkeypatch, pdf, text, numbers):
    order = choose(monkeypatch, pages(text))
    delivered = deliver(pdf, "花名册", order, Progress())
    assert delivered.count == len(numbers) and delivered.sent.printer == "KEEP"
    with Pages(queue.kept(delivered.sent.number).pdf) as sheets:
        assert [sheets.text(number).strip() for number in range(len(sheets))] == [f"page {page}" for page in numbers]


@pytest.mark.parametrize("numbers", [[1, 4], [0]])
def test_what_is_drawn_for_other_printers_is_filtered_nowhere_either(qapp, queue, monkeypatch, pdf, numbers):
    order = choose(monkeypatch, pages(",".join(str(number + 1) for number in numbers)))
    before = queue.jobs()
    assert draw_pages(pdf, order.printer, order.numbers, Progress()) == len(numbers)
    (job,) = set(queue.jobs()) - set(before)
    with Pages(queue.kept(job).pdf) as sheets:
        assert [bar(sheets, number) for number in range(len(sheets))] == [number + 1 for number in numbers]


WANTED = ((QRadioButton, "printAll"), (QSpinBox, "copies"), (QCheckBox, "collate"), (QCheckBox, "reverse"))


def test_pages_and_copies_are_in_sight_at_once(qapp, queue, monkeypatch):
    seen = []

    def look(dialog):
        dialog.show()
        for _time in range(2):  # before the dialog has the keyboard, and as soon as it has
            seen.extend(dialog.findChild(kind, name).isVisible() for kind, name in WANTED)
            QApplication.instance().focusWindowChanged.emit(dialog.windowHandle())
        return QPrintDialog.DialogCode.Rejected

    monkeypatch.setattr(printing.QPrintDialog, "exec", look)
    assert printing.ask_printer(None, "花名册", [A4] * 6) is None and seen == [True] * 2 * len(WANTED)


SAID_BY_PAGES = {"portrait", "landscape", "topMargin", "leftMargin", "rightMargin", "bottomMargin", "preview"}
CHOSEN = {"pageSizeCombo", "pagesPerSheetCombo", "pagesPerSheetLayoutCombo"}


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_the_pages_say_themselves_is_not_among_the_properties(qtbot, queue, monkeypatch):
    seen = []

    def properties(dialog):
        dialog.show()
        QTimer.singleShot(0, look)
        dialog.findChild(QPushButton, "properties").click()

    def look():
        window = QApplication.activeModalWidget()
        if not window.isActiveWindow():
            QTimer.singleShot(0, look)
            return
        seen.extend(widget.objectName() for widget in window.findChildren(QWidget) if widget.isVisible())
        window.reject()

    assert choose(monkeypatch, properties) is not None
    assert set(seen) >= CHOSEN and not SAID_BY_PAGES & set(seen)


# The printer used last.


@pytest.fixture
def second(queue):
    """Another printer, with larger paper of its own."""
    queue.add("一楼", "A3")
    yield "一楼"
    queue.remove("一楼")


def offered(dialog):
    return dialog.findChild(QComboBox, "printers").currentText()


@pytest.mark.parametrize(
    ("last", "first"), [("一楼", "一楼"), ("KEEP", "KEEP"), ("", None), ("没有了", None), ("KEEP/没有了", None)]
)
def test_the_printer_used_last_is_offered_first_where_it_still_is(qapp, second, monkeypatch, last, first):
    usual = QPrinter(QPrinter.PrinterMode.HighResolution).printerName()
    seen = []
    order = choose(monkeypatch, lambda dialog: seen.append(offered(dialog)), last=last)
    assert seen == [first or usual] and order.queue == (first or usual)


def test_the_paper_is_the_usual_one_of_the_printer_used_last(qapp, second, monkeypatch):
    assert choose(monkeypatch, lambda _dialog: None, sizes=[(200.0, 200.0)], last=second).paper_name == "A3"
    assert choose(monkeypatch, lambda _dialog: None, last=second).paper_name == "A4"  # as the pages are


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_what_was_chosen_is_remembered_and_a_file_is_not(qtbot, queue, second, monkeypatch, pdf, tmp_path):
    settings, notices = FileSettings(tmp_path / "settings.json"), RecordedNotices()
    preview = Preview(pdf, "花名册", InlineJobs(), notices, settings=settings)
    qtbot.addWidget(preview)
    seen, to_file = [], "to a file"

    def print_on(name=""):
        def run(dialog):
            printers = dialog.findChild(QComboBox, "printers")
            seen.append(printers.currentText())
            if name:
                printers.setCurrentText(name)
            if name == to_file:
                dialog.show()  # it is among the printers from then on
                printers.setCurrentIndex(printers.count() - 1)
                dialog.findChild(QLineEdit, "filename").setText(str(tmp_path / "纸.pdf"))
            dialog.accept()
            return dialog.result()

        monkeypatch.setattr(printing.QPrintDialog, "exec", run)
        preview.print_out()

    for name in (second, to_file, "KEEP", second, ""):
        print_on(name)
    queue.remove(second)
    print_on()
    queue.add(second)
    preview.close_pages()
    assert seen[1:] == [second, second, "KEEP", second, "KEEP"]
    assert [text for text in notices.texts if "保存" in text] == ["已保存为 纸.pdf。"]
    assert FileSettings(tmp_path / "settings.json").get("printer") == "KEEP"
