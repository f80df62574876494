"""School years as they are written (三年级, 初一, 大班) and as numbers: 1 to 12, 0 before school."""

import re

from cadre_desktop.kit.language import _

_DIGITS = {sign: number for number, sign in enumerate((*"一二三四五六七八九十", "十一", "十二"), 1)}
_SCHOOLS = {"初": 6, "初中": 6, "高": 9, "高中": 9, "小学": 0, "": 0}
_YEARS = {0: 9, 6: 3, 9: 3}
_BEFORE = re.compile(r"(幼儿园|学前|大班|中班|小班)")
_WRITTEN = re.compile(
    r"(小学|初中|高中|初|高)?(\d{1,2}|[一二三四五六七八九]|十[一二]?)(年级|年|级)?[上下]?(学期|册)?"
    r"([（(]?[\d一二三四五六七八九十]{1,3}[)）]?班)?"
)


def read_grade(text: str) -> int | None:
    """The number of a school year; None where it is none."""
    plain = "".join(text.split())
    if _BEFORE.search(plain):
        return 0
    found = _WRITTEN.fullmatch(plain)
    if found is None:
        return None
    school, year = _SCHOOLS[found[1] or ""], found[2]
    number = int(year) if year.isdecimal() else _DIGITS[year]
    if found[1] and not 1 <= number <= (_YEARS[school] if school else 6):
        return None
    number += school
    return number if 0 <= number <= 12 else None


def grade_text(grade: int | None) -> str:
    """三年级, 学前; empty where it is not known."""
    if grade is None:
        return ""
    return _("{grade} 年级").format(grade=grade) if grade else _("学前")
