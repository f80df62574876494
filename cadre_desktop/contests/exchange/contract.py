"""The contest workbook: its sheets and columns, which are a file contract and never translated.

One workbook holds one contest whole. A sheet or an optional column may be missing; an empty 赛道 or 项目 means all.
"""

from dataclasses import replace

from cadre_desktop.contests.kinds import AWARD_LEVEL, CONTEST, CRITERION, ENTRANT, EVENT, JUDGE, MARK, TIE_BREAK, TRACK
from cadre_desktop.contests.records import (
    AwardLevel,
    Contest,
    Criterion,
    Entrant,
    Event,
    Judge,
    Mark,
    Recusal,
    ScoreSheet,
    TieBreak,
    Track,
)
from cadre_desktop.kit.intake.sheets.contract import BookContract, SheetContract, named
from cadre_desktop.kit.kind import Column
from cadre_desktop.kit.language import N_

NO_SEAT = "未安排"
"""Under 项目 of a judge who has no seat on any panel yet."""

CONTEST_SHEET = SheetContract(
    "竞赛",
    {
        "name": CONTEST.column(Contest.name),
        "edition": CONTEST.column(Contest.edition),
        "year": CONTEST.column(Contest.year),
        "starts": CONTEST.column(Contest.starts),
        "ends": CONTEST.column(Contest.ends),
        "place": CONTEST.column(Contest.place),
        "organiser": CONTEST.column(Contest.organiser),
        "several_tracks": CONTEST.column(Contest.several_tracks),
        "notes": CONTEST.column(Contest.notes),
    },
    ("name",),
    "只填一行；年度不填取开始日期的年份。名称和年度都相同的竞赛已有时，修改那个竞赛。",
)

TRACK_SHEET = SheetContract(
    "赛道",
    {
        "name": replace(TRACK.column(Track.name), also=("组别",)),
        "category": TRACK.column(Track.category),
        "specialty": TRACK.column(Track.specialty),
        "draw_seed": Column(Track.draw_seed, "抽签种子", hint="抽签所用的种子"),
        "code_seed": Column(Track.code_seed, "代号种子", hint="匿名评审拆封匹配后才写出，不用填写"),
        "matched_on": Column(Track.matched_on, "拆封日期", hint="匿名评审拆封匹配的日期，不用填写"),
        "matched_by": Column(Track.matched_by, "拆封人"),
        "matched_reason": Column(Track.matched_reason, "拆封理由", hint="评分表未齐而拆封的理由"),
    },
    ("name",),
    "每个赛道一行。",
)

EVENT_SHEET = SheetContract(
    "项目",
    {
        "name": EVENT.column(Event.name),
        "track": named("赛道", hint="不填为全部赛道；某赛道另有一行的，以那一行为准"),
        "format": EVENT.column(Event.format),
        "weight": replace(EVENT.column(Event.weight), hint="百分数，填 30 即 30%；每个赛道各项目合计 100"),
        "combination": EVENT.column(Event.combination),
        "drop_high": EVENT.column(Event.drop_high),
        "drop_low": EVENT.column(Event.drop_low),
        "statistic": EVENT.column(Event.statistic),
        "decimals": replace(EVENT.column(Event.decimals), hint="0 至 3"),
        "rounding": EVENT.column(Event.rounding),
        "missing": EVENT.column(Event.missing),
        "anonymous": EVENT.column(Event.anonymous),
        "held": EVENT.column(Event.held),
        "venue": EVENT.column(Event.venue),
    },
    ("name",),
    "每个项目一行。不填的计分规则取各列第一种：评委总分、不去高低、平均、2 位小数、逐级、零分。",
    {"track": "赛道"},
)

CRITERION_SHEET = SheetContract(
    "评分细则",
    {
        "event": named("项目"),
        "track": named("赛道", hint="不填为全部赛道；某赛道另有细则的，以另列的为准"),
        "name": CRITERION.column(Criterion.name),
        "points": CRITERION.column(Criterion.points),
        "step": CRITERION.column(Criterion.step),
        "kind": CRITERION.column(Criterion.kind),
        "factor": CRITERION.column(Criterion.factor),
    },
    ("event", "name", "points"),
    "每个评分项一行。步长不填为 0.5，类型不填为评判，系数不填为 1。",
    {"event": "项目", "track": "赛道"},
)

_STAFF_NUMBER = "本院人员的工号，姓名分不清时填写"

JUDGE_SHEET = SheetContract(
    "评委",
    {
        "name": JUDGE.column(Judge.name),
        "unit": JUDGE.column(Judge.unit),
        "division": JUDGE.column(Judge.division),
        "event": named("项目", hint=f"不填为全部项目；还没有安排席位的填“{NO_SEAT}”"),
        "track": named("赛道", hint="不填为全部赛道"),
        "staff_number": named("工号", "人员编号", hint=_STAFF_NUMBER),
    },
    ("name",),
    "一位评委坐几处就填几行。花名册里没有的人按外请评委登记。",
    {"event": "项目", "track": "赛道"},
)

