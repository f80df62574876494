"""QR codes of certificates are read from every rendering, by whatever reads them."""

import random

import pypdfium2
import pytest
import zxingcpp

from cadre_desktop.kit.documents.certificate import Certificate, certificates_paper
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.qrcode import qr_mask

CODES = 40
SHIFT_JIS = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code).encode("shift_jis", "ignore")]
"""Characters that an encoder is tempted to set in kanji mode."""


def payloads() -> list[str]:
    random.seed(7)
    names = ("王祯", "阿拉坦·巴特尔", "单雄信", "𠮷日嘎拉", "王䶮")
    return [
        f"包头中院荣证字〔2023〕{number}号|{names[number % 5]}{random.choice(SHIFT_JIS)}|业务能手|2023年3月{number % 28 + 1}日"
        for number in range(CODES)
    ]


@pytest.fixture(scope="module")
def printed():
    words = {
        "title": "荣誉证书",
        "addressee": "王祯同志：",
        "paragraphs": ["特发此证。"],
        "issuer": "包头市中级人民法院",
    }
    data = certificates_paper(Certificate(**words, date="二〇二三年三月", qr=text) for text in payloads()).data()
    document = pypdfium2.PdfDocument(data)
    yield document
    document.close()


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_every_code_is_read_at_every_resolution(printed, dpi):
    read = []
    for page in printed:
        picture = page.render(scale=dpi / 72).to_numpy()
        read += [code.text for code in zxingcpp.read_barcodes(picture)]
        page.close()
    assert read == payloads()


@pytest.mark.parametrize(
    "text", ["中山大学", "一二三四五六七八九十" * 2, "日本語", "王祯", "abc", "包头中院聘字〔2023〕7号"]
)
def test_chinese_is_set_byte_by_byte(text):
    """Kanji mode would give Shift JIS; OpenCV cannot read it."""
    paper = Paper("试")
    paper.page().qr(30, 30, 40, text)
    document = pypdfium2.PdfDocument(paper.data())
    page = document[0]
    (code,) = zxingcpp.read_barcodes(page.render(scale=3).to_numpy())
    page.close()
    document.close()
    assert (code.text, code.bytes) == (text, text.encode())


def test_a_code_is_one_image_mask_and_no_rectangles():
    operators = qr_mask("包头市中级人民法院|第007号")
    assert operators.count("BI ") == operators.count(" EI") == 1
    assert "/IM true" in operators and " re" not in operators


def test_what_no_code_can_hold_is_refused():
    with pytest.raises(ValueError):
        qr_mask("证" * 3000)
