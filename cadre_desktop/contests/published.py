"""Competitions, as the rest of the program knows them."""

from cadre_desktop.contests.about_person import ABOUT_PERSON
from cadre_desktop.contests.agenda import DUE_DATES
from cadre_desktop.contests.checks import seal_troubles
from cadre_desktop.contests.dropped import CONTEST_WORKBOOK, NOMINATIONS
from cadre_desktop.contests.figures import FIGURES
from cadre_desktop.contests.kinds import CONTEST, ENTRANT, KINDS, MARK, MATCHED
from cadre_desktop.contests.records import (
    RECORDS,
    AwardChoice,
    Drawing,
    Entrant,
    Judge,
    Recusal,
    ScoreSheet,
    Seat,
    SecondMark,
)
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Beginning, Coded, CodeNames, FoundFirst, Permission, Published, StoredValues


def _code_names(stored: StoredValues) -> CodeNames:
    from cadre_desktop.contests.code_names import EntrantCodes  # and with it all that reckons results

    return EntrantCodes(stored)


PUBLISHED = Published(
    RECORDS,
    KINDS,
    figures=FIGURES,
    due_dates=DUE_DATES,
    permissions=(Permission("contests", N_("组织技能竞赛、录入评分和封存成绩"), KINDS),),
    limits=((MARK, MATCHED),),  # marks of anonymous events do not stand beside the names
    report_order=2,
    beginnings=(Beginning(CONTEST, N_("新建竞赛"), N_("竞赛"), ENTRANT),),
    found_first=(FoundFirst(CONTEST, 3),),
    unlisted=(
        (Drawing, N_("抽签")),
        (Seat, N_("评委席位")),
        (Recusal, N_("回避")),
        (ScoreSheet, N_("评分表")),
        (SecondMark, N_("复核录入")),
        (AwardChoice, N_("奖项选定")),
    ),
    stand_ins=(Entrant, Judge),
    coded=(Coded(Entrant, "entrant_id", frozenset({"event_id", "entrant_id"}), MATCHED, _code_names),),
    other_workbooks=(CONTEST_WORKBOOK, NOMINATIONS),
    checks=(seal_troubles,),
    about_person=ABOUT_PERSON,
)
