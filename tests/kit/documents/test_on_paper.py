"""Pages made ready for a printer: cut out, ordered, each as large as its sheet."""

from io import BytesIO

import pytest

from cadre_desktop.kit.documents.pages import Pages, on_paper, reduction, turned

A4, A3 = (210.0, 297.0), (297.0, 420.0)
MM = 72 / 25.4


def a_pdf(*sizes):
    from reportlab.pdfgen.canvas import Canvas

    written = BytesIO()
    canvas = Canvas(written)
    for number, (width, height) in enumerate(sizes, 1):
        canvas.setPageSize((width * MM, height * MM))
        canvas.rect(30 * MM, 30 * MM, 20 * MM, 20 * MM, stroke=0, fill=1)
        canvas.drawString(30 * MM, 100 * MM, f"page {number}")
        canvas.showPage()
    canvas.save()
    return written.getvalue()


def seen(data):
    """Size in mm and text of each page."""
    with Pages(data) as pages:
        return [
            (tuple(round(side) for side in pages.size(number)), pages.text(number).strip())
            for number in range(len(pages))
        ]


def square(data, number=0):
    """Left and foot of the black square and its side, in tenths of a mm."""
    with Pages(data) as pages:
        picture = pages.picture(number, 254)
    wide = picture.width * 4
    rows = [picture.rgba[line * wide : (line + 1) * wide : 4] for line in range(picture.height)]
    black = [(line, row) for line, row in enumerate(rows) if bytes(40) in row]
    _line, row = black[len(black) // 2]
    left = row.index(bytes(40))
    return left, picture.height - black[-1][0] - 1, len(black)


def near(found, wanted):
    return all(abs(one - other) <= 2 for one, other in zip(found, wanted, strict=True))


def test_pages_are_cut_out_in_the_order_asked_for():
    ready = on_paper(a_pdf(*[A4] * 6), [4, 1])
    assert seen(ready.data) == [((210, 297), "page 5"), ((210, 297), "page 2")] and ready.scale == 1.0


def test_all_pages_on_their_own_paper_are_the_file_as_it_is():
    data = a_pdf(A4, A4[::-1])
    assert on_paper(data, [0, 1]).data is data and on_paper(data, [0, 1], A4).data is data


def test_a_small_page_stands_in_the_middle_in_its_size():
    ready = on_paper(a_pdf(A4), [0], A3)
    assert seen(ready.data) == [((297, 420), "page 1")] and ready.scale == 1.0
    assert near(square(ready.data), (300 + 435, 300 + 615, 200))


def test_a_large_page_is_made_smaller():
    ready = on_paper(a_pdf(A3[::-1]), [0], A4)
    assert seen(ready.data) == [((297, 210), "page 1")] and ready.scale == pytest.approx(0.707, abs=0.001)
    assert near(square(ready.data), (212, 212, 141))


def test_a_page_can_fill_larger_paper():
    ready = on_paper(a_pdf(A4), [0], A3, fill=True)
    assert ready.scale == pytest.approx(1.414, abs=0.001) and near(square(ready.data), (424, 424, 283))


def test_only_pages_of_another_size_are_moved():
    ready = on_paper(a_pdf(A4, A3), [0, 1], A4)
    assert [size for size, _text in seen(ready.data)] == [(210, 297), (210, 297)]
    assert near(square(ready.data, 0), (300, 300, 200)) and near(square(ready.data, 1), (212, 212, 141))


def test_what_is_no_pdf_is_refused():
    with pytest.raises(ValueError):
        on_paper(b"nothing", [0])


@pytest.mark.parametrize(("page", "sheet"), [((100, 200), (210, 297)), ((200, 100), (297, 210)), ((5, 5), (210, 297))])
def test_a_sheet_lies_as_its_page_does(page, sheet):
    assert turned((297, 210), page) == sheet


@pytest.mark.parametrize(
    ("sizes", "paper", "scale"),
    [([A4], A4, 1.0), ([A4[::-1]], A4, 1.0), ([A4, A3[::-1]], A4, 0.707), ([A4], A3, 1.0), ([(210.4, 297.2)], A4, 1.0)],
)
def test_pages_that_are_too_large_are_known_before(sizes, paper, scale):
    assert reduction(sizes, paper) == pytest.approx(scale, abs=0.001)
