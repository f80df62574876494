"""Competitions, as the rest of the program knows them."""

from cadre_desktop.contests.agenda import DUE_DATES
from cadre_desktop.contests.figures import FIGURES
from cadre_desktop.contests.kinds import KINDS, MARK, MATCHED
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published

PUBLISHED = Published(
    KINDS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("contests", N_("组织技能竞赛、录入评分和封存成绩"), KINDS),),
    limits=((MARK, MATCHED),),  # marks of anonymous events do not stand beside the names
    report_order=2,
)
