"""Issued certificates as files of their own, those of the first pages and designed ones alike."""

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from PIL import Image

from cadre_desktop.certificates.actions import issue
from cadre_desktop.certificates.builtin.catalogue import built_in
from cadre_desktop.certificates.drafting import Draft
from cadre_desktop.certificates.prints import issued_paper
from cadre_desktop.certificates.rules import CertificateKind
from cadre_desktop.certificates.sending import issued_files, send_each, send_zip
from cadre_desktop.certificates.templating import add_template, make_usual
from cadre_desktop.kit.documents.design.printing import Printing
from cadre_desktop.kit.documents.pages import Pages
from cadre_desktop.kit.problems import Refused

HONOUR = Draft(
    CertificateKind.HONOUR,
    "王祯",
    "业务能手",
    date(2023, 6, 1),
    "包头市中级人民法院",
    placeholders={"activity": "技能竞赛"},
)


@pytest.fixture
def both(court):
    """One of the program's first pages, and two with a design."""
    first = issue(court, [HONOUR])
    make_usual(court, add_template(court, CertificateKind.HONOUR, "荣誉证书", built_in("honour")))
    return [*first, *issue(court, [replace(HONOUR, name="孛儿只斤·额尔德尼"), replace(HONOUR, name="立案庭")])]


def said(content: bytes) -> str:
    with Pages(content) as pages:
        assert len(pages) == 1
        return "".join(pages.text(0).split())


def test_each_certificate_is_a_file_that_its_number_and_name_name(both, tmp_path):
    written = send_each(tmp_path, both)

    assert [path.name for path in written] == [f"{row.number} {row.name}.pdf" for row in both]
    for path, row in zip(written, both, strict=True):
        assert row.name in said(path.read_bytes()) and row.number in said(path.read_bytes())


def test_a_pattern_has_the_fields_of_designs(both):
    assert [file.name for file in issued_files(both, "{name}（{title}）")][1] == "孛儿只斤·额尔德尼（业务能手）.pdf"
    with pytest.raises(Refused, match="who"):
        issued_files(both, "{who}")


def test_all_of_them_are_packed_for_sending(both, tmp_path):
    assert send_zip(tmp_path / "证书.zip", both, "{name}", how=Printing(archival=True)) == 3

    with zipfile.ZipFile(tmp_path / "证书.zip") as archive:
        assert archive.namelist() == ["王祯.pdf", "孛儿只斤·额尔德尼.pdf", "立案庭.pdf"]
        assert b"pdfaid" in archive.read("立案庭.pdf")


def test_they_are_pictures_for_a_phone(both):
    found = list(issued_files(both, "{name}", "png"))

    assert [file.name for file in found] == ["王祯.png", "孛儿只斤·额尔德尼.png", "立案庭.png"]
    assert Image.open(BytesIO(found[1].content)).size == (1754, 1241)


def test_a_document_of_designed_certificates_says_what_it_is_and_who_issued_it(both):
    document = pypdfium2.PdfDocument(issued_paper(both[1:]).data())

    assert document.get_metadata_value("Title") == "荣誉证书"
    assert document.get_metadata_value("Author") == "包头市中级人民法院"
    document.close()


@pytest.mark.parametrize(
    ("title", "sentence"),
    [("业务能手", "被评为“业务能手”。"), ("一等奖", "荣获一等奖。"), ("优秀裁判文书奖", "荣获优秀裁判文书奖。")],
)
def test_somebody_is_named_something_but_wins_a_prize(court, title, sentence):
    make_usual(court, add_template(court, CertificateKind.HONOUR, "荣誉证书", built_in("honour")))
    (row,) = issue(court, [replace(HONOUR, title=title)])

    assert f"在技能竞赛中，成绩突出，{sentence}" in said(issued_paper([row]).data())


def test_nothing_is_written_when_one_does_not_fit(court, both, tmp_path):
    (long,) = issue(court, [replace(HONOUR, name="李洋", placeholders={"activity": "竞赛" * 400})])
    with pytest.raises(Refused, match="李洋"):
        send_each(tmp_path, [*both, long])

    assert list(tmp_path.glob("*.pdf")) == []


def test_facts_that_are_damaged_are_named_and_nothing_is_written(both, tmp_path):
    damaged = both[1]
    damaged.facts = damaged.facts[:-5]

    with pytest.raises(Refused, match="不完整"):
        send_each(tmp_path, both)
    assert list(tmp_path.glob("*.pdf")) == []
