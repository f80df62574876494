"""困难帮扶, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.hardship.records import RECORDS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(WelfareKind.ASSISTANCE, RECORDS)
