"""The words of a contest: notes on terminology, then the code enums in which its rules are set.

Each word means one thing, in code, tables and tests. The labels of the enums are the contract of the workbook.

- Contest (竞赛): one edition with all that belongs to it; that it is held every year is nowhere in the file.
- Track (赛道): staff category × specialty; entrants are ranked within one. No part of an event.
- Event (项目): one format with weight and rule, held in one track or in all. No date in a calendar, no event of Qt.
- Criterion (评分项), rubric (评分细则): one line to be marked; all lines of an event.
- Entrant (选手): a person entered in one track. Who is in two tracks is two entrants; the person is a `Person`.
- Judge (评委): somebody who marks. Not the court's judges (法官), who are staff and may be judges or entrants here.
- Seat (席位): a judge's right to mark an event in a track. The seats of an award level are how many get it (名额).
- Panel (评委组): the judges with a seat in an event of a track. Only seats are stored.
- Sheet (评分表): a judge's marks for an entrant in an event, as on one piece of paper. Not a sheet of a workbook.
- Sheet key, spot: entrant and judge within an event; the same with the criterion, which is where one mark belongs.
- Mark (评分): a judge's points on a criterion; a measured one (测量) has no judge. An absent mark is no row, never 0.
- Score (项目得分), total (总分): an entrant's points in one event; those of all events, weighted. Neither is a mark.
- Keying (录入): to type marks from paper. Second keying (复核录入): again, by somebody who does not see the first.
- Confirming (确认): to say that the sheet is as on paper. Neither second keying nor sealing.
- Entry number (报名号): given when entering; it goes into the draw and says nothing of the order.
- Draw number (抽签号, `number`): the order of appearance, which the draw (抽签) gave. Not a rank.
- Code (代号): what an entrant goes by in an anonymous event until codes are matched (拆封匹配). Not a `Code` enum.
- Recusal (回避), conflict: what was decided about a judge and an entrant; the reason that the records show for it.
- Rank (名次): 1, 2, 2, 4 within a track. Not the row in a list (`index`), nor a civil servant's rank (职级).
- Tie-breaker (并列规则): what decides between equal totals. What equal ranks mean for awards is the level's `tie`.
- Award level (奖项), award: a title with how many get it; the one that an entrant got. In the dossier it is an honour.
- Result (成绩): an entrant's rank, total and award as they were sealed (封存). Before that they are only calculated.

What the rules do is beside this module, by subject: `points` (exact numbers), `rubrics` (criteria and marks), `scoring`
(one event), `totals` (all events), `ranking`, `awards`, `recusal`, `draw`, and `derivation` (the same as text). None of
them knows a database or a screen.
"""

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_


class ContestStatus(Code):
    """How far a contest has come."""

    PREPARING = "preparing", N_("筹备"), "筹备中"
    MARKING = "marking", N_("评分"), "评分中", "进行中"
    SEALED = "sealed", N_("封存"), "已封存", "已结束"

    @property
    def tone(self) -> Tone:
        tones: dict[ContestStatus, Tone] = {ContestStatus.MARKING: "warning", ContestStatus.SEALED: "good"}
        return tones.get(self, "neutral")


class EntrantStatus(Code):
    """Whether an entrant competes; whoever does not is listed as not ranked, with the reason, and never deleted."""

    ENTERED = "entered", N_("参赛"), "正常", "报名", "已报名"
    WITHDRAWN = "withdrawn", N_("退赛"), "退出"
    ABSENT = "absent", N_("缺席"), "缺考", "缺赛"
    DISQUALIFIED = "disqualified", N_("取消资格"), "取消参赛资格"

    @property
    def tone(self) -> Tone:
        return "good" if self is EntrantStatus.ENTERED else "neutral"


class EventFormat(Code):
    """The four formats of the court's skills competition."""

    POST_SKILLS = "post_skills", N_("岗位技能评比"), "岗位技能"
    IT_SKILLS = "it_skills", N_("信息化应用考核"), "信息化应用"
    JUDGMENTS = "judgments", N_("优秀裁判文书评选"), "优秀裁判文书", "裁判文书"
    OBSERVED_TRIALS = "observed_trials", N_("庭审观摩"), "庭审评比"


class CriterionKind(Code):
    """Who finds the points of a criterion, and which way they count (see `rubrics.contribution`)."""

    JUDGED = "judged", N_("评判"), "评委评分"
    MEASURED = "measured", N_("测量"), "客观分"
    DEDUCTION = "deduction", N_("扣分"), "扣分制"


class Combination(Code):
    """Whether each judge's marks are added up first, or each criterion is combined across the judges first."""

    JUDGE_TOTALS = "judge_totals", N_("评委总分"), "总分"
    BY_CRITERION = "by_criterion", N_("逐项"), "分项"


class Statistic(Code):
    """How the marks that count become one."""

    MEAN = "mean", N_("平均"), "平均分", "平均数"
    MEDIAN = "median", N_("中位数"), "中位"
    SUM = "sum", N_("求和"), "合计"


class Rounding(Code):
    """Where numbers are rounded: at every step of the calculation, or the final total alone."""

    STEPWISE = "stepwise", N_("逐级"), "逐级舍入"
    FINAL = "final", N_("最后"), "最后舍入"


class MissingEvent(Code):
    """What an event counts in which an entrant has no mark at all."""

    ZERO = "zero", N_("零分"), "计零分"
    UNRANKED = "unranked", N_("不排名"), "不参加排名"


class TieRule(Code):
    """What decides between equal totals; see `ranking` for the exact meaning of each."""

    HEAVIEST_EVENT = "heaviest_event", N_("权重最高项目"), "权重最高环节", "权重最高"
    NAMED_EVENT = "named_event", N_("指定项目")
    UNTRIMMED_MEAN = "untrimmed_mean", N_("原始平均分"), "不去高低平均分"
    HIGHEST_MARKS = "highest_marks", N_("最高分次数"), "最高分次数多者"
    PLAY_OFF = "play_off", N_("加赛"), "加试"


class AwardTie(Code):
    """What happens to equal ranks when there are not seats for all of them."""

    ALL_IN = "all_in", N_("全进"), "全部入选"
    ALL_OUT = "all_out", N_("全不进"), "全部不入选"
    PANEL = "panel", N_("评议"), "评委会评议", "复议"


class AwardRounding(Code):
    """How many awards a percentage gives where it is no whole number of people: never more, the nearest, never less."""

    DOWN = "down", N_("舍去"), "向下取整", "舍尾", "去尾"
    HALF_UP = "half_up", N_("四舍五入")
    UP = "up", N_("进一"), "向上取整", "进位", "收尾"


class ConflictKind(Code):
    """Why a judge ought not to mark an entrant."""

    SELF = "self", N_("本人")
    COURT = "court", N_("同一法院"), "同院"
    DEPARTMENT = "department", N_("同一部门"), "同部门"
    MENTOR = "mentor", N_("师徒关系"), "导师"
    RELATIVE = "relative", N_("亲属关系"), "亲属"


class Severity(Code):
    """What a conflict leads to: the sheet is left out, the coordinator is asked, or nothing."""

    HARD = "hard", N_("必须回避"), "回避"
    SOFT = "soft", N_("需要确认"), "询问"
    IGNORED = "ignored", N_("不作要求"), "不回避"
