"""The lists of the physical examination: rounds, packages, batches, and which package somebody has (masked)."""

from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.welfare.common.quiet import quiet_by
from cadre_desktop.welfare.examination.records import ExamAssignment, ExamBatch, ExamPackage, ExamRound
from cadre_desktop.welfare.examination.rules import package_problems
from cadre_desktop.welfare.records import Participant, WelfareEvent
from cadre_desktop.welfare.rules import WelfareKind


def _vet_package(values: Values) -> list[Problem]:
    return package_problems(values.get("age_from"), values.get("age_to"), values.get("price"))


def _vet_batch(values: Values) -> list[Problem]:
    """A batch is an examination and no other event."""
    event = WelfareEvent.get_or_none(WelfareEvent.id == values.get("event"))
    if event is not None and event.kind != WelfareKind.PHYSICAL_EXAM:
        return [Problem(_("“{title}”不是年度体检，不能作为体检批次。").format(title=event.title), field="event")]
    return []


ROUNDS = Register(
    Kind(
        ExamRound,
        "exam-rounds",
        "体检轮次",
        columns=(
            Column(ExamRound.title, "轮次名称", also=("体检轮次", "名称"), roster_mm=70),
            Column(ExamRound.year, "年度", also=("年份",), filterable=True, roster_mm=20),
            Column(ExamRound.court, "法院", also=("单位",), filterable=True, hint="全市的不填", roster_mm=50),
            Column(ExamRound.retired, "含退休人员", also=("退休人员",), filterable=True, hint="不勾选只安排在职人员"),
            Column(ExamRound.ages_on, "年龄计算日", hint="不填按第一个批次的日期", in_table=False),
            Column(ExamRound.notice, "通知正文", section="通知", in_table=False, hint="不填用通用的一段话"),
            Column(ExamRound.fasting, "空腹须知", also=("注意事项",), section="通知", in_table=False),
        ),
        order=(ExamRound.year.desc(), ExamRound.title),
        identity=((ExamRound.title,),),
        icon="calendar",
        unit="轮",
    )
)

PACKAGES = Register(
    Kind(
        ExamPackage,
        "exam-packages",
        "体检套餐",
        columns=(
            Column(ExamPackage.round, "轮次", also=("体检轮次",), filterable=True, roster_mm=56),
            Column(ExamPackage.title, "套餐", also=("套餐名称", "名称"), roster_mm=44),
            Column(ExamPackage.sex, "性别", also=("适用性别",), filterable=True, hint="男女都行的不填", roster_mm=16),
            Column(ExamPackage.age_from, "年龄下限", also=("起始年龄",), hint="周岁，含本数", roster_mm=18),
            Column(ExamPackage.age_to, "年龄上限", also=("截止年龄",), hint="周岁，含本数", roster_mm=18),
            Column(ExamPackage.price, "价格（元）", also=("价格", "费用", "单价"), roster_mm=24),
            Column(ExamPackage.contents, "项目", also=("检查项目", "内容"), in_table=False),
            Column(ExamPackage.position, "排序", in_table=False),
        ),
        order=(ExamPackage.round, ExamPackage.position, ExamPackage.title),
        identity=((ExamPackage.round, ExamPackage.title),),
        vet=_vet_package,
        icon="info",
        unit="个",
    )
)

BATCHES = Register(
    Kind(
        ExamBatch,
        "exam-batches",
        "体检批次",
        columns=(
            Column(ExamBatch.round, "轮次", also=("体检轮次",), filterable=True, roster_mm=56),
            Column(ExamBatch.event, "活动名称", also=("批次", "活动"), roster_mm=60),
            through(ExamBatch.event, WelfareEvent.starts, "日期", roster_mm=24),
            through(ExamBatch.event, WelfareEvent.place, "地点", roster_mm=44),
            through(ExamBatch.event, WelfareEvent.places, "名额", roster_mm=16),
            Column(ExamBatch.make_up, "补检", also=("是否补检",), filterable=True, roster_mm=14),
        ),
        order=(ExamBatch.round, ExamBatch.event),
        identity=((ExamBatch.event,),),
        vet=_vet_batch,
        icon="calendar",
        unit="批",
    )
)

ASSIGNMENTS = Register(
    Kind(
        ExamAssignment,
        "exam-assignments",
        "体检套餐安排",
        columns=(
            Column(ExamAssignment.participant, "姓名", masked=True),
            Column(ExamAssignment.package, "套餐", filterable=True),
            through(ExamAssignment.participant, Participant.event, "活动名称", filterable=True),
            through(ExamAssignment.participant, Participant.attendance, "参加情况", filterable=True),
            through(ExamAssignment.participant, Participant.day, "参加日期"),
        ),
        order=(ExamAssignment.package, ExamAssignment.participant),
        identity=((ExamAssignment.participant,),),
        quiet=quiet_by(ExamAssignment.participant),
        icon="people",
        unit="人次",
    ),
    editable=False,
)

REGISTERS = (ROUNDS, PACKAGES, BATCHES, ASSIGNMENTS)

LIMITS = ((ASSIGNMENTS.kind, Condition("0")),)
"""Which package somebody has is in no general list: it may say that she is married."""
