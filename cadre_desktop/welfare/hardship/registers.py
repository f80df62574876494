"""The lists of help in hardship. Everything that says who is in hardship, and why, is masked until it is shown on
purpose, and none of these rows is in a general list, a search or an export (`LIMITS`).

What may be told in public is told by the notice alone: name, court and department, without cause and income.
"""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.listing import Condition
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.people.records import Person
from cadre_desktop.people.settling import settle_facts
from cadre_desktop.welfare.common.quiet import quiet_by
from cadre_desktop.welfare.hardship.records import HardshipCase, HardshipHelper, HardshipMeasure
from cadre_desktop.welfare.hardship.rules import helper_problems, measure_problems, vet_case


def _complete_case(values: Values) -> Values:
    """The court somebody belongs to when applying."""
    if values.get("court") or not values.get("person"):
        return values
    return {**values, "court": Person.by_key(values["person"]).__data__["court"]}


def _vet_measure(values: Values) -> list[Problem]:
    case = HardshipCase.get_or_none(HardshipCase.id == values.get("case"))
    return measure_problems(values, case.__data__) if case is not None else []


def _vet_helper(values: Values) -> list[Problem]:
    case = HardshipCase.get_or_none(HardshipCase.id == values.get("case"))
    return helper_problems(values, case.__data__) if case is not None else []


CASES = Register(
    Kind(
        HardshipCase,
        "hardship-cases",
        "困难帮扶申请",
        columns=(
            Column(HardshipCase.person, "姓名", also=("干警姓名", "职工姓名"), masked=True, roster_mm=24),
            Column(HardshipCase.court, "法院", also=("单位",), filterable=True, roster_mm=50),
            Column(HardshipCase.applied, "申请日期", also=("申请时间",), roster_mm=26),
            Column(HardshipCase.state, "状态", also=("进度",), filterable=True, roster_mm=24),
            Column(HardshipCase.cause, "主要致困原因", also=("致困原因", "原因"), masked=True),
            Column(HardshipCase.household, "家庭人口", also=("家庭人口数",), masked=True, in_table=False),
            Column(
                HardshipCase.monthly_income,
                "家庭月人均收入（元）",
                also=("月人均收入", "人均收入"),
                masked=True,
                in_table=False,
            ),
            Column(HardshipCase.notice_from, "公示开始", also=("公示日期",), roster_mm=26),
            Column(HardshipCase.notice_days, "公示天数", also=("公示工作日",), hint="工作日", in_table=False),
            Column(HardshipCase.accepted, "认定日期", also=("在册日期",), roster_mm=26),
            Column(HardshipCase.approver, "审批人", also=("批准人",), in_table=False),
            Column(HardshipCase.ended, "结束日期", also=("脱困日", "脱困日期"), roster_mm=26),
            Column(HardshipCase.end_reason, "结束说明", also=("脱困原因",), masked=True, in_table=False),
        ),
        order=(HardshipCase.applied.desc(), HardshipCase.person),
        identity=((HardshipCase.person, HardshipCase.applied),),
        quiet=quiet_by(HardshipCase.person),
        prepare=_complete_case,
        vet=vet_case,
        settle=settle_facts,
        icon="welfare",
        unit="件",
    )
)

MEASURES = Register(
    Kind(
        HardshipMeasure,
        "hardship-measures",
        "帮扶记录",
        columns=(
            Column(HardshipMeasure.case, "姓名", also=("帮扶对象", "干警姓名"), masked=True, roster_mm=24),
            Column(HardshipMeasure.day, "日期", also=("帮扶日期",), roster_mm=26),
            Column(HardshipMeasure.measure, "措施", also=("帮扶方式", "帮扶措施"), filterable=True, roster_mm=26),
            Column(HardshipMeasure.amount, "金额（元）", also=("金额",), roster_mm=26),
            Column(HardshipMeasure.contents, "内容", also=("物品",), masked=True, roster_mm=50),
            Column(HardshipMeasure.voucher, "凭证号", also=("票据号",), in_table=False),
            Column(HardshipMeasure.approver, "审批人", also=("批准人",), in_table=False),
        ),
        order=(HardshipMeasure.day.desc(), HardshipMeasure.case),
        identity=((HardshipMeasure.case, HardshipMeasure.day, HardshipMeasure.measure),),
        quiet=quiet_by(HardshipMeasure.case),
        vet=_vet_measure,
        settle=settle_facts,
        icon="welfare",
        unit="次",
    )
)

HELPERS = Register(
    Kind(
        HardshipHelper,
        "hardship-helpers",
        "结对帮扶",
        columns=(
            Column(HardshipHelper.case, "帮扶对象", also=("姓名", "困难干警"), masked=True, roster_mm=24),
            Column(HardshipHelper.helper, "帮扶人", also=("结对人",), masked=True, roster_mm=24),
            Column(HardshipHelper.starts, "开始日期", also=("结对日期",), roster_mm=26),
            Column(HardshipHelper.ends, "结束日期", roster_mm=26),
        ),
        order=(HardshipHelper.starts.desc(), HardshipHelper.case),
        identity=((HardshipHelper.case, HardshipHelper.helper, HardshipHelper.starts),),
        quiet=quiet_by(HardshipHelper.case),
        vet=_vet_helper,
        settle=settle_facts,
        icon="people",
        unit="对",
    )
)

REGISTERS = (CASES, MEASURES, HELPERS)
LIMITS = tuple((register.kind, Condition("0")) for register in REGISTERS)
"""No case may be in a general list, workbook, search or profile."""
