from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from ink import Box, boxes, fonts, texts

from cadre_desktop.kit.documents.certificate import (
    Certificate,
    certificates_paper,
    print_certificates,
    style_of,
)
from cadre_desktop.kit.documents.frame import circle, curve
from cadre_desktop.kit.documents.standard_layout import PHOTO_1, STANDARD_1
from cadre_desktop.kit.problems import Refused

LEFT, RIGHT = STANDARD_1.measure
DATE_Y = STANDARD_1.signature.date_y
SIGNATURE = style_of(STANDARD_1.signature.style)
WITH_PHOTO = replace(STANDARD_1, photo=replace(PHOTO_1, hint="照片"))
HONOUR = Certificate(
    STANDARD_1,
    "荣誉证书",
    "王祯同志：",
    ["在2023年全市法院业务技能竞赛中，成绩突出，被评为“业务能手”。", "特发此证，以资鼓励。"],
    "包头市中级人民法院",
    "二〇二三年十一月二十二日",
    "证书编号：包中法荣证字〔2023〕第007号",
    qr="包头市中级人民法院|007",
)
LONGEST = Certificate(
    STANDARD_1,
    "全市法院审判业务专家聘书",
    "达尔罕茂明安联合旗人民法院𠮷日嘎拉图·额尔敦朝鲁同志：",
    ["充分发挥审判业务专家在疑难复杂案件研讨、调查研究、教育培训等方面的示范引领作用，" * 9],
    "内蒙古自治区包头市达尔罕茂明安联合旗人民法院政治部教育培训处",
    "二〇二四年十二月二十二日",
    "证书编号：内高法包稀土高新技术产业开发区人民法院荣证字〔2024〕第012号",
    notes=["有效证件号：150203********1234"],
    qr="x" * 200,
)
COMPLETION = replace(
    HONOUR, layout=WITH_PHOTO, title="结业证书", addressee="", paragraphs=["王祯，男，学习期满，准予结业。"]
)


def laid_out(*certificates: Certificate) -> bytes:
    return certificates_paper(certificates).data()


def test_all_words_are_there_and_can_be_copied() -> None:
    (found,) = texts(laid_out(HONOUR))

    for words in ("荣誉证书", "王祯同志：", "“业务能手”。", HONOUR.issuer, HONOUR.date, HONOUR.number):
        assert words in found.replace("\r\n", "")


@pytest.mark.parametrize(
    "certificate", [HONOUR, LONGEST, COMPLETION, replace(LONGEST, layout=WITH_PHOTO, paragraphs=["短。"])]
)
def test_everything_stays_within_the_measure(certificate: Certificate) -> None:
    found = boxes(laid_out(certificate))

    assert min(box.left for box in found) > LEFT - 0.5
    assert max(box.right for box in found) < RIGHT + 0.5
    assert max(box.bottom for box in found) < 180


@pytest.mark.parametrize("certificate", [HONOUR, LONGEST, COMPLETION])
def test_the_seal_has_its_place(certificate: Certificate) -> None:
    found = boxes(laid_out(certificate))
    body = [box for box in found if 70 < box.top < 150]
    date = [box for box in found if DATE_Y - SIGNATURE.em < box.bottom < DATE_Y + 1.5 and box.left > 110]
    middle = (min(box.left for box in date) + max(box.right for box in date)) / 2

    assert max(box.bottom for box in body) < 150
    assert RIGHT - max(box.right for box in date) > 3.9 * SIGNATURE.em
    assert middle + 21 < RIGHT + 15  # a seal of 42 mm on the date stays inside the frame


def test_issuer_and_date_share_an_axis() -> None:
    found = boxes(laid_out(LONGEST))
    date = [box for box in found if DATE_Y - SIGNATURE.em < box.bottom < DATE_Y + 1.5 and box.left > 110]
    issuer = [box for box in found if 150 < box.top < 160 and box.left > 110]

    def middle(line: list[Box]) -> float:
        return (min(box.left for box in line) + max(box.right for box in line)) / 2

    assert middle(date) == pytest.approx(middle(issuer), abs=1)


def test_the_photo_place_pushes_the_text_aside() -> None:
    plain, beside = (laid_out(replace(COMPLETION, layout=layout)) for layout in (STANDARD_1, WITH_PHOTO))

    def first(data: bytes) -> float:
        return min(box.left for box in boxes(data) if box.character == "男")

    assert first(beside) - first(plain) == pytest.approx(42, abs=0.1)
    assert "照片" in texts(beside)[0]


def test_a_text_too_long_for_a_page_is_refused() -> None:
    with pytest.raises(Refused, match="太长"):
        laid_out(replace(HONOUR, paragraphs=["成绩突出，" * 400]))


def test_the_frame_is_stored_once() -> None:
    one, three = laid_out(HONOUR), laid_out(HONOUR, HONOUR, HONOUR)

    assert three.count(b"/FormType") == 1
    assert len(three) < 1.1 * len(one)


def test_every_font_is_embedded_and_results_are_the_same_each_time() -> None:
    data = laid_out(HONOUR, LONGEST)

    assert all(name[6] == "+" for name in fonts(data))
    assert data == laid_out(HONOUR, LONGEST)


def test_pages_and_progress(tmp_path: Path) -> None:
    heard: list[int] = []

    assert print_certificates(tmp_path / "证书.pdf", [HONOUR] * 120, heard.append) == 120
    assert heard == [50, 100]
    assert len(texts(tmp_path / "证书.pdf")) == 120


def test_a_drawn_circle_is_round() -> None:
    points = circle(0, 0, 10)

    assert len(points) == 13
    assert points[0] == pytest.approx(points[-1])
    assert points[1][1] == pytest.approx(5.236, abs=0.01)  # the handle: a third of a quarter circle's length


def test_a_curve_goes_through_its_figure() -> None:
    points = curve(lambda t: (t, t * t), 0, 2, 2)

    assert points[0] == (0, 0)
    assert points[3] == pytest.approx((1, 1))
    assert points[6] == pytest.approx((2, 4))


def test_a_sample_says_so_across_the_page_and_in_its_code() -> None:
    import zxingcpp

    sample = certificates_paper([HONOUR, COMPLETION], sample="样张").data()
    assert all("样张" in "".join(page.split()) for page in texts(sample))
    marks = [box for box in boxes(sample) if box.character in "样张"]
    assert marks[-1].right - marks[0].left > 150 and all(box.left > 0 and box.right < 297 for box in marks)
    document = pypdfium2.PdfDocument(sample)
    page = document[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_numpy())
    assert set(code.text) == set("样张"), "it is as large as the real one and proves nothing"
    page.close()
    document.close()
    assert "样张" not in "".join(texts(laid_out(HONOUR))[0].split())
