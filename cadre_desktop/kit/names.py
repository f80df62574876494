"""Names and titles in Latin letters: how they are read, what they are found by, and their order by pinyin.

pypinyin is loaded when the first reading is asked for, and each character's readings are kept, because it costs
tens of milliseconds to import and more for a call than a dictionary does.
"""

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from cadre_desktop.kit.chinese import DOTS, NAMES, character_stroke_key, fold, is_han
from cadre_desktop.kit.resources import resource

EDITION = 2
"""Raised whenever keys come out differently (other tables, rules, or another pypinyin), so that files made before get
new ones when they are opened. A test holds what the present edition gives."""

KEY_LENGTH = 24
"""Longest search key in characters; longer keys and queries are cut to it, so that they still meet."""

STARTS = 32
"""Only the first 32 characters begin a key; titles are hardly longer."""

NAME_SPELLINGS = 16
TEXT_SPELLINGS = 4
"""Most spellings of one run of syllables; beyond it the later characters keep only their usual reading."""

NAME_MIXTURES = 32
"""Most mixtures of whole syllables and initials; so every one of a name of six characters, 阿拉坦巴特尔, is found."""

_UNITS = re.compile(r"[a-z0-9]+|.", re.DOTALL)

Readings = tuple[str, ...]
"""The readings of one character, the preferred one first: with tones (shan4) or, where it is said, plain (shan)."""


@dataclass(frozen=True)
class _NameTables:
    """`resources/codes/surnames.json`: readings at the head of a name and elsewhere, compound surnames."""

    surnames: dict[str, Readings]
    compound: frozenset[str]
    characters: dict[str, Readings]


def query_key(query: str) -> str:
    """What the user typed, in the form of a search key: a record is found if one of its keys begins with it."""
    return fold(query).replace("ü", "v")[:KEY_LENGTH]


def name_keys(name: str) -> frozenset[str]:
    """Search keys of a person's name: 乌力吉 is found by 乌力吉, 力吉, wuliji, wlj, wulj, wliji, wulij, liji and lj.

    All suffixes of the name, and from every syllable on its pinyin without tones (ü as v and as u), its initials and
    any mixture of both, in every reading that is listed. The last syllable is always whole, since a key is found by
    any beginning: only so the mixtures of a name of three characters cost no more than two keys.
    """
    units, toned = _name_readings(name)
    if not units:
        return frozenset()
    given = _given(tuple(units[1:]), tuple(toned[1:]))
    return given.keys.union(_before_it(units[0], toned[0], given).starting)


def head_keys(name: str) -> frozenset[str]:
    """The search keys of a name, or of a label in a list, that begin where it begins."""
    units, toned = _name_readings(name)
    if not units:
        return frozenset()
    return frozenset(_before_it(units[0], toned[0], _given(tuple(units[1:]), tuple(toned[1:]))).starting)


@dataclass(frozen=True)
class _Ending:
    """The keys of a name's end. starting: those that begin with its first character; keys: those and all later ones;
    the rest is what keys of a longer end are made of."""

    starting: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    tail: str = ""
    spellings: tuple[str, ...] = ()
    letters: tuple[str, ...] = ()
    mixtures: tuple[str, ...] = ()


@lru_cache(NAMES)
def _given(units: tuple[str, ...], toned: tuple[Readings, ...]) -> _Ending:
    """The keys of what follows a name's first character: there are far fewer given names than names."""
    end = _Ending()
    starts: list[frozenset[str]] = []
    for unit, readings in zip(reversed(units), reversed(toned), strict=True):
        end = _before_it(unit, readings, end)
        starts.append(end.starting)
    return replace(end, keys=frozenset().union(*starts[-(STARTS - 1) :]))


def _before_it(unit: str, toned: Readings, end: _Ending) -> _Ending:
    """A character more before an end; all but `keys`."""
    syllables = _plain(unit, toned)
    tail = (unit + end.tail)[:KEY_LENGTH]
    if not end.tail:
        return _Ending(frozenset((tail, *syllables)), tail=tail, spellings=syllables, letters=syllables)
    firsts = _initials(syllables)
    mixtures = _mixed(syllables, firsts, end)
    spellings = _before(syllables, end.spellings, NAME_SPELLINGS)
    letters = _before(firsts, end.letters, NAME_SPELLINGS)
    starting = frozenset((tail, *spellings, *letters, *mixtures))
    return _Ending(starting, frozenset(), tail, spellings, letters, mixtures)


def _mixed(syllables: Readings, firsts: Readings, end: _Ending) -> Readings:
    """What is neither written out nor abbreviated throughout, before what follows: the simple mixtures first."""
    found = (*_before(syllables, end.letters, NAME_MIXTURES), *_before(firsts, end.spellings, NAME_MIXTURES))
    if end.mixtures:
        found += _before(_distinct((*syllables, *firsts)), end.mixtures, NAME_MIXTURES)
    return found[:NAME_MIXTURES]


def text_keys(text: str) -> frozenset[str]:
    """Search keys of a title: its suffixes, and their pinyin and initials, in a few spellings.

    A single initial is left out: it begins the last syllable.
    """
    folded = fold(text)
    if folded and folded.isascii():
        return frozenset((folded[:KEY_LENGTH],))
    units = _UNITS.findall(folded[: STARTS + KEY_LENGTH])
    keys: set[str] = set()
    tail = ""
    spellings: Readings = ("",)
    letters: Readings = ("",)
    for start in reversed(range(len(units))):
        syllables = _plain(units[start], _readings(units[start]))
        tail = (units[start] + tail)[:KEY_LENGTH]
        spellings = _before(syllables, spellings, TEXT_SPELLINGS)
        letters = _before(_initials(syllables), letters, TEXT_SPELLINGS)
        if start < STARTS:
            keys.add(tail)
            keys.update(spellings)
            if start + 1 < len(units):
                keys.update(letters)
    return frozenset(keys)


