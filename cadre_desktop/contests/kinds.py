"""How contests and what belongs to them are shown, entered, exported and printed.

The headings are those of the contest workbook.
"""

from dataclasses import replace

from cadre_desktop.contests.records import (
    AwardLevel,
    Contest,
    Criterion,
    Entrant,
    Event,
    Judge,
    Mark,
    Result,
    TieBreak,
    Track,
)
from cadre_desktop.contests.vetting import (
    complete_contest,
    complete_criterion,
    complete_party,
    of_contest,
    vet_award_level,
    vet_contest,
    vet_criterion,
    vet_entrant,
    vet_event,
    vet_judge,
    vet_mark,
    vet_part,
    vet_result,
)
from cadre_desktop.kit.kind import Column, Kind
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition


def _or_all(track: str) -> str:
    """A track's name; what names none is for all."""
    return track or _("全部")


CONTEST = Kind(
    Contest,
    "contests",
    "竞赛",
    columns=(
        Column(Contest.name, "名称", also=("竞赛", "竞赛名称", "比赛名称"), section="竞赛", roster_mm=80),
        Column(Contest.edition, "届次", also=("届",), section="竞赛", in_table=False, roster_mm=20),
        Column(Contest.year, "年度", also=("年份",), section="竞赛", filterable=True, roster_mm=16),
        Column(Contest.starts, "开始日期", also=("开始", "开始时间"), section="竞赛", roster_mm=24),
        Column(Contest.ends, "结束日期", also=("结束", "结束时间"), section="竞赛", roster_mm=24),
        Column(Contest.place, "地点", also=("比赛地点",), section="竞赛", in_table=False),
        Column(
            Contest.organiser,
            "主办单位",
            also=("主办方", "主办"),
            section="竞赛",
            in_table=False,
            hint="荣誉证书落款；不填为本院",
        ),
        Column(
            Contest.several_tracks,
            "可参加多个赛道",
            section="竞赛",
            in_table=False,
            hint="一般一人只参加一个赛道",
        ),
        Column(
            Contest.second_keying,
            "复核录入",
            also=("双录", "二次录入"),
            section="竞赛",
            in_table=False,
            hint="封存前须由另一人再录一遍评分表",
        ),
        Column(Contest.status, "状态", filterable=True, in_form=False, roster_mm=16),
        Column(Contest.sealed_on, "封存日期", in_form=False, in_table=False),
        Column(Contest.notes, "备注", also=("说明",), section="竞赛", in_table=False),
    ),
    order=(Contest.year.desc(), Contest.starts.desc()),
    identity=((Contest.name, Contest.year),),
    prepare=complete_contest,
    vet=vet_contest,
    icon="contest",
)

TRACK = Kind(
    Track,
    "tracks",
    "赛道",
    columns=(
        Column(Track.contest, "竞赛", also=("竞赛名称",), filterable=True, roster_mm=60),
        Column(Track.name, "赛道", also=("专业组", "组别"), roster_mm=50),
        Column(Track.category, "人员分类", also=("人员类别",), filterable=True, roster_mm=30),
        Column(Track.specialty, "专业", also=("条线",), roster_mm=40),
        Column(Track.place, "序号", also=("排序",), in_table=False),
    ),
    order=(Track.contest.desc(), Track.place),
    identity=((Track.contest, Track.name),),
    vet=vet_part,
    icon="contest",
)

EVENT = Kind(
    Event,
    "events",
    "项目",
    columns=(
        Column(Event.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False, roster_mm=60),
        Column(Event.name, "项目", also=("项目名称", "比赛项目"), section="项目", roster_mm=40),
        Column(
            Event.track, "赛道", section="项目", filterable=True, roster_mm=40, shown=_or_all, hint="不填为全部赛道"
        ),
        Column(Event.format, "形式", also=("比赛形式",), section="项目", roster_mm=30),
        Column(Event.weight, "权重", also=("占比", "权重（%）"), section="项目", roster_mm=14),
        Column(
            Event.anonymous,
            "匿名",
            also=("匿名评审", "盲评", "匿名评审（盲评）"),
            section="项目",
            hint="匿名评审（盲评）：拆封匹配前只用代号",
        ),
        Column(Event.held, "日期", also=("比赛日期",), section="项目", in_table=False),
        Column(Event.venue, "地点", section="项目", in_table=False),
        Column(Event.combination, "合成方式", section="计分", hint="先按评委合计，或逐项合成"),
        Column(Event.drop_high, "去高", also=("去掉最高",), section="计分", hint="去掉几个最高分，0 至 2"),
        Column(Event.drop_low, "去低", also=("去掉最低",), section="计分", hint="去掉几个最低分，0 至 2"),
        Column(Event.statistic, "统计", section="计分"),
        Column(Event.decimals, "小数位", section="计分"),
        Column(Event.rounding, "舍入", section="计分", hint="每步舍入，或只在最后"),
        Column(Event.missing, "缺项", section="计分", hint="没有任何评分时"),
        Column(Event.place, "序号", also=("排序",), in_table=False, in_form=False),
    ),
    order=(Event.contest.desc(), Event.place),
    identity=((Event.contest, Event.name, Event.track),),
    prepare=of_contest,
    vet=vet_event,
    icon="calendar",
)

