"""Every element is where its design says, within 0.05 mm, and a document holds what it is meant to and no more."""

from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from design_pages import (
    A4_ACROSS,
    MM,
    design,
    file_of,
    origins,
    page,
    pdf_file,
    pictures_on,
    printed,
    rendered,
    sample,
    style,
    text,
)
from hypothesis import given
from hypothesis import strategies as st
from ink import finds, fonts, texts

from cadre_desktop.kit.documents.certificate_layout import OrnamentVersion
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    FileBackground,
    LineElement,
    OrnamentBackground,
    PhotoElement,
    PictureElement,
    SealElement,
)
from cadre_desktop.kit.documents.design.printing import Printing, designs_paper, print_designs, problems_of
from cadre_desktop.kit.documents.design.setting import ASCENT, Words, seal_place
from cadre_desktop.kit.documents.design.sheets import SHEETS, name_of
from cadre_desktop.kit.problems import Refused

EXACT = 0.05
EM = 20.0 / MM
PHOTO = file_of(sample((480, 600)), "JPEG")
GUILLOCHE = OrnamentBackground(OrnamentVersion("guilloche", 1))


def bounds(data: bytes, kind: int) -> list[tuple[float, float, float, float]]:
    """Left, top, right and foot in mm of what a page shows of a kind."""
    document = pypdfium2.PdfDocument(data)
    sheet = document[0]
    height = sheet.get_height()
    found = []
    for shown in sheet.get_objects(filter=[kind]):
        left, low, right, high = shown.get_bounds()
        found.append((left / MM, (height - high) / MM, right / MM, (height - low) / MM))
    sheet.close()
    document.close()
    return found


@pytest.mark.parametrize(
    "sheet", [*SHEETS.values(), *(size[::-1] for size in SHEETS.values()), (123.4, 567.8), (90.0, 54.0)]
)
def test_a_page_is_exactly_as_large_as_its_sheet(sheet):
    document = pypdfium2.PdfDocument(printed(page(design(sheet=sheet))))

    assert document.get_page_size(0) == pytest.approx((sheet[0] * MM, sheet[1] * MM), abs=0.006)
    document.close()


def test_sheets_are_known_whichever_way_they_lie():
    assert {name_of(size[::-1]) for size in SHEETS.values()} == set(SHEETS)
    assert name_of((100.0, 100.0)) == ""


places = st.floats(0, 400).map(lambda value: round(value, 2))


@given(places, places, st.sampled_from(["left", "centre", "right"]), st.sampled_from(["top", "middle", "bottom"]))
def test_a_text_begins_where_its_design_says(x, y, align, vertical_align):
    words = "王祯孛儿只斤"
    element = text(words, x=x, y=y, width=80.0, height=25.0, align=align, vertical_align=vertical_align)
    found = origins(printed(page(design(element, sheet=(500.0, 500.0)))))
    first, last = found[0][1:], found[-1][1:]
    free = 80.0 - len(words) * EM
    down = {"top": 0.0, "middle": (25.0 - EM) / 2, "bottom": 25.0 - EM}[vertical_align]

    assert first[0] == pytest.approx(x + {"left": 0.0, "centre": free / 2, "right": free}[align], abs=EXACT)
    assert last[0] - first[0] == pytest.approx((len(words) - 1) * EM, abs=EXACT)
    assert first[1] == pytest.approx(y + down + ASCENT * EM, abs=EXACT)


@given(places, places, st.floats(2, 90), st.floats(2, 90), st.integers(-180, 180))
def test_pictures_and_lines_are_where_their_design_says_however_they_are_turned(x, y, width, height, turn):
    box = {"x": x, "y": y, "width": round(width, 2), "height": round(height, 2)}
    picture = PictureElement(content="p", turn=float(turn), **{**box, "height": box["width"] * 1.25})
    line = LineElement(points=0.01, **box)
    data = printed(page(design(picture, line, sheet=(500.0, 500.0)), pictures={"p": PHOTO}))

    left, top, right, foot = pictures_on(data)[0]
    assert (left + right) / 2 == pytest.approx(x + picture.width / 2, abs=EXACT)
    assert (top + foot) / 2 == pytest.approx(y + picture.height / 2, abs=EXACT)
    if turn % 180 == 0:
        assert (left, top) == pytest.approx((x, y), abs=EXACT)
    drawn = bounds(data, pdfium.FPDF_PAGEOBJ_PATH)[0]
    assert drawn == pytest.approx((x, y, x + line.width, y + line.height), abs=EXACT)


