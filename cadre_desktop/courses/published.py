"""Courses and who takes part in them, as the rest of the program knows them."""

from cadre_desktop.courses.agenda import DUE_DATES
from cadre_desktop.courses.figures import BREAKDOWNS, FIGURES, years
from cadre_desktop.courses.kinds import COURSE, ENROLMENT, KINDS
from cadre_desktop.courses.name_list import ENROLMENTS
from cadre_desktop.courses.records import RECORDS
from cadre_desktop.courses.registers.feedback import FEEDBACK
from cadre_desktop.courses.registers.hours_targets import HOURS_TARGETS
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.courses.registers.studies import DEGREE_STUDIES, JUDICIAL_EXAMS, STUDY_REPORTS
from cadre_desktop.courses.study_figures import STUDY_FIGURES
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published

REGISTERS = (
    PLAN_ITEMS,
    HOURS_TARGETS,
    FEEDBACK,
    DEGREE_STUDIES,
    JUDICIAL_EXAMS,
    STUDY_REPORTS,
)
"""In the order of their pages."""

_ALL = (*KINDS, *(register.kind for register in REGISTERS))

PUBLISHED = Published(
    RECORDS,
    KINDS,
    registers=REGISTERS,
    name_lists=(ENROLMENTS,),
    figures=(*FIGURES, *STUDY_FIGURES),
    due_dates=DUE_DATES,
    permissions=(Permission("courses", N_("登记培训计划、班次和参训情况"), _ALL),),
    report_order=1,
    years=years,
    breakdowns=BREAKDOWNS,
    beginnings=(Beginning(COURSE, N_("新增班次"), N_("班次"), ENROLMENT),),
    found_first=(FoundFirst(COURSE, 2),),
)
