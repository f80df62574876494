"""Ceremonies without a screen: every step, and that the hall never knows more than was revealed."""

from dataclasses import replace

import pytest
from board_cases import program, reveal, track, words
from hypothesis import given
from hypothesis import strategies as st

from cadre_desktop.contests.board.board import Board, Mode
from cadre_desktop.contests.board.board_slides import (
    Blank,
    LevelCard,
    Named,
    Opening,
    Pace,
    Prize,
    Roll,
    Winner,
    ceremony,
    sentence,
)

# The ceremony.


def test_prizes_go_from_the_last_to_the_first_part_by_part():
    board = reveal(Board(program()))
    shown = []
    while (ahead := board.ahead()) is not None:
        board.advance()
        assert board.hall() == ahead
        shown.append(board.hall())
    kinds = [type(slide).__name__ for slide in shown]
    third = ["LevelCard", *["Winner"] * 6, "Roll"]
    assert kinds == [*third, "LevelCard", *["Winner"] * 4, "Roll", "LevelCard", *["Winner"] * 2, "Roll"]
    assert [slide.count for slide in shown if isinstance(slide, LevelCard)] == [3, 2, 1]
    named = [slide.name for slide in shown if isinstance(slide, Winner) and slide.name]
    assert named == [f"选手1-{rank}甲" for rank in (6, 5, 4, 3, 2, 1)]
    assert shown[-1].title == ""
    assert sentence(shown[-1]) == "表彰名单"


@pytest.mark.parametrize("pace", list(Pace))
def test_the_hall_never_knows_more_than_was_revealed(pace):
    """Walks a whole ceremony forwards and back, and compares every word on the wall with what was revealed."""
    board = reveal(Board(program(), pace=pace))
    prizes = board.track.prizes
    path = [board.hall()]
    while board.ahead() is not None:
        board.advance()
        path.append(board.hall())
    for forwards in (False, True):
        for slide in reversed(path) if not forwards else path:
            assert board.hall() == slide
            hidden = prizes[: len(prizes) - board.revealed(1)]
            text = words(slide)
            assert not [prize.who.name for prize in hidden if prize.who.name in text]
            assert not [prize.total for prize in hidden if prize.total in text]
            courts = [prize.who.court for prize in hidden if prize.who.court in text]
            assert courts in ([], [hidden[-1].who.court] if hidden else [])
            assert not [row.who.name for row in board.track.rows[len(prizes) :] if row.who.name in text]
            board.advance() if forwards else board.back()
    assert board.revealed(1) == len(prizes)


KEYS = st.sampled_from(
    [
        *[("advance",)] * 4,
        ("back",),
        ("toggle_blank",),
        ("restart",),
        ("settle",),
        *[("set_pace", pace) for pace in Pace],
        *[("digit", digit) for digit in range(3)],
        *[("step_track", step) for step in (-1, 1)],
    ]
)


@given(st.lists(KEYS, max_size=60))
def test_no_keys_in_any_order_give_away_a_name(keys):
    board = reveal(Board(program()))
    for name, *values in keys:
        before = {key: board.revealed(key) for key in (1, 2)}
        black = board.blank
        getattr(board, name)(*values)
        after = {key: board.revealed(key) for key in (1, 2)}
        if name != "advance" or black:
            assert all(after[key] <= before[key] for key in after)
        elif board.pace is not Pace.LEVEL:
            assert sum(after.values()) - sum(before.values()) <= 1
        text = words(board.hall())
        for key, known in after.items():
            prizes = board.program.track(key).prizes
            assert not [one.who.name for one in prizes[: len(prizes) - known] if one.who.name in text]
        if board.blank:
            assert board.hall() == Blank()


def test_a_step_back_hides_the_name_again():
    board = reveal(Board(program()))
    for _step in range(3):
        board.advance()
    assert "选手1-6甲" in words(board.hall())
    board.back()
    assert board.hall() == Winner("某年竞赛", "赛道1甲", "三等奖", "法院1-6甲")
    board.back()
    board.back()
    board.back()
    assert isinstance(board.hall(), Opening)