def test_a_photo_fills_its_box_and_is_cut_to_it():
    element = PhotoElement(x=20.0, y=30.0, width=32.0, height=40.0, hint="照片")
    wide = file_of(sample((600, 400)), "JPEG")

    data = printed(page(design(element), photo=wide))

    left, top, right, foot = pictures_on(data)[0]
    assert (top, foot) == pytest.approx((30.0, 70.0), abs=EXACT)
    assert right - left == pytest.approx(60.0, abs=EXACT)
    picture = rendered(data, dpi=25.4 * 4)
    assert picture.getpixel((4 * 19, 4 * 50)) == picture.getpixel((4 * 54, 4 * 50)) == (255, 255, 255)


@pytest.mark.parametrize("how", [Printing(sample="样张"), Printing(hints=True)])
def test_without_a_photo_its_place_says_so_where_nobody_gets_the_page(how):
    element = PhotoElement(x=20.0, y=30.0, width=32.0, height=40.0, hint="照片")

    def said(**words):
        return texts(designs_paper([page(design(element), **words)], how=how).data())[0]

    assert "照片" in said() and "照片" not in said(photo=PHOTO)


@pytest.mark.parametrize("line", [0.0, 0.5])
def test_without_a_photo_nothing_but_its_frame_is_on_the_page_that_somebody_gets(line):
    element = PhotoElement(x=20.0, y=30.0, width=32.0, height=40.0, line=line, hint="照片")

    data = printed(page(design(element)))

    assert texts(data) == [""]
    inked = any(value != 255 for value in rendered(data, dpi=72).convert("L").tobytes())
    assert inked == bool(line)


@pytest.mark.parametrize("digits", ["7" * 90, "1234567890" * 19])
def test_a_proof_is_a_code_of_digits_as_wide_as_its_box_and_can_be_read(digits):
    element = CodeElement(x=30.0, y=40.0, width=25.0, height=25.0)
    data = printed(page(design(element), proof=digits))

    (found,) = zxingcpp.read_barcodes(rendered(data, dpi=300).convert("L"))
    assert found.text == digits and found.ec_level == "L"
    across = 25.4 / 300
    left, top = found.position.top_left.x * across, found.position.top_left.y * across
    right, foot = found.position.bottom_right.x * across, found.position.bottom_right.y * across
    assert (left, top, right, foot) == pytest.approx((30.0, 40.0, 55.0, 65.0), abs=0.3)
    assert pictures_on(data)[0] == pytest.approx((30.0, 40.0, 55.0, 65.0), abs=EXACT)


def test_a_code_of_words_says_them():
    element = CodeElement(x=30.0, y=40.0, width=30.0, height=25.0, text="{number}|{name}")
    data = printed(page(design(element), {"number": "〔2023〕7号", "name": "欧阳𠮷"}))

    assert zxingcpp.read_barcodes(rendered(data, dpi=300).convert("L"))[0].text == "〔2023〕7号|欧阳𠮷"
    assert pictures_on(data)[0] == pytest.approx((32.5, 40.0, 57.5, 65.0), abs=EXACT)


def test_without_a_proof_there_is_no_code():
    assert pictures_on(printed(page(design(CodeElement(x=30.0, y=40.0, width=25.0, height=25.0))))) == []


def test_a_code_that_no_phone_could_read_is_named():
    small = CodeElement(x=30.0, y=40.0, width=8.0, height=25.0)
    long = CodeElement(x=30.0, y=40.0, width=80.0, height=80.0, text="{name}")

    (dense,) = problems_of([page(design(small), proof="1234567890" * 19)])
    (too_long,) = problems_of([page(design(long), {"name": "国" * 3000})])

    assert "王祯的二维码" in str(dense) and "8 毫米" in str(dense) and "至少" in str(dense)
    assert "太长" in str(too_long)


