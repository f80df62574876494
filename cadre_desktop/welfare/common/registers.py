"""The lists that all kinds of care share."""

from cadre_desktop.kit.kind import Column, Kind, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.kit.published import Register
from cadre_desktop.welfare.common.records import Disclosure, EvaluationTally, WelfareBudget


def _vet_budget(values: Values) -> list[Problem]:
    """A month is one of twelve, and a budget is not negative."""
    problems = []
    if values.get("month") is not None and not 1 <= values["month"] <= 12:
        problems.append(Problem(_("月份填 1 到 12，全年的不填。"), field="month"))
    if (values.get("amount") or 0) < 0:
        problems.append(Problem(_("预算不能是负数。"), field="amount"))
    return problems


def _vet_tally(values: Values) -> list[Problem]:
    """Answers are counted."""
    if (values.get("count") or 0) < 0:
        return [Problem(_("票数不能是负数。"), field="count")]
    return []


BUDGETS = Register(
    Kind(
        WelfareBudget,
        "welfare-budgets",
        "暖警经费预算",
        columns=(
            Column(WelfareBudget.year, "年度", also=("年份",), filterable=True, roster_mm=20),
            Column(WelfareBudget.kind, "类别", also=("活动类别", "类型"), filterable=True, roster_mm=30),
            Column(WelfareBudget.month, "月份", also=("月",), hint="全年的不填", roster_mm=16),
            Column(WelfareBudget.court, "法院", also=("单位",), filterable=True, hint="全市的不填", roster_mm=50),
            Column(WelfareBudget.amount, "预算（元）", also=("预算", "金额"), roster_mm=28),
            Column(WelfareBudget.document_number, "依据文号", also=("文号",), in_table=False),
            Column(WelfareBudget.notes, "备注", in_table=False),
        ),
        order=(WelfareBudget.year.desc(), WelfareBudget.kind, WelfareBudget.month),
        identity=((WelfareBudget.year, WelfareBudget.kind, WelfareBudget.month, WelfareBudget.court),),
        vet=_vet_budget,
        icon="welfare",
        unit="项",
    )
)

TALLIES = Register(
    Kind(
        EvaluationTally,
        "evaluation-tallies",
        "活动评价",
        columns=(
            Column(EvaluationTally.event, "活动名称", also=("活动",), filterable=True, roster_mm=70),
            Column(EvaluationTally.question, "评价项目", also=("问题", "项目"), filterable=True, roster_mm=50),
            Column(EvaluationTally.answer, "评价", also=("选项", "等次"), roster_mm=30),
            Column(EvaluationTally.count, "票数", also=("人数", "份数"), roster_mm=20),
            Column(EvaluationTally.position, "排序", in_table=False),
        ),
        order=(EvaluationTally.event, EvaluationTally.question, EvaluationTally.position),
        identity=((EvaluationTally.event, EvaluationTally.question, EvaluationTally.answer),),
        vet=_vet_tally,
        icon="edit",
        unit="项",
    )
)

DISCLOSURES = Register(
    Kind(
        Disclosure,
        "disclosures",
        "查看保密名单记录",
        columns=(
            Column(Disclosure.day, "日期", roster_mm=24),
            Column(Disclosure.what, "名单", filterable=True, roster_mm=60),
            Column(Disclosure.reason, "原因", roster_mm=90),
        ),
        order=(Disclosure.day.desc(),),
        identity=((Disclosure.day, Disclosure.what, Disclosure.reason),),
        icon="info",
    ),
    editable=False,
)

REGISTERS = (BUDGETS, TALLIES, DISCLOSURES)
