"""Talent pools and planned moves, as the rest of the program knows them."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import AfterImport, FoundFirst, Permission, Published
from cadre_desktop.talent.about_person import ABOUT_PERSON
from cadre_desktop.talent.actions import post_missing, post_missing_rotations
from cadre_desktop.talent.agenda import DUE_DATES
from cadre_desktop.talent.figures import FIGURES
from cadre_desktop.talent.kinds import KINDS, MEMBERSHIP, POOL, ROTATION
from cadre_desktop.talent.records import RECORDS
from cadre_desktop.talent.registers.evidence import STAGE_EVIDENCE
from cadre_desktop.talent.registers.exclusions import POOL_EXCLUSIONS
from cadre_desktop.talent.registers.post_profiles import POST_PROFILES
from cadre_desktop.talent.registers.reserve_tasks import RESERVE_TASKS
from cadre_desktop.talent.registers.reviews import YEARLY_REVIEWS

REGISTERS = (STAGE_EVIDENCE, YEARLY_REVIEWS, RESERVE_TASKS, POST_PROFILES, POOL_EXCLUSIONS)
"""In the order of their pages."""

_ALL = (*KINDS, *(register.kind for register in REGISTERS))

PUBLISHED = Published(
    RECORDS,
    KINDS,
    registers=REGISTERS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("talent", N_("管理人才库和交流轮岗"), _ALL),),
    report_order=3,
    found_first=(FoundFirst(POOL, 5),),
    after_import=(
        AfterImport(
            MEMBERSHIP,
            post_missing,
            N_("名单已经导入，但入库经历还没有记入档案：{why}以后把同一个文件再导入一次，就会补上。"),
        ),
        AfterImport(
            ROTATION,
            post_missing_rotations,
            N_("轮岗已经导入，但交流经历还没有记入档案：{why}以后把同一个文件再导入一次，就会补上。"),
        ),
    ),
    about_person=ABOUT_PERSON,
)
