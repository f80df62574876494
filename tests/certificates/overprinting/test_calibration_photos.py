"""Photos and scans of a printed calibration page are read without measuring; those that cannot be say why."""

from io import BytesIO

import pytest
from photographed import photographed, printed
from PIL import Image

from cadre_desktop.certificates.overprinting.calibration import Calibration
from cadre_desktop.certificates.overprinting.mark_sheet import (
    CODE,
    codes_of,
    marks_of,
    payload,
    print_mark_sheet,
    read_payload,
)
from cadre_desktop.certificates.overprinting.photos import read_marks
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.laying import Affine
from cadre_desktop.kit.problems import Unclear

NEAR = 0.25
"""Millimetres within which a photo of 200 dots an inch is read; a ruler is read to half a millimetre."""


def off_by(sheet):
    return Affine.about((sheet[0] / 2, sheet[1] / 2), (1.004, 0.997), 0.35, (2.3, -1.6))


@pytest.fixture(scope="module")
def papers(tmp_path_factory):
    """Printed sheets by their size, from a printer that is off."""
    made = {}

    def paper(sheet):
        if sheet not in made:
            path = tmp_path_factory.mktemp("校准") / "页.pdf"
            print_mark_sheet(path, Calibration("HP", sheet=sheet))
            made[sheet] = printed(path.read_bytes(), off_by(sheet))
        return made[sheet]

    return paper


def worst(sheet, found):
    by = off_by(sheet)
    return max(
        abs(a - b)
        for number, point in marks_of(sheet).items()
        for a, b in zip(by.at(point), found[number], strict=True)
    )


@pytest.mark.parametrize("sheet", [SHEETS["A4"], SHEETS["A4"][::-1], SHEETS["B5"], SHEETS["16K"][::-1]])
@pytest.mark.parametrize(
    "how",
    [
        {"table": 10},
        {"table": 150, "lean": 0.08},
        {"lean": 0.1, "turn": 7, "shade": 0.3},
        {"turn": 91, "blur": 0.8, "quality": 60},
        {"turn": 181, "lean": 0.05, "shade": 0.5},
    ],
    ids=str,
)
def test_a_photo_is_read(papers, sheet, how):
    read = read_marks(photographed(papers(sheet), **how))
    assert read.sheet == sheet and worst(sheet, read.found) < NEAR


def test_a_page_on_a_table_as_bright_as_itself_is_refused_with_the_edge(papers):
    with pytest.raises(Unclear, match="看不清纸的左边。请把纸放在深色的桌面上"):
        read_marks(photographed(papers(SHEETS["A4"]), table=232))


def test_a_page_that_is_cut_off_is_refused(papers):
    whole = Image.open(BytesIO(photographed(papers(SHEETS["A4"]))))
    written = BytesIO()
    whole.crop((0, 0, whole.width, round(whole.height * 0.45))).save(written, "JPEG")
    with pytest.raises(Unclear, match="只认出"):
        read_marks(written.getvalue())


def test_a_bent_page_is_refused(papers):
    flat = papers(SHEETS["A4"])
    bent = flat.transform(
        flat.size, Image.Transform.QUAD, (0, 0, 0, flat.height, flat.width, flat.height, flat.width * 0.97, 90)
    )
    width, height = flat.size
    halves = [flat.crop((0, 0, width // 2, height)), flat.crop((width // 2, 0, width, height))]
    folded = flat.copy()
    folded.paste(halves[1].resize((round(halves[1].width * 0.9), height)), (width // 2, 0))
    for wrong in (folded, bent):
        try:
            read = read_marks(photographed(wrong))
        except Unclear as unclear:
            assert "不平" in str(unclear) or "不成长方形" in str(unclear)
        else:  # what is only seen at an angle is no bend
            assert wrong is bent and read.sheet == SHEETS["A4"]


@pytest.mark.parametrize("content", [b"", b"GIF89a", b"\xff\xd8\xff\xe0", b"%PDF-1.7"])
def test_what_is_no_picture_is_refused(content):
    with pytest.raises(Unclear):
        read_marks(content)


def test_another_picture_and_another_code_are_no_calibration_page():
    written = BytesIO()
    Image.new("RGB", (900, 600), "white").save(written, "PNG")
    with pytest.raises(Unclear, match="只认出 0 个"):
        read_marks(written.getvalue())
    for text in ("", "CADRE-CAL", "CADRE-CAL:2100:2970", "CADRE-CAL:2100:2970:9", "CADRE-CAL:x:2970:1", "X:1:2:3"):
        assert read_payload(text) is None
    assert read_payload(payload((176.0, 250.0), 3)) == ((176.0, 250.0), 3)


@pytest.mark.parametrize("sheet", [size for short in SHEETS.values() for size in (short, short[::-1])])
def test_nothing_on_the_page_lies_on_anything_else(sheet):
    boxes = [(x - 6, y - 8, x + 6, y + 6) for x, y in marks_of(sheet).values()]
    boxes += [(code.x, code.y, code.x + CODE, code.y + CODE) for code in codes_of(sheet)]
    for index, (left, top, right, low) in enumerate(boxes):
        assert left > 8 and top > 8 and right < sheet[0] - 8 and low < sheet[1] - 8
        for other in boxes[index + 1 :]:
            assert right <= other[0] or other[2] <= left or low <= other[1] or other[3] <= top
