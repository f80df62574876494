"""Who completes a course: marks as they are read, and the rule of attendance, leave and examination. Pure functions."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from cadre_desktop.courses.rules import LEAVE_LIMIT, EnrolmentStatus, format_hours, leave_limit
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Unclear

ATTENDED = 1 - LEAVE_LIMIT
"""The least share of the hours to be attended, unless course or court say another: what leave at its limit leaves."""

_GRADES = {
    0: ("缺考", "作弊", "不合格", "不及格", "未合格", "未及格", "未通过", "不通过", "差"),
    1: ("合格", "及格", "通过", "已通过", "免考", "免试", "达标"),
    2: ("中等", "中"),
    3: ("良好", "良"),
    4: ("优秀", "优"),
}
_WORDS = {word: grade for grade, words in _GRADES.items() for word in words}
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,2})?)分?")
_MOST = Decimal(1000)


class ExamMark(NamedTuple):
    """A mark in points, or in words as a grade from 0 (failed, or not sat) over 1 (passed) to 4 (优秀)."""

    points: Decimal | None = None
    grade: int | None = None


def read_mark(text: str) -> ExamMark:
    """A mark as people write it: 92.5, 85分, 优秀, 合格, 缺考. Raises Unclear for anything else."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if plain in _WORDS:
        return ExamMark(grade=_WORDS[plain])
    found = _POINTS.fullmatch(plain)
    if found is None or Decimal(found[1]) > _MOST:
        raise Unclear(
            _("“{text}”不是成绩，请写分数（如 85），或写优秀、良好、合格、不合格、缺考。").format(text=text.strip())
        )
    return ExamMark(points=Decimal(found[1]))


def has_passed(text: str, pass_mark: str) -> bool:
    """Whether a mark reaches the pass mark, in points or in words; a word is measured by what it says.

    Raises Unclear for what is no mark, and for points where the pass mark is a word.
    """
    mark, needed = read_mark(text), read_mark(pass_mark)
    if mark.grade is not None:
        return mark.grade >= (1 if needed.grade is None else needed.grade)
    if needed.points is None:
        raise Unclear(
            _("成绩是分数“{text}”，合格分数却写成“{needed}”，请先把合格分数改为分数。").format(
                text=text.strip(), needed=pass_mark.strip()
            )
        )
    assert mark.points is not None
    return mark.points >= needed.points


def attended_share(course: str, court: str = "", limit: Fraction = LEAVE_LIMIT) -> Fraction:
    """The least share of the hours to be attended: what the course says, else the court, else what `limit` leaves.

    Raises Unclear for what is no share such as 4/5.
    """
    said = course.strip() or court.strip()
    if not said:
        return 1 - limit
    try:
        return leave_limit(said)
    except Unclear as unclear:
        raise Unclear(_("结业出勤比例应写成“4/5”这样不大于 1 的分数，现为“{text}”。").format(text=said)) from unclear


@dataclass(frozen=True)
class CompletionRule:
    """What a course of `hours` (tenths) asks: the least share attended, the largest share of leave, and the pass mark,
    empty where nobody is examined."""

    hours: int
    attended: Fraction = ATTENDED
    leave: Fraction = LEAVE_LIMIT
    pass_mark: str = ""

    @property
    def words(self) -> str:
        """The rule in one sentence."""
        text = _("出勤不少于总学时的 {attended}，请假不超过 {leave}")
        words = text.format(attended=self.attended, leave=self.leave)
        return words + (_("，成绩不低于 {mark}").format(mark=self.pass_mark) if self.pass_mark else "") + "。"


@dataclass(frozen=True)
class Taken:
    """What somebody did in a course: hours missed and not made up, those of them with leave (tenths), and marks."""

    missed: int = 0
    leave: int = 0
    result: str = ""
    retake: str = ""


@dataclass(frozen=True)
class Outcome:
    """What it comes to, with the reason in words; `status` is None where it cannot be told yet."""

    status: EnrolmentStatus | None
    reason: str


def outcome_of(rule: CompletionRule, taken: Taken) -> Outcome:
    """What somebody's attendance and marks come to by the rule of the course.

    Nothing attended is absent; leave over the limit ends it (干部教育培训工作条例); too little attended, or a mark that
    stays too low after one retake, is not completed. A share exactly reached is enough.
    """
    missed = min(taken.missed, rule.hours)
    there = format_hours(rule.hours - missed)
    if rule.hours and missed == rule.hours:
        return Outcome(EnrolmentStatus.ABSENT, _("全部 {hours} 学时缺课").format(hours=format_hours(rule.hours)))
    if taken.leave > rule.hours * rule.leave:
        text = _("请假 {leave} 学时，超过总学时的 {limit}")
        return Outcome(EnrolmentStatus.WITHDRAWN, text.format(leave=format_hours(taken.leave), limit=rule.leave))
    if rule.hours - missed < rule.hours * rule.attended:
        text = _("出勤 {there} 学时，不到总学时 {hours} 的 {share}")
        words = text.format(there=there, hours=format_hours(rule.hours), share=rule.attended)
        return Outcome(EnrolmentStatus.FAILED, words)
    attended = _("出勤 {there} 学时").format(there=there) if missed else _("全勤")
    if not rule.pass_mark:
        return Outcome(EnrolmentStatus.COMPLETED, attended)
    return _examined(rule.pass_mark, taken, attended)


def _examined(pass_mark: str, taken: Taken, attended: str) -> Outcome:
    try:
        for text, words in ((taken.result, _("{attended}，成绩 {mark}")), (taken.retake, _("{attended}，补考 {mark}"))):
            if text.strip() and has_passed(text, pass_mark):
                return Outcome(EnrolmentStatus.COMPLETED, words.format(attended=attended, mark=text.strip()))
    except Unclear as unclear:
        return Outcome(None, str(unclear))
    if taken.retake.strip():
        text = _("成绩 {mark}、补考 {retake}，低于合格分数 {needed}")
    elif taken.result.strip():
        text = _("成绩 {mark}，低于合格分数 {needed}，没有补考")
    else:
        return Outcome(None, _("没有成绩；没有参加考试的请写“缺考”"))
    mark = taken.result.strip() or _("无")
    return Outcome(EnrolmentStatus.FAILED, text.format(mark=mark, retake=taken.retake.strip(), needed=pass_mark))


def mark_problem(result: str, retake: str, pass_mark: str) -> str:
    """What is wrong with the marks of somebody, or "": unreadable ones, a retake without or after a passed first."""
    try:
        for text in filter(None, (result.strip(), retake.strip())):
            read_mark(text)
        if retake.strip() and not result.strip():
            return _("只有补考成绩，没有第一次的成绩；没有参加考试的请写“缺考”。")
        if retake.strip() and pass_mark and has_passed(result, pass_mark):
            return _("第一次成绩 {mark} 已合格，不用补考。").format(mark=result.strip())
    except Unclear as unclear:
        return str(unclear)
    return ""


def total_words(statuses: Iterable[EnrolmentStatus]) -> str:
    """结业 78 人、未结业 1 人、缺席 1 人."""
    found = list(statuses)
    counts = ((status, found.count(status)) for status in EnrolmentStatus)
    return "、".join(_("{status} {count} 人").format(status=_(status.label), count=n) for status, n in counts if n)
