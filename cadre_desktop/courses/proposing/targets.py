"""Whom a course is for: the group among which is chosen, as the plan or the course's own words have it."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from cadre_desktop.kit.codes import CodeTable, code_table
from cadre_desktop.kit.language import _
from cadre_desktop.people.rules import StaffCategory


@dataclass(frozen=True)
class Target:
    """A group of people: by codes of category, line and level of post ("" for any), by court and department (keys)."""

    category: str = ""
    line: str = ""
    post_level: str = ""
    court: int | None = None
    department: int | None = None


_CATEGORIES: Mapping[StaffCategory, re.Pattern[str]] = {
    StaffCategory.JUDGE: re.compile("员额法官|入额法官|员额|法官(?!助理|学院|等级|协会|讲堂)"),
    StaffCategory.JUDICIAL_AUXILIARY: re.compile(
        "(?:审判|司法)?辅助人员|法官助理|审判助理|书记员|司法警察|法警|执行员|司法技术人员"
    ),
    StaffCategory.JUDICIAL_ADMINISTRATIVE: re.compile("司法行政人员|司法行政|行政人员"),
}


def target_in(text: str) -> Target:
    """The group that the words of a course mean, as far as they name one: 刑事审判条线员额法官.

    Where two of a kind are named (法官和书记员), or none, that is left open rather than guessed.
    """
    named = [category for category, words in _CATEGORIES.items() if words.search(text)]
    rest = text
    for words in _CATEGORIES.values():
        rest = words.sub("　", rest)
    return Target(
        category=named[0].value if len(named) == 1 else "",
        line=_only(rest, code_table("line")),
        post_level=_only(rest, code_table("post_levels")),
    )


def _only(text: str, table: CodeTable) -> str:
    """The one value of a table that a text names, longer spellings before shorter ones; "" for none or several."""
    spelled = _spellings(table)
    found = {spelled[match[0]] for match in _pattern(table).finditer(text)}
    return found.pop() if len(found) == 1 else ""


@cache
def _pattern(table: CodeTable) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_spellings(table), key=len, reverse=True))))


@cache
def _spellings(table: CodeTable) -> dict[str, str]:
    return {words: item.value for item in table.items for words in _words((item.label, *item.also))}


_TOO_COMMON = frozenset({"其他", "综合", "政治部", "财务", "人事", "后勤", "装备", "办公室", "法庭", "赔偿"})
"""Spellings of lines that are in many titles without meaning one."""


def _words(texts: Iterable[str]) -> Iterable[str]:
    return (text for text in texts if len(text) > 1 and text not in _TOO_COMMON)


def target_words(target: Target, court: str = "", department: str = "") -> str:
    """青山法院、法官、刑事审判; 全部人员 where nothing is said."""
    parts = (
        court,
        department,
        _(StaffCategory.table().label(target.category)),
        code_table("line").label(target.line),
        code_table("post_levels").label(target.post_level),
    )
    return "、".join(filter(None, parts)) or _("全部人员")
