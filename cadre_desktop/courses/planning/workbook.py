"""The plan and what was reached of it as a workbook, and as data for programs."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from cadre_desktop.courses.planning.comparing import Compared, ComparedLine, YearPlan
from cadre_desktop.courses.planning.words import breakdowns, decimal_text, reason
from cadre_desktop.courses.registers.plan_items import PLAN_ITEMS
from cadre_desktop.kit.display import shown
from cadre_desktop.kit.documents.out_column import OutColumn
from cadre_desktop.kit.documents.workbook_out import SheetSpec, write_tables
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused

_SUMS = (
    OutColumn("计划期数", 9, "int"),
    OutColumn("已办期数", 9, "int"),
    OutColumn("未结班", 8, "int"),
    OutColumn("计划人数", 9, "int"),
    OutColumn("结业人次", 9, "int"),
    OutColumn("结业人数", 9, "int"),
    OutColumn("计划总学时", 11, "number", 1),
    OutColumn("已办总学时", 11, "number", 1),
    OutColumn("经费预算", 13, "decimal", 2),
    OutColumn("经费支出", 13, "decimal", 2),
)


def refuse_empty(plan: YearPlan) -> None:
    """Raises Refused for a year without a plan."""
    if not plan.lines:
        text = _("{year} 年还没有培训计划，请先新增或导入计划项目，或复制上年的计划。")
        raise Refused(text.format(year=plan.year))


def write_plan(path: Path, plan: YearPlan) -> int:
    """Write the lines with what was reached, and sums by series, month, form and court, a sheet each; returns how many
    lines. The first sheet can be imported again as a plan: what was reached follows what is planned, and the hours of
    each course stand apart from those of the whole line.

    Raises Refused for a year without a plan, or when the file is open elsewhere.
    """
    refuse_empty(plan)
    columns = [
        OutColumn("年度", 7, "int"),
        OutColumn("序号", 6, "int"),
        OutColumn("培训项目", 40),
        OutColumn("班次系列", 28),
        OutColumn("培训形式", 10),
        OutColumn("计划月份", 9, "int"),
        OutColumn("每期学时", 9, "number", 1),
        OutColumn("举办法院", 24),
        OutColumn("责任人", 14),
    ]
    spec = SheetSpec("计划与执行", [*columns, *_SUMS, OutColumn("进展", 10), OutColumn("说明", 50)], frozen=3)
    tables: list[tuple[SheetSpec, list[list[Any]]]] = [(spec, [_line_row(line) for line in plan.lines])]
    for _key, title, parts in breakdowns(plan):
        rows = [[each.part.label, each.planned.lines, *_sums(each)] for each in (*parts, plan.total)]
        rows[-1][0] = "合计"
        tables.append((SheetSpec(f"按{title}", [OutColumn(title, 28), OutColumn("计划项目", 9, "int"), *_SUMS]), rows))
    return write_tables(path, tables)[0]


def _line_row(line: ComparedLine) -> list[Any]:
    item = line.item
    codes = [shown(PLAN_ITEMS.kind.column(field), getattr(item, field.name)) for field in _CODES]
    court: Any = item.court
    known = [
        item.year,
        item.number,
        item.title,
        *codes,
        item.month,
        item.hours,
        court.name if court else "",
        item.responsible,
    ]
    return [*known, *_sums(line.compared), _(line.verdict.state.label), reason(line)]


_CODES = tuple(column.field for column in PLAN_ITEMS.kind.columns if column.name in ("series", "form"))


def _sums(compared: Compared) -> Sequence[int | None]:
    planned, reached = compared.planned, compared.reached
    return (
        planned.courses,
        reached.courses,
        reached.under_way,
        planned.persons,
        reached.person_times,
        reached.persons,
        planned.hours,
        reached.hours,
        planned.budget,
        reached.cost,
    )


def told_plan(plan: YearPlan) -> dict[str, Any]:
    """The plan as the command line's contract has it; hours and yuan are decimal strings."""
    parts = {
        key: [{"name": each.part.label, **_told(each)} for each in found] for key, _title, found in breakdowns(plan)
    }
    return {
        "year": plan.year,
        "today": plan.today.isoformat(),
        "total": _told(plan.total),
        "outside": _told(plan.outside),
        **parts,
        "lines": [_told_line(line) for line in plan.lines],
    }


def _told_line(line: ComparedLine) -> dict[str, Any]:
    item = line.item
    return {
        "id": str(item.id),  # beyond 2^53, which many readers of JSON round
        "number": item.number,
        "title": item.title,
        "series": item.series,
        "form": item.form,
        "month": item.month,
        "state": line.verdict.state.value,
        "reason": reason(line),
        **_told(line.compared),
    }


def _told(compared: Compared) -> dict[str, Any]:
    planned, reached = compared.planned, compared.reached
    return {
        "planned": {
            "lines": planned.lines,
            "courses": planned.courses,
            "persons": planned.persons,
            "hours": decimal_text(planned.hours, 1),
            "budget": decimal_text(planned.budget, 2),
        },
        "reached": {
            "courses": reached.courses,
            "under_way": reached.under_way,
            "person_times": reached.person_times,
            "persons": reached.persons,
            "hours": decimal_text(reached.hours, 1),
            "cost": decimal_text(reached.cost, 2),
        },
    }
