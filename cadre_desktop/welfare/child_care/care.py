"""暖心托辅, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.child_care.records import RECORDS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(WelfareKind.CHILD_CARE, RECORDS)
