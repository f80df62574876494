"""A page of another PDF file comes onto ours as it is shown, its text as text, and once."""

from io import BytesIO

import pikepdf
import pytest
from design_pages import A4_ACROSS, pdf_file, rendered
from hypothesis import given
from hypothesis import strategies as st
from ink import boxes, texts
from reportlab.lib.pdfencrypt import StandardEncryption

from cadre_desktop.kit.documents.foreign_pages import read_page
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.problems import Unclear

MM = 72 / 25.4


def placed(content: bytes, size: tuple[float, float]) -> bytes:
    paper = Paper("底")
    paper.page(size).picture(content, 0, 0, *size, "stretched")
    return paper.data()


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_page_is_shown_as_its_reader_shows_it(turn):
    content = pdf_file(turn=turn)
    page = read_page(content)
    size = (400 / MM, 300 / MM)  # reportlab turns the sheet as well

    assert (page.width, page.height) == pytest.approx((size[0] * MM, size[1] * MM))
    ours, its = rendered(placed(content, size)).convert("L"), rendered(content).convert("L")
    width, height = its.size
    for x, y in ((5, 5), (width - 6, 5), (5, height - 6), (width - 6, height - 6)):
        assert (ours.getpixel((x, y)) < 128) == (its.getpixel((x, y)) < 128)


def test_only_what_is_within_the_crop_box_is_shown():
    with pikepdf.open(BytesIO(pdf_file())) as document:
        document.pages[0].cropbox = [100, 100, 300, 250]
        written = BytesIO()
        document.save(written)
    page = read_page(written.getvalue())

    assert (page.width, page.height) == (200, 150)
    assert rendered(placed(written.getvalue(), (200 / MM, 150 / MM))).convert("L").getextrema()[0] < 128


def test_text_stays_text_at_its_place():
    data = placed(pdf_file(words="gold"), (400 / MM, 300 / MM))

    assert texts(data) == ["gold"]
    first = boxes(data)[0]
    assert first.left == pytest.approx(200 / MM, abs=0.5)


def test_colours_of_ours_do_not_run_into_a_foreign_page():
    paper = Paper("底")
    page = paper.page((400 / MM, 300 / MM))
    page.fill(0, 0, 1, 1, (1.0, 0.0, 0.0))
    page.picture(pdf_file(), 0, 0, 400 / MM, 300 / MM)

    assert rendered(paper.data()).getpixel((10, 290)) == (0, 0, 0)


def test_a_page_is_in_the_document_once_and_the_document_is_the_same_each_time():
    content = pdf_file(words="once")

    def document() -> bytes:
        paper = Paper("底")
        for _number in range(20):
            paper.page(A4_ACROSS).picture(content, 0, 0, *A4_ACROSS)
        return paper.data()

    assert document() == document()
    with pikepdf.open(BytesIO(document())) as found:
        forms = [each for each in found.objects if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form"]
        assert len(forms) == 2  # the page, and the form that lays it into the unit square
        assert len(found.pages) == 20


def test_a_file_with_a_password_is_named():
    locked = pdf_file(encrypt=StandardEncryption("geheim", strength=128))
    with pytest.raises(Unclear, match=r"设有密码.*去掉密码"):
        read_page(locked)


def test_a_file_that_only_its_owner_may_change_can_be_shown():
    locked = pdf_file(encrypt=StandardEncryption("", ownerPassword="geheim", strength=128))

    assert read_page(locked).width == 400
    assert texts(placed(locked, (400 / MM, 300 / MM))) == ["hello"]


def test_a_file_without_pages_is_named():
    with pikepdf.new() as empty:
        written = BytesIO()
        empty.save(written)
    with pytest.raises(Unclear, match="没有页"):
        read_page(written.getvalue())


def test_a_page_without_size_is_named():
    with pikepdf.open(BytesIO(pdf_file())) as document:
        document.pages[0].mediabox = [0, 0, 0, 300]
        written = BytesIO()
        document.save(written)
    with pytest.raises(Unclear):
        read_page(written.getvalue())


@pytest.mark.parametrize("content", [b"%PDF-1.4\n", b"%PDF-1.7" + b"x" * 2000, b"junk %PDF-1.4 junk"])
def test_a_damaged_file_is_named(content):
    with pytest.raises(Unclear, match="损坏"):
        read_page(content)


WHOLE = pdf_file()


@given(st.data())
def test_a_file_with_wrong_bytes_is_named_or_can_be_shown(data):
    content = bytearray(WHOLE)
    for _number in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(8, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        page = read_page(bytes(content))
    except Unclear as unclear:
        assert str(unclear).endswith("。")
    else:
        assert placed(bytes(content), (page.width / MM, page.height / MM)).startswith(b"%PDF-")
