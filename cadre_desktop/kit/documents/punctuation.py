"""How Chinese punctuation behaves in a line (GB/T 15834-2011; W3C, Requirements for Chinese Text Layout)."""

import re

OPENING = "“‘（《〈【〔「『［"
"""May not end a line; ink in the right half of the square."""

_LEFT_HALF = "，。、；：”’）》〉】〕」』］"

CLOSING = _LEFT_HALF + "！？…—·～%％℃,.;:!?)]}"
"""May not begin a line."""

_OPENERS = frozenset(OPENING)
_LEFT_HALVES = frozenset(_LEFT_HALF)

SQUEEZE = 0.5
"""Ems taken out between two marks whose inner halves are both free or double, as in ”。 and ，“."""

SQUEEZED = re.compile(f"(?<=[{_LEFT_HALF}])(?=[{_LEFT_HALF}{OPENING}])|(?<=[{OPENING}])(?=[{OPENING}])")
"""Matches, with no length, where `SQUEEZE` is taken out."""


def squeezed(before: str, after: str) -> bool:
    """Whether `SQUEEZE` is taken out between two characters."""
    if after in _OPENERS:
        return before in _OPENERS or before in _LEFT_HALVES
    return after in _LEFT_HALVES and before in _LEFT_HALVES


def overhang(line: str) -> float:
    """Ems without ink at the end of a line, which may be beyond its measure."""
    return SQUEEZE if line and line[-1] in _LEFT_HALF else 0.0
