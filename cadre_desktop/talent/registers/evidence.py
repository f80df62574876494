"""选育管用台账: what was done with a member of a pool at each stage, dated, as evidence for every move of the board."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, Values, through
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, RequiredDateField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.talent.records import Membership
from cadre_desktop.talent.rules import Stage


class Evidence(Code):
    """What can be done at the stages; `stage` says at which."""

    RECOMMENDATION = "recommendation", N_("民主推荐"), "推荐", "会议推荐", "组织推荐"
    INTERVIEW = "interview", N_("谈话考察"), "面谈", "谈话", "考察"
    VOTE = "vote", N_("党组研究"), "表决", "投票", "党组会研究"
    TRAINING = "training", N_("集训培训"), "培训", "集训"
    MENTOR = "mentor", N_("导师培养"), "双导师", "导师"
    SECONDMENT = "secondment", N_("挂职跟班"), "挂职", "跟班", "跟班实训", "借调"
    TASK = "task", N_("专项任务"), "专项任务历练", "急难险重任务"
    REVIEW = "review", N_("年度评议"), "评议", "年度考察"
    WARNING = "warning", N_("提醒谈话"), "提醒", "警示"
    SUSPENSION = "suspension", N_("暂停培养"), "暂停"
    RESUMPTION = "resumption", N_("恢复培养"), "恢复"
    CONSIDERED = "considered", N_("列为考察对象"), "动议", "考察对象"
    APPOINTED = "appointed", N_("提拔使用"), "任用", "使用"

    @property
    def stage(self) -> Stage:
        """The stage it is evidence for."""
        by_stage = {
            Stage.SELECT: (Evidence.RECOMMENDATION, Evidence.INTERVIEW, Evidence.VOTE),
            Stage.DEVELOP: (Evidence.TRAINING, Evidence.MENTOR, Evidence.SECONDMENT, Evidence.TASK),
            Stage.MANAGE: (Evidence.REVIEW, Evidence.WARNING, Evidence.SUSPENSION, Evidence.RESUMPTION),
        }
        return next((stage for stage, found in by_stage.items() if self in found), Stage.DEPLOY)


class StageEvidence(Record):
    """One dated entry about a membership."""

    membership = link(Membership)
    stage = CodeField(Stage.table(), required=True)
    evidence = CodeField(Evidence.table(), required=True)
    day = RequiredDateField(index=True)
    result = TextField()
    note = TextField(long=True)
    document_number = TextField()

    searched = (result, document_number)
    named = (membership, day)


def complete_evidence(values: Values) -> Values:
    """The kind of evidence gives the stage unless given."""
    if values.get("evidence") and not values.get("stage"):
        return {**values, "stage": Evidence(values["evidence"]).stage}
    return values


def vet_evidence(values: Values) -> list[Problem]:
    """Evidence belongs to its stage, and is not older than the membership."""
    problems = []
    evidence, stage = values.get("evidence"), values.get("stage")
    if evidence and stage and Evidence(evidence).stage != stage:
        right = Evidence(evidence).stage
        text = _("“{evidence}”属于“{right}”阶段，不是“{wrong}”，请核对。").format(
            evidence=_(Evidence(evidence).label), right=_(right.label), wrong=_(Stage(stage).label)
        )
        problems.append(Problem(text, field="stage"))
    day, member = values.get("day"), values.get("membership")
    if day and member and (entered := Membership.by_key(member).entered) and day < entered:
        text = _("日期早于入库日期 {entered}，请核对。").format(entered=entered.isoformat())
        problems.append(Problem(text, field="day"))
    return problems


STAGE_EVIDENCE = Register(
    Kind(
        StageEvidence,
        "stage-evidence",
        "选育管用记录",
        columns=(
            Column(StageEvidence.membership, "姓名", also=("干警姓名",), roster_mm=30),
            through(StageEvidence.membership, Membership.pool, "人才库", filterable=True),
            Column(StageEvidence.stage, "阶段", also=("选育管用",), filterable=True, roster_mm=14),
            Column(StageEvidence.evidence, "事项", also=("措施", "记录类型"), filterable=True, roster_mm=34),
            Column(StageEvidence.day, "日期", also=("时间",), roster_mm=24),
            Column(StageEvidence.result, "结果", also=("结论",), roster_mm=50),
            Column(StageEvidence.note, "说明", also=("备注", "内容"), in_table=False),
            Column(StageEvidence.document_number, "文号", also=("依据",), in_table=False),
        ),
        order=(StageEvidence.day.desc(), StageEvidence.membership),
        identity=((StageEvidence.membership, StageEvidence.evidence, StageEvidence.day),),
        prepare=complete_evidence,
        vet=vet_evidence,
        settle=settle_facts,
        icon="check",
    ),
    section=N_("选育管用"),
)
