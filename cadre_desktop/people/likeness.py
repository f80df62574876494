"""What a word or a name is like: departments as people write them, names that are easily taken for others.

Pure functions. Departments are called by signs of their names in their order: 刑庭, 民二庭, 审监庭; what courts are
called is known to `court_names`.
"""

from functools import lru_cache

from cadre_desktop.kit.chinese import NAMES
from cadre_desktop.kit.names import pinyin

UNIT_ENDS = (*"院庭局处科室部队组所团办委", "中心", "支部")
"""What words for a court or department end with."""


def parted_unit(unit: str) -> tuple[str, str]:
    """Court and department in a word: 青山法院刑庭 is 青山法院 and 刑庭; a court's word may lack 法院 (青山)."""
    head, court, rest = unit.rpartition("院")
    if court:
        return head + court, rest
    return ("", unit) if unit.endswith(UNIT_ENDS) else (unit, "")


def means_department(word: str, name: str) -> bool:
    """Whether a word means the department of this name."""
    if not word or not name or word == name:
        return bool(word) and word == name
    alike = word[-1] == name[-1] and (word[0] == name[0] or len(word) > 2)
    return len(word) > 1 and alike and _runs_through(word, name)


def _runs_through(word: str, name: str) -> bool:
    signs = iter(name)
    return all(sign in signs for sign in word)


def open_forms(name: str) -> set[str]:
    """王_祯 and the like: two names share a form when they differ in one character, or one lacks a character."""
    return {name[:index] + "_" + name[index + length :] for index in range(len(name) + 1) for length in (0, 1)}


_SAME_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng ", "n "))


@lru_cache(NAMES)
def sound(name: str) -> str:
    """How a name sounds to those who do not distinguish z from zh, n from ng."""
    heard = pinyin(name) + " "
    for wide, narrow in _SAME_SOUNDS:
        heard = heard.replace(wide, narrow)
    return heard