CRITERION = Kind(
    Criterion,
    "criteria",
    "评分项",
    columns=(
        Column(Criterion.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False, roster_mm=50),
        Column(Criterion.event, "项目", filterable=True, in_form=False, roster_mm=36),
        Column(
            Criterion.track,
            "赛道",
            filterable=True,
            in_form=False,
            roster_mm=36,
            shown=_or_all,
            hint="不填为项目的全部赛道",
        ),
        Column(Criterion.name, "评分项", also=("评分内容", "评分标准"), roster_mm=60),
        Column(Criterion.points, "满分", also=("分值上限",), roster_mm=14),
        Column(Criterion.step, "步长", roster_mm=14, hint="最小分差；扣分项为每处扣分"),
        Column(Criterion.kind, "类型", roster_mm=14),
        Column(Criterion.factor, "系数", roster_mm=14, hint="一般为 1"),
        Column(Criterion.place, "序号", also=("排序",), in_table=False),
    ),
    order=(Criterion.event, Criterion.track, Criterion.place),
    identity=((Criterion.event, Criterion.track, Criterion.name),),
    prepare=complete_criterion,
    vet=vet_criterion,
    icon="edit",
)

JUDGE = Kind(
    Judge,
    "judges",
    "评委",
    columns=(
        Column(Judge.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False, in_table=False, roster_mm=50),
        Column(Judge.name, "评委", also=("姓名", "评委姓名"), roster_mm=22),
        Column(Judge.unit, "单位", also=("所在单位", "工作单位"), roster_mm=60, hint="外请评委请填写单位"),
        Column(Judge.division, "部门", also=("所在部门",), roster_mm=40),
        Column(Judge.person, "人员", also=("干警",), in_table=False, hint="外请评委请留空"),
        Column(Judge.court, "法院", filterable=True, in_table=False, in_form=False),
        Column(Judge.department, "所属部门", in_table=False, in_form=False),
    ),
    order=(Judge.contest.desc(), Judge.name),
    identity=((Judge.contest, Judge.name, Judge.unit, Judge.division),),
    prepare=complete_party,
    vet=vet_judge,
    icon="people",
)

ENTRANT = Kind(
    Entrant,
    "entrants",
    "选手",
    columns=(
        Column(
            Entrant.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False, in_table=False, roster_mm=50
        ),
        Column(Entrant.name, "选手", also=("姓名", "参赛人员", "参赛选手", "选手姓名"), roster_mm=22),
        Column(Entrant.unit, "单位", also=("所在单位", "工作单位"), roster_mm=56),
        Column(Entrant.division, "部门", also=("所在部门", "庭室"), roster_mm=36),
        Column(Entrant.track, "赛道", also=("参赛赛道", "专业组"), filterable=True, in_form=False, roster_mm=40),
        Column(Entrant.number, "抽签号", also=("出场顺序", "出场序号"), roster_mm=16),
        Column(Entrant.status, "状态", also=("参赛状态",), filterable=True, roster_mm=18),
        Column(Entrant.reason, "原因", also=("备注",), in_table=False, hint="退赛、缺席、取消资格时填写"),
        Column(Entrant.play_off, "加赛分", also=("加赛",), in_table=False, hint="并列加赛的得分"),
        Column(Entrant.person, "人员", also=("干警",), in_table=False, hint="外单位选手请留空"),
        Column(Entrant.court, "法院", filterable=True, in_table=False, in_form=False),
        Column(Entrant.department, "所属部门", in_table=False, in_form=False),
        Column(Entrant.entry_number, "报名号", in_table=False, in_form=False),
        Column(Entrant.code, "代号", also=("编号", "匿名编号"), in_table=False, in_form=False),
    ),
    order=(Entrant.track, Entrant.number, Entrant.name),
    identity=((Entrant.track, Entrant.name, Entrant.unit, Entrant.division),),
    prepare=complete_party,
    vet=vet_entrant,
    icon="people",
)

