"""The plan of another year taken over."""

from collections.abc import Collection
from dataclasses import dataclass

from cadre_desktop.courses.records import PlanItem
from cadre_desktop.kit.editing import values_of
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.store.store import Store


@dataclass(frozen=True)
class Copied:
    """How many lines were made, and the titles of those that the year had already."""

    made: int
    there: tuple[str, ...] = ()


def renamed(title: str, source: int, year: int) -> str:
    """A title for another year: 2023年政治轮训班 → 2024年政治轮训班; other years in it stay."""
    return title.replace(f"{source}年", f"{year}年")


def copy_plan(
    store: Store, source: int, year: int, items: Collection[int] | None = None, *, keep_budget: bool = True
) -> Copied:
    """Take the plan of `source` over into `year`, or only these lines (keys), in one step.

    Months stay; without `keep_budget` the budget is left to be filled in anew. A line that the year has already (title
    and court) stays as it is. Raises Refused where there is nothing to take over.
    """
    if source == year:
        raise Refused(_("请选另一个年度的计划来复制。"))
    lines = [
        line
        for line in PlanItem.select().where(PlanItem.year == source).order_by(PlanItem.number, PlanItem.id)
        if items is None or line.id in items
    ]
    if not lines:
        raise Refused(_("{year} 年没有可以复制的计划项目。").format(year=source))
    held = {(line.title, line.__data__["court"]) for line in PlanItem.select().where(PlanItem.year == year)}
    there: list[str] = []
    made = 0
    with store.step(_("把 {source} 年的培训计划复制到 {year} 年").format(source=source, year=year)):
        for line in lines:
            values = values_of(line) | {"year": year, "title": renamed(line.title, source, year)}
            if not keep_budget:
                values["budget"] = None
            if (values["title"], values["court"]) in held:
                there.append(values["title"])
                continue
            PlanItem.add(**values)
            held.add((values["title"], values["court"]))
            made += 1
        if not made:
            raise Refused(_("{year} 年已经有这些计划项目，没有需要复制的。").format(year=year))
    return Copied(made, tuple(there))
