"""Values with a range about each, to be drawn on a screen or on paper, and their scale."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_MOST_TICKS = 6


@dataclass(frozen=True)
class Span:
    """A value and the ends of its range, whole numbers of the smallest unit; `words` say it in full."""

    value: int
    low: int
    high: int
    words: str = ""


def spaced_ticks(spans: Iterable[Span], middle: int | None = None, most: int = _MOST_TICKS) -> tuple[int, ...]:
    """Round numbers that take in all ranges (of one at least) and `middle`, in about `most` steps.

    ``-7 … 12 -> -10, -5 … 15``.
    """
    ends = [end for span in spans for end in (span.low, span.high)]
    ends += [] if middle is None else [middle]
    low, high = min(ends), max(ends)
    step = next(step for step in _round_numbers() if step * most >= high - low)
    first, last = low // step, -(-high // step)
    return tuple(step * index for index in range(first, max(last, first + 1) + 1))


def _round_numbers() -> Iterator[int]:
    power = 1
    while True:
        yield from (power, 2 * power, 5 * power)
        power *= 10
