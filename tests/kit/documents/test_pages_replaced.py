"""Pages of one PDF in the place of those of another, and what lies over pages that are moved on their sheets."""

from io import BytesIO

import pypdfium2
import pytest
from pypdfium2.raw import (
    FPDF_ANNOT_SQUARE,
    FS_RECTF,
    FPDFANNOT_COLORTYPE_InteriorColor,
    FPDFAnnot_SetColor,
    FPDFAnnot_SetFlags,
    FPDFAnnot_SetRect,
    FPDFPage_CloseAnnot,
    FPDFPage_CreateAnnot,
)

from cadre_desktop.kit.documents.pages import Pages, on_paper, with_pages

PRINTED = 4
"""The flag of an annotation that is printed (ISO 32000-1, table 165)."""


def document(*texts):
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written, pagesize=(595.28, 841.89))
    for text in texts:
        canvas.drawString(100, 100, text)
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def words(data):
    with Pages(data) as pages:
        return [pages.text(number).strip() for number in range(len(pages))]


@pytest.mark.parametrize(
    ("numbers", "found"),
    [([1, 2], "a x y d"), ([0], "x b c d"), ([3], "a b c x"), ([0, 2], "x b y d"), ([0, 1, 2, 3], "w x y z")],
)
def test_pages_stand_where_others_stood(numbers, found):
    part = "wxyz" if len(numbers) == 4 else "xy"[: len(numbers)]
    assert words(with_pages(document(*"abcd"), numbers, document(*part))) == found.split()


@pytest.mark.parametrize(("numbers", "part"), [([4], "x"), ([-1], "x"), ([], ""), ([0], "xy"), ([0, 1], "x")])
def test_pages_that_are_not_there_are_refused(numbers, part):
    with pytest.raises(ValueError):
        with_pages(document(*"abcd"), numbers, document(*part) if part else b"")


def test_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError):
        with_pages(b"no PDF", [0], document("a"))


def stamped(rotate):
    """A page that is black 105 to 195 points from its left and lower edge, under a red stamp in a black frame."""
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written, pagesize=(595.28, 841.89))
    canvas.rect(105, 105, 90, 90, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    whole, stamped = pypdfium2.PdfDocument(written.getvalue()), BytesIO()
    page = whole[0]
    page.set_rotation(rotate)
    note = FPDFPage_CreateAnnot(page, FPDF_ANNOT_SQUARE)
    FPDFAnnot_SetRect(note, FS_RECTF(100, 200, 200, 100))
    FPDFAnnot_SetColor(note, FPDFANNOT_COLORTYPE_InteriorColor, 255, 0, 0, 255)
    FPDFAnnot_SetFlags(note, PRINTED)
    FPDFPage_CloseAnnot(note)
    page.close()
    whole.save(stamped)
    whole.close()
    return stamped.getvalue()


def counted(data):
    """How many points of a page are red, and how many are black."""
    with Pages(data) as pages:
        picture = pages.picture(0, 72)
    red, green = picture.rgba[::4], picture.rgba[1::4]
    return (
        sum(r > 200 and g < 60 for r, g in zip(red, green, strict=True)),
        sum(r < 60 and g < 60 for r, g in zip(red, green, strict=True)),
    )


@pytest.mark.parametrize("rotate", [0, 90, 180])
@pytest.mark.parametrize(
    ("paper", "fill", "scale"),
    [((297.0, 420.0), True, 2**0.5), ((297.0, 420.0), False, 1.0), ((148.0, 210.0), False, 0.5**0.5)],
)
def test_a_stamp_moves_with_the_page_it_lies_on(rotate, paper, fill, scale):
    usual, black = counted(stamped(rotate))
    assert usual > 9000 and black < 1000
    red, black = counted(on_paper(stamped(rotate), [0], paper, fill).data)
    assert red == pytest.approx(usual * scale**2, rel=0.06) and black < 1000
