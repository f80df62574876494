"""年度考核结果 as the forms write it, read and written again to the letter. Pure.

``2022年年度考核“优秀”等次；2023年年度考核“称职”等次。`` is how the editor of the forms writes grades.

A grade belongs to the years before it that have none yet, so that 2021、2022年均为称职 is read as well. A word that
only begins like a grade (优秀共产党员) is none; a year without a grade is reported.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from cadre_desktop.kit.language import _

_WORDS = {
    "基本称职": "basic",
    "不称职": "incompetent",
    "优秀": "excellent",
    "称职": "competent",
    "基本合格": "basic",
    "不合格": "incompetent",
    "合格": "competent",
    "不定等次": "ungraded",
    "不确定等次": "ungraded",
    "未定等次": "ungraded",
    "不参加考核": "absent",
    "未参加考核": "absent",
}
"""The words for the grades in the order in which they are looked for: 称职 is contained in others."""
_LABELS = {
    "excellent": "优秀",
    "competent": "称职",
    "basic": "基本称职",
    "incompetent": "不称职",
    "ungraded": "不定等次",
    "absent": "未参加考核",
}
_BARE = frozenset({"ungraded", "absent"})
"""Grades that are written without quotation marks: 2020年年度考核不定等次."""
_HAN = r"[\u3400-\u9fff]"
_TOKENS = re.compile(
    r"(?<!\d)(?P<first>(?:19|20)\d\d)\s*年?\s*(?:度)?\s*[-—–~～至到]+\s*(?P<last>(?:19|20)\d\d)(?!\d)"
    r"|(?<!\d)(?P<year>(?:19|20)\d\d)(?!\d)(?![.．/-]\d)(?!\s*年\s*\d+\s*月)"
    rf"|(?P<grade>{'|'.join(_WORDS)})(?:(?=等次|等|档次)|(?!{_HAN}))"
)
_PARTS = re.compile(r"[；;。\n]")
_BETWEEN_YEARS = re.compile(r"[年度考核、，,和及与均\s]*")


@dataclass(frozen=True)
class GradesRead:
    """The grades of a text, year by year, and what in it a reader should look at."""

    grades: tuple[tuple[int, str], ...]
    troubles: tuple[str, ...] = field(default=(), compare=False)

    @property
    def by_year(self) -> dict[int, str]:
        """The grade of each year; the first where a year has two."""
        return dict(reversed(self.grades))


def parse_grades(text: str) -> GradesRead:
    """The grades in a text, with a sentence for a year without a grade, for one with two, and the other way round."""
    grades: list[tuple[int, str]] = []
    troubles: list[str] = []
    for part in _PARTS.split(text):
        found, trouble = _in_part(part)
        grades += found
        troubles += trouble
    said = dict(reversed(grades))
    both = [year for year, grade in grades if said[year] != grade]
    troubles += [_("年度考核里 {year} 年写了两种等次，请核对。").format(year=year) for year in dict.fromkeys(both)]
    return GradesRead(tuple(dict.fromkeys(grades)), tuple(troubles))


def _in_part(part: str) -> tuple[list[tuple[int, str]], list[str]]:
    """The grades of a part between semicolons, and what in it cannot be read."""
    grades: list[tuple[int, str]] = []
    alone: list[int] = []
    waiting: list[int] = []
    troubles: list[str] = []
    end = 0
    for found in _TOKENS.finditer(part):
        if found["grade"]:
            grades += [(year, _WORDS[found["grade"]]) for year in waiting]
            if not waiting:
                troubles.append(_("年度考核里的“{part}”没有写年度，请核对。").format(part=part.strip()))
            waiting = []
        else:
            if not _BETWEEN_YEARS.fullmatch(part, end, found.start()):
                alone += waiting
                waiting = []
            waiting += [int(found["year"])] if found["year"] else range(int(found["first"]), int(found["last"]) + 1)
        end = found.end()
    said = {year for year, _grade in grades}
    bare = [year for year in dict.fromkeys((*alone, *waiting)) if year not in said]
    troubles += [_("年度考核里 {year} 年没有读到等次，请核对。").format(year=year) for year in bare]
    return grades, troubles


def rebuild_grades(grades: Iterable[tuple[int, str]]) -> str:
    """The text as the editor of the forms writes it."""
    parts = [_one(year, grade) for year, grade in grades]
    return "；".join(parts) + "。" if parts else ""


def grades_rewritten(text: str, grades: Mapping[int, str]) -> str:
    """`text` with the grades that the years should have; a part that says the same already stays to the letter.

    Years that the text does not speak of follow at the end; what `grades` does not speak of stays.
    """
    said = parse_grades(text).by_year
    if all(said.get(year) == grade for year, grade in grades.items()):
        return text
    parts = [_part_rewritten(part, grades) for part in _PARTS.split(text) if part.strip()]
    parts += [_one(year, grade) for year, grade in sorted(grades.items()) if year not in said]
    return "；".join(parts) + ("。" if not text.strip() or text.rstrip().endswith("。") else "")


def _part_rewritten(part: str, grades: Mapping[int, str]) -> str:
    found, _troubles = _in_part(part)
    if all(grades.get(year, grade) == grade for year, grade in found):
        return part.strip()
    return "；".join(_one(year, grades.get(year, grade)) for year, grade in found)


def _one(year: int, grade: str) -> str:
    label = _LABELS[grade]
    return f"{year}年年度考核{label}" if grade in _BARE else f"{year}年年度考核“{label}”等次"
