"""What people type, as typed values. Pure functions: each gives a `Cleaned` or raises `Unclear` with a sentence.

A blank cell, and what people write for "nothing" (/ — 无), gives None (text: an empty string). A note says what was
taken for granted or is doubtful; no note, no doubt. Dates are in `clean_dates`.
"""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Generic, NamedTuple, TypeVar

from cadre_desktop.kit.documents.workbook import Cell, FormulaZero, Shown, Uncalculated
from cadre_desktop.kit.language import _
from cadre_desktop.kit.name_marks import INVISIBLE, is_plain, name_and_marks
from cadre_desktop.kit.problems import Unclear

Value = TypeVar("Value")


class Cleaned(NamedTuple, Generic[Value]):
    """A value and what the user should know about how it was read; an empty note if there is nothing to say."""

    value: Value
    note: str = ""


NOTHING = frozenset({"", "/", "\\", "-", "--", "—", "——", "－", "／", "无", "暂无", "空", "N/A", "n/a", "null", "None"})
"""What means no value in columns of numbers, dates and codes."""

_WIDE = {
    code: code - 0xFEE0 for span in ((0xFF10, 0xFF1A), (0xFF21, 0xFF3B), (0xFF41, 0xFF5B)) for code in range(*span)
}
_NARROW = _WIDE | {0xA0: " ", 0x3000: " ", 0x202F: " "}
_UNSEEN = re.compile(f"[{INVISIBLE}]")
_ODD = re.compile(rf"[{INVISIBLE}\u00a0\u3000\u202f\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u2e80-\u2fdf\uf900-\ufaff]")
_RADICALS = re.compile(r"[\u2e80-\u2fdf\uf900-\ufaff]")
_BLANKS = re.compile(r"\s+")
_LOOSE = re.compile(r"^\s|\s$|\s\s|[^\S ]")
_SIGNS = str.maketrans("，．－＋％：／（）", ",.-+%:/()")
_NUMBER = re.compile(r"[+-]?(\d+|\d{1,3}(,\d{3})+)(\.\d*)?|[+-]?\.\d+")
_PHONES = re.compile(r"[/、,，;；|\\＼\n]+|(?<=\d{11})\s+(?=1\d)")
_NUMBERED = re.compile(
    r"(?:(?P<place>办(?:公室?)?|宅|家|住宅|传真|内线|短号|小号|微信)|手机|移动|联系)?(?:电话|号码?|话)?\s*[:：.]?\s*"
    r"(?P<number>(?:\+?86[\s-]?)?1\d{2}[\s-]?\d{4}[\s-]?\d{4}(?!\d)"
    r"|(?:\(?0\d{2,3}\)?[\s\-—－–]*)?[2-9]\d{6,7}(?!\d)(?:\s*(?:[\-—－–]|转|分机)\s*\d{1,6})?"
    r"|(?<!\d)\d{3,6}(?!\d))[\s.]*"
)
_AREA = re.compile(r"^(?:\((0\d{2,3})\)\s*|(0\d{2,3})\s+)(?=[2-9]\d{6,7})")
_MOBILE = re.compile(r"(?:\+?86)?(1\d{10})")
_NO_MOBILE = re.compile(r"(?:\+?86)?1(?:\d{8,9}|\d{11,})")
"""What begins like a mobile number and has too few digits or too many."""

_DECIMALS = re.compile(r"(?<=\d{7})\.0+$")
"""What is left behind a number that was kept as one and then made text: 13804721234.0."""

_PLAIN_MOBILE = re.compile(r"1[0-9]{10}")
_SCIENTIFIC = re.compile(r"\d(\.\d+)?[eE]\+?\d+")
_YES = frozenset(("是", "有", "√", "✓", "✔", "☑", "●", "1", "y", "对", "真", "已", "yes", "true"))
_NO = frozenset(("否", "无", "×", "✗", "✘", "x", "☐", "□", "0", "n", "错", "假", "未", "没有", "不是", "no", "false"))
_ERRORS = (
    "#REF!",
    "#N/A",
    "#NAME?",
    "#VALUE!",
    "#DIV/0!",
    "#NULL!",
    "#NUM!",
    "#SPILL!",
    "#CALC!",
    "#FIELD!",
    "####",
    "Err:5",
)
_LONGEST_SHOWN = 60
"""Characters of a formula in a sentence."""

