"""What a print server is told of an order, and that it gets the pages of it as they are: without any print server."""

import pytest
from fake_print_server import FakeServer

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.print_flow import deliver, printer_source
from cadre_desktop.kit.qt.pages.print_options import pages_in_words, paper_of
from cadre_desktop.kit.qt.pages.printing import CUPS, PrintOrder, Remembered, job_options
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.spool import queue as spool
from cadre_desktop.kit.spool.offers import STANDARD, PaperSize

A4, A3, A5 = STANDARD


def told(across=False, paper=A4, copies=1, collated=True, **options):
    chosen = {name.replace("_", "-"): value for name, value in options.items()}
    return job_options(PrintOrder([0], "KEEP", paper=paper, copies=copies, collated=collated, options=chosen), across)


def test_the_least_that_is_told():
    assert told() == {"media": "A4", "print-scaling": "none", "sides": "one-sided"}


@pytest.mark.parametrize(
    ("how", "options"),
    [
        ({"paper": A3}, {"media": "A3"}),
        ({"print_color_mode": "monochrome"}, {"print-color-mode": "monochrome"}),
        ({"InputSlot": "Tray2", "ColorModel": "Gray"}, {"InputSlot": "Tray2", "ColorModel": "Gray"}),
        ({"number_up": "2", "job_hold_until": "night"}, {"number-up": "2", "job-hold-until": "night"}),
        ({"copies": 3}, {"copies": "3", "Collate": "True"}),
        (
            {"copies": 3, "collated": False},
            {"Collate": "False", "multiple-document-handling": "separate-documents-uncollated-copies"},
        ),
        ({"sides": "two-sided-long-edge"}, {"sides": "two-sided-long-edge"}),
        ({"sides": "two-sided-short-edge"}, {"sides": "two-sided-short-edge"}),
        ({"sides": "two-sided"}, {"sides": "two-sided-long-edge"}),
        ({"sides": "two-sided", "across": True}, {"sides": "two-sided-short-edge"}),
    ],
)
def test_what_was_chosen_is_told(how, options):
    assert options.items() <= told(**how).items()


def test_what_is_empty_is_not_told():
    assert told(InputSlot="") == told()


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


def test_the_server_gets_these_pages_as_text_on_sheets_of_the_paper(monkeypatch, pdf):
    server = FakeServer()
    monkeypatch.setattr(spool, "Server", server)
    order = PrintOrder([3, 1], "KEEP", options={"sides": "two-sided"})
    delivered = deliver(pdf, "花名册", order, Progress())
    assert order.queue == "KEEP" and (delivered.count, round(delivered.scale, 2)) == (2, 0.71)
    ((title, options, data),) = server.delivered.values()
    assert title == "花名册" and options["sides"] == "two-sided-short-edge"
    with Pages(data) as pages:
        sizes = [tuple(round(side) for side in pages.size(number)) for number in range(len(pages))]
        assert [pages.text(number).strip() for number in range(len(pages))] == ["page 4", "page 2"]
    assert sizes == [(297, 210), (210, 297)]


@pytest.mark.parametrize("order", [PrintOrder([0], "一楼", file="a.pdf"), PrintOrder([0], "一楼", drawn=object)])
def test_files_and_drawings_go_to_no_queue(order):
    assert order.queue == ""


def test_printers_are_those_of_the_system_where_there_is_no_print_server(monkeypatch):
    monkeypatch.setattr(print_flow, "library", lambda: None)
    found = printer_source()
    assert found is not CUPS and found.drawn is not None and found.ask is not None
    monkeypatch.setattr(print_flow, "library", object)
    assert printer_source() is CUPS and CUPS.drawn is None and CUPS.ask is None


@pytest.mark.parametrize(
    ("sizes", "paper"),
    [
        ([(297, 420)], A3),
        ([(420, 297), (297, 420)], A3),
        ([(209.9, 297.04)], A4),
        ([(210, 297), (297, 420)], None),
        ([(260, 185)], None),
    ],
)
def test_the_paper_is_the_one_all_pages_are_made_for(sizes, paper):
    assert paper_of(sizes, (PaperSize("B5", (182, 257), "B5"), *STANDARD)) is paper


@pytest.mark.parametrize(
    ("sizes", "words"),
    [
        ([(297.0, 210.0)] * 3, "共 3 页，297 × 210 毫米，横向"),
        ([(210.0, 297.0)], "共 1 页，210 × 297 毫米，竖向"),
        ([(297.0, 210.0), (210.0, 297.0)], "共 2 页，大小或方向不一"),
    ],
)
def test_pages_are_described(sizes, words):
    assert pages_in_words(sizes).startswith(words)


# What is remembered on this computer.


def test_each_printer_keeps_its_own_choices(tmp_path):
    settings = FileSettings(tmp_path / "settings.json")
    Remembered(settings).keep("一楼", {"InputSlot": "Tray2"})
    Remembered(settings).keep("三楼", {"InputSlot": "Tray1"})
    again = Remembered(FileSettings(tmp_path / "settings.json"))
    assert again.last == "三楼" and again.choices("一楼") == {"InputSlot": "Tray2"} and again.choices("五楼") == {}


@pytest.mark.parametrize("broken", [[], {"一楼": 3}, {"一楼": ["a"]}, "x"])
def test_settings_that_somebody_has_spoilt_cost_the_choices_only(tmp_path, broken):
    settings = FileSettings(tmp_path / "settings.json")
    settings.put("printer options", broken)
    assert Remembered(settings).choices("一楼") == {}
    Remembered(settings).keep("一楼", {"sides": "one-sided"})
    assert Remembered(settings).choices("一楼") == {"sides": "one-sided"}


def test_nothing_is_remembered_without_settings():
    nothing = Remembered(None)
    nothing.keep("一楼", {})
    assert nothing.last == "" and nothing.choices("一楼") == {}
