"""Courses and who takes part in them, as the rest of the program knows them."""

from cadre_desktop.courses.agenda import DUE_DATES
from cadre_desktop.courses.figures import FIGURES
from cadre_desktop.courses.kinds import KINDS
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published

PUBLISHED = Published(
    KINDS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("courses", N_("登记培训班次和参训情况"), KINDS),),
    report_order=1,
)
