"""Welfare events, as the rest of the program knows them."""

from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, FoundFirst, Permission, Published
from cadre_desktop.welfare.about_person import ABOUT_PERSON
from cadre_desktop.welfare.agenda import DUE_DATES
from cadre_desktop.welfare.figures import FIGURES
from cadre_desktop.welfare.kinds import GENERAL, KINDS, PARTICIPANT, WELFARE_EVENT
from cadre_desktop.welfare.name_list import PARTICIPANTS
from cadre_desktop.welfare.records import RECORDS

PUBLISHED = Published(
    RECORDS,
    KINDS,
    name_lists=(PARTICIPANTS,),
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("welfare", N_("登记暖警活动和参加情况"), KINDS),),
    limits=((PARTICIPANT, GENERAL),),  # examinations and counselling are nobody's business
    report_order=5,
    beginnings=(Beginning(WELFARE_EVENT, N_("新增活动"), N_("活动"), PARTICIPANT),),
    found_first=(FoundFirst(WELFARE_EVENT, 4),),
    about_person=ABOUT_PERSON,
)
