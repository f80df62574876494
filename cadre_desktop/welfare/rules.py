"""Rules of welfare events: their kinds, attendance, and what may be kept and shown of health matters."""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem


class WelfareKind(Code):
    """暖警活动. Names of `confidential` kinds are masked unless shown on purpose; of a `health_matter` only taking part
    and the date are kept."""

    PHYSICAL_EXAM = "physical_exam", N_("年度体检"), "体检", "健康体检"
    COUNSELLING = "counselling", N_("心理辅导"), "心理咨询", "心理健康辅导", "心理疏导"
    ONBOARDING = "onboarding", N_("入职关怀"), "入职", "岗前培训", "新干警关怀", "入职仪式"
    RETIREMENT_CEREMONY = "retirement_ceremony", N_("荣退仪式"), "荣退", "退休仪式", "退休座谈会"
    VISIT = "visit", N_("走访慰问"), "慰问", "走访", "慰问先进典型"
    ASSISTANCE = "assistance", N_("困难帮扶"), "帮扶", "困难救助"
    MEDICAL_GREEN_CHANNEL = "medical_green_channel", N_("惠医惠警"), "绿色通道", "就医绿色通道"
    CHILD_CARE = "child_care", N_("暖心托辅"), "托辅", "假期托管", "子女托管"
    OTHER = "other", N_("其他活动"), "其他"

    @property
    def confidential(self) -> bool:
        """Sensitive personal information: somebody's health, or that he is in need."""
        return self.health_matter or self is WelfareKind.ASSISTANCE

    @property
    def health_matter(self) -> bool:
        """Of which nothing may be written down that comes out of it."""
        return self in (WelfareKind.PHYSICAL_EXAM, WelfareKind.COUNSELLING)


class Attendance(Code):
    """Whether somebody took part."""

    INVITED = "invited", N_("待参加"), "已通知", "应参加"
    WAITING = "waiting", N_("候补"), "等候", "排队"
    ATTENDED = "attended", N_("已参加"), "参加", "到场", "是"
    EXCUSED = "excused", N_("请假"), "已请假"
    ABSENT = "absent", N_("未参加"), "缺席", "否"

    @property
    def counted(self) -> bool:
        """Counted as a person-time."""
        return self is Attendance.ATTENDED

    @property
    def tone(self) -> Tone:
        tones: dict[Attendance, Tone] = {
            Attendance.ATTENDED: "good",
            Attendance.EXCUSED: "warning",
            Attendance.ABSENT: "bad",
        }
        return tones.get(self, "neutral")


def remark_problems(kind: WelfareKind, remark: str) -> list[Problem]:
    """Nothing may be written about what came out of an examination or a counselling."""
    if kind.health_matter and remark.strip():
        return [Problem(_("{kind}只记录是否参加和日期，请清空备注。").format(kind=_(kind.label)), "notes")]
    return []