def test_ties_share_their_place():
    one = track(1)
    tied = tuple(replace(prize, rank=2, shared=True) if prize.rank in (2, 3) else prize for prize in one.prizes)
    steps = ceremony("某年竞赛", replace(one, prizes=tied), Pace.PERSON)
    said = [step.slide.rank_text for step in steps if isinstance(step.slide, Winner)]
    assert said == ["第 6 名", "第 5 名", "第 4 名", "并列第 2 名", "并列第 2 名", "第 1 名"]


def test_a_level_the_panel_has_still_to_decide_tells_no_number():
    one = replace(track(1), pending=("二等奖",))
    board = reveal(Board(program(one)))
    counts = {}
    while board.ahead() is not None:
        board.advance()
        if isinstance(board.hall(), LevelCard):
            counts[board.hall().title] = board.hall().count
    assert counts == {"三等奖": 3, "二等奖": 0, "一等奖": 1}
    assert any("二等奖尚待评委会评议" in note for note in board.cue().notes)


def test_without_a_decided_prize_there_is_no_ceremony():
    board = reveal(Board(program(replace(track(1), prizes=(), pending=("一等奖",)))))
    board.advance()
    assert board.hall().words == "奖项尚未确定"
    assert board.ahead() is None


def test_a_code_alone_is_revealed_in_one_step():
    prizes = (Prize("一等奖", 1, False, Named("A07"), "95.00"),)
    steps = ceremony("某年竞赛", replace(track(1), prizes=prizes), Pace.PARTS)
    assert [type(step.slide) for step in steps] == [Opening, LevelCard, Winner]
    assert steps[-1].slide.court == ""


def test_a_long_list_goes_page_by_page_from_the_lowest():
    one = track(1, (("业务能手", 40),), entrants=40)
    steps = ceremony("某年竞赛", one, Pace.LEVEL)
    rolls = [step for step in steps if isinstance(step.slide, Roll)]
    assert [step.slide.page for step in rolls] == [3, 2, 1]
    assert [step.known for step in rolls] == [12, 26, 40]
    ranks = [prize.rank for step in reversed(rolls) for line in step.slide.lines for prize in line]
    assert ranks == list(range(1, 41))
    assert sentence(rolls[0].slide) == "业务能手（3/3）"


def test_results_not_sealed_are_revealed_only_after_confirming():
    board = reveal(Board(program(sealed=False)))
    for _key in range(5):
        board.advance()
    assert isinstance(board.hall(), Opening)
    assert board.ahead() is None
    assert any("尚未封存" in note for note in board.cue().notes)
    board.confirm()
    board.advance()
    assert isinstance(board.hall(), LevelCard)
    board.choose(2)
    board.advance()
    assert isinstance(board.hall(), LevelCard)


def test_a_contest_opened_again_has_to_be_confirmed():
    board = reveal(Board(program()))
    board.advance()
    before = board.hall()
    board.update(program(sealed=False))
    board.advance()
    assert board.hall() == before


def test_results_that_change_do_not_disturb_a_ceremony():
    board = reveal(Board(program()))
    for _step in range(3):
        board.advance()
    before = board.hall()
    one = track(1)
    other = replace(one, prizes=(replace(one.prizes[-1], title="一等奖", rank=1), *one.prizes[1:-1]))
    board.update(program(other, track(2)))
    assert board.hall() == before
    assert board.stale
    assert any("按 R" in note for note in board.cue().notes)
    board.restart()
    assert isinstance(board.hall(), Opening)
    assert not board.stale
    while board.ahead() is not None:
        board.advance()
    assert "选手1-1甲" not in words(board.hall())


def test_a_faster_pace_never_shows_more_at_once():
    board = reveal(Board(program()))
    for _step in range(12):
        board.advance()
    assert board.revealed(1) == 4
    board.set_pace(Pace.LEVEL)
    assert board.revealed(1) == 3
    assert isinstance(board.hall(), Roll)
    board.set_pace(Pace.PERSON)
    assert board.revealed(1) == 3
    board.advance()
    assert board.hall().title == "三等奖"


def test_standings_would_spoil_a_ceremony():
    board = reveal(Board(program(track(1))))
    assert not board.spoils(Mode.STANDINGS)
    board.advance()
    assert board.spoils(Mode.STANDINGS)
    assert not board.spoils(Mode.STAGE)
    while board.ahead() is not None:
        board.advance()
    assert not board.spoils(Mode.STANDINGS)
