"""What people type, read as typed values, and what is refused as unclear."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.intake import clean, clean_dates
from cadre_desktop.kit.kind import Candidates
from cadre_desktop.kit.problems import Unclear

DATES = st.dates(date(1928, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("  民一庭　", "民一庭"),
        ("ＡＢ１２", "AB12"),
        ("（２０２３）包法１号，略。", "（2023）包法1号，略。"),
        ("\ufeff王\u200b祯\u00a0", "王祯"),
        ("甲  乙\n丙", "甲 乙 丙"),
        ("⾦某", "金某"),
        (3.0, "3"),
        (0.1 + 0.2, "0.3"),
        (1985.1, "1985.1"),
        (True, "是"),
        (None, ""),
        (date(2023, 3, 1), "2023-03-01"),
        (datetime(2023, 3, 1), "2023-03-01"),
        (datetime(2023, 3, 1, 8, 30), "2023-03-01 08:30:00"),
        ("=1+1", "=1+1"),
        ("#1楼", "#1楼"),
    ],
)
def test_text(typed: Any, read: str) -> None:
    assert clean.text(typed) == (read, "")


def test_text_of_several_lines() -> None:
    assert clean.lines(" 一、学习  \r\n二、１次 ").value == "一、学习\n二、1次"


@given(st.text())
def test_cleaning_twice_changes_nothing(typed: str) -> None:
    for cleaner in (clean.text, clean.lines):
        try:
            once = cleaner(typed).value
            assert cleaner(once).value == once
        except Unclear as unclear:
            assert "公式" in str(unclear)


@pytest.mark.parametrize("error", ["#REF!", "#N/A", "#DIV/0!", "########"])
@pytest.mark.parametrize(
    "cleaner",
    [clean.text, clean.name, clean.whole_number, clean.phone, clean.id_number, clean.yes_no, clean_dates.day],
)
def test_failed_formulas(cleaner: Any, error: str) -> None:
    with pytest.raises(Unclear, match="公式出错"):
        cleaner(error)


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("王 祯", "王祯"),
        ("王　祯", "王祯"),
        ("阿拉坦·巴特尔", "阿拉坦·巴特尔"),
        ("阿拉坦 • 巴特尔", "阿拉坦·巴特尔"),
        ("阿拉坦?巴特尔", "阿拉坦·巴特尔"),
        ("阿拉坦．巴特尔", "阿拉坦·巴特尔"),
        ("阿拉坦。巴特尔", "阿拉坦·巴特尔"),
        ("John  Smith", "John Smith"),
        ("", ""),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert clean.name(typed) == (name, "")


@pytest.mark.parametrize(
    ("typed", "mark"), [("王祯（女）", "女"), ("*王 祯(挂职)", "*、挂职"), ("王祯*", "*"), ("王祯 ★", "★")]
)
def test_marks_after_a_name_are_told(typed: str, mark: str) -> None:
    cleaned = clean.name(typed)
    assert cleaned.value == "王祯"
    assert mark in cleaned.note


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        (12.0, 12),
        ("１２", 12),
        ("1,200", 1200),
        (" 12.00 ", 12),
        ("-3", -3),
        ("", None),
        ("/", None),
        ("无", None),
        (7, 7),
    ],
)
def test_whole_numbers(typed: Any, number: int | None) -> None:
    assert clean.whole_number(typed).value == number


@pytest.mark.parametrize(
    "typed",
    [
        12.5,
        "12人",
        "1,2",
        "十二",
        True,
        date(2023, 3, 1),
        time(8),
        1e17,
        "٣",
        "1e5",
        float("inf"),
        "9" * 16,
        "-" + "9" * 400,
    ],
)
def test_no_whole_numbers(typed: Any) -> None:
    with pytest.raises(Unclear):
        clean.whole_number(typed)


@pytest.mark.parametrize(
    ("typed", "places", "scaled"),
    [(88.5, 3, 88500), (0.1 + 0.2, 3, 300), ("88.125", 3, 88125), (".5", 1, 5), ("８８．５", 1, 885), (1.005, 3, 1005)],
)
def test_decimals_are_exact(typed: Any, places: int, scaled: int) -> None:
    assert clean.decimal(typed, places).value == scaled


def test_more_decimals_than_allowed() -> None:
    with pytest.raises(Unclear, match="最多 1 位"):
        clean.decimal("8.25", 1)


@given(st.integers(-(10**10), 10**10), st.integers(0, 4))
def test_decimals_by_float_and_by_text_are_the_same(scaled: int, places: int) -> None:
    number = Decimal(scaled).scaleb(-places)
    assert clean.decimal(float(number), places).value == clean.decimal(f"{number:f}", places).value == scaled


@pytest.mark.parametrize(
    "typed",
    [
        "1985.03.12",
        "1985-3-12",
        "1985/3/12",
        "1985年3月12日",
        "1985 年 3 月 12 日",
        "1985．3．12",
        "１９８５－０３－１２",
        "1985.3.12.",
        "19850312",
        19850312.0,
        "1985-03-12 00:00:00",
        "1985-03-12T08:30",
        "'1985-03-12",
        "一九八五年三月十二日",
        "一九八五年三月十二",
        date(1985, 3, 12),
        datetime(1985, 3, 12, 8),
    ],
)
def test_dates(typed: Any) -> None:
    assert clean_dates.day(typed) == (date(1985, 3, 12), "")
    assert clean_dates.month(typed) == ("1985-03", "")


@given(DATES)
def test_days_counted_by_excel(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    cleaned = clean_dates.day(float(serial))
    assert cleaned.value == day
    assert str(serial) in cleaned.note


@given(
    DATES,
    st.sampled_from(["{0.year}.{0.month}.{0.day}", "{0:%Y%m%d}", "{0.year}年{0.month}月{0.day}日", "{0:%Y/%m/%d}"]),
)
def test_every_day_in_every_form(day: date, form: str) -> None:
    assert clean_dates.day(form.format(day)).value == day


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("2023年2月30日", "没有 2023 年 2 月 30 日这一天"),
        ("20230431", "没有 2023 年 4 月 31 日这一天"),
        ("2023-13-01", "月份不对"),
        ("2023-00-01", "月份不对"),
        ("85.3.12", "年份只有两位"),
        ("85年3月", "没有写到日"),
        ("3/5/08", "看不出日期"),
        ("3-5-08", "看不出日期"),
        ("850312", "年份只有两位"),
        ("0850-03-12", "不合理"),
        ("1985.03", "没有写到日"),
        (1985.03, "没有写到日"),
        ("1985", "没有写到日"),
        ("12月3日", "看不出日期"),
        ("12/3/1985", "看不出日期"),
        ("至今", "看不出日期"),
        (time(8), "看不出日期"),
        (timedelta(1), "看不出日期"),
        (5.0, "看不出日期"),
    ],
)
def test_unclear_dates(typed: Any, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence):
        clean_dates.day(typed)


@pytest.mark.parametrize(
    ("typed", "month"),
    [
        ("1985.03", "1985-03"),
        ("1985.3", "1985-03"),
        ("1985-1", "1985-01"),
        ("1985年1月", "1985-01"),
        ("1985．1", "1985-01"),
        ("2003.07-", "2003-07"),
        ("1985.10", "1985-10"),
        (1985.03, "1985-03"),
        (1985.3, "1985-03"),
        (1985.11, "1985-11"),
        (1985.01, "1985-01"),
        (198503.0, "1985-03"),
        ("198503", "1985-03"),
        ("1985年3月", "1985-03"),
        ("1985年03月份", "1985-03"),
        ("1985-03", "1985-03"),
        ("二〇二三年三月", "2023-03"),
        ("二○二三年十二月", "2023-12"),
        ("", None),
        ("—", None),
    ],
)
def test_months(typed: Any, month: str | None) -> None:
    assert clean_dates.month(typed) == (month, "")


@pytest.mark.parametrize("typed", [1985.1, "1985.1"])
def test_a_number_that_lost_its_zero_may_be_two_months(typed: Any) -> None:
    found = clean_dates.possible_months(typed).value
    assert isinstance(found, Candidates)
    assert found.options == (date(1985, 1, 1), date(1985, 10, 1))
    with pytest.raises(Unclear, match="分不清是 1985 年 1 月还是 10 月"):
        clean_dates.month(typed)


@pytest.mark.parametrize(
    ("typed", "months"),
    [
        ("96.7", ["1996-07", "2096-07"]),
        (96.7, ["1996-07", "2096-07"]),
        ("3.7", ["1903-07", "2003-07"]),
        ("68.10", ["1968-10", "2068-10"]),
        (68.1, ["1968-01", "1968-10", "2068-01", "2068-10"]),
        ("85年3月", ["1985-03", "2085-03"]),
        ("98.12.1", ["1998-12", "2098-12"]),
        ("00.5", ["1900-05", "2000-05"]),
        ("85/3/12", ["1985-03", "2085-03"]),
        ("850312", ["1985-03", "2085-03"]),
    ],
)
def test_two_digit_years_may_be_of_two_centuries(typed: Any, months: list[str]) -> None:
    found = clean_dates.possible_months(typed).value
    assert isinstance(found, Candidates)
    assert [f"{option:%Y-%m}" for option in found.options] == months
    assert "年份只有两位" in found.why


@given(DATES)
def test_the_century_is_always_among_those_offered(day: date) -> None:
    found = clean_dates.possible_days(f"{day:%y}.{day.month}.{day.day}").value
    assert isinstance(found, Candidates)
    assert day in found.options


@pytest.mark.parametrize(
    ("typed", "sentence"), [("1985", "没有写月份"), ("198513", "月份不对"), (2985.1, "不合理"), ("1985.0", "月份不对")]
)
def test_unclear_months(typed: Any, sentence: str) -> None:
    with pytest.raises(Unclear, match=sentence):
        clean_dates.month(typed)


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        (13804721234.0, "13804721234"),
        ("138 0472 1234", "13804721234"),
        ("138-0472-1234", "13804721234"),
        ("+86 13804721234", "13804721234"),
        ("0472－5160000", "0472-5160000"),
        ("0472-5160000转801", "0472-5160000转801"),
        ("13804721234/13904721234", "13804721234、13904721234"),
        ("13804721234 13904721234", "13804721234、13904721234"),
        ("13804721234\n0472-5160000", "13804721234、0472-5160000"),
        ("13804721234 8612345", "13804721234、8612345"),
        ("办8612345 手机13804721234", "8612345（办）、13804721234"),
        ("办公室:8612345，手机：138 0472 1234", "8612345（办公室）、13804721234"),
        ("宅8612345、办8612346转801", "8612345（宅）、8612346转801（办）"),
        ("8612345转801 13804721234", "8612345转801、13804721234"),
        ("0472-8612345-801", "0472-8612345-801"),
        ("(0472)8612345", "0472-8612345"),
        ("0472 8612345", "0472-8612345"),
        ("短号66123", "66123（短号）"),
        ("13804721234（妻）", "13804721234（妻）"),
        ("13804721234.0", "13804721234"),
        ("8612345.0", "8612345"),
        ("13804721234\\13904721234", "13804721234、13904721234"),
        ("无", None),
        ("", None),
    ],
)
def test_phones(typed: Any, phone: str | None) -> None:
    assert clean.phone(typed).value == phone


@pytest.mark.parametrize(
    "typed", ["待补", "1.38047E+10", "1380472123", "138047212345", "139-0472-123", "+86 1380472123"]
)
def test_unclear_phones(typed: str) -> None:
    with pytest.raises(Unclear):
        clean.phone(typed)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("15029919850312123x", "15029919850312123X"),
        ("'150299198503121234", "150299198503121234"),
        ("150299 19850312 1234", "150299198503121234"),
        ("１５０２９９１９８５０３１２１２３ｘ", "15029919850312123X"),
        (150299850312123.0, "150299850312123"),
        (1024.0, "1024"),
        ("/", None),
    ],
)
def test_id_numbers(typed: Any, number: str | None) -> None:
    assert clean.id_number(typed).value == number


@pytest.mark.parametrize("typed", [150299198503121234.0, "1.50299E+17", "1.50299e17"])
def test_id_numbers_that_lost_digits(typed: Any) -> None:
    with pytest.raises(Unclear, match="Excel 把身份证号存成了数值，后三位已丢失"):
        clean.id_number(typed)


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("是", True),
        ("√", True),
        (1.0, True),
        ("Y", True),
        (True, True),
        ("否", False),
        ("无", False),
        (0.0, False),
        ("", None),
    ],
)
def test_yes_and_no(typed: Any, answer: bool | None) -> None:
    assert clean.yes_no(typed).value is answer


def test_neither_yes_nor_no() -> None:
    with pytest.raises(Unclear, match="请填“是”或“否”"):
        clean.yes_no("也许")
