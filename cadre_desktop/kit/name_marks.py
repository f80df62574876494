"""Names of people as they are written: dots, invisible signs, and the marks people put beside a name.

Pure functions, without a database and without Qt; readers of workbooks and rules about people share them.
"""

import re
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from cadre_desktop.kit.chinese import DOTS, fold

Key = TypeVar("Key", bound=Hashable)

INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0"
    "\U000e0000-\U000e007f\U000e0100-\U000e01ef"
)
"""Signs without a width, as the inside of a regular expression's class: joiners, direction marks, fillers, variants."""

HAN = r"\u3400-\u4dbf\u4e00-\u9fff\u3007\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese characters, as the inside of a regular expression's class."""

_STARS = "*＊★☆△▲※◎◆◇●"
_BLANK_IN_NAME = re.compile(rf"(?<=[{HAN}·])\s+|\s+(?=[{HAN}·])")
_DOT = re.compile(rf"(?<=[{HAN}])\s*[?？{re.escape(''.join(sorted(DOTS)))}]\s*(?=[{HAN}])")
_BEFORE = re.compile(rf"\s*(?:[(（\[【〔]([^)）\]】〕]*)[)）\]】〕]|([{re.escape(_STARS)}]+))\s*")
_AFTER = re.compile(rf"\s*(?:[(（\[【〔]([^)）\]】〕]*)[)）\]】〕]|([{re.escape(_STARS)}]+))\s*$")
_WORDS = (
    "试用期|试用|见习期|见习|借调|挂职|返聘|退休|内退|调离|调出|辞职|离职|病休|病假|产假|休假|援疆|援藏|驻村|兼职|聘用制|聘用|"
    "实习|新入职|已故|病故"
)
_WORD_AFTER = re.compile(rf"(?<=[{HAN}{re.escape(_STARS)})）\]】〕])\s*({_WORDS})$")
_LONGEST = 200
_PLAIN = re.compile(rf"[{HAN}]{{1,3}}")
_SPLIT = re.compile(r"[,，、;；/\s]+")


def is_plain(text: str) -> bool:
    """Whether a text is a name of Chinese characters with nothing beside it, as most are."""
    return bool(_PLAIN.fullmatch(text))


def clean_name(text: str) -> str:
    """A name as it is kept: no blanks between characters (王 祯), one kind of dot (阿拉坦•巴特尔 → 阿拉坦·巴特尔).

    A question mark between two characters is what a lost · leaves behind.
    """
    return _BLANK_IN_NAME.sub("", _DOT.sub("·", text)).strip()


def name_and_marks(text: str) -> tuple[str, tuple[str, ...]]:
    """A name and the marks beside it: *王祯（女，回族） → 王祯 with *, 女, 回族; 李静试用期* → 李静 with 试用期, *.

    Marks are stars and the like before or behind it, what is in brackets, and words for a state at its end. What
    consists of marks only is left as it is, and so is what is too long to be a name.
    """
    if len(text) > _LONGEST:
        return text, ()
    name, before, after = text.strip(), list[str](), list[str]()
    while name:
        if found := _BEFORE.match(name):
            before += _parts(found)
            name = name[found.end() :]
        elif found := _AFTER.search(name):
            after[:0] = _parts(found)
            name = name[: found.start()]
        elif len(name) > 3 and (found := _WORD_AFTER.search(name)) and len(name[: found.start()].strip()) > 1:
            after.insert(0, found[1])
            name = name[: found.start()]
        else:
            return clean_name(name), (*before, *after)
    return text, ()


def _parts(found: re.Match[str]) -> list[str]:
    """The marks of one bracket, or one star for a run of equal ones."""
    if found[2]:
        return list(dict.fromkeys(found[2]))
    return [part for part in _SPLIT.split(found[1].strip()) if part]


def named_in(text: str, called: Mapping[str, Sequence[Key]]) -> list[Key]:
    """The keys of all that `text` names, in the order of the text; the longest name counts where names overlap.

    called: every folded name with the keys of what goes by it.
    """
    folded = fold(text)
    found: list[tuple[int, int, str]] = []
    for name in sorted(called, key=len, reverse=True):
        at = folded.find(name) if len(name) > 1 else -1
        while at >= 0:
            end = at + len(name)
            if all(end <= start or at >= stop for start, stop, _name in found):
                found.append((at, end, name))
            at = folded.find(name, end)
    return list(dict.fromkeys(key for _at, _end, name in sorted(found) for key in called[name]))
