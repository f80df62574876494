"""Overprinted pages: every element where the design and the calibration have it, within a twentieth of a millimetre."""

from dataclasses import replace

import pypdfium2
import pytest

from cadre_desktop.certificates.overprinting.calibration import Calibration, Calibrations, Feed
from cadre_desktop.certificates.overprinting.choosing import Way, chosen, offer
from cadre_desktop.certificates.overprinting.mark_sheet import print_test_sheet
from cadre_desktop.kit.documents.certificate_layout import TextStyle
from cadre_desktop.kit.documents.design.elements import Design, LineElement, TextElement
from cadre_desktop.kit.documents.design.printing import DesignedPage, print_designs
from cadre_desktop.kit.documents.design.setting import Words
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.laying import fed
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.documents.setup import Setup

MM = 72 / 25.4
EXACT = 0.05
CORNERS = {"甲": (30.0, 40.0), "乙": (120.0, 45.0), "丙": (35.0, 120.0), "丁": (130.0, 150.0)}
STYLE = TextStyle("KAI", 24.0, (0.0, 0.0, 0.0), 0.0)
BOTH_WAYS = [size for short in SHEETS.values() for size in (short, short[::-1])]


def design(sheet):
    """One character in each of four boxes, a preprinted heading, and a line."""
    texts = [
        TextElement(x=x, y=y, width=20.0, height=14.0, text=text, style=STYLE, label=text)
        for text, (x, y) in CORNERS.items()
    ]
    heading = replace(texts[0], text="荣誉证书", x=40.0, y=15.0, width=100.0, preprinted=True)
    line = LineElement(x=50.0, y=100.0, width=60.0, height=0.0, points=1.0)
    return Design("套打", sheet, None, (*texts, heading, line))


def origins(path):
    """Where the characters of a page begin on their baselines, in mm from the upper left corner; the page's size."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    width, height = (side / MM for side in page.get_size())
    text, found = page.get_textpage(), {}
    from ctypes import byref, c_double

    for index in range(text.count_chars()):
        x, y = c_double(), c_double()
        pypdfium2.raw.FPDFText_GetCharOrigin(text, index, byref(x), byref(y))
        found[text.get_text_range(index, 1)] = (x.value / MM, height - y.value / MM)
    text.close()
    page.close()
    document.close()
    return found, (width, height)


def printed(path, sheet, way):
    print_designs(path, [DesignedPage(design(sheet), Words({}))], how=way.printing)
    return origins(path)


@pytest.mark.parametrize("feed", list(Feed))
@pytest.mark.parametrize("sheet", BOTH_WAYS)
def test_every_element_is_where_design_and_calibration_have_it(tmp_path, sheet, feed):
    calibration = Calibration("HP", "", fed(sheet, feed.quarters).sheet, feed, 1.2, -0.8, 1.003, 0.998, 0.15)
    whole, size = printed(tmp_path / "整页.pdf", sheet, Way())
    found, paper = printed(tmp_path / "套打.pdf", sheet, Way(True, calibration))
    assert size == pytest.approx(sheet, abs=0.01) and paper == pytest.approx(calibration.sheet, abs=0.01)
    assert set(CORNERS) <= set(found) and "荣" in whole and "荣" not in found
    for text in CORNERS:
        assert found[text] == pytest.approx(calibration.laid(sheet).by.at(whole[text]), abs=EXACT)


def test_without_a_calibration_it_is_where_the_design_has_it(tmp_path):
    sheet = SHEETS["A4"][::-1]
    whole, _size = printed(tmp_path / "整页.pdf", sheet, Way())
    found, paper = printed(tmp_path / "套打.pdf", sheet, Way(stock=True))
    assert paper == pytest.approx(sheet, abs=0.01)
    for text in CORNERS:
        assert found[text] == pytest.approx(whole[text], abs=0.001)


def test_the_test_sheet_is_printed_with_the_calibration(tmp_path):
    calibration = Calibration("HP", "", SHEETS["B5"], Feed.RIGHT, dx=3.0, dy=2.0, measured="2023-06-01")
    print_test_sheet(path := tmp_path / "试印.pdf", calibration)
    print_test_sheet(other := tmp_path / "不动.pdf", replace(calibration, dx=0.0, dy=0.0))
    moved, size = origins(path)
    still, _same = origins(other)
    assert size == pytest.approx(SHEETS["B5"], abs=0.01)
    assert moved["试"] == pytest.approx((still["试"][0] + 3, still["试"][1] + 2), abs=EXACT)
    with Pages(path) as pages:
        words = "".join(pages.text(0).split())
    assert "向右3.0毫米、向下2.0毫米" in words and "右转90°放" in words


def test_the_newest_calibration_for_the_stock_is_offered_first():
    across, upright = SHEETS["A4"][::-1], SHEETS["A4"]
    known = Calibrations([Calibration("旧", sheet=across), Calibration("竖", sheet=upright)]).with_(
        Calibration("新", sheet=across)
    )
    way, calibration = offer([across], known, 3).choices
    assert [words for _value, words in calibration.options] == ["新", "旧", "不校准"] and way.usual == "whole"
    assert chosen(Setup(), [across], known) == Way()
    stock = Setup(chosen={"stock": "stock"})
    assert chosen(stock, [across], known).calibration.printer == "新"
    assert chosen(stock, [SHEETS["B5"]], known) == Way(stock=True)
    (_way, none) = offer([SHEETS["B5"]], known, 1).choices
    assert none.options == (("none", "不校准（没有 B5 纵向的）"),)
    fed_upright = Calibrations([Calibration("竖", sheet=upright, feed=Feed.RIGHT)])
    assert chosen(stock, [across], fed_upright).calibration.feed is Feed.RIGHT


@pytest.mark.parametrize(
    ("way", "printer", "fills", "paper", "says"),
    [
        (Way(), "A", True, SHEETS["B5"], ""),
        (Way(True), "A", False, SHEETS["A4"], ""),
        (Way(True), "A", False, SHEETS["B5"], "证书纸是 A4 横向，打印时选的纸是 B5 纵向"),
        (Way(True), "A", True, None, "套打要用实际大小"),
        (Way(True, Calibration("A")), "A", False, (209.9, 297.2), ""),
        (Way(True, Calibration("A", feed=Feed.LEFT)), "A", False, None, ""),
        (Way(True, Calibration("A")), "B", False, SHEETS["A4"], "校准是打印机“A”的，现在要用“B”打印"),
    ],
)
def test_what_would_print_words_beside_their_places_is_asked_about(way, printer, fills, paper, says):
    found = way.doubt([SHEETS["A4"][::-1]], printer, fills, paper)
    assert says in found and bool(found) == bool(says)
