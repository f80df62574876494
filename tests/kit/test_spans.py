"""Scales for values with ranges."""

import pytest

from cadre_desktop.kit.spans import Span, spaced_ticks


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (0, 0, (0, 1)),
        (-7, 12, (-10, -5, 0, 5, 10, 15)),
        (46_200, 54_400, (46_000, 48_000, 50_000, 52_000, 54_000, 56_000)),
        (-120, 240, (-200, -100, 0, 100, 200, 300)),
        (100, 100, (100, 101)),
    ],
)
def test_ticks_are_round_and_cover_both_ends(low, high, ticks):
    assert spaced_ticks([Span(low, low, high)]) == ticks


def test_the_middle_is_on_the_scale():
    assert spaced_ticks([Span(5, 4, 6), Span(8, 7, 9)], middle=0) == (0, 2, 4, 6, 8, 10)
