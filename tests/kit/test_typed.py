from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.display import fixed_text
from cadre_desktop.kit.problems import Unclear
from cadre_desktop.kit.typed import typed_date, typed_fixed, typed_month


@pytest.mark.parametrize(
    "text",
    ["2023-3-1", "2023-03-01", "20230301", "2023.3.1", "2023/3/01", "2023年3月1日", " ２０２３．３．１ ", "2023。3。1"],
)
def test_dates_in_every_usual_form(text):
    assert typed_date(text) == date(2023, 3, 1)


@pytest.mark.parametrize("text", ["2023", "3月1日", "2023-2-30", "20231301", "昨天", "0000-01-01"])
def test_what_is_no_date_is_said_so(text):
    with pytest.raises(Unclear, match=r"日期|不存在"):
        typed_date(text)


@pytest.mark.parametrize("text", ["1985.03", "1985-3", "198503", "1985年3月", "1985-03-12", "19850312"])
def test_months(text):
    assert typed_month(text) == date(1985, 3, 1)


@pytest.mark.parametrize("text", ["1985", "1985.13", "春天"])
def test_what_is_no_month_is_said_so(text):
    with pytest.raises(Unclear):
        typed_month(text)


def test_empty_is_nothing():
    assert (typed_date(" "), typed_month(""), typed_fixed("", 2)) == (None, None, None)


@given(st.integers(-(10**12), 10**12), st.integers(0, 4))
def test_written_numbers_are_read_back_exactly(number, decimals):
    assert typed_fixed(fixed_text(number, decimals), decimals) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("4.5", 45),
        ("1,234", 12340),
        ("4.50", 45),
        ("４．５", 45),
        ("3.", 30),
        ("85，5", 855),
        ("85。5", 855),
        ("1,500.5", 15005),
    ],
)
def test_numbers_as_people_type_them(text, number):
    assert typed_fixed(text, 1) == number


@pytest.mark.parametrize(
    ("text", "decimals"), [("4.55", 1), ("4.5", 0), ("四", 1), ("1e3", 1), ("=1+1", 1), ("1,50,5", 1), ("1,25", 1)]
)
def test_numbers_are_never_rounded_or_guessed(text, decimals):
    with pytest.raises(Unclear):
        typed_fixed(text, decimals)
