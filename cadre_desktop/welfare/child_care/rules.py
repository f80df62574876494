"""Rules of holiday child care: who has priority and why, papers, attendance, and the day of deletion."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


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
