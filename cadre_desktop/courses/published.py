"""Courses and who takes part in them, as the rest of the program knows them."""

from cadre_desktop.courses.agenda import DUE_DATES
from cadre_desktop.courses.figures import BREAKDOWNS, FIGURES, years
from cadre_desktop.courses.kinds import COURSE, ENROLMENT, KINDS
from cadre_desktop.courses.records import RECORDS
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published

PUBLISHED = Published(
    RECORDS,
    KINDS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("courses", N_("登记培训班次和参训情况"), KINDS),),
    report_order=1,
    years=years,
    breakdowns=BREAKDOWNS,
    beginnings=(Beginning(COURSE, N_("新增班次"), N_("班次"), ENROLMENT),),
    found_first=(FoundFirst(COURSE, 2),),
)
