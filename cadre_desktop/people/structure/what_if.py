"""What the staff of a day would be if some people had other posts; nothing is written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.structure.as_of import StaffAsOf, Texts, leads_of


@dataclass(frozen=True)
class TrialAppointment:
    """A person (key) in another post; `court` and `department` (keys) are kept where they are None."""

    person: int
    post: str
    level: str = ""
    court: int | None = None
    department: int | None = None


def appointed(staff: StaffAsOf, proposals: Sequence[TrialAppointment]) -> StaffAsOf:
    """The same staff with these people in their new posts.

    Raises Refused for somebody named twice, not on the staff of that day, or without a post.
    """
    indexes = _indexes(staff, proposals)
    numbers = dict(staff.numbers)
    court, department = numbers["court"].copy(), numbers["department"].copy()
    post = [staff.texts["post"][index] for index in indexes]
    level = [staff.texts["level"][index] for index in indexes]
    for position, (index, each) in enumerate(zip(indexes, proposals, strict=True)):
        post[position], level[position] = each.post.strip(), each.level
        if each.court is not None and each.court != court[index]:
            court[index], department[index] = each.court, 0
        if each.department is not None:
            department[index] = each.department
    numbers |= {"court": court, "department": department}
    texts = dict(staff.texts)
    texts["post"], texts["level"] = _with(texts["post"], indexes, post), _with(texts["level"], indexes, level)
    return replace(staff, numbers=numbers, texts=texts, lead=leads_of(texts["post"], texts["level"], department))


def _indexes(staff: StaffAsOf, proposals: Sequence[TrialAppointment]) -> list[int]:
    problems, found = [], []
    there = staff.staff
    for number, each in enumerate(proposals, 1):
        index = int(np.searchsorted(staff.keys, each.person))
        known = index < len(staff.keys) and staff.keys[index] == each.person
        if not known or not there[index]:
            problems.append(Problem(_("第 {number} 人当日不在册，不能试算任职。").format(number=number)))
        if index in found:
            problems.append(Problem(_("第 {number} 人前面已经选过，每人只试算一个职务。").format(number=number)))
        if not each.post.strip():
            problems.append(Problem(_("请填写第 {number} 人拟任的职务。").format(number=number)))
        found.append(index)
    if problems:
        raise Refused(problems)
    return found


def _with(texts: Texts, indexes: Sequence[int], changed: Sequence[str]) -> Texts:
    known = {text: number for number, text in enumerate(texts.values)}
    index = texts.index.copy()
    for position, text in zip(indexes, changed, strict=True):
        index[position] = known.setdefault(text, len(known))
    return Texts(tuple(known), index)
