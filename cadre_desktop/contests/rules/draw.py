"""The draw (抽签): an order nobody can steer and anybody can re-run from the seed printed on the draw list.

Anonymous codes are drawn from a second seed, which stays secret until names and codes are matched: one that is printed
would give the codes away. Its SHA-256 is printed instead, so that it cannot be exchanged in between.
"""

from collections.abc import Iterable
from hashlib import sha256

from cadre_desktop.kit.language import N_

DRAW_RULE = N_("抽签规则：对“种子-编号”（UTF-8）计算 SHA-256，按十六进制结果从小到大排列，即为出场顺序。")
"""For the draw list, so that the order can be checked with any tool (``printf '种子-编号' | sha256sum``)."""

CODE_RULE = N_(
    "代号规则：对“代号种子-编号”（UTF-8）计算 SHA-256，取前 8 位十六进制数；除以 24 的余数定字母"
    "（A 至 Z，不用 I 和 O），商的末三位为数字；与编号更小者相同时，数字逐位加长。"
)
"""For the table of codes, so that the codes can be checked too."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without those that look like digits."""
_DIGITS = 3


def draw_digest(seed: str, number: str) -> str:
    """SHA-256 of ``seed-number`` in hexadecimal."""
    return sha256(f"{seed}-{number}".encode()).hexdigest()


def draw_order(seed: str, numbers: Iterable[str]) -> list[str]:
    """Entrants' numbers in the order of appearance; the order handed in makes no difference."""
    return sorted(numbers, key=lambda number: (draw_digest(seed, number), number))


def commitment(code_seed: str) -> str:
    """What is printed of the seed of codes while it is secret: its SHA-256 in hexadecimal."""
    return sha256(code_seed.encode()).hexdigest()


def draw_codes(code_seed: str, numbers: Iterable[str]) -> dict[str, str]:
    """The anonymous codes by entrants' numbers: a letter and three digits, all different.

    A number that is added behind the others (07-012 after 07-011) changes none of theirs.
    """
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for number in sorted(set(numbers), key=lambda number: (len(number), number)):
        codes[number] = code = _free_code(int(draw_digest(code_seed, number)[:8], 16), taken)
        taken.add(code)
    return codes


def _free_code(value: int, taken: set[str]) -> str:
    digits, letter = divmod(value, len(_LETTERS))
    length = _DIGITS
    while (code := f"{_LETTERS[letter]}{digits % 10**length:0{length}}") in taken:
        length += 1
    return code
