"""The dossier of people, as the rest of the program knows it."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Permission, Published, Register
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
    KINDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("people", N_("维护人员、机构和个人档案"), KINDS),),
    report_order=4,
)
