"""荣退, as the rest of welfare knows it."""

from cadre_desktop.kit.language import N_
from cadre_desktop.people.agenda import RETIRING
from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.farewell.checks import keepsakes_above
from cadre_desktop.welfare.farewell.counting import FIGURES
from cadre_desktop.welfare.farewell.due import DUE_DATES
from cadre_desktop.welfare.farewell.records import RECORDS, FarewellPhoto
from cadre_desktop.welfare.farewell.registers import REGISTERS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(
    WelfareKind.RETIREMENT_CEREMONY,
    RECORDS,
    registers=REGISTERS,
    unlisted=((FarewellPhoto, N_("纪念册照片")),),
    figures=FIGURES,
    due_dates=DUE_DATES,
    checks=(keepsakes_above,),
    due=(RETIRING,),
)
"""荣退: what is prepared for everybody who retires, the album, and how contact is kept afterwards."""
