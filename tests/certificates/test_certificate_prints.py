from datetime import date
from pathlib import Path

import pytest

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.prints import page_of, print_issued
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused


def drafts():
    common = {"issued": date(2023, 6, 1), "issuer": "包头市中级人民法院"}
    yield Draft(CertificateKind.HONOUR, "王祯", "业务能手", placeholders={"activity": "2023年技能竞赛"}, **common)
    yield Draft(
        CertificateKind.COMPLETION,
        "阿拉坦·巴特尔",
        "执行实务培训班",
        id_number="150299198503010017",
        placeholders={"holder": "阿拉坦·巴特尔，男，1985年3月生", "activity": "“执行实务培训班”"},
        **common,
    )
    yield Draft(CertificateKind.APPOINTMENT, "张明", "兼职教师", placeholders={"period": "2023年6月1日"}, **common)


def lines(text: str) -> str:
    return "".join(text.split())


def test_each_certificate_is_a_page_with_its_frozen_words(court, tmp_path):
    made = issue(court, drafts())
    path = tmp_path / "证书.pdf"
    assert print_issued(path, made) == 3
    with Pages(path) as pages:
        honour, completion, appointment = (lines(pages.text(number)) for number in range(3))
    for words in ("荣誉证书", "王祯同志：", "被评为“业务能手”。", "二〇二三年六月一日", "包头中院荣证字〔2023〕1号"):
        assert words in honour
    for words in ("结业证书", "阿拉坦·巴特尔，男，1985年3月生", "有效证件号：150299198503010017", "00001号", "照片"):
        assert words in completion
    assert "聘书" in appointment


def test_the_code_can_be_read_back(court, tmp_path):
    zxingcpp = pytest.importorskip("zxingcpp")
    numpy = pytest.importorskip("numpy")
    (made,) = issue(court, [next(drafts())])
    print_issued(tmp_path / "a.pdf", [made])
    with Pages(tmp_path / "a.pdf") as pages:
        picture = pages.picture(0, 150)
    grey = numpy.frombuffer(picture.rgba, numpy.uint8).reshape(picture.height, picture.width, 4)[:, :, 0].copy()
    (code,) = zxingcpp.read_barcodes(grey)
    assert code.text == "包头中院荣证字〔2023〕1号|王祯|业务能手|2023年6月1日"


def test_only_completion_certificates_have_a_place_for_a_photo(court):
    assert [bool(page_of(row).layout.photo) for row in issue(court, drafts())] == [False, True, False]


def test_a_text_too_long_for_a_page_leaves_no_file(court, tmp_path: Path):
    long = Draft(CertificateKind.HONOUR, "王祯", "能手" * 600, date(2023, 6, 1), "包头市中级人民法院")
    with pytest.raises(Refused, match="太长"):
        print_issued(tmp_path / "a.pdf", issue(court, [long]))
    assert list(tmp_path.glob("*.pdf")) == []
