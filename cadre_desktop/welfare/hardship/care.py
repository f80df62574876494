"""困难帮扶, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.hardship.agenda import DUE_DATES
from cadre_desktop.welfare.hardship.figures import FIGURES, SPENDING
from cadre_desktop.welfare.hardship.records import RECORDS
from cadre_desktop.welfare.hardship.registers import LIMITS, REGISTERS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.ASSISTANCE,
    RECORDS,
    REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    limits=LIMITS,
    confidential=tuple(register.kind for register in REGISTERS),
    spending=(SPENDING,),
)
