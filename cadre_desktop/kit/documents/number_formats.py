"""What a number format makes of a number, after ECMA-376 part 1, 18.8.31, as far as it changes what people read.

Decimals, thousands and currency signs leave a number what it is. Leading zeros (00012), percentages, texts around the
digits (3号, 1985-03-12) and two decimals of a year with its month (1979.10) do not: what the cell shows is what was
meant, and is delivered as `Shown`. Formats of dates and times make dates of numbers.
"""

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from cadre_desktop.kit.documents.cells import BETWEEN_BASES, Shown

DAY_ZERO = datetime(1899, 12, 30)
"""Day 0 of Excel's count after February 1900."""

BUILT_IN = {
    2: "0.00",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    **dict.fromkeys((14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 32, 33, 34, 35, 45, 47), "h:mm"),
    46: "[h]:mm:ss",
}
"""Formats that files name by number only, as far as they matter here; 27 to 36 and 50 to 58 are Chinese dates."""

_TOKEN = re.compile(r'"[^"]*"?|\\.|_.|\*.|\[[^\]]*\]|[Ee][+-]|General|.', re.DOTALL | re.IGNORECASE)
_CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_ELAPSED = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_CURRENCY = re.compile(r"\[\$([^\]-]*)(-[^\]]*)?\]")
_MONEY = frozenset("¥￥$€£元圆")
_DATE_SIGNS = frozenset("yYmMdDhHsS")
_FRACTION = re.compile(r"[?#0]+\s*/\s*[?#0\d]+")
_PADDED = re.compile(r"-?0\d")
_NUMERAL = re.compile(r"[-+−]?[\d,]*\.?\d*(?:E[+-]?\d+)?|-?\d*\d/\d+", re.IGNORECASE)
_EXACT = 1e15
_LONGEST = 255
_DAYS = 2_958_466
"""Days that Excel counts: to the end of the year 9999."""

_MONTHLIKE = re.compile(r"(19|20)\d\d\.(0[1-9]|1[0-2])")
_TESTS: dict[str, Callable[[float, float], bool]] = {
    "<=": lambda value, bound: value <= bound,
    ">=": lambda value, bound: value >= bound,
    "<>": lambda value, bound: value != bound,
    "<": lambda value, bound: value < bound,
    ">": lambda value, bound: value > bound,
    "=": lambda value, bound: value == bound,
}


class FormatKind(Enum):
    """What a format does to a number."""

    NUMBER = auto()
    PERCENT = auto()
    TEXTED = auto()
    """Leading zeros or texts around the digits."""
    TWO_DECIMALS = auto()
    DATE = auto()
    ELAPSED = auto()
    """Hours beyond 24: [h]:mm."""


class _Section(NamedTuple):
    """One of the parts of a format between semicolons; test: for which numbers it is, None where its position says
    it."""

    tokens: tuple[str, ...]
    test: tuple[str, float] | None


@lru_cache(4096)
def kind_of(code: str) -> FormatKind:
    """What a format does; one that is not understood, or longer than Excel takes, leaves numbers alone."""
    if len(code) > _LONGEST:
        return FormatKind.NUMBER
    sections = _sections(code)
    first = sections[0].tokens
    if any(_ELAPSED.fullmatch(token) for token in first):
        return FormatKind.ELAPSED
    if any(token in _DATE_SIGNS for token in first):
        return FormatKind.DATE
    if "%" in first:
        return FormatKind.PERCENT
    return _kind_of_number(sections)


def _kind_of_number(sections: tuple[_Section, ...]) -> FormatKind:
    kinds = [_kind_of_section(section.tokens) for section in sections[:3]]
    if FormatKind.TEXTED in kinds:
        return FormatKind.TEXTED
    return kinds[0]


def _kind_of_section(tokens: tuple[str, ...]) -> FormatKind:
    plain = "".join(token for token in tokens if len(token) == 1)
    if any(token[0] in "Ee" and len(token) == 2 for token in tokens) or _FRACTION.search(plain) or "@" in tokens:
        return FormatKind.NUMBER
    if _literals(tokens) or _is_padded(tokens):
        return FormatKind.TEXTED
    whole, _point, decimals = plain.partition(".")
    return FormatKind.TWO_DECIMALS if decimals.count("0") == 2 and "," not in whole else FormatKind.NUMBER


def _literals(tokens: tuple[str, ...]) -> str:
    """The texts of a section that say more than a currency does."""
    texts = [_text_of(token) for token in tokens]
    text = "".join(each for each in texts if each is not None)
    digits = "".join(token for token in tokens if token in "0#?")
    meant = "".join(sign for sign in text if sign not in _MONEY and not sign.isspace() and sign not in "()+-")
    between = bool(digits) and _stands_between(tokens)
    return meant or ("-" if between else "")


def _stands_between(tokens: tuple[str, ...]) -> bool:
    """Whether a sign is between digits, as in 0000-00-00."""
    at = [index for index, token in enumerate(tokens) if token in "0#?"]
    inner = tokens[at[0] : at[-1] + 1]
    return any(_text_of(token) not in (None, " ", "") for token in inner)


def _is_padded(tokens: tuple[str, ...]) -> bool:
    whole = "".join(token for token in tokens if len(token) == 1).partition(".")[0]
    return whole.count("0") > 1


def _text_of(token: str) -> str | None:
    """What a token shows as it is; None for placeholders of digits and for what shows nothing."""
    if token[0] == '"':
        return token.strip('"')
    if token[0] == "\\":
        return token[1:]
    if found := _CURRENCY.fullmatch(token):
        return found[1]
    if len(token) > 1 or token in "0#?.,%@":
        return None
    return token


