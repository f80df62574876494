"""心理辅导, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.counselling.agenda import DUE_DATES
from cadre_desktop.welfare.counselling.figures import FIGURES
from cadre_desktop.welfare.counselling.records import RECORDS
from cadre_desktop.welfare.counselling.registers import LIMITS, SLOTS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.COUNSELLING,
    RECORDS,
    registers=(SLOTS,),
    figures=FIGURES,
    due_dates=DUE_DATES,
    limits=LIMITS,
    confidential=(SLOTS.kind,),
)
