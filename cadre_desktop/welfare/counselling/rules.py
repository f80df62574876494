"""Rules of counselling: the states of a slot, and what may be counted without telling who."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_


class SlotState(Code):
    """What became of a slot."""

    FREE = "free", N_("空闲"), "可预约"
    BOOKED = "booked", N_("已预约"), "预约"
    ATTENDED = "attended", N_("已到"), "已参加", "到场"
    MISSED = "missed", N_("未到"), "爽约"
    CANCELLED = "cancelled", N_("取消"), "停诊"
