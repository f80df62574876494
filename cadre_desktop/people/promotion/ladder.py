"""Which rank follows which after how many years, and the numbers that an office may set otherwise. Pure.

What the program comes with, and what it rests on, is in `resources/codes/promotion.json`: the ladder of art. 18 of the
regulation on posts and ranks of civil servants (公务员职务与职级并行规定, 2019). For judges' grades only the terms of
1997 are known; what is not known is an empty setting, and nobody is said to have served it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from cadre_desktop.kit.codes import code_table
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.problems import Problem, Unclear
from cadre_desktop.kit.resources import resource
from cadre_desktop.kit.typed import typed_fixed

_MOST_YEARS = 30
_MOST_MONTHS = 60

NUMBERS = (("excellent_months", N_("每个优秀缩短的月数")), ("probation_months", N_("新录用的试用期（月）")))
FLAGS = (
    ("december", N_("12 月任职的，当年的考核等次也计入")),
    ("sequences", N_("法官助理、书记员、警务职级按综合管理类的年限")),
)

_GENERAL, _SHIFTS = "general", {"general": 0, "police": 0, "assistant": 2, "clerk": 2}
"""How many ranks of the general ladder are above the highest of a sequence: 一级高级法官助理 is beside 一级调研员."""


@dataclass(frozen=True)
class RankStep:
    """`to` is reached after so many years in one of `ranks`, or in a leading post of one of `levels`."""

    to: str
    years: int
    ranks: tuple[str, ...]
    levels: tuple[str, ...]


@dataclass(frozen=True)
class Terms:
    """The numbers of the office. `judge_years`: years to a judge's grade, by the grade, where there is a term;
    `ceilings`: the highest grade that goes by years, by the level of the court."""

    excellent_months: int = 6
    probation_months: int = 12
    december: bool = True
    sequences: bool = False
    judge_years: Mapping[str, int] = field(default_factory=dict)
    ceilings: Mapping[str, str] = field(default_factory=dict)


@cache
def known_terms() -> dict[str, Any]:
    """What the program comes with: values with their certainty and source."""
    data: dict[str, Any] = json.loads(resource("codes", "promotion.json").read_text(encoding="utf-8"))
    return data


@cache
def ladder() -> tuple[RankStep, ...]:
    """The steps from the highest down."""
    return tuple(
        RankStep(to, years, tuple(ranks), tuple(levels)) for to, years, ranks, levels in known_terms()["ladder"]
    )


def general_rank(rank: str, terms: Terms) -> str:
    """The rank of the general ladder that a rank goes by; "" where no term of its sequence is known."""
    sequence, _dash, number = rank.partition("-")
    if not number or sequence not in _SHIFTS or not (sequence == _GENERAL or terms.sequences):
        return ""
    return f"{_GENERAL}-{int(number) + _SHIFTS[sequence]:02}"


@cache
def same_sequence(general: str, rank: str) -> str:
    """A rank of the general ladder in the sequence of `rank`; "" above that sequence."""
    sequence = rank.partition("-")[0] or _GENERAL
    number = int(general.partition("-")[2]) - _SHIFTS[sequence]
    found = f"{sequence}-{number:02}"
    return found if found in code_table("ranks") else ""


def next_grade(grade: str) -> str:
    """The judge's grade above; "" above the highest and for no grade."""
    values = [item.value for item in code_table("judge_grades")]
    index = values.index(grade) if grade in values else 0
    return values[index - 1] if index else ""


def usual_terms() -> dict[str, str]:
    """The settings that an office begins with, as texts by name."""
    data = known_terms()
    texts = {key: str(data["numbers"][key]["usual"]) for key, _title in NUMBERS}
    texts |= {key: str(data[key]["usual"]) for key, _title in FLAGS}
    texts |= {f"judge.{grade}": str(entry["usual"]) for grade, entry in data["judges"]["years"].items()}
    return texts | {f"ceiling.{level}": str(entry["usual"]) for level, entry in data["judges"]["ceilings"].items()}


def entry_of(key: str) -> dict[str, str]:
    """The value that a setting begins with, its certainty and its source."""
    data = known_terms()
    part, _dot, name = key.partition(".")
    if name:
        found = data["judges"]["years" if part == "judge" else "ceilings"][name]
    else:
        found = data[key] if key in dict(FLAGS) else data["numbers"][key]
    return dict(found)


def terms_of(texts: Mapping[str, str]) -> Terms:
    """The terms that settings amount to; what is not among them is as usual. Raises `Unclear` for no number."""
    texts = usual_terms() | dict(texts)
    years = {key[6:]: typed_fixed(text, 0) for key, text in texts.items() if key.startswith("judge.")}
    return Terms(
        excellent_months=typed_fixed(texts["excellent_months"], 0) or 0,
        probation_months=typed_fixed(texts["probation_months"], 0) or 0,
        december=texts["december"] == "yes",
        sequences=texts["sequences"] == "yes",
        judge_years={grade: number for grade, number in years.items() if number},
        ceilings={key[8:]: text for key, text in texts.items() if key.startswith("ceiling.") and text},
    )


def title_of(key: str) -> str:
    """What a setting is called on the screen."""
    if key.startswith("judge."):
        return _("晋升{grade}的年限").format(grade=code_table("judge_grades").label(key[6:]))
    if key.startswith("ceiling."):
        courts = {"intermediate": _("中级法院"), "grassroots": _("基层法院")}
        return _("{court}按年限晋升的最高等级").format(court=courts[key[8:]])
    return _(dict(NUMBERS + FLAGS)[key])


def vet_terms(texts: Mapping[str, str]) -> list[Problem]:
    """What is wrong with settings: numbers that are none, negative or too large."""
    problems = []
    for key, text in texts.items():
        if key in dict(FLAGS) or key.startswith("ceiling."):
            continue
        most = _MOST_YEARS if key.startswith("judge.") else _MOST_MONTHS
        try:
            value = typed_fixed(text, 0)
        except Unclear as unclear:
            problems.append(Problem(f"{title_of(key)}：{unclear}", field=key))
            continue
        if value is None and key.startswith("judge."):
            continue
        if value is None or not 0 <= value <= most:
            words = _("{title}应为 0 至 {most} 的整数，现为“{text}”。")
            problems.append(Problem(words.format(title=title_of(key), most=most, text=text.strip()), field=key))
    return problems
