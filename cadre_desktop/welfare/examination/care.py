"""年度体检, as the rest of welfare knows it."""

from cadre_desktop.welfare.caring import Care
from cadre_desktop.welfare.examination.records import RECORDS
from cadre_desktop.welfare.rules import WelfareKind

CARE = Care(WelfareKind.PHYSICAL_EXAM, RECORDS)
