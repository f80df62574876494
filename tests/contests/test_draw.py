"""The draw can be re-run by anybody. The expected digests were made with ``printf '2023-11-08-7' | sha256sum``."""

from itertools import permutations

from cadre_desktop.contests.rules.draw import commitment, draw_codes, draw_digest, draw_order


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


def test_codes_say_nothing_and_differ() -> None:
    """``printf 'S-01-001' | sha256sum`` begins with 5307c775: 1393018741 is 58042447 × 24 + 13."""
    numbers = [f"01-{number:03}" for number in range(1, 301)]
    codes = draw_codes("S", numbers)
    assert len(set(codes.values())) == len(numbers)
    assert all(code[0] in "ABCDEFGHJKLMNPQRSTUVWXYZ" and code[1:].isdigit() for code in codes.values())
    assert codes["01-001"] == "P447"
    assert draw_codes("S", reversed(numbers)) == codes


def test_who_comes_late_changes_nobody_elses_code() -> None:
    numbers = [f"01-{number:03}" for number in range(1, 1200)]
    codes = draw_codes("S", numbers)
    early = draw_codes("S", numbers[:600])
    assert {number: codes[number] for number in early} == early
    assert max(map(len, codes.values())) > 4  # some were taken, and grew


def test_a_commitment_is_the_digest_of_the_seed() -> None:
    """As ``printf 'abc' | sha256sum``, FIPS 180-2 appendix B.1."""
    assert commitment("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
