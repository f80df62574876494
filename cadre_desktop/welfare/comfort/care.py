"""走访慰问, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.comfort.figures import CHECKS, DUE_DATES, FIGURES, SPENDING
from cadre_desktop.welfare.comfort.records import RECORDS
from cadre_desktop.welfare.comfort.registers import PAYMENTS, REGISTERS, TOLD
from cadre_desktop.welfare.comfort.remembering import REMEMBERED
from cadre_desktop.welfare.comfort.reminders import SUMMED
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.VISIT,
    RECORDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    limits=((PAYMENTS.kind, TOLD),),
    confidential=(PAYMENTS.kind,),
    due=(REMEMBERED,),
    summed=(SUMMED,),
    checks=CHECKS,
    spending=SPENDING,
)
