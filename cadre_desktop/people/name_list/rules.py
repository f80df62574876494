"""Rules of a list of names and its sessions: halves of a day, presence as it is keyed, times, hours missed."""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from typing import NamedTuple

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Unclear

HOURS_STEP = 5
"""Tenths of an hour by which hours go."""


class Half(Code):
    """The part of a day that a session takes."""

    MORNING = "morning", N_("上午")
    AFTERNOON = "afternoon", N_("下午")
    EVENING = "evening", N_("晚上")


class PresenceState(Code):
    """Whether somebody was there in one session. EXPECTED only says that somebody was put into it to make up."""

    PRESENT = "present", N_("出勤"), "到", "到场", "已到", "是", "1", "√", "✓", "✔", "v", "y"
    LATE = "late", N_("迟到"), "迟", "2", "t", "△"
    EARLY = "early", N_("早退"), "早", "5", "e", "▽"
    LEAVE = "leave", N_("请假"), "假", "3", "l", "○", "〇"
    ABSENT = "absent", N_("缺席"), "缺", "缺勤", "未到", "旷课", "否", "4", "a", "x", "×", "✗", "✕"
    EXPECTED = "expected", N_("待补"), "待"

    @property
    def there(self) -> bool:
        """Whether the session counts as attended."""
        return self in (PresenceState.PRESENT, PresenceState.LATE, PresenceState.EARLY)

    @property
    def missed(self) -> bool:
        """Whether it has to be made up, and its hours are missing."""
        return self in (PresenceState.LEAVE, PresenceState.ABSENT)

    @property
    def tone(self) -> Tone:
        tones: dict[PresenceState, Tone] = {
            PresenceState.PRESENT: "good",
            PresenceState.LATE: "warning",
            PresenceState.EARLY: "warning",
            PresenceState.LEAVE: "warning",
            PresenceState.ABSENT: "bad",
        }
        return tones.get(self, "neutral")


class LeaveKind(Code):
    """Why somebody was excused."""

    OFFICIAL = "official", N_("公假"), "公", "公差", "因公", "出差", "开庭", "g"
    SICK = "sick", N_("病假"), "病", "因病", "b"
    PERSONAL = "personal", N_("事假"), "事", "因事", "s"


class PresenceMark(NamedTuple):
    """What is recorded of one person in one session."""

    state: PresenceState
    leave: str = ""

    @property
    def sign(self) -> str:
        """One sign for the grid: ✓ 迟 早 假 公 × 待."""
        if self.leave:
            return _(LeaveKind(self.leave).label)[:1]
        return _SIGNS[self.state]

    @property
    def words(self) -> str:
        """请假（公假）: for readers and at the mouse."""
        return self.told("")

    def told(self, absence: str) -> str:
        """The same, with the word for being absent that a list of names has, such as 旷课 of lessons."""
        label = absence if absence and self.state is PresenceState.ABSENT else _(self.state.label)
        return f"{label}（{_(LeaveKind(self.leave).label)}）" if self.leave else label


def is_there(mark: PresenceMark | None) -> bool:
    """Whether what is recorded says that somebody was there."""
    return mark is not None and mark.state.there


_SIGNS = {
    PresenceState.PRESENT: "✓",
    PresenceState.LATE: "迟",
    PresenceState.EARLY: "早",
    PresenceState.LEAVE: "假",
    PresenceState.ABSENT: "×",
    PresenceState.EXPECTED: "待",
}


def read_said(text: str) -> PresenceMark | None:
    """What a cell of a pasted table or a key means: √, 1, 到, 迟到, 早退, 请假, 病假, ×; None for an empty one.

    Raises Unclear for a text that means nothing here.
    """
    plain = text.strip()
    if not plain or plain in ("0", "-", "—", "/"):
        return None
    leave = LeaveKind.table().find(plain)
    if leave is not None:
        return PresenceMark(PresenceState.LEAVE, leave)
    state = PresenceState.table().find(plain)
    if state is None or state == PresenceState.EXPECTED:
        known = _("请写 √（出勤）、迟、早、假（或公假、病假、事假）、×（旷课、缺席），不写为未登记。")
        raise Unclear(_("“{text}”看不懂，{known}").format(text=plain, known=known))
    return PresenceMark(PresenceState(state))


_RUNNING_NUMBERS = re.compile(r"(?:第|no\.?)?(\d+)号?(?:(?:-|~|至|到)(?:第)?(\d+)号?)?", re.IGNORECASE)
_DASHES = str.maketrans(dict.fromkeys("—–－―〜～∼", "-"))


