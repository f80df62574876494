"""惠医惠警, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.green_channel.figures import DUE_DATES, FIGURES, TO_RENEW
from cadre_desktop.welfare.green_channel.records import RECORDS
from cadre_desktop.welfare.green_channel.registers import REFERRALS, REGISTERS, TOLD
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.MEDICAL_GREEN_CHANNEL,
    RECORDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    ending=(TO_RENEW,),
    limits=((REFERRALS.kind, TOLD),),
    confidential=(REFERRALS.kind,),
)
