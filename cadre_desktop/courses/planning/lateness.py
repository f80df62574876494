"""How far a line of the plan has come, and why it is late, in words."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _

_AHEAD = timedelta(days=31)
"""So long before its month a line without a course is pointed out: courses are announced about a month before."""


class LineState(Code):
    """How far a line has come."""

    DONE = "done", N_("已完成")
    UNDER_WAY = "under_way", N_("进行中")
    LATE = "late", N_("逾期")
    NO_COURSE = "no_course", N_("该建班")
    WAITING = "waiting", N_("未到时间")

    @property
    def tone(self) -> Tone:
        """What is late is seen first, then what should be begun."""
        tones: dict[LineState, Tone] = {LineState.DONE: "good", LineState.LATE: "bad", LineState.NO_COURSE: "warning"}
        return tones.get(self, "neutral")


@dataclass(frozen=True)
class LineProgress:
    """What a line asks for and what there is of it.

    courses: how many are planned; held, under_way: those of the plan's year that are closed, and those that are neither
    closed nor cancelled; elsewhere: courses of the line in another year, which count there; month: 1 to 12, None for
    any time of the year.
    """

    year: int
    month: int | None
    courses: int
    held: int = 0
    under_way: int = 0
    elsewhere: int = 0

    @property
    def begins(self) -> date:
        """The first day of its month, or of the year."""
        return date(self.year, self.month or 1, 1)

    @property
    def ends(self) -> date:
        """The last day of its month, or of the year."""
        month = self.month or 12
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def lacking(self) -> int:
        """How many of its courses do not exist yet."""
        return max(0, self.courses - self.held - self.under_way)


@dataclass(frozen=True)
class Verdict:
    """A state with its reason, one sentence."""

    state: LineState
    reason: str


def judge(line: LineProgress, today: date) -> Verdict:
    """How far a line has come by `today`."""
    state, reason = _judged(line, today)
    if line.elsewhere:
        reason += _("；另有 {count} 期不在 {year} 年举办，计入那一年").format(count=line.elsewhere, year=line.year)
    return Verdict(state, reason)


def _judged(line: LineProgress, today: date) -> tuple[LineState, str]:
    if line.held >= line.courses:
        return LineState.DONE, _("计划 {courses} 期，已办 {held} 期").format(courses=line.courses, held=line.held)
    if today > line.ends:
        return LineState.LATE, _late_words(line)
    if line.held + line.under_way:
        return LineState.UNDER_WAY, _counted_words(line)
    when = _when(line)
    if line.month is not None and today >= line.begins - _AHEAD:
        return LineState.NO_COURSE, _("计划{when}举办，还没有对应的班次").format(when=when)
    return LineState.WAITING, _("计划{when}举办，还没有建班").format(when=when)


def _when(line: LineProgress) -> str:
    return _("全年") if line.month is None else _("{month}月").format(month=line.month)


def _late_words(line: LineProgress) -> str:
    past = _("{when}已过，").format(when=_when(line))
    if line.held + line.under_way == 0:
        return past + _("计划 {courses} 期，还没有对应的班次").format(courses=line.courses)
    return past + _counted_words(line)


def _counted_words(line: LineProgress) -> str:
    words = [_("计划 {courses} 期，已办 {held} 期").format(courses=line.courses, held=line.held)]
    if line.under_way:
        words.append(_("{count} 期没有结班").format(count=line.under_way))
    if line.lacking:
        words.append(_("{count} 期还没有班次").format(count=line.lacking))
    return _("，").join(words)
