from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QPageSize, QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication, QDialog, QMainWindow

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.jobs import InlineJobs, Progress, Stopped
from cadre_desktop.kit.notices import RecordedNotices
from cadre_desktop.kit.qt.pages import print_flow
from cadre_desktop.kit.qt.pages.preview import Preview, show_preview
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.qt.pages.raster_printing import _box_on_paper, draw_pages
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.spool.offers import PaperSize

A4_POINTS = (595.28, 841.89)
A4, A3, A2 = (210, 297), (297, 420), (420, 594)
A5 = PaperSize("A5", (148, 210), "A5")


@pytest.fixture
def pdf(tmp_path):
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "a.pdf"
    canvas = Canvas(str(path), pagesize=A4_POINTS)
    for number in range(12):
        canvas.setPageSize(A4_POINTS if number % 2 == 0 else A4_POINTS[::-1])
        canvas.setFillColorRGB(0.8, 0, 0)
        canvas.rect(100, 100, 300, 300, stroke=0, fill=1)
        canvas.drawString(72, 72, f"page {number + 1}")
        canvas.showPage()
    canvas.save()
    return path


@pytest.fixture
def notices():
    return RecordedNotices()


@pytest.fixture
def preview(qtbot, pdf, notices):
    preview = Preview(pdf, "花名册", InlineJobs(), notices)
    qtbot.addWidget(preview)
    preview.resize(900, 700)
    preview.show()
    yield preview
    preview.close_pages()


def test_only_pages_in_sight_are_rendered(preview):
    canvas = preview.canvas
    assert canvas.count == 12 and canvas.is_rendered(0)
    assert not canvas.is_rendered(8)
    canvas.go_to(8)
    assert canvas.is_rendered(8) and not canvas.is_rendered(0)


def test_what_is_drawn_is_the_page(preview):
    image = preview.canvas.viewport().grab().toImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, image.width(), 9) for y in range(0, image.height(), 9)}
    assert {"#ffffff", "#cc0000"} <= seen


def test_keys_go_through_the_pages(qtbot, preview):
    canvas = preview.canvas
    places = []
    for key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_End, Qt.Key.Key_Home):
        qtbot.keyClick(canvas, key)
        places.append(canvas.current)
    assert places == [1, 2, 1, 11, 0]


def test_zoom_keeps_the_page_and_ctrl_wheel_zooms(preview):
    canvas = preview.canvas
    canvas.go_to(5)
    canvas.set_zoom(1.0)
    assert (canvas.zoom, canvas.current) == (1.0, 5)
    middle = QPointF(canvas.viewport().rect().center())
    event = QWheelEvent(
        middle,
        canvas.viewport().mapToGlobal(middle),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), event)
    assert (canvas.zoom, canvas.current) == (1.25, 5)
    canvas.fit_to("width")
    assert canvas.horizontalScrollBar().maximum() == 0


def test_saving_copies_the_file(preview, notices, pdf, tmp_path):
    notices.answer(tmp_path / "b.pdf")
    preview.save()
    assert (tmp_path / "b.pdf").read_bytes() == pdf.read_bytes()
    assert notices.texts[-1] == "已保存为 b.pdf。"


def test_saving_where_nothing_can_be_written_says_so(preview, notices, tmp_path):
    notices.answer(tmp_path / "no" / "b.pdf", None)
    preview.save()
    preview.save()
    assert notices.messages[1].kind == "refused" and "不存在" in notices.texts[1]


def test_a_file_that_is_no_pdf_is_said_so(qtbot, notices, tmp_path):
    (tmp_path / "x.pdf").write_text("nothing")
    preview = Preview(tmp_path / "x.pdf", "x", InlineJobs(), notices)
    qtbot.addWidget(preview)
    Preview(tmp_path / "gone.pdf", "x", InlineJobs(), notices, preview)
    assert "打不开" in notices.texts[0] and "找不到" in notices.texts[1]
    assert not preview.print_action.isEnabled()


