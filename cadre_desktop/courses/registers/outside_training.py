"""校外培训: what other platforms, superior bodies and universities report of a person's training.

Each row is counted once: it posts one record of training for its hours on site and one for those online to the dossier,
in its own name, so that a corrected row replaces what it had posted.
"""

from cadre_desktop.courses.rules import HOURS_STEP, CourseForm, TrainingClass, format_hours
from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.kit.store.fields import (
    CodeField,
    DateField,
    FlagField,
    HoursField,
    MarkField,
    RequiredDateField,
    RequiredTextField,
    TextField,
    YearField,
    link,
)
from cadre_desktop.kit.store.record import Record
from cadre_desktop.people.records import Court, Person
from cadre_desktop.people.registers.spans import ends_too_early
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.people.vetting import vet_year


class OutsideSource(Code):
    """From where a record of training comes."""

    PLATFORM = "platform", N_("网络平台"), "网络专题班", "网上专题班", "干部网络学院", "法官学院网络平台"
    SECONDMENT = "secondment", N_("上级调训"), "调训"
    UNIVERSITY = "university", N_("高校研学"), "研学"
    ON_THE_JOB = "on_the_job", N_("跟班实训"), "跟班"
    OTHER = "other", N_("其他培训"), "其他"


class OutsideTraining(Record):
    """One person's part in a training that another body has held. Hours are tenths; `counts`: towards yearly targets.

    `court` is that of the person at the time. Nothing is credited unless it was completed.
    """

    person = link(Person)
    court = link(Court, null=True)
    year = YearField(null=False, index=True)
    outside_source = CodeField(OutsideSource.table(), required=True)
    organiser = TextField()
    title = RequiredTextField()
    training_class = CodeField(TrainingClass.table())
    form = CodeField(CourseForm.table())
    starts = RequiredDateField()
    ends = DateField()
    venue = TextField()
    hours = HoursField(default=0)
    online_hours = HoursField(default=0)
    result = MarkField()
    completed = FlagField(default=True)
    counts = FlagField(default=True)
    notes = TextField(long=True)

    searched = (title, organiser)
    named = (person, title)


def complete_outside(values: Values) -> Values:
    """The year is that of the beginning, and the court that of the person, unless given."""
    values = dict(values)
    if not values.get("year") and values.get("starts"):
        values["year"] = values["starts"].year
    if not values.get("court") and values.get("person"):
        person = Person.get_or_none(Person.id == values["person"])
        values["court"] = person.__data__["court"] if person else None
    return values


def vet_outside(values: Values) -> list[Problem]:
    """Dates fit, hours go by 0.5."""
    problems = [*vet_year(values), *ends_too_early(values)]
    for name in ("hours", "online_hours"):
        hours = values.get(name)
        if hours is not None and (hours < 0 or hours % HOURS_STEP):
            text = _("学时应为 0.5 的整数倍，现为 {hours}。").format(hours=format_hours(hours))
            problems.append(Problem(text, field=name))
    return problems


OUTSIDE_TRAINING = Register(
    Kind(
        OutsideTraining,
        "outside-training",
        "校外培训",
        columns=(
            Column(OutsideTraining.person, "姓名", also=("干警姓名",), roster_mm=22),
            Column(OutsideTraining.court, "时任单位", also=("单位", "法院", "所在单位"), filterable=True, roster_mm=46),
            Column(OutsideTraining.year, "年度", also=("年份",), filterable=True, roster_mm=14),
            Column(
                OutsideTraining.outside_source, "来源", also=("培训来源", "培训类别"), filterable=True, roster_mm=20
            ),
            Column(OutsideTraining.title, "培训班名称", also=("培训名称", "班次名称", "专题班名称"), roster_mm=60),
            Column(OutsideTraining.organiser, "主办方", also=("主办单位", "平台", "培训机构"), roster_mm=40),
            Column(OutsideTraining.training_class, "培训班类型", also=("类型",), filterable=True, in_table=False),
            Column(OutsideTraining.form, "培训形式", also=("形式",), filterable=True, in_table=False),
            Column(OutsideTraining.starts, "开始日期", also=("开始", "开始时间", "起始时间"), roster_mm=24),
            Column(OutsideTraining.ends, "结束日期", also=("结束", "结束时间"), roster_mm=24),
            Column(OutsideTraining.venue, "地点", also=("培训地点",), in_table=False),
            Column(OutsideTraining.hours, "线下学时", also=("学时",), roster_mm=18),
            Column(OutsideTraining.online_hours, "网络学时", also=("完成总学时", "线上学时", "完成学时"), roster_mm=18),
            Column(OutsideTraining.result, "成绩", also=("考核成绩",), in_table=False),
            Column(OutsideTraining.completed, "是否结业", also=("结业", "是否完成"), roster_mm=16),
            Column(
                OutsideTraining.counts,
                "计入年度任务",
                also=("是否计入年度任务", "是否计入年度学习任务"),
                in_table=False,
            ),
            Column(OutsideTraining.notes, "备注", in_table=False),
        ),
        order=(OutsideTraining.starts.desc(), OutsideTraining.person),
        identity=((OutsideTraining.person, OutsideTraining.title, OutsideTraining.starts),),
        prepare=complete_outside,
        vet=vet_outside,
        settle=settle_facts,
        icon="import",
        workbook=N_("校外培训"),
    ),
    section=N_("校外"),
)
