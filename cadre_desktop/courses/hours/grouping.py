"""Hours by court, department, category or rank."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from cadre_desktop.courses.hours.sheet import HoursSheet, StaffMember
from cadre_desktop.kit.language import N_, _


@dataclass(frozen=True)
class Dimension:
    """By what people are put together or filtered: its name, what it is called, all of it, and what a person has."""

    key: str
    title: str
    everything: str
    of: Callable[[StaffMember], str]


DIMENSIONS = (
    Dimension("court", N_("单位"), N_("全部单位"), lambda member: member.court_short),
    Dimension("department", N_("部门"), N_("全部部门"), lambda member: member.department),
    Dimension("category", N_("人员分类"), N_("全部分类"), lambda member: member.category_text),
    Dimension("rank", N_("职级等级"), N_("全部职级等级"), lambda member: member.rank_text),
)


@dataclass(frozen=True)
class HoursGroup:
    """People put together: how many, how many lack hours today and at the year's end, and how much (tenths)."""

    value: str
    people: int
    short: int
    lacking: int
    short_then: int
    lacking_then: int

    @property
    def reached(self) -> int:
        """How many lack nothing."""
        return self.people - self.short


def values_of(sheet: HoursSheet, dimension: Dimension, indexes: Sequence[int] | None = None) -> list[str]:
    """The values there are, in the order of lists."""
    members = sheet.members if indexes is None else [sheet.members[index] for index in indexes]
    return list(dict.fromkeys(dimension.of(member) for member in members))


def grouped(sheet: HoursSheet, dimension: Dimension, indexes: Sequence[int]) -> list[HoursGroup]:
    """The lines at these places put together by what they have of a dimension, in the order of lists."""
    found: dict[str, list[int]] = defaultdict(list)
    for index in indexes:
        found[dimension.of(sheet.members[index])].append(index)
    return [group_of(sheet, value, inside) for value, inside in found.items()]


def group_of(sheet: HoursSheet, value: str, indexes: Sequence[int]) -> HoursGroup:
    """The lines at these places as one group."""
    now, then = sheet.numbers["short"][indexes], sheet.numbers["forecast"][indexes]
    return HoursGroup(value, len(indexes), int((now > 0).sum()), int(now.sum()), int((then > 0).sum()), int(then.sum()))


def summary(group: HoursGroup, reviewed: int, hours: Callable[[int], str]) -> str:
    """What is said of the lines shown; `hours` writes tenths."""
    text = _(
        "{people} 人，已完成 {reached} 人；今日还缺学时 {short} 人，共缺 {lacking} 学时；年末预计仍缺 {then} 人。"
    ).format(
        people=f"{group.people:,}",
        reached=f"{group.reached:,}",
        short=f"{group.short:,}",
        lacking=hours(group.lacking),
        then=f"{group.short_then:,}",
    )
    return text + (_("待复核任务 {count} 人。").format(count=reviewed) if reviewed else "")
