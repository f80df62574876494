"""Welfare, as the rest of the program knows it: the events with who takes part, and the eight kinds of care."""

from itertools import chain

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published
from cadre_desktop.welfare.about_person import ABOUT_PERSON
from cadre_desktop.welfare.agenda import DUE_DATES
from cadre_desktop.welfare.cares import CARES
from cadre_desktop.welfare.common.records import RECORDS as COMMON_RECORDS
from cadre_desktop.welfare.common.registers import REGISTERS as COMMON_REGISTERS
from cadre_desktop.welfare.figures import FIGURES
from cadre_desktop.welfare.kinds import GENERAL, KINDS, PARTICIPANT, WELFARE_EVENT
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import RECORDS

REGISTERS = (*chain.from_iterable(care.registers for care in CARES), *COMMON_REGISTERS)
"""In the order of their pages: those of each kind of care, then what they share."""

_APART = tuple(chain.from_iterable(care.permissions for care in CARES))
_ALONE = {kind.key for permission in _APART for kind in permission.kinds}
_SHARED = tuple(register.kind for register in REGISTERS if register.kind.key not in _ALONE)

PUBLISHED = Published(
    (*RECORDS, *chain.from_iterable(care.records for care in CARES), *COMMON_RECORDS),
    KINDS,
    registers=REGISTERS,
    name_lists=(PARTICIPANTS,),
    figures=(*FIGURES, *chain.from_iterable(care.figures for care in CARES)),
    due_dates=(*DUE_DATES, *chain.from_iterable((*care.due_dates, *care.summed) for care in CARES)),
    permissions=(Permission("welfare", N_("登记暖警活动和参加情况"), (*KINDS, *_SHARED)), *_APART),
    # Health and hardship are nobody's business.
    limits=((PARTICIPANT, GENERAL), *chain.from_iterable(care.limits for care in CARES)),
    unlisted=tuple(chain.from_iterable(care.unlisted for care in CARES)),
    checks=tuple(chain.from_iterable(care.checks for care in CARES)),
    report_order=5,
    beginnings=(Beginning(WELFARE_EVENT, N_("新增活动"), N_("活动"), PARTICIPANT),),
    found_first=(FoundFirst(WELFARE_EVENT, 4),),
    about_person=(*ABOUT_PERSON, *chain.from_iterable(care.about_person for care in CARES)),
    unfinished=tuple(chain.from_iterable(care.unfinished for care in CARES)),
)
