"""The dossier of people, as the rest of the program knows it."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published, Register
from cadre_desktop.people.agenda import DUE_DATES
from cadre_desktop.people.figures import FIGURES
from cadre_desktop.people.form_files import FORM_FILES
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
from cadre_desktop.people.registers.appointment_batches import APPOINTMENT_BATCHES
from cadre_desktop.people.registers.calendar_days import CALENDAR_DAYS
from cadre_desktop.people.registers.education import EDUCATION
from cadre_desktop.people.registers.establishment import ESTABLISHMENTS
from cadre_desktop.people.registers.honour_proposals import HONOUR_PROPOSALS
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.registers.lrmx_forms import LrmxForm
from cadre_desktop.people.registers.mentors import MENTOR_NOTES, MENTOR_PAIRS
from cadre_desktop.people.registers.movements import MOVEMENTS
from cadre_desktop.people.registers.not_duplicates import NotDuplicate
from cadre_desktop.people.registers.party_roles import PARTY_STANDINGS
from cadre_desktop.people.registers.posts_held import POSTS_HELD
from cadre_desktop.people.registers.relations import RELATIONS
from cadre_desktop.people.registers.resume import RESUME
from cadre_desktop.people.registers.retirement_decisions import RETIREMENT_DECISIONS
from cadre_desktop.people.registers.rotation_entries import ROTATION_ENTRIES
from cadre_desktop.people.registers.sanctions import SANCTIONS

_STAFF, _DOSSIER, _CHANGES = N_("人员机构"), N_("个人档案"), N_("任免与培养")

REGISTERS = (
    Register(PERSON, _STAFF),
    Register(DEPARTMENT, _STAFF),
    Register(COURT, _STAFF),
    ESTABLISHMENTS,
    RESUME,
    POSTS_HELD,
    EDUCATION,
    ANNUAL_GRADES,
    Register(HONOUR, _DOSSIER),
    Register(TRAINING_RECORD, _DOSSIER),
    Register(POOL_ENTRY, _DOSSIER, editable=False),
    ROTATION_ENTRIES,
    PARTY_STANDINGS,
    ABSENCES,
    MOVEMENTS,
    RETIREMENT_DECISIONS,
    SANCTIONS,
    RELATIONS,
    APPOINTMENT_BATCHES,
    Register(APPOINTMENT, _CHANGES),
    HONOUR_PROPOSALS,
    MENTOR_PAIRS,
    MENTOR_NOTES,
    LECTURERS,
    CALENDAR_DAYS,
)
"""In the order of their pages; memberships of pools are posted."""

_ALL = (*KINDS, *(register.kind for register in REGISTERS if register.kind not in KINDS))

_RESTRICTED = (SANCTIONS.kind, RELATIONS.kind)

PUBLISHED = Published(
    (*RECORDS, *NAME_LIST, LrmxForm, NotDuplicate),
    KINDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(
        Permission("people", N_("维护人员、机构和个人档案"), tuple(kind for kind in _ALL if kind not in _RESTRICTED)),
        Permission("restricted", N_("查看和维护处分、回避关系"), _RESTRICTED),
    ),
    report_order=4,
    beginnings=(Beginning(PERSON, N_("导入花名册…")),),
    found_first=(FoundFirst(PERSON, 1, (Person.name, Person.court, Person.department, Person.post, Person.born)),),
    # Posted by courses, pools and moves, which are found themselves; what is restricted is not found by a name.
    not_sought=(TRAINING_RECORD, POOL_ENTRY, ROTATION_ENTRIES.kind, SANCTIONS.kind, RELATIONS.kind),
    dropped_files=(FORM_FILES,),
    unlisted=(
        (Session, N_("课次（场次）")),
        (Presence, N_("考勤")),
        (CourtQuota, N_("名额分配")),
        (DepartmentQuota, N_("部门名额分配")),
        (LrmxForm, N_("任免审批表")),
        (NotDuplicate, N_("核对过的重名")),
    ),
)
