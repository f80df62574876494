"""Dates and months as people type them, and as Excel keeps them.

Text is read as written. A number is read by its size: 19850312 and 198503 are digits in a row, 1985.03 is a year and
a month, five digits are Excel's count of days (from 1900).

Two things a cell may leave open: the century of a year with two digits (96.7, 3.7), and the month of 1979.1, which is
January or the October whose last zero a spreadsheet has dropped, in a number as in text that once was one.
`possible_days` and `possible_months` return `Candidates` for them, which the rest of the row may settle; `day` and
`month` have no row and refuse them.
"""

import re
from dataclasses import replace
from datetime import date, time, timedelta
from typing import NamedTuple

from cadre_desktop.kit.documents.workbook import Cell
from cadre_desktop.kit.intake.clean import NOTHING, Cleaned, plain
from cadre_desktop.kit.intake.moments import moment_of
from cadre_desktop.kit.kind import Candidates
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
_SHORT_YEAR = re.compile(r"(\d{1,2})-(\d{1,2})(?:-(\d{1,2}))?-?")
_MOST_DAYS = 31
_DOTTED = re.compile(r"\d+\s*[.．。年·]")
_TENTH = re.compile(r"\d{1,2}\.1|\d{4}\.1")
_NO_YEAR = re.compile(r"\d+\s*月")
_RUN = re.compile(r"\d{8}|\d{6}")
_CHINESE = re.compile(
    r"([〇零○Oo0一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,3})月份?(?:([一二三四五六七八九十廿]{1,3})[日号]?)?)?"
)
_DIGITS = {"〇": 0, "零": 0, "○": 0, "O": 0, "o": 0, "0": 0} | {
    sign: at for at, sign in enumerate("一二三四五六七八九", 1)
}


class _DateParts(NamedTuple):
    """What a text says; 0 for what it does not say. whole: the year is written out, not its last two digits."""

    year: int
    month: int = 0
    day: int = 0
    note: str = ""
    whole: bool = True


def day(value: Cell | None) -> Cleaned[date | None]:
    """A date. Raises Unclear for one that is impossible, lacks its day, or leaves two days."""
    return _only(possible_days(value))


def month(value: Cell | None) -> Cleaned[str | None]:
    """A month as YYYY-MM; of a full date the month is taken. Raises Unclear for one that leaves two months."""
    first, note = _only(possible_months(value))
    return Cleaned(f"{first:%Y-%m}" if first else None, note)


def _only(found: Cleaned[date | Candidates | None]) -> Cleaned[date | None]:
    if isinstance(found.value, Candidates):
        raise Unclear(found.value.why)
    return Cleaned(found.value, found.note)


def possible_days(value: Cell | None) -> Cleaned[date | Candidates | None]:
    """A date, or the dates it may be. Raises Unclear for one that is impossible or lacks its day."""
    parts = _parts(value)
    if parts is None:
        return Cleaned(None)
    if not parts.day:
        raise Unclear(_("“{value}”没有写到日；请写全，如 1985-03-12。").format(value=plain(value)))
    return _whichever(parts, (parts.month,), value)


def possible_months(value: Cell | None) -> Cleaned[date | Candidates | None]:
    """The first day of a month, or of the months it may be; of a full date the month is taken."""
    parts = _parts(value)
    if parts is None:
        return Cleaned(None)
    if not parts.month:
        raise Unclear(_("“{value}”没有写月份；请写全，如 1985-03。").format(value=plain(value)))
    months = (1, 10) if isinstance(value, (str, float)) and _TENTH.fullmatch(plain(value)) else (parts.month,)
    read = _whichever(parts, months, value)
    if isinstance(read.value, Candidates):
        return Cleaned(replace(read.value, options=tuple(option.replace(day=1) for option in read.value.options)))
    return Cleaned(read.value.replace(day=1) if read.value else None, read.note)


