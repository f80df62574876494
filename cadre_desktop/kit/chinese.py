"""Chinese text: search keys, pinyin with surname readings, stroke order, numerals.

pypinyin is loaded when the first reading is asked for, and each character's readings are kept, because it costs
tens of milliseconds to import and more for a call than a dictionary does.
"""

import json
import os
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache

from cadre_desktop.kit.resources import resource

KEY_LENGTH = 24
"""Longest search key in characters; longer keys and queries are cut to it, so that they still meet."""

STARTS = 32
"""Only the first 32 characters begin a key; titles are hardly longer."""

NAME_SPELLINGS = 16
TEXT_SPELLINGS = 4
"""Most spellings of one run of syllables; beyond it the later characters keep only their usual reading."""

NAMES = 1 << 14
"""Names whose sorting keys are kept; people share names, and a roster is read more than once."""

DOTS = frozenset(
    ".·\u0387\u02d9\u0f0b\u1427\u16eb\u2022\u2023\u2024\u2027\u2218\u2219\u22c5\u25aa\u25cf\u25e6\u26ab\u2981\u2b24\u2e30"
    "\u2e31\u2e33\u3002\u30fb\ua4f8\ua78f\ufe52\uff0e\uff61\uff65\U00010101"
)
"""What people type for the dot in 阿拉坦·巴特尔, and what looks like it: • ‧ ・ ･ ． 。 ∙ ⋅ ● ᛫ ⸱ ꞏ and others."""

_UNITS = re.compile(r"[a-z0-9]+|.", re.DOTALL)

Readings = tuple[str, ...]
"""The readings of one character, the preferred one first."""


@dataclass(frozen=True)
class _NameTables:
    """`resources/codes/surnames.json`: readings at the head of a name and elsewhere, compound surnames."""

    surnames: dict[str, Readings]
    compound: frozenset[str]
    characters: dict[str, Readings]


def fold(text: str) -> str:
    """`text` for comparing: full width made narrow, lower case, letters, digits and characters only."""
    if text.isascii() and text.isalnum():
        return text.lower()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def query_key(query: str) -> str:
    """What the user typed, in the form of a search key: a record is found if one of its keys begins with it."""
    return fold(query).replace("ü", "v")[:KEY_LENGTH]


def name_keys(name: str) -> frozenset[str]:
    """Search keys of a person's name: 单立 is found by 单立, 立, shanli, danli, li, sl and dl.

    All suffixes of the name, and from every syllable on its pinyin without tones (ü as v and as u) and its initials,
    in every reading that is listed. A single initial is left out: it begins the last syllable.
    """
    return _keys(*_name_readings(name), NAME_SPELLINGS)


def text_keys(text: str) -> frozenset[str]:
    """Search keys of a title: as for names, without the surname rule and with fewer spellings."""
    folded = fold(text)
    if folded.isascii() and folded:
        return frozenset((folded[:KEY_LENGTH],))
    units = _UNITS.findall(folded[: STARTS + KEY_LENGTH])
    return _keys(units, [_readings(unit) for unit in units], TEXT_SPELLINGS)


def _keys(units: Sequence[str], readings: Sequence[Readings], most: int) -> frozenset[str]:
    """The keys from each character on, made from the last character to the first."""
    keys: set[str] = set()
    tail, spellings, letters = "", [""], [""]
    for start in reversed(range(len(units))):
        alternatives = readings[start]
        tail = (units[start] + tail)[:KEY_LENGTH]
        spellings = _before(alternatives, spellings, most)
        letters = _before(_initials(alternatives), letters, most)
        if start < STARTS:
            keys.add(tail)
            keys.update(spellings)
            if start + 1 < len(units):
                keys.update(letters)
    return frozenset(keys)