EXACT = 10**15
"""Excel keeps 15 digits of a number; from here on the last ones are lost."""


def plain(value: Cell | None) -> str:
    """Any cell as one line of text: full-width letters and digits made narrow, Chinese punctuation kept.

    Raises Unclear for the error of a failed formula, and for a formula that nobody has calculated.
    """
    if not isinstance(value, str):
        return _shown(value)
    if value.isascii() and value.isalnum():
        return str(value)
    if isinstance(value, Uncalculated):
        raise _uncalculated(value)
    if _ODD.search(value):
        value = _narrow(value)
    if _LOOSE.search(value):
        value = _BLANKS.sub(" ", value).strip()
    if value.startswith(_ERRORS):
        raise Unclear(_("公式出错，显示为 {value}；请在原表里改正公式，或直接填写结果。").format(value=value))
    return str(value)


def _uncalculated(formula: str) -> Unclear:
    shown = formula if len(formula) <= _LONGEST_SHOWN else formula[:_LONGEST_SHOWN] + "…"
    return Unclear(
        _("公式尚未计算（{formula}）；请在办公软件里打开原表保存一次，或直接填写结果。").format(formula=shown)
    )


def _narrow(text: str) -> str:
    """Narrow letters and digits, no invisible signs; radicals (⾦) and compatibility forms as ordinary characters."""
    import unicodedata

    narrow = _UNSEEN.sub("", text).translate(_NARROW)
    return _RADICALS.sub(lambda found: unicodedata.normalize("NFKC", found[0]), narrow)


def _shown(value: Cell | None) -> str:
    """A cell that is no text, as people would type it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else f"{value:.15g}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d") if value.time() == time() else value.strftime("%Y-%m-%d %H:%M:%S")
    if isinstance(value, timedelta):
        return hours_and_minutes(value)
    return value.isoformat() if isinstance(value, (date, time)) else str(value)


def hours_and_minutes(value: timedelta) -> str:
    """A length of time as a cell with the format [h]:mm shows it: 30:15."""
    minutes = round(value / timedelta(minutes=1))
    return f"{'-' if minutes < 0 else ''}{abs(minutes) // 60}:{abs(minutes) % 60:02}"


def text(value: Cell | None) -> Cleaned[str]:
    """One line of text, blanks collapsed."""
    return Cleaned(plain(value))


def lines(value: Cell | None) -> Cleaned[str]:
    """Text that keeps its line breaks."""
    if not isinstance(value, str):
        return Cleaned(_shown(value))
    if isinstance(value, Uncalculated):
        return text(value)
    return Cleaned("\n".join(map(plain, value.strip().splitlines())))


def name(value: Cell | None) -> Cleaned[str]:
    """A person's name: 王 祯 → 王祯, 阿拉坦?巴特尔 → 阿拉坦·巴特尔; marks beside it, *王祯（女）, become a note."""
    written = plain(value)
    if is_plain(written):
        return Cleaned(written)
    read, marks = name_and_marks(written)
    if not marks:
        return Cleaned(read)
    return Cleaned(read, _("姓名旁的“{marks}”没有读作姓名").format(marks=_("、").join(marks)))


def whole_number(value: Cell | None) -> Cleaned[int | None]:
    """A whole number; 1,200 and 12.0 are, 12.5 is not."""
    return decimal(value, 0)


def decimal(value: Cell | None, decimals: int) -> Cleaned[int | None]:
    """A number as a whole number of its smallest unit: 88.5 with three decimals → 88500. Nothing is rounded.

    A float counts as the 15 digits that Excel shows of it, so 0.1 + 0.2 is 0.3.
    """
    number = _number(value)
    if number is None:
        return Cleaned(None)
    if abs(number) >= EXACT:
        raise Unclear(_("“{value}”太大；请核对数值。").format(value=plain(value)))
    scaled = number.scaleb(decimals)
    if scaled != scaled.to_integral_value():
        if decimals == 0:
            raise Unclear(_("“{value}”不是整数；请填写整数。").format(value=plain(value)))
        raise Unclear(
            _("“{value}”的小数多于 {places} 位；请改为最多 {places} 位。").format(value=plain(value), places=decimals)
        )
    return Cleaned(int(scaled))


