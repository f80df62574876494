"""The lists of newcomers: batches, the people in them, and the items of their checklists."""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import Person
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.welfare.newcomers.records import Newcomer, NewcomerBatch, NewcomerTask
from cadre_desktop.welfare.newcomers.rules import SIZES, prepare_newcomer, vet_newcomer

BATCHES = Register(
    Kind(
        NewcomerBatch,
        "newcomer-batches",
        "入职批次",
        columns=(
            Column(NewcomerBatch.title, "批次名称", also=("名称", "批次"), roster_mm=70),
            Column(NewcomerBatch.year, "年度", also=("年份",), filterable=True, roster_mm=20),
            Column(NewcomerBatch.reports, "报到日期", also=("报到时间",), roster_mm=26),
            Column(NewcomerBatch.court, "法院", also=("单位",), filterable=True, hint="全市的不填", roster_mm=50),
            Column(NewcomerBatch.place, "报到地点", also=("地点",), roster_mm=50),
            Column(NewcomerBatch.course, "初任培训班", also=("培训班", "初任培训"), hint="班次的名称", roster_mm=60),
            Column(NewcomerBatch.notes, "备注", in_table=False),
        ),
        order=(NewcomerBatch.reports.desc(),),
        identity=((NewcomerBatch.title, NewcomerBatch.year),),
        settle=settle_facts,
        icon="people",
        unit="批",
    )
)


def _vet_done(values: Values) -> list[Problem]:
    """An item is not done before somebody has come."""
    newcomer = Newcomer.get_or_none(Newcomer.id == values.get("newcomer"))
    if newcomer is not None and values.get("due") and values["due"] < newcomer.reported:
        return [Problem(_("应办日期早于报到日，请核对。"), field="due")]
    return []


def _vet_newcomer(values: Values) -> list[Problem]:
    """Nobody begins who had retired or left before."""
    problems = vet_newcomer(values)
    person = Person.get_or_none(Person.id == values.get("person"))
    if person is None or PersonStatus(person.status).on_staff or not values.get("reported"):
        return problems
    if person.status_since is None or person.status_since <= values["reported"]:
        words = _("{name}在报到日已退休或不在岗，不能列入入职批次；请先核对人员状态和报到日期。")
        problems.append(Problem(words.format(name=person.name), field="person"))
    return problems


_SIZE_COLUMNS = tuple(
    Column(getattr(Newcomer, name), title, also=(f"{title}尺码",), section="尺码", in_table=False)
    for name, title in SIZES.items()
)

NEWCOMERS = Register(
    Kind(
        Newcomer,
        "newcomers",
        "新入职人员",
        columns=(
            Column(Newcomer.person, "姓名", also=("干警姓名",), roster_mm=24),
            Column(Newcomer.batch, "批次", also=("批次名称",), filterable=True, roster_mm=60),
            Column(Newcomer.reported, "报到日期", also=("报到时间",), roster_mm=26),
            Column(Newcomer.talk_due, "应谈话日", also=("半年谈话应办",), in_table=False),
            Column(Newcomer.talked, "谈话日期", also=("半年谈话",), roster_mm=26),
            Column(Newcomer.opinion, "谈话意见", also=("谈话情况",), in_table=False),
            Column(Newcomer.probation_ends, "试用期满", also=("期满日期", "试用期满日"), roster_mm=26),
            Column(Newcomer.result, "转正结论", also=("考核结果", "试用期考核"), filterable=True, roster_mm=24),
            Column(Newcomer.decided, "结论日期", also=("转正日期",), roster_mm=26),
            Column(Newcomer.document_number, "文号", in_table=False),
            Column(Newcomer.height, "身高（厘米）", also=("身高",), section="尺码", in_table=False),
            *_SIZE_COLUMNS,
            Column(Newcomer.motto, "寄语", also=("欢迎词",), section="尺码", in_table=False),
        ),
        order=(Newcomer.reported.desc(), Newcomer.person),
        identity=((Newcomer.batch, Newcomer.person),),
        prepare=prepare_newcomer,
        vet=_vet_newcomer,
        settle=settle_facts,
        icon="people",
    )
)

TASKS = Register(
    Kind(
        NewcomerTask,
        "newcomer-tasks",
        "入职手续",
        columns=(
            Column(NewcomerTask.newcomer, "姓名", also=("干警姓名", "人员"), roster_mm=24),
            Column(NewcomerTask.item, "事项", also=("手续",), filterable=True, roster_mm=40),
            Column(NewcomerTask.due, "应办日期", also=("期限",), roster_mm=26),
            Column(NewcomerTask.done, "办理日期", also=("完成日期",), roster_mm=26),
            Column(NewcomerTask.notes, "备注", roster_mm=50),
            Column(NewcomerTask.position, "排序", in_table=False),
        ),
        order=(NewcomerTask.newcomer, NewcomerTask.position),
        identity=((NewcomerTask.newcomer, NewcomerTask.item),),
        vet=_vet_done,
        settle=settle_facts,
        icon="edit",
        unit="项",
    )
)

REGISTERS = (BATCHES, NEWCOMERS, TASKS)