@lru_cache(4096)
def _sections(code: str) -> tuple[_Section, ...]:
    sections: list[_Section] = []
    tokens: list[str] = []
    test = None
    for token in (*_TOKEN.findall(code), ";"):
        if token == ";":
            sections.append(_Section(tuple(tokens), test))
            tokens, test = [], None
        elif found := _CONDITION.fullmatch(token):
            test = (found[1], float(found[2]))
        else:
            tokens.append(token)
    return tuple(sections)


def as_shown(value: float, code: str) -> Shown | None:
    """What a cell with this format shows of `value`, None where that is the number itself."""
    if not math.isfinite(value):
        return None
    if value.is_integer() and value >= 0 and code.count("0") == len(code) > 1:
        text = f"{int(value):0{len(code)}}"  # by far the commonest: numbers of staff
        return Shown(text, value) if text[0] == "0" else None
    kind = kind_of(code)
    if kind is FormatKind.PERCENT:
        return percent(value)
    if kind is FormatKind.TWO_DECIMALS:
        return month_like(value, f"{value:.2f}")
    if kind is not FormatKind.TEXTED:
        return None
    text = _rendered(value, code)
    return Shown(text, value) if text and text != _plain(value) else None


def percent(value: float) -> Shown:
    """0.905 as 90.5%, exactly, however many decimals the format shows."""
    number = float(f"{value * 100:.15g}")
    return Shown(f"{_plain(number)}%", number)


def month_like(value: float, text: str) -> Shown | None:
    """1979.1 with two decimals is 1979.10, a year and its month; without the format it may be January."""
    return Shown(text, value) if _MONTHLIKE.fullmatch(text) and float(text) == value else None


def _plain(value: float) -> str:
    return f"{value:.15g}"


def _rendered(value: float, code: str) -> str:
    """The digits of `value` as the section that is for it shows them; empty where it shows nothing of a number."""
    section, signed = _section_for(value, code)
    tokens = section.tokens
    if not tokens or "@" in tokens:
        return ""
    if any(token.lower() == "general" for token in tokens):
        return "".join(_plain(value) if token.lower() == "general" else _text_of(token) or "" for token in tokens)
    pattern = "".join(token for token in tokens if token in "0#?.,")
    if not set(pattern) & set("0#?"):
        return "".join(_text_of(token) or "" for token in tokens).strip()
    whole, _point, after = pattern.partition(".")
    if abs(value) >= _EXACT or whole.endswith(",") or after.endswith(","):  # shown in thousands: the number says more
        return ""
    number = abs(Decimal(_plain(value))).quantize(Decimal(1).scaleb(-len(after.replace(",", ""))), ROUND_HALF_UP)
    digits, _dot, decimals = f"{number:f}".partition(".")
    text = _filled(tokens, digits, decimals, "," in whole)
    return ("-" if value < 0 and signed else "") + text


def _section_for(value: float, code: str) -> tuple[_Section, bool]:
    """The section for a number, and whether it leaves the minus sign to be written."""
    sections = list(_sections(code)[:3])
    for section in sections:
        if section.test is not None and _TESTS[section.test[0]](value, section.test[1]):
            return section, True
    if any(section.test for section in sections):
        rest = next((section for section in sections if section.test is None), None)
        return (rest, True) if rest else (_Section(("General",), None), True)
    if len(sections) > 2 and value == 0:
        return sections[2], False
    if len(sections) > 1 and value < 0:
        return sections[1], False
    return sections[0], True


def _filled(tokens: tuple[str, ...], digits: str, decimals: str, grouped: bool) -> str:
    """Digits put into their placeholders, from the point outwards; those left over come before the first one."""
    point = tokens.index(".") if "." in tokens else len(tokens)
    left: list[str] = []
    rest = "" if digits == "0" else digits
    wanted = sum(token in "0#?" for token in tokens[:point])
    for token in reversed(tokens[:point]):
        if token in "0#?":
            wanted -= 1
            taken = rest if wanted == 0 else rest[-1:]
            rest = rest[: len(rest) - len(taken)]
            left.append(taken or ("0" if token == "0" else ""))
        else:
            left.append(_text_of(token) or "")
    whole = "".join(reversed(left))
    if grouped:
        whole = re.sub(r"\d+", lambda found: f"{int(found[0]):,}", whole, count=1)
    right, at = "", 0
    for token in tokens[point:]:
        if token in "0#?":
            right += decimals[at : at + 1]
            at += 1
        else:
            right += "." if token == "." else _text_of(token) or ""
    return (whole + right).strip()


def day_or_time(value: float, code: str, base_1904: bool = False) -> datetime | date | time | timedelta | None:
    """The date or time that a computed number represents in a cell with this format; None for other formats."""
    kind = kind_of(code)
    if kind not in (FormatKind.ELAPSED, FormatKind.DATE) or not 0 <= abs(value) < _DAYS:
        return None
    if kind is FormatKind.ELAPSED:
        return timedelta(days=value)
    if value < 0:
        return None
    moment = DAY_ZERO + timedelta(days=BETWEEN_BASES if base_1904 else 0) + timedelta(seconds=round(value * 86_400))
    if value < 1:
        return moment.time()
    return moment.date() if value == int(value) else moment


def from_text(value: float, text: str) -> Shown | None:
    """What a cell shows where the file keeps that as text; None where it is only the number itself, grouped or
    rounded."""
    if not text or text == _plain(value):
        return None
    bare = "".join(sign for sign in text if sign not in _MONEY and not sign.isspace() and sign not in "()")
    if _PADDED.match(bare):
        return Shown(text, value)
    if _NUMERAL.fullmatch(bare):
        return month_like(value, bare)
    return None if bare.startswith("###") else Shown(text.strip(), value)