ENTRANT_SHEET = SheetContract(
    "选手",
    {
        "name": ENTRANT.column(Entrant.name),
        "unit": ENTRANT.column(Entrant.unit),
        "division": ENTRANT.column(Entrant.division),
        "track": named("赛道"),
        "number": ENTRANT.column(Entrant.number),
        "status": ENTRANT.column(Entrant.status),
        "reason": replace(ENTRANT.column(Entrant.reason), also=()),
        "play_off": ENTRANT.column(Entrant.play_off),
        "staff_number": named("工号", "人员编号", hint=_STAFF_NUMBER),
        "entry_number": Column(Entrant.entry_number, "报名号", hint="抽签时用的编号"),
        "code": replace(ENTRANT.column(Entrant.code), hint="匿名评审拆封匹配后才写出，不用填写"),
    },
    ("name", "track"),
    "每位选手一行。花名册里没有的人按外单位选手登记。",
    {"track": "赛道"},
)

AWARD_SHEET = SheetContract(
    "奖项",
    {
        "track": named("赛道", hint="不填为全部赛道；某赛道另列奖项的，以另列的为准"),
        "title": AWARD_LEVEL.column(AwardLevel.title),
        "number": AWARD_LEVEL.column(AwardLevel.number),
        "percent": AWARD_LEVEL.column(AwardLevel.percent),
        "rounding": AWARD_LEVEL.column(AwardLevel.rounding),
        "per_court": AWARD_LEVEL.column(AwardLevel.per_court),
        "tie": AWARD_LEVEL.column(AwardLevel.tie),
    },
    ("title",),
    "从高到低，每个等次一行；名额和比例填一项。取整不填为舍去。",
    {"track": "赛道"},
)

TIE_SHEET = SheetContract(
    "并列规则",
    {
        "place": TIE_BREAK.column(TieBreak.place),
        "rule": replace(TIE_BREAK.column(TieBreak.rule), hint="指定项目写作“指定项目：庭审观摩”"),
        "event": named("项目", hint="“指定项目”时填写"),
    },
    ("rule",),
    "总分相同时依次比较；都相同的并列。填了这张表，就以它为准。",
    {"event": "项目"},
    ("rule",),
)

RECUSAL_SHEET = SheetContract(
    "回避",
    {
        "track": named("赛道"),
        "judge": named("评委"),
        "entrant": named("选手"),
        "kind": Column(Recusal.kind, "关系"),
        "severity": Column(Recusal.severity, "处理", hint="不填按该关系的通常处理"),
        "reason": Column(Recusal.reason, "理由"),
    },
    ("track", "judge", "entrant", "kind"),
    "登记师徒、亲属关系，以及对同一法院、同一部门的决定；同院、同部门的关系由程序自己查找。",
    {"track": "赛道"},
)

CHOICE_SHEET = SheetContract(
    "评议",
    {
        "track": named("赛道"),
        "title": named("奖项"),
        "entrant": named("选手"),
        "reason": named("理由"),
    },
    ("track", "title", "entrant"),
    "并列者超出名额、由评委会评议时，得奖的选手各一行。",
    {"track": "赛道"},
)

MARK_SHEET = SheetContract(
    "评分",
    {
        "track": named("赛道"),
        "event": named("项目"),
        "entrant": named(
            "选手", hint="同一赛道有同名的，在姓名后的括号里注明部门、单位、工号或抽签号；匿名评审拆封匹配前是代号"
        ),
        "judge": named("评委", hint="测量成绩不填评委"),
        "criterion": named("评分项"),
        "value": MARK.column(Mark.value),
    },
    ("track", "event", "entrant", "criterion"),
    "每个分数一行。没有分数就留空，空白不是零分。",
    {"track": "赛道", "event": "项目"},
    also_headed=("value",),
)

_OF_A_SHEET = {
    "track": MARK_SHEET.columns["track"],
    "event": MARK_SHEET.columns["event"],
    "entrant": named("选手", hint="与“评分”表里的写法相同"),
    "judge": MARK_SHEET.columns["judge"],
}

SECOND_SHEET = SheetContract(
    "复核录入",
    {
        **_OF_A_SHEET,
        "criterion": MARK_SHEET.columns["criterion"],
        "value": replace(MARK_SHEET.columns["value"], title="复核分值"),
    },
    ("track", "event", "entrant", "criterion"),
    "第二遍录入的分值，每个一行；只用来与“评分”核对，不计分。没有复核录入的不填。",
    {"track": "赛道", "event": "项目"},
    also_headed=("value",),
)

SCORE_SHEET_SHEET = SheetContract(
    "评分表",
    {
        **_OF_A_SHEET,
        "paper_total": Column(ScoreSheet.paper_total, "纸面合计"),
        "keyed_by": Column(ScoreSheet.keyed_by, "录入人"),
        "confirmed_by": Column(ScoreSheet.confirmed_by, "确认人", hint="填了就是已经与纸面核对、确认"),
        "confirmed_on": Column(ScoreSheet.confirmed_on, "确认日期"),
        "second_by": Column(ScoreSheet.second_by, "复核人"),
        "second_on": Column(ScoreSheet.second_on, "复核日期"),
    },
    ("track", "event", "entrant"),
    "每张纸质评分表一行：纸面合计，谁录入、谁确认、谁复核。可以不填。",
    {"track": "赛道", "event": "项目"},
)

SHEETS = (
    CONTEST_SHEET,
    TRACK_SHEET,
    EVENT_SHEET,
    CRITERION_SHEET,
    JUDGE_SHEET,
    ENTRANT_SHEET,
    AWARD_SHEET,
    TIE_SHEET,
    RECUSAL_SHEET,
    CHOICE_SHEET,
    MARK_SHEET,
    SECOND_SHEET,
    SCORE_SHEET_SHEET,
)

CONTEST_BOOK = BookContract(N_("竞赛工作簿"), SHEETS)
