from datetime import date

import pytest

from cadre_desktop.certificates.rules import (
    MOST,
    WORDINGS,
    CertificateKind,
    Numbered,
    fill,
    holder_text,
    number_of,
    parse_number,
    payload,
    period_text,
)
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


def test_the_payload_keeps_its_four_parts():
    assert payload("荣证字〔2023〕1号", "王祯", "甲|乙", date(2023, 6, 1)).split("|") == [
        "荣证字〔2023〕1号",
        "王祯",
        "甲／乙",
        "2023年6月1日",
    ]
