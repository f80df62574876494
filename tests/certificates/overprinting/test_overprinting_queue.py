"""Overprinting through a real print queue: what its printer gets is where it was meant to be, on paper of that size."""

from dataclasses import replace

import own_cups
import pytest
from test_calibrating_screens import choose
from test_overprinted_pages import BOTH_WAYS, CORNERS, design, origins

from cadre_desktop.certificates.overprinting.calibration import Calibration, Calibrations
from cadre_desktop.certificates.overprinting.choosing import Way
from cadre_desktop.certificates.records import IssuedCertificate
from cadre_desktop.certificates.registers.print_queue import PrintSheet
from cadre_desktop.certificates.screens.calibrating.known import keep_calibrations
from cadre_desktop.kit.documents.design.printing import DesignedPage, print_designs
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.laying import fed
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.qt.pages.print_flow import deliver, printer_source
from cadre_desktop.kit.qt.pages.print_options import paper_of
from cadre_desktop.kit.qt.pages.printing import PrintOrder
from cadre_desktop.kit.spool.offers import PaperSize

NEAR = 0.3
"""Millimetres: what the court sees."""


@pytest.fixture(scope="module")
def _server():
    if own_cups.LACKING:
        pytest.skip(own_cups.LACKING)
    server = own_cups.OwnCups()
    with server.asked_here():
        yield server.start()
    server.close()


@pytest.fixture
def printer(_server):
    _server.set_right()
    return _server


def through(printer, path, sheet):
    """What arrives at the printer of a document for a sheet; on the paper that the print dialog would offer for it."""
    offers = printer_source().offers("KEEP")
    paper = paper_of([sheet], offers.papers) or offers.papers[0]
    delivered = deliver(path, "证书", PrintOrder([0], "KEEP", paper=paper), Progress())
    assert delivered.scale == 1.0
    kept = printer.kept(delivered.sent.number)
    arrived = path.with_name("到了.pdf")
    arrived.write_bytes(kept.pdf)
    return origins(arrived), paper, kept.options


def as_read(found, size, sheet):
    """Places on an arrived page in those of the sheet: a printer turns what lies across."""
    if (size[0] > size[1]) == (sheet[0] > sheet[1]):
        return found
    return {text: fed(size, 3).by.at(at) for text, at in found.items()}


@pytest.mark.parametrize("name", ["A4", "A3"])
@pytest.mark.parametrize("across", [False, True])
def test_it_arrives_where_it_was_meant_to_be(printer, tmp_path, name, across):
    upright = {"A4": (210.0, 297.0), "A3": (297.0, 420.0)}[name]
    sheet = upright[::-1] if across else upright
    calibration = Calibration("KEEP", "", sheet, dx=1.2, dy=-0.8, scale_x=1.003, scale_y=0.998, turn=0.15)
    print_designs(
        path := tmp_path / "套打.pdf", [DesignedPage(design(sheet), Words({}))], how=Way(True, calibration).printing
    )
    meant, _size = origins(path)
    (found, size), paper, options = through(printer, path, sheet)
    assert paper.name == name and sorted(size) == pytest.approx(sorted(sheet), abs=NEAR)
    assert options.get("print-scaling") == "none" and not {"fit-to-page", "fitplot"} & set(options)
    found = as_read(found, size, sheet)
    for text in CORNERS:
        assert found[text] == pytest.approx(meant[text], abs=NEAR)


@pytest.mark.parametrize("sheet", [sheet for sheet in BOTH_WAYS if max(sheet) < 297 and sheet != (210.0, 297.0)])
def test_on_a_larger_paper_it_is_in_the_middle_and_not_scaled(printer, tmp_path, sheet):
    print_designs(path := tmp_path / "套打.pdf", [DesignedPage(design(sheet), Words({}))], how=Way(True).printing)
    meant, _size = origins(path)
    (found, size), paper, _options = through(printer, path, sheet)
    found = as_read(found, size, sheet)
    lying = paper.size if sheet[0] < sheet[1] else paper.size[::-1]
    left, top = ((whole - own) / 2 for whole, own in zip(lying, sheet, strict=True))
    for text in CORNERS:
        assert found[text] == pytest.approx((meant[text][0] + left, meant[text][1] + top), abs=NEAR)


def test_papers_whose_sizes_are_rounded_to_whole_points_shift_nothing(printer, tmp_path):
    sheet = (210.0, 297.0)
    print_designs(path := tmp_path / "套打.pdf", [DesignedPage(design(sheet), Words({}))], how=Way(True).printing)
    meant, _size = origins(path)
    rounded = PaperSize("A4", (595 / 72 * 25.4, 842 / 72 * 25.4), "A4")
    order = PrintOrder([0], "KEEP", paper=rounded)
    delivered = deliver(path, "证书", replace(order), Progress())
    arrived = tmp_path / "到了.pdf"
    arrived.write_bytes(printer.kept(delivered.sent.number).pdf)
    found, _size = origins(arrived)
    for text in CORNERS:
        assert found[text] == pytest.approx(meant[text], abs=NEAR)


def test_from_the_preview_to_the_printer_and_into_the_print_queue(printer, preview, desk):
    """The whole path: calibrated, overprinted from the preview, registered, and waiting for somebody to see it."""
    calibration = Calibration("KEEP", sheet=(297.0, 210.0), dx=5.0, dy=2.0)
    keep_calibrations(desk.settings, Calibrations([calibration]))
    choose(preview, "stock", "stock")
    meant, _size = origins(preview._path)
    offers = printer_source().offers("KEEP")
    paper = paper_of([(297.0, 210.0)], offers.papers)
    order = PrintOrder([0, 1], "KEEP", paper=paper)
    assert preview.flow._fits(order, [(297.0, 210.0)] * 2)
    preview.print_on(order)
    kept = printer.kept(max(printer.jobs()))
    assert [str(sheet.state) for sheet in PrintSheet.select()] == ["sent", "sent"]
    assert sorted(row.serial for row in IssuedCertificate.select()) == [1, 2]
    preview._path.with_name("到了.pdf").write_bytes(kept.pdf)
    found, size = origins(preview._path.with_name("到了.pdf"))
    found = as_read(found, size, (297.0, 210.0))
    assert "样" not in found and "荣誉证书" not in "".join(found)
    for character in "王祯同志":
        if character in meant:
            assert found[character] == pytest.approx(meant[character], abs=NEAR)
    wrong = replace(order, printer="OTHER")
    desk.notices.answer(False)
    assert not preview.flow._fits(wrong, [(297.0, 210.0)]) and "校准是打印机“KEEP”的" in desk.notices.texts[-1]