def _whichever(parts: _DateParts, months: tuple[int, ...], value: Cell | None) -> Cleaned[date | Candidates | None]:
    """The date that the parts make, or all they may make, the earliest first."""
    years = (parts.year,) if parts.year > 99 or parts.whole else (1900 + parts.year, 2000 + parts.year)
    dates = [_possible(parts._replace(year=year, month=month), value) for year in years for month in months]
    if len(dates) == 1:
        return Cleaned(dates[0], parts.note)
    return Cleaned(Candidates(tuple(dates), _why(parts, len(years), months, value)))


def _why(parts: _DateParts, centuries: int, months: tuple[int, ...], value: Cell | None) -> str:
    """The sentence for what nothing settles."""
    if centuries == 1:
        why = _("“{value}”分不清是 {year} 年 1 月还是 10 月（表格软件会省去末尾的 0）；请写成 {year}.01 或 {year}.10。")
        return why.format(value=plain(value), year=parts.year)
    if len(months) == 1:
        return _("“{value}”的年份只有两位，分不清哪个世纪；请写四位年份，如 1985。").format(value=plain(value))
    why = _("“{value}”的年份只有两位，也分不清是 1 月还是 10 月；请写全，如 1985.10。")
    return why.format(value=plain(value))


def _parts(value: Cell | None) -> _DateParts | None:
    """Year, month and day of a cell; None for a blank."""
    if moment := moment_of(value):
        return _DateParts(*moment)
    if isinstance(value, date):
        return _DateParts(value.year, value.month, value.day)
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


def _run(digits: str, value: Cell | None) -> _DateParts:
    """198503 or 19850312; six digits that begin with an unlikely year may be 850312."""
    year, month = int(digits[:4]), int(digits[4:6])
    if len(digits) == 6 and not EARLIEST <= year <= LATEST:
        return _DateParts(int(digits[:2]), int(digits[2:4]) or 13, int(digits[4:]) or 99, whole=False)
    return _DateParts(year, month, int(digits[6:] or 0)) if month else _DateParts(year, 13)


def _serial(count: int) -> _DateParts:
    read = _DAY_ZERO + timedelta(days=count)
    note = _("按 Excel 的日期序号 {count} 读作 {read}").format(count=count, read=read.isoformat())
    return _DateParts(read.year, read.month, read.day, note)


def _written(written: str, value: Cell | None) -> _DateParts:
    if found := _USUAL.fullmatch(written):
        return _DateParts(int(found[1]), int(found[2]) or 13, int(found[3] or 0))
    if found := _CHINESE.fullmatch(written.replace(" ", "")):
        year = int("".join(str(_DIGITS[sign]) for sign in found[1]))
        return _DateParts(year, _small(found[2]), _small(found[3]))
    joined = _MARKS.sub("-", re.sub(r"\s*([年月日号])份?\s*", r"\1", written).rstrip("日号月年."))
    if found := _PARTS.fullmatch(joined):
        year, month, of_month = (int(part or 0) for part in found.groups())
        return _DateParts(year, 13 if found[2] and not month else month, of_month)
    if (found := _SHORT_YEAR.fullmatch(joined)) and not _NO_YEAR.match(written):
        year, month, of_month = (int(part or 0) for part in found.groups())
        if year <= _MOST_DAYS and not _DOTTED.match(written):  # 3/5/08 may be 5 March, and 3-7 has no year
            raise _unreadable(value)
        return _DateParts(year, month or 13, of_month, whole=False)
    raise _unreadable(value)


def _small(numeral: str | None) -> int:
    """A Chinese numeral up to 31: 十二, 二十, 廿一; 0 for none."""
    if not numeral:
        return 0
    tens, ten, units = numeral.replace("廿", "二十").partition("十")
    return (_DIGITS.get(tens, 1) * 10 + _DIGITS.get(units, 0)) if ten else _DIGITS.get(tens, 99)


def _possible(parts: _DateParts, value: Cell | None) -> date:
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


def _unreadable(value: Cell | None) -> Unclear:
    return Unclear(_("“{value}”看不出日期；请写成 1985-03-12 或 1985年3月12日的样子。").format(value=plain(value)))
