"""Awards: seats, ties on the line, limits for each court."""

import math
from fractions import Fraction

import pytest

from cadre_desktop.contests.rules.awards import Award, LevelRule, assign_awards, check_level, share_words
from cadre_desktop.contests.rules.ranking import Ranked, Standing, TrackEntry
from cadre_desktop.contests.rules.totals import Total
from cadre_desktop.contests.rules.words import AwardRounding, AwardTie

FIRST, SECOND, THIRD, EXPERT = "一等奖", "二等奖", "三等奖", "业务能手"
ALL_OUT, PANEL = AwardTie.ALL_OUT, AwardTie.PANEL


def results(ranks: str, courts: str = "") -> list[Ranked]:
    """Entrants 1, 2, … at the given ranks, each of a court of its own letter, ``-`` of none."""
    given = [int(rank) for rank in ranks.split()]
    letters = courts or "-" * len(given)
    entries = [
        TrackEntry(entrant, None if letter == "-" else ord(letter)) for entrant, letter in enumerate(letters, start=1)
    ]
    return [Ranked(rank, Standing(entry, (), Total(0, 2))) for rank, entry in zip(given, entries, strict=True)]


def shown(awards: list[Award]) -> str:
    """Each entrant's award: the level's first character, ``?`` while pending, ``·`` for none."""
    return "".join("?" if award.pending else award.title[:1] or "·" for award in awards)


def given(ranks: str, *levels: LevelRule, courts: str = "") -> str:
    return shown(assign_awards(results(ranks, courts), levels))


@pytest.mark.parametrize(
    ("ranks", "levels", "expected"),
    [
        ("1 2 3 4 5 6 7", [(FIRST, 1), (SECOND, 2), (THIRD, 3)], "一二二三三三·"),
        ("1 2", [(FIRST, 1), (SECOND, 2), (THIRD, 3)], "一二"),
        ("1 2 3", [(FIRST, 0), (SECOND, 1)], "二··"),
        ("1 1 3", [(FIRST, 2)], "一一·"),
        ("", [(FIRST, 1)], ""),
        ("1 2 3", [], "···"),
    ],
)
def test_numbers(ranks: str, levels: list[tuple[str, int]], expected: str) -> None:
    assert given(ranks, *(LevelRule(title, number) for title, number in levels)) == expected


@pytest.mark.parametrize(("percent", "seats"), [(0, 0), (10_000, 1), (19_999, 1), (20_000, 2), (100_000, 10)])
def test_percentages_round_down(percent: int, seats: int) -> None:
    level = LevelRule(EXPERT, percent=percent)
    assert level.seats(10) == seats
    assert given("1 2 3 4 5 6 7 8 9 10", level) == "业" * seats + "·" * (10 - seats)


@pytest.mark.parametrize("ranked", range(1, 13))
@pytest.mark.parametrize("percent", [1, 10_000, 33_333, 50_000, 99_999, 100_000])
def test_percentages_round_as_they_are_set(percent: int, ranked: int) -> None:
    """Each rounding against the exact fraction."""
    exact = Fraction(percent * ranked, 100_000)
    expected = {
        AwardRounding.DOWN: math.floor(exact),
        AwardRounding.HALF_UP: math.floor(exact + Fraction(1, 2)),
        AwardRounding.UP: math.ceil(exact),
    }
    for rounding, seats in expected.items():
        level = LevelRule(EXPERT, percent=percent, rounding=rounding)
        assert level.seats(ranked) == seats
        assert bool(share_words(level, ranked)) == (exact.denominator > 1)


def test_a_number_of_seats_is_not_rounded() -> None:
    assert share_words(LevelRule(FIRST, 3, rounding=AwardRounding.UP), 7) == ""


def test_who_leads_is_told_when_the_percentage_gives_nobody_the_award() -> None:
    levels = [LevelRule(FIRST, percent=10_000), LevelRule(SECOND, percent=30_000)]
    awards = assign_awards(results("1 2 3 4 5"), levels)
    assert shown(awards) == "二····"
    assert awards[0].notes == ("一等奖：5 人的 10% 是 0.5，舍去为 0 名，没有人得一等奖。",)
    assert [award.notes for award in awards[1:]] == [()] * 4
    rounded = [LevelRule(FIRST, percent=10_000, rounding=AwardRounding.HALF_UP), levels[1]]
    assert shown(assign_awards(results("1 2 3 4 5"), rounded)) == "一二···"


def test_a_level_that_is_set_to_none_needs_no_word() -> None:
    assert assign_awards(results("1 2"), [LevelRule(FIRST, 0), LevelRule(SECOND, percent=0)])[0].notes == ()


@pytest.mark.parametrize(
    ("tie", "expected"),
    [(AwardTie.ALL_IN, "一一一二二·"), (ALL_OUT, "一二二二··"), (PANEL, "一??二··")],
)
def test_tie_on_the_line(tie: AwardTie, expected: str) -> None:
    """Two equal second ranks on the second of two seats; the next level has three (all out), two otherwise."""
    second = 3 if tie is ALL_OUT else 2
    assert given("1 2 2 4 5 6", LevelRule(FIRST, 2, tie=tie), LevelRule(SECOND, second)) == expected


