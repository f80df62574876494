"""The functions that simple formulas in score sheets and rosters use, as Excel works them out."""

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from statistics import median

from cadre_desktop.kit.documents import number_formats

Value = float | str | bool | None
"""What a formula works with; None is a blank cell."""

_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(E[+-]?\d+)?%?", re.IGNORECASE | re.ASCII)
_CLOSE = 1e-12


class TooHard(Exception):
    """A formula, or a part of one, that is not worked out here."""


class FormulaError(Exception):
    """What a formula fails with: its text is what Excel shows, such as #DIV/0!."""


@dataclass(frozen=True)
class Range:
    """The values of the cells of a range, row by row."""

    rows: list[list[Value]]


class Arguments:
    """What a function is given."""

    def __init__(self, given: Sequence[Value | Range]):
        self._given = given

    def __len__(self) -> int:
        return len(self._given)

    def value(self, index: int, otherwise: Value = None) -> Value:
        """A single value. Raises TooHard if there is none and no `otherwise`, or a range instead."""
        if index >= len(self._given):
            if otherwise is None:
                raise TooHard
            return otherwise
        given = self._given[index]
        if not isinstance(given, Range):
            return given
        if len(given.rows) == 1 and len(given.rows[0]) == 1:
            return given.rows[0][0]
        raise TooHard

    def number(self, index: int, otherwise: float | None = None) -> float:
        """A single value as a number."""
        return number_of(self.value(index, otherwise))

    def text(self, index: int) -> str:
        """A single value as text."""
        return text_of(self.value(index))

    def values(self) -> Iterator[tuple[Value, bool]]:
        """All values, and whether each is in a range, where texts and truths are passed over."""
        for given in self._given:
            if isinstance(given, Range):
                for row in given.rows:
                    for value in row:
                        yield value, True
            else:
                yield given, False

    def numbers(self) -> list[float]:
        """All numbers: in ranges those alone, elsewhere everything made a number."""
        found = []
        for value, in_range in self.values():
            if not in_range:
                found.append(number_of(value))
            elif isinstance(value, float):
                found.append(value)
        return found


def number_of(value: Value) -> float:
    """A value as a number, blank as 0. Raises FormulaError for a text without digits, TooHard for one with them."""
    if isinstance(value, float):
        return value
    if value is None:
        return 0.0
    if isinstance(value, bool):
        return float(value)
    written = value.strip()
    if _NUMBER.fullmatch(written):
        return float(written.rstrip("%")) / (100 if written.endswith("%") else 1)
    if any(sign.isdigit() for sign in written):  # may be a date, which Excel reads by the system's settings
        raise TooHard
    raise FormulaError("#VALUE!")


