"""What number formats make of numbers, by their codes as office programs write them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.kit.documents.number_formats import BUILT_IN, FormatKind, as_shown, day_or_time, from_text, kind_of

SHOWN = {
    ("00000", 12): "00012",
    ("000000", 1234567): None,
    ("00", 7): "07",
    ("0%", 0.9): "90%",
    ("0.00%", 0.905): "90.5%",
    ("0%", 0.1 + 0.2): "30%",
    ('0"号"', 3): "3号",
    ('"第"0"名"', 2): "第2名",
    ('0.0"学时"', 4.5): "4.5学时",
    ('0"年"', 2023): "2023年",
    ("0000-00-00", 19850312): "1985-03-12",
    ("000\\-0000", 1234567): "123-4567",
    ('0"."00', 197910): "1979.10",
    ('"N"000000', 123): "N000123",
    ('General"人"', 5): "5人",
    ('"已审"', 5): "已审",
    ("00.0", 5.5): "05.5",
    ('0;-0;"无"', 0): "无",
    ('0;-0;"无"', 3): None,
    ('#,##0"元"', 1234567): None,
    ('#,##0"人次"', 1234567): "1,234,567人次",
    ('0"分"', 85.5): "86分",
    ('[=1]"男";[=2]"女"', 1): "男",
    ('[=1]"男";[=2]"女"', 3): None,
    ('[>=60]"合格";"不合格"', 59): "不合格",
    ("0.00", 1979.1): "1979.10",
    ("0.00_ ", 2003.01): "2003.01",
    ("0.00_);(0.00)", 1985.12): "1985.12",
    ("0.00", 1985.13): None,
    ("0.00", 85.5): None,
    ("0.0", 1979.1): None,
    ("#,##0.00", 1979.1): None,
    ("General", 12): None,
    ("", 12): None,
    ("@", 12): None,
    ("0", 12): None,
    ("#", 12): None,
    ("# ?/?", 1.5): None,
    ("0.00E+00", 12): None,
    ("¥#,##0.00;[Red]¥-#,##0.00", 12.5): None,
    ("[$¥-804]#,##0.00", 12): None,
    ('_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', 1979.1): None,
    ("0_);[Red](0)", 5): None,
    ("0_ ;[Red]\\-0\\ ", -3): None,
    ('0!.0,"万"', 123_000): None,
    (";;;", 3): None,
    ("yyyy-mm-dd", 31_118): None,
    ("[h]:mm", 1.5): None,
}


@pytest.mark.parametrize(("code", "value"), SHOWN)
def test_what_a_cell_shows(code: str, value: float) -> None:
    shown = as_shown(float(value), code)
    assert shown == SHOWN[code, value]
    if shown is not None and "%" not in code:
        assert shown.number == value


@pytest.mark.parametrize(
    "code",
    ["yyyy-mm-dd", 'yyyy"年"m"月"', "[$-804]yyyy/m/d;@", '[DBNum1][$-804]yyyy"年"m"月"', "m/d/yy h:mm", "h:mm AM/PM"],
)
def test_dates_are_known(code: str) -> None:
    assert kind_of(code) is FormatKind.DATE


@pytest.mark.parametrize("number", [14, 22, *range(27, 32), 36, *range(50, 59)])
def test_chinese_dates_have_numbers_of_their_own(number: int) -> None:
    assert kind_of(BUILT_IN[number]) is FormatKind.DATE


def test_computed_days_and_times() -> None:
    assert day_or_time(31_118.0, "yyyy-mm-dd") == date(1985, 3, 12)
    assert day_or_time(31_118.0 - 1_462, "yyyy-mm-dd", base_1904=True) == date(1985, 3, 12)
    assert day_or_time(31_118.5, "yyyy-mm-dd h:mm") == datetime(1985, 3, 12, 12)
    assert day_or_time(0.25, "h:mm") == time(6)
    assert day_or_time(1.25, "[h]:mm") == timedelta(hours=30)
    assert day_or_time(31_118.0, "0") is None
    assert day_or_time(-1.0, "yyyy-mm-dd") is None


FROM_TEXT = {
    (12.0, "00012"): "00012",
    (3.0, "3号"): "3号",
    (19850312.0, "1985-03-12"): "1985-03-12",
    (1979.1, "1979.10"): "1979.10",
    (1979.1, "1979.1"): None,
    (85.5, "85.50"): None,
    (85.46, "85.5"): None,
    (1234.0, "1,234"): None,
    (1200.0, "¥1,200.00"): None,
    (-5.0, "(5)"): None,
    (1.5, "1 1/2"): None,
    (120000.0, "1.2E+05"): None,
    (12.0, "###"): None,
    (12.0, ""): None,
}


@pytest.mark.parametrize(("value", "text"), FROM_TEXT)
def test_what_a_cell_shows_where_the_file_tells_it(value: float, text: str) -> None:
    assert from_text(value, text) == FROM_TEXT[value, text]


@given(
    st.text('0#?.,%;-+_*"\\[]@EeyMdhs ¥$年月日号/:()', max_size=30), st.floats(allow_nan=False, allow_infinity=False)
)
def test_no_format_is_too_odd(code: str, value: float) -> None:
    shown = as_shown(value, code)
    assert shown is None or isinstance(shown, str)