def test_all_out_closes_the_level() -> None:
    """Nobody placed lower may pass those who were left out."""
    assert given("1 1 3 4", LevelRule(FIRST, 1, tie=ALL_OUT), LevelRule(SECOND, 1, tie=ALL_OUT)) == "····"


def test_ties_are_explained() -> None:
    for tie, note in ((AwardTie.ALL_IN, "一等奖：并列全进。"), (ALL_OUT, "一等奖：并列全不进。")):
        awards = assign_awards(results("1 1"), [LevelRule(FIRST, 1, tie=tie)])
        assert [award.notes for award in awards] == [(note,), (note,)]


def test_panel_has_not_chosen_yet() -> None:
    """One of three is to be chosen; the other two are sure of a second prize, so one more is free for rank 4."""
    awards = assign_awards(results("1 1 1 4 5"), [LevelRule(FIRST, 1, tie=PANEL), LevelRule(SECOND, 3)])
    assert shown(awards) == "???二·"
    assert awards[0].pending == (FIRST, SECOND)


def test_panel_pending_over_more_than_one_level() -> None:
    levels = [LevelRule(FIRST, 1, tie=PANEL), LevelRule(SECOND, 1), LevelRule(THIRD, 2)]
    awards = assign_awards(results("1 1 1 4 5"), levels)
    assert shown(awards) == "???三·"
    assert awards[2].pending == (FIRST, SECOND, THIRD)


def test_panel_has_chosen() -> None:
    levels = [LevelRule(FIRST, 2, tie=PANEL), LevelRule(SECOND, 2)]
    awards = assign_awards(results("1 2 2 2 5"), levels, [(FIRST, 3)])
    assert shown(awards) == "一二一二·"
    assert awards[2].notes == ("一等奖：评委会评议确定。",)
    assert awards[1].notes == ("一等奖：并列，经评委会评议授予他人。",)


@pytest.mark.parametrize("choices", [[(FIRST, 2), (FIRST, 3)], [(FIRST, 1)], [(SECOND, 2)]])
def test_a_choice_that_does_not_fill_the_line_leaves_it_pending(choices: list[tuple[str, int]]) -> None:
    assert shown(assign_awards(results("1 2 2"), [LevelRule(FIRST, 2, tie=PANEL)], choices)) == "一??"


def test_court_limit_passes_the_seat_on() -> None:
    levels = [LevelRule(FIRST, 2, per_court=1), LevelRule(SECOND, 2, per_court=1)]
    awards = assign_awards(results("1 2 3 4 5", "AAABC"), levels)
    assert shown(awards) == "一二·一二"
    assert awards[2].notes == ("一等奖：本院名额已满。", "二等奖：本院名额已满。")


def test_entrants_without_a_court_are_not_limited() -> None:
    assert given("1 2 2", LevelRule(FIRST, 3, per_court=1), courts="---") == "一一一"


@pytest.mark.parametrize(
    ("tie", "expected"),
    [(AwardTie.ALL_IN, "一一一·"), (ALL_OUT, "··一一"), (PANEL, "??一一")],
)
def test_tie_on_the_line_of_a_court(tie: AwardTie, expected: str) -> None:
    """Two of court A share the first rank, which has seats enough, but A may have only one."""
    assert given("1 1 1 4", LevelRule(FIRST, 3, per_court=1, tie=tie), courts="AABC") == expected


def test_panel_chooses_within_the_limits_of_courts() -> None:
    """Three tied for two seats, two of them of court A which may have one: A and B, or the line stays pending."""
    levels = [LevelRule(FIRST, 2, per_court=1, tie=PANEL), LevelRule(SECOND, 2)]
    assert shown(assign_awards(results("1 1 1 4", "AABC"), levels, [(FIRST, 1), (FIRST, 2)])) == "???二"
    assert shown(assign_awards(results("1 1 1 4", "AABC"), levels, [(FIRST, 1), (FIRST, 3)])) == "一二一二"


def test_pending_seats_count_for_their_court() -> None:
    """A's only seat is taken by one of the two, whoever it is; the next of A stands aside."""
    level = LevelRule(FIRST, 3, per_court=1, tie=PANEL)
    assert given("1 1 3 4 5", level, courts="AAABC") == "??·一一"


def test_court_already_full_within_a_tie() -> None:
    """The tied of a full court wait aside and are pending with the rest only for the next level."""
    levels = [LevelRule(FIRST, 2, per_court=1, tie=PANEL), LevelRule(SECOND, 2), LevelRule(THIRD, 1)]
    awards = assign_awards(results("1 2 2 2 5", "AABCB"), levels)
    assert [award.pending for award in awards[:4]] == [(), (SECOND,), (FIRST, SECOND), (FIRST, SECOND)]
    assert awards[4].title == THIRD


@pytest.mark.parametrize(
    ("level", "fields"),
    [
        (LevelRule(FIRST, 1), []),
        (LevelRule(FIRST, percent=15_000, per_court=2), []),
        (LevelRule(FIRST), ["number"]),
        (LevelRule(FIRST, 1, 15_000), ["number"]),
        (LevelRule(" ", -1, per_court=0), ["title", "number", "per_court"]),
        (LevelRule(FIRST, percent=100_001), ["percent"]),
        (LevelRule(FIRST, percent=-1), ["percent"]),
    ],
)
def test_level_problems(level: LevelRule, fields: list[str]) -> None:
    assert [problem.field for problem in check_level(level)] == fields
