"""The draw (抽签): an order nobody can steer and anybody can re-run from the seed printed on the draw list."""

from collections.abc import Iterable
from hashlib import sha256

from cadre_desktop.kit.language import N_

DRAW_RULE = N_("抽签规则：对“种子-编号”（UTF-8）计算 SHA-256，按十六进制结果从小到大排列，即为出场顺序。")
"""For the draw list, so that the order can be checked with any tool (``printf '种子-编号' | sha256sum``)."""


def draw_digest(seed: str, number: str) -> str:
    """SHA-256 of ``seed-number`` in hexadecimal."""
    return sha256(f"{seed}-{number}".encode()).hexdigest()


def draw_order(seed: str, numbers: Iterable[str]) -> list[str]:
    """Entrants' numbers in the order of appearance; the order handed in makes no difference."""
    return sorted(numbers, key=lambda number: (draw_digest(seed, number), number))
