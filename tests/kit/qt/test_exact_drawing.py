"""Pages drawn on printers that take no PDF: in their real size, on paper of exactly that size."""

import pytest
from PySide6.QtCore import QSizeF
from PySide6.QtGui import QPageSize
from PySide6.QtPrintSupport import QPrinter

from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages.raster_printing import draw_pages

NEAR = 0.12
"""Millimetres: a pixel at 300 dpi and a half."""
SIZES = [(210.0, 297.0), (297.0, 210.0), (297.0, 420.0), (176.0, 250.0), (260.0, 370.0), (185.0, 260.0), (260.0, 185.0)]


def boxes(path, dpi=300):
    """The edges of what is black on a page, in mm, and its size."""
    with Pages(path) as pages:
        picture, size = pages.picture(0, dpi), pages.size(0)
    rows = [
        number
        for number in range(picture.height)
        if 0 in picture.rgba[number * picture.width * 4 : (number + 1) * picture.width * 4 : 4]
    ]
    row = picture.rgba[rows[0] * picture.width * 4 : (rows[0] + 1) * picture.width * 4 : 4]
    columns = [number for number, level in enumerate(row) if level == 0]
    return tuple(each * 25.4 / dpi for each in (columns[0], rows[0], columns[-1] + 1, rows[-1] + 1)), size


@pytest.fixture
def printer(qapp, tmp_path):
    made = QPrinter(QPrinter.PrinterMode.HighResolution)
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(tmp_path / "印出.pdf"))
    made.setResolution(600)
    return made


@pytest.mark.parametrize("size", SIZES)
def test_page_and_what_is_on_it_keep_their_sizes(printer, tmp_path, size):
    paper = Paper("页")
    paper.page(size).fill(20, 30, size[0] - 50, size[1] - 70, (0.0, 0.0, 0.0))
    paper.save(path := tmp_path / "页.pdf")
    assert draw_pages(path, printer, [0], Progress()) == 1
    meant, _size = boxes(path)
    found, whole = boxes(tmp_path / "印出.pdf")
    assert whole == pytest.approx(size, abs=0.2)  # Qt counts paper in whole points
    assert found == pytest.approx(meant, abs=NEAR + 0.1)


def test_paper_that_is_rounded_to_whole_points_scales_nothing(printer):
    from cadre_desktop.kit.qt.pages.raster_printing import _box_on_paper

    printer.setFullPage(True)
    printer.setPageSize(QPageSize(QSizeF(209.8, 297.0), QPageSize.Unit.Millimeter))
    box = _box_on_paper(printer, (210.0, 297.0), fill=False)
    assert box.width() * 25.4 / printer.resolution() == pytest.approx(210.0, abs=1e-6)