def _before(alternatives: Readings, endings: list[str], most: int) -> list[str]:
    """Each of `alternatives` before each ending; endings in rarer readings go when there would be too many."""
    if len(alternatives) == 1 == len(endings):
        return [(alternatives[0] + endings[0])[:KEY_LENGTH]]
    endings = endings[: max(1, most // len(alternatives))]
    return [(syllable + ending)[:KEY_LENGTH] for ending in endings for syllable in alternatives]


@cache
def _initials(alternatives: Readings) -> Readings:
    """First letters of the readings; a number is kept whole, so that 2023年 is found by 2023n."""
    return _distinct(syllable if syllable.isdigit() else syllable[0] for syllable in alternatives)


@lru_cache(NAMES)
def pinyin(name: str) -> str:
    """Pinyin of a name for sorting: preferred readings, a blank between syllables (so 李 comes before 林), ü as v."""
    return " ".join(alternatives[0] for alternatives in _name_readings(name)[1])


def initials(name: str) -> str:
    """Initials of a name in its preferred reading: 单立 → sl."""
    return "".join(_initials(alternatives)[0] for alternatives in _name_readings(name)[1])


def _name_readings(name: str) -> tuple[list[str], list[Readings]]:
    """The characters of a name, each with its readings.

    The readings of surnames count at the head only. They are preferred for a compound surname and in a name of at
    most three characters without a dot; a longer name is most likely Mongolian and has no surname (查干巴拉).
    """
    units: list[str] = _UNITS.findall(fold(name))
    head: tuple[Readings, ...] = ()
    compound = _compound_surname("".join(units[:5]))
    if compound:
        head = _compound_readings(compound)
    elif units:
        head = (_surname_readings(units[0], len(units) <= 3 and DOTS.isdisjoint(name)),)
    return units, [*head, *map(_given_readings, units[len(head) :])]


def _compound_surname(head: str) -> str:
    """The compound surname that a folded name begins with; it leaves at least one character for the given name."""
    compound = _tables().compound
    for length in (2, 4):
        if len(head) > length and head[:length] in compound:
            return head[:length]
    return ""


@cache
def _compound_readings(surname: str) -> tuple[Readings, ...]:
    """Readings of each character of a compound surname; 单于 may also be 单 with a given name that begins with 于."""
    surnames = _tables().surnames
    readings = [_given_readings(character) for character in surname]
    for place, syllable in enumerate(surnames.get(surname, ())):
        readings[place] = _distinct((syllable, *readings[place]))
    readings[0] = _distinct((*readings[0], *surnames.get(surname[0], ())))
    return tuple(readings)


@cache
def _surname_readings(character: str, preferred: bool) -> Readings:
    """Readings of a name's first character, those it has as a surname first or (if not `preferred`) last."""
    listed, given = _tables().surnames.get(character, ()), _given_readings(character)
    return _distinct((*listed, *given) if preferred else (*given, *listed))


@cache
def _given_readings(unit: str) -> Readings:
    return _distinct((*_tables().characters.get(unit, ()), *_readings(unit)))


@cache
def _readings(unit: str) -> Readings:
    """Readings of one character, the usual one first; a Latin word, a number or an unknown character as it is."""
    if unit.isascii():
        return (unit,)
    # pypinyin reads this when it is imported: without its phrase dictionary it loads in a third of the time.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin import lazy_pinyin

    usual: list[str] = lazy_pinyin(unit)
    return _distinct((*_with_u(usual), *_tables().characters.get(unit, ())))


def _with_u(syllables: Iterable[str]) -> Readings:
    """Each syllable, one with v (for ü) also with u: lv, lu."""
    return _distinct(spelling for syllable in syllables for spelling in (syllable, syllable.replace("v", "u")))


def _distinct(texts: Iterable[str]) -> Readings:
    return tuple(dict.fromkeys(texts))


@cache
def _tables() -> _NameTables:
    data = json.loads(resource("codes", "surnames.json").read_text(encoding="utf-8"))
    surnames = {surname: tuple(readings) for surname, readings in data["surnames"].items()}
    characters = {character: _with_u(readings) for character, readings in data["characters"].items()}
    compound = frozenset(data["compound"]) | {surname for surname in surnames if len(surname) > 1}
    return _NameTables(surnames, compound, characters)


@lru_cache(NAMES)
def stroke_key(name: str) -> str:
    """A text that sorts (in Python and bytewise in SQLite) as 按姓氏笔画 does, after GF 3003-1999.

    Characters are compared one after the other, so 王一 comes before 王一凡; characters that the table does not hold
    come after all others, in the order of their code points.
    """
    places = _stroke_places()
    return "".join(places.get(character) or "\ue000" + character for character in fold(name))


@cache
def _stroke_places() -> dict[str, str]:
    """For each character of the table one that stands for its place, all in one run below the private use area."""
    characters = resource("codes", "stroke_order.txt").read_text(encoding="utf-8").strip()
    return {character: chr(0x3400 + place) for place, character in enumerate(characters)}


_DIGITS = "零一二三四五六七八九"


def chinese_number(number: int) -> str:
    """A whole number from 0 below 10**12 in Chinese numerals: 12 → 十二, 10300 → 一万零三百. ValueError outside."""
    if not 0 <= number < 10**12:
        raise ValueError(f"no Chinese numeral for {number}")
    text = ""
    for unit in ("", "万", "亿"):
        number, section = divmod(number, 10_000)
        if section:
            gap = "零" if number and section < 1_000 else ""
            text = gap + _section(section) + unit + text
        elif text and not text.startswith("零"):
            text = "零" + text
    text = text.strip("零") or "零"
    return text.removeprefix("一") if text.startswith("一十") else text


def _section(number: int) -> str:
    """1 to 9999 without the zeros before it: 305 → 三百零五."""
    text = ""
    for place, digit in zip("千百十 ", f"{number:04}", strict=True):
        text += _DIGITS[int(digit)] + ("" if digit == "0" else place.strip())
    return re.sub("零+", "零", text).strip("零")


def chinese_year(year: int) -> str:
    """2024 → 二〇二四."""
    return "".join("〇" if digit == "0" else _DIGITS[int(digit)] for digit in f"{year:04}")


def chinese_month(day: date) -> str:
    """二〇二四年三月."""
    return f"{chinese_year(day.year)}年{chinese_number(day.month)}月"


def chinese_date(day: date) -> str:
    """The date as certificates and official papers give it: 二〇二四年三月一日."""
    return f"{chinese_month(day)}{chinese_number(day.day)}日"


def spread_name(name: str) -> str:
    """A name of two characters spread to the width of three, 王　祯. For print only, never for data."""
    return "\u3000".join(name) if len(name) == 2 and not name.isascii() else name
