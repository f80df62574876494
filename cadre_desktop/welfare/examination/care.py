"""年度体检, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.examination.agenda import DUE_DATES
from cadre_desktop.welfare.examination.checks import check_rounds
from cadre_desktop.welfare.examination.costs import SPENDING
from cadre_desktop.welfare.examination.figures import FIGURES
from cadre_desktop.welfare.examination.records import RECORDS
from cadre_desktop.welfare.examination.registers import ASSIGNMENTS, LIMITS, REGISTERS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.PHYSICAL_EXAM,
    RECORDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    limits=LIMITS,
    confidential=(ASSIGNMENTS.kind,),
    checks=(check_rounds,),
    spending=(SPENDING,),
)