def _number(value: Cell | None) -> Decimal | None:
    if isinstance(value, Shown):
        value = value.number
    if isinstance(value, FormulaZero) and value.formula:
        raise _uncalculated(value.formula)
    if isinstance(value, float) and math.isfinite(value):
        if abs(value) >= EXACT:
            raise Unclear(
                _("“{value}”超过 15 位，Excel 只保留了前 15 位；请把单元格设为文本后重新填写。").format(value=value)
            )
        return Decimal(f"{value:.15g}")
    if isinstance(value, (time, timedelta)):
        raise Unclear(_("“{value}”是时间，不是数；请把单元格格式改为常规，填写数值。").format(value=plain(value)))
    if isinstance(value, (bool, date)):
        raise Unclear(_("“{value}”不是数；请把单元格格式改为常规，填写数值。").format(value=plain(value)))
    written = plain(value).translate(_SIGNS).replace(" ", "").removeprefix("'")
    if written in NOTHING:
        return None
    if not _NUMBER.fullmatch(written) or not written.isascii():
        raise Unclear(_("“{value}”不是数；请只填写数值。").format(value=plain(value)))
    try:
        return Decimal(written.replace(",", ""))
    except InvalidOperation as trouble:
        raise Unclear(_("“{value}”不是数；请只填写数值。").format(value=plain(value))) from trouble


def phone(value: Cell | None) -> Cleaned[str | None]:
    """Phone numbers as text: 13804721234.0 and 138-0472-1234 → 13804721234; several are joined by 、.

    Raises `Unclear` for what has lost digits: a mobile number of ten or twelve, one in scientific notation.
    """
    if isinstance(value, str) and _PLAIN_MOBILE.fullmatch(value):
        return Cleaned(value)
    written = lines(value).value.strip("' ")
    if written in NOTHING:
        return Cleaned(None)
    if _SCIENTIFIC.fullmatch(written):
        raise Unclear(_("Excel 把电话存成了数值，末几位已丢失；请把单元格设为文本后重新填写。"))
    if not any(sign.isdecimal() for sign in written):
        raise Unclear(_("“{value}”里没有电话号码；请填写号码，没有就留空。").format(value=written))
    parts = [part for part in _PHONES.split(written) if part.strip()]
    return Cleaned("、".join(number for part in parts for number in _numbers_of(_DECIMALS.sub("", part.strip()))))


def _numbers_of(written: str) -> list[str]:
    """The numbers in a part of the cell; where one rings goes behind it, 办8612345 → 8612345（办）."""
    found = list(_NUMBERED.finditer(written))
    rest = _NUMBERED.sub("", written).strip(" .:：()（）")
    if not found or rest:
        return [_one_phone(written)]
    return [_one_phone(one["number"]) + (f"（{one['place']}）" if one["place"] else "") for one in found]


def _one_phone(written: str) -> str:
    compact = re.sub(r"[\s\-—－–]", "", written)
    if mobile := _MOBILE.fullmatch(compact):
        return mobile[1]
    if _NO_MOBILE.fullmatch(compact):
        raise Unclear(_("手机号“{number}”不是 11 位数字；请核对。").format(number=written.strip()))
    written = _AREA.sub(lambda found: f"{found[1] or found[2]}-", written.strip())
    return re.sub(r"\s*[—－–-]+\s*", "-", written)


def id_number(value: Cell | None) -> Cleaned[str | None]:
    """An ID number (or another long number of letters and digits) as text, without blanks, x made X.

    Raises Unclear if Excel has kept it as a number and so lost its last digits.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not math.isfinite(value) or abs(value) >= EXACT:
            raise Unclear(_("Excel 把身份证号存成了数值，后三位已丢失；请把单元格设为文本后重新填写。"))
        return Cleaned(plain(value))
    written = plain(value).strip("'‘’`").replace(" ", "").upper()
    if written in NOTHING:
        return Cleaned(None)
    if _SCIENTIFIC.fullmatch(written):
        raise Unclear(_("Excel 把身份证号存成了数值，后三位已丢失；请把单元格设为文本后重新填写。"))
    return Cleaned(written)


def yes_no(value: Cell | None) -> Cleaned[bool | None]:
    """是 √ 1 有 Y → True, 否 × 0 无 N → False."""
    if isinstance(value, bool):
        return Cleaned(value)
    written = plain(value).lower()
    if written in _YES:
        return Cleaned(True)
    if written in _NO:
        return Cleaned(False)
    if written in NOTHING:
        return Cleaned(None)
    raise Unclear(_("“{value}”看不出是还是否；请填“是”或“否”。").format(value=written))
