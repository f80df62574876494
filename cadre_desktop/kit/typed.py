"""What people type into a field, read as a value: dates, months, exact decimals.

Each function returns None for an empty text and raises `Unclear` with a sentence for what cannot be read.
"""

import re
import unicodedata
from datetime import date

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

_DAY = re.compile(r"(\d{4})(?:[-./年](\d{1,2})[-./月](\d{1,2})日?|(\d{2})(\d{2}))")
_MONTH = re.compile(r"(\d{4})(?:[-./年](\d{1,2})月?|(\d{2}))")
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d*)?")
_COMMA = re.compile(r"^(-?\d+),(\d*)$")
_DECIMAL = re.compile(r"(-?)(\d{1,15})(?:\.(\d*))?")


def typed_date(text: str) -> date | None:
    """A day typed as 2023-3-1, 20230301, 2023.3.1, 2023/3/1 or 2023年3月1日."""
    text = _narrow(text)
    found = _DAY.fullmatch(text)
    if not text:
        return None
    if not found:
        raise Unclear(_("“{text}”不是日期，请写成 2023-03-01 或 20230301。").format(text=text))
    return _date(text, found[1], found[2] or found[4], found[3] or found[5])


def typed_month(text: str) -> date | None:
    """The first day of a month typed as 1985.03, 1985-3, 198503 or 1985年3月; a whole date means its month."""
    text = _narrow(text)
    if not text:
        return None
    found = _MONTH.fullmatch(text)
    if found:
        return _date(text, found[1], found[2] or found[3], "1")
    if not _DAY.fullmatch(text):
        raise Unclear(_("“{text}”不是年月，请写成 1985.03 或 198503。").format(text=text))
    day = typed_date(text)
    return day.replace(day=1) if day else None


def typed_fixed(text: str, decimals: int) -> int | None:
    """A decimal as a whole number of ``10 ** -decimals`` units, exactly: with one decimal 4.5 is 45.

    More decimals than are kept are refused, never rounded. A comma parts thousands; one that cannot, since not three
    digits follow it, was meant for the point, the key beside it: 1,500 is 1500, and 85,5 is 85.5.
    """
    text = comma_as_point(text) or _narrow(text)
    text = text.replace(",", "") if _GROUPED.fullmatch(text) else text
    if not text:
        return None
    found = _DECIMAL.fullmatch(text)
    if not found:
        raise Unclear(_("“{text}”不是数字，请只填数字。").format(text=text))
    part = (found[3] or "").rstrip("0")
    if len(part) > decimals:
        raise Unclear(_too_fine(text, decimals))
    number = int(found[2] + part.ljust(decimals, "0"))
    return -number if found[1] else number


def comma_as_point(text: str) -> str:
    """A number whose comma cannot part thousands, with the point that was meant: 85,5 is 85.5; empty for others."""
    text = _narrow(text)
    return _COMMA.sub(r"\1.\2", text) if _COMMA.match(text) and not _GROUPED.fullmatch(text) else ""


def _too_fine(text: str, decimals: int) -> str:
    if decimals:
        return _("“{text}”的小数最多 {decimals} 位。").format(text=text, decimals=decimals)
    return _("“{text}”应为整数。").format(text=text)


def _narrow(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).replace("。", ".").split())


def _date(text: str, year: str, month: str, day: str) -> date:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        raise Unclear(_("“{text}”这一天不存在，请核对月和日。").format(text=text)) from None
