"""On what the figures of a day rest, in sentences, each with the people it is about: nothing is assumed silently."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from cadre_desktop.kit.language import _
from cadre_desktop.people.structure.as_of import Mask, StaffAsOf
from cadre_desktop.people.structure.reading_sql import ASSUMED, UNKNOWN


class Remark(NamedTuple):
    """A sentence about some people: its name on the command line, the words, and the people's keys. `grave`: a figure
    may be wrong because of them."""

    key: str
    text: str
    people: list[int]
    grave: bool


def remarks(staff: StaffAsOf, court: int | None = None) -> list[Remark]:
    """What has to be said of everybody, or of one court (key); the grave first."""
    inside = np.ones(len(staff.keys), np.bool_) if court is None else staff.numbers["court"] == court
    found = [_remark(staff, key, mask & inside, words, grave) for key, mask, words, grave in _said(staff)]
    there = [remark for remark in found if remark.people]
    return sorted(there, key=lambda remark: not remark.grave)


def _remark(staff: StaffAsOf, key: str, mask: Mask, words: str, grave: bool) -> Remark:
    people = staff.keys[mask].tolist()
    return Remark(key, words.format(count=len(people)), people, grave)


def _said(staff: StaffAsOf) -> Iterator[tuple[str, Mask, str, bool]]:
    there, numbers = staff.staff, staff.numbers
    past = staff.day < staff.today
    yield "born_unknown", there & (numbers["born"] == 0), _("{count} 人没有出生年月，未计入年龄和80后。"), True
    yield (
        "left_unknown",
        numbers["on_staff"] == 2,
        _("{count} 人已不在册但没有离开日期，未计入当日人数。"),
        True,
    )
    yield (
        "post_unknown",
        there & (numbers["post_basis"] == UNKNOWN),
        _("{count} 人当日的职务不详（任职经历没有覆盖这一天），未计入领导职务。"),
        True,
    )
    unknown = there & (numbers["department_basis"] == UNKNOWN) & (numbers["department"] == 0)
    yield "department_unknown", unknown, _("{count} 人当日的部门不详，列在“部门不详”里。"), True
    if staff.day > staff.today:
        yield (
            "retirement_unknown",
            there & (staff.retires == 0),
            _("{count} 人缺性别或出生年月，算不出退休时间，按仍在职计。"),
            True,
        )
    if past:
        yield (
            "post_assumed",
            there & (numbers["post_basis"] == ASSUMED),
            _("{count} 人没有任职经历和任现职时间，当日职务按现任职务计。"),
            False,
        )
        yield (
            "department_assumed",
            there & (numbers["department_basis"] == ASSUMED),
            _("{count} 人没有当日的单位部门记录，按人员信息里的单位部门或后来的任免计。"),
            False,
        )
    else:
        differs = there & (numbers["differs"] == 1)
        yield "post_differs", differs, _("{count} 人任职经历里的职务与人员信息不同，按任职经历计。"), False
