"""QR codes of certificates are read from every rendering, by whatever reads them."""

import random

import pypdfium2
import pytest
import zxingcpp

from cadre_desktop.kit.documents.certificate import Certificate, certificates_paper
from cadre_desktop.kit.documents.paper import Paper
from cadre_desktop.kit.documents.qrcode import digits_mask, qr_mask
from cadre_desktop.kit.documents.standard_layout import STANDARD_1

CODES = 40
SHIFT_JIS = [chr(code) for code in range(0x4E00, 0x9FA6) if chr(code).encode("shift_jis", "ignore")]
"""Characters that an encoder is tempted to set in kanji mode."""
SAID = ("中山大学", "一二三四五六七八九十" * 2, "日本語", "王祯", "abc", "包头中院聘字〔2023〕7号")


def payloads() -> list[str]:
    random.seed(7)
    names = ("王祯", "阿拉坦·巴特尔", "单雄信", "𠮷日嘎拉", "王䶮")
    places = ((number, names[number % 5] + random.choice(SHIFT_JIS)) for number in range(CODES))
    return [f"包头中院荣证字〔2023〕{number}号|{name}|业务能手|2023年3月1日" for number, name in places]


def read(data: bytes, dpi: float) -> list[zxingcpp.Barcode]:
    """The codes on all pages, rendered at `dpi`."""
    document = pypdfium2.PdfDocument(data)
    found = []
    for page in document:
        found += zxingcpp.read_barcodes(page.render(scale=dpi / 72).to_numpy())
        page.close()
    document.close()
    return found


def pages(texts: list[str]) -> bytes:
    """A page for each code, in the size of those on certificates."""
    paper = Paper("试")
    for text in texts:
        paper.page((60.0, 60.0)).qr(18.3, 17.7, STANDARD_1.code.side, text)
    return paper.data()


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_every_code_is_read_at_every_resolution(dpi):
    assert [code.text for code in read(pages(payloads()), dpi)] == payloads()


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_the_code_of_a_certificate_is_read_beside_its_ornament(dpi):
    text = payloads()[1]
    words = Certificate(
        STANDARD_1, "荣誉证书", "王祯同志：", ["特发此证。"], "包头市中级人民法院", "二〇二三年三月一日", qr=text
    )
    assert [code.text for code in read(certificates_paper([words]).data(), dpi)] == [text]


@pytest.mark.parametrize("text", SAID)
def test_chinese_is_set_byte_by_byte(text):
    """Kanji mode would give Shift JIS; OpenCV cannot read it."""
    (code,) = read(pages([text]), 200)
    assert (code.text, code.bytes) == (text, text.encode())


def test_a_code_is_one_image_mask_and_no_rectangles():
    operators = qr_mask("包头市中级人民法院|第007号")
    assert operators.count("BI ") == operators.count(" EI") == 1
    assert "/IM true" in operators and " re" not in operators


def test_what_no_code_can_hold_is_refused():
    with pytest.raises(ValueError):
        qr_mask("证" * 3000)


DIGITS = "9067117" + "0123456789" * 36


@pytest.mark.parametrize("dpi", [96, 150, 200])
def test_digits_alone_have_the_fewest_modules(dpi):
    (found,) = read(pages([DIGITS]), dpi)
    assert (found.text, found.ec_level, found.extra["Version"]) == (DIGITS, "L", "7")


def test_digits_are_drawn_as_the_same_mask_as_any_code():
    side = int(digits_mask(DIGITS).split()[2])
    code = zxingcpp.create_barcode(DIGITS, zxingcpp.BarcodeFormat.QRCode, ec_level="L")
    rows = memoryview(code.to_image(scale=1, add_quiet_zones=False)).tolist()
    padding = [0] * (-side % 8)
    bits = "".join(str(bit) for row in rows for bit in [*(int(pixel == 0) for pixel in row), *padding])
    assert digits_mask(DIGITS).split(" ID ")[1] == f"{int(bits, 2):0{len(bits) // 4}X}> EI"


def test_too_many_digits_are_an_error():
    with pytest.raises(ValueError):
        digits_mask("1" * 7090)
