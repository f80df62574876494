"""Pages made ready for a printer: cut out, ordered, each as large as its sheet."""

import re
from io import BytesIO

import numpy as np
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


@pytest.mark.parametrize("paper", [None, A4, A3])
@pytest.mark.parametrize("numbers", [[], [2], [-1], [0, 7], [1, -2]])
def test_pages_that_there_are_not_are_refused(numbers, paper):
    with pytest.raises(ValueError):
        on_paper(a_pdf(A4, A4), numbers, paper)


# Pages of other programs: turned, cropped, with boxes of all kinds.


def a_hook(size, box=None, rotation=0, boxes=()):
    """A page with a black hook near its left foot, and black outside of what its crop `box` (mm) shows."""
    import pypdfium2
    from reportlab.pdfgen.canvas import Canvas

    drawn, written = BytesIO(), BytesIO()
    canvas = Canvas(drawn, pagesize=tuple(side * MM for side in size))
    left, low, right, high = box or (0, 0, *size)
    for x, y, width, height in [(30, 40, 40, 10), (30, 40, 8, 60)]:
        canvas.rect((left + x) * MM, (low + y) * MM, width * MM, height * MM, stroke=0, fill=1)
    if box:  # 2 mm off, so that no pixel of an edge is grey
        for x, y, width, height in [
            (0, 0, left - 2, size[1]),
            (0, 0, size[0], low - 2),
            (right + 2, 0, size[0], size[1]),
            (0, high + 2, *size),
        ]:
            canvas.rect(x * MM, y * MM, max(width, 0) * MM, max(height, 0) * MM, stroke=0, fill=min(width, height) > 0)
    canvas.save()
    document = pypdfium2.PdfDocument(drawn.getvalue())
    page = document[0]
    page.set_rotation(rotation)
    if box:
        page.set_cropbox(*(side * MM for side in box))
    for name in boxes:
        getattr(page, f"set_{name}box")(*(side * MM for side in box or (0, 0, *size)))
    page.close()
    document.save(written)
    document.close()
    return written.getvalue()


def black(data):
    """Size of the page, and left, top, right, bottom and centre of gravity of what is black on it, in mm."""
    with Pages(data) as pages:
        size, picture = pages.size(0), pages.picture(0, 127)
    grey = np.frombuffer(picture.rgba, np.uint8).reshape(picture.height, picture.width, 4)[:, :, 0]
    ys, xs = np.nonzero(grey < 128)
    return size, np.array([xs.min(), ys.min(), xs.max() + 1, ys.max() + 1, xs.mean(), ys.mean()]) / 5


def stands_in_the_middle(data, ready, paper):
    """Whether what was shown of a page stands in the middle of the paper, as it is turned, and nothing else does."""
    size, seen = black(data)
    sheet, found = black(ready.data)
    wanted = turned(paper, size)
    margins = [(wanted[side] - size[side] * ready.scale) / 2 for side in (0, 1)]
    shown = np.array(margins * 3) + seen * ready.scale
    return near(sheet, wanted) and np.abs(found - shown).max() < 0.6


BOXES = [None, (0, 0, 150, 200), (20, 30, 190, 280), (55.5, 70.25, 205, 290)]


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
@pytest.mark.parametrize("box", BOXES)
@pytest.mark.parametrize(("paper", "fill"), [(A3, False), (A3, True), ((148.0, 210.0), False), ((182.0, 257.0), True)])
def test_a_turned_or_cropped_page_stands_in_the_middle_as_it_is_shown(rotation, box, paper, fill):
    data = a_hook(A4, box, rotation)
    assert stands_in_the_middle(data, on_paper(data, [0], paper, fill), paper)


@pytest.mark.parametrize("rotation", [0, 90])
def test_a_page_with_boxes_of_all_kinds_has_its_sheet_for_all_of_them(rotation):
    import pypdfium2

    data = a_hook(A4, (20, 30, 190, 280), rotation, ["trim", "bleed", "art"])
    ready = on_paper(data, [0], A3)
    assert stands_in_the_middle(data, ready, A3)
    document = pypdfium2.PdfDocument(ready.data)
    page = document[0]
    boxes = {getattr(page, f"get_{name}box")() for name in ("media", "crop", "trim", "bleed", "art")}
    page.close()
    document.close()
    assert len(boxes) == 1


def test_boxes_that_all_pages_share_count_too():
    """Such as stand once, above the pages, in the file."""
    data = a_hook(A4, (20, 30, 190, 280), 90)
    own = [re.search(pattern, data)[0] for pattern in (rb"/Rotate 90", rb"/CropBox ?\[[^]]*\]")]
    moved = data
    for entry in own:
        moved = moved.replace(entry, b"")
    moved = re.sub(rb"/Type ?/Pages\b", lambda pages: pages[0] + b" ".join(own), moved)
    assert black(moved)[0] == black(data)[0]
    assert stands_in_the_middle(moved, on_paper(moved, [0], A3), A3)


@pytest.mark.parametrize(("page", "sheet"), [((100, 200), (210, 297)), ((200, 100), (297, 210)), ((5, 5), (210, 297))])
def test_a_sheet_lies_as_its_page_does(page, sheet):
    assert turned((297, 210), page) == sheet


@pytest.mark.parametrize(
    ("sizes", "paper", "scale"),
    [([A4], A4, 1.0), ([A4[::-1]], A4, 1.0), ([A4, A3[::-1]], A4, 0.707), ([A4], A3, 1.0), ([(210.4, 297.2)], A4, 1.0)],
)
def test_pages_that_are_too_large_are_known_before(sizes, paper, scale):
    assert reduction(sizes, paper) == pytest.approx(scale, abs=0.001)
