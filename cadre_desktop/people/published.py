"""The dossier of people, as the rest of the program knows it."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published, Register
from cadre_desktop.people.agenda import DUE_DATES
from cadre_desktop.people.figures import FIGURES
from cadre_desktop.people.kinds import (
    APPOINTMENT,
    COURT,
    DEPARTMENT,
    HONOUR,
    KINDS,
    PERSON,
    POOL_ENTRY,
    TRAINING_RECORD,
)
from cadre_desktop.people.name_list.records import RECORDS as NAME_LIST
from cadre_desktop.people.name_list.records import CourtQuota, DepartmentQuota, Presence, Session
from cadre_desktop.people.records import RECORDS, Person
from cadre_desktop.people.registers.absences import ABSENCES
from cadre_desktop.people.registers.annual_grades import ANNUAL_GRADES
from cadre_desktop.people.registers.calendar_days import CALENDAR_DAYS
from cadre_desktop.people.registers.education import EDUCATION
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.registers.party_roles import PARTY_STANDINGS
from cadre_desktop.people.registers.posts_held import POSTS_HELD

_STAFF, _DOSSIER = N_("人员机构"), N_("个人档案")

REGISTERS = (
    Register(PERSON, _STAFF),
    Register(DEPARTMENT, _STAFF),
    Register(COURT, _STAFF),
    POSTS_HELD,
    EDUCATION,
    ANNUAL_GRADES,
    Register(APPOINTMENT, _DOSSIER),
    Register(HONOUR, _DOSSIER),
    Register(TRAINING_RECORD, _DOSSIER),
    Register(POOL_ENTRY, _DOSSIER, editable=False),
    PARTY_STANDINGS,
    ABSENCES,
    LECTURERS,
    CALENDAR_DAYS,
)
"""In the order of their pages; memberships of pools are posted."""

_ALL = (*KINDS, *(register.kind for register in REGISTERS if register.kind not in KINDS))

PUBLISHED = Published(
    (*RECORDS, *NAME_LIST),
    KINDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("people", N_("维护人员、机构和个人档案"), _ALL),),
    report_order=4,
    beginnings=(Beginning(PERSON, N_("导入花名册…")),),
    found_first=(FoundFirst(PERSON, 1, (Person.name, Person.court, Person.department, Person.post, Person.born)),),
    not_sought=(TRAINING_RECORD, POOL_ENTRY),  # posted by courses and pools, which are found themselves
    unlisted=(
        (Session, N_("课次（场次）")),
        (Presence, N_("考勤")),
        (CourtQuota, N_("名额分配")),
        (DepartmentQuota, N_("部门名额分配")),
    ),
)
