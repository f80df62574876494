"""What trainings are called: the same title in other writing, and titles that probably mean the same training.

Pure functions. Platforms, superior bodies and the courts themselves write a title each in their own way: brackets,
blanks, full width, 第一期 for 第1期, the year before it or not.
"""

import re
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache

_KEPT = 100_000
"""Titles and pairs of titles that are remembered while workbooks are compared."""

_LIKE = 0.75
"""Least likeness (difflib) of titles that are pointed out as probably the same."""

_PART = 0.5
"""Least part of the longer title that the shorter one makes up, where it is contained in it."""

_DIGITS = {sign: value for value, sign in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2}
_NUMBER = "[〇零一二两三四五六七八九十]{1,3}"
_COUNTED = re.compile(rf"(?:第({_NUMBER})(?=[期批次讲轮届班])|[((]({_NUMBER})[))]|({_NUMBER})(?=期))")
_YEAR = re.compile(r"^(?:19|20)\d\d年?度?")
_COUNT = re.compile(r"\d+[期批次讲轮届]?")
_ORDINAL = re.compile(r"第(?=\d)")


@lru_cache(_KEPT)
def title_key(title: str) -> str:
    """A title for comparing: “2023年 新任法官培训班（第一期）” and 新任法官培训班(第1期) have the same.

    The year before a title is left out, since the days tell it.
    """
    text = unicodedata.normalize("NFKC", title).casefold()
    text = _COUNTED.sub(lambda found: f"第{_whole(found[1] or found[2] or found[3])}", text)
    text = "".join(sign for sign in text if sign.isalnum())
    text = _ORDINAL.sub("", text)
    return _YEAR.sub("", text) or text


def _whole(written: str) -> int:
    """二十一 → 21."""
    tens, ten, ones = written.rpartition("十")
    last = 0
    for sign in ones:
        last = 10 * last + _DIGITS[sign]
    return last if not ten else 10 * (_DIGITS[tens] if tens else 1) + last


@lru_cache(_KEPT)
def are_alike(one: str, other: str) -> bool:
    """Whether two titles probably mean the same training; never where they count differently (第1期, 第2期). One that
    does not count may be the whole of one that does (网上专题班, 网上专题班1)."""
    first, second = title_key(one), title_key(other)
    if first == second:
        return True
    counted = [re.findall(r"\d+", title) for title in (first, second)]
    if counted[0] != counted[1]:
        return not all(counted) and _COUNT.sub("", first) == _COUNT.sub("", second)
    short, long = sorted((first, second), key=len)
    if short in long and len(short) >= _PART * len(long):
        return True
    return SequenceMatcher(None, short, long, autojunk=False).ratio() >= _LIKE