AWARD_LEVEL = Kind(
    AwardLevel,
    "award-levels",
    "奖项",
    columns=(
        Column(AwardLevel.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False, roster_mm=50),
        Column(AwardLevel.track, "赛道", filterable=True, roster_mm=36, shown=_or_all, hint="不填为全部赛道"),
        Column(AwardLevel.title, "奖项", also=("等次", "称号"), roster_mm=30),
        Column(AwardLevel.number, "名额", also=("数量", "人数"), roster_mm=14, hint="名额和比例填一项"),
        Column(AwardLevel.percent, "比例", roster_mm=14, hint="占有名次选手的百分比，不足一人的按“取整”"),
        Column(AwardLevel.rounding, "取整", also=("比例取整",), roster_mm=16, hint="按比例得出的人数不是整数时"),
        Column(AwardLevel.per_court, "单院上限", roster_mm=16, hint="每个法院最多几人；不填为不限"),
        Column(AwardLevel.tie, "并列", roster_mm=14, hint="并列者超出名额时"),
        Column(AwardLevel.place, "序号", also=("排序",), in_table=False, hint="从高到低"),
    ),
    order=(AwardLevel.contest.desc(), AwardLevel.track, AwardLevel.place),
    identity=((AwardLevel.contest, AwardLevel.track, AwardLevel.title),),
    prepare=of_contest,
    vet=vet_award_level,
    icon="certificate",
)

TIE_BREAK = Kind(
    TieBreak,
    "tie-breaks",
    "并列规则",
    columns=(
        Column(TieBreak.contest, "竞赛", also=("竞赛名称",), filterable=True, in_form=False),
        Column(TieBreak.place, "次序", also=("序号",)),
        Column(TieBreak.rule, "规则"),
        Column(TieBreak.event, "项目", hint="“指定项目”时填写"),
    ),
    order=(TieBreak.contest.desc(), TieBreak.place),
    identity=((TieBreak.contest, TieBreak.place),),
    vet=vet_part,
    icon="edit",
)

MARK = Kind(
    Mark,
    "marks",
    "评分",
    columns=(
        Column(Mark.event, "项目", filterable=True, roster_mm=36),
        Column(Mark.entrant, "选手", also=("姓名",), roster_mm=22),
        Column(Mark.judge, "评委", filterable=True, roster_mm=22, hint="测量成绩不填评委"),
        Column(Mark.criterion, "评分项", roster_mm=50),
        Column(Mark.value, "分值", also=("得分", "分数", "成绩"), roster_mm=16),
    ),
    order=(Mark.event, Mark.entrant, Mark.judge, Mark.criterion),
    identity=((Mark.event, Mark.entrant, Mark.criterion, Mark.judge),),
    vet=vet_mark,
    icon="edit",
)

RESULT = Kind(
    Result,
    "results",
    "成绩",
    columns=(
        Column(Result.contest, "竞赛", filterable=True, in_table=False, roster_mm=50),
        Column(Result.track, "赛道", filterable=True, roster_mm=40),
        Column(Result.rank, "名次", roster_mm=14),
        Column(Result.entrant, "选手", also=("姓名",), roster_mm=22),
        Column(Result.court, "法院", also=("单位",), filterable=True, roster_mm=56),
        Column(Result.total, "总分", roster_mm=16),
        Column(Result.award, "奖项", filterable=True, roster_mm=24),
        Column(Result.decided_by, "名次依据", in_table=False, hint="总分相同时按什么区分"),
        Column(Result.reason, "未排名原因", in_table=False),
    ),
    order=(Result.track, Result.rank, Result.entrant),
    identity=((Result.entrant,),),
    vet=vet_result,
    icon="contest",
)

MATCHED = Condition(
    "NOT EXISTS (SELECT 1 FROM event v JOIN entrant e ON e.id = t.entrant_id JOIN track k ON k.id = e.track_id"
    " WHERE v.id = t.event_id AND v.anonymous AND k.matched_on IS NULL)"
)
"""Marks that may be beside names: all but those of anonymous events until names and codes are matched."""

KINDS: tuple[Kind, ...] = (
    CONTEST,
    TRACK,
    EVENT,
    CRITERION,
    JUDGE,
    ENTRANT,
    AWARD_LEVEL,
    TIE_BREAK,
    MARK,
    RESULT,
)


def within_contest(kind: Kind) -> Kind:
    """A kind as it is listed inside its contest: without the contest's own column."""
    return replace(kind, columns=tuple(column for column in kind.columns if column.name != "contest"))
