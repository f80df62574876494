"""Every element of every design that the program brings is where the design has it, read back from the PDF, and comes
to lie where a printer's calibration wants it: within a twentieth of a millimetre."""

from dataclasses import replace
from io import BytesIO

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from PIL import Image
from test_overprinted_pages import EXACT, MM, origins

from cadre_desktop.certificates.builtin.catalogue import BUILT_IN, built_in
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.overprinting.calibration import Calibration
from cadre_desktop.certificates.overprinting.choosing import Way
from cadre_desktop.kit.documents.design.elements import CodeElement, PhotoElement, SealElement, TextElement
from cadre_desktop.kit.documents.design.printing import DesignedPage, print_designs
from cadre_desktop.kit.documents.design.setting import ASCENT, Words, said, seal_place, set_text
from cadre_desktop.kit.documents.design.sheets import SHEETS

SHEETS_USED = [size for name in ("A4", "A3", "B5", "16K") for size in (SHEETS[name], SHEETS[name][::-1])]
FACTS = {
    **dict.fromkeys(FIELDS, ""),
    "name": "阿拉坦巴特尔",
    "address": "同志",
    "activity": "二〇二三年全市法院审判业务技能竞赛",
    "course": "二〇二三年全市法院执行实务培训班",
    "title": "业务能手",
    "award": "一等奖",
    "distinction": "被评为“业务能手”",
    "period": "2023年3月1日至3日",
    "date": "二〇二三年三月八日",
    "number": "包头中院荣证字〔2023〕7号",
    "issuer": "包头市中级人民法院",
    "organiser": "包头市中级人民法院",
}


def photo():
    written = BytesIO()
    Image.new("RGB", (480, 600), (90, 120, 160)).save(written, "JPEG")
    return written.getvalue()


WORDS = Words(FACTS, "1234567890" * 19, photo())


def printed(path, design, way):
    print_designs(path, [DesignedPage(replace(design, background=None), WORDS)], how=way.printing)
    return path


def pictures(path):
    """Left, top, width and height in mm of the pictures on a page."""
    document = pypdfium2.PdfDocument(path)
    page = document[0]
    height = page.get_height()
    bounds = [shown.get_bounds() for shown in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE])]
    page.close()
    document.close()
    return [(left / MM, (height - top) / MM, (right - left) / MM, (top - low) / MM) for left, low, right, top in bounds]


def baseline(element, found):
    """Where the first line of a text is to be, and the end of the last: by the design's own numbers."""
    em, leading = found.style.size * 25.4 / 72, element.leading
    taken = em * (1 + (found.lines - 1) * leading)
    free = {"top": 0.0, "middle": (element.height - taken) / 2, "bottom": element.height - taken}
    return element.y + free[element.vertical_align] + ASCENT * em


@pytest.mark.parametrize("sheet", SHEETS_USED, ids=str)
@pytest.mark.parametrize("key", BUILT_IN)
def test_each_element_is_where_the_design_has_it(key, sheet, tmp_path):
    design = built_in(key, sheet)
    looked_at = 0
    for element in design.elements:
        path = printed(tmp_path / "一.pdf", replace(design, elements=(element,)), Way())
        if isinstance(element, CodeElement | PhotoElement):
            (box,) = pictures(path)
            assert box == pytest.approx((element.x, element.y, element.width, element.height), abs=EXACT)
        elif isinstance(element, SealElement):
            place, (found, size) = seal_place(element, WORDS), origins(path)
            assert size == pytest.approx(sheet, abs=0.01)
            assert found["法"][1] == pytest.approx(place.issuer_y, abs=EXACT)
            assert found["八"][1] == pytest.approx(place.date_y, abs=EXACT)
            end = element.y + element.height
            assert place.date_y == pytest.approx(end - (1 - ASCENT) * place.date_style.em, abs=EXACT)
        elif isinstance(element, TextElement) and (text := said(element.text, FACTS)):
            found = set_text(element, text)
            places, _size = origins(path)
            first = found.paragraphs[0][0]
            assert places[first[0]][1] == pytest.approx(baseline(element, found), abs=EXACT), element.label
            if element.align in ("left", "justified") and first.count(first[0]) == text.count(first[0]) == 1:
                em = found.style.size * 25.4 / 72
                assert places[first[0]][0] == pytest.approx(element.x + element.indent * em, abs=EXACT), element.label
        looked_at += 1
    assert looked_at == len(design.elements)


@pytest.mark.parametrize("sheet", SHEETS_USED, ids=str)
@pytest.mark.parametrize("key", BUILT_IN)
def test_overprinted_each_character_is_moved_as_the_printer_needs_it(key, sheet, tmp_path):
    design = built_in(key, sheet)
    calibration = Calibration("HP", "", sheet, dx=1.3, dy=-0.7, scale_x=1.004, scale_y=0.997, turn=0.2)
    whole, _size = origins(printed(tmp_path / "整页.pdf", design, Way()))
    moved, size = origins(printed(tmp_path / "套打.pdf", design, Way(True, calibration)))
    assert size == pytest.approx(sheet, abs=0.01) and set(moved) == set(whole) and len(whole) > 10
    by = calibration.laid(sheet).by
    for character, place in whole.items():
        assert moved[character] == pytest.approx(by.at(place), abs=EXACT), character
    for before, after in zip(pictures(tmp_path / "整页.pdf"), pictures(tmp_path / "套打.pdf"), strict=True):
        middles = [(x + width / 2, y + height / 2) for x, y, width, height in (before, after)]
        assert middles[1] == pytest.approx(by.at(middles[0]), abs=EXACT)
