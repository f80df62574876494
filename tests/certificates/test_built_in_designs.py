"""The designs that the program brings can be handed out as they are: on every sheet, for the longest real names."""

from io import BytesIO
from itertools import combinations

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cadre_desktop.certificates.builtin.catalogue import A4_ACROSS, BUILT_IN, built_in
from cadre_desktop.certificates.facts import FIELDS
from cadre_desktop.certificates.layouts import STANDARDS_1
from cadre_desktop.certificates.rules import WORDINGS, CertificateKind
from cadre_desktop.kit.documents.certificate_layout import fields_in
from cadre_desktop.kit.documents.design.elements import (
    CodeElement,
    OrnamentBackground,
    PhotoElement,
    SealElement,
    TextElement,
    read_design,
    vet_design,
)
from cadre_desktop.kit.documents.design.printing import DesignedPage, designs_paper, problems_of
from cadre_desktop.kit.documents.design.setting import Words, patterns, seal_place
from cadre_desktop.kit.documents.design.sheets import SHEETS
from cadre_desktop.kit.documents.ornaments.catalogue import plain_part
from cadre_desktop.kit.documents.pages import Pages

MM = 72 / 25.4
SHORT = {
    **dict.fromkeys(FIELDS, ""),
    "name": "王祯",
    "address": "同志",
    "sex": "男",
    "birth": "1985年3月",
    "course": "综合业务培训班",
    "activity": "审判业务技能竞赛",
    "award": "一等奖",
    "title": "业务能手",
    "date": "二〇二三年三月八日",
    "starts": "1985年7月",
    "ends": "2023年3月",
    "period": "2023年3月1日至3日",
    "hours": "14.5",
    "number": "包头中院荣证字〔2023〕7号",
    "issuer": "包头中院",
    "organiser": "包头市中级人民法院",
    "id_number": "150299198503010017",
}
LONG = {
    **SHORT,
    "name": "孛儿只斤·额尔德尼巴雅尔",
    "activity": "内蒙古自治区高级人民法院2023年全区法院民商事审判暨环境资源审判业务技能竞赛（第一赛区）",
    "title": "全区法院审判业务专家（民商事审判类）",
    "award": "民商事审判赛道优秀裁判文书一等奖",
    "course": "2023年全区法院新任员额法官任职资格暨综合审判业务素能提升培训班（第二期）",
    "issuer": "内蒙古自治区包头市达尔罕茂明安联合旗人民法院",
    "organiser": "国家法官学院内蒙古分院、内蒙古自治区高级人民法院政治部",
    "number": "包头稀土高新技术产业开发区人民法院荣证字〔2023〕00127号",
    "period": "2023年11月27日至2024年1月3日",
    "date": "二〇二三年十二月二十二日",
}
PEOPLE = {
    "short": SHORT,
    "long": LONG,
    "double surname": {**SHORT, "name": "欧阳𠮷䶮"},
    "collective": {
        **LONG,
        "name": "包头市昆都仑区人民法院立案庭（诉讼服务中心）",
        "address": "",
        "sex": "",
        "birth": "",
        "hours": "",
    },
    "bare": {
        **SHORT,
        "period": "",
        "starts": "",
        "ends": "",
        "sex": "",
        "birth": "",
        "hours": "",
        "id_number": "",
        "number": "",
    },
}
PROOF = "1234567890" * 19
ALL_SHEETS = [*SHEETS.values(), *(size[::-1] for size in SHEETS.values())]


def photo() -> bytes:
    written = BytesIO()
    Image.new("RGB", (480, 600), (90, 120, 160)).save(written, "JPEG")
    return written.getvalue()


PHOTO = photo()


def page(key: str, sheet: tuple[float, float], who: str) -> DesignedPage:
    return DesignedPage(built_in(key, sheet), Words(PEOPLE[who], PROOF, PHOTO))


