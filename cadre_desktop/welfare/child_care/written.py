"""What parents write in the sheet of enrolment: whether they agree, and when they sent it in."""

import re
from datetime import date, datetime, time

from cadre_desktop.kit.intake import clean
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem

_AGREED = ("同意", "已同意", "已交", "已签", "已签订", "已签字", "已提交", "可", "可以")
_NOT_AGREED = ("不同意", "未同意", "未交", "未签", "未签订", "未签字", "未提交", "不可", "不可以")
_WORDS = {**dict.fromkeys(_AGREED, True), **dict.fromkeys(_NOT_AGREED, False)}
_MOMENT = re.compile(
    r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[\sT]*(上午|下午)?\s*(\d{1,2})[:：](\d{2})(?:[:：](\d{2})(?:\.\d+)?)?)?"
)
_OURS = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d #\d+")
"""What who says no time gets: when the sheet came in, and the place of the line in it."""


def read_agreed(text: str) -> bool:
    """Whether a cell says yes. Raises Unclear where it says neither."""
    plain = "".join(text.split())
    if plain in _WORDS:
        return _WORDS[plain]
    return bool(clean.yes_no(text).value)


def read_moment(text: str) -> str | None:
    """When somebody applied (2024/1/5 9:30, 2024年1月5日, 2024-01-05 下午3:05), as ISO text that sorts by time; None
    where it is no day."""
    plain = text.strip()
    if _OURS.fullmatch(plain):
        return plain
    found = _MOMENT.fullmatch(plain)
    if found is None:
        return None
    year, month, day, half, hour, minute, second = found.groups()
    try:
        applied = date(int(year), int(month), int(day))
        if hour is None:
            return applied.isoformat()
        at = time(int(hour) % 12 + 12 * (half == "下午") if half else int(hour), int(minute), int(second or 0))
    except ValueError:
        return None
    return datetime.combine(applied, at).isoformat(" ", "seconds" if at.second else "minutes")


def vet_moment(text: str) -> list[Problem]:
    """Why a time cannot be read, in the form."""
    if not text or read_moment(text):
        return []
    return [Problem(_("看不懂这个报名时间；请写成 2024-01-05 09:30 这样。"), field="applied_at")]
