"""心理辅导, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.counselling.records import RECORDS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(WelfareKind.COUNSELLING, RECORDS)
