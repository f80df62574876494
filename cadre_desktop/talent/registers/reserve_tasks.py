"""专家任务: the hard cases that members of the expert reserve led, and the topics they did research on."""

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, through
from cadre_desktop.kit.language import N_
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import CodeField, DateField, RequiredDateField, RequiredTextField, TextField, link
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.talent.records import Membership


class TaskKind(Code):
    """What the experts are given to do."""

    HARD_CASE = "hard_case", N_("疑难案件"), "重大疑难案件", "案件"
    RESEARCH = "research", N_("调研课题"), "课题", "调研", "重点调研课题"
    LECTURE = "lecture", N_("授课带教"), "授课", "带教"


class ReserveTask(Record):
    """One task of a member, with what came of it and what shows it. No party and no content of a case is kept."""

    membership = link(Membership)
    task = CodeField(TaskKind.table(), required=True)
    title = RequiredTextField()
    starts = RequiredDateField(index=True)
    ends = DateField()
    result = TextField(long=True)
    evidence = TextField(long=True)

    searched = (title,)
    named = (membership, title)


RESERVE_TASKS = Register(
    Kind(
        ReserveTask,
        "reserve-tasks",
        "专家任务",
        columns=(
            Column(ReserveTask.membership, "姓名", also=("干警姓名",), roster_mm=24),
            through(ReserveTask.membership, Membership.pool, "人才库", filterable=True),
            Column(ReserveTask.task, "类别", also=("任务类别",), filterable=True, roster_mm=24),
            Column(ReserveTask.title, "案号或课题", also=("任务", "名称", "课题名称", "案号"), roster_mm=70),
            Column(ReserveTask.starts, "开始日期", also=("立项日期", "承办日期"), roster_mm=24),
            Column(ReserveTask.ends, "完成日期", also=("结束日期", "结题日期"), roster_mm=24),
            Column(ReserveTask.result, "成果", also=("结果",), in_table=False),
            Column(ReserveTask.evidence, "佐证材料", also=("依据",), in_table=False),
        ),
        order=(ReserveTask.starts.desc(), ReserveTask.membership),
        identity=((ReserveTask.membership, ReserveTask.title),),
        vet=ends_too_early,
        settle=settle_facts,
        icon="course",
        unit="项",
    ),
    section=N_("选育管用"),
)
