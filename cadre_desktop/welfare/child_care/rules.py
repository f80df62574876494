"""Rules of holiday child care: who has priority and why, papers, attendance, and the day of deletion."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _

KEPT_DAYS = 30
"""After the end of a period, unless another day is set."""
MOST_PICK_UPS = 3
LATE_TIMES = 3
"""So many late pick-ups are named."""


YOUNGEST, OLDEST = 2, 17
"""Years of age of a child in care."""


def odd_age(born: date | None, starts: date | None) -> str:
    """Why somebody born then is no child to be cared for when the period begins, as a sentence; empty if nothing is
    odd."""
    if born is None or starts is None:
        return ""
    if born > starts:
        return _("出生年月 {born} 晚于本期开始，请核对。").format(born=born.strftime("%Y-%m"))
    age = starts.year - born.year - ((starts.month, starts.day) < (born.month, born.day))
    if YOUNGEST <= age <= OLDEST:
        return ""
    told = _("按出生年月 {born}，本期开始时 {age} 岁，托辅子女应为 {youngest} 到 {oldest} 岁，请核对。")
    return told.format(born=born.strftime("%Y-%m"), age=age, youngest=YOUNGEST, oldest=OLDEST)


class Season(Code):
    """In which holidays."""

    SUMMER = "summer", N_("暑期"), "暑假"
    WINTER = "winter", N_("寒假")
    OTHER = "other", N_("其他")


class Enrolled(Code):
    """What became of an application."""

    APPLIED = "applied", N_("已报名"), "报名"
    ADMITTED = "admitted", N_("已录取"), "录取"
    WAITING = "waiting", N_("候补")
    WITHDRAWN = "withdrawn", N_("已退出"), "退出"


class CareRole(Code):
    """Who looks after the children."""

    TUTOR = "tutor", N_("辅导老师"), "老师", "教师"
    VOLUNTEER = "volunteer", N_("志愿者")


class ChildPresence(Code):
    """Whether a child was there on a day."""

    PRESENT = "present", N_("到"), "出勤"
    ABSENT = "absent", N_("缺席"), "未到"
    EXCUSED = "excused", N_("请假")


class Attended(NamedTuple):
    """On how many days a child came, and on how many it should have: days of leave are not among these."""

    came: int = 0
    expected: int = 0
    late: int = 0

    @property
    def share(self) -> int | None:
        """In thousandths of a per cent; None where no day is noted."""
        return self.came * 100_000 // self.expected if self.expected else None

    @property
    def often_late(self) -> bool:
        return self.late >= LATE_TIMES


def attended(days: Iterable[tuple[str, bool]]) -> Attended:
    """Of the days noted of a child: whether it was there, and was collected late."""
    came = expected = late = 0
    for presence, is_late in days:
        came += presence == ChildPresence.PRESENT
        expected += presence != ChildPresence.EXCUSED
        late += bool(is_late)
    return Attended(came, expected, late)


def usual_deletion(ends: date) -> date:
    """When what is known of the children is deleted, where nothing else is set."""
    return ends + timedelta(days=KEPT_DAYS)


@dataclass(frozen=True)
class Applicant:
    """A child that is to be admitted. `last`: its attendance the last time, None where that is not known."""

    key: int
    number: int
    state: str = Enrolled.APPLIED
    hardship: bool = False
    single_parent: bool = False
    both_in_court: bool = False
    applied_at: str = ""
    consent: bool = True
    pick_ups: int = 1
    leaves_alone: bool = False
    last: int | None = None

    @property
    def rank(self) -> int:
        """Those with the smallest come first."""
        flags = (self.hardship, self.single_parent, self.both_in_court)
        return next((index for index, flag in enumerate(flags) if flag), len(flags))

    @property
    def order(self) -> tuple[int, str, int]:
        return self.rank, self.applied_at or "9", self.number

    @property
    def lacking(self) -> str:
        """What has to be handed in before it can be admitted, as words; empty when nothing is."""
        lacks = [] if self.consent else [_("监护人同意")]
        if not self.leaves_alone and not self.pick_ups:
            lacks.append(_("接送人"))
        return "、".join(lacks)


class AdmissionVerdict(NamedTuple):
    """What becomes of an application, and why."""

    key: int
    number: int
    state: Enrolled
    reason: str


_PRIORITIES = (N_("困难家庭"), N_("单亲家庭"), N_("双职工"))


def admission(applicants: Iterable[Applicant], capacity: int | None, least: int) -> list[AdmissionVerdict]:
    """What becomes of each by the priority rule: hardship, single parent, both parents in court, then who applied
    first. Those admitted before keep their place; who left is left out. `least`: the attendance of the last time that
    is asked for."""
    found: list[AdmissionVerdict] = []
    waiting = [each for each in applicants if each.state not in (Enrolled.WITHDRAWN, Enrolled.ADMITTED)]
    kept = sum(1 for each in applicants if each.state == Enrolled.ADMITTED)
    free = None if capacity is None else max(0, capacity - kept)
    given = 0
    for each in sorted(waiting, key=lambda one: one.order):
        why = _PRIORITIES[each.rank] if each.rank < len(_PRIORITIES) else N_("按报名先后")
        if each.lacking:
            state, reason = Enrolled.APPLIED, _("缺{lacking}，补齐后再录取").format(lacking=each.lacking)
        elif each.last is not None and each.last < least:
            state = Enrolled.WAITING
            reason = _("上期出勤 {share}%，低于 {least}%，本期不录取").format(
                share=each.last // 1000, least=least // 1000
            )
        elif free is not None and given >= free:
            state, reason = Enrolled.WAITING, _("{why}，名额已满").format(why=_(why))
        else:
            given += 1
            state, reason = Enrolled.ADMITTED, _("{why}，第 {place} 位").format(why=_(why), place=kept + given)
        found.append(AdmissionVerdict(each.key, each.number, state, reason))
    return found


class ClassRoom(NamedTuple):
    """A class: school years from–to, how many it takes and has."""

    key: int
    grade_from: int | None
    grade_to: int | None
    capacity: int | None
    has: int = 0


def deal_classes(children: Sequence[tuple[int, int | None]], classes: Sequence[ClassRoom]) -> Mapping[int, int]:
    """The class (key) of each child (key and grade), the emptier of those of its grade; who fits none is not among
    them."""
    has = {each.key: each.has for each in classes}
    dealt: dict[int, int] = {}
    for child, grade in sorted(children, key=lambda one: (one[1] is None, one[1] or 0, one[0])):
        fitting = [each for each in classes if _fits(each, grade) and not _is_full(each, has[each.key])]
        if fitting:
            chosen = min(fitting, key=lambda each: (has[each.key], classes.index(each)))
            has[chosen.key] += 1
            dealt[child] = chosen.key
    return dealt


def _fits(room: ClassRoom, grade: int | None) -> bool:
    if room.grade_from is None and room.grade_to is None:
        return True
    if grade is None:
        return False
    return (room.grade_from or 0) <= grade <= (room.grade_to if room.grade_to is not None else 99)


def _is_full(room: ClassRoom, has: int) -> bool:
    return room.capacity is not None and has >= room.capacity


PURPOSE = N_(
    "收集未满十四周岁子女的信息，仅用于本期假期托辅的报名录取、编班、接送、签到和紧急联系，由工会经办人保管，"
    "不作他用，不提供给第三方；托辅结束后按期删除。监护人可以随时查阅、更正，或撤回同意。"
)
"""What is on every sheet where a period says nothing else (PIPL art. 17, 28–31)."""
