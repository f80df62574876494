"""How numbers are written and read, and which patterns are refused, each with a sentence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.certificates.numbering.patterns import USUAL, NumberRead, Pattern, spans, spans_text
from cadre_desktop.certificates.rules import MOST, CertificateKind, Restart
from cadre_desktop.kit.problems import Unclear

HONOUR = CertificateKind.HONOUR


def pattern(text=USUAL, width=1, restart=Restart.YEARLY, kind=HONOUR, court="包头中院"):
    return Pattern(text, width, restart, kind, court)


@pytest.mark.parametrize(
    ("made", "number"),
    [
        (pattern(), "包头中院荣证字〔2023〕7号"),
        (pattern(width=5, kind=CertificateKind.COMPLETION), "包头中院结证字〔2023〕00007号"),
        (pattern(kind=CertificateKind.RETIREMENT), "包头中院荣退字〔2023〕7号"),
        (pattern("BZ-{year}-{n}", 4), "BZ-2023-0007"),
        (pattern("第{n}号", restart=Restart.NEVER), "第7号"),
    ],
)
def test_a_number_is_written_and_read(made, number):
    made.vet()
    assert made.number(2023, 7) == number
    year = 2023 if "{year}" in made.text else None
    assert made.read(number) == NumberRead(year, 7)


@pytest.mark.parametrize(
    "text", ["包头中院荣证字[2023]7号", "荣证字（2023）第007号", "内高法 荣证字〔２０２３〕 7 号", "荣证字【2023】7号"]
)
def test_a_number_is_read_however_it_is_written(text):
    assert pattern().read(text) == NumberRead(2023, 7)


@pytest.mark.parametrize(
    "text", ["", "荣证字〔2023〕0号", "结证字〔2023〕7号", "荣证字〔2023〕100000号", "荣证字〔23〕7号"]
)
def test_other_texts_are_no_number_of_it(text):
    assert pattern().read(text) is None


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (pattern("包头中院荣证字〔{year}〕号"), "没有序号“{n}”"),
        (pattern("{n}〔{year}〕{n}号"), "“{n}”不止一个"),
        (pattern("荣证字{n}号"), "没有年度“{year}”"),
        (pattern("荣证字{year}{n}"), "紧挨着别的数字"),
        (pattern("荣证字〔{year}〕9{n}号"), "紧挨着别的数字"),
        (pattern("{court}字〔{year}〕{n}{kind}", court="第1法院"), None),
        (pattern("荣证字〔{year〕{n}号"), "大括号"),
        (pattern("荣证字〔{year}〕{number}号"), "“{number}”不是可用的项目"),
        (pattern("荣证字〔{year}〕{n:03}号"), "位数在“序号位数”里填"),
        (pattern(width=6), "1 到 5"),
        (pattern(width=0), "1 到 5"),
    ],
)
def test_what_is_wrong_with_a_pattern_is_said(made, why):
    if why is None:
        made.vet()
        return
    with pytest.raises(Unclear) as unclear:
        made.vet()
    assert why in str(unclear.value)


def test_number_100000_is_refused_with_the_way_out():
    with pytest.raises(Unclear, match="另立一个系列"):
        pattern().number(2023, MOST + 1)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        (pattern(), pattern(width=5), True),
        (pattern(), pattern("{court}荣证字[{year}]第{n}号"), True),
        (pattern(), pattern(kind=CertificateKind.AWARD), False),
        (pattern(), pattern("包头中院荣证字〔2024〕{n}号", restart=Restart.NEVER), True),
        (pattern("奖字{n}号", restart=Restart.NEVER), pattern("奖字{year}号-{n}"), False),
        (pattern("奖{year}号-{n}"), pattern("奖{n}号-7", restart=Restart.NEVER), True),
        (pattern(), pattern("{court}党荣证字〔{year}〕{n}号"), False),
    ],
)
def test_patterns_that_could_write_the_same_number_are_alike(one, other, alike):
    assert one.is_like(other) is other.is_like(one) is alike


texts = st.lists(
    st.sampled_from(["{court}", "{kind}", "字", "〔", "〕", "第", "号", "-", "A", "12", "2023"]), max_size=5
).map("".join)
years, serials = st.integers(1000, 9999), st.integers(1, MOST)


@given(texts, texts, texts, st.booleans(), st.integers(1, 5), years, serials)
def test_whatever_may_be_used_reads_back_what_it_wrote(before, between, after, first, width, year, serial):
    fields = ("{year}", "{n}") if first else ("{n}", "{year}")
    made = pattern(f"{before}{fields[0]}{between}{fields[1]}{after}", width)
    try:
        made.vet()
    except Unclear:
        return
    assert made.read(made.number(year, serial)) == NumberRead(year, serial)


@given(texts, texts, texts, texts, years, serials, serials)
def test_patterns_that_are_not_alike_never_write_the_same(before, between, other, after, year, serial, second):
    one = pattern(f"{before}{{year}}{between}号{{n}}号{after}")
    two = pattern(f"{other}{{n}}号{after}", restart=Restart.NEVER)
    for made in (one, two):
        try:
            made.vet()
        except Unclear:
            return
    if not one.is_like(two):
        assert one.number(year, serial) != two.number(year, second)


def test_runs_of_serials_are_said_short():
    assert spans([3, 1, 2, 7, 9, 8, 8]) == [(1, 3), (7, 9)]
    assert spans_text([3, 1, 2, 5]) == "1–3、5"
    assert spans_text(range(1, 100, 2), most=2) == "1、3等，另有 48 个"
