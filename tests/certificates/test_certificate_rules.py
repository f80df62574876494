from datetime import date

import pytest

from cadre_desktop.certificates.layouts import STANDARDS_1
from cadre_desktop.certificates.rules import (
    FACTS,
    MOST,
    WORDINGS,
    CertificateKind,
    Numbered,
    fill,
    holder_text,
    in_code,
    number_of,
    parse_number,
    period_text,
)
from cadre_desktop.kit.documents.certificate_layout import filled
from cadre_desktop.kit.problems import Unclear


@pytest.mark.parametrize(
    ("kind", "serial", "number"),
    [
        (CertificateKind.HONOUR, 7, "包头中院荣证字〔2023〕7号"),
        (CertificateKind.COMPLETION, 7, "包头中院结证字〔2023〕00007号"),
        (CertificateKind.APPOINTMENT, 120, "包头中院聘字〔2023〕120号"),
    ],
)
def test_numbers_are_written_and_read(kind, serial, number):
    assert number_of(kind, "包头中院", 2023, serial) == number
    assert parse_number(number) == Numbered(kind, 2023, serial)


@pytest.mark.parametrize("serial", [0, MOST + 1])
def test_a_serial_out_of_range_is_a_bug(serial):
    with pytest.raises(ValueError, match=str(serial)):
        number_of(CertificateKind.HONOUR, "包头中院", 2023, serial)


@pytest.mark.parametrize(
    ("text", "serial"), [("荣证字〔2024〕第001号", 1), ("内高法 荣证字 [2024] 12 号", 12), ("荣证字(2024)3号", 3)]
)
def test_numbers_of_older_registers_are_understood(text, serial):
    assert parse_number(text) == Numbered(CertificateKind.HONOUR, 2024, serial)


@pytest.mark.parametrize("text", ["", "12", "荣证字〔2024〕号", "荣证字〔2024〕0号", "法发〔2024〕3号"])
def test_other_texts_are_no_numbers(text):
    assert parse_number(text) is None


def test_every_wording_can_be_filled():
    for wording in WORDINGS.values():
        assert "{" not in fill(wording.salutation, {}) + fill(wording.body, {})


def test_places_are_filled_by_name():
    assert (
        fill("{name}被评为“{title}”。", {"name": "王祯", "title": "业务能手", "hours": "8"}) == "王祯被评为“业务能手”。"
    )


@pytest.mark.parametrize(("template", "part"), [("{nmae}同志", "nmae"), ("{name同志", "大括号"), ("{0}", "0")])
def test_a_wrong_template_is_named(template, part):
    with pytest.raises(Unclear, match=part):
        fill(template, {})


@pytest.mark.parametrize(
    ("starts", "ends", "text"),
    [
        (date(2023, 3, 1), None, "2023年3月1日"),
        (date(2023, 3, 1), date(2023, 3, 1), "2023年3月1日"),
        (date(2023, 3, 1), date(2023, 3, 5), "2023年3月1日至3月5日"),
        (date(2023, 12, 30), date(2024, 1, 2), "2023年12月30日至2024年1月2日"),
    ],
)
def test_periods(starts, ends, text):
    assert period_text(starts, ends) == text


def test_a_holder_without_known_facts_is_a_name():
    assert holder_text("王祯", "男", date(1985, 3, 1)) == "王祯，男，1985年3月生"
    assert holder_text("王祯") == "王祯"


def test_what_the_code_says_keeps_its_four_parts():
    facts = in_code(FACTS[1]("荣证字〔2023〕1号", "王祯", "甲|乙", "包头中院", "", date(2023, 6, 1)))
    said = filled(STANDARDS_1[CertificateKind.HONOUR].code.text, facts)
    assert said.split("|") == ["荣证字〔2023〕1号", "王祯", "甲／乙", "2023年6月1日"]


def test_facts_of_version_1_are_what_they_were():
    """Certificates that name it are printed with them: another way of writing a date is a version of its own."""
    days = {date(2023, 11, 22): "二〇二三年十一月二十二日", date(2030, 10, 1): "二〇三〇年十月一日"}
    for day, written in days.items():
        assert FACTS[1]("1号", "王祯", "能手", "包头中院", "150299", day) == {
            "number": "1号",
            "name": "王祯",
            "title": "能手",
            "issuer": "包头中院",
            "id_number": "150299",
            "date": written,
            "day": f"{day.year}年{day.month}月{day.day}日",
        }