def text_of(value: Value) -> str:
    """A value as the text that & makes of it."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        if value != 0 and not 1e-9 <= abs(value) < 1e15:
            raise TooHard
        return f"{value:.15f}".rstrip("0").rstrip(".") if abs(value) < 1e-4 and value else f"{value:.15g}"
    return value or ""


def truth_of(value: Value) -> bool:
    """A value as true or false."""
    if isinstance(value, str):
        if value.upper() in ("TRUE", "FALSE"):
            return value.upper() == "TRUE"
        raise FormulaError("#VALUE!")
    return bool(value)


def compared(sign: str, left: Value, right: Value) -> bool:
    """A comparison: numbers come before texts, texts before truths; case does not matter, blank is 0 or no text."""
    first, second = _comparable(left, right), _comparable(right, left)
    order = (first > second) - (first < second)
    return {"=": order == 0, "<>": order != 0, "<": order < 0, ">": order > 0, "<=": order <= 0, ">=": order >= 0}[sign]


def _comparable(value: Value, other: Value) -> tuple[int, float | str]:
    if value is None:
        value = "" if isinstance(other, str) else False if isinstance(other, bool) else 0.0
    if isinstance(value, bool):
        return 2, float(value)
    return (1, value.upper()) if isinstance(value, str) else (0, float(f"{value:.15g}"))


def _average(given: Arguments) -> Value:
    numbers = given.numbers()
    if not numbers:
        raise FormulaError("#DIV/0!")
    return math.fsum(numbers) / len(numbers)


def _count(given: Arguments) -> Value:
    return float(sum(isinstance(value, float) and not isinstance(value, bool) for value, _range in given.values()))


def _rounded(how: str) -> "Callable[[Arguments], Value]":
    def rounded(given: Arguments) -> Value:
        decimals = int(given.number(1, 0.0))
        if abs(decimals) > 15:
            raise TooHard
        number = Decimal(f"{given.number(0):.15g}")
        return float(number.quantize(Decimal(1).scaleb(-decimals), how))

    return rounded


def _mod(given: Arguments) -> Value:
    number, divisor = given.number(0), given.number(1)
    if divisor == 0:
        raise FormulaError("#DIV/0!")
    return number - divisor * math.floor(number / divisor)


def _some(numbers: list[float]) -> list[float]:
    if not numbers:
        raise FormulaError("#NUM!")
    return numbers


def _ranked(given: Arguments, largest: bool) -> Value:
    rank = int(given.number(1))
    numbers = sorted((value for value, in_range in given.values() if in_range and isinstance(value, float)))
    if not 1 <= rank <= len(numbers):
        raise FormulaError("#NUM!")
    return numbers[-rank] if largest else numbers[rank - 1]


def _trimmed_mean(given: Arguments) -> Value:
    part = given.number(1)
    numbers = sorted(value for value, in_range in given.values() if in_range and isinstance(value, float))
    if not numbers or not 0 <= part < 1:
        raise FormulaError("#NUM!")
    each = int(len(numbers) * part / 2 + _CLOSE)
    kept = numbers[each : len(numbers) - each]
    return math.fsum(kept) / len(kept)


def _cut(given: Arguments, start: int, length: int) -> Value:
    if start < 1 or length < 0:
        raise FormulaError("#VALUE!")
    return given.text(0)[start - 1 : start - 1 + length]


def _right(given: Arguments) -> Value:
    count = int(given.number(1, 1.0))
    if count < 0:
        raise FormulaError("#VALUE!")
    return given.text(0)[-count:] if count else ""


def _date(given: Arguments) -> Value:
    year, month, day = (int(given.number(index)) for index in range(3))
    month_of = year * 12 + month - 1
    if not 1900 < year < 9999:
        raise TooHard
    first = number_formats.DAY_ZERO.replace(year=month_of // 12, month=month_of % 12 + 1, day=1)
    return float((first + timedelta(days=day - 1) - number_formats.DAY_ZERO).days)


def _part_of_date(part: str) -> "Callable[[Arguments], Value]":
    def part_of_date(given: Arguments) -> Value:
        serial = given.number(0)
        if not 61 <= serial < 2_958_466:
            raise TooHard
        return float(getattr(number_formats.DAY_ZERO + timedelta(days=serial), part))

    return part_of_date


def _text(given: Arguments) -> Value:
    shown = number_formats.as_shown(given.number(0), given.text(1))
    if shown is None or number_formats.kind_of(given.text(1)) is not number_formats.FormatKind.TEXTED:
        raise TooHard
    return str(shown)


def _all(given: Arguments) -> list[bool]:
    return [
        truth_of(value) for value, in_range in given.values() if not (in_range and isinstance(value, (str, type(None))))
    ]


def _not_available(given: Arguments) -> Value:
    raise FormulaError("#N/A")


def _joined(given: Arguments) -> Value:
    return "".join(text_of(value) for value, _range in given.values())


FUNCTIONS: dict[str, Callable[[Arguments], Value]] = {
    "SUM": lambda given: math.fsum(given.numbers()),
    "AVERAGE": _average,
    "MAX": lambda given: max(given.numbers(), default=0.0),
    "MIN": lambda given: min(given.numbers(), default=0.0),
    "COUNT": _count,
    "COUNTA": lambda given: float(sum(value is not None for value, _range in given.values())),
    "PRODUCT": lambda given: float(math.prod(given.numbers())),
    "MEDIAN": lambda given: median(_some(given.numbers())),
    "LARGE": lambda given: _ranked(given, True),
    "SMALL": lambda given: _ranked(given, False),
    "TRIMMEAN": _trimmed_mean,
    "ROUND": _rounded(ROUND_HALF_UP),
    "ROUNDUP": _rounded(ROUND_UP),
    "ROUNDDOWN": _rounded(ROUND_DOWN),
    "TRUNC": _rounded(ROUND_DOWN),
    "INT": lambda given: float(math.floor(given.number(0))),
    "ABS": lambda given: abs(given.number(0)),
    "MOD": _mod,
    "AND": lambda given: all(_all(given)),
    "OR": lambda given: any(_all(given)),
    "NOT": lambda given: not truth_of(given.value(0)),
    "TRUE": lambda given: True,
    "FALSE": lambda given: False,
    "NA": _not_available,
    "CONCATENATE": _joined,
    "CONCAT": _joined,
    "LEFT": lambda given: _cut(given, 1, int(given.number(1, 1.0))),
    "RIGHT": _right,
    "MID": lambda given: _cut(given, int(given.number(1)), int(given.number(2))),
    "LEN": lambda given: float(len(given.text(0))),
    "TRIM": lambda given: " ".join(given.text(0).split()),
    "UPPER": lambda given: given.text(0).upper(),
    "LOWER": lambda given: given.text(0).lower(),
    "VALUE": lambda given: given.number(0),
    "TEXT": _text,
    "DATE": _date,
    "YEAR": _part_of_date("year"),
    "MONTH": _part_of_date("month"),
    "DAY": _part_of_date("day"),
}
"""What is worked out from all arguments."""


def _if(given: "Sequence[Callable[[], Value]]") -> Value:
    if not 2 <= len(given) <= 3:
        raise TooHard
    if truth_of(given[0]()):
        return given[1]()
    return given[2]() if len(given) == 3 else False


def _if_error(given: "Sequence[Callable[[], Value]]") -> Value:
    if len(given) != 2:
        raise TooHard
    try:
        return given[0]()
    except FormulaError:
        return given[1]()


LAZY: "dict[str, Callable[[Sequence[Callable[[], Value]]], Value]]" = {"IF": _if, "IFERROR": _if_error}
"""What works out only the arguments that count."""
