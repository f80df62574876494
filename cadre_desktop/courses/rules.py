"""Rules of training courses: series, forms, states, hours in tenths, and who has completed a course."""

import re
from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.people.rules import MOST_HOURS


class Series(Code):
    """班次系列: the five series of 双创·致远. The label is the official name, `short` the part in quotation marks."""

    POLITICAL = "political", N_("“凝心铸魂”政治轮训班"), "凝心铸魂", "政治轮训班", "政治轮训"
    BACKBONE = "backbone", N_("“担当奉献”骨干打造班"), "担当奉献", "骨干打造班", "骨干打造"
    PROFESSIONAL = "professional", N_("“专业人才”集聚培育班"), "专业人才", "集聚培育班", "专业人才集聚培育班"
    SELF_BUILDING = "self_building", N_("“四个一流”自身建设班"), "四个一流", "自身建设班", "自身建设"
    MODEL_BRANCH = "model_branch", N_("“增强功能”达标示范班"), "增强功能", "达标示范班", "达标示范"

    @property
    def short(self) -> str:
        """凝心铸魂: for narrow columns and charts."""
        return self.also[0]


class CourseForm(Code):
    """How a course is held: by the court itself or by a superior body (调训) or a university (研学)."""

    ON_SITE = "on_site", N_("现场"), "现场培训", "线下", "线下培训", "集中培训", "面授"
    ONLINE = "online", N_("线上"), "线上培训", "网络", "网络培训", "视频", "视频培训", "在线"
    SECONDMENT = "secondment", N_("调训"), "上级调训", "参加调训"
    STUDY_TRIP = "study_trip", N_("研学"), "外出研学", "高校研学", "高校培训"
    ON_THE_JOB = "on_the_job", N_("跟班实训"), "跟班", "跟班学习", "实训", "跟案实训"
    LECTURE = "lecture", N_("讲座"), "专题讲座", "法官讲堂", "报告会"


class CourseStatus(Code):
    """The life of a course; closing it posts the training records."""

    PLANNED = "planned", N_("计划"), "计划中", "未开班"
    ENROLLING = "enrolling", N_("报名"), "报名中", "组织报名"
    RUNNING = "running", N_("进行中"), "已开班", "在办"
    CLOSED = "closed", N_("已结班"), "结班", "已结束", "已完成", "完成"
    CANCELLED = "cancelled", N_("已取消"), "取消"

    @property
    def is_open(self) -> bool:
        """Whether the course is still to be held or closed."""
        return self in OPEN_STATES

    @property
    def tone(self) -> Tone:
        """Work under way catches the eye, what is done is calm."""
        if self is CourseStatus.RUNNING:
            return "warning"
        return "good" if self is CourseStatus.CLOSED else "neutral"


OPEN_STATES = (CourseStatus.PLANNED, CourseStatus.ENROLLING, CourseStatus.RUNNING)
"""The states of a course that is neither closed nor called off, in the order in which it goes through them."""


class EnrolmentStatus(Code):
    """What became of one person in one course. Only completed enrolments count as 人次."""

    ENROLLED = "enrolled", N_("报名"), "已报名", "参训", "在训"
    WAITING = "waiting", N_("候补"), "候补报名", "等候", "排队"
    COMPLETED = "completed", N_("结业"), "已结业", "合格", "完成"
    ABSENT = "absent", N_("缺席"), "未参加", "缺训", "缺勤", "未到"
    WITHDRAWN = "withdrawn", N_("退学"), "退训", "按退学处理"
    FAILED = "failed", N_("未结业"), "不合格", "未合格", "未通过"

    @property
    def tone(self) -> Tone:
        """Completed is good, what was missed is bad, what is undecided is neither."""
        bad = (EnrolmentStatus.ABSENT, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.FAILED)
        return "good" if self.counted else "bad" if self in bad else "neutral"

    @property
    def counted(self) -> bool:
        """Counted as a person-time, with hours credited."""
        return self is EnrolmentStatus.COMPLETED


LEAVE_LIMIT = Fraction(1, 7)
"""Leave over this share of the hours counts as withdrawal: 干部教育培训工作条例 (2023). A court may set another."""

HOURS_STEP = 5
"""Hours are given in steps of 0.5, in tenths."""


def leave_limit(setting: str) -> Fraction:
    """The setting "1/7" as a number from 0 to 1. Raises `Unclear` for anything else."""
    match = re.fullmatch(r"\s*(\d{1,3})\s*[/／]\s*(\d{1,3})\s*", setting)
    if not match or not 0 < int(match[2]) >= int(match[1]):
        raise Unclear(_("请假比例应写成“1/7”这样不大于 1 的分数。"))
    return Fraction(int(match[1]), int(match[2]))


def enrolment_outcome(hours: int, leave: int, limit: Fraction = LEAVE_LIMIT) -> EnrolmentStatus:
    """What an enrolment comes to when its course of `hours` is closed after `leave` (both in tenths).

    All hours missed is absent, leave over `limit` withdrawn, exactly the limit still completed.
    """
    if hours and leave >= hours:
        return EnrolmentStatus.ABSENT
    if leave > hours * limit:
        return EnrolmentStatus.WITHDRAWN
    return EnrolmentStatus.COMPLETED


def credited_hours(status: EnrolmentStatus, hours: int, leave: int = 0) -> int:
    """Tenths of an hour that go to the dossier: those attended in a completed course, otherwise none."""
    return max(0, hours - leave) if status.counted else 0


def format_hours(tenths: int) -> str:
    """75 → 7.5, 80 → 8."""
    sign, tenths = ("-", -tenths) if tenths < 0 else ("", tenths)
    whole, rest = divmod(tenths, 10)
    return f"{sign}{whole}.{rest}" if rest else f"{sign}{whole}"


def format_sum(tenths: int) -> str:
    """10920 → 1,092: hours of many people."""
    whole, dot, rest = format_hours(tenths).partition(".")
    return f"{int(whole):,}{dot}{rest}"


def leave_problems(leave: int | None, hours: int) -> Iterator[Problem]:
    """What is wrong with `leave` from a course of `hours` (both in tenths), as a problem of the field `leave`."""
    if leave is None:
        return
    if leave < 0 or leave % HOURS_STEP:
        yield Problem(_("请假学时应为 0.5 的整数倍，现为 {leave}。").format(leave=format_hours(leave)), "leave")
    elif leave > hours:
        text = _("请假 {leave} 学时多于总学时 {hours}，请核对。")
        yield Problem(text.format(leave=format_hours(leave), hours=format_hours(hours)), "leave")


def course_problems(starts: date | None, ends: date | None, hours: int | None) -> Iterator[Problem]:
    """What a course's dates and hours (in tenths) have wrong, as problems of the fields `ends` and `hours`."""
    if starts and ends and ends < starts:
        yield Problem(_("结束日期早于开始日期，请核对。"), "ends")
    if hours is not None and (hours < 0 or hours % HOURS_STEP):
        yield Problem(_("学时应为 0.5 的整数倍，现为 {hours}。").format(hours=format_hours(hours)), "hours")
    elif hours is not None and hours > MOST_HOURS:
        words = _("{hours} 学时比一年的小时数还多，请核对是否多写了几位。")
        yield Problem(words.format(hours=format_hours(hours)), "hours")


def not_ended(title: str, last: date | None, today: date) -> str:
    """Why no certificate is given out on `today`, empty from the `last` day of the course on."""
    if last is None or last <= today:
        return ""
    text = _("“{title}”到 {day} 才结束，那天起才能打印或保存结业证书，编号那时给出。")
    return text.format(title=title, day=f"{last.year}年{last.month}月{last.day}日")