def test_printing_keeps_size_and_orientation(preview, notices, tmp_path):
    preview.print_on(PrintOrder([0, 1], file=str(tmp_path / "out.pdf")))
    assert notices.texts[-1] == "已保存为 out.pdf。"
    with Pages(tmp_path / "out.pdf") as printed:
        sizes = [tuple(round(side) for side in printed.size(number)) for number in range(len(printed))]
        picture = printed.picture(0, 25.4)
    assert sizes == [(210, 297), (297, 210)]
    middle = (picture.height - 60) * picture.width * 4 + 60 * 4
    assert picture.rgba[middle] > 180 > 80 > picture.rgba[middle + 1]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_refuses_is_told(preview, notices, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "out.pdf"))
    preview.print_on(PrintOrder([0], "一楼", drawn=lambda: printer))
    assert notices.messages[-1].kind == "warn" and "打印机" in notices.texts[-1]


def test_printing_can_be_stopped(pdf, qapp, tmp_path):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    progress = Progress()
    progress.stop()
    with pytest.raises(Stopped):
        draw_pages(pdf, printer, [0], progress)


def answer_with(monkeypatch, order):
    monkeypatch.setattr(print_flow, "open_print_dialog", lambda *asked: asked[-1](order))


def test_a_choice_without_pages_in_the_dialog_of_the_system_is_told(preview, notices, monkeypatch):
    answer_with(monkeypatch, PrintOrder([], "一楼", drawn=QPrinter))
    preview.print_out()
    assert notices.texts == ["没有选中任何一页，所以没有打印。这份文件共 12 页，请重选页码。"]


@pytest.mark.parametrize("answer", [True, False])
def test_pages_too_large_for_the_paper_are_asked_about(preview, notices, monkeypatch, tmp_path, answer):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A5))
    answer_with(monkeypatch, PrintOrder([0], "一楼", drawn=lambda: printer, paper=A5))
    notices.answer(answer)
    preview.print_out()
    assert "比所选的纸（A5）大，打印时会缩小到 70%" in notices.texts[0]
    assert len(notices.texts) == 1 + answer and (tmp_path / "out.pdf").exists() == answer


@pytest.mark.parametrize(
    ("size", "fill", "side"), [(A4, False, 210), (A4, True, 297), (A3, False, 297), (A2, False, 297)]
)
def test_drawn_pages_stand_in_the_middle_of_the_paper(qapp, size, fill, side):
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A3))
    place, paper = _box_on_paper(printer, size, fill), printer.paperRect(QPrinter.Unit.DevicePixel)
    assert place.width() / printer.resolution() * 25.4 == pytest.approx(side, abs=0.3)
    assert abs(place.center().x() - paper.width() / 2) < 1 and abs(place.center().y() - paper.height() / 2) < 1


def test_window_renders_on_threads_and_closes_by_escape(qtbot, pdf, notices):
    failures = []
    jobs = QtJobs(failures.append)
    window = show_preview(None, Path(pdf), "花名册", jobs, notices)
    qtbot.waitUntil(lambda: window.preview.canvas.is_rendered(0))
    with qtbot.waitSignal(window.destroyed):
        window.preview.close_action.trigger()
    jobs.close()
    assert failures == [] and notices.texts == []


def test_a_preview_is_not_shut_off_by_the_dialog_it_was_opened_from(qtbot, pdf, notices):
    """It belongs to the dialog, since a dialog shuts off every other window of the one below it."""
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(640, 480)
    window.show()
    dialog = QDialog(window)
    dialog.open()
    preview = show_preview(window, pdf, "任免名单", InlineJobs(), notices)
    assert preview.parentWidget() is dialog and preview.width() > dialog.width()
    preview.close()
    dialog.close()
    qtbot.waitUntil(lambda: QApplication.activeModalWidget() is None)
    preview = show_preview(window, pdf, "任免名单", InlineJobs(), notices)
    assert preview.parentWidget() is window
    preview.close()
