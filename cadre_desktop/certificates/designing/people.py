"""Whom a design is looked at with: those of a list whose certificates are the hardest to print."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

NAME = "name"
_LEVEL_2 = 0xD8
"""First byte of GB 2312 from which its less common characters are, ordered by radicals."""


def name_in(facts: Mapping[str, str]) -> str:
    """The name on a certificate."""
    return facts.get(NAME, "")


def rarity(character: str) -> int:
    """How seldom a character is met: 0 common (GB 2312 level 1, or no Chinese), 1 less common (level 2), 2 beyond GB
    2312, 3 beyond GBK, 4 beyond the characters that 16 bits can name."""
    if ord(character) > 0xFFFF:
        return 4
    if not "\u2e80" <= character <= "\uffff" or character in "·•．":
        return 0
    try:
        return int(character.encode("gb2312")[0] >= _LEVEL_2)
    except UnicodeEncodeError:
        pass
    try:
        character.encode("gbk")
    except UnicodeEncodeError:
        return 3
    return 2


def rarest(name: str) -> int:
    """The rarity of a name's rarest character."""
    return max(map(rarity, name), default=0)


def longest_name(everybody: Sequence[Mapping[str, str]]) -> int:
    """The index of who has the longest name; ValueError for nobody."""
    return _most(everybody, lambda facts: len(name_in(facts)))


def shortest_name(everybody: Sequence[Mapping[str, str]]) -> int:
    """The index of who has the shortest name; ValueError for nobody."""
    return _most(everybody, lambda facts: -len(name_in(facts)))


def rarest_name(everybody: Sequence[Mapping[str, str]]) -> int:
    """The index of who has the rarest character in the name; ValueError for nobody."""
    return _most(everybody, lambda facts: (rarest(name_in(facts)), sum(map(rarity, name_in(facts)))))


def most_text(everybody: Sequence[Mapping[str, str]]) -> int:
    """The index of whose certificate says most; ValueError for nobody."""
    return _most(everybody, lambda facts: sum(map(len, facts.values())))


def _most(everybody: Sequence[Mapping[str, str]], of: Callable[[Mapping[str, str]], Any]) -> int:
    """The first of those of whom `of` gives the most."""
    return max(range(len(everybody)), key=lambda index: (of(everybody[index]), -index))
