"""培训计划: the lines of the year's plan."""

from cadre_desktop.courses.records import PlanItem
from cadre_desktop.courses.rules import HOURS_STEP, format_hours
from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.vetting import vet_year


def vet_plan_item(values: Values) -> list[Problem]:
    """The year and the month are of the calendar, hours go by 0.5, and nothing is negative."""
    problems = vet_year(values)
    month, hours = values.get("month"), values.get("hours")
    if month is not None and not 1 <= month <= 12:
        problems.append(Problem(_("月份应为 1 至 12，现为 {month}。").format(month=month), field="month"))
    if hours is not None and (hours < 0 or hours % HOURS_STEP):
        text = _("学时应为 0.5 的整数倍，现为 {hours}。").format(hours=format_hours(hours))
        problems.append(Problem(text, field="hours"))
    for name in ("courses", "persons", "budget"):
        if (values.get(name) or 0) < 0:
            title = next(column.title for column in PLAN_ITEMS.kind.columns if column.name == name)
            problems.append(Problem(_("{title}不能是负数。").format(title=title), field=name))
    return problems


PLAN_ITEMS = Register(
    Kind(
        PlanItem,
        "plan",
        "培训计划",
        columns=(
            Column(PlanItem.year, "年度", also=("年份", "计划年度"), section="班次", filterable=True, roster_mm=14),
            Column(PlanItem.number, "序号", also=("编号",), section="班次", roster_mm=12),
            Column(
                PlanItem.title,
                "培训项目",
                also=("班次名称", "培训班名称", "培训名称", "项目名称", "培训内容"),
                section="班次",
                roster_mm=60,
            ),
            Column(
                PlanItem.series,
                "班次系列",
                also=("班系", "系列", "培训系列"),
                section="班次",
                filterable=True,
                roster_mm=36,
            ),
            Column(PlanItem.form, "培训形式", also=("形式", "培训方式"), section="班次", filterable=True, roster_mm=18),
            Column(
                PlanItem.training_class, "培训类别", also=("类别",), section="班次", filterable=True, in_table=False
            ),
            Column(PlanItem.category, "对象类别", also=("人员分类", "培训对象"), section="对象", filterable=True),
            Column(PlanItem.line, "对象条线", also=("条线",), section="对象", in_table=False),
            Column(PlanItem.post_level, "对象层次", also=("职务层次", "层次"), section="对象", in_table=False),
            Column(PlanItem.courses, "计划期数", also=("期数", "班次数", "计划班次"), section="任务", roster_mm=16),
            Column(PlanItem.persons, "计划人数", also=("人数", "培训人数", "拟训人数"), section="任务", roster_mm=16),
            Column(
                PlanItem.hours, "每期学时", also=("学时", "计划学时"), section="任务", hint="每一期的学时", roster_mm=16
            ),
            Column(PlanItem.budget, "经费预算", also=("预算", "经费", "经费（元）"), section="任务", roster_mm=22),
            Column(PlanItem.month, "计划月份", also=("月份", "计划时间", "时间"), section="任务", roster_mm=16),
            Column(
                PlanItem.court, "举办法院", also=("法院", "承办法院"), section="组织", filterable=True, in_table=False
            ),
            Column(
                PlanItem.organiser, "主办单位", also=("主办", "主办方"), section="组织", roster_mm=30, in_table=False
            ),
            Column(PlanItem.responsible, "责任人", also=("责任部门", "负责人"), section="组织", roster_mm=20),
            Column(PlanItem.notes, "备注", section="组织", in_table=False),
        ),
        order=(PlanItem.year.desc(), PlanItem.number, PlanItem.title),
        identity=((PlanItem.year, PlanItem.title, PlanItem.court),),
        vet=vet_plan_item,
        icon="calendar",
        unit="项",
        workbook=N_("培训计划"),
    ),
    section=N_("计划"),
)
