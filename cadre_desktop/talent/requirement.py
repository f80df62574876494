"""What a pool or a post asks of people, in values and in words, and whether anybody at all can meet it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.people.rules import StaffCategory
from cadre_desktop.talent.rules import GradesRule

_WORKING_AGE, _SERVICE_AGE = 16, 18
"""The ages from which somebody may work at all (劳动法 15) and be a civil servant (公务员法 13)."""

_SEQUENCES = {
    "assistant": N_("法官助理职级"),
    "clerk": N_("书记员职级"),
    "police": N_("警员职务"),
    "general": N_("综合管理类职级"),
}
_AUXILIARY_RANKS = ("assistant", "clerk", "police")


@dataclass(frozen=True)
class Requirement:
    """What is asked. What is empty asks nothing; years are completed years, `hours` tenths of the year before.

    `age_limit` is the highest age in completed years (35: not yet 36), reckoned on `age_day` or, without one, on the
    day that is asked for. Of the education and the post level, what is higher does as well; of the rank, what is higher
    in its own sequence.
    """

    age_limit: int | None = None
    age_day: date | None = None
    category: StaffCategory | None = None
    quota_only: bool = False
    line: str = ""
    education: str = ""
    party_member: bool = False
    rank_at_least: str = ""
    level_at_least: str = ""
    years_in_post: int | None = None
    service_years: int | None = None
    grades_rule: GradesRule | None = None
    contest_title: bool = False
    hours: int | None = None


class Impossible(NamedTuple):
    """Why nobody at all can meet what is asked, in one sentence, and by which field; "" where somebody may."""

    sentence: str = ""
    field: str = ""


def impossible(asked: Requirement) -> Impossible:
    """Why nobody at all can meet what is asked."""
    age, years, limit = _WORKING_AGE, asked.service_years, asked.age_limit
    if limit is not None and years is not None and limit - years < age:
        text = _("年龄不超过 {limit} 周岁，又要工作满 {years} 年：最早 {age} 周岁参加工作，没有人能同时符合。")
        return Impossible(text.format(limit=limit, years=years, age=age), "service_years")
    age, years = _SERVICE_AGE, asked.years_in_post
    if limit is not None and years is not None and limit - years < age:
        text = _("年龄不超过 {limit} 周岁，又要任现职满 {years} 年：最早 {age} 周岁任职，没有人能同时符合。")
        return Impossible(text.format(limit=limit, years=years, age=age), "years_in_post")
    if asked.quota_only and asked.category not in (None, StaffCategory.JUDGE):
        assert asked.category is not None
        text = _("只收员额法官，人员分类却限{category}，没有人能同时符合。")
        return Impossible(text.format(category=_(asked.category.label)), "quota_only")
    sequence = asked.rank_at_least.partition("-")[0]
    outside = asked.quota_only or asked.category not in (None, StaffCategory.JUDICIAL_AUXILIARY)
    if sequence in _AUXILIARY_RANKS and outside:
        text = _("{sequence}只有审判辅助人员才有，人员分类却限{category}，没有人能同时符合。")
        wanted = asked.category or StaffCategory.JUDGE
        words = text.format(sequence=_(_SEQUENCES[sequence]), category=_(wanted.label))
        return Impossible(words, "rank_at_least")
    return Impossible()


def requirement_text(asked: Requirement) -> str:
    """A requirement in words: 不超过 35 周岁，限法官，限员额法官."""
    return "，".join(_parts(asked)) or _("没有条件限制")


def _parts(asked: Requirement) -> Iterator[str]:
    if asked.age_limit is not None:
        age = _("不超过 {limit} 周岁（截至 {day}）") if asked.age_day else _("不超过 {limit} 周岁")
        yield age.format(limit=asked.age_limit, day=asked.age_day)
    if asked.category:
        yield _("限{categories}").format(categories=_(asked.category.label))
    if asked.quota_only:
        yield _("限员额法官")
    if asked.line:
        yield _("做过{line}").format(line=line_name(asked.line))
    for name, value in (
        ("education", asked.education),
        ("ranks", asked.rank_at_least),
        ("post_levels", asked.level_at_least),
    ):
        if value:
            yield _("{least}以上").format(least=_(code_table(name).label(value)))
    if asked.party_member:
        yield _("中共党员")
    if asked.years_in_post is not None:
        yield _("任现职满 {years} 年").format(years=asked.years_in_post)
    if asked.service_years is not None:
        yield _("工作满 {years} 年").format(years=asked.service_years)
    if asked.grades_rule is not None:
        yield _("近三年考核{rule}").format(rule=_(asked.grades_rule.label))
    if asked.contest_title:
        yield _("有竞赛称号")
    if asked.hours is not None:
        yield _("上年满 {hours} 学时").format(hours=hours_text(asked.hours))


def line_name(code: str) -> str:
    """What a line of work is called."""
    return _(code_table("line").label(code))


def hours_text(tenths: int) -> str:
    """445 → 44.5, 900 → 90."""
    return f"{tenths // 10}.{tenths % 10}" if tenths % 10 else str(tenths // 10)


@lru_cache(maxsize=4096)
def line_in(text: str) -> str:
    """The line of work that a post or a department's name speaks of (刑事审判庭副庭长); "" if none.

    The longest name wins: 审判管理办公室 is not 办公室. Short words (执行, 综合) count only as a court's room: 刑庭.
    """
    found = [
        (len(name), item.value)
        for item in code_table("line")
        for name in (item.label, *item.also)
        if (len(name) > 2 or name.endswith(("庭", "局"))) and name in text
    ]
    return max(found, default=(0, ""))[1]
