"""Chinese text: one form for comparing, stroke order, numerals, dates. How names are read is in `kit/names.py`."""

import re
import unicodedata
from datetime import date
from functools import cache, lru_cache

from cadre_desktop.kit.resources import resource

DOTS = frozenset(
    ".·\u0387\u02d9\u0f0b\u1427\u16eb\u2022\u2023\u2024\u2027\u2218\u2219\u22c5\u25aa\u25cf\u25e6\u26ab\u2981\u2b24\u2e30"
    "\u2e31\u2e33\u3002\u30fb\ua4f8\ua78f\ufe52\uff0e\uff61\uff65\U00010101"
)
"""What people type for the dot in 阿拉坦·巴特尔, and what looks like it: • ‧ ・ ･ ． 。 ∙ ⋅ ● ᛫ ⸱ ꞏ and others."""

NAMES = 1 << 14
"""Names whose sorting keys are kept; people share names, and a roster is read more than once."""


_HAN = re.compile(r"[\u4e00-\u9fff]+")


def is_han(text: str) -> bool:
    """Whether a text is nothing but common Chinese characters, which have no other form to be compared by."""
    return _HAN.fullmatch(text) is not None


def fold(text: str) -> str:
    """`text` for comparing: full width made narrow, lower case, letters, digits and characters only."""
    if text.isascii() and text.isalnum():
        return text.lower()
    if is_han(text):
        return text
    text = unicodedata.normalize("NFKC", text).casefold()
    return "".join(filter(_counts if max(text, default="") >= _RARE else str.isalnum, text))


_RARE = "\U00020000"
"""From here on there are only Chinese characters, though Python does not know the newest of them as letters."""


def _counts(character: str) -> bool:
    return character >= _RARE or character.isalnum()


@lru_cache(NAMES)
def stroke_key(name: str) -> str:
    """A text that sorts (in Python and bytewise in SQLite) as 按姓氏笔画 does, after GF 3003-1999.

    Characters are compared one after the other, so 王一 comes before 王一凡. Those beyond the standard come after all
    others of their number of strokes, by radical; characters that the table does not hold come last, in the order of
    their code points.
    """
    return fold(name).translate(_stroke_order())


def character_stroke_key(character: str) -> str:
    """The key of one character in a `stroke_key`."""
    return character.translate(_stroke_order())


class _StrokeOrder(dict[int, str]):
    """The key of a character by its code point; characters that the table does not hold come last."""

    def __missing__(self, code: int) -> str:
        return "\ue000" + chr(code)


@cache
def _stroke_order() -> _StrokeOrder:
    """For each character of the table one whose code point is its rank, all in one run below the private use area."""
    lines = resource("codes", "stroke_order.txt").read_text(encoding="utf-8").splitlines()
    characters = "".join("".join(line.split("\t")[1:]) for line in lines)
    return _StrokeOrder((ord(character), chr(0x3400 + index)) for index, character in enumerate(characters))


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
    for unit, digit in zip("千百十 ", f"{number:04}", strict=True):
        text += _DIGITS[int(digit)] + ("" if digit == "0" else unit.strip())
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
