"""Rules of help in hardship: classes of causes, the steps of a case, and the term of its public notice."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from cadre_desktop.kit.codes import Code, Tone
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem

LEAST_NOTICE_DAYS = 5
"""Working days for which an application is shown to everybody at the least (困难职工档案: 公示不少于 5 个工作日)."""


class HardshipCause(Code):
    """The class of the cause; nothing more is written about it."""

    ILLNESS = "illness", N_("因病"), "疾病", "重大疾病"
    DISASTER = "disaster", N_("因灾"), "灾害", "意外灾害"
    ACCIDENT = "accident", N_("意外事故"), "意外", "事故"
    SCHOOLING = "schooling", N_("子女上学"), "子女教育", "上学"
    LOW_INCOME = "low_income", N_("收入偏低"), "低收入", "家庭收入低"
    OTHER = "other", N_("其他原因"), "其他"


class CaseState(Code):
    """How far an application is."""

    APPLIED = "applied", N_("已申请"), "申请"
    ON_NOTICE = "on_notice", N_("公示中"), "公示"
    ACCEPTED = "accepted", N_("在册帮扶"), "在册", "帮扶中"
    REFUSED = "refused", N_("未通过"), "不予认定"
    ENDED = "ended", N_("已脱困"), "脱困", "结束"

    @property
    def tone(self) -> Tone:
        tones: dict[CaseState, Tone] = {CaseState.ON_NOTICE: "warning", CaseState.ACCEPTED: "good"}
        return tones.get(self, "neutral")

    @property
    def closed(self) -> bool:
        """Whether nothing more happens to it."""
        return self in (CaseState.REFUSED, CaseState.ENDED)


class MeasureKind(Code):
    """In what way somebody is helped."""

    MONEY = "money", N_("帮扶金"), "救助金", "补助"
    GOODS = "goods", N_("慰问品"), "实物"
    SCHOOLING = "schooling", N_("助学")
    MEDICAL = "medical", N_("医疗帮扶"), "医疗救助"
    LABOUR = "labour", N_("结对帮助"), "志愿帮助"
    OTHER = "other", N_("其他措施"), "其他"


_NEEDED: Mapping[CaseState, tuple[str, ...]] = {
    CaseState.APPLIED: (),
    CaseState.ON_NOTICE: ("notice_from", "notice_days"),
    CaseState.ACCEPTED: ("accepted",),
    CaseState.REFUSED: ("ended",),
    CaseState.ENDED: ("accepted", "ended"),
}
"""The days that a case of each state has."""


def vet_case(values: dict[str, Any]) -> list[Problem]:
    """The days follow one another, a state has its days, and neither people nor money are negative."""
    problems = []
    days = (
        ("notice_from", "applied", _("公示开始早于申请日期，请核对。")),
        ("accepted", "notice_from", _("认定日期早于公示开始，请核对。")),
        ("accepted", "applied", _("认定日期早于申请日期，请核对。")),
        ("ended", "accepted", _("脱困日期早于认定日期，请核对。")),
        ("ended", "applied", _("结束日期早于申请日期，请核对。")),
    )
    for later, earlier, words in days:
        if values.get(later) and values.get(earlier) and values[later] < values[earlier]:
            problems.append(Problem(words, field=later))
    state = CaseState(values["state"]) if values.get("state") else CaseState.APPLIED
    for name in _NEEDED[state]:
        if not values.get(name):
            words = _("状态为“{state}”的，请填写{what}。").format(state=_(state.label), what=_(_TITLES[name]))
            problems.append(Problem(words, field=name))
    if values.get("household") is not None and values["household"] < 1:
        problems.append(Problem(_("家庭人口至少 1 人。"), field="household"))
    if (values.get("monthly_income") or 0) < 0:
        problems.append(Problem(_("收入不能是负数。"), field="monthly_income"))
    if values.get("notice_days") is not None:
        problems += notice_problems(values["notice_days"], LEAST_NOTICE_DAYS)
    return problems


_TITLES = {
    "notice_from": N_("公示开始日期"),
    "notice_days": N_("公示天数"),
    "accepted": N_("认定日期"),
    "ended": N_("结束日期"),
}


def notice_problems(days: int, least: int) -> list[Problem]:
    """What is wrong with a term of so many working days where there are `least`."""
    if days >= least:
        return []
    words = _("公示不少于 {least} 个工作日，现为 {days} 个。")
    return [Problem(words.format(least=least, days=days), field="notice_days")]


def acceptance_problems(day: date, last: date) -> list[Problem]:
    """A case is accepted only after the `last` day of its notice."""
    if day > last:
        return []
    words = _("公示到 {last} 才满，{day} 还不能认定；请在公示期满后办理。")
    return [Problem(words.format(last=last.isoformat(), day=day.isoformat()), field="day")]


def step_problems(state: CaseState, *wanted: CaseState) -> list[Problem]:
    """Whether a case may go on from the state in which it is."""
    if state in wanted:
        return []
    words = _("这件申请现在是“{state}”，{wanted}的才能这样办理。")
    told = _("、").join(_("“{state}”").format(state=_(each.label)) for each in wanted)
    return [Problem(words.format(state=_(state.label), wanted=told))]


def measure_problems(values: dict[str, Any], case: Mapping[str, Any]) -> list[Problem]:
    """What speaks against a measure (`values`) in a case with these stored values: help is given to who is on the
    register, and money is not negative."""
    problems = []
    day, state = values.get("day"), CaseState(case["state"])
    if state not in (CaseState.ACCEPTED, CaseState.ENDED):
        words = _("这件申请是“{state}”，认定在册后才能登记帮扶。")
        problems.append(Problem(words.format(state=_(state.label)), field="case"))
    elif day and case["ended"] and day > case["ended"]:
        words = _("已于 {day} 脱困，不能再登记之后的帮扶；如又有困难，请新建申请。")
        problems.append(Problem(words.format(day=case["ended"].isoformat()), field="day"))
    elif day and case["accepted"] and day < case["accepted"]:
        words = _("帮扶日期早于认定日期 {day}，请核对。")
        problems.append(Problem(words.format(day=case["accepted"].isoformat()), field="day"))
    if (values.get("amount") or 0) < 0:
        problems.append(Problem(_("金额不能是负数。"), field="amount"))
    if values.get("measure") == MeasureKind.MONEY and not values.get("amount"):
        problems.append(Problem(_("帮扶金请填写金额。"), field="amount"))
    return problems


def helper_problems(values: dict[str, Any], case: Mapping[str, Any]) -> list[Problem]:
    """What speaks against a pair: nobody helps himself, and who is out of hardship needs no new one."""
    problems = []
    if values.get("helper") and values["helper"] == case["person"]:
        problems.append(Problem(_("帮扶人和困难干警是同一人，请另选帮扶人。"), field="helper"))
    if values.get("ends") and values.get("starts") and values["ends"] < values["starts"]:
        problems.append(Problem(_("结束日期早于开始日期，请核对。"), field="ends"))
    state = CaseState(case["state"])
    if state is not CaseState.ACCEPTED and not (state is CaseState.ENDED and values.get("ends")):
        words = _("这件申请是“{state}”，“在册帮扶”的才能结对。")
        problems.append(Problem(words.format(state=_(state.label)), field="case"))
    return problems
