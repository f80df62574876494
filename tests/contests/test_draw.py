"""The draw can be re-run by anybody. The expected digests were made with ``printf '2023-11-08-7' | sha256sum``."""

from itertools import permutations

from cadre_desktop.contests.draw import draw_digest, draw_order


def test_digest() -> None:
    assert draw_digest("2023-11-08", "7") == "66aab96295e88c168063c56622e2eb9bda807b07a28b65b4ec8a618fbb04735b"


def test_order() -> None:
    """By their digests 09b2…, 0f1d…, af11…, d795…, d95b…."""
    for given in permutations("12345"):
        assert draw_order("2023-11-08", given) == ["5", "1", "4", "3", "2"]


def test_another_seed_gives_another_order() -> None:
    numbers = [str(number) for number in range(30)]
    assert draw_order("甲", numbers) != draw_order("乙", numbers)
    assert sorted(draw_order("甲", numbers)) == sorted(numbers)