def test_issuer_and_date_are_on_one_axis_and_the_date_ends_four_characters_from_the_right():
    element = SealElement(
        x=140.0, y=140.0, width=107.0, height=30.0, issuer="{issuer}", date="{date}", style=style(18.0)
    )
    facts = {"name": "王祯", "issuer": "包头中院", "date": "二〇二三年十二月八日"}
    em = 18.0 / MM

    found = origins(printed(page(design(element), facts)))

    issuer, date = found[:4], found[4:]
    assert date[-1][1] + em == pytest.approx(247.0 - 4 * em, abs=EXACT)
    middle = [(line[0][1] + line[-1][1] + em) / 2 for line in (issuer, date)]
    assert middle[0] == pytest.approx(middle[1], abs=EXACT)
    place = seal_place(element, Words(facts))
    assert place.axis == pytest.approx(middle[0], abs=EXACT)
    assert issuer[0][2] < date[0][2]
    assert place.seal_y < place.date_y  # both lines are a little below the middle of the seal


def test_a_long_issuer_stays_within_its_box():
    element = SealElement(
        x=140.0, y=140.0, width=100.0, height=30.0, issuer="{issuer}", date="{date}", style=style(18.0)
    )
    facts = {
        "name": "王祯",
        "issuer": "内蒙古自治区包头市达尔罕茂明安联合旗人民法院",
        "date": "二〇二三年十二月二十二日",
    }

    found = origins(printed(page(design(element), facts)))

    assert min(each[1] for each in found) >= 140.0 - EXACT
    assert max(each[1] for each in found) <= 240.0


def test_overprinting_leaves_out_what_the_stock_bears():
    drawn = design(
        text("荣誉证书", preprinted=True),
        text("{name}", y=90.0),
        LineElement(x=10.0, y=10.0, width=50.0, height=0.0, preprinted=True),
        background=GUILLOCHE,
    )

    whole, over = printed(page(drawn)), printed(page(drawn), how=Printing(overprinting=True))

    assert texts(over) == ["王祯"]
    assert bounds(over, pdfium.FPDF_PAGEOBJ_PATH) == [] and b"/Form" not in over
    name = [each for each in origins(whole) if each[0] in "王祯"]
    assert origins(over) == name


def test_a_sample_says_so_also_in_its_code():
    drawn = design(text("{name}"), CodeElement(x=30.0, y=90.0, width=25.0, height=25.0))
    data = printed(page(drawn, proof="1" * 100), how=Printing(sample="样张"))

    assert [pytest.approx(box, abs=0.05) for box in [(30.0, 90.0, 55.0, 115.0)]] == pictures_on(data)
    assert set(zxingcpp.read_barcodes(rendered(data, dpi=300).convert("L"))[0].text) == set("样张")
    assert "样张" in texts(data)[0]


def test_a_background_is_drawn_once_and_enlarged_for_a_larger_sheet():
    drawn = design(text("{name}"), background=GUILLOCHE)
    large = design(text("{name}"), background=GUILLOCHE, sheet=(420.0, 297.0))
    data = printed(*(page(drawn) for _number in range(9)), page(large))

    assert data.count(b"/FormType") == 2
    small, big = rendered(data, 0, 40), rendered(data, 9, 40).resize(rendered(data, 0, 40).size)
    assert _unlike(small.crop((0, 0, 120, 120)), big.crop((0, 0, 120, 120))) < 30


def _unlike(one, other) -> float:
    from PIL import ImageChops, ImageStat

    return max(ImageStat.Stat(ImageChops.difference(one, other)).mean)


