"""Heads and deputies of the demonstration court: who they are at the beginning of 2023, and what becomes of them in it.

At the end of 2023 a third of the heads and 52 % of the deputies were born in the 1980s, of the intermediate court as of
all courts; four more than a year before are about 35. Nobody of them is born in 1986, whose age would cross 36 in 2023.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import cycle

STAYS, STEPS_DOWN, TO_HEAD, TO_GRASSROOTS, TO_DEPUTY = "stays", "steps_down", "to_head", "to_grassroots", "to_deputy"
"""What becomes of somebody in 2023."""

_OLDER = (1969, 1972, 1974, 1976, 1971, 1977, 1973, 1979, 1975, 1978)
_EIGHTIES = (1981, 1984, 1982, 1987, 1980, 1988, 1983, 1985)
_YOUNG_HEADS = {9: 1981, 13: 1983, 18: 1982}
_STEPPING_DOWN = (1966, 1966, 1967, 1967, 1968, 1968)
_RISING = (1980, 1981, 1983, 1984, 1976, 1978)
_LEAVING = (1981, 1983, 1975, 1977, 1974, 1979)
_STAYING = dict(
    zip(
        (2, 4, 7, 9, 12, 13, 14, 15, 16, 18, 19, 20, 21),
        (1988, 1976, 1982, 1973, 1988, 1975, 1978, 1984, 1972, 1977, 1974, 1979, 1976),
        strict=True,
    )
)
_PROMOTED = (1987, 1980, 1975, 1988, 1981, 1977, 1989, 1982, 1989, 1984, 1979, 1985)
_DEPUTIES = (14, 13, 12, 11, 8, 5, 11, 10, 9, 7)
_YOUNG_DEPUTIES = (7, 7, 6, 6, 4, 2, 6, 5, 5, 4)
"""Of the grassroots courts in their order: deputies, and those of them born in the 1980s; a third of heads are so."""


@dataclass(frozen=True)
class LeaderPlan:
    """Somebody at the beginning of 2023: the number of the department in its court, the post ("" for none yet), the
    year of birth, and what becomes of that person."""

    department: int
    post: str
    born: int
    fate: str = STAYS


def head_of(department: str, intermediate: bool) -> str:
    """What the head of a department is called."""
    if department == "政治部":
        return "组织人事处处长" if intermediate else "组织人事科科长"
    if department == "机关党委":
        return "专职副书记"
    for ending, title in (("支队", "支队长"), ("大队", "大队长"), ("执行局", "局长"), ("处", "处长")):
        if department.endswith(ending):
            return title
    return "庭长" if "庭" in department else "主任"


def deputy_of(department: str, intermediate: bool) -> str:
    """What a deputy is called."""
    head = head_of(department, intermediate)
    return re.sub(r"((?:支|大)?队长|庭长|局长|处长|科长|主任)$", r"副\1", head)


def leaders_of(names: list[str], number: int) -> list[LeaderPlan]:
    """The plan of a court by the names of its departments, of which the first is that of its leaders; `number` is that
    of the court, 0 the intermediate one."""
    return list(_intermediate(names) if number == 0 else _grassroots(names, number - 1))


def _intermediate(names: list[str]) -> Iterator[LeaderPlan]:
    older = cycle(_OLDER)
    for index in range(1, len(names)):
        stepping = index <= len(_STEPPING_DOWN)
        born = _STEPPING_DOWN[index - 1] if stepping else _YOUNG_HEADS.get(index) or next(older)
        yield LeaderPlan(index, head_of(names[index], True), born, STEPS_DOWN if stepping else STAYS)
    deputies = [(index, born, TO_HEAD) for index, born in enumerate(_RISING, 1)]
    deputies += [(index, born, TO_GRASSROOTS) for index, born in enumerate(_LEAVING, len(_RISING) + 1)]
    deputies += [(index, born, STAYS) for index, born in _STAYING.items()]
    for index, born, fate in deputies:
        yield LeaderPlan(index, deputy_of(names[index], True), born, fate)
    for index, born in enumerate(_PROMOTED, 1):
        yield LeaderPlan(index, "", born, TO_DEPUTY)


def _grassroots(names: list[str], number: int) -> Iterator[LeaderPlan]:
    older, eighties = cycle(_OLDER), cycle(_EIGHTIES)
    departments = range(1, len(names))
    for index in departments:
        young = (index + number) % 3 == 0
        yield LeaderPlan(index, head_of(names[index], False), next(eighties if young else older))
    young_left = _YOUNG_DEPUTIES[number]
    for count, index in zip(range(_DEPUTIES[number]), cycle(departments), strict=False):
        yield LeaderPlan(index, deputy_of(names[index], False), next(eighties if count < young_left else older))


LEVELS = {True: ("132", "141"), False: ("142", "")}
"""By whether the court is an intermediate one, the levels of its heads and of their deputies (post_levels.json): as in
a city whose intermediate court is led by somebody of 厅局级副职, and the courts of its counties by 县处级副职."""


def level_of(post: str, intermediate: bool) -> str:
    """The level of a head's or a deputy's post."""
    head, deputy = LEVELS[intermediate]
    return deputy if post.startswith("副") else head


def held_since(plan: LeaderPlan) -> date:
    """Since when somebody had the post of the beginning of 2023."""
    return date(min(2022, max(plan.born + 33, 2011 + plan.department % 9)), 3, 1)
