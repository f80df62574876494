"""Dates and months as people type them, and as Excel keeps them.

Text is read as written. A number is read by its size: 19850312 and 198503 are digits in a row, 1985.03 is a year and
a month, five digits are Excel's count of days (from 1900). Two-digit years are refused, since 49 may be 1949 or 2049.
"""

import re
from datetime import date, time, timedelta
from typing import NamedTuple

from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned, plain
from cadre_desktop.kit.intake.moments import moment_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

EARLIEST, LATEST = 1900, 2100
"""Years that are believed."""

_DAY_ZERO = date(1899, 12, 30)
"""Day 0 of Excel's count after February 1900."""

_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_415
"""1927-05-18 and 2100-12-31; smaller numbers are more likely something else."""

_MARKS = re.compile(r"[.．。/／\-－–—_·,，、\s]+|(?<=\d)[年月](?=.)")
_TIME = re.compile(r"[\sT]+\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$")
_PARTS = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?-?")
_USUAL = re.compile(r"(\d{4})[.年/-](\d{1,2})(?:[.月/-](\d{1,2})日?|月)?")
_TWO_DIGIT_YEAR = re.compile(r"\d{2}-\d{1,2}(-\d{1,2})?")
_TENTH = re.compile(r"\d{4}\.1")
_NO_YEAR = re.compile(r"\d+\s*月")
_RUN = re.compile(r"\d{8}|\d{6}")
_CHINESE = re.compile(
    r"([〇零○Oo0一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月份?(?:([一二三四五六七八九十廿]{1,3})[日号]?)?)?"
)
_DIGITS = {"〇": 0, "零": 0, "○": 0, "O": 0, "o": 0, "0": 0} | {
    sign: at for at, sign in enumerate("一二三四五六七八九", 1)
}


class _Parts(NamedTuple):
    """What a text says; 0 for what it does not say."""

    year: int
    month: int = 0
    day: int = 0
    note: str = ""


def day(value: Cell | None) -> Cleaned[date | None]:
    """A date. Raises Unclear for one that is impossible, lacks its day, or cannot be told."""
    parts = _parts(value)
    if parts is None:
        return Cleaned(None)
    if not parts.day:
        raise Unclear(_("“{value}”没有写到日；请写全，如 1985-03-12。").format(value=plain(value)))
    return Cleaned(_possible(parts, value), parts.note)


def month(value: Cell | None) -> Cleaned[str | None]:
    """A month as YYYY-MM; of a full date the month is taken.

    A number such as 1985.1 may have been typed 1985.10: Excel drops the last zero. It is read as October, because
    January is usually typed 1985.01, with a note of doubt.
    """
    if isinstance(value, float) and not value.is_integer() and _TENTH.fullmatch(plain(value)):
        year = int(value)
        _believed(year, value)
        note = _("数值 {value} 可能是 {year} 年 10 月，也可能是 1 月，已按 10 月读，请核对").format(
            value=value, year=year
        )
        return Cleaned(f"{year}-10", note)
    parts = _parts(value)
    if parts is None:
        return Cleaned(None)
    if not parts.month:
        raise Unclear(_("“{value}”没有写月份；请写全，如 1985-03。").format(value=plain(value)))
    read = _possible(parts, value)
    return Cleaned(f"{read.year}-{read.month:02}", parts.note)


def _parts(value: Cell | None) -> _Parts | None:
    """Year, month and day of a cell; None for a blank."""
    if moment := moment_of(value):
        return _Parts(*moment)
    if isinstance(value, date):
        return _Parts(value.year, value.month, value.day)
    if isinstance(value, (bool, time, timedelta)):
        raise _unreadable(value)
    written = plain(value).removeprefix("'")
    if written in NOTHING:
        return None
    written = _TIME.sub("", written)
    if found := _RUN.fullmatch(written):
        return _run(found[0], value)
    if written.isdecimal() and len(written) == 5 and _FIRST_SERIAL <= int(written) <= _LAST_SERIAL:
        return _serial(int(written))
    return _written(written, value)


def _run(digits: str, value: Cell | None) -> _Parts:
    """198503 or 19850312; six digits that begin with an unlikely year may be 850312."""
    year, month = int(digits[:4]), int(digits[4:6])
    if len(digits) == 6 and not EARLIEST <= year <= LATEST:
        raise _two_digit_year(value)
    return _Parts(year, month, int(digits[6:] or 0)) if month else _Parts(year, 13)


def _serial(count: int) -> _Parts:
    read = _DAY_ZERO + timedelta(days=count)
    note = _("按 Excel 的日期序号 {count} 读作 {read}").format(count=count, read=read.isoformat())
    return _Parts(read.year, read.month, read.day, note)


def _written(written: str, value: Cell | None) -> _Parts:
    if found := _USUAL.fullmatch(written):
        return _Parts(int(found[1]), int(found[2]) or 13, int(found[3] or 0))
    if found := _CHINESE.fullmatch(written.replace(" ", "")):
        year = int("".join(str(_DIGITS[sign]) for sign in found[1]))
        return _Parts(year, _small(found[2]), _small(found[3]))
    joined = _MARKS.sub("-", re.sub(r"\s*([年月日号])份?\s*", r"\1", written).rstrip("日号月年."))
    if found := _PARTS.fullmatch(joined):
        year, month, of_month = (int(part or 0) for part in found.groups())
        return _Parts(year, 13 if found[2] and not month else month, of_month)
    if _TWO_DIGIT_YEAR.fullmatch(joined) and not _NO_YEAR.match(written):
        raise _two_digit_year(value)
    raise _unreadable(value)


def _small(numeral: str | None) -> int:
    """A Chinese numeral up to 31: 十二, 二十, 廿一; 0 for none."""
    if not numeral:
        return 0
    tens, ten, units = numeral.replace("廿", "二十").partition("十")
    return (_DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)) if ten else _DIGITS.get(tens, 99)


def _possible(parts: _Parts, value: Cell | None) -> date:
    _believed(parts.year, value)
    try:
        return date(parts.year, parts.month, parts.day or 1)
    except ValueError as trouble:
        if 1 <= parts.month <= 12:
            message = _("没有 {year} 年 {month} 月 {day} 日这一天；请改正日期。")
        else:
            message = _("“{value}”的月份不对；请改为 1 至 12 月。")
        raise Unclear(
            message.format(year=parts.year, month=parts.month, day=parts.day, value=plain(value))
        ) from trouble


def _believed(year: int, value: Cell | None) -> None:
    if not EARLIEST <= year <= LATEST:
        raise Unclear(_("“{value}”的年份 {year} 不合理；请改正。").format(value=plain(value), year=year))


def _two_digit_year(value: Cell | None) -> Unclear:
    return Unclear(_("“{value}”的年份只有两位，分不清哪个世纪；请写四位年份，如 1985。").format(value=plain(value)))


def _unreadable(value: Cell | None) -> Unclear:
    return Unclear(_("“{value}”看不出日期；请写成 1985-03-12 或 1985年3月12日的样子。").format(value=plain(value)))
