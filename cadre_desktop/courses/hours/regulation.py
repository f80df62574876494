"""How many training hours the regulation asks of whom, and which ranks are of which level. Pure.

The numbers and levels that an office begins with, with what they rest on, are in `resources/codes/training_hours.json`;
an office sets others where its superior has decided otherwise.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cadre_desktop.courses.rules import HOURS_STEP, format_hours
from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.resources import resource
from cadre_desktop.kit.typed import typed_fixed

POST_LEVEL, RANK, JUDGE_GRADE = FACTS = ("post_level", "rank", "judge_grade")
"""What can make somebody a leader of the county level or its equal, as the columns are called."""


@dataclass(frozen=True)
class Number:
    """A number of the regulation: its name in settings, what it is, its unit and its decimals."""

    key: str
    title: str
    unit: str
    decimals: int = 1


NUMBERS = (
    Number("year_hours", N_("每年学时（乡科级及以下）"), N_("学时")),
    Number("year_days", N_("或者每年天数"), N_("天"), 0),
    Number("five_hours", N_("每五年学时（县处级及以上）"), N_("学时")),
    Number("five_days", N_("或者每五年天数"), N_("天"), 0),
    Number("online_hours", N_("每年网络学时"), N_("学时")),
    Number("party_hours", N_("党员每年学时"), N_("学时")),
    Number("secretary_hours", N_("支部书记每年学时"), N_("学时")),
    Number("half_day_hours", N_("半天的学时"), N_("学时")),
)


@dataclass(frozen=True)
class Ladder:
    """Ranks of one kind, the highest first. `fact` is the column that holds them."""

    key: str
    title: str
    fact: str
    table: str
    prefix: str = ""

    def steps(self) -> list[tuple[str, str]]:
        """Values and labels from the top down."""
        return [(item.value, item.label) for item in code_table(self.table) if item.value.startswith(self.prefix)]

    def down_to(self, lowest: str) -> frozenset[str]:
        """The values from the top down to `lowest`; none where that is not on the ladder."""
        values = [value for value, _label in self.steps()]
        return frozenset(values[: values.index(lowest) + 1]) if lowest in values else frozenset()


LADDERS = (
    Ladder("post_levels", N_("职务层次"), POST_LEVEL, "post_levels"),
    Ladder("general", N_("综合管理类职级"), RANK, "ranks", "general-"),
    Ladder("judge_grades", N_("法官等级"), JUDGE_GRADE, "judge_grades"),
    Ladder("assistant", N_("法官助理等级"), RANK, "ranks", "assistant-"),
    Ladder("clerk", N_("书记员等级"), RANK, "ranks", "clerk-"),
    Ladder("police", N_("警务职级"), RANK, "ranks", "police-"),
)


@dataclass(frozen=True)
class Regulation:
    """What is asked of whom: hours in tenths, days in days.

    `levels` has for each ladder the lowest value that belongs to 550 hours in five years. Absences of the classes in
    `absences` reduce what is asked; `committee`: whether members of a branch's committee have the hours of its
    secretary; `retirement`: whether the age of retirement ends the year's target before the retirement is entered.
    `leave_limit` and `attended_share` are the court's settings of who completes a course, as texts.
    """

    year_hours: int
    year_days: int
    five_hours: int
    five_days: int
    online_hours: int
    party_hours: int
    secretary_hours: int
    half_day_hours: int
    levels: Mapping[str, str] = field(default_factory=dict)
    absences: frozenset[str] = frozenset()
    committee: bool = True
    retirement: bool = False
    leave_limit: str = "1/7"
    attended_share: str = ""

    def upper(self, fact: str) -> frozenset[str]:
        """The values of a fact that belong to the five-year target."""
        found = (ladder.down_to(self.levels.get(ladder.key, "")) for ladder in LADDERS if ladder.fact == fact)
        return frozenset().union(*found)


@cache
def known() -> dict[str, Any]:
    """What the program comes with: values with their certainty and source."""
    data: dict[str, Any] = json.loads(resource("codes", "training_hours.json").read_text(encoding="utf-8"))
    return data


def usual() -> dict[str, str]:
    """The settings an office begins with, as texts by name."""
    data = known()
    texts = {number.key: str(data["numbers"][number.key]["usual"]) for number in NUMBERS}
    texts |= {f"level.{ladder.key}": str(data["levels"][ladder.key]["from"]) for ladder in LADDERS}
    return texts | {
        "absences": ",".join(data["absences"]["usual"]),
        "committee": str(data["committee"]["usual"]),
        "retirement": str(data["retirement"]["usual"]),
    }


def regulation_of(texts: Mapping[str, str]) -> Regulation:
    """The regulation that settings amount to; what is not among them is as usual. Raises `Unclear` for no number."""
    texts = usual() | dict(texts)
    numbers: dict[str, Any] = {number.key: typed_fixed(texts[number.key], number.decimals) or 0 for number in NUMBERS}
    return Regulation(
        **numbers,
        levels={ladder.key: texts[f"level.{ladder.key}"] for ladder in LADDERS},
        absences=frozenset(filter(None, texts["absences"].split(","))),
        committee=texts["committee"] == "yes",
        retirement=texts["retirement"] == "yes",
    )


def texts_of(regulation: Regulation) -> dict[str, str]:
    """The settings that amount to a regulation."""
    values = {number: getattr(regulation, number.key) for number in NUMBERS}
    texts = {each.key: format_hours(value) if each.decimals else str(value) for each, value in values.items()}
    texts |= {f"level.{key}": value for key, value in regulation.levels.items()}
    return texts | {
        "absences": ",".join(sorted(regulation.absences)),
        "committee": "yes" if regulation.committee else "no",
        "retirement": "yes" if regulation.retirement else "no",
    }


def vet_texts(texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with settings: numbers that are none, negative ones, hours that do not go by 0.5."""
    problems = []
    for number in NUMBERS:
        title, text = _(number.title), texts.get(number.key, "")
        try:
            value = typed_fixed(text, number.decimals)
        except Unclear as unclear:
            problems.append(Problem(f"{title}：{unclear}", field=number.key))
            continue
        if value is None:
            problems.append(Problem(_("请填写{title}；没有要求的填 0。").format(title=title), field=number.key))
        elif value < 0 or (number.decimals and value % HOURS_STEP):
            message = _("{title}应为 0.5 的整数倍，不能是负数，现为 {text}。")
            problems.append(Problem(message.format(title=title, text=text.strip()), field=number.key))
    return problems
