"""Rules of newcomers: the checklist with its due dates, sizes, mentors, and how probation ends."""

from collections.abc import Mapping
from datetime import date, timedelta
from enum import Enum
from typing import Any, NamedTuple

from cadre_desktop.kit.codes import Code
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.people.months import months_later

PROBATION_MONTHS = 12
"""试用期一年，自报到之日起 (公务员录用规定, for certain). A term in months ends on the day of that number, as
article 202 of the Civil Code says."""
TALK_MONTHS = 6
"""When the half-year talk is due: usual in courts, no rule asks for it."""


class ProbationResult(Code):
    """How a probation ended: 合格 → 任职定级, 不合格 → 取消录用 (公务员录用规定)."""

    CONFIRMED = "confirmed", N_("合格转正"), "合格", "转正"
    EXTENDED = "extended", N_("延长试用"), "延长"
    CANCELLED = "cancelled", N_("取消录用"), "不合格"


class Follows(Enum):
    """What an item of the checklist follows from by itself: what to do about it is said to who would tick it."""

    PORTRAIT = N_("“{item}”在人员档案有照片后自动完成，请用“录入照片…”。")
    SIZES = N_("“{item}”在尺码填齐后自动完成，请到“服装尺码”页填写。")
    MENTOR = N_("“{item}”在结对后自动完成，请到“带教与转正”页结对。")
    INDUCTION = N_("“{item}”在参加初任培训后自动完成：请把人加入培训班名单，或在档案中补录初任培训。")
    TALK = N_("“{item}”在登记谈话后自动完成，请到“带教与转正”页登记。")
    RESULT = N_("“{item}”在作出转正结论后自动完成，请到“带教与转正”页登记。")


class ChecklistItem(NamedTuple):
    """What is to be handed in or received, so many months and days after the day of reporting."""

    name: str
    months: int = 0
    days: int = 0
    follows: Follows | None = None


CHECKLIST = (
    ChecklistItem(N_("录用通知")),
    ChecklistItem(N_("身份证")),
    ChecklistItem(N_("毕业证书")),
    ChecklistItem(N_("法律职业资格")),
    ChecklistItem(N_("报到登记表")),
    ChecklistItem(N_("保密承诺"), days=7),
    ChecklistItem(N_("账号开通"), days=7),
    ChecklistItem(N_("工作证"), days=30),
    ChecklistItem(N_("入职照片"), days=14, follows=Follows.PORTRAIT),
    ChecklistItem(N_("服装尺码"), days=14, follows=Follows.SIZES),
    ChecklistItem(N_("档案转入"), days=30),
    ChecklistItem(N_("党团关系"), days=30),
    ChecklistItem(N_("导师结对"), days=30, follows=Follows.MENTOR),
    ChecklistItem(N_("初任培训"), months=PROBATION_MONTHS, follows=Follows.INDUCTION),
    ChecklistItem(N_("半年谈话"), months=TALK_MONTHS, follows=Follows.TALK),
    ChecklistItem(N_("转正考核表"), months=PROBATION_MONTHS),
    ChecklistItem(N_("任职登记"), months=PROBATION_MONTHS, days=30, follows=Follows.RESULT),
)
"""In the order of the columns. How certain the terms are: induction within the year of probation is for certain
(公务员培训规定, 公务员录用规定); the archive within 30 days is what one place writes; all others are what courts do
usually, and each due date can be changed in the list of items."""

FOLLOWING = {item.name: item.follows for item in CHECKLIST if item.follows is not None}
"""The items that nobody ticks, by name."""

SIZES: Mapping[str, str] = {
    "robe": N_("法袍"),
    "uniform": N_("制服"),
    "shirt": N_("衬衣"),
    "trousers": N_("裤子"),
    "shoes": N_("鞋"),
    "hat": N_("帽子"),
}
"""The sizes that are ordered, by field."""
_SIZES_NEEDED = ("uniform", "shirt", "trousers", "shoes")
"""Not everybody wears a robe or a hat."""
_LEAST_HEIGHT, _MOST_HEIGHT = 130, 230


def sizes_complete(values: Mapping[str, str]) -> bool:
    """Whether all sizes that everybody needs are known."""
    return all((values.get(name) or "").strip() for name in _SIZES_NEEDED)


def due_dates(reported: date) -> dict[str, date]:
    """When each item of the checklist is due, by name."""
    return {item.name: months_later(reported, item.months) + timedelta(days=item.days) for item in CHECKLIST}


def probation_end(reported: date) -> date:
    """The last day of the probation."""
    return months_later(reported, PROBATION_MONTHS)


def talk_day(reported: date) -> date:
    """When the half-year talk is due."""
    return months_later(reported, TALK_MONTHS)


def prepare_newcomer(values: dict[str, Any]) -> dict[str, Any]:
    """The end of probation and the day of the talk follow from the day of reporting unless they are given."""
    reported = values.get("reported")
    if reported is None:
        return values
    return {
        **values,
        "probation_ends": values.get("probation_ends") or probation_end(reported),
        "talk_due": values.get("talk_due") or talk_day(reported),
    }


def vet_newcomer(values: dict[str, Any]) -> list[Problem]:
    """Nothing is before the day of reporting, a result has its day, and a person is so many cm tall."""
    problems = []
    reported = values.get("reported")
    told = (
        ("probation_ends", _("试用期满日早于报到日，请核对。")),
        ("talk_due", _("应谈话日早于报到日，请核对。")),
        ("talked", _("谈话日期早于报到日，请核对。")),
        ("decided", _("转正结论的日期早于报到日，请核对。")),
    )
    for name, words in told:
        if reported is not None and values.get(name) and values[name] < reported:
            problems.append(Problem(words, field=name))
    if values.get("result") and not values.get("decided"):
        problems.append(Problem(_("请填写作出转正结论的日期。"), field="decided"))
    height = values.get("height")
    if height is not None and not _LEAST_HEIGHT <= height <= _MOST_HEIGHT:
        words = _("身高按厘米填写，应在 {least} 到 {most} 之间，现为 {height}。")
        problems.append(Problem(words.format(least=_LEAST_HEIGHT, most=_MOST_HEIGHT, height=height), field="height"))
    return problems


def decision_problems(result: ProbationResult, decided: date, ends: date, until: date | None) -> list[Problem]:
    """What speaks against a result of the probation that ends on `ends`; `until` is to when it is extended."""
    if result is ProbationResult.EXTENDED:
        if until is None:
            return [Problem(_("延长试用请填写新的期满日期。"), field="until")]
        if until <= ends:
            words = _("新的期满日期应晚于原来的 {day}。")
            return [Problem(words.format(day=ends.isoformat()), field="until")]
        return []
    if result is ProbationResult.CONFIRMED and decided < ends:
        words = _("试用期到 {day} 才满，不能在这之前转正；请改日期，或先改期满日。")
        return [Problem(words.format(day=ends.isoformat()), field="decided")]
    return []
