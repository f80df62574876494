"""入职关怀, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.newcomers.about_person import ABOUT_PERSON
from cadre_desktop.welfare.newcomers.agenda import DUE_DATES
from cadre_desktop.welfare.newcomers.figures import FIGURES
from cadre_desktop.welfare.newcomers.mentoring import too_many
from cadre_desktop.welfare.newcomers.records import RECORDS
from cadre_desktop.welfare.newcomers.registers import REGISTERS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.ONBOARDING,
    RECORDS,
    REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    about_person=ABOUT_PERSON,
    checks=(too_many,),
)