def read_places(text: str, most: int) -> list[int]:
    """The numbers in a text such as 3、17、20-22, each once and in order, of a sheet that has the numbers 1 to `most`.

    Raises Unclear with one sentence for what is no number, a span from back to front, and numbers the sheet has not.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = re.sub(r"\s*([-~至到])\s*", r"\1", plain)
    found: set[int] = set()
    for word in filter(None, re.split(r"[\s、,。;.．及和]+", plain)):
        match = _RUNNING_NUMBERS.fullmatch(word)
        first = int(match[1]) if match else 0
        last = int(match[2] or first) if match else 0
        if not match or last < first:
            raise Unclear(_("“{text}”不是序号，请写成 3、17、20-22；没有登记任何人。").format(text=word))
        if not first or last > most:
            wrong = f"{first}-{last}" if last > first else f"{first}"
            raise Unclear(
                _("签到表上只有 1 到 {most} 号，没有 {wrong} 号；没有登记任何人。").format(most=most, wrong=wrong)
            )
        found |= set(range(first, last + 1))
    return sorted(found)


_NOON, _AFTER_NOON = "12:00", "14:00"
"""What begins before the one and ends after the other takes more than a half of the day."""
_TIME = re.compile(r"(\d{1,2})(?:[:：.点时](\d{1,2}|半)?分?)?|(\d{2})(\d{2})")


def read_time(text: str) -> str:
    """A time of day as ``09:00``, from 9:00, 9点半, 0900; "" of none. Raises Unclear for anything else."""
    plain = text.strip()
    if not plain:
        return ""
    found = _TIME.fullmatch(plain)
    if found is not None:
        hour, minute = int(found[1] or found[3]), found[2] or found[4] or "0"
        minutes = 30 if minute == "半" else int(minute)
        if hour < 24 and minutes < 60:
            return f"{hour:02}:{minutes:02}"
    raise Unclear(_("“{text}”不是时间，请写成 9:00 或 14:30。").format(text=plain))


def half_of(begins: str, ends: str = "") -> str:
    """The half of the day that a session takes: in which it begins, "" where no time is known or it takes the day."""
    if not begins or (begins < _NOON and ends > _AFTER_NOON):
        return ""
    return Half.MORNING if begins < _NOON else Half.AFTERNOON if begins < "18:00" else Half.EVENING


def when_words(day: date, half: str = "", begins: str = "", ends: str = "") -> str:
    """3月1日 上午 9:00–11:30."""
    span = "–".join(time.removeprefix("0") for time in (begins, ends) if time)
    named = _("{month}月{day}日").format(month=day.month, day=day.day)
    return " ".join(filter(None, (named, Half.table().label(half), span)))


def session_problems(begins: str, ends: str, hours: int | None) -> Iterable[Problem]:
    """What contradicts in a session: times as ``09:00``, hours in tenths."""
    if begins and ends and ends <= begins:
        yield Problem(_("结束时间 {ends} 不晚于开始时间 {begins}，请核对。").format(begins=begins, ends=ends), "ends")
    if hours is not None and (hours < 0 or hours % HOURS_STEP):
        yield Problem(_("学时应为 0.5 的整数倍，现为 {hours:g}。").format(hours=hours / 10), "hours")


class Slot(NamedTuple):
    """When a session that is planned takes place."""

    day: date
    half: str


def planned_slots(starts: date, ends: date | None, halves: Sequence[Half], weekends: bool) -> list[Slot]:
    """A slot for each of these halves (none: for the whole day) of each day of an event."""
    count = ((ends or starts) - starts).days + 1
    days = (starts + timedelta(number) for number in range(count))
    wanted: Sequence[str] = halves or ("",)
    return [Slot(day, half) for day in days if weekends or day.weekday() < 5 for half in wanted]


def session_hours(given: Mapping[int, int | None], whole: int) -> dict[int, Fraction]:
    """The hours (tenths) of each session: its own, or an equal share of what the others leave of the `whole`."""
    own = {key: Fraction(hours) for key, hours in given.items() if hours is not None}
    rest = [key for key in given if key not in own]
    share = max(Fraction(0), whole - sum(own.values(), Fraction(0))) / len(rest) if rest else Fraction(0)
    return {key: own.get(key, share) for key in given}


def hours_missed(hours: Mapping[int, Fraction], missed: Iterable[int], whole: int) -> int:
    """Tenths of an hour somebody missed by missing these sessions, to the nearest half hour, at most the `whole`."""
    total = sum((hours[session] for session in missed), Fraction(0))
    steps = (total / HOURS_STEP + Fraction(1, 2)).__floor__()
    return min(whole, steps * HOURS_STEP)
