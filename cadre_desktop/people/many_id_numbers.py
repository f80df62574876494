"""ID numbers of a whole roster, checked by their parts: many people share a region, a month, a day, an order.

What a part must be is decided by `check_id_number`, which each different part is given once within a number that is
right otherwise; so 100,000 numbers take the time of a few thousand.
"""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from cadre_desktop.kit.problems import Unclear
from cadre_desktop.people.rules import CHECK_CHARACTERS, WEIGHTS, IdNumber, check_character, check_id_number

_REGION, _DAY, _ORDER = "150299", "19850312", "001"
"""The parts of a number that is right."""

_LAST_DAYS = ("31", "30", "29", "28")

_PARTS = 4
_WRONG = _PARTS * len(CHECK_CHARACTERS)
"""The weight of a part that is wrong: more than all have together when they are right."""

_LAST = (*CHECK_CHARACTERS * _PARTS, *[None] * (_PARTS * _WRONG))
"""The last character by the weight of the parts before it, each taken modulo 11."""


class _KnownParts(dict[str, Any]):
    """What the parts of many numbers say."""

    def __init__(self, tell: Callable[[str], Any]):
        super().__init__()
        self._tell = tell

    def __missing__(self, part: str) -> Any:
        told = self[part] = self._tell(part)
        return told


def are_sound(
    numbers: Iterable[str | None], sexes: Iterable[str], births: Iterable[date | None], today: date
) -> list[bool]:
    """For each row whether its ID number is right and neither sex nor month of birth contradict it, for certain.

    What is not entered is right. Of the others `check_id_number` and `contradictions` say what is wrong, if anything.
    """

    def of_region(part: str) -> int:
        return _weight(part, 0) if _known(part, _DAY, _ORDER, today) else _WRONG

    def of_month(part: str) -> tuple[int, date | None, str]:
        last = next((day for day in _LAST_DAYS if _known(_REGION, part + day, _ORDER, today)), "")
        known = _known(_REGION, part + last, _ORDER, today)
        return (_weight(part, 6), known.birth.replace(day=1), last) if known else (_WRONG, None, "")

    def of_day(part: str) -> int:
        return _weight(part, 12) if _known(_REGION, _DAY[:6] + part, _ORDER, today) else _WRONG

    def of_order(part: str) -> tuple[int, str]:
        known = _known(_REGION, _DAY, part, today)
        return (_weight(part, 14), known.sex) if known else (_WRONG, "")

    regions, months, days, orders = (
        _KnownParts(of_region),
        _KnownParts(of_month),
        _KnownParts(of_day),
        _KnownParts(of_order),
    )
    sound: list[bool] = []
    for number, sex, born in zip(numbers, sexes, births, strict=True):
        if number:
            day = number[12:14]
            (of_born, month, last_day), (of_region_in_day, own_sex) = months[number[6:12]], orders[number[14:17]]
            weight = regions[number[:6]] + of_born + days[day] + of_region_in_day
            right = _LAST[weight] == number[17:] and day <= last_day
            sound.append(right and (sex == own_sex or not sex) and (born == month or not born))
        else:
            sound.append(True)
    return sound


def _known(region: str, day: str, order: str, today: date) -> IdNumber | None:
    """What a number of these parts says, if it is right as it is."""
    digits = region + day + order
    if not (digits.isascii() and digits.isdigit()):
        return None
    try:
        return check_id_number(digits + check_character(digits), today)
    except Unclear:
        return None


def _weight(part: str, first: int) -> int:
    """What the digits from the digit `first` on add to the sum that the last character is taken from, modulo 11."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS[first:], part, strict=False)) % len(
        CHECK_CHARACTERS
    )
