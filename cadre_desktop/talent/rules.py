"""Rules of the talent pools: stages, states, who grows too old."""

from calendar import isleap
from datetime import date

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_


class PoolType(Code):
    """What a pool is for; the year's figures count the members of each."""

    YOUNG = "young", N_("优秀年轻干部"), "优秀年轻干部库", "年轻干部"
    EXPERT = "expert", N_("审判专家后备"), "审判业务带头人和专家型法官后备人才库", "专家型法官", "审判业务带头人"
    OTHER = "other", N_("其他")


class RotationStatus(Code):
    """How far a planned move has come."""

    PLANNED = "planned", N_("计划"), "拟安排", "待实施"
    UNDER_WAY = "under_way", N_("进行中"), "已到岗"
    DONE = "done", N_("已完成"), "完成", "结束"
    CANCELLED = "cancelled", N_("取消"), "已取消"

    @property
    def open(self) -> bool:
        """Still to be done, or not finished yet."""
        return self in (RotationStatus.PLANNED, RotationStatus.UNDER_WAY)

    @property
    def tone(self) -> Tone:
        if self is RotationStatus.UNDER_WAY:
            return "warning"
        return "good" if self is RotationStatus.DONE else "neutral"


class Stage(Code):
    """选育管用: the four stages of a membership."""

    SELECT = "select", N_("选"), "选拔", "发现", "选拔阶段"
    DEVELOP = "develop", N_("育"), "培育", "培养", "培育阶段"
    MANAGE = "manage", N_("管"), "管理", "跟踪管理", "管理阶段"
    DEPLOY = "deploy", N_("用"), "使用", "任用", "使用阶段"


class MembershipStatus(Code):
    """How far a membership has come. `in_pool` says which are counted as the pool's members."""

    ACTIVE = "active", N_("在库"), "在库培养", "入库"
    UNDER_REVIEW = "under_review", N_("考察对象"), "已列为考察对象"
    SUSPENDED = "suspended", N_("暂停培养"), "暂停"
    DEPLOYED = "deployed", N_("已使用"), "使用", "提拔使用"
    LEFT = "left", N_("退出"), "已退出", "出库"
    REVOKED = "revoked", N_("撤销资格"), "已撤销资格", "取消资格"

    @property
    def in_pool(self) -> bool:
        """Still a member of the pool."""
        return self in (MembershipStatus.ACTIVE, MembershipStatus.UNDER_REVIEW, MembershipStatus.SUSPENDED)

    @property
    def tone(self) -> Tone:
        if self in (MembershipStatus.UNDER_REVIEW, MembershipStatus.SUSPENDED):
            return "warning"
        return "good" if self is MembershipStatus.ACTIVE else "neutral"


class GradesRule(Code):
    """What a pool or a post asks of the annual grades of the last three years."""

    COMPETENT = "competent", N_("均为称职以上"), "均称职以上", "称职以上"
    ONE_EXCELLENT = "one_excellent", N_("均为称职以上且至少一年优秀"), "至少一年优秀"
    EXCELLENT = "excellent", N_("均为优秀"), "连续三年优秀"


class ExitReason(Code):
    """Why somebody left a pool."""

    DEPLOYED = "deployed", N_("提拔使用"), "提任", "使用"
    AGED_OUT = "aged_out", N_("超龄"), "年龄到限", "超过年龄"
    MOVED = "moved", N_("调离"), "调出", "辞职"
    RETIRED = "retired", N_("退休")
    UNQUALIFIED = "unqualified", N_("考核不合格"), "不合格", "违纪违法"
    OTHER = "other", N_("其他")

    @property
    def status(self) -> MembershipStatus:
        """Where it leaves the membership."""
        if self is ExitReason.DEPLOYED:
            return MembershipStatus.DEPLOYED
        return MembershipStatus.REVOKED if self is ExitReason.UNQUALIFIED else MembershipStatus.LEFT


def ages_out_on(born: date, age_limit: int) -> date:
    """The first day on which somebody is older than `age_limit`: the birthday after it."""
    year = born.year + age_limit + 1
    leap_day = (born.month, born.day) == (2, 29)
    return date(year, 3, 1) if leap_day and not isleap(year) else born.replace(year=year)


def ages_out_in(born: date, age_limit: int, year: int) -> bool:
    """Whether somebody passes `age_limit` in the course of `year`."""
    return ages_out_on(born, age_limit).year == year
