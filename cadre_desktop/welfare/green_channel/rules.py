"""Rules of the medical green channel: urgency, the states of a slip, and when an agreement covers a day."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


class Urgency(Code):
    """How soon somebody has to be seen."""

    URGENT = "urgent", N_("急")
    USUAL = "usual", N_("普通")


class SlipState(Code):
    """What became of a referral slip."""

    ISSUED = "issued", N_("已开具"), "开具"
    USED = "used", N_("已使用"), "已就诊"
    VOID = "void", N_("作废")


class PatientRelation(Code):
    """Who goes: the member of staff or a relative."""

    SELF = "self", N_("本人")
    SPOUSE = "spouse", N_("配偶")
    CHILD = "child", N_("子女")
    PARENT = "parent", N_("父母")
    OTHER = "other", N_("其他亲属")
