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
from cadre_desktop.people.name_list.records import CourtQuota, Presence, Session
from cadre_desktop.people.records import RECORDS, Person

REGISTERS = (
    Register(PERSON),
    Register(DEPARTMENT),
    Register(COURT),
    Register(HONOUR),
    Register(APPOINTMENT),
    Register(TRAINING_RECORD),
    Register(POOL_ENTRY, editable=False),
)
"""In the order of their pages; memberships of pools are posted."""

PUBLISHED = Published(
    (*RECORDS, *NAME_LIST),
    KINDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("people", N_("维护人员、机构和个人档案"), KINDS),),
    report_order=4,
    beginnings=(Beginning(PERSON, N_("导入花名册…")),),
    found_first=(FoundFirst(PERSON, 1, (Person.name, Person.court, Person.department, Person.post, Person.born)),),
    not_sought=(TRAINING_RECORD, POOL_ENTRY),  # posted by courses and pools, which are found themselves
    unlisted=((Session, N_("课次")), (Presence, N_("考勤")), (CourtQuota, N_("名额分配"))),
)
