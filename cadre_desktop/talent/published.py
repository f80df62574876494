"""Talent pools and planned moves, as the rest of the program knows them."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published
from cadre_desktop.talent.agenda import DUE_DATES
from cadre_desktop.talent.figures import FIGURES
from cadre_desktop.talent.kinds import KINDS

PUBLISHED = Published(
    KINDS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("talent", N_("管理人才库和交流轮岗"), KINDS),),
    report_order=3,
)
