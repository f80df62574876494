"""What follows and what contradicts in one training record, and when two of them report the same training."""

from datetime import date
from typing import Any

from cadre_desktop.kit.kind import Once, Rule, Values
from cadre_desktop.kit.language import _
from cadre_desktop.kit.problems import Problem
from cadre_desktop.people.completions import STEP, is_not_completed
from cadre_desktop.people.records import TrainingRecord
from cadre_desktop.people.rules import MOST_HOURS
from cadre_desktop.people.training_titles import are_alike
from cadre_desktop.people.vetting import vet_year


def complete_training(values: Values) -> Values:
    """What was not completed has no hours."""
    values = dict(values)
    _take_hours(values)
    return values


def vet_training(values: Values) -> list[Problem]:
    """Hours are in steps of 0.5, the year is one of the calendar and that of the days, and it ends after it begins."""
    return [*_vet_hours(values), *vet_year(values), *_vet_days(values)]


def _take_hours(values: Values) -> None:
    if is_not_completed(values.get("result") or ""):
        values["hours"] = 0


def _tell_hours(values: Values) -> str:
    hours = values.get("hours") or 0
    if not hours or not is_not_completed(values.get("result") or ""):
        return ""
    return _("没有结业，{hours:g} 学时不计，记 0 学时").format(hours=hours / 10)


def _vet_hours(values: Values) -> list[Problem]:
    hours = values.get("hours") or 0
    if hours < 0:
        return [Problem(_("学时不能是负数。"), field="hours")]
    if hours > MOST_HOURS:
        words = _("{hours:g} 学时比一年的小时数还多，请核对是否多写了几位。")
        return [Problem(words.format(hours=hours / 10), field="hours")]
    if hours % STEP:
        return [Problem(_("学时应为 0.5 的整数倍，现为 {hours:g}。").format(hours=hours / 10), field="hours")]
    return []


def _date(values: Values) -> None:
    """A day out of the year, or the year out of the day."""
    year, starts = values.get("year"), values.get("starts")
    if starts is None and year and date.min.year <= year <= date.max.year:
        values["starts"] = date(year, 1, 1)
    elif starts is not None and not year:
        values["year"] = starts.year


def _tell_date(values: Values) -> str:
    if values.get("starts") is None and values.get("year"):
        return _("没有日期，记在 {year} 年，日期写作 1 月 1 日").format(year=values["year"])
    return ""


def _vet_days(values: Values) -> list[Problem]:
    year, starts, ends = values.get("year"), values.get("starts"), values.get("ends")
    if starts and ends and ends < starts:
        return [Problem(_("结束日期早于开始日期，请核对。"), field="ends")]
    if starts and year and not starts.year <= year <= (ends or starts).year:
        words = _("年度 {year} 与开始日期 {day} 不是同一年；请核对是否导错了年度的表。")
        return [Problem(words.format(year=year, day=starts), field="year")]
    return []


TRAINING_RULES = (
    Rule((TrainingRecord.result, TrainingRecord.hours), (TrainingRecord.hours,), prepare=_take_hours, tell=_tell_hours),
    Rule((TrainingRecord.hours,), vet=_vet_hours),
    Rule(
        (TrainingRecord.year, TrainingRecord.starts),
        gives=(TrainingRecord.year, TrainingRecord.starts),
        fills=True,
        prepare=_date,
        tell=_tell_date,
    ),
    Rule((TrainingRecord.year,), vet=vet_year),
    Rule((TrainingRecord.year, TrainingRecord.starts, TrainingRecord.ends), vet=_vet_days),
)
"""What an import goes by: only there a day follows from the year alone, and is told."""


def _span(said: tuple[Any, ...]) -> tuple[date, date] | None:
    """The days of a training; of one that is only known by its year, all of it."""
    _title, starts, ends, _online = said
    if starts is None:
        return None
    if ends is None and (starts.month, starts.day) == (1, 1):
        return starts, starts.replace(month=12, day=31)
    return starts, max(ends or starts, starts)


def _probably_same(one: tuple[Any, ...], other: tuple[Any, ...]) -> bool:
    """Whether two trainings of a person on the same days are called much the same, and both online or neither."""
    return bool(one[3]) == bool(other[3]) and are_alike(one[0] or "", other[0] or "")


def _posted(old: Values, given: Values) -> str:
    """What is said of a training that a course of this file has posted; nothing where its hours are others."""
    if given.get("hours", old["hours"]) != old["hours"]:
        return ""
    return _("本院班次“{title}”结班时已经记入，不重复计").format(title=old["title"])


def _corrected(old: Values, new: Values) -> str:
    if old["hours"] == new["hours"]:
        return _("与已有记录是同一次培训，只更正内容，不重复计学时")
    words = _("与已有记录是同一次培训，学时由 {old:g} 更正为 {new:g}，不重复计")
    return words.format(old=(old["hours"] or 0) / 10, new=(new["hours"] or 0) / 10)


TRAINING_ONCE = Once(
    TrainingRecord.person,
    (TrainingRecord.title, TrainingRecord.starts, TrainingRecord.ends, TrainingRecord.online),
    _span,
    _probably_same,
    _posted,
    _corrected,
)