def _before(alternatives: Readings, endings: Readings, most: int) -> Readings:
    """Each of `alternatives` before each ending; endings in rarer readings go when there would be too many."""
    if len(alternatives) == 1 == len(endings):
        return ((alternatives[0] + endings[0])[:KEY_LENGTH],)
    endings = endings[: max(1, most // len(alternatives))]
    return tuple([(syllable + ending)[:KEY_LENGTH] for ending in endings for syllable in alternatives])


@cache
def _initials(syllables: Readings) -> Readings:
    """First letters of plain readings; a number is kept whole, so that 2023年 is found by 2023n."""
    return _distinct(syllable if syllable.isdigit() else syllable[0] for syllable in syllables)


@lru_cache(NAMES)
def pinyin(name: str) -> str:
    """Pinyin of a name in its preferred reading, without tones, a blank between syllables, ü as v: 单立 → shan li."""
    units, readings = _name_readings(name)
    return " ".join(_plain(unit, each)[0] for unit, each in zip(units, readings, strict=True))


def initials(name: str) -> str:
    """Initials of a name in its preferred reading: 单立 → sl."""
    return "".join(_initials((syllable,))[0] for syllable in pinyin(name).split())


@lru_cache(NAMES)
def pinyin_key(name: str) -> str:
    """A text that sorts (in Python and bytewise in SQLite) as a list by pinyin does, after GB/T 13418.

    Character by character: its syllable, then its tone, then its strokes; so people of one surname come together, 李
    comes before 林, and people who sound alike always come in the same order.
    """
    if is_han(name) and name[0] not in _compound_heads():  # as most names: neither dotted nor of a compound surname
        return _surname_key(name[0], len(name) <= 3) + "".join(map(_given_key, name[1:]))
    units, readings = _name_readings(name)
    return "".join(map(_unit_key, units, (each[0] for each in readings)))


@cache
def _surname_key(character: str, preferred: bool) -> str:
    return _unit_key(character, _surname_readings(character, preferred)[0])


@cache
def _given_key(character: str) -> str:
    return _unit_key(character, _given_readings(character)[0])


@cache
def _unit_key(unit: str, reading: str) -> str:
    """A Latin word or a number comes before the characters that are read so."""
    return f"{unit}0" if unit.isascii() else reading + character_stroke_key(unit)


def _name_readings(name: str) -> tuple[list[str], list[Readings]]:
    """The characters of a name, each with its readings.

    The readings of surnames count at the head only. They are preferred for a compound surname and in a name of at
    most three characters, never in one with a dot: that, and a longer one, is most likely Mongolian and has no
    surname (查干巴拉).
    """
    units: list[str] = _UNITS.findall(fold(name))
    dotted = not DOTS.isdisjoint(name)
    head: tuple[Readings, ...] = ()
    compound = "" if dotted else _compound_surname("".join(units[:5]))
    if compound:
        head = _compound_readings(compound)
    elif units:
        head = (_surname_readings(units[0], len(units) <= 3 and not dotted),)
    return units, [*head, *map(_given_readings, units[len(head) :])]


def has_compound_surname(name: str) -> bool:
    """Whether a name begins with a compound surname, 欧阳, and goes on."""
    return bool(_compound_surname(name[:5]))


def _compound_surname(head: str) -> str:
    """The compound surname that a folded name begins with; it leaves at least one character for the given name."""
    compound = _tables().compound
    for length in (4, 3, 2):
        if len(head) > length and head[:length] in compound:
            return head[:length]
    return ""


@cache
def _compound_heads() -> frozenset[str]:
    """The characters that compound surnames begin with."""
    return frozenset(surname[0] for surname in _tables().compound)


@cache
def _compound_readings(surname: str) -> tuple[Readings, ...]:
    """Readings of each character of a compound surname; 单于 may also be 单 with a given name that begins with 于."""
    surnames = _tables().surnames
    readings = [_given_readings(character) for character in surname]
    for index, syllable in enumerate(surnames.get(surname, ())):
        readings[index] = _distinct((syllable, *readings[index]))
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
    from pypinyin import Style
    from pypinyin import pinyin as read

    known = read(unit, style=Style.TONE3, heteronym=True, neutral_tone_with_five=True)[0]
    usual = known[0]
    if usual.endswith("5"):  # 子 is zi5 at the end of a word, zi3 in a name
        usual = next((each for each in known if each[:-1] == usual[:-1] and not each.endswith("5")), usual)
    return _distinct((usual, *_tables().characters.get(unit, ())))


@cache
def _plain(unit: str, readings: Readings) -> Readings:
    """Readings without tones; a syllable with v (for ü) also with u: lv, lu."""
    syllables = readings if unit.isascii() else [reading.rstrip("12345") for reading in readings]
    return _distinct(spelling for syllable in syllables for spelling in (syllable, syllable.replace("v", "u")))


def _distinct(texts: Iterable[str]) -> Readings:
    return tuple(dict.fromkeys(texts))


@cache
def _tables() -> _NameTables:
    data = json.loads(resource("codes", "surnames.json").read_text(encoding="utf-8"))
    surnames = {surname: tuple(readings) for surname, readings in data["surnames"].items()}
    characters = {character: tuple(readings) for character, readings in data["characters"].items()}
    compound = frozenset(data["compound"]) | {surname for surname in surnames if len(surname) > 1}
    return _NameTables(surnames, compound, characters)
