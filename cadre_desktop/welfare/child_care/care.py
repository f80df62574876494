"""暖心托辅, as the rest of welfare knows it."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Unfinished
from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.child_care.agenda import DUE_DATES
from cadre_desktop.welfare.child_care.deleting import go_on, pending
from cadre_desktop.welfare.child_care.figures import FIGURES
from cadre_desktop.welfare.child_care.records import RECORDS
from cadre_desktop.welfare.child_care.registers import APART, LIMITS, REGISTERS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.CHILD_CARE,
    RECORDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    limits=LIMITS,
    confidential=APART,
    unfinished=(Unfinished(lambda: bool(pending()), go_on),),
    permissions=(Permission("welfare-children", N_("登记和查看托辅子女信息"), APART),),
)