def ink(page: DesignedPage) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and foot in mm of what each element puts on the paper, by its label."""
    found = {}
    for element in page.design.elements:
        alone = DesignedPage(_with_only(page, element), page.words)
        document = pypdfium2.PdfDocument(designs_paper([alone]).data())
        sheet = document[0]
        height = sheet.get_height()
        kinds = [pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_IMAGE]
        bounds = [shown.get_bounds() for shown in sheet.get_objects(filter=kinds)]
        sheet.close()
        document.close()
        if bounds:
            left, low, right, high = zip(*bounds, strict=True)
            found[element.label] = (
                min(left) / MM,
                (height - max(high)) / MM,
                max(right) / MM,
                (height - min(low)) / MM,
            )
    return found


def _with_only(page: DesignedPage, element: object):
    from dataclasses import replace

    return replace(page.design, elements=(element,), background=None)


@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=str)
@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("key", BUILT_IN)
def test_everybody_fits_without_touching_the_ornament_or_another_element(key, who, sheet):
    printed = page(key, sheet, who)
    assert problems_of([printed]) == []
    ornament = printed.design.background
    assert isinstance(ornament, OrnamentBackground)
    left, top, right, foot = plain_part(ornament.ornament, sheet)

    drawn = ink(printed)

    for label, box in drawn.items():
        assert left - 0.5 <= box[0] and box[2] <= right + 0.5, (label, box)
        assert top - 0.5 <= box[1] and box[3] <= foot + 0.5, (label, box)
    for one, other in combinations(drawn, 2):
        (a, b, c, d), (e, f, g, h) = drawn[one], drawn[other]
        assert c <= e + 0.2 or g <= a + 0.2 or d <= f + 0.2 or h <= b + 0.2, (one, drawn[one], other, drawn[other])


@pytest.mark.parametrize("key", BUILT_IN)
def test_every_field_is_one_that_there_is_and_every_element_has_a_name_of_its_own(key):
    design = built_in(key)
    fields = {name for element in design.elements for pattern in patterns(element) for name in fields_in(pattern)}

    assert fields <= set(FIELDS)
    labels = [element.label for element in design.elements]
    assert len(set(labels)) == len(labels) and all(labels)
    assert read_design(design.text.encode()) == design
    assert design.sheet == A4_ACROSS


def test_titles_differ():
    assert len({built_in(key).name for key in BUILT_IN}) == len(BUILT_IN) >= 6


@pytest.mark.parametrize("key", ["honour", "woven_honour", "award", "completion", "appointment"])
def test_what_proves_something_has_a_number_and_a_code(key):
    elements = built_in(key).elements
    texts = [element.text for element in elements if isinstance(element, TextElement)]

    assert any("{number}" in text for text in texts)
    assert any(isinstance(element, CodeElement) and not element.text for element in elements)


def test_a_photo_is_four_to_five_at_the_left_of_a_certificate_of_completion():
    design = built_in("completion")
    (photo,) = (element for element in design.elements if isinstance(element, PhotoElement))
    (body,) = (element for element in design.elements if element.label == "正文")

    assert photo.width / photo.height == pytest.approx(0.8)
    assert photo.x + photo.width < body.x


@pytest.mark.parametrize("key", [key for key in BUILT_IN if key != "plaque"])
@pytest.mark.parametrize("sheet", ALL_SHEETS, ids=str)
def test_a_seal_has_room_on_the_page_and_covers_no_code(key, sheet):
    printed = page(key, sheet, "short")
    (element,) = (each for each in printed.design.elements if isinstance(each, SealElement))
    place = seal_place(element, printed.words)
    half = element.seal / 2

    assert half < place.axis < sheet[0] - half
    assert half < place.seal_y < sheet[1] - half
    for code in (each for each in printed.design.elements if isinstance(each, CodeElement)):
        assert code.x + code.width < place.axis - half or code.y > place.seal_y + half


def test_the_wording_is_that_of_the_program():
    said = {
        key: Pages(designs_paper([page(key, A4_ACROSS, "short")]).data()).text(0).replace("\r\n", "")
        for key in BUILT_IN
    }

    assert "王祯同志：" in said["honour"]
    assert "在审判业务技能竞赛中，成绩突出，被评为“业务能手”。" in said["honour"]
    assert "特发此证，以资鼓励。" in said["honour"]
    assert "荣获一等奖。" in said["award"]
    assert (
        "王祯，男，1985年3月生。于2023年3月1日至3日，参加包头市中级人民法院举办的综合业务培训班，" in said["completion"]
    )
    assert "学习期满，共14.5学时，准予结业。" in said["completion"]
    assert "兹聘请您为业务能手，聘期自2023年3月1日至3日。" in said["appointment"]
    assert "有效证件号：150299198503010017" in said["completion"]
    for kind, key in ((CertificateKind.HONOUR, "honour"), (CertificateKind.APPOINTMENT, "appointment")):
        for sentence in WORDINGS[kind].body.split("\n"):
            assert sentence[:6] in "".join(text for element in built_in(key).elements for text in patterns(element))
        assert STANDARDS_1[kind].heading.text in said[key]


def test_what_is_not_known_is_left_out_of_the_sentence():
    said = Pages(designs_paper([page("completion", A4_ACROSS, "bare")]).data()).text(0).replace("\r\n", "")

    assert "王祯。于" in said and "学时" not in said
    assert "证书编号" not in said and "有效证件号" not in said


@pytest.mark.parametrize("key", ["honour", "woven_honour", "award", "completion", "appointment"])
@pytest.mark.parametrize("sheet", [(297.0, 210.0), (210.0, 297.0), (176.0, 250.0)], ids=str)
def test_a_code_is_read_from_the_page_with_all_that_is_around_it(key, sheet):
    printed = page(key, sheet, "long")
    with Pages(designs_paper([printed]).data()) as pages:
        picture = pages.picture(0, 200)

    shown = Image.frombytes("RGBA", (picture.width, picture.height), picture.rgba).convert("L")

    assert [code.text for code in zxingcpp.read_barcodes(shown)] == [PROOF]


@given(st.sampled_from(list(BUILT_IN)), st.dictionaries(st.sampled_from(list(FIELDS)), st.text(max_size=80)))
def test_whatever_a_certificate_says_is_printed_or_named(key, said):
    printed = DesignedPage(built_in(key), Words({**LONG, **said}, PROOF, PHOTO))
    problems = problems_of([printed])
    if problems:
        assert all(str(each).endswith("。") for each in problems)
    else:
        assert designs_paper([printed]).data().startswith(b"%PDF")


@pytest.mark.parametrize("key", BUILT_IN)
@pytest.mark.parametrize(
    "sheet", [(90.0, 54.0), (300.0, 300.0), (1200.0, 1200.0), (200.0, 1000.0), (1000.0, 200.0)], ids=str
)
def test_a_design_can_be_made_for_any_sheet(key, sheet):
    design = built_in(key, sheet)
    vet_design(design)
    problems_of([DesignedPage(design, Words(SHORT, PROOF, PHOTO))])

    assert design.sheet == sheet
