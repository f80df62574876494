"""Days that a cell holds as a moment or as a count of days, where it is not plain which day was meant."""

import re
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from cadre_desktop.kit.documents.cells import BETWEEN_BASES, FROM_1904
from cadre_desktop.kit.documents.workbook import Cell, Serial1904
from cadre_desktop.kit.language import _

_DAY_ZERO = datetime(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 10_000, 73_416
_WRITTEN = re.compile(r"\s*(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\sT]+(23:59:\d\d)(?:\.\d+)?\s*")
_LATE = time(23, 59)
"""Programs that reckon with the local time of 1900 store dates up to a minute before the midnight they mean."""


class Moment(NamedTuple):
    """A day, and what was taken for granted about it."""

    year: int
    month: int
    day: int
    note: str = ""


def moment_of(value: Cell | None) -> Moment | None:
    """The day that was meant: a minute before midnight the day that follows, with a note; None for all other cells.

    A count of days is read by its workbook's own base, and one with a time of day as the day it is in.
    """
    if isinstance(value, datetime):
        return _day_of(value)
    if isinstance(value, str):
        if value.endswith(FROM_1904) and (digits := value.removesuffix(FROM_1904)).isdecimal() and len(digits) <= 5:
            return moment_of(Serial1904(digits))
        return _written(value) if "23:59:" in value else None
    if not isinstance(value, float):
        return None
    count = float(value)
    if isinstance(value, Serial1904):
        count += BETWEEN_BASES
    elif count.is_integer():
        return None
    if not _FIRST_SERIAL <= count < _LAST_SERIAL:
        return None
    meant = _day_of(_DAY_ZERO + timedelta(seconds=round(count * 86_400)))
    if isinstance(value, Serial1904):
        note = _("按 1904 年日期系统的序号 {count} 读作 {read}")
    else:
        note = _("按 Excel 的日期序号 {count} 读作 {read}")
    read = date(meant.year, meant.month, meant.day).isoformat()
    return meant._replace(note=note.format(count=f"{value:.10g}", read=read))


def _written(text: str) -> Moment | None:
    found = _WRITTEN.fullmatch(text)
    try:
        return _day_of(datetime.fromisoformat("{}-{:0>2}-{:0>2}T{}".format(*found.groups()))) if found else None
    except ValueError:  # no such day, which is told where dates are read
        return None


def _day_of(moment: datetime) -> Moment:
    if moment.time() < _LATE:
        return Moment(moment.year, moment.month, moment.day)
    meant = moment.date() + timedelta(days=1)
    note = _("{moment} 在午夜前几十秒，按 {read} 读").format(
        moment=moment.strftime("%Y-%m-%d %H:%M:%S"), read=meant.isoformat()
    )
    return Moment(meant.year, meant.month, meant.day, note)