@pytest.mark.parametrize("content", [PHOTO, pdf_file((842, 595))])
def test_a_file_as_background_covers_the_sheet_or_keeps_its_proportions(content):
    drawn = design(text("{name}"), background=FileBackground("b"))
    data = printed(*(page(drawn, pictures={"b": content}) for _number in range(4)))
    with pikepdf.open(BytesIO(data)) as document:
        names = [set(each.Resources.XObject.keys()) for each in document.pages]
    assert names == [{"/P1"}] * 4

    where = pictures_on(data)
    if content is PHOTO:  # 4 : 5 on a sheet that lies across
        assert where[0] == pytest.approx(((297 - 168) / 2, 0.0, (297 + 168) / 2, 210.0), abs=EXACT)
    else:
        corner = rendered(data).getpixel((10, 585))
        assert corner == (0, 0, 0)


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "不在数据文件里"), (b"junk", "JPG 或 PNG"), (PHOTO[:100], "损坏"), (b"%PDF-1.4 x", "损坏")],
)
def test_a_background_or_picture_that_cannot_be_shown_is_named(content, said):
    pictures = {} if content is None else {"b": content}
    behind = design(background=FileBackground("b"))
    before = design(PictureElement(x=1.0, y=1.0, width=20.0, height=20.0, content="b", label="院徽"))

    (first,) = problems_of([page(behind, pictures=pictures)])
    (second,) = problems_of([page(before, pictures=pictures)])

    assert said in str(first) and "荣誉证书" in str(first)
    assert said in str(second) and "院徽" in str(second)


def test_a_design_of_a_newer_program_is_refused():
    newer = design(background=OrnamentBackground(OrnamentVersion("guilloche", 99)))

    with pytest.raises(Refused, match=r"guilloche-99.*更新的程序"):
        designs_paper([page(newer)])


def test_text_can_be_searched_and_copied_and_only_its_characters_are_embedded():
    drawn = design(text("{name}", y=20.0), text("特发此证，以资鼓励。", y=60.0, style=style(20.0, "TITLE", 0.32)))
    names = ["孛儿只斤·额尔德尼巴雅尔", "欧阳𠮷䶮", "王㛃"]
    data = printed(*(page(drawn, {"name": name}) for name in names))

    assert [found.split("\r\n")[0] for found in texts(data)] == names
    assert finds(data, "特发此证")
    assert all("+" in name for name in fonts(data))
    assert len(data) < 60_000


def test_a_document_says_what_it_is_and_who_issued_it(tmp_path):
    drawn = design(text("{name}"))
    print_designs(tmp_path / "证书.pdf", [page(drawn, {"name": "王祯", "issuer": "包头中院"})])
    document = pypdfium2.PdfDocument(tmp_path / "证书.pdf")

    assert document.get_metadata_value("Title") == "荣誉证书"
    assert document.get_metadata_value("Author") == "包头中院"
    document.close()
    named = printed(page(drawn), how=Printing(title="2023年证书", author="政治部"))
    document = pypdfium2.PdfDocument(named)
    assert (document.get_metadata_value("Title"), document.get_metadata_value("Author")) == ("2023年证书", "政治部")
    document.close()


def test_the_same_pages_are_the_same_bytes_and_each_page_is_heard_of():
    drawn = design(text("{name}"), PhotoElement(x=1.0, y=1.0, width=24.0, height=30.0), background=GUILLOCHE)
    pages = [page(drawn, photo=PHOTO) for _number in range(120)]
    heard: list[int] = []

    once, again = designs_paper(pages, heard.append).data(), designs_paper(pages).data()

    assert once == again
    assert heard == [50, 100]


def test_nothing_is_written_when_one_page_cannot_be(tmp_path):
    drawn = design(text("{name}", width=20.0, height=5.0, floor=15.0))
    (tmp_path / "证书.pdf").write_bytes(b"before")
    with pytest.raises(Refused):
        print_designs(tmp_path / "证书.pdf", [page(drawn), page(drawn, {"name": "长" * 50})])

    assert (tmp_path / "证书.pdf").read_bytes() == b"before"
    assert [path.name for path in tmp_path.iterdir()] == ["证书.pdf"]


def test_lines_of_one_page_are_as_those_of_another_whatever_is_turned():
    turned = design(text("{name}", turn=30.0), text("{name}", y=120.0))
    plain = design(text("{name}"), text("{name}", y=120.0))

    assert origins(printed(page(turned)))[2:] == origins(printed(page(plain)))[2:]
    assert turned.sheet == A4_ACROSS
