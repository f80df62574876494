"""People who meet conditions on a day: age, post and years in it, rank, years to retirement."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.problems import Problem, Refused
from cadre_desktop.people.months import month_number
from cadre_desktop.people.rules import Sex
from cadre_desktop.people.structure.as_of import Mask, StaffAsOf
from cadre_desktop.people.structure.counting import born_in_eighties
from cadre_desktop.people.structure.opening import people_listing
from cadre_desktop.people.structure.rules import Lead, Schooling

Span = tuple[int | None, int | None]
"""The least and the most years; None: no limit."""


@dataclass(frozen=True)
class PeopleWanted:
    """What people have to meet on a day; "" or None asks nothing.

    ages, years_in_post: completed years; retires_within: they retire within so many years, or may, or should have;
    eighties: born in the 1980s; on_staff: only those on the staff.
    """

    day: date
    ages: Span = (None, None)
    sex: str = ""
    schooling: str = ""
    political: str = ""
    lead: str = ""
    rank: str = ""
    judge_grade: str = ""
    years_in_post: Span = (None, None)
    retires_within: int | None = None
    eighties: bool = False
    on_staff: bool = True


def vet_wanted(wanted: PeopleWanted) -> None:
    """Raise Refused for spans that nobody can be in, and where nothing is asked."""
    problems = []
    for name, words, (low, high) in (
        ("ages", _("年龄"), wanted.ages),
        ("years_in_post", _("任现职年限"), wanted.years_in_post),
    ):
        if low is not None and high is not None and low > high:
            said = _("{what}的下限 {low} 大于上限 {high}，请核对。")
            problems.append(Problem(said.format(what=words, low=low, high=high), field=name))
    if not problems and not list(_asked(wanted)):
        problems.append(Problem(_("请至少填写一个条件。")))
    if problems:
        raise Refused(problems)


def found(staff: StaffAsOf, wanted: PeopleWanted) -> list[int]:
    """The keys of those who meet all of it. Of whom something asked is not known does not meet it."""
    mask = staff.staff if wanted.on_staff else np.ones(len(staff.keys), np.bool_)
    for test in _tests(staff, wanted):
        mask = mask & test
    keys: list[int] = staff.keys[mask].tolist()
    return keys


def _tests(staff: StaffAsOf, wanted: PeopleWanted) -> Iterator[Mask]:
    ages = staff.ages()
    yield from _within(ages, wanted.ages, ages >= 0)
    since, texts = staff.numbers["post_since"], staff.texts
    yield from _within((month_number(staff.day) - since) // 12, wanted.years_in_post, since > 0)
    if wanted.sex:
        yield staff.numbers["sex"] == list(Sex).index(Sex(wanted.sex)) + 1
    if wanted.schooling:
        yield texts["education"].where(lambda code: Schooling.of(code) == wanted.schooling)
    for name, value in (("political", wanted.political), ("rank", wanted.rank), ("grade", wanted.judge_grade)):
        if value:
            yield texts[name].where(lambda code, value=value: code == value)  # type: ignore[misc]
    if wanted.lead:
        yield staff.leads(Lead(wanted.lead))
    if wanted.eighties:
        yield born_in_eighties(staff)
    if wanted.retires_within is not None:
        last = month_number(staff.day) + 12 * wanted.retires_within
        yield (staff.may_retire > 0) & (staff.may_retire <= last)


def _within(years: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]", span: Span, known: Mask) -> Iterator[Mask]:
    low, high = span
    if low is not None:
        yield known & (years >= low)
    if high is not None:
        yield known & (years <= high)


def wanted_words(wanted: PeopleWanted) -> str:
    """What is asked, as it is written above a list."""
    asked = "，".join(_asked(wanted))
    return _("{day}：{asked}").format(day=wanted.day.isoformat(), asked=asked)


def _asked(wanted: PeopleWanted) -> Iterator[str]:
    yield from _span_words(_("年龄"), wanted.ages, _("岁"))
    labels = (
        (wanted.sex, Sex.table().label(wanted.sex)),
        (wanted.schooling, Schooling.table().label(wanted.schooling)),
        (wanted.political, code_table("political").label(wanted.political)),
        (wanted.lead, Lead.table().label(wanted.lead)),
        (wanted.rank, code_table("ranks").label(wanted.rank)),
        (wanted.judge_grade, code_table("judge_grades").label(wanted.judge_grade)),
    )
    yield from (_(label) for value, label in labels if value)
    yield from _span_words(_("任现职"), wanted.years_in_post, _("年"))
    if wanted.retires_within is not None:
        yield _("{years} 年内到龄退休").format(years=wanted.retires_within)
    if wanted.eighties:
        yield _("80后")


def _span_words(what: str, span: Span, unit: str) -> Iterator[str]:
    low, high = span
    if low is not None and high is not None:
        yield f"{what} {low}–{high} {unit}"
    elif low is not None:
        yield _("{what}满 {low} {unit}").format(what=what, low=low, unit=unit)
    elif high is not None:
        yield _("{what}不超过 {high} {unit}").format(what=what, high=high, unit=unit)


def wanted_listing(staff: StaffAsOf, wanted: PeopleWanted) -> Listing:
    """The list of those found."""
    return people_listing(found(staff, wanted), wanted_words(wanted))
