"""Which heading of a foreign table means which of ours, found cautiously: a wrong match is worse than none."""

import re
import unicodedata
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import NamedTuple, TypeVar

from cadre_desktop.kit.chinese import fold
from cadre_desktop.kit.language import _

Key = TypeVar("Key", bound=Hashable)

ALIKE = 0.88
"""Least likeness (difflib) of headings that count as meant the same; 任现职务时间 and 任现职级时间 are at 0.83."""

SAME_START = 0.7
"""Least part of the longer heading that a shared beginning must make up: 身份证号 and 身份证号码."""

_OTHERS = re.compile(
    "紧急|联系人|配偶|爱人|妻|丈夫|父|母|子女|儿子|女儿|孩子|家属|家人|家庭|亲属|监护|推荐人|介绍人|导师"
    "|^拟|^原|原[单职任部岗]|曾|前任|旧|退休前|入职前|任职前|农历|阴历"
)
"""Words that say a heading is about somebody else, about another time, or about the day in another calendar."""

_BRACKETS = re.compile(r"[(\[【〔{<《]([^)\]】〕}>》]*)[)\]】〕}>》]?")


@dataclass(frozen=True)
class Heading:
    """A column of a table found in a sheet.

    text: as it is there, in one line, "group/lower" where a two-row heading is ambiguous without its group;
    column_index: its index in the rows' values (and its Excel column, from 0); repeats: Excel columns of the same
    heading further right, where two or more people share a line; lower: the text without its group.
    """

    text: str
    column_index: int
    repeats: tuple[int, ...] = ()
    lower: str = ""


class HeadingMatch(NamedTuple):
    """Which column was taken for a key. score: 1 for the heading itself, less the less certain; why: for the screen."""

    column_index: int
    heading: str
    score: float
    why: str


class _Normal(NamedTuple):
    """A heading for comparing. whole: all letters and characters; bare: without what is in brackets."""

    whole: str
    bare: str
    bracketed: str


_LONGEST = 200
"""Characters of a heading that are compared."""


def normal(text: str) -> str:
    """A heading for comparing: 出生\\n年月 → 出生年月, 身份证号（18位） → 身份证号, 联系电话* → 联系电话.

    Brackets that say whose it is stay: 联系电话（紧急联系人） → 联系电话紧急联系人.
    """
    return _normal(text).bare


def is_about_others(text: str) -> bool:
    """Whether the words beside a heading (in brackets, or of the group over it) say that it is not about the person
    now: 联系电话（紧急联系人）, 配偶 over 学历, 职务（拟任）."""
    return _OTHERS.search(text) is not None


def known_forms(headings: Iterable[str]) -> frozenset[str]:
    """The normal forms of known headings, for recognising a header row."""
    return frozenset(filter(None, map(normal, headings)))


def _normal(text: str) -> _Normal:
    narrow = unicodedata.normalize(
        "NFKC", text.strip()[:_LONGEST]
    )  # a longer cell is no heading, and there may be many
    inside = "".join(_BRACKETS.findall(narrow))
    whole = fold(narrow)
    bare = whole if is_about_others(inside) else fold(_BRACKETS.sub("", narrow))
    return _Normal(whole, bare or whole, fold(inside))


def match_headings(headings: Sequence[Heading], known: Mapping[Key, tuple[str, ...]]) -> dict[Key, HeadingMatch]:
    """For each key of `known` (its own heading first, then synonyms) the column that means it, if there is one.

    The best match goes first; no column serves two keys. Headings that differ only in what is in brackets on
    both sides, 金额（元） and 金额（万元）, are not matched.
    """
    found = [
        (match, index, key)
        for index, (key, names) in enumerate(known.items())
        for heading in headings
        for match in [_best(heading, names)]
        if match is not None
    ]
    found.sort(key=lambda item: (-item[0].score, item[1], item[0].column_index))
    matches: dict[Key, HeadingMatch] = {}
    taken: set[int] = set()
    for match, _order, key in found:
        if key not in matches and match.column_index not in taken:
            matches[key] = match
            taken.add(match.column_index)
    return matches


def _best(heading: Heading, names: tuple[str, ...]) -> HeadingMatch | None:
    """The best match of one heading with the names of one key."""
    scored = list(_scored(heading, names))
    if not scored:
        return None
    score, why = max(scored)
    return HeadingMatch(heading.column_index, heading.text, score, why)


def _scored(heading: Heading, names: tuple[str, ...]) -> Iterator[tuple[float, str]]:
    ours = _normal(heading.text)
    likely = not is_about_others(ours.bracketed)
    for index, name in enumerate(names):
        theirs = _normal(name)
        if ours.whole == theirs.whole:
            yield (0.99, _("与“{name}”同义").format(name=names[0])) if index else (1.0, _("标题相同"))
        elif ours.bare == theirs.bare:
            if not (ours.bracketed and theirs.bracketed):
                yield (0.96, _("除括号里的说明外与“{name}”相同").format(name=name))
        elif heading.lower and normal(heading.lower) == theirs.bare and not is_about_others(heading.text):
            yield (0.85, _("两层表头的下层与“{name}”相同").format(name=name))
        elif likely:
            yield from _likeness(ours.bare, theirs.bare, name)


def _likeness(ours: str, theirs: str, name: str) -> Iterator[tuple[float, str]]:
    """Only headings that begin alike: what goes before changes the meaning (原工作单位), what follows seldom does."""
    if not ours or not theirs or ours[0] != theirs[0] or min(len(ours), len(theirs)) < 3:
        return
    short, long = sorted((ours, theirs), key=len)
    part = len(short) / len(long)
    if long.startswith(short) and part >= SAME_START:
        yield 0.7 + 0.1 * part, _("与“{name}”开头相同").format(name=name)
    elif part >= SAME_START and (ratio := SequenceMatcher(None, ours, theirs, autojunk=False).ratio()) >= ALIKE:
        yield 0.8 * ratio, _("与“{name}”相近").format(name=name)
